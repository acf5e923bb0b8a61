"""Where photos come from: dropped into the sheet, or chosen as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog

from editor.qt.desk import Desk
from editor.qt.intake import file_dialog
from editor.qt.surface.clipboard import files_of
from editor.qt.theme.controls import Painted
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_PHOTOS = "*.jpg *.jpeg *.png *.webp *.gif *.heic *.heif"


class DropZone(Painted):
    """Where more photos are dropped; a click or Enter asks for files."""

    files = Signal(tuple)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.say("photos.drop"))
        self._desk = desk
        self._over = False
        self.setObjectName("photoDrop")
        self.setAccessibleName(f"{self.text()}, {desk.say('photos.drop-choose')}")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._desk.theme.px(200), self._desk.theme.px(88))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        self.files.emit(files_of(event.mimeData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self._over or self.underMouse()
        pen = QPen(theme.color("accent" if self._over else "border_strong"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft" if self._over else "bg_hover" if hot else "bg_raised"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.radius("md"), theme.radius("md"))
        side, line = px(20), theme.line("ui_sm")
        top = (self.height() - side - px(6) - 2 * line) // 2
        at = QRect((self.width() - side) // 2, top, side, side)
        draw_icon(painter, theme, "image-plus", at.topLeft(), side, "text_2")
        painter.setFont(theme.font("ui_sm", weight=500))
        painter.setPen(theme.color("text_2"))
        top += side + px(6)
        row = QRect(px(6), top, self.width() - px(12), line)
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setPen(theme.color("accent_text"))
        painter.drawText(row.translated(0, line), Qt.AlignmentFlag.AlignCenter, self._desk.say("photos.drop-choose"))
        if self.has_ring:
            paint_ring(painter, theme, QRectF(self.rect()), theme.radius("md"))


def ask_for_photos(window: MainWindow, take: Callable[[Sequence[str]], object]) -> None:
    """Ask for photo files; `take` gets their paths."""
    say = window.desk.say
    dialog = file_dialog(window, say("photo.choose"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(say("photo.files") + f" ({_PHOTOS})")
    # once the dialog has gone and the focus is back on the page
    dialog.filesSelected.connect(lambda names: QTimer.singleShot(0, window, lambda: take(names)))
    dialog.open()
