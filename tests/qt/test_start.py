"""How the window starts: on a workspace, or on the article that was opened from a file manager."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.qt.start import Start
from window_driver import until


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
