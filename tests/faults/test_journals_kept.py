"""P1, P6 of recovery: what a journal keeps goes only when somebody has seen it; order is by counters, not clocks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from editor.files import digest
from editor.library.journal import Journal, newer_than_saved, read_file
from editor.library.journal import journals as all_journals
from faults.conftest import share
from faults.ledger import Ledger
from faults.newsroom import Desk
from faults.sweep import Job, check_journal, sweep
from faults.warm import CHANGES, Came, Warm

OLD = "---\ntitle: Chữ của hôm qua\n---\n\nChưa ai lưu.\n"


@pytest.fixture
def yesterday(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose article has a journal that nobody has looked at yet."""
    monkeypatch.setenv("STANDFIRST_HOME", str(desk.home))
    Journal(desk.article).write(OLD, "another base")
    return desk


def kept_somewhere(desk: Desk) -> set[str]:
    return {read_file(path).text for path in all_journals(desk.workspace)}


def test_a_save_of_something_else_takes_no_unseen_journal_away(yesterday: Desk) -> None:
    assert not Journal(yesterday.article).remove(digest(yesterday.file.read_bytes()))
    kept = newer_than_saved(yesterday.article)
    assert kept is not None
    assert kept.text == OLD


def test_a_journal_that_was_read_goes_with_the_save(yesterday: Desk) -> None:
    journal = Journal(yesterday.article)
    journal.read()
    assert journal.remove(digest(yesterday.file.read_bytes()))
    assert kept_somewhere(yesterday) == set()


@pytest.mark.parametrize("part", [0.05, pytest.param(1.0, marks=pytest.mark.slow)])
def test_no_kill_loses_a_journal_that_is_set_aside(part: float, parent: Warm, yesterday: Desk, tmp_path: Path) -> None:
    def check(before: Desk, desk: Desk, came: Came) -> list[str]:
        problems = list(check_journal(before, desk, came)) if came.out.split() else []
        return problems if OLD in kept_somewhere(desk) else [*problems, "the text of yesterday is gone"]

    job = Job("journal over a journal", lambda desk: [desk.article], check, "faults.writers:keep_journal")
    # The place of a journal follows the workspace's: it is found again only where it was made.
    folder = yesterday.home / "data" / "workspaces"
    (one,) = folder.iterdir()
    room = Desk(tmp_path / "room")
    from editor.library.places import workspace_folder

    one.rename(folder / workspace_folder(room.workspace).name)
    found = sweep(parent, job, yesterday, room.top, CHANGES, random.Random(1), min(part, 3 * share()))
    Ledger.add("P1", "kills and failures while a journal is set aside", found.runs, "|".join(found.problems))
    assert not found.problems, "\n".join(found.problems[:10])


@pytest.mark.parametrize("years", [-10, 10])
def test_a_wrong_clock_loses_nothing(years: int, yesterday: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer's clock jumps; what was typed later is still what comes back."""
    import editor.library.journal as module

    class Wrong(module.datetime):
        @classmethod
        def now(cls, tz: object = None) -> module.datetime:
            there = super().now(tz)
            return there.replace(year=there.year + years, day=1)

    journal = Journal(yesterday.article)
    before = journal.read()
    assert before is not None
    monkeypatch.setattr(module, "datetime", Wrong)
    for number in range(5):
        journal.write(f"{OLD}{number}\n", "another base")
    kept = newer_than_saved(yesterday.article)
    assert kept is not None
    assert kept.text == f"{OLD}4\n"
    assert kept.counter > before.counter
    assert abs(kept.written.year - before.written.year) == 10


def test_the_sweep_catches_a_journal_that_is_moved_first(parent: Warm, yesterday: Desk, tmp_path: Path) -> None:
    """Control: a journal that is truncated and written anew."""
    path = Journal(yesterday.article).path
    naive = Job(
        "naive journal",
        lambda desk: [desk.top / path.relative_to(yesterday.top)],
        lambda before, desk, came: [
            "the text of yesterday is gone"
            for one in [desk.top / path.relative_to(yesterday.top)]
            if OLD[:40] not in one.read_text() and "mới" not in one.read_text()
        ],
        "faults.naive:truncate",
    )
    found = sweep(parent, naive, yesterday, tmp_path / "room", CHANGES, random.Random(1), 1.0)
    assert any("is gone" in problem for problem in found.problems)
