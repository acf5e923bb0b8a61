"""P10: what could be undone before the program ended or was killed can be undone after the next start."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.app.session import DocumentSession
from editor.app.undoing import UndoKeeper, kept_steps
from editor.library import undo
from editor.library.undo import KEPT_STEPS, MOST_BYTES, Kept, undo_file
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
        session.kept = kept_steps(folder, read.article)
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


def redone(session: DocumentSession) -> list[str]:
    said = []
    while session.can_redo:
        session.redo()
        said.append(session.article.headline)
    return said


def test_undo_goes_on_where_the_last_session_ended(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 3)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.kept)
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
    UndoKeeper(folder).keep(first.history, first.kept)
    second = opened()
    type_headlines(second, 3, 3)
    second.save(workspace, NOW)
    UndoKeeper(folder).keep(second.history, second.kept)
    assert undone(opened()) == ["Tít 2", "Tít 1", "Tít 0"]


def test_a_kill_between_the_steps_and_the_save_leaves_what_led_to_the_file(folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 2)
    UndoKeeper(folder).keep(session.history, session.kept)  # killed here: the file still says "Tít 0"
    again = opened()
    assert not again.can_undo
    assert redone(again) == ["Tít 1", "Tít 2"]


def test_redo_goes_on_where_the_last_session_ended(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 4)
    session.undo()
    session.undo()
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.kept)
    again = opened()
    assert again.article.headline == "Tít 2"
    again.undo()
    assert redone(again) == ["Tít 2", "Tít 3", "Tít 4"]
    assert again.caret == Caret.at(0, 4)
    assert undone(again) == ["Tít 3", "Tít 2", "Tít 1", "Tít 0"]


def test_steps_to_redo_that_were_not_used_up_are_kept_again(workspace: Workspace, folder: Path, opened: Opener) -> None:
    first = opened()
    type_headlines(first, 1, 4)
    for _ in range(3):
        first.undo()
    first.save(workspace, NOW)
    UndoKeeper(folder).keep(first.history, first.kept)
    second = opened()
    second.redo()
    second.save(workspace, NOW)
    UndoKeeper(folder).keep(second.history, second.kept)
    third = opened()
    assert undone(third) == ["Tít 1", "Tít 0"]
    assert redone(third) == ["Tít 1", "Tít 2", "Tít 3", "Tít 4"]


def test_a_kill_between_an_undo_and_its_save_loses_no_step(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 3)
    session.save(workspace, NOW)
    session.undo()
    UndoKeeper(folder).keep(session.history, session.kept)  # killed here: the file still says "Tít 3"
    assert undone(opened()) == ["Tít 2", "Tít 1", "Tít 0"]


def test_who_types_on_has_nothing_to_redo(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 2)
    session.undo()
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.kept)
    again = opened()
    assert again.can_redo
    type_headlines(again, 7, 7)
    assert not again.can_redo
    assert undone(again) == ["Tít 1", "Tít 0"]


def test_a_file_that_somebody_else_has_changed_has_no_steps(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 2)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.kept)
    read = workspace.load(folder)
    workspace.save(folder, replace(read.article, headline="Của người khác"), read.content_hash)
    assert not opened().can_undo


def test_the_time_of_the_last_change_is_not_taken_back(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 1)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.kept)
    again = opened()
    lastmod = again.article.lastmod
    again.undo()
    assert again.article.lastmod == lastmod != ""


def test_a_damaged_file_is_no_error(workspace: Workspace, folder: Path, opened: Opener) -> None:
    session = opened()
    type_headlines(session, 1, 9)
    session.save(workspace, NOW)
    UndoKeeper(folder).keep(session.history, session.kept)
    path = undo_file(folder)
    whole = path.read_bytes()
    for cut in range(0, len(whole), 37):
        path.write_bytes(whole[:cut])
        kept = undone(opened())
        assert kept == [f"Tít {number}" for number in range(8, 8 - len(kept), -1)]
        path.write_bytes(whole[:cut] + b"\x00" + whole[cut + 1 :])
        assert undone(opened())[:1] in ([], ["Tít 8"])


def step(number: int, length: int) -> undo.KeptStep:
    """A step that only its own text has: `length` characters."""
    return undo.KeptStep({"from": 0, "to": 1, "put": f"{number} {'x' * length}"}, (0, 0, 0, 0), (0, 0, 0, number))


def test_steps_are_bounded(folder: Path) -> None:
    steps = tuple(step(number, 20_000) for number in range(500))
    undo.write(folder, "nay", Kept(steps, steps))
    assert undo_file(folder).stat().st_size <= MOST_BYTES
    kept = undo.read(folder, "nay")
    assert kept == Kept(steps[-len(kept.earlier) :], steps[-len(kept.later) :])
    assert kept.earlier
    assert kept.later
    short = tuple(step(number, 3) for number in range(500))
    undo.write(folder, "nay", Kept(short, short))
    kept = undo.read(folder, "nay")
    assert (len(kept.earlier), len(kept.later)) == (KEPT_STEPS, KEPT_STEPS)


def test_only_so_many_articles_keep_their_steps(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "MOST_FILES", 2)
    for number in range(4):
        undo.write(folder.with_name(f"bai-{number}"), "nay", Kept())
        time.sleep(0.01)
    undo.thin(workspace.root)
    assert [undo_file(folder.with_name(f"bai-{number}")).exists() for number in range(4)] == [False, False, True, True]
