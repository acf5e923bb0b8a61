"""Photos and words are dragged with a real pointer on a real screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.slow
def test_a_photo_is_dragged_to_another_place_and_beside_another_photo(tmp_path: Path) -> None:
    if not all(shutil.which(program) for program in ("Xvfb", "xvfb-run", "xdotool")):
        pytest.skip("no Xvfb or no xdotool on this machine")
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment["PYTHONPATH"] = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    screen = ("xvfb-run", "-a", "-s", "-screen 0 1400x1400x24")
    script = (sys.executable, str(TESTS / "drag_session.py"), str(tmp_path))
    done = subprocess.run((*screen, *script), env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
