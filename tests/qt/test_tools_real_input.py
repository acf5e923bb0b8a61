"""The page's tools under a real ibus-unikey: no word is lost while they work, and each reacts to whole words only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
TOOLS = TESTS.parents[1] / "shared" / "tools"
ENGINES = (Path("/usr/lib/ibus/ibus-engine-unikey"), Path("/usr/libexec/ibus-engine-unikey"))


@pytest.mark.slow
def test_tools_wait_for_whole_words_of_a_real_input_method() -> None:
    if not (TOOLS / "ime_harness.py").is_file():
        pytest.skip("the input-method session is not beside this checkout (../shared/tools)")
    if not all(map(shutil.which, ("ibus-daemon", "Xvfb"))) or not any(map(Path.exists, ENGINES)):
        pytest.skip("no ibus-unikey or no Xvfb on this machine")
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment["PYTHONPATH"] = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    command = (sys.executable, str(TOOLS / "ime_harness.py"), "--engine", "Unikey", "--")
    session = (sys.executable, str(TESTS / "tools_ime_session.py"), str(TOOLS), "telex")
    done = subprocess.run(
        (*command, *session), env=environment, capture_output=True, text=True, timeout=400, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
