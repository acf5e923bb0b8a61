"""A second export takes its photos from what is kept on this computer, and gives the same bytes."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import draw
from editor.app.photos import photo_cache
from editor.app.publish import Exported, export
from editor.images import catalog, renditions, sandbox
from editor.library.places import local_folder
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.model.blocks import Figure, plain

NOW = datetime(2022, 10, 20, 9, 30, tzinfo=UTC)
ARTICLE = Article(headline="Tít", body=(Figure("images/01-a.jpg", plain("Sân trường"), "An", "Sân"),))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "newsroom")


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    made = workspace.create(ARTICLE, NOW)
    draw(made / "images/01-a.jpg", 900, 600)
    return made


def _exported(workspace: Workspace, folder: Path, target: Path, profile: str = "html") -> Exported:
    target.mkdir(exist_ok=True)
    return export(workspace, folder, profile, target, force=True, now=NOW)


def _as_in_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_PASSED", sandbox._Passed())
    catalog.forget()


def _no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a photo was decoded")

    monkeypatch.setattr(renditions, "decoded", never)
    monkeypatch.setattr(sandbox._Pool, "ask", never)


def test_nothing_is_decoded_for_another_folder_or_other_words(
    workspace: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _exported(workspace, folder, tmp_path / "one")
    _as_in_a_new_process(monkeypatch)
    _no_decoding(monkeypatch)

    assert _exported(workspace, folder, tmp_path / "two").files == first.files

    opened = workspace.load(folder)
    figure = replace(ARTICLE.body[0], caption=plain("Sân trường sáng 5/9"))
    workspace.save(folder, replace(opened.article, body=(figure,)), opened.content_hash)
    _exported(workspace, folder, tmp_path / "one")

    with pytest.raises(AssertionError):
        _exported(workspace, folder, tmp_path / "three", "markdown")


def test_the_cache_lies_on_this_computer_and_may_go_at_any_time(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    first = _exported(workspace, folder, tmp_path / "one")
    cache = photo_cache()
    assert cache.folder.is_relative_to(local_folder())
    kept = [path for path in cache.folder.rglob("*") if path.is_file()]
    assert kept
    if sys.platform != "win32":
        assert cache.folder.stat().st_mode & 0o077 == 0
    for path in kept:
        path.unlink()

    assert _exported(workspace, folder, tmp_path / "two").files == first.files
