"""A folder's name is what some of an article's state is kept by: while that may be wanted, no other article has it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.library import bin as trash
from editor.library import undo
from editor.library.journal import Journal
from editor.library.workspace import Workspace
from editor.model.article import Article

NOW = datetime(2026, 11, 24, 8, 49, tzinfo=UTC)
STEP = undo.KeptStep({"from": 0, "to": 0, "put": "Một "}, (0, 0, 0, 0), (0, 4, 0, 4))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "kho")


def make(workspace: Workspace, headline: str = "Cầu đi bộ") -> Path:
    return workspace.create(Article(headline=headline), NOW)


def test_a_new_article_takes_no_name_from_the_bin(workspace: Workspace) -> None:
    folder = make(workspace)
    entry = trash.throw_away(workspace, folder, NOW)
    other = make(workspace)
    assert other.name == f"{folder.name}-2"
    assert trash.restore(workspace, entry) == folder


def test_undo_of_a_thrown_away_article_outlives_a_new_one_of_its_name(workspace: Workspace) -> None:
    folder = make(workspace)
    text = (folder / "article.md").read_text(encoding="utf-8")
    undo.write(folder, text, undo.Kept(earlier=(STEP,)))
    entry = trash.throw_away(workspace, folder, NOW)
    undo.write(make(workspace), "another text", undo.Kept())
    assert undo.read(trash.restore(workspace, entry), text) == undo.Kept(earlier=(STEP,))


def test_what_nobody_has_saved_yet_is_not_taken_for_a_new_articles(workspace: Workspace) -> None:
    folder = make(workspace)
    Journal(folder).write("chưa lưu", "of another text")
    trash.remove(workspace, trash.throw_away(workspace, folder, NOW))
    other = make(workspace)
    assert Journal(other).read() is None
    kept = Journal(folder).read()
    assert kept is not None
    assert kept.text == "chưa lưu"


def test_what_comes_back_under_another_name_takes_none_from_the_bin_either(workspace: Workspace) -> None:
    first, second = make(workspace), make(workspace)
    assert second.name == f"{first.name}-2"
    entry = trash.throw_away(workspace, first, NOW)
    trash.throw_away(workspace, second, NOW)
    make(workspace, "Tin khác").rename(first)
    assert trash.restore(workspace, entry).name == f"{first.name}-3"


def test_a_bin_that_cannot_be_looked_into_keeps_nobody_from_writing(workspace: Workspace) -> None:
    place = workspace.root / ".standfirst" / "trash"
    place.rmdir() if place.is_dir() else None
    place.write_text("a file where the bin belongs", encoding="utf-8")
    assert make(workspace).is_dir()
