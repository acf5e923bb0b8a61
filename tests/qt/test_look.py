"""Nothing that is shown is cut off, elided or lies over its neighbour: every view, both themes and languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.qt.look import VIEWS, View, shown, shown_welcome
from looked_at import clipped, outside, overlapping

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PAIRS = [("light", "vi", 100), ("dark", "en", 100), ("light", "en", 125), ("dark", "vi", 125)]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom, and in its newest article enough missing that the checks have something to say."""
    folder = tmp_path_factory.mktemp("look") / "Bai-viet"
    Workspace.init(folder, sample=True, lang="vi")
    article = sorted((folder / "articles").iterdir())[-1] / "article.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("![", "![](images/khong-co.jpg)\n\n![", 1), encoding="utf-8")
    return folder


def every_view() -> list[ParameterSet]:
    """The window, the photo sheet and the export sheet each in all four; of the others one, turn by turn, the rest
    slowly."""
    always = {"main", "photo-sheet", "export-ready"}
    return [
        pytest.param(view, *pair, marks=() if view.name in always or turn == number % len(PAIRS) else pytest.mark.slow)
        for number, view in enumerate(VIEWS)
        for turn, pair in enumerate(PAIRS)
    ]


@pytest.mark.parametrize(("view", "theme", "lang", "scale"), every_view(), ids=lambda part: getattr(part, "name", None))
def test_nothing_is_clipped_or_covered(
    full: Path, view: View, theme: str, lang: str, scale: int, qapp: QApplication
) -> None:
    with shown(full, Settings(theme=theme, lang=lang, zoom=scale), view) as window:
        assert clipped(window) == []
        assert overlapping(window) == []
        assert outside(window) == []


@pytest.mark.parametrize(("theme", "lang", "scale"), PAIRS)
def test_the_welcome_screen_is_whole(theme: str, lang: str, scale: int, qapp: QApplication) -> None:
    with shown_welcome(Settings(theme=theme, lang=lang, zoom=scale)) as welcome:
        assert clipped(welcome) == []
        assert overlapping(welcome) == []


@pytest.mark.parametrize(("theme", "lang", "scale"), PAIRS)
def test_an_empty_workspace_is_whole(tmp_path: Path, theme: str, lang: str, scale: int, qapp: QApplication) -> None:
    Workspace.init(tmp_path / "moi")
    with shown(tmp_path / "moi", Settings(theme=theme, lang=lang, zoom=scale), VIEWS[0]) as window:
        assert clipped(window) == []
        assert overlapping(window) == []


def test_the_look_would_see_a_clipped_label(qapp: QApplication) -> None:
    root = QWidget()
    label = QLabel("Chữ này không đủ chỗ", root)
    label.setFixedSize(40, 20)
    other = QLabel("Chữ khác", root)
    other.setGeometry(10, 5, 90, 20)
    root.resize(300, 100)
    root.show()
    assert len(clipped(root)) == 1
    assert len(overlapping(root)) == 1
    root.close()
