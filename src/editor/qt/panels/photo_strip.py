"""The photos of the article as small buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from editor.model.blocks import Figure, text_of
from editor.qt.desk import Desk
from editor.qt.panels.flow import FlowLayout
from editor.qt.panels.parts import clear_layout
from editor.qt.panels.thumbnails import paint_thumbnail
from editor.qt.theme.controls import KeyboardFocus
from editor.qt.theme.paint import paint_ring


class PhotoButton(QAbstractButton):
    """One photo of the article, to be chosen."""

    def __init__(self, desk: Desk, path: Path, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._path = path
        self._focus = KeyboardFocus()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(desk.theme.px(64), desk.theme.px(48))

    def sizeHint(self) -> QSize:
        return QSize(self._desk.theme.px(64), self._desk.theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._desk.theme
        gap = theme.px(3)
        inner: QRect = self.rect().adjusted(gap, gap, -gap, -gap)
        picture = self._desk.thumbnails.get(self._path, inner.size(), self.devicePixelRatioF())
        paint_thumbnail(painter, theme, inner, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus() and self._focus.ring
        if focused or self.isChecked():
            paint_ring(painter, theme, QRectF(self.rect()), theme.radius("md"))
        if focused and self.isChecked():  # twice as strong: the ring alone says that it is the chosen one
            paint_ring(painter, theme, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme.radius("sm"))

    def refresh(self, path: Path) -> None:
        if path == self._path:
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        super().focusInEvent(event)


class PhotoStrip(QWidget):
    """`picked` carries the src of the photo that a person chose."""

    picked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._flow = FlowLayout(self, desk.theme.px(4))
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_photos(self, folder: Path, figures: tuple[Figure, ...], chosen: str) -> None:
        say = self._desk.say
        names = [text_of(figure.caption) or say("photo.no-caption") for figure in figures]
        wanted = tuple((str(folder / figure.src), name) for figure, name in zip(figures, names, strict=True))
        if wanted != self._shown:
            self._shown = wanted
            clear_layout(self._flow)
            for figure, name in zip(figures, names, strict=True):
                button = PhotoButton(self._desk, folder / figure.src, name)
                button.clicked.connect(lambda _=False, src=figure.src: self.picked.emit(src))
                self._desk.thumbnails.arrived.connect(button.refresh)
                self._flow.addWidget(button)
        for at, figure in enumerate(figures):
            item = self._flow.itemAt(at)
            shown = item.widget() if item is not None else None
            if isinstance(shown, PhotoButton):
                shown.setChecked(figure.src == chosen)
