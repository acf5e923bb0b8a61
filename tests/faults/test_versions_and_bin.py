"""P10, P3: at whatever file call a disk fails or a kill comes, a restored version and a bin lose nothing."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import fingerprint
from editor.app import sending
from editor.app.session import DocumentSession
from editor.app.undoing import kept_steps
from editor.library import bin as trash
from editor.library.undo import MOST_STEPS, Kept
from editor.library.workspace import Workspace
from editor.model.newsroom import Newsroom
from faults.conftest import seeded, share
from faults.kept import (
    NAIVE_BIN,
    NAIVE_RESTORE,
    NAIVE_SEND,
    NOW,
    RECEIVE,
    RESTORE,
    RESTORE_VERSION,
    SEND,
    THROW_AWAY,
    sent_file,
    with_a_version,
)
from faults.ledger import Ledger
from faults.newsroom import Desk, make_newsroom
from faults.sweep import Job, Swept, sweep
from faults.warm import CHANGES, Warm

QUICK = {"restore a version": 0.03, "throw away": 0.2, "restore from the bin": 0.2, "send": 0.5, "receive": 0.05}
JOBS = {job.name: job for job in (RESTORE_VERSION, THROW_AWAY, RESTORE, SEND, RECEIVE)}


@pytest.fixture(scope="module")
def ready(parent: Warm, tmp_path_factory: pytest.TempPathFactory) -> Warm:
    desk = make_newsroom(tmp_path_factory.mktemp("warm") / "desk")
    with_a_version(desk)
    parent.prepare(RESTORE_VERSION.command(desk), desk.home)
    return parent


def prepared(name: str, desk: Desk) -> None:
    if name in {RESTORE_VERSION.name, NAIVE_RESTORE.name}:
        with_a_version(desk)
    elif name in {SEND.name, NAIVE_SEND.name, RECEIVE.name}:
        sending.send(Workspace(desk.workspace), desk.article, sent_file(desk))
        text = desk.file.read_text(encoding="utf-8")
        desk.file.write_text(text.replace("rộng 4 m", "rộng 5 m"), encoding="utf-8")
    elif name == RESTORE.name:
        trash.throw_away(Workspace(desk.workspace), desk.article, NOW)


def swept(parent: Warm, job: Job, desk: Desk, room: Path, part: float, stride: int = 1) -> Swept:
    prepared(job.name, desk)
    return sweep(parent, job, desk, room, CHANGES, random.Random(seeded(1)), part, stride)


def noted(name: str, found: Swept) -> None:
    problems = "|".join(found.problems)
    Ledger.add("P1", f"kills at a file call: {name}", found.kills, problems)
    Ledger.add("P3", f"failed file calls: {name}", found.runs - found.kills, problems)
    assert not found.problems, f"{len(found.problems)} of {found.runs}:\n" + "\n".join(found.problems[:20])


@pytest.mark.parametrize("name", list(JOBS))
def test_no_failure_or_kill_loses_an_article_or_a_version(name: str, ready: Warm, desk: Desk, tmp_path: Path) -> None:
    stride = 3 if name == RECEIVE.name else 1
    noted(name, swept(ready, JOBS[name], desk, tmp_path / "room", QUICK[name], stride))


@pytest.mark.slow
@pytest.mark.parametrize("name", list(JOBS))
def test_sweeps_over_versions_and_the_bin(name: str, ready: Warm, desk: Desk, tmp_path: Path) -> None:
    noted(name, swept(ready, JOBS[name], desk, tmp_path / "room", min(1.0, 2.5 * share())))


def test_the_sweep_catches_a_bin_that_copies(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    found = swept(ready, NAIVE_BIN, desk, tmp_path / "room", 0.3)
    assert any("places, or not whole" in problem for problem in found.problems)


def test_the_sweep_catches_a_restore_that_keeps_nothing(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    found = swept(ready, NAIVE_RESTORE, desk, tmp_path / "room", 0.3)
    told = "\n".join(found.problems)
    assert "what was replaced is gone" in told
    assert "damaged" in told or "neither old nor new" in told


def test_the_sweep_catches_a_file_that_grows_in_its_place(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    found = swept(ready, NAIVE_SEND, desk, tmp_path / "room", 0.3)
    assert any("half a file" in problem for problem in found.problems)


def test_many_deletions_come_back_after_a_restart(desk: Desk) -> None:
    """Thrown away and restored in any order, names taken again meanwhile: every article is there, whole."""
    chance = random.Random(seeded(10))
    rounds = round(3000 * share()) if share() > 0.1 else 60
    wanted = sorted(fingerprint(folder) for folder in Workspace(desk.workspace).article_folders())
    for _ in range(rounds):
        workspace = Workspace(desk.workspace)  # as the next start has it
        folders, binned = workspace.article_folders(), trash.entries(workspace)
        if folders and (not binned or chance.random() < 0.5):
            trash.throw_away(workspace, chance.choice(folders), NOW)
        else:
            trash.restore(workspace, chance.choice(binned))
        found = [*workspace.article_folders(), *(entry.folder for entry in trash.entries(workspace))]
        assert sorted(fingerprint(folder) for folder in found) == wanted
    Ledger.add("P10", "articles thrown away or restored", rounds)


def test_a_restored_article_says_what_it_said(desk: Desk) -> None:
    """The whole way by values: the article that comes back equals the one that went."""
    workspace = Workspace(desk.workspace)
    before = workspace.load(desk.article)
    folder = trash.restore(workspace, trash.throw_away(workspace, desk.article, NOW))
    assert workspace.load(folder).article == replace(before.article)


def undone_after_kills(parent: Warm, desk: Desk, kills: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Kill upon kill of the same article: what can be undone leads from the file back without a gap."""
    monkeypatch.setenv("STANDFIRST_HOME", str(desk.home))
    chance, problems = random.Random(seeded(3)), []
    for kill in range(kills):
        function = "faults.kept:change_without_pause"
        parent.kill_after(
            function, [[str(desk.article)]], chance.uniform(0.02, 0.5), "S ", STANDFIRST_HOME=str(desk.home)
        )
        opened = Workspace(desk.workspace).load(desk.article)
        session = DocumentSession(desk.article, opened.article, Newsroom(), opened.content_hash)
        session.kept = kept_steps(desk.article, opened.article)
        last = int(opened.article.headline.split()[-1])
        said = []
        while session.can_undo:
            session.undo()
            said.append(session.article.headline)
        wanted = [f"Lần {number}" for number in range(last - 1, max(last - 1 - MOST_STEPS, 0), -1)]
        if said[: len(wanted)] != wanted:
            problems.append(f"kill {kill}: {last}: {said[:3]} … {said[-2:]}, {len(said)} steps")
    return problems


def test_undo_goes_back_without_a_gap_after_kills(ready: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kills = max(8, round(400 * share())) if share() > 0.1 else 8
    problems = undone_after_kills(ready, desk, kills, monkeypatch)
    Ledger.add("P10", "kills after which everything was undone", kills, "|".join(problems))
    assert not problems, problems


def test_steps_that_are_lost_are_seen(ready: Warm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "kept_steps", lambda folder, article: Kept())
    assert undone_after_kills(ready, desk, 2, monkeypatch)
