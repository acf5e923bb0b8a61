"""Heights, widths and left edges are those of the tokens, at every text size; nothing is cut off there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from contrast import contrast
from editor.app.settings import Settings
from editor.qt.look import VIEWS, View, shown
from editor.qt.look.components import ComponentsPage
from editor.qt.look.view import LEAST
from editor.qt.theme import Theme
from editor.qt.theme.contrast import system_colors
from editor.qt.theme.theme import NO_RULES
from editor.qt.tools.find import Find
from looked_at import clipped, outside, overlapping
from window_driver import Driver, driving, newest, sample_workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

SCALES = (90, 100, 125, 200)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_workspace(tmp_path_factory.mktemp("measures") / "kho", tmp_path_factory.getbasetemp())


@pytest.fixture(params=SCALES)
def scaled(request: pytest.FixtureRequest, workspace: Path, qapp: QApplication) -> Iterator[Driver]:
    """A window wide enough for three areas at every size."""
    settings = Settings(theme="light", lang="vi", zoom=request.param)
    with driving(workspace, settings, (1200 * request.param // 50, 1500)) as driver:
        driver.window.open_article(newest(workspace))
        driver.settle()
        yield driver


def left(part: QWidget, of: QWidget) -> int:
    return part.mapTo(of, QPoint(0, 0)).x()


def test_areas_are_as_high_and_as_wide_as_the_tokens_say(scaled: Driver) -> None:
    window, theme = scaled.window, scaled.window.desk.theme
    token, scale = theme.tokens.number, theme.scale
    seen = {
        "top bar": (window.top_bar.height(), token("layout.toolbar_h")),
        "format bar": (window.format_bar.height(), 44),
        "status bar": (window.status_bar.height(), token("layout.status_h")),
        "library": (window.library.width(), token("layout.library.default")),
        "details": (window.details.width(), token("layout.inspector.default")),
        "export": (window.top_bar.export.height(), token("layout.control_h.md")),
        "search": (window.library.search.height(), token("layout.control_h.md")),
    }
    assert [(name, got, want * scale) for name, (got, want) in seen.items() if abs(got - want * scale) > 1] == []


def test_left_edges_stand_where_the_tokens_say(scaled: Driver) -> None:
    window, scale = scaled.window, scaled.window.desk.theme.scale
    tab = window.details.article_tab
    seen = {
        "library field": (left(window.library.search, window.library), 12),
        "details tabs": (left(window.details.tabs, window.details), 16),
        "status": (left(tab.status, window.details), 16),
        "sections": (left(tab.sections, window.details), 16),
        "save state": (left(window.status_bar.save, window.status_bar), 16),
    }
    # a panel's hairline is 1 px of its own
    assert [(name, got, want * scale) for name, (got, want) in seen.items() if abs(got - want * scale) > 1.5] == []


@pytest.mark.parametrize("scale", [90, 200])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["main", "photo", "settings", "settings-newsroom", "keys", "narrow-details", "toast"])
def test_nothing_is_cut_off_at_the_smallest_and_the_largest_text(
    workspace: Path, name: str, lang: str, scale: int, qapp: QApplication
) -> None:
    view = next(view for view in VIEWS if view.name == name)
    with shown(workspace, Settings(theme="light", lang=lang, zoom=scale), view) as window:
        assert clipped(window) == []
        assert overlapping(window) == []
        assert outside(window) == []


SMALLEST = ("main", "export-blocked", "settings", "related-search", "save-restored")
"""Looked at in every run with the largest text in the smallest window; the others slowly."""
OWN_SIZE = {"page-whole", "components"}
"""A page as long as the article, and a sheet of samples for the makers: pictures that no window ever shows."""


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(view, marks=() if view.name in SMALLEST else pytest.mark.slow)
        for view in VIEWS
        if view.name not in OWN_SIZE
    ],
    ids=lambda view: view.name,
)
def test_nothing_is_cut_off_with_the_largest_text_in_the_smallest_window(
    workspace: Path, view: View, qapp: QApplication
) -> None:
    with shown(workspace, Settings(theme="light", lang="vi", zoom=200), replace(view, size=LEAST)) as window:
        assert clipped(window) == []
        assert overlapping(window) == []
        assert outside(window) == []


@pytest.mark.parametrize(("size", "scale"), [((1024, 700), 100), ((1024, 700), 125), ((1024, 600), 200), (LEAST, 200)])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_looking_and_replacing_leave_room_for_each_other_and_for_the_page(
    workspace: Path, lang: str, size: tuple[int, int], scale: int, qapp: QApplication
) -> None:
    view = View("find", size, next(view for view in VIEWS if view.name == "page-find").arrange)
    with shown(workspace, Settings(theme="light", lang=lang, zoom=scale), view) as window:
        bar = window.tools.of(Find, "find").bar
        assert clipped(bar) == []
        spots = {
            part: QRect(part.mapTo(bar, QPoint(0, 0)), part.size())
            for part in bar.findChildren(QWidget)
            if isinstance(part, QAbstractButton | QLineEdit | QLabel) and part.isVisible()
        }
        assert [part for part, spot in spots.items() if not bar.rect().contains(spot)] == []
        assert [(one, other) for one, other in combinations(spots, 2) if spots[one].intersects(spots[other])] == []
        assert {bar.field, bar.previous, bar.next, bar.other, bar.one, bar.all, bar.close_button} < set(spots)
        assert window.surface.viewport().height() > window.desk.theme.line("body") * 2
        assert not bar.previous.toolTip() or not bar.previous.text()
        assert bar.previous.accessibleName()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_components_page_shows_all_banners_and_colours(workspace: Path, name: str, qapp: QApplication) -> None:
    view = next(view for view in VIEWS if view.name == "components")
    with shown(workspace, Settings(theme=name, lang="vi"), view) as window:
        page = window.findChild(ComponentsPage)
        assert isinstance(page, ComponentsPage)
        assert clipped(page) == []
        image = page.grab().toImage()
        theme = window.desk.theme
        colors = {
            image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 3)
        }
        wanted = ("accent", "danger", "warning", "success", "info", "brand", "bg_selected", "info_soft", "danger_soft")
        assert [token for token in wanted if theme.hex(token) not in colors] == []


def test_the_systems_contrast_theme_drops_the_style_sheet_and_uses_its_palette(qapp: QApplication) -> None:
    theme = Theme.load("light")
    theme.apply()
    assert qapp.styleSheet()
    theme.switch("light", contrast=True)
    assert qapp.styleSheet() == NO_RULES
    assert "{" not in NO_RULES
    assert theme.color("text") == qapp.palette().color(QPalette.ColorRole.WindowText)
    theme.switch("light", contrast=False)
    assert qapp.styleSheet()


def test_every_pair_of_colours_can_be_read_in_a_contrast_theme(qapp: QApplication) -> None:
    palette = QPalette()
    for roles, color in (
        (("Window", "Base", "Button"), "#000000"),
        (("WindowText", "Text", "ButtonText"), "#ffffff"),
        (("Highlight",), "#1aebff"),
        (("HighlightedText",), "#000000"),
        (("Link",), "#ffff00"),
    ):
        for role in roles:
            palette.setColor(getattr(QPalette.ColorRole, role), QColor(color))
    tokens = Theme.load("light").tokens
    colors = system_colors(tokens.colors("light"), palette)
    filled = {"selection", "bg_selected"}  # drawn behind words in the highlight's own ink there
    low = [
        (front, back)
        for front, back, least in tokens.contrast_pairs()
        if back not in filled and contrast(colors[front], colors[back]) < least
    ]
    assert low == []
