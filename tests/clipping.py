"""Finds controls that have less room than their words need."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from editor.qt.theme.controls import Button, Check, Segment


def clipped(root: QWidget) -> Iterator[str]:
    """Every visible label, button, check and segment under `root` that is narrower or lower than its words."""
    for part in root.findChildren(QWidget):
        if not part.isVisibleTo(root) or not isinstance(part, QLabel | QAbstractButton):
            continue
        words = part.text()
        if isinstance(part, QLabel) and words:
            if part.wordWrap():
                if part.height() < part.heightForWidth(part.width()):
                    yield f"{words!r}: {part.height()} px high, {part.heightForWidth(part.width())} needed"
            elif part.width() < part.sizeHint().width():
                yield f"{words!r}: {part.width()} px wide, {part.sizeHint().width()} needed"
        elif isinstance(part, Button | Check | Segment) and words:
            room = part.text_rect().width() if isinstance(part, Button) else part.width()
            needed = part.fontMetrics().horizontalAdvance(words)
            if room < needed:
                yield f"{words!r}: {room} px of room, {needed} needed"
