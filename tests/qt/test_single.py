"""A second start goes to the window that runs; a socket of a program that died stops nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from editor.app.settings import Settings
from editor.qt.single import OneWindow, _name, reach
from editor.qt.start import Start
from window_driver import newest, pause, sample_workspace, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

_REACH = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from editor.qt.single import reach
print(reach(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
"""


def second_start(*arguments: str) -> str:
    """What another process is told, while this one handles its events."""
    process = subprocess.Popen(
        [sys.executable, "-c", _REACH, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
    )
    deadline = QDeadlineTimer(20_000)
    while process.poll() is None and not deadline.hasExpired():
        pause(20)
    return process.communicate()[0].strip()


def test_nobody_runs_so_nobody_is_reached(qapp: QApplication) -> None:
    assert reach(None) is False
    assert second_start() == "False"


def test_a_second_start_is_taken_by_the_first_with_its_path(qapp: QApplication, tmp_path: Path) -> None:
    first = OneWindow()
    asked: list[Path | None] = []
    first.asked.connect(asked.append)
    assert first.listen()
    assert second_start(str(tmp_path / "bài viết")) == "True"
    assert second_start() == "True"
    assert asked == [tmp_path / "bài viết", None]
    first.close()
    assert second_start() == "False"


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are files elsewhere only")
def test_a_stale_socket_stops_nobody(qapp: QApplication) -> None:
    script = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1])"
    subprocess.run([sys.executable, "-c", script, _name()], check=True)
    assert Path(_name()).exists()
    assert reach(None) is False
    first = OneWindow()
    assert first.listen()
    assert second_start() == "True"
    first.close()


def test_another_home_has_a_window_of_its_own(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = OneWindow()
    assert first.listen()
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "other"))
    assert second_start() == "False"
    first.close()


def test_an_article_opened_elsewhere_comes_up_in_the_running_window(
    qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sample = sample_workspace(tmp_path / "kho", tmp_path_factory.getbasetemp())
    start = Start(Settings(lang="vi", theme="light"))
    start.begin(sample)
    start.listen()
    window = start.window
    assert window is not None
    until(lambda: not window.desk.is_busy())
    assert second_start(str(newest(sample) / "article.md")) == "True"
    until(lambda: window.session is not None)
    assert window.session is not None
    assert window.session.folder == newest(sample)
    start.end()
    window.close()
