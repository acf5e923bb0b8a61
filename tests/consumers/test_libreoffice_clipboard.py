"""Between LibreOffice and the page, through a real X clipboard: its markup and Rich Text in, our copy out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from consumers.test_libreoffice_documents import EXPECTED, with_one_name, written
from editor.ingest import read_file
from editor.model.blocks import (
    Body,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Span,
    Table,
    figures_of,
    plain,
    text_of,
)
from editor.model.rows import unfold
from editor.qt.surface.markup import html_of
from editor.source.reader import read
from installers import virtual_display
from made_documents import photo

__all__ = ["written"]
pytestmark = pytest.mark.slow
TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb on this machine")
    with virtual_display() as name:
        yield name


def session(*arguments: object, screen: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
    }
    command = [sys.executable, str(TESTS / "clipboard_session.py"), *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def pasted(folder: Path, screen: str, *files: Path) -> Body:
    """What stands in an article after another program has copied these files' bytes."""
    with session("own", *files, screen=screen) as owner:
        try:
            assert owner.stdout is not None
            assert owner.stdout.readline().strip() == "owned"
            with session("paste", folder, screen=screen) as ours:
                said, _ = ours.communicate(timeout=60)
            assert ours.returncode == 0
            assert "text/html" in said
        finally:
            owner.kill()
    article, findings = read((folder / "article.md").read_text(encoding="utf-8"))
    assert not findings
    return article.body


def test_libreoffice_pastes_to_the_expected_blocks_with_its_picture(written: Path, screen: str, tmp_path: Path) -> None:
    body = pasted(tmp_path, screen, written / "bai.html", written / "bai.rtf")
    kinds = [type(block) for block in body if not isinstance(block, Paragraph)]
    assert kinds == [Heading, List, List, Figure, Table, Heading, Quote]
    (figure,) = figures_of(body)
    assert (tmp_path / figure.src).read_bytes() == photo()
    expected = {type(block): block for block in EXPECTED}
    got = {type(block): block for block in with_one_name(body)}
    for kind in (List, Table, Quote):
        assert got[kind] == expected[kind]
    assert (text_of(figure.caption), figure.credit) == ("Lớp học dưới mái đình.", "Thanh Ba")


def test_without_its_rich_text_the_picture_is_missing_and_keeps_its_place(
    written: Path, screen: str, tmp_path: Path
) -> None:
    (figure,) = figures_of(pasted(tmp_path, screen, written / "bai.html"))
    assert figure.src.startswith("images/")
    assert not (tmp_path / figure.src).exists()


OURS: Body = (
    Heading(2, plain("Lớp học không bảng đen")),
    Paragraph(
        (
            Span("Lớp có "),
            Span("mười hai", strong=True),
            Span(" trò, xem "),
            Span("trang", link="https://example.org/a"),
        )
    ),
    List(False, (ListItem(plain("Đàn kìm"), List(False, (ListItem(plain("dây tơ")),))), ListItem(plain("Đàn cò")))),
    List(True, (ListItem(plain("Lên dây")), ListItem(plain("Học bản đầu")))),
    Table(((plain("Năm"), plain("Học trò")), (plain("2026"), plain("12")))),
    Paragraph((Span("Cuối "), Span("nghiêng", emphasis=True), Span(" & <hết>"))),
)


def test_our_copy_opens_in_libreoffice_with_lists_tables_links_and_marks(written: Path, tmp_path: Path) -> None:
    """It is opened as a file: the words and the structure that LibreOffice makes of the same bytes on the clipboard."""
    page = tmp_path / "chep.html"
    page.write_text(f'<meta charset="utf-8"><h1>Tít</h1>{html_of(unfold(OURS))}', encoding="utf-8")
    profile = (written / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--infilter=HTML (StarWriter)"]
    subprocess.run(
        [*command, "--convert-to", "odt:writer8", "--outdir", str(tmp_path), str(page)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    body = read_file(tmp_path / "chep.odt").article.body
    assert [type(block) for block in body] == [type(block) for block in OURS]
    for ours, theirs in zip(OURS, body, strict=True):
        if not isinstance(ours, Table):  # its head is bold there
            assert theirs == ours


def test_a_lost_level_of_a_list_would_be_seen() -> None:
    """The control: a flat list is another list."""
    flat = List(False, (ListItem(plain("Đàn kìm")), ListItem(plain("dây tơ")), ListItem(plain("Đàn cò"))))
    assert html_of(unfold((flat,))) != html_of(unfold(OURS[2:3]))
