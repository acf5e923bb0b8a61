"""What is wrong in what a window shows: words without room or too pale, controls over each other or out of sight,
edges and heights that are not those of the tokens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from contrast import contrast
from editor.qt.delivery_chips import BackChip
from editor.qt.dialogs.cards import ChoiceCard
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.chips import Chip, ChipField
from editor.qt.panels.save_state import SaveLabel
from editor.qt.theme.controls import Badge, Button, Check, Segment
from editor.qt.window import MainWindow

_READABLE, _LARGE = 4.5, 3.0
"""WCAG 2.2, 1.4.3: least contrast of words, and of large ones."""
_LARGE_FROM = 24  # px, or 18.7 px bold
NEAR = 1  # px


def seen(widget: QWidget, root: QWidget) -> bool:
    """Whether it is drawn now: visible, and not wholly scrolled away or under another page."""
    return widget.isVisibleTo(root) and not widget.visibleRegion().isEmpty()


def clipped(root: QWidget) -> list[str]:
    """Labels, buttons and placeholders whose words have no room."""
    found: list[str] = []
    for part in root.findChildren(QWidget):
        if not seen(part, root):
            continue
        words, room = words_of(part)
        if not words:
            continue
        metrics = QFontMetrics(part.font())
        if isinstance(part, QLabel) and part.wordWrap():
            flags = Qt.TextFlag.TextWordWrap
            needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), int(flags), words)
            if needed.height() > room.height() + 2 or needed.width() > room.width() + 1:
                found.append(f"{words!r} needs {needed.size()} has {room.size()}")
        elif isinstance(part, Check) and part.hasHeightForWidth():
            if part.height() < part.heightForWidth(part.width()):
                found.append(f"{words!r} needs {part.heightForWidth(part.width())} has {part.size()}")
        elif metrics.horizontalAdvance(words) > room.width() + 1 or metrics.height() > room.height() + 3:
            found.append(f"{words!r} needs {metrics.horizontalAdvance(words)} has {room.size()}")
    return found


def words_of(part: QWidget) -> tuple[str, QRect]:
    match part:
        case Badge():
            return part.text(), part.rect()
        case QLabel():
            return part.text(), part.contentsRect()
        case Chip() | ChoiceCard():
            return part.text(), part.text_rect()
        case Button():
            return part.text(), part.text_rect().intersected(part.rect())
        case Segment():
            return part.text(), part.rect()
        case SaveLabel():
            return part.text(), part.rect().adjusted(part.width() - part.text_width(), 0, 0, 0)
        case Check():
            return part.text(), part.rect().adjusted(part.text_left(), 0, 0, 0)
        case QLineEdit():
            return part.placeholderText(), part.rect().adjusted(part.textMargins().left() + 8, 0, -8, 0)
        case _:
            return "", QRect()


def overlapping(root: QWidget) -> list[str]:
    """Pairs of sibling controls that lie over each other."""
    found: list[str] = []
    kinds = (QLabel, QAbstractButton, QLineEdit)
    by_parent: dict[QWidget, list[QWidget]] = {}
    for part in root.findChildren(QWidget):
        parent = part.parentWidget()
        if isinstance(part, kinds) and parent is not None and seen(part, root) and not isinstance(parent, kinds):
            by_parent.setdefault(parent, []).append(part)
    for parts in by_parent.values():
        for at, one in enumerate(parts):
            for other in parts[at + 1 :]:
                both = one.geometry().intersected(other.geometry())
                if both.width() > 1 and both.height() > 1:
                    found.append(f"{one} {one.geometry()} / {other} {other.geometry()}")
    return found


def outside(root: QWidget) -> list[str]:
    """Controls that stick out of the window."""
    found: list[str] = []
    for part in root.findChildren(QAbstractButton):
        if seen(part, root):
            spot = QRect(part.mapTo(root, QPoint(0, 0)), part.size())
            if spot.left() < 0 or spot.right() > root.width():
                found.append(f"{part.accessibleName()} {spot}")
    return found


def faulty(root: QWidget) -> list[str]:
    """Everything that is wrong in what is shown."""
    found = [*clipped(root), *overlapping(root), *outside(root), *faint(root)]
    return found + off(root) if isinstance(root, MainWindow) else found


def faint(root: QWidget) -> list[str]:
    """Words that cannot be read on their ground, by the pixels that are there.

    Small letters reach their full ink only on a screen of twice the pixels; elsewhere less is asked of them, for what
    is missing may be the rasteriser's doing. Greyed-out controls and what lies under a sheet do not count.
    """
    whole = root.grab().toImage()
    ratio = whole.devicePixelRatio()
    sheets = [part for part in root.findChildren(Sheet) if part.isVisibleTo(root)]
    found = []
    for part in root.findChildren(QWidget):
        if not _is_whole(part, root) or not part.isEnabled() or not words_of(part)[0] or _is_under(part, sheets):
            continue
        if isinstance(part, QLineEdit) and part.text():
            continue
        spot = QRect(part.mapTo(root, QPoint(0, 0)), part.size())
        spot = QRect(spot.topLeft() * ratio, spot.size() * ratio).intersected(whole.rect())
        best = best_contrast(whole.copy(spot))
        size = part.font().pixelSize()
        least = _LARGE if ratio < 2 or size >= _LARGE_FROM else _READABLE
        if best < least:
            found.append(f"{words_of(part)[0]!r} {best:.2f}")
    return found


def best_contrast(image: QImage) -> float:
    """Between the ground, the colour that most pixels have, and the colour that stands out most from it."""
    colors = Counter(image.pixel(x, y) for y in range(image.height()) for x in range(image.width()))
    if not colors:
        return 21.0
    ground = QColor(colors.most_common(1)[0][0])
    return max(contrast(QColor(color), ground) for color in colors)


def _is_whole(part: QWidget, root: QWidget) -> bool:
    """Neither half scrolled away nor under a drawer or another page."""
    if not seen(part, root) or part.visibleRegion().boundingRect().height() < 0.9 * part.height():
        return False
    top = root.childAt(part.mapTo(root, part.rect().center()))
    return top is not None and (top is part or part.isAncestorOf(top) or top.isAncestorOf(part))


def _is_under(part: QWidget, sheets: list[Sheet]) -> bool:
    return bool(sheets) and not sheets[-1].isAncestorOf(part)


def off(window: MainWindow) -> list[str]:
    """Heights and left edges that are not those of the tokens, within 1 px."""
    scale = window.desk.theme.scale
    found = []
    for name, got, wanted in measures(window):
        if min(abs(got - one * scale) for one in wanted) > NEAR:
            found.append(f"{name}: {got} px, not {' or '.join(f'{one * scale:g}' for one in wanted)}")
    return found


def measures(window: MainWindow) -> Iterator[tuple[str, float, tuple[float, ...]]]:
    """What is measured: name, px, what it may be in px at 100 % text."""
    token = window.desk.theme.tokens.number
    controls = tuple(token(f"layout.control_h.{size}") for size in ("sm", "md", "lg"))
    for bar, height in (
        (window.top_bar, token("layout.toolbar_h")),
        (window.format_bar, 44.0),
        (window.status_bar, token("layout.status_h")),
    ):
        if seen(bar, window):
            yield bar.objectName(), bar.height(), (height,)
    for part in window.findChildren(Button):
        if seen(part, window) and part._kind != "link" and not isinstance(part, BackChip):  # its shadow is its own
            yield part.accessibleName(), part.height(), (*controls, 24.0)
    for field in window.findChildren(QLineEdit):
        if seen(field, window) and not isinstance(field, ChipField):
            yield field.accessibleName(), field.height(), (*controls, 24.0)
    yield from _edges(window)


def _edges(window: MainWindow) -> Iterator[tuple[str, float, tuple[float, ...]]]:
    """Left edges of the panels' and the sheet's content."""

    def left(part: QWidget, of: QWidget) -> float:
        return part.mapTo(of, QPoint(0, 0)).x()

    library, details = window.library, window.details
    if seen(library.search, window):
        yield "library's field", left(library.search, library), (12.0,)
    if seen(details.tabs, window):
        yield "details' tabs", left(details.tabs, details) - 1, (16.0,)  # the hairline of the panel
    if seen(window.status_bar.save, window) and window.status_bar.save.words:
        yield "save state", left(window.status_bar.save, window.status_bar), (16.0,)
    for sheet in window.findChildren(Sheet):
        if sheet.isVisibleTo(window):
            yield "sheet's title", left(sheet.title, sheet.card), (24.0,)
            most = min(sheet._width, window.width() - 48)
            yield "sheet's width", sheet.card.width(), (most / window.desk.theme.scale,)
