"""P10: what could be undone before the program ended or was killed can be undone after the next start."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.app.session import DocumentSession
from editor.app.undoing import UndoKeeper, earlier_steps
from editor.library import undo
from editor.library.undo import KEPT_STEPS, MOST_BYTES, undo_file
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.model.blocks import Paragraph, plain
from editor.model.history import Caret
from editor.model.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 8, 49, tzinfo=UTC)
Opener = Callable[[], DocumentSession]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "kho")


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    return workspace.create(Article(headline="Tít 0", body=(Paragraph(plain("Đoạn đầu.")),)), NOW)


@pytest.fixture
def opened(workspace: Workspace, folder: Path) -> Opener:
    def open_() -> DocumentSession:
        read = workspace.load(folder)
        session = DocumentSession(folder, read.article, Newsroom(), read.content_hash)
        session.earlier = earlier_steps(folder, read.article)
        return session

    return open_


def type_headlines(session: DocumentSession, first: int, last: int) -> None:
    for number in range(first, last + 1):
        session.apply(replace(session.article, headline=f"Tít {number}"), "page", caret=Caret.at(0, number))


def undone(session: DocumentSession) -> list[str]:
    said = []
    while session.can_undo:
        session.undo()
        said.append(session.article.headline)
    return said


def test_undo_goes_on_where_the_last_session_ended(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 3)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.earlier)
    again = opened()
    type_headlines(again, 4, 4)
    assert undone(again) == ["Tít 3", "Tít 2", "Tít 1", "Tít 0"]
    assert again.caret == Caret.at(0, 0)
    while again.can_redo:
        again.redo()
    assert again.article.headline == "Tít 4"


def test_steps_that_were_not_used_up_are_kept_again(workspace: Workspace, folder: Path, opened: Opener) -> None:
    first = opened()
    type_headlines(first, 1, 2)
    first.save(workspace, NOW)
    UndoKeeper(folder).keep(first.history, first.earlier)
    second = opened()
    type_headlines(second, 3, 3)
    second.save(workspace, NOW)
    UndoKeeper(folder).keep(second.history, second.earlier)
    assert undone(opened()) == ["Tít 2", "Tít 1", "Tít 0"]


def test_a_kill_between_the_steps_and_the_save_leaves_what_led_to_the_file(folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 2)
    UndoKeeper(folder).keep(session.history, session.earlier)  # killed here: the file still says "Tít 0"
    assert opened().earlier == ()


def test_a_file_that_somebody_else_has_changed_has_no_steps(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 2)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.earlier)
    read = workspace.load(folder)
    workspace.save(folder, replace(read.article, headline="Của người khác"), read.content_hash)
    assert not opened().can_undo


def test_the_time_of_the_last_change_is_not_taken_back(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 1)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.earlier)
    again = opened()
    lastmod = again.article.lastmod
    again.undo()
    assert again.article.lastmod == lastmod != ""


def test_a_damaged_file_is_no_error(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 9)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.earlier)
    path = undo_file(folder)
    whole = path.read_bytes()
    for cut in range(0, len(whole), 37):
        path.write_bytes(whole[:cut])
        kept = undone(opened())
        assert kept == [f"Tít {number}" for number in range(8, 8 - len(kept), -1)]
        path.write_bytes(whole[:cut] + b"\x00" + whole[cut + 1 :])
        assert undone(opened())[:1] in ([], ["Tít 8"])


def step(number: int, length: int) -> undo.Before:
    """A step that only its own text has: `length` characters."""
    return undo.Before({"from": 0, "to": 1, "put": f"{number} {'x' * length}"}, (0, 0, 0, 0), (0, 0, 0, number))


def test_steps_are_bounded(folder: Path) -> None:
    steps = [step(number, 20_000) for number in range(500)]
    undo.write(folder, "nay", steps)
    assert undo_file(folder).stat().st_size <= MOST_BYTES
    kept = undo.read(folder, "nay")
    assert kept == tuple(steps[-len(kept) :])
    undo.write(folder, "nay", [step(number, 3) for number in range(500)])
    assert len(undo.read(folder, "nay")) == KEPT_STEPS


def test_only_so_many_articles_keep_their_steps(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "MOST_FILES", 2)
    for number in range(4):
        undo.write(folder.with_name(f"bai-{number}"), "nay", [])
        time.sleep(0.01)
    undo.thin(workspace.root)
    assert [undo_file(folder.with_name(f"bai-{number}")).exists() for number in range(4)] == [False, False, True, True]
