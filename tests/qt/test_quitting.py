"""The program ends cleanly, whatever was opened and copied before: a process of its own, its real start and end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from editor.qt.dialogs import SHEETS
from window_driver import newest

_PROGRAM = """
import sys
import traceback
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication
from editor.model.blocks import Table, plain
from editor.qt.dialogs import SHEETS
from editor.qt.dialogs.grid import GridSheet
from editor.qt.dialogs.link import LinkSheet
from editor.qt.main import run
from editor.qt.window import MainWindow
from window_driver import CTRL, Driver, pause, until


def in_the_grid(driver):
    surface = driver.window.surface
    surface.setFocus()
    driver.window.shell.open("grid")
    sheet = driver.window.findChild(GridSheet)
    sheet.view.go(0, 0)
    driver.press(Qt.Key.Key_F2)
    driver.write("Năm")
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_Escape)
    sheet.view.go(0, 0)
    driver.press(Qt.Key.Key_C, CTRL, on=sheet.view)
    sheet.take_over()
    assert any(isinstance(block, Table) and block.rows[0][0] == plain("Năm") for block in driver.article.body)
    print("written", QApplication.clipboard().text())


def every_sheet(driver):
    shell = driver.window.shell
    driver.window.surface.setFocus()
    for name in SHEETS:
        shell.open(name)
        driver.settle()
        if shell.is_busy():
            print(name)
            shell._sheet.dismiss()
            until(lambda: not shell.is_busy())
        elif name == "link" and driver.window.findChild(LinkSheet).isVisible():  # a card beside the words, no sheet
            print(name)
            driver.press(Qt.Key.Key_Escape)


def used():
    try:
        use()
    except BaseException:
        traceback.print_exc()
        QApplication.exit(9)


def use():
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    driver = Driver(window)
    driver.settle()
    window.open_article(Path(sys.argv[2]))
    driver.settle()
    globals()[sys.argv[3]](driver)
    window.shell.save_now()
    driver.settle()
    print("closed" if window.close() else "left open")
    QApplication.quit()


app = QApplication([])  # the program takes one that is there; its timers need it
QTimer.singleShot(500, used)
sys.exit(run(Path(sys.argv[1]), "vi"))
"""


def quit_after(use: str, sample: Path) -> list[str]:
    """What the program told while it was used; that it ended with 0 is asked for."""
    roots = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(sample), str(newest(sample)), use],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(roots / "src"), str(roots / "tests")))},
    )
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout.splitlines()[-1] == "closed", done.stdout
    return done.stdout.splitlines()[:-1]


def test_cells_written_and_copied_in_the_grid_do_not_crash_the_end(sample: Path) -> None:
    assert quit_after("in_the_grid", sample) == ["written Năm"]


def test_every_sheet_opens_and_closes_and_the_program_ends_cleanly(sample: Path) -> None:
    """But the one that tells of a text found after a crash: there was none."""
    assert set(quit_after("every_sheet", sample)) == set(SHEETS) - {"recovered"}
