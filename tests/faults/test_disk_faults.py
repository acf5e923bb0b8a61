"""P1, P3: at whatever file call a disk fails or a kill comes, nothing is lost, nothing half, and no false "saved"."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from faults.conftest import seeded, share
from faults.ledger import Ledger
from faults.newsroom import Desk, make_newsroom
from faults.sweep import ATTACH, EXPORTS, IMPORT, JOURNAL, NEW, SET, Job, check_export, check_set, sweep
from faults.warm import CHANGES, READS, Fault, Warm

JOBS = {job.name: job for job in (SET, ATTACH, IMPORT, JOURNAL, *EXPORTS.values())}
QUICK = {"set": 0.2, "attach": 0.12, "import": 0.1, "journal": 0.15}


@pytest.fixture(scope="module")
def ready(parent: Warm, tmp_path_factory: pytest.TempPathFactory) -> Warm:
    """The warm parent, after one run of everything."""
    desk = make_newsroom(tmp_path_factory.mktemp("warm") / "desk")
    for job in (EXPORTS["both"], SET, ATTACH, IMPORT):
        parent.prepare(job.command(desk), desk.home)
    return parent


def swept(parent: Warm, name: str, before: Desk, room: Path, kinds: int, part: float, stride: int = 1) -> None:
    found = sweep(parent, JOBS[name], before, room, kinds, random.Random(seeded(1)), part, stride)
    Ledger.add("P1", f"kills at a file call: {name}", found.kills, "|".join(found.problems))
    Ledger.add("P3", f"failed file calls: {name}", found.runs - found.kills, "|".join(found.problems))
    assert not found.problems, f"{len(found.problems)} of {found.runs}:\n" + "\n".join(found.problems[:20])


@pytest.mark.parametrize("name", ["set", "attach", "import", "journal"])
def test_no_failure_or_kill_at_a_writing_call_loses_anything(
    name: str, ready: Warm, desk: Desk, tmp_path: Path
) -> None:
    swept(ready, name, desk, tmp_path / "room", CHANGES, QUICK[name])


def test_no_failure_or_kill_shows_half_a_bundle(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    swept(ready, "export html", desk, tmp_path / "room", CHANGES, 0.01, stride=3)


@pytest.mark.parametrize("name", ["set", "attach"])
def test_no_failure_at_a_reading_call_is_met_as_a_bug(name: str, ready: Warm, desk: Desk, tmp_path: Path) -> None:
    swept(ready, name, desk, tmp_path / "room", READS, 0.01, stride=3)


@pytest.mark.slow
@pytest.mark.parametrize("kinds", [CHANGES, READS], ids=["writing", "reading"])
@pytest.mark.parametrize("name", [*QUICK, "export html", "export markdown", "export both"])
def test_sweeps(name: str, kinds: int, ready: Warm, desk: Desk, tmp_path: Path) -> None:
    swept(ready, name, desk, tmp_path / "room", kinds, min(1.0, 2.5 * share()))


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(EXPORTS))
def test_sweeps_over_a_second_export(kind: str, ready: Warm, desk: Desk, tmp_path: Path) -> None:
    job = EXPORTS[kind]
    environment = {"STANDFIRST_HOME": str(desk.home)}
    assert ready.run(job.command(desk), [desk.top], Fault(), **environment).code == 0
    assert ready.run(["set", desk.file, f"title={NEW}"], [desk.top], Fault(), **environment).code == 0
    swept(ready, job.name, desk, tmp_path / "room", CHANGES, min(1.0, 2.5 * share()))


def _naive_set(desk: Desk) -> list[object]:
    return [desk.article, NEW]


NAIVE_SET = Job("naive set", _naive_set, check_set, "faults.naive:call_set_title")


def test_the_sweep_catches_a_naive_saver(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    found = sweep(ready, NAIVE_SET, desk, tmp_path / "room", CHANGES, random.Random(1), 1.0)
    told = "\n".join(found.problems)
    assert "article.md is neither old nor new" in told
    assert "a false saved" in told


def test_the_sweep_catches_a_naive_export(ready: Warm, desk: Desk, tmp_path: Path) -> None:
    """Copies a finished bundle file by file."""
    made = make_newsroom(tmp_path / "made")
    assert ready.run(EXPORTS["html"].command(made), [made.top], Fault(), STANDFIRST_HOME=str(made.home)).code == 0
    bundle = next(made.cms.iterdir())
    job = Job("naive export", lambda at: [bundle, at.cms / bundle.name], check_export, "faults.naive:call_export")
    found = sweep(ready, job, desk, tmp_path / "room", CHANGES, random.Random(1), 0.1, stride=3)
    assert any("half a bundle" in problem for problem in found.problems)
