"""P3 once more, by the system itself: a tmpfs filled to the last 4 KiB, and calls that strace makes fail."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.conftest import seeded, share
from faults.ledger import Ledger
from faults.newsroom import Desk, make_newsroom
from faults.sweep import ATTACH, EXPORTS, IMPORT, JOURNAL, NEW, SET, Job, after, check_export, next_run
from faults.warm import CHANGES, FAIL, Came, Fault, Warm

STEP = 4096
JOBS = {job.name: job for job in (SET, ATTACH, IMPORT, JOURNAL, EXPORTS["html"])}
FULL = Fault(FAIL, kinds=CHANGES)


@pytest.fixture(scope="module")
def ready(parent: Warm, tmp_path_factory: pytest.TempPathFactory) -> Warm:
    desk = make_newsroom(tmp_path_factory.mktemp("warm") / "desk")
    for job in (EXPORTS["html"], SET, ATTACH, IMPORT):
        parent.prepare(job.command(desk), desk.home)
    return parent


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, left: int) -> Path:
    """A file that leaves so many bytes."""
    ballast = place / "ballast"
    free = shutil.disk_usage(place).free - left
    ballast.write_bytes(b"x" * max(0, free))
    return ballast


def full_disks(parent: Warm, job: Job, before: Desk, place: Path, steps: list[int]) -> list[str]:
    problems = []
    for step in steps:
        desk = before.copy(place / "desk")
        ballast = fill(place, step * STEP)
        came = job.run(parent, desk, Fault())
        found = list(after(job, before, desk, came, FULL))
        ballast.unlink()
        found += next_run(parent, job, desk, came)
        problems += [f"{job.name} with {step} × 4 KiB left: {problem}" for problem in found]
    return problems


@pytest.mark.parametrize("name", list(JOBS))
def test_a_full_disk_loses_nothing(name: str, ready: Warm, desk: Desk, small_disk: Path) -> None:
    steps = [0, 1, 2, 3, 5, 8, 13]
    problems = full_disks(ready, JOBS[name], desk, small_disk, steps)
    Ledger.add("P3", f"disks filled to the last 4 KiB: {name}", len(steps), "|".join(problems))
    assert not problems, "\n".join(problems)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(JOBS))
def test_every_step_of_a_full_disk(name: str, ready: Warm, desk: Desk, small_disk: Path) -> None:
    steps = random.Random(seeded(1)).sample(range(100), min(100, round(400 * share())))
    problems = full_disks(ready, JOBS[name], desk, small_disk, steps)
    Ledger.add("P3", f"disks filled to the last 4 KiB: {name}", len(steps), "|".join(problems))
    assert not problems, "\n".join(problems)


def test_a_full_disk_catches_a_naive_export(ready: Warm, desk: Desk, small_disk: Path, tmp_path: Path) -> None:
    made = make_newsroom(tmp_path / "made")
    assert ready.run(EXPORTS["html"].command(made), [made.top], STANDFIRST_HOME=str(made.home)).code == 0
    bundle = next(made.cms.iterdir())
    naive = Job("naive export", lambda at: [bundle, at.cms / bundle.name], check_export, "faults.naive:call_export")
    assert any("half a bundle" in problem for problem in full_disks(ready, naive, desk, small_disk, [1, 2]))


INJECTED = [
    f"{call}:error={error}{when}"
    for (call, errors), when in itertools.product(
        {"fsync": ("EIO", "ENOSPC"), "write": ("ENOSPC", "EDQUOT"), "renameat2": ("EIO", "EACCES")}.items(),
        (":when=1", ":when=1+"),
    )
    for error in errors
]


def injected(desk: Desk, room: Path, injections: list[str]) -> list[str]:
    """The program itself, started anew, with strace between it and the kernel for files of the article."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (apt-get install strace)")
    problems = []
    for injection in injections:
        at = desk.copy(room)
        trace = ["strace", "-f", "-qq", "-o", str(room.with_name("trace"))]
        trace += ["-P", str(at.file), "-P", str(at.article), "-e", f"inject={injection}"]
        trace += ["-e", f"trace={injection.partition(':')[0]}"]
        command = [*trace, sys.executable, "-m", "editor", "--lang", "en", "set", str(at.file), f"title={NEW}"]
        paths = os.pathsep.join(path for path in sys.path if path)
        environment = os.environ | {"STANDFIRST_HOME": str(at.home), "PYTHONPATH": paths}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
        if "ptrace" in done.stderr:
            pytest.skip("this machine allows no tracing")
        came = Came(done.returncode, done.stdout, done.stderr, 0, fired=True, last="")
        problems += [f"{injection}: {problem}" for problem in after(SET, desk, at, came, FULL)]
    return problems


def test_a_call_that_strace_makes_fail_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    problems = injected(desk, tmp_path / "room", ["renameat2:error=EIO:when=1", "fsync:error=EIO:when=1"])
    Ledger.add("P3", "calls that strace made fail: set", 2, "|".join(problems))
    assert not problems, "\n".join(problems)


@pytest.mark.slow
def test_all_calls_that_strace_makes_fail(desk: Desk, tmp_path: Path) -> None:
    problems = injected(desk, tmp_path / "room", INJECTED)
    Ledger.add("P3", "calls that strace made fail: set", len(INJECTED), "|".join(problems))
    assert not problems, "\n".join(problems)
