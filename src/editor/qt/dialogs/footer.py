"""The foot of a sheet: words at the left, buttons at the right; in a narrow window or with large text in more lines."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QSpacerItem, QWidget

from editor.qt.panels.flow import Lines


class Footer(Lines):
    """One line while there is room. Else the words stand above the buttons, and what is still too wide breaks."""

    def setSpacing(self, gap: int) -> None:
        self._gap = gap

    def addStretch(self) -> None:
        """What comes after this stands at the right."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:
        around = self.contentsMargins()
        inner = width - around.left() - around.right()
        return self._arrange(QRect(0, 0, inner, 0), move=False) + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        around = self.contentsMargins()
        wide = self._length(self._shown()) + around.left() + around.right()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        around = self.contentsMargins()
        high = max((part.minimumSizeHint().height() for part in self._shown()), default=0)
        return QSize(0, high + around.top() + around.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def lines(self, width: int) -> list[tuple[list[QWidget], list[QWidget]]]:
        """What stands at the left and at the right of each line of so many px."""
        left, right = self._sides()
        if self._length([*left, *right]) <= width:
            return [(left, right)]
        words = [part for part in (*left, *right) if not isinstance(part, QPushButton) or part in left]
        buttons = [part for part in right if part not in words]
        lines: list[tuple[list[QWidget], list[QWidget]]] = [(line, []) for line in self._broken(words, width)]
        lines += [([], line) for line in self._broken(buttons, width)]
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Put everything in its place, or only measure; the height."""
        y = rect.y()
        for left, right in self.lines(rect.width()):
            parts = [*left, *right]
            widths = {part: min(_width(part), rect.width()) for part in parts}
            high = max((_height(part, widths[part]) for part in parts), default=0)
            starts = dict(zip(left, self._starts(left, widths, rect.x()), strict=True))
            taken = sum(widths[part] + self._gap for part in right) - self._gap
            starts |= dict(zip(right, self._starts(right, widths, rect.right() + 1 - taken), strict=True))
            for part, x in starts.items() if move else ():
                tall = _height(part, widths[part])
                part.setGeometry(x, y + (high - tall) // 2, widths[part], tall)
            y += high + self._gap
        return max(y - self._gap - rect.y(), 0)

    def _starts(self, parts: Iterable[QWidget], widths: dict[QWidget, int], x: int) -> Iterable[int]:
        for part in parts:
            yield x
            x += widths[part] + self._gap

    def _sides(self) -> tuple[list[QWidget], list[QWidget]]:
        left: list[QWidget] = []
        right: list[QWidget] = []
        side = left
        for item in self._items:
            widget = item.widget()
            if widget is None:
                side = right
            elif not widget.isHidden():
                side.append(widget)
        return left, right

    def _shown(self) -> list[QWidget]:
        left, right = self._sides()
        return [*left, *right]

    def _length(self, parts: Iterable[QWidget]) -> int:
        return sum(_width(part) + self._gap for part in parts) - self._gap

    def _broken(self, parts: Iterable[QWidget], width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        for part in parts:
            if lines and self._length([*lines[-1], part]) <= width:
                lines[-1].append(part)
            else:
                lines.append([part])
        return lines


def _width(part: QWidget) -> int:
    """px in one line, also of words that may break."""
    if isinstance(part, QLabel) and part.wordWrap():
        return part.fontMetrics().horizontalAdvance(part.text()) + 2
    return part.sizeHint().width()


def _height(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
