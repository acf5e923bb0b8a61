"""P3, rule 10: a share goes away for half a minute and comes back: no key is lost, the window goes on answering."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from faults import shares
from faults.ledger import Ledger
from faults.newsroom import Desk
from faults.shares import Share, mounted
from faults.warm import Fault, Warm, warm

pytestmark = pytest.mark.skipif(bool(shares.missing()), reason=f"a share of our own needs {shares.missing()}")
ANSWERS = 0.2
"""Seconds in which the window answers whatever happens (trust.md P8)."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shares.build(tmp_path_factory.mktemp("vanish"))


@pytest.fixture(scope="module")
def windows(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    with warm(shim, tmp_path_factory.mktemp("home"), "editor.qt.main", "PySide6.QtTest", "faults.shares") as started:
        yield started


@pytest.fixture
def share(program: Path, desk: Desk, tmp_path: Path) -> Iterator[Share]:
    with mounted(program, tmp_path / "mounted", desk.workspace) as made:
        yield made


def shown(windows: Warm, desk: Desk, share: Share, how: str, seconds: float, typist: str = "") -> dict[str, Any]:
    folder = share.root / "articles" / desk.article.name
    came = windows.call(
        f"faults.shares:{typist or 'type_while_it_is_gone'}",
        [[str(folder), str(share.switch), how, str(seconds)]],
        [],
        STANDFIRST_HOME=str(desk.home),
        QT_QPA_PLATFORM="offscreen",
    )
    assert came.code == 0, came.err
    found: dict[str, Any] = came.json
    return found


def wrong(seen: dict[str, Any]) -> list[str]:
    away, back = seen["away"], seen["back"]
    problems = []
    if (back["state"], back["file"]) != ("saved", back["key"]):
        problems.append(f"after it is back: {back}")
    if away["state"] == "saved":
        problems.append("called saved while it was away")
    if seen["slowest"] > ANSWERS:
        problems.append(f"a key was answered after {seen['slowest']} s")
    return problems


def test_a_share_that_vanishes_loses_no_key_and_is_told(windows: Warm, desk: Desk, share: Share) -> None:
    seen = shown(windows, desk, share, "gone", 3)
    problems = wrong(seen)
    Ledger.add("P3", "seconds under keys while a share was away", 3, "|".join(problems))
    assert not problems, seen
    assert seen["away"]["told"], "nobody was told"
    assert seen["away"]["journal"] == seen["away"]["key"]


def test_a_share_that_hangs_stops_no_key(windows: Warm, desk: Desk, share: Share) -> None:
    """The call that waits is in a worker; the page goes on, and the file has it all when the share is back."""
    seen = shown(windows, desk, share, "hang", 3)
    problems = wrong(seen)
    Ledger.add("P3", "seconds under keys while a share hung", 3, "|".join(problems))
    assert not problems, seen


@pytest.mark.slow
@pytest.mark.parametrize("how", ["gone", "hang"])
def test_half_a_minute_without_the_share(how: str, windows: Warm, desk: Desk, share: Share) -> None:
    seen = shown(windows, desk, share, how, 30)
    problems = wrong(seen)
    Ledger.add("P3", f"seconds under keys while a share was away ({how})", 30, "|".join(problems))
    assert not problems, seen


def test_the_share_catches_a_window_that_waits_for_it(windows: Warm, desk: Desk, share: Share) -> None:
    seen = shown(windows, desk, share, "hang", 1, "type_while_it_is_gone_naively")
    assert any("was answered after" in problem for problem in wrong(seen))


def test_a_command_on_a_share_that_is_away_says_so_and_works_afterwards(parent: Warm, desk: Desk, share: Share) -> None:
    article = share.root / "articles" / desk.article.name
    before = desk.file.read_bytes()
    environment = {"STANDFIRST_HOME": str(desk.home)}
    share.go()
    came = parent.run(["set", article, "title=Không tới nơi"], [desk.top], Fault(), **environment)
    assert came.code == 3, came
    assert str(share.root) in came.err
    assert "Traceback" not in came.err
    assert desk.file.read_bytes() == before
    share.come_back()
    came = parent.run(["set", article, "title=Tới nơi"], [desk.top], Fault(), **environment)
    assert came.code == 0, came.err
    assert "Tới nơi" in desk.file.read_text(encoding="utf-8")
