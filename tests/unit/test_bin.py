"""The bin: nothing that was thrown away is lost for a month, photos included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor.errors import LockedError, NoArticleError
from editor.library import bin as trash
from editor.library.lease import lease_file
from editor.library.state import write_state
from editor.library.workspace import Workspace
from editor.model.article import Article

NOW = datetime(2026, 11, 24, 8, 49, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "kho")


def written(workspace: Workspace, headline: str = "Cầu đi bộ") -> Path:
    folder = workspace.create(Article(headline=headline), NOW)
    (folder / "images").mkdir()
    (folder / "images" / "01-cau.jpg").write_bytes(b"a photo")
    return folder


def test_what_was_thrown_away_comes_back_whole(workspace: Workspace) -> None:
    folder = written(workspace)
    before = (folder / "article.md").read_bytes()
    entry = trash.throw_away(workspace, folder, NOW)
    assert not folder.exists()
    assert workspace.article_folders() == ()
    assert (entry.folder / "images" / "01-cau.jpg").read_bytes() == b"a photo"
    assert (entry.headline, entry.thrown, entry.name) == ("Cầu đi bộ", NOW, folder.name)
    assert trash.entries(workspace) == (entry,)
    assert trash.restore(workspace, entry) == folder
    assert (folder / "article.md").read_bytes() == before
    assert trash.entries(workspace) == ()
    assert list((workspace.root / ".standfirst" / "trash").iterdir()) == []


def test_a_name_that_is_taken_by_then_is_not_overwritten(workspace: Workspace) -> None:
    folder = written(workspace)
    entry = trash.throw_away(workspace, folder, NOW)
    other = written(workspace)
    other.rename(other.with_name(folder.name.upper()))
    assert trash.restore(workspace, entry).name == f"{folder.name}-2"
    assert len(workspace.article_folders()) == 2


def test_the_last_thrown_away_comes_first_whatever_the_clock_says(workspace: Workspace) -> None:
    first = trash.throw_away(workspace, written(workspace, "Bài một"), NOW)
    second = trash.throw_away(workspace, written(workspace, "Bài hai"), NOW - timedelta(days=3650))
    assert trash.entries(workspace) == (second, first)


def test_the_bin_empties_itself_after_a_month_and_a_days_notice(workspace: Workspace) -> None:
    entry = trash.throw_away(workspace, written(workspace), NOW)
    assert trash.empty_older(workspace, NOW + timedelta(days=29)) == ()
    assert trash.empty_older(workspace, NOW + timedelta(days=31)) == ()
    assert trash.empty_older(workspace, NOW + timedelta(days=31, hours=1)) == ()
    assert trash.empty_older(workspace, NOW + timedelta(days=32, hours=1)) == (entry,)
    assert trash.entries(workspace) == ()
    assert list((workspace.root / ".standfirst" / "trash").iterdir()) == []


def test_a_clock_that_is_wrong_once_empties_nothing(workspace: Workspace) -> None:
    entry = trash.throw_away(workspace, written(workspace), NOW)
    assert trash.empty_older(workspace, NOW + timedelta(days=3650)) == ()
    assert trash.empty_older(workspace, NOW + timedelta(days=2)) == ()
    assert trash.empty_older(workspace, NOW + timedelta(days=3660)) == ()
    assert trash.entries(workspace) == (entry,)


def test_what_a_kill_left_of_the_bin_is_cleared(workspace: Workspace) -> None:
    folder = workspace.root / ".standfirst" / "trash"
    (folder / "000001-20261001T000000Z").mkdir(parents=True)
    (folder / ".gone-x" / "half").mkdir(parents=True)
    assert trash.entries(workspace) == ()
    trash.empty_older(workspace, NOW)
    assert list(folder.iterdir()) == []


def test_an_article_that_cannot_be_read_can_be_thrown_away(workspace: Workspace) -> None:
    folder = workspace.root / "articles" / "2022-10-17-hong"
    folder.mkdir()
    (folder / "article.md").write_bytes(b"\xff\xfe not text")
    entry = trash.throw_away(workspace, folder, NOW)
    assert entry.headline == folder.name
    assert (entry.folder / "article.md").read_bytes() == b"\xff\xfe not text"


def test_an_article_that_somebody_else_has_open_stays(workspace: Workspace) -> None:
    folder = written(workspace)
    article = workspace.load(folder).article
    holder = {"id": "x", "host": "ANNA-PC", "user": "anna", "pid": 1, "started": "2026-11-24T08:00:00+00:00"}
    write_state(lease_file(workspace.root, folder, article), holder)
    with pytest.raises(LockedError):
        trash.throw_away(workspace, folder, NOW)
    assert folder.is_dir()


@pytest.mark.parametrize("name", ["../../outside", ".", "images"])
def test_only_articles_go_into_the_bin(name: str, workspace: Workspace) -> None:
    (workspace.root / "images").mkdir()
    with pytest.raises(NoArticleError):
        trash.throw_away(workspace, workspace.root / "articles" / name, NOW)


def test_a_link_is_no_article(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = workspace.root / "articles" / "link"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NoArticleError):
        trash.throw_away(workspace, link, NOW)
