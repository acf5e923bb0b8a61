"""P1: killed at any moment while keys keep coming, at most the last second or 20 keys are gone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.errors import EditorError
from editor.library.journal import newer_than_saved
from editor.library.workspace import Workspace
from faults.conftest import seeded, share
from faults.ledger import Ledger
from faults.newsroom import Desk
from faults.warm import Came, Warm, warm
from faults.writers import last_key

MOST_KEYS = 20
MOST_SECONDS = 1.0


def recovered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the next start shows: the file, or the journal where that is newer. Raises EditorError."""
    monkeypatch.setenv("STANDFIRST_HOME", str(desk.home))
    opened = Workspace.open(desk.workspace).load(desk.article)
    kept = newer_than_saved(desk.article)
    return opened.text if kept is None else kept.text


def said(came: Came, kind: str) -> list[int]:
    """The numbers of whole lines of a kind; the last line may be torn by the kill."""
    lines = [line.split() for line in came.out.split("\n")[:-1]]
    return [int(line[1]) for line in lines if line and line[0] == kind]


def lost(desk: Desk, came: Came, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    try:
        text = recovered(desk, monkeypatch)
    except EditorError as error:
        yield f"unreadable: {error!r}"
        return
    last = last_key(text)
    saved, keys = said(came, "S"), said(came, "K")
    if saved and last_key(Workspace.open(desk.workspace).load(desk.article).text) < saved[-1]:
        yield f"save {saved[-1]} was confirmed and is not in the file"
    if keys and keys[-1] - last > MOST_KEYS:
        yield f"{keys[-1] - last} keys are gone"


def kill_loop(
    parent: Warm, desk: Desk, kills: int, seed: int, monkeypatch: pytest.MonkeyPatch, typist: str
) -> list[str]:
    chance = random.Random(seed)
    problems = []
    for number in range(kills):
        seconds = chance.choice((0.02, 0.1, 0.3)) * chance.random()
        came, _ = parent.kill_after(typist, [[str(desk.article)]], seconds, "K", STANDFIRST_HOME=str(desk.home))
        problems += [f"kill {number}: {problem}" for problem in lost(desk, came, monkeypatch)]
        problems += [f"kill {number}: {came.err[-500:]}" for _ in range("Traceback" in came.err)]
    return problems


TYPIST = "faults.writers:type_without_pause"


def test_kills_of_a_session_lose_at_most_twenty_keys(parent: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = kill_loop(parent, desk, 40, 1, monkeypatch, TYPIST)
    Ledger.add("P1", "random kills of a session under keys", 40, "|".join(problems))
    assert not problems, problems[:10]
    assert last_key(recovered(desk, monkeypatch)) > 100


@pytest.mark.slow
def test_many_kills_of_a_session(parent: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kills = round(10_000 * share())
    problems = kill_loop(parent, desk, kills, seeded(2), monkeypatch, TYPIST)
    Ledger.add("P1", "random kills of a session under keys", kills, "|".join(problems))
    assert not problems, problems[:10]


def test_the_kill_loop_catches_a_naive_typist(parent: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that saves in place and keeps no journal."""
    assert kill_loop(parent, desk, 12, 3, monkeypatch, "faults.naive:type_and_save")


@pytest.fixture(scope="module")
def windows(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    pytest.importorskip("PySide6")
    with warm(shim, tmp_path_factory.mktemp("home"), "editor.qt.main", "PySide6.QtTest", "faults.writers") as started:
        yield started


WINDOW = "faults.writers:type_in_window"


def kill_windows(
    windows: Warm, desk: Desk, kills: int, seed: int, monkeypatch: pytest.MonkeyPatch, typist: str = WINDOW
) -> list[str]:
    """The real window; what was typed more than a second before the kill, or 20 words before, is there again."""
    chance = random.Random(seed)
    problems = []
    for number in range(kills):
        came, moment = windows.kill_after(
            typist,
            [[str(desk.article)]],
            0.2 + chance.random() * 2.5,
            "K",
            STANDFIRST_HOME=str(desk.home),
            QT_QPA_PLATFORM="offscreen",
        )
        keys = [line.split() for line in came.out.split("\n")[:-1] if line.startswith("K ")]
        if not keys:
            problems.append(f"kill {number}: no key was typed: {came.err[-400:]}")
            continue
        old = [int(key[1]) for key in keys if float(key[2]) < moment - MOST_SECONDS]
        try:
            last = last_key(recovered(desk, monkeypatch))
        except EditorError as error:
            problems.append(f"kill {number}: unreadable: {error!r}")
            continue
        if old and last < old[-1] and int(keys[-1][1]) - last > MOST_KEYS // 4:
            problems.append(f"kill {number}: {keys[-1][1]} was typed, {old[-1]} a second ago, {last} is there")
    return problems


def test_kills_of_the_window_lose_at_most_a_second(windows: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kills, problems = 3, kill_windows(windows, desk, 3, 1, monkeypatch)
    while last_key(recovered(desk, monkeypatch)) <= 20 and kills < 12:  # a busy computer types slowly
        kills += 1
        problems += kill_windows(windows, desk, 1, kills, monkeypatch)
    Ledger.add("P1", "random kills of the window under keys", kills, "|".join(problems))
    assert not problems, problems
    assert last_key(recovered(desk, monkeypatch)) > 20


@pytest.mark.slow
def test_the_kills_catch_a_window_without_a_journal(windows: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kill_windows(windows, desk, 3, 1, monkeypatch, "faults.writers:type_in_window_without_journal")


@pytest.mark.slow
def test_many_kills_of_the_window(windows: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kills = round(1000 * share())
    problems = kill_windows(windows, desk, kills, seeded(2), monkeypatch)
    Ledger.add("P1", "random kills of the window under keys", kills, "|".join(problems))
    assert not problems, problems[:10]
