"""P4: two processes at one article, one stopped at its N-th file call while the other runs: both texts recoverable."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from editor.library.workspace import Workspace
from faults.conftest import seeded, share
from faults.ledger import Ledger
from faults.newsroom import Desk, make_newsroom
from faults.sweep import SET
from faults.warm import CHANGES, READS, Came, Warm

FIRST = "Tít của người thứ nhất"
SECOND = "Sapo của người thứ hai"


@pytest.fixture(scope="module")
def ready(parent: Warm, tmp_path_factory: pytest.TempPathFactory) -> Warm:
    desk = make_newsroom(tmp_path_factory.mktemp("warm") / "desk")
    parent.prepare(SET.command(desk), desk.home)
    return parent


def both_kept(desk: Desk, came: Sequence[Came]) -> Iterator[str]:
    """Whoever was told "saved" finds the words in the file; whoever was not was told why, and has them still."""
    words = Workspace(desk.workspace).load(desk.article).text
    for one, text in zip(came, (FIRST, SECOND), strict=True):
        if one.code == 0 and text not in words:
            yield f"“{text}” was saved and is gone"
        elif one.code not in {0, 3, 4}:
            yield f"exit {one.code}: {one.err}"
        elif one.code and not one.err.strip():
            yield "refused without a word"
    if "Cầu dài 120 m, rộng 4 m." not in words:
        yield "what both had is gone"
    if desk.hidden():
        yield f"left: {desk.hidden()}"


def interleave(
    parent: Warm, before: Desk, room: Path, jobs: tuple[str, str], points: Sequence[tuple[int, int]]
) -> list[str]:
    """Args: points: (kind of call, which one) at which the first is stopped until the second has ended."""
    problems = []
    arguments = ("title", FIRST), ("description", SECOND)
    for kind, at in points:
        desk = before.copy(room)
        calls = [(job, [[str(desk.article), *words]]) for job, words in zip(jobs, arguments, strict=True)]
        came = parent.interleave(calls, [desk.top], kind, at, STANDFIRST_HOME=str(desk.home))
        problems += [f"{jobs} stopped at {came[0].last or 'no'} call {at}: {told}" for told in both_kept(desk, came)]
    return problems


SAVES = {"command": "faults.writers:set_by_command", "window": "faults.writers:set_by_session"}
PAIRS = [(one, other) for one in SAVES for other in SAVES]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_two_writers_lose_nothing(pair: tuple[str, str], ready: Warm, desk: Desk, tmp_path: Path) -> None:
    chance = random.Random(4)
    points = [(CHANGES, at) for at in range(1, 22)] + [(READS, chance.randrange(1, 90)) for _ in range(8)]
    jobs = SAVES[pair[0]], SAVES[pair[1]]
    problems = interleave(ready, desk, tmp_path / "room", jobs, points)
    Ledger.add("P4", "interleavings " + "/".join(pair), len(points), "|".join(problems))
    assert not problems, "\n".join(problems[:20])


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_many_interleavings(pair: tuple[str, str], ready: Warm, desk: Desk, tmp_path: Path) -> None:
    chance = random.Random(seeded(5))
    points = [
        (kind, chance.randrange(1, {CHANGES: 22, READS: 110}[kind])) for kind in (CHANGES, READS) * round(125 * share())
    ]
    problems = interleave(ready, desk, tmp_path / "room", (SAVES[pair[0]], SAVES[pair[1]]), points)
    Ledger.add("P4", "interleavings " + "/".join(pair), len(points), "|".join(problems))
    assert not problems, "\n".join(problems[:20])


def test_the_interleavings_catch_a_naive_saver(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    points = [(kind, at) for kind in (CHANGES, READS) for at in range(1, 5)]
    naive = "faults.naive:set_field"
    problems = interleave(ready, desk, tmp_path / "room", (naive, naive), points)
    assert any("was saved and is gone" in problem for problem in problems)


@pytest.mark.skipif(sys.platform != "linux", reason="the exchange of two files is asked for on Linux here")
def test_a_check_before_the_rename_is_not_enough(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    """Look, then rename: stopped between the two, the other's text is gone. The exchange is why ours is not."""
    points = [(CHANGES, at) for at in range(1, 9)]
    jobs = ("faults.naive:set_checked", "faults.naive:set_checked")
    assert any("was saved and is gone" in problem for problem in interleave(ready, desk, tmp_path / "r", jobs, points))
