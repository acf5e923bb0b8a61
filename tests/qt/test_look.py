"""Nothing that is shown is cut off, elided, pale, out of line or over its neighbour: every view, both themes and
languages; the window, the photo sheet and the export sheet also with larger text and twice the pixels.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.qt.look import THOROUGH, VIEWS, View, shown, shown_welcome
from looked_at import clipped, faint, faulty, overlapping

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

EVERY = tuple(product(("light", "dark"), ("vi", "en"), (100, 125)))
PAIRS = (("light", "vi", 100), ("dark", "en", 100), ("light", "en", 125), ("dark", "vi", 125))
"""Of every theme, language and size two meet in each."""
TWICE = (("light", "vi", 100), ("dark", "en", 125))
"""Looked at in every run on a screen of twice the pixels."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom, and in its newest article enough missing that the checks have something to say."""
    folder = tmp_path_factory.mktemp("look") / "Bai-viet"
    Workspace.init(folder, sample=True, lang="vi")
    article = sorted((folder / "articles").iterdir())[-1] / "article.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("![", "![](images/khong-co.jpg)\n\n![", 1), encoding="utf-8")
    return folder


def every_view() -> Iterator[ParameterSet]:
    """The thorough ones in four of eight, the others in one, turn by turn; the rest slowly."""
    for number, view in enumerate(VIEWS):
        always = PAIRS if view.name in THOROUGH else (PAIRS[number % len(PAIRS)],)
        for way in EVERY if view.name in THOROUGH else PAIRS:
            yield pytest.param(view, *way, marks=() if way in always else pytest.mark.slow)


@pytest.mark.parametrize(
    ("view", "theme", "lang", "scale"), list(every_view()), ids=lambda part: getattr(part, "name", None)
)
def test_nothing_in_a_picture_is_wrong(
    full: Path, view: View, theme: str, lang: str, scale: int, qapp: QApplication
) -> None:
    with shown(full, Settings(theme=theme, lang=lang, zoom=scale), view) as window:
        assert faulty(window) == []


_TWICE = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.setStyle("Fusion")
from editor.app.settings import Settings
from editor.qt.look import VIEWS, shown
from looked_at import faulty
names, ways = json.loads(sys.argv[2])
wrong = {}
for view in VIEWS:
    for theme, lang, zoom in ways if view.name in names else ():
        with shown(Path(sys.argv[1]), Settings(theme=theme, lang=lang, zoom=zoom), view) as window:
            assert window.grab().width() == 2 * window.width()
            wrong[f"{view.name} {theme} {lang} {zoom}"] = faulty(window)
print(json.dumps(wrong))
"""


def wrong_with_twice_the_pixels(full: Path, names: tuple[str, ...], ways: object) -> dict[str, list[str]]:
    """Qt reads the ratio once, when a program starts: it is another program's screen."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _TWICE, str(full), json.dumps([names, ways])],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root / 'tests'}"},
    )
    wrong = json.loads(done.stdout.splitlines()[-1])
    assert len(wrong) == len(names) * len(ways)  # type: ignore[arg-type]
    return {name: found for name, found in wrong.items() if found}


def test_nothing_is_wrong_on_a_screen_of_twice_the_pixels(full: Path) -> None:
    assert wrong_with_twice_the_pixels(full, THOROUGH, TWICE) == {}


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wrong_in_any_of_them_on_a_screen_of_twice_the_pixels(full: Path, theme: str) -> None:
    """Every way of the thorough ones; of the others, the words' contrast: it shows in full ink only there."""
    others = tuple(view.name for view in VIEWS if view.name not in THOROUGH)
    assert wrong_with_twice_the_pixels(full, THOROUGH, [way for way in EVERY if way[0] == theme]) == {}
    assert wrong_with_twice_the_pixels(full, others, [(theme, "vi", 100)]) == {}


@pytest.mark.parametrize(("theme", "lang", "scale"), PAIRS)
def test_the_welcome_screen_is_whole(theme: str, lang: str, scale: int, qapp: QApplication) -> None:
    with shown_welcome(Settings(theme=theme, lang=lang, zoom=scale)) as welcome:
        assert faulty(welcome) == []


@pytest.mark.parametrize(("theme", "lang", "scale"), PAIRS)
def test_an_empty_workspace_is_whole(tmp_path: Path, theme: str, lang: str, scale: int, qapp: QApplication) -> None:
    Workspace.init(tmp_path / "moi")
    with shown(tmp_path / "moi", Settings(theme=theme, lang=lang, zoom=scale), VIEWS[0]) as window:
        assert faulty(window) == []


def test_a_picture_changes_nothing_in_the_next(full: Path, qapp: QApplication) -> None:
    before = {path: path.read_bytes() for path in full.rglob("*") if path.is_file()}
    blocked = next(view for view in VIEWS if view.name == "export-blocked")
    with shown(full, Settings(theme="light", lang="vi"), blocked) as window:
        window.desk.saver.finish()
    assert {path: path.read_bytes() for path in full.rglob("*") if path.is_file()} == before


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


def test_the_look_would_see_a_pale_label(qapp: QApplication) -> None:
    root = QWidget()
    root.resize(300, 60)
    for at, ink in enumerate(("#111111", "#dddddd")):
        label = QLabel("Chữ trên giấy", root)
        label.setGeometry(10, at * 30, 200, 28)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor("#ffffff"))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
        label.setPalette(palette)
        label.setAutoFillBackground(True)
    root.show()
    assert len(faint(root)) == 1
    root.close()
