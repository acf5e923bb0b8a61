"""Where Tab goes in the window: top bar, library, page, details, checks, status; inside each as it is read.

Computed at the key, not kept: chips, rows and tools come and go. Not by `nextInFocusChain` either: PySide takes what
that returns for a child, and drops its wrapper with ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_TALL = 44  # px: what is taller is read from its top, the rest by its middle
_ROW = 8  # px: what stands no lower than that stands in the same row


def step(window: MainWindow, *, forward: bool) -> bool:
    """The focus to the next or the previous stop, round and round."""
    parts = stops(window)
    if not parts:
        return False
    here = QApplication.focusWidget()
    at = parts.index(here) if here in parts else -1 if forward else 0
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    parts[(at + (1 if forward else -1)) % len(parts)].setFocus(reason)
    return True


def stops(window: MainWindow) -> list[QWidget]:
    """Everything that Tab visits, in order; not the page under an open drawer."""
    areas = grounds(window)
    covered = areas[2] if window.areas.is_page_covered else None
    sorted_in: list[list[QWidget]] = [[] for _ in areas]
    for part in window.findChildren(QWidget):
        if is_stop(part) and not (covered is not None and _holds(covered, part)):
            # the checks stand in the details: the last ground that holds a part is the nearest one
            at = max((number for number, ground in enumerate(areas) if _holds(ground, part)), default=2)
            sorted_in[at].append(part)
    scale = window.desk.theme.scale
    return [part for parts in sorted_in for part in as_read(parts, window, scale)]


def grounds(window: MainWindow) -> list[QWidget]:
    """The areas in the order of Tab; what belongs to none counts to the page."""
    page = window.surface.parentWidget()
    while page is not None and page.objectName() != "pageArea":
        page = page.parentWidget()
    details = window.details
    return [window.top_bar, window.library, page or window.surface, details, details.checks, window.status_bar]


def is_stop(part: QWidget) -> bool:
    """Whether Tab can come to it now."""
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isVisible() and part.isEnabled()


def as_read(parts: list[QWidget], root: QWidget, scale: float = 1.0) -> list[QWidget]:
    """Row by row from the top, each from the left; what scrolls counts as one part, however far it is scrolled."""
    inside: dict[QWidget, list[QWidget]] = {}
    for part in parts:
        inside.setdefault(_scroller(part, root) or part, []).append(part)
    order: list[QWidget] = []
    for unit in _by_rows(list(inside), root, scale):
        content = unit.widget() if isinstance(unit, QScrollArea) and unit not in inside[unit] else None
        order.extend(inside[unit] if content is None else as_read(inside[unit], content, scale))
    return order


def _by_rows(units: list[QWidget], root: QWidget, scale: float) -> list[QWidget]:
    places = {unit: unit.mapTo(root, QPoint(0, min(unit.height(), round(_TALL * scale)) // 2)) for unit in units}
    rows: list[list[QWidget]] = []
    for unit in sorted(units, key=lambda unit: places[unit].y()):
        if rows and places[unit].y() - places[rows[-1][0]].y() <= _ROW * scale:
            rows[-1].append(unit)
        else:
            rows.append([unit])
    return [unit for row in rows for unit in sorted(row, key=lambda unit: places[unit].x())]


def _scroller(part: QWidget, root: QWidget) -> QScrollArea | None:
    """The outermost area under `root` that scrolls this part."""
    found, above = None, part.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QScrollArea):
            found = above
        above = above.parentWidget()
    return found


def _holds(ground: QWidget, part: QWidget) -> bool:
    return ground is part or ground.isAncestorOf(part)
