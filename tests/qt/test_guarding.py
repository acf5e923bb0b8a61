"""An error in a method that Qt calls back inside a call of ours is reported, and the program goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CALLS = {
    "a key": 'QTest.keyClick(part, "a")',
    "an event": "QApplication.sendEvent(part, QEvent(QEvent.Type.User))",
    "a size": "part.adjustSize()",
    "a picture": "part.grab()",
    "a layout": "FlowLike().sizeHint(); box = QWidget(); box.setLayout(FlowLike()); box.adjustSize()",
    "a list": "view = QListView(); view.setModel(Rows()); view.grab()",
}
PROGRAM = """
from __future__ import annotations
import sys
{guard}
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QListView, QWidget

app = QApplication([])
met = []
sys.excepthook = lambda kind, error, trace: met.append(kind.__name__)

class Part(QWidget):
    def keyPressEvent(self, event) -> None:
        1 // 0
    def event(self, event) -> bool:
        return bool(1 // 0) if event.type() == QEvent.Type.User else super().event(event)
    def sizeHint(self) -> QSize:
        return QSize(1 // 0, 1)
    def paintEvent(self, event) -> None:
        1 // 0

class FlowLike(QLayout):
    def addItem(self, item: QLayoutItem) -> None:
        1 // 0
    def itemAt(self, at: int) -> QLayoutItem | None:
        1 // 0
    def takeAt(self, at: int) -> QLayoutItem | None:
        1 // 0
    def count(self) -> int:
        return 1 // 0
    def sizeHint(self) -> QSize:
        return QSize(1 // 0, 1)

class Rows(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()) -> int:
        return 2
    def data(self, index, role=0) -> object:
        return 1 // 0

part = Part()
{call}
print(sorted(set(met)))
"""


def run(call: str, guard: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM.format(guard=guard, call=call)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("what", list(CALLS))
def test_an_error_is_met_and_the_program_goes_on(what: str) -> None:
    done = run(CALLS[what], "import editor.qt")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['ZeroDivisionError']"


def test_without_the_guard_the_program_ends() -> None:
    """The control; when PySide comes back from such an error, nobody needs the guard any more."""
    assert run(CALLS["a size"], "").returncode != 0
