"""One timeline of undo, observers, saving, and the clock of autosave."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from editor.app.autosave import AutosaveClock
from editor.app.session import Change, DocumentSession
from editor.errors import ChangedOnDiskError
from editor.library.workspace import Workspace
from editor.model import edits
from editor.model.article import Article, Status
from editor.model.blocks import Paragraph, plain
from editor.model.history import MAX_STEPS, Caret, History
from editor.model.newsroom import Newsroom

NOW = datetime(2022, 10, 17, 8, 0, tzinfo=UTC)
START = Article(headline="Tít")


def session(article: Article = START) -> DocumentSession:
    return DocumentSession(Path("/x"), article, Newsroom(), "old")


def body(text: str) -> Article:
    return replace(START, body=(Paragraph(plain(text)),))


class Disk:
    """A workspace that remembers what was saved."""

    def __init__(self, *, fails: bool = False) -> None:
        self.saved: list[tuple[Article, str]] = []
        self.fails = fails

    def save(self, folder: Path, article: Article, expected_hash: str) -> str:
        if self.fails:
            raise ChangedOnDiskError(folder)
        self.saved.append((article, expected_hash))
        return f"hash {len(self.saved)}"

    @property
    def workspace(self) -> Workspace:
        return cast(Workspace, self)


# -- undo ------------------------------------------------------------------------------------------------


def test_equal_gestures_in_a_row_are_one_step() -> None:
    here = session()
    for text in ("a", "ab", "abc"):
        here.apply(body(text), "page", "word 1")
    here.apply(body("abc d"), "page", "word 2")
    assert here.undo()
    assert here.article == body("abc")
    assert here.undo()
    assert here.article == START
    assert not here.undo()
    assert here.redo()
    assert here.redo()
    assert not here.redo()
    assert here.article == body("abc d")


def test_empty_gestures_are_never_joined_and_a_sealed_one_is_over() -> None:
    here = session()
    here.apply(body("a"), "page")
    here.apply(body("b"), "page")
    here.apply(body("c"), "page", "g")
    here.seal()
    here.apply(body("d"), "page", "g")
    assert len(here.history.past) == 4


def test_a_gesture_goes_not_on_after_an_undo() -> None:
    here = session()
    here.apply(body("a"), "page", "g")
    here.undo()
    here.redo()
    here.apply(body("b"), "page", "g")
    assert len(here.history.past) == 2


def test_a_gesture_that_ends_where_it_began_is_no_step() -> None:
    here = session()
    here.apply(body("a"), "page", "g")
    here.apply(START, "page", "g")
    assert not here.can_undo


def test_an_edit_forgets_what_was_undone() -> None:
    here = session()
    here.apply(body("a"), "page")
    here.undo()
    assert here.can_redo
    here.apply(body("b"), "page")
    assert not here.can_redo


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    here = session()
    assert not here.apply(replace(START), "details")
    assert not here.can_undo


def test_the_caret_goes_back_and_forth_with_the_steps() -> None:
    here = session()
    here.caret = Caret.at(2, 0)
    here.apply(body("a"), "page", caret=Caret.at(2, 1))
    here.caret = Caret.at(0, 0)
    here.undo()
    assert here.caret == Caret.at(2, 0)
    here.redo()
    assert here.caret == Caret.at(2, 1)


def test_only_the_latest_steps_are_kept() -> None:
    history = History(START)
    caret = Caret.at(0, 0)
    for number in range(MAX_STEPS + 50):
        history = history.applied(body(str(number)), caret, caret)
    assert len(history.past) == MAX_STEPS


def test_observers_hear_of_every_change_until_they_leave() -> None:
    here = session()
    heard: list[Change] = []
    leave = here.subscribe(heard.append)
    here.apply(body("a"), "page")
    here.undo()
    leave()
    leave()
    here.redo()
    assert heard == [Change(START, body("a"), "page"), Change(body("a"), START, "undo")]


def test_whoever_reads_the_article_gets_what_the_page_had_not_handed_over() -> None:
    here = session()
    waiting = [body("gõ dở")]

    def page() -> None:
        if waiting:
            here.apply(waiting.pop(), "page")

    here.take_from(page)
    assert here.article == body("gõ dở")
    waiting.append(body("gõ nữa"))
    assert here.undo()
    assert here.article == body("gõ dở")


# -- saving ----------------------------------------------------------------------------------------------


def test_lastmod_moves_only_when_content_changed() -> None:
    here, disk = session(), Disk()
    assert not here.save(disk.workspace, NOW)
    here.apply(replace(START, status=Status.REVIEW, note="xem lại"), "details")
    assert here.is_modified
    assert here.save(disk.workspace, NOW)
    assert here.article.lastmod == ""
    here.apply(replace(here.article, headline="Tít mới"), "page")
    assert here.save(disk.workspace, NOW)
    assert here.article.lastmod == "2022-10-17T08:00:00+00:00"
    assert [expected for _, expected in disk.saved] == ["old", "hash 1"]
    assert here.content_hash == "hash 2"
    assert not here.is_modified


def test_undo_to_what_is_saved_leaves_nothing_to_save() -> None:
    here, disk = session(), Disk()
    here.apply(body("a"), "page")
    here.save(disk.workspace, NOW)
    here.apply(body("b"), "page")
    here.undo()
    assert not here.is_modified
    here.undo()
    assert here.article == START
    assert here.is_modified


def test_a_failed_save_leaves_the_article_modified() -> None:
    here = session()
    here.apply(body("a"), "page")
    with pytest.raises(ChangedOnDiskError):
        here.save(Disk(fails=True).workspace, NOW)
    assert here.is_modified
    assert here.article == body("a")
    assert here.content_hash == "old"


def test_what_is_typed_during_a_save_stays_modified() -> None:
    here = session()
    here.apply(body("a"), "page")
    pending = here.begin_save(NOW)
    assert pending is not None
    here.apply(body("ab"), "page")
    here.finish_save(pending, "new")
    assert here.is_modified
    assert here.article.body == body("ab").body
    assert here.article.lastmod == pending.article.lastmod


def test_what_stands_on_the_disk_is_taken_as_one_step() -> None:
    here = session()
    here.apply(body("của tôi"), "page")
    here.reload(body("của người khác"), "theirs")
    assert not here.is_modified
    assert here.content_hash == "theirs"
    here.undo()
    assert here.article == body("của tôi")
    assert here.is_modified


def test_edits_and_session_work_together() -> None:
    here = session()
    here.apply(edits.add_tag(here.article, "Hà Nội"), "details")
    here.apply(edits.set_slug(here.article, "Tít bài"), "details")
    assert (here.article.tags, here.article.slug) == (("Hà Nội",), "tit-bai")
    here.undo()
    here.undo()
    assert here.article == START


# -- the clock -------------------------------------------------------------------------------------------


def test_a_save_is_due_a_second_after_the_last_key() -> None:
    clock = AutosaveClock()
    assert clock.wait(0.0) is None
    clock.touched(10.0)
    clock.touched(10.4)
    assert clock.wait(10.4) == pytest.approx(1.0)
    assert not clock.is_due(11.3)
    assert clock.is_due(11.4)
    clock.saved()
    assert not clock.is_due(99.0)


def test_typing_without_a_pause_is_saved_within_fifteen_seconds() -> None:
    clock = AutosaveClock()
    now, due = 0.0, []
    while now < 40.0:
        clock.touched(now)
        if clock.is_due(now):
            due.append(now)
            clock.saved()
        now += 0.1
    assert due
    assert all(later - earlier <= 15.2 for earlier, later in zip([0.0, *due], due, strict=False))


def test_a_journals_clock_waits_less_than_a_second() -> None:
    clock = AutosaveClock(quiet=0.3, limit=0.9)
    for step in range(20):
        clock.touched(step / 10)
    assert clock.is_due(0.9)
