"""Lucide icons, drawn in a token's colour at paint time, so that a change of theme needs no new icon."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor.qt.theme.icon_store import icon_store

if TYPE_CHECKING:
    from editor.qt.theme.theme import Theme


class Colors(Protocol):
    """What a painted icon needs of a theme."""

    def color(self, token: str) -> QColor: ...


_STROKE = 'stroke-width="2"'
_STROKE_SIDE = 1.75 * 18  # 1.75 units of the 24-grid at 18 px: the line keeps its width on the screen at every size


class IconEngine(QIconEngine):
    """Paints one Lucide icon in the theme's colour of the moment, disabled ones in the border's."""

    def __init__(self, theme: Theme, name: str, color: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect, self.scaledPixmap(rect.size() * ratio, mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        color = self._color
        if mode == QIcon.Mode.Disabled:
            color = "icon_disabled"
        elif mode == QIcon.Mode.Normal and state == QIcon.State.On and color == "text_2":
            color = "text"
        return _drawn(self._name, min(size.width(), size.height()), self._theme.hex(color), scale)

    def clone(self) -> QIconEngine:
        copy = IconEngine(self._theme, self._name, self._color)
        _clones.append(copy)  # Qt owns it in C++; without a Python reference its methods would be gone
        return copy


_clones: list[IconEngine] = []


def make_icon(theme: Theme, name: str, color: str) -> QIcon:
    """An icon by its Lucide name, in a colour token."""
    engine = IconEngine(theme, name, color)
    _clones.append(engine)
    return QIcon(engine)


@cache
def _drawn(name: str, side: int, color: str, ratio: float) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    if side > 0:
        width = _STROKE_SIDE / max(side / ratio, 1)
        svg = icon_store().svg(name).replace("currentColor", color).replace(_STROKE, f'stroke-width="{width:.3f}"')
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def draw_icon(painter: QPainter, theme: Colors, name: str, at: QPoint, side: int, color: str) -> None:
    """Paint an icon of `side` px with its top left corner at `at`, for painted controls."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(at, _drawn(name, round(side * ratio), theme.color(color).name(), ratio))
