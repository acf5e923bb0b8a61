"""Zips: bundles of ours come back exactly, saved pages with their photos, and names that lead elsewhere."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import PHOTOS, draw, everything
from editor.app.intake import Imported, import_files
from editor.app.messages import Messages
from editor.app.publish import export
from editor.errors import EditorError, FileUnreadableError, TooHardError, UnknownFormatError
from editor.ingest import read_file
from editor.ingest.bundle_zip import unpacked
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.model.blocks import Gallery, figures_of
from made_documents import docx, paragraph, photo, run, zipped

NOW = datetime(2022, 10, 20, 9, 30, tzinfo=UTC)
PROSE = "Đoạn văn này đủ dài để là một đoạn của bài, có chủ ngữ và vị ngữ hẳn hoi, không phải tít hay chú thích."
PAGE = f"<html><body><h1>Tít của trang</h1><p>{PROSE}</p><img src='anh/lop.jpg'></body></html>"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "kho")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Workspace:
    made = Workspace.init(tmp_path / "báo")
    (made.root / "newsroom.yaml").write_text(
        "name: Báo Bến Sông\nurl: https://bensong.example\nimages:\n  widths: [120, 240]\n", encoding="utf-8"
    )
    return made


@pytest.fixture
def folder(elsewhere: Workspace) -> Path:
    body = tuple(
        Gallery(tuple(replace(figure, credit=figure.credit or "Đức Anh") for figure in block.figures))
        if isinstance(block, Gallery)
        else block
        for block in everything().body
    )
    made = elsewhere.create(replace(everything(), body=body), NOW)
    for src, size in PHOTOS.items():
        draw(made / src, *size)
    return made


def packed(folder: Path, target: Path, top: str = "") -> Path:
    """Everything in a folder as a zip."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, top + path.relative_to(folder).as_posix())
    return target


def brought_in(desk: Workspace, path: Path) -> tuple[Imported, Article]:
    (one,) = import_files(desk, [path], now=NOW)
    assert one.error is None
    assert one.folder is not None
    return one, desk.load(one.folder).article


@pytest.mark.parametrize("top", ["", "goi/"])
@pytest.mark.parametrize("kind", ["html", "markdown", "both"])
def test_a_bundle_comes_back_whole(
    desk: Workspace, elsewhere: Workspace, folder: Path, tmp_path: Path, kind: str, top: str
) -> None:
    bundle = export(elsewhere, folder, kind, tmp_path / "cms", now=NOW).bundle
    one, article = brought_in(desk, packed(bundle, tmp_path / "gói.zip", top))
    assert one.findings == ()
    before = elsewhere.load(folder).article
    assert (article.id, article.headline, article.standfirst) == (before.id, before.headline, before.standfirst)
    assert [type(block) for block in article.body] == [type(block) for block in before.body]
    assert [figure.caption for figure in figures_of(article.body)] == [f.caption for f in figures_of(before.body)]
    assert one.folder is not None
    for figure in figures_of(article.body):
        assert (one.folder / figure.src).is_file()


def test_a_bundle_whose_id_is_here_already_gets_a_new_one(elsewhere: Workspace, folder: Path, tmp_path: Path) -> None:
    bundle = export(elsewhere, folder, "markdown", tmp_path / "cms", now=NOW).bundle
    one, article = brought_in(elsewhere, packed(bundle, tmp_path / "a.zip"))
    assert [finding.code for finding in one.findings] == ["id-taken"]
    assert article.id != elsewhere.load(folder).article.id


def test_a_folder_of_an_article_comes_with_its_originals(desk: Workspace, folder: Path, tmp_path: Path) -> None:
    one, article = brought_in(desk, packed(folder, tmp_path / "a.zip", "bài/"))
    assert one.findings == ()
    assert one.folder is not None
    for figure in figures_of(article.body):
        assert (one.folder / figure.src).read_bytes() == (folder / figure.src).read_bytes()


