"""An article goes as one file and comes back as it was; what was changed on its way is refused, nothing leads out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.app.sending import ENDING, file_name, receive, send
from editor.errors import FileUnreadableError, FormatError, NoArticleError, TooHardError, UnknownSchemaError
from editor.files import digest
from editor.library.workspace import Workspace
from editor.model.article import Status
from editor.model.blocks import figures_of

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = tmp_path_factory.mktemp("gui") / "kho"
    Workspace.init(place, sample=True, lang="vi")
    return Workspace.open(place)


@pytest.fixture
def other(tmp_path: Path) -> Workspace:
    Workspace.init(tmp_path / "khac", sample=False, lang="vi")
    return Workspace.open(tmp_path / "khac")


@pytest.fixture
def sent(sample: Workspace, tmp_path: Path) -> Path:
    return send(sample, sample.article_folders()[-1], tmp_path / f"bai{ENDING}")


def test_an_article_arrives_as_it_was_with_its_id_notes_and_originals(
    sample: Workspace, other: Workspace, sent: Path
) -> None:
    folder = sample.article_folders()[-1]
    received = receive(other, sent, NOW)
    before, after = sample.load(folder).article, other.load(received.folder).article
    assert after == before
    assert received.article_id == before.id
    assert received.findings == ()
    for figure in figures_of(before.body):
        assert (received.folder / figure.src).read_bytes() == (folder / figure.src).read_bytes()


def test_notes_and_status_go_along(sample: Workspace, other: Workspace, tmp_path: Path) -> None:
    folder = sample.article_folders()[0]
    opened = sample.load(folder)
    noted = replace(opened.article, note="Gọi lại bà Lành", status=Status.REVIEW)
    sample.save(folder, noted, opened.content_hash)
    received = receive(other, send(sample, folder, tmp_path / f"x{ENDING}"), NOW)
    after = other.load(received.folder).article
    assert (after.note, after.status) == ("Gọi lại bà Lành", Status.REVIEW)


def test_an_id_that_is_taken_is_said_and_both_articles_stand(sample: Workspace, other: Workspace, sent: Path) -> None:
    first = receive(other, sent, NOW)
    second = receive(other, sent, NOW)
    assert first.folder != second.folder
    assert first.article_id != second.article_id
    assert [finding.code for finding in second.findings] == ["id-taken"]


def test_a_photo_that_is_missing_stops_nothing(other: Workspace, sample: Workspace, tmp_path: Path) -> None:
    folder = sample.article_folders()[0]
    opened = sample.load(folder)
    lost = replace(opened.article, cover="images/99-mat.jpg")
    sample.save(folder, lost, opened.content_hash)
    received = receive(other, send(sample, folder, tmp_path / f"x{ENDING}"), NOW)
    assert other.load(received.folder).article.cover == "images/99-mat.jpg"


def test_the_file_says_nothing_of_the_computer(sent: Path, sample: Workspace) -> None:
    with zipfile.ZipFile(sent) as package:
        names = package.namelist()
        text = b"".join(package.read(name) for name in names if not name.startswith("images/"))
    assert names[:2] == ["manifest.json", "article.md"]
    assert str(sample.root).encode() not in text
    assert all("/" not in name or name.startswith("images/") for name in names)


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None], *, sums: bool = False) -> Path:
    """The file with other contents; `sums` makes the manifest fit them."""
    with zipfile.ZipFile(file) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    change(contents)
    if sums:
        listed = [{"path": name, "sha256": digest(data)} for name, data in contents.items() if name != "manifest.json"]
        contents["manifest.json"] = json.dumps({"format": "standfirst-article", "schema": 1, "files": listed}).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in contents.items():
            package.writestr(name, data)
    file.write_bytes(stream.getvalue())
    return file


@pytest.mark.parametrize(
    "name",
    [
        *("../../canary", "/etc/canary", "images/../../canary", "images/a/b.jpg", "C:\\canary", "images/.hidden.jpg"),
        *("images/x.exe", "images/x.svg", "newsroom.yaml", "images/nul .jpg", "images/con:.jpg"),
    ],
)
def test_no_name_leads_out_of_the_article(other: Workspace, sent: Path, tmp_path: Path, name: str) -> None:
    bad = rewritten(sent, lambda contents: contents.update({name: b"x"}), sums=True)
    before = set(tmp_path.rglob("*"))
    with pytest.raises(FileUnreadableError):
        receive(other, bad, NOW)
    assert other.article_folders() == ()
    assert {path for path in tmp_path.rglob("*") if path.name == "canary"} == set()
    assert {path for path in set(tmp_path.rglob("*")) - before if "articles" in path.parts} == set()


def test_what_was_changed_or_lost_on_its_way_is_refused(other: Workspace, sent: Path) -> None:
    whole = sent.read_bytes()

    def refused(change: Callable[[dict[str, bytes]], None]) -> None:
        sent.write_bytes(whole)
        with pytest.raises(FileUnreadableError) as caught:
            receive(other, rewritten(sent, change), NOW)
        assert caught.value.file == str(sent)

    refused(lambda contents: contents.update({"article.md": contents["article.md"] + b"x"}))
    refused(lambda contents: contents.pop("article.md"))
    refused(lambda contents: contents.pop("manifest.json"))
    refused(lambda contents: contents.update({"manifest.json": b"[]"}))
    refused(lambda contents: contents.update({"manifest.json": b"{" * 9999}))
    refused(lambda contents: contents.update({"manifest.json": b'{"format": "standfirst-bundle", "files": []}'}))
    sent.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileUnreadableError):
        receive(other, sent, NOW)
    assert other.article_folders() == ()


def test_a_newer_file_is_told(other: Workspace, sent: Path) -> None:
    newer = b'{"format": "standfirst-article", "schema": 99, "files": []}'
    with pytest.raises(UnknownSchemaError):
        receive(other, rewritten(sent, lambda contents: contents.update({"manifest.json": newer})), NOW)


def test_a_bomb_is_refused(other: Workspace, tmp_path: Path) -> None:
    bomb = tmp_path / f"bom{ENDING}"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("manifest.json", b" " * (9 * 1024 * 1024))
    with pytest.raises(TooHardError):
        receive(other, bomb, NOW)


def test_no_zip_and_no_article_are_errors_of_ours(other: Workspace, sample: Workspace, tmp_path: Path) -> None:
    nothing = tmp_path / f"khong{ENDING}"
    nothing.write_bytes(b"khong phai zip")
    with pytest.raises((FileUnreadableError, FormatError)):
        receive(other, nothing, NOW)
    with pytest.raises(NoArticleError):
        send(sample, sample.root / "articles" / "khong-co", nothing)


def test_the_file_is_called_by_the_headline(sample: Workspace) -> None:
    folder = sample.article_folders()[-1]
    article = sample.load(folder).article
    assert file_name(article, folder).startswith("phuong-ben-song")
    assert file_name(replace(article, headline=""), folder) == f"{folder.name}{ENDING}"
