"""What is wrong in what a window shows: words without room, controls over each other or out of sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from editor.qt.dialogs.cards import ChoiceCard
from editor.qt.panels.chips import Chip
from editor.qt.theme.controls import Badge, Button, Check, Segment


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
        case Check():
            return part.text(), part.rect().adjusted(part._theme.px(26), 0, 0, 0)
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
