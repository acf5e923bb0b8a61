"""What our controls are drawn with: rings, marks, badges, shadows, broken lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from editor.qt.theme.icons import draw_icon
from editor.qt.theme.theme import Theme


def paint_ring(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """The focus ring: 2 px of accent around `rect`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def paint_check(painter: QPainter, theme: Theme, box: QRect, state: Qt.CheckState, *, ring: bool = False) -> None:
    """The box of a check mark, for check boxes and tree rows."""
    on = state != Qt.CheckState.Unchecked
    painter.setPen(Qt.PenStyle.NoPen if on else QPen(theme.color("border_strong"), 1.5))
    painter.setBrush(theme.color("accent" if on else "bg_field"))
    inset = 0.0 if on else 0.75
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), theme.px(4), theme.px(4))
    if on:
        name = "check" if state == Qt.CheckState.Checked else "minus"
        side = box.width() - theme.px(4)
        draw_icon(painter, theme, name, box.topLeft() + QPoint(theme.px(2), theme.px(2)), side, "text_on_accent")
    if ring:
        paint_ring(painter, theme, QRectF(box).adjusted(-3, -3, 3, 3), theme.px(5))


def paint_radio(painter: QPainter, theme: Theme, box: QRect, *, on: bool) -> None:
    """The ring of a radio mark."""
    painter.setBrush(theme.color("accent" if on else "bg_field"))
    painter.setPen(Qt.PenStyle.NoPen if on else QPen(theme.color("border_strong"), 1.5))
    painter.drawEllipse(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75))
    if on:
        painter.setBrush(theme.color("text_on_accent"))
        radius = box.width() * 0.19
        painter.drawEllipse(QRectF(box).center(), radius, radius)


def paint_badge(painter: QPainter, theme: Theme, rect: QRect, text: str, colors: tuple[str, str], font: QFont) -> None:
    """A pill with a word or a number in it; colors are (ground, ink) tokens."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(colors[0]))
    painter.drawRoundedRect(QRectF(rect), rect.height() / 2, rect.height() / 2)
    painter.setPen(theme.color(colors[1]))
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def paint_key(painter: QPainter, theme: Theme, row: QRect, right: int, key: str) -> int:
    """A key's name in a small frame in the middle of a row, its right edge at `right`; where its left edge is, px."""
    px, radius = theme.px, theme.radius("xs")
    painter.setFont(theme.font("ui_xs"))
    width = painter.fontMetrics().horizontalAdvance(key) + px(12)
    box = QRect(right - width, row.center().y() - px(9), width, px(19))
    painter.setPen(QPen(theme.color("border"), 1))
    painter.setBrush(theme.color("bg_raised"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(theme.color("text_2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    return box.left()


def wrapped(text: str, metrics: QFontMetrics, width: int, lines: int) -> tuple[str, ...]:
    """The text broken at spaces into at most `lines` lines; the last one ends in "…" when more would follow."""
    out: list[str] = []
    words = text.split()
    while words and len(out) < lines - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        out.append(line)
    if words:
        out.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return tuple(out)


def paint_shadow(painter: QPainter, theme: Theme, rect: QRectF, name: str, radius: float) -> None:
    """A soft shadow under `rect`: rings of falling opacity, painted, never a graphics effect on live text."""
    y, blur = theme.tokens.number(f"shadow.{name}.y"), theme.tokens.number(f"shadow.{name}.blur")
    alpha = theme.tokens.number(f"shadow.{name}.a")
    steps = max(int(blur / 2), 2)
    painter.setPen(Qt.PenStyle.NoPen)
    color = QColor(theme.color("shadow"))
    for step in range(steps):
        spread = blur / 2 * (1 - step / steps)
        color.setAlphaF(alpha * 2 * (step + 1) / (steps * (steps + 1)))
        painter.setBrush(color)
        ring = rect.translated(QPointF(0, y / 2)).adjusted(-spread, -spread, spread, spread)
        painter.drawRoundedRect(ring, radius + spread, radius + spread)
