"""The page in eight states, measured against the tokens: sizes, lines and edges, in both themes and languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QWidget

from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.model.rows import RowKind
from editor.qt.look import VIEWS, shown
from editor.qt.surface.formats import role_of
from editor.qt.theme.controls import Button, Check
from editor.qt.tools.bubble import Bubble
from editor.qt.tools.find import Find
from editor.qt.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

STATES = (
    *("page-bubble", "page-slash", "page-drop", "page-composing"),
    *("page-find", "page-missing", "page-gallery", "page-focus"),
)
PAIRS = [("light", "vi"), ("dark", "en")]
NEAR = 1  # px


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("look") / "Bai-viet"
    Workspace.init(folder, sample=True, lang="vi")
    return folder


@pytest.fixture(params=PAIRS, ids="-".join)
def state(full: Path, request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Callable[[str], MainWindow]]:
    """Opens the window in a state of the look."""
    theme, lang = request.param
    opened: list[Iterator[MainWindow]] = []

    def open_state(name: str) -> MainWindow:
        view = next(view for view in VIEWS if view.name == name)
        context = shown(full, Settings(theme=theme, lang=lang), view)
        opened.append(context)  # type: ignore[arg-type]
        return context.__enter__()

    yield open_state
    for context in opened:
        context.__exit__(None, None, None)  # type: ignore[attr-defined]


def tokens(window: MainWindow) -> Callable[[str], float]:
    return window.desk.theme.tokens.number


def columns(image: QImage, y: int, wanted: Callable[[QColor], bool]) -> tuple[int, int]:
    """First and last pixel of a line that looks so."""
    found = [x for x in range(image.width()) if wanted(image.pixelColor(x, y))]
    return found[0], found[-1]


@pytest.mark.parametrize("name", STATES)
def test_type_and_lines_are_those_of_the_tokens(state: Callable[[str], MainWindow], name: str) -> None:
    window = state(name)
    theme, surface = window.desk.theme, window.surface
    rows = surface.editing.rows
    measured = set()
    for at, row in enumerate(rows):
        block = surface.document().findBlockByNumber(at)
        if row.is_atom or not row.inline:
            continue
        role = theme.role(role_of(row.kind, row.box != 0))
        fragment = block.begin().fragment()
        assert abs(fragment.charFormat().font().pixelSize() - role.size) <= NEAR, row.kind
        assert abs(block.blockFormat().lineHeight() - role.line) <= NEAR, row.kind
        layout = block.layout()
        for number in range(1, layout.lineCount()):
            step = layout.lineAt(number).y() - layout.lineAt(number - 1).y()
            assert abs(step - role.line) <= NEAR, row.kind
        measured.add(row.kind)
    assert measured >= {RowKind.HEADLINE, RowKind.STANDFIRST, RowKind.PARAGRAPH}


@pytest.mark.parametrize("name", STATES)
def test_the_column_and_the_bars_measure_what_the_tokens_say(state: Callable[[str], MainWindow], name: str) -> None:
    window = state(name)
    number, surface = tokens(window), window.surface
    frame = surface.document().rootFrame().frameFormat()
    column = surface.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert abs(column - number("page.measure")) <= NEAR
    assert abs(frame.bottomMargin() - number("page.pad_bottom")) <= NEAR
    assert abs(window.status_bar.height() - number("layout.status_h")) <= NEAR
    if name != "page-focus":
        assert abs(window.top_bar.height() - number("layout.toolbar_h")) <= NEAR
    rows = surface.editing.rows
    for at in range(3, len(rows)):
        pair = (rows[at - 1].kind, rows[at].kind)
        top = surface.document().findBlockByNumber(at).blockFormat().topMargin()
        if pair == (RowKind.PARAGRAPH, RowKind.PARAGRAPH) and not rows[at].box:
            assert abs(top - number("page.para_gap")) <= NEAR
        if pair == (RowKind.PARAGRAPH, RowKind.FIGURE):
            assert abs(top - number("page.figure_gap")) <= NEAR


def test_photo_and_text_share_their_edges(state: Callable[[str], MainWindow]) -> None:
    """Measured in the picture itself, not in what the layout says."""
    window = state("page-bubble")
    surface, number = window.surface, tokens(window)
    picture = surface.viewport().grab().toImage()
    paper = window.desk.theme.color("bg_page")
    photo = surface.document().documentLayout().blockBoundingRect(surface.document().findBlockByNumber(2))
    middle = round(photo.center().y()) - surface.verticalScrollBar().value()
    left, right = columns(picture, middle, lambda color: color.rgb() != paper.rgb())
    margin = surface.document().rootFrame().frameFormat().leftMargin()
    assert abs(left - margin) <= NEAR
    assert abs(right + 1 - left - number("page.measure")) <= NEAR


def test_the_bubble_s_buttons_and_card_are_of_the_small_size(state: Callable[[str], MainWindow]) -> None:
    window = state("page-bubble")
    number = tokens(window)
    bubble = window.tools.of(Bubble, "bubble")
    assert bubble.is_on("reach")
    card = bubble.card
    assert {(tool.width(), tool.height()) for tool in card.tools} == {(number("layout.control_h.sm"),) * 2}
    assert abs(card.card().height() - number("layout.control_h.sm") - 8) <= NEAR
    assert window.rect().contains(card.card())


def test_the_insert_menu_s_rows_are_menu_rows(state: Callable[[str], MainWindow]) -> None:
    window = state("page-slash")
    number = tokens(window)
    entries = window.findChild(QListWidget, "insertList")
    assert entries is not None
    assert entries.isVisible()
    heights = {entries.visualItemRect(entries.item(at)).height() for at in range(entries.count())}
    assert heights == {number("layout.row_h.menu")}
    assert abs(entries.height() - 9 * number("layout.row_h.menu")) <= NEAR
    plus = window.findChild(QWidget, "insertButton")
    assert plus is not None
    text_left = window.surface.viewport().x() + window.surface.document().rootFrame().frameFormat().leftMargin()
    assert number("page.gutter") >= text_left - plus.geometry().left() >= 24


def test_the_drop_line_is_as_wide_as_the_text(state: Callable[[str], MainWindow]) -> None:
    window = state("page-drop")
    surface, number = window.surface, tokens(window)
    line = surface._canvas.drop_line
    assert line is not None
    picture = surface.viewport().grab().toImage()
    accent = window.desk.theme.color("accent")
    y = round(line.y1())
    lines = [columns(picture, y + by, lambda color: _near(color, accent)) for by in (-1, 0)]
    left, right = max(lines, key=lambda ends: ends[1] - ends[0])
    assert abs(right + 1 - left - number("page.measure")) <= 5  # a ring stands at its left end
    middle = (left + right) // 2
    paper = window.desk.theme.color("bg_page")
    span = accent.red() - paper.red()
    thick = sum((picture.pixelColor(middle, at).red() - paper.red()) / span for at in range(y - 6, y + 7))
    assert abs(thick - 2.5) <= NEAR  # look.md 10, interaction 1; its edges are soft


def _near(color: QColor, other: QColor) -> bool:
    return all(abs(one - two) < 24 for one, two in zip(color.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_a_composed_word_is_underlined_and_in_no_row(state: Callable[[str], MainWindow]) -> None:
    window = state("page-composing")
    surface = window.surface
    assert surface.composition.text == "Đảng"
    block = surface.textCursor().block()
    assert block.layout().preeditAreaText() == "Đảng"
    assert "Đảngtối" not in surface.editing.rows[block.blockNumber()].text


def test_the_find_bar_s_controls_stand_on_one_line(state: Callable[[str], MainWindow]) -> None:
    window = state("page-find")
    number, bar = tokens(window), window.tools.of(Find, "find").bar
    height = number("layout.control_h.md")
    parts = [bar.field, bar.previous, bar.next, bar.case, bar.whole, bar.bare, bar.other, bar.one, bar.all]
    for part in parts:
        assert isinstance(part, QLineEdit | Button | Check)
        assert abs(part.height() - height) <= NEAR, part
    tops = {part.mapTo(bar, QPoint(0, 0)).y() for part in (bar.field, bar.previous, bar.next, bar.case)}
    assert max(tops) - min(tops) <= NEAR
    assert bar.width() == window.format_bar.width()
    assert window.surface.layers.marks("find")


def width_below_the_first_photo_s_top(window: MainWindow, below: int) -> int:
    """In px, of what is drawn on the paper in that row of pixels; the ring of a selection does not count."""
    surface, color_of = window.surface, window.desk.theme.color
    at = next(number for number, row in enumerate(surface.editing.rows) if row.kind is RowKind.FIGURE)
    place = surface.document().documentLayout().blockBoundingRect(surface.document().findBlockByNumber(at))
    y = round(place.top()) + below - surface.verticalScrollBar().value()
    paper, accent = color_of("bg_page"), color_of("accent")
    picture = surface.viewport().grab().toImage()
    left, right = columns(picture, y, lambda color: color.rgb() != paper.rgb() and not _near(color, accent))
    return right + 1 - left


def test_a_missing_photo_keeps_the_column(state: Callable[[str], MainWindow]) -> None:
    window = state("page-missing")
    assert abs(width_below_the_first_photo_s_top(window, 40) - tokens(window)("page.measure")) <= 2 * NEAR


def test_the_photos_of_a_gallery_fill_the_column(state: Callable[[str], MainWindow]) -> None:
    window = state("page-gallery")
    assert abs(width_below_the_first_photo_s_top(window, 60) - tokens(window)("page.measure")) <= 2 * NEAR


def test_focus_mode_is_the_page_and_one_line_below(state: Callable[[str], MainWindow]) -> None:
    window = state("page-focus")
    theme = window.desk.theme
    assert window.surface.geometry().width() == window.width()
    picture = window.grab().toImage()
    paper = theme.color("bg_page").rgb()
    assert picture.pixelColor(6, window.height() // 2).rgb() == paper
    assert picture.pixelColor(window.width() // 3, window.height() - 8).rgb() == paper
    dim = window.surface.layers.marks("dim")
    assert dim
    assert {mark.format.foreground().color().rgb() for mark in dim} == {theme.color("text_3").rgb()}
    saved = window.status_bar.findChild(QLabel)
    assert saved is not None
    assert QRect(QPoint(0, 0), window.size()).contains(window.status_bar.geometry())
