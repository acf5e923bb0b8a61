"""Marks that are drawn on photos, in panels and sheets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def paint_focus(painter: QPainter, radius: float, spot: QPointF) -> None:
    """The ring of a focal point: white with a dark rim, so that it is seen on every photo."""
    painter.setBrush(QColor(255, 255, 255, 60))
    painter.setPen(QPen(QColor(0, 0, 0, 90), 4))
    painter.drawEllipse(spot, radius, radius)
    painter.setPen(QPen(QColor(255, 255, 255), 2.5))
    painter.drawEllipse(spot, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(spot, radius / 5, radius / 5)
