"""Who has the focus and does not show it: found by pixels, with the caret not counted."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

_AROUND = QMargins(4, 4, 4, 4)  # px outside of a control in which a ring may lie
_EDGE = QMargins(4, 4, 4, 4)  # px inside of a field that are its edge, not its text: a caret blinks


def name_of(part: QWidget) -> str:
    """What assistive tools say: Qt takes a button's words when nothing else is given."""
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


def focus() -> QWidget:
    part = QApplication.focusWidget()
    assert part is not None
    return part


def picture(part: QWidget) -> QImage:
    """The part with the ground around it; of a field its edge only."""
    window = part.window()
    spot = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
    around = spot.marginsAdded(_AROUND).intersected(window.rect())
    image = window.grab(around).toImage()
    if isinstance(part, QLineEdit | QPlainTextEdit | QTextEdit):
        painter = QPainter(image)
        painter.fillRect(spot.marginsRemoved(_EDGE).translated(-around.topLeft()), Qt.GlobalColor.black)
        painter.end()
    return image


def blind(parts: list[QWidget], elsewhere: QWidget) -> list[str]:
    """Those that look the same with the focus as without it.

    Args:
        elsewhere: takes the focus meanwhile; it is looked at too, when another part is there to take it from it.
    """
    found = []
    for part in parts:
        other = elsewhere if part is not elsewhere else next((one for one in parts if one is not part), part.window())
        other.setFocus(Qt.FocusReason.MouseFocusReason)
        part.setFocus(Qt.FocusReason.TabFocusReason)
        show(part)
        focused = picture(part)
        other.setFocus(Qt.FocusReason.MouseFocusReason)
        if part.isVisible() and picture(part) == focused:
            found.append(f"{part.metaObject().className()} {name_of(part)!r}")
    return found


def show(part: QWidget) -> None:
    """Scroll it into sight, as Tab does."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part)
        above = above.parentWidget()
    QApplication.processEvents()