def test_a_bundle_that_is_not_what_was_handed_over_is_said_to_be_so(
    desk: Workspace, elsewhere: Workspace, folder: Path, tmp_path: Path
) -> None:
    bundle = export(elsewhere, folder, "html", tmp_path / "cms", now=NOW).bundle
    (bundle / "related.html").unlink()
    (bundle / "body.html").write_text("khác", encoding="utf-8")
    one, _ = brought_in(desk, packed(bundle, tmp_path / "a.zip"))
    assert [finding.code for finding in one.findings] == ["bundle-changed"]
    for lang in ("vi", "en"):
        assert "related.html" in Messages.load(lang).finding(one.findings[0])


def test_a_saved_page_comes_with_its_photos(desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "trang.zip"
    path.write_bytes(zipped({"trang/bai.html": PAGE, "trang/anh/lop.jpg": photo(), "__MACOSX/trang/._bai.html": "x"}))
    one, article = brought_in(desk, path)
    assert article.headline == "Tít của trang"
    assert one.folder is not None
    assert (one.folder / figures_of(article.body)[0].src).read_bytes() == photo()
    draft = read_file(path)
    assert [wanted.content for wanted in draft.wanted] == [photo()]


def test_a_document_in_a_zip_is_read(desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"bài.docx": docx(paragraph(run("Tít"), style="Title") + paragraph(run(PROSE)))}))
    assert brought_in(desk, path)[1].headline == "Tít"


def test_article_json_is_read_and_other_json_is_refused(tmp_path: Path) -> None:
    for content in ("{}", "[]", "[" * 100_000, "nothing", '{"schema": "1"}'):
        path = tmp_path / "article.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UnknownFormatError) as caught:
            read_file(path)
        assert caught.value.file == str(path)


@pytest.mark.parametrize(
    "name",
    [
        "../ra-ngoai.html",
        "/etc/ra-ngoai.html",
        "a/../../ra-ngoai.html",
        "C:/ra-ngoai.html",
        "..\\ra-ngoai.html",
        ".a/b.html",
    ],
)
def test_names_that_lead_out_stay_packed(tmp_path: Path, name: str) -> None:
    path = tmp_path / "zip" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(zipped({name: PAGE, "bai.html": PAGE}))
    with unpacked(path) as inner:
        assert inner.source.name == "bai.html"
        kept = inner.source.parent
        assert [entry.name for entry in kept.rglob("*")] == ["bai.html"]
    assert not kept.exists()
    assert [entry.name for entry in tmp_path.rglob("*.html")] == []


def test_links_in_a_zip_are_files_with_an_address_in_them(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("anh.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bai.html", PAGE)
    path = tmp_path / "a.zip"
    path.write_bytes(file.getvalue())
    with unpacked(path) as inner:
        assert not (inner.source.parent / "anh.jpg").is_symlink()


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"a.html": PAGE, "b.html": PAGE}, "several"),
        ({"a.jpg": b"x"}, "no-article"),
        ({}, "no-article"),
        ({"index.html/a.html": PAGE, "b.txt": "x"}, "several"),
    ],
)
def test_a_zip_without_one_article_says_what_to_do(tmp_path: Path, parts: dict[str, str], reason: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(parts))
    with pytest.raises(UnknownFormatError) as caught:
        read_file(path)
    assert caught.value.facts["reason"] == reason
    for lang in ("vi", "en"):
        assert "a.zip" in Messages.load(lang).error(caught.value)


def test_bombs_damaged_and_locked_zips_name_the_zip(tmp_path: Path) -> None:
    locked = bytearray(zipped({"bai.html": PAGE}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    clash = zipped({"bai.html": PAGE, "BAI.html/x.html": PAGE, "bai.html/x.html": PAGE})
    cases: tuple[tuple[bytes, type[EditorError]], ...] = (
        (zipped({"bai.html": b" " * 600_000_000}), TooHardError),
        (b"PK\x03\x04damaged", FileUnreadableError),
        (bytes(locked), FileUnreadableError),
        (zipped({"index.html": b"\x00\x01\x02" * 500}), FileUnreadableError),
        (clash, EditorError),
    )
    for number, (content, kind) in enumerate(cases):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(content)
        with pytest.raises(kind) as caught:
            read_file(path)
        assert Path(caught.value.file) == path
    with pytest.raises(EditorError):
        read_file(tmp_path / "none.zip")
