"""Killed before any one of its steps, an export leaves the old bundle or the new one, and the next export tidies up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_KILLED_AT_EVERY_STEP = """
import os, sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from bundle_samples import NEWSROOM, assets, everything
from editor.files import exchange
from editor.bundle.handoff import hand_off
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile
from editor.bundle.verify import verify

root, can_swap = Path(sys.argv[1]), sys.argv[2] == "swap"
cms = root / "cms"
cms.mkdir()
photos = assets(root / "article")
if not can_swap:
    exchange._system_call = lambda: None


def plan(headline):
    article = replace(everything(), headline=headline, cover="", body=everything().body[:1])
    return plan_bundle(article, profile("html", NEWSROOM), photos, NEWSROOM, datetime(2022, 1, 1, tzinfo=UTC))


def dying(original, at, steps=[0]):
    def call(*arguments, **named):
        steps[0] += 1
        if steps[0] == at:
            os._exit(9)
        return original(*arguments, **named)
    return call


def die_at(step):
    for name in ("mkdir", "open", "write", "fsync", "rename", "unlink", "rmdir"):
        setattr(os, name, dying(getattr(os, name), step))
    call = exchange._system_call()
    if call:
        exchange._system_call = lambda: dying(call, step)


plans = [plan(f"Lần {number}") for number in range(2)]
hand_off(plans[0], cms)
place = cms / plans[0].slug
step, absent = 0, 0
while True:
    step += 1
    child = os.fork()
    if not child:
        die_at(step)
        hand_off(plans[step % 2], cms)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if place.exists():
        assert verify(place).ok, f"step {step}: {verify(place)}"
    else:
        absent += 1
        assert not can_swap, f"step {step}: nothing stands there"
    if status == 0:
        break
    assert status == 9, status
    if step % 3 == 0:
        hand_off(plans[(step + 1) % 2], cms)
        assert [path.name for path in cms.iterdir()] == [place.name], f"step {step}: {list(cms.iterdir())}"
        assert verify(place).ok
hand_off(plans[0], cms)
assert [path.name for path in cms.iterdir()] == [place.name]
print(step, absent)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need fork")
@pytest.mark.parametrize("way", ["swap", "step-aside"])
def test_no_kill_leaves_half_a_bundle(way: str, tmp_path: Path) -> None:
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", _KILLED_AT_EVERY_STEP, str(tmp_path), way],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    steps, absent = map(int, done.stdout.split())
    assert steps > 40
    # Without a swap there is one moment between two renames in which a reader finds nothing, and never a half.
    assert absent <= (0 if way == "swap" else 2)
