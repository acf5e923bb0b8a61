"""Telex and VNI typed through a real ibus-unikey into the page: no letter lost, one undo step a word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.slow
@pytest.mark.parametrize(("way", "setting"), [("telex", ()), ("vni", ("--set", "input-method=vni"))])
def test_vietnamese_is_typed_whole_with_a_real_input_method(way: str, setting: tuple[str, ...]) -> None:
    tools = TESTS.parents[1] / "shared" / "tools"
    engine = Path("/usr/lib/ibus/ibus-engine-unikey")
    engines = (engine, Path("/usr/libexec/ibus-engine-unikey"))
    if not (tools / "ime_harness.py").is_file():
        pytest.skip("the input-method session is not beside this checkout (../shared/tools)")
    if not all(shutil.which(program) for program in ("ibus-daemon", "Xvfb")) or not any(map(Path.exists, engines)):
        pytest.skip("no ibus-unikey or no Xvfb on this machine")
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment["PYTHONPATH"] = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    harness = (sys.executable, str(tools / "ime_harness.py"), "--engine", "Unikey", *setting, "--")
    script = (sys.executable, str(TESTS / "ime_session.py"), str(tools), way)
    done = subprocess.run(
        (*harness, *script), env=environment, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
