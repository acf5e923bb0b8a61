"""How the window starts: on a workspace, or on the article that was opened from a file manager."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from editor.app.settings import Settings, load, settings_file
from editor.library.workspace import Workspace
from editor.model.history import Caret
from editor.qt.start import Start
from window_driver import driving, until


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Workspace.init(tmp_path / "mau", sample=True).root


def test_an_article_opened_from_a_file_manager_is_shown_in_its_workspace(sample: Path, qapp: QApplication) -> None:
    folder = sorted((sample / "articles").iterdir())[1]
    start = Start(Settings(lang="vi", theme="light"))
    start.begin(folder / "article.md")
    window = start.window
    assert window is not None
    until(lambda: window.session is not None)
    assert window.session is not None
    assert window.session.folder == folder
    window.close()


def test_a_file_of_that_name_outside_any_workspace_is_told_in_a_sentence(tmp_path: Path, qapp: QApplication) -> None:
    stray = tmp_path / "article.md"
    stray.write_text("# Lạc\n", encoding="utf-8")
    start = Start(Settings(lang="vi", theme="light"))
    start.begin(stray)
    window = start.window
    assert window is not None
    until(lambda: window.banner.notice is not None)
    assert window.session is None
    window.close()


def test_each_article_comes_back_where_it_was_left_even_after_a_restart(sample: Path, qapp: QApplication) -> None:
    first, second = sorted((sample / "articles").iterdir())[:2]
    with driving(sample, size=(1200, 700)) as driver:
        window = driver.window
        window.open_article(first)
        driver.settle()
        bar = window.surface.verticalScrollBar()
        window.surface.editing.place(Caret.at(5, 3))
        bar.setValue(bar.maximum() // 2)
        left, scroll = window.surface.editing.caret(), bar.value()
        assert scroll > 100
        window.open_article(second)
        driver.settle()
        assert bar.value() < scroll
        window.open_article(first)
        driver.settle()
        assert window.surface.editing.caret() == left
        assert abs(bar.value() - scroll) <= 2
    with driving(sample, size=(1200, 700)) as again:
        again.window.open_article(first)
        again.settle()
        assert again.window.surface.editing.caret() == left
        assert abs(again.window.surface.verticalScrollBar().value() - scroll) <= 2


def test_what_is_wrong_in_ones_own_settings_is_told_in_the_window(sample: Path, qapp: QApplication) -> None:
    file = settings_file()
    file.parent.mkdir(parents=True)
    file.write_text('{"version": 1, "theme": "light", "lang": "vi",\n "zoom": 7}', encoding="utf-8")
    loaded = load()
    start = Start(loaded.settings, loaded.problems)
    start.begin(sample)
    window = start.window
    assert window is not None
    until(lambda: window.banner.notice is not None and "settings.json" in window.banner.notice.sentence)
    assert window.banner.notice is not None
    assert window.banner.notice.title == "Cài đặt của anh chị có chỗ không dùng được"
    window.close()


_RUNS = """
import gc, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from editor.__main__ import main
import editor.qt.main as window

def seen():
    before = gc.isenabled()
    keep()
    print("collects", before, gc.isenabled(), gc.get_freeze_count() > 10_000, flush=True)
    QTimer.singleShot(0, QApplication.quit)

keep, window.keep_what_is_there = window.keep_what_is_there, seen
sys.exit(main(sys.argv[1:]))
"""


def test_garbage_is_looked_for_once_the_window_stands_and_not_before(sample: Path, tmp_path: Path) -> None:
    home = {"STANDFIRST_HOME": str(tmp_path / "home"), "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    done = subprocess.run(
        [sys.executable, "-c", _RUNS, str(sample)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={**os.environ, **home},
    )
    assert "collects False True True" in done.stdout
