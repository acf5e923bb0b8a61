"""A CMS that takes whatever appears in its folder never gets half a bundle, however often exports are killed."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.bundle.verify import verify
from faults.conftest import share
from faults.ledger import Ledger

_EXPORTER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from bundle_samples import NEWSROOM, assets, everything
from editor.bundle.handoff import hand_off
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile

photos = assets(Path(sys.argv[1]) / "article")
body = everything().body[:2]
number = 0
while True:
    number += 1
    article = replace(everything(), headline=f"Lần {number}", body=body)
    hand_off(plan_bundle(article, profile("html", NEWSROOM), photos, NEWSROOM, datetime.now(UTC)), Path(sys.argv[2]))
"""
_NAIVE = """
import shutil, sys
from pathlib import Path
source = next(Path(sys.argv[1]).iterdir())
place = Path(sys.argv[2]) / source.name
while True:
    try:
        shutil.copytree(source, place, dirs_exist_ok=True)
    except OSError:
        pass
"""


def start(code: str, *arguments: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], env={**os.environ, "PYTHONPATH": paths})


def broken_among(taken: int, code: str, source: Path, cms: Path, inbox: Path, chance: random.Random) -> int:
    """Takes that many bundles as soon as they show, killing the exporter now and then; how many were not whole."""
    broken = 0
    process = start(code, source, cms)
    try:
        for number in range(taken):
            place = _wait(cms)
            mine = inbox / str(number)
            place.rename(mine)
            broken += not _is_whole(mine)
            if chance.random() < 0.1:
                time.sleep(chance.random() * 0.05)
                process.send_signal(signal.SIGKILL)
                process.wait()
                process = start(code, source, cms)
    finally:
        process.kill()
        process.wait()
    return broken


def _wait(cms: Path) -> Path:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for path in cms.iterdir():
            if not path.name.startswith("."):
                return path
    pytest.fail("nothing was exported within a minute")


def _is_whole(bundle: Path) -> bool:
    from editor.errors import EditorError

    try:
        return verify(bundle).ok
    except EditorError:
        return False


def greedy(taken: int, tmp_path: Path) -> None:
    cms, inbox = tmp_path / "cms", tmp_path / "inbox"
    cms.mkdir()
    inbox.mkdir()
    broken = broken_among(taken, _EXPORTER, tmp_path, cms, inbox, random.Random(taken))
    Ledger.add("P5", "bundles taken by a greedy poller, one export in ten killed", taken, "broken" * broken)
    assert broken == 0
    left = [path for path in cms.iterdir() if path.name.startswith(".")]
    assert len(left) <= 2, "what killed exports left is cleared by the next one"


def test_a_greedy_poller_takes_only_whole_bundles(tmp_path: Path) -> None:
    greedy(25, tmp_path)


@pytest.mark.slow
def test_a_greedy_poller_takes_many_bundles(tmp_path: Path) -> None:
    greedy(round(2000 * share()), tmp_path)


def read_through(place: Path) -> str:
    """A bundle read through one open folder while it is replaced: "whole", "gone" half way, or "broken"."""
    try:
        folder = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return "gone"
    try:
        manifest = json.loads(_content(folder, "manifest.json"))
        contents = {entry["path"]: _content(folder, entry["path"]) for entry in manifest["files"]}
    except FileNotFoundError:
        return "gone"
    except ValueError:
        return "broken"
    finally:
        os.close(folder)
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    return "whole" if all(hashes[entry["path"]] == entry["sha256"] for entry in manifest["files"]) else "broken"


def _content(folder: int, path: str) -> bytes:
    with open(os.open(path, os.O_RDONLY, dir_fd=folder), "rb") as file:  # noqa: PTH123 - a path below an open folder
        return file.read()


def replaced(code: str, tmp_path: Path, seconds: float, seed: int) -> dict[str, int]:
    """How often each answer came while bundles replace each other, the exporter killed now and then."""
    cms = tmp_path / "cms"
    cms.mkdir()
    chance, seen = random.Random(seed), {"whole": 0, "gone": 0, "broken": 0}
    process = start(code, tmp_path, cms)
    try:
        place, end = _wait(cms), time.monotonic() + seconds
        while time.monotonic() < end:
            seen[read_through(place)] += 1
            if chance.random() < 0.002:
                process.kill()
                process.wait()
                process = start(code, tmp_path, cms)
    finally:
        process.kill()
        process.wait()
    return seen


def test_a_reader_meets_whole_bundles_while_they_are_replaced(tmp_path: Path) -> None:
    seen = replaced(_EXPORTER, tmp_path, 3, 1)
    Ledger.add("P5", "bundles read while they were replaced", seen["whole"], "broken" * seen["broken"])
    assert seen["whole"] > 10
    assert seen["broken"] == 0


@pytest.mark.slow
def test_a_reader_meets_whole_bundles_for_long(tmp_path: Path) -> None:
    seen = replaced(_EXPORTER, tmp_path, 600 * share(), 2)
    Ledger.add("P5", "bundles read while they were replaced", seen["whole"], "broken" * seen["broken"])
    assert seen["broken"] == 0


def test_the_poller_catches_a_naive_copy(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from bundle_samples import NEWSROOM, assets, everything
    from editor.bundle.handoff import hand_off
    from editor.bundle.plan import plan_bundle
    from editor.bundle.profile import profile

    plan = plan_bundle(
        everything(), profile("html", NEWSROOM), assets(tmp_path / "a"), NEWSROOM, datetime(2022, 1, 1, tzinfo=UTC)
    )
    hand_off(plan, tmp_path / "source")
    cms, inbox = tmp_path / "cms", tmp_path / "inbox"
    cms.mkdir()
    inbox.mkdir()
    process = start(_NAIVE, tmp_path / "source", cms)
    try:
        for number in range(20):
            _wait(cms).rename(inbox / str(number))
    finally:
        process.kill()
        process.wait()
    assert not all(_is_whole(inbox / str(number)) for number in range(20))
