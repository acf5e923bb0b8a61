"""The three columns of the photo sheet; two where the window is narrow, one where it is narrower."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from editor.app.photo_batch import Batch, SheetPhoto
from editor.qt.desk import Desk
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.dialogs.photos_crop import SHAPES, CropView
from editor.qt.dialogs.photos_drop import DropZone
from editor.qt.dialogs.photos_fields import PhotoFields
from editor.qt.dialogs.photos_list import ListRow, PhotoOrder
from editor.qt.dialogs.photos_paint import Ground
from editor.qt.dialogs.photos_pieces import Pieces
from editor.qt.panels.explain import explained
from editor.qt.panels.segmented import Segmented
from editor.qt.theme.controls import Button, label

_TWO, _ONE = 1080, 860  # px at 100 % text below which there are two columns, one (look.md)
_LIST, _MIDDLE, _FIELDS, _HEIGHT = 262, 472, 346, 498
_HIGH, _LOW = 288, 200  # of the picture: 3:2 in the middle column, and where it must share the screen with the fields
_ANY = 16_777_215  # px: no limit, as Qt writes it


class PhotoColumns(QWidget):
    """Order, picture, fields."""

    turned = Signal()  # the photo shall be turned by a quarter

    def __init__(self, desk: Desk, bench: PhotoBench, *, can_add: bool) -> None:
        super().__init__()
        self._desk = desk
        theme, say = desk.theme, desk.say
        self._bench = bench
        self._can_add = can_add
        self.order = PhotoOrder(desk, bench)
        self.drop = DropZone(desk)
        if not can_add:
            self.drop.hide()
        self.crop = explained(desk.messages, CropView(desk, bench), "focus")
        self.shapes = Segmented(theme, [say("photos.whole"), *SHAPES], say("photos.shape"))
        self.turn = Button(theme, "icon", icon="rotate-cw", name=say("photos.turn"))
        self.blur = Button(theme, "icon", icon="square-dashed", name=say("photos.blur"), checkable=True)
        self.pieces = Pieces(desk, bench)
        self.fields = PhotoFields(desk)
        self._count = label(theme, "", "ui_sm", "second")
        self._hint = label(theme, say("photos.drag"), "ui_sm", "second")
        self._file = label(theme, "", "ui_sm", "second")
        self._help = label(theme, "", "ui_sm", "second", wrap=True)
        self._folded = 0
        self._grid = QGridLayout(self)
        self.columns = (self._list_part(), self._middle_part(), self.fields)
        self._build()

    def _build(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.shapes.turned.connect(lambda number: self.crop.show_shape(("", *SHAPES)[number]))
        self.turn.clicked.connect(self.turned)
        self.blur.clicked.connect(self._blur)
        self.crop.blurring_ended.connect(lambda: self._blur(on=False))
        self._arrange(3)

    def _list_part(self) -> QWidget:
        theme, px = self._desk.theme, self._desk.theme.px
        area = Ground(theme, "bg_window")
        column = QVBoxLayout(area)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setContentsMargins(px(8), 0, px(8), 0)
        self._count.setFont(theme.font("ui_sm", weight=600))
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(self._hint)
        column.addLayout(head)
        column.addWidget(self.order, 100)
        column.addWidget(self.drop)
        column.addStretch(1)
        return area

    def _middle_part(self) -> QWidget:
        theme, px = self._desk.theme, self._desk.theme.px
        area = Ground(theme, "bg_canvas")
        column = QVBoxLayout(area)
        column.setContentsMargins(px(20), px(14), px(20), px(14))
        column.setSpacing(px(10))
        tools = QHBoxLayout()
        tools.setSpacing(px(4))
        tools.addWidget(self.shapes)
        tools.addStretch()
        tools.addWidget(self.turn)
        tools.addWidget(self.blur)
        column.addLayout(tools)
        column.addWidget(self.crop)
        facts = QHBoxLayout()
        title = label(theme, self._desk.say("photos.pieces"), "ui_sm", "second")
        title.setFont(theme.font("ui_sm", weight=600))
        facts.addWidget(title)
        facts.addStretch()
        facts.addWidget(self._file)
        column.addLayout(facts)
        column.addWidget(self.pieces)
        column.addWidget(self._help)
        column.addStretch(1)
        return area

    def show_batch(self, batch: Batch, rows: tuple[ListRow, ...], current: int, used: str) -> None:
        """Args: used: where the chosen photo was used before, "" for nowhere."""
        say = self._desk.say
        photo = batch.get(current)
        self.order.show_rows(rows, current)
        self.order.setMaximumHeight(max(len(rows), 2) * self.order.row_height())
        self._count.setText(say("photos.count" if self._can_add else "photos.count-in", n=len(batch.usable)))
        self.crop.show_photo(current)
        self.pieces.show_photo(current)
        self._file.setText(self._facts(photo) if photo is not None else "")
        self._help.setText(say("photos.blur-keys" if self.crop.is_blurring else "photos.focus-keys"))
        self.fields.show_photo(batch, photo, used)

    def in_order(self, stops: list[QWidget]) -> list[QWidget]:
        """Column by column, then what stands below them; each part of it in its order."""
        inside = [part for column in self.columns for part in stops if column.isAncestorOf(part)]
        return inside + [part for part in stops if part not in inside]

    def _facts(self, photo: SheetPhoto) -> str:
        """ "IMG_4417.JPG · 1500 × 1000 · 412 KB" """
        if photo.asset is None:
            return photo.name
        width, height = photo.pixels
        kilobytes = max(1, round(photo.asset.bytes / 1000))
        weight = f"{kilobytes} KB" if kilobytes < 1000 else f"{self._desk.messages.number(kilobytes / 1000)} MB"
        return f"{photo.name} · {width} × {height} · {weight}"

    def _blur(self, on: bool) -> None:
        self.blur.setChecked(on)
        self.crop.blur(on)
        self._help.setText(self._desk.say("photos.blur-keys" if on else "photos.focus-keys"))
        if on:
            self.crop.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- columns

    def sizeHint(self) -> QSize:
        px = self._desk.theme.px
        if self._folded == 3:
            return QSize(px(_TWO), max(px(_HEIGHT), self._grid.minimumSize().height()))
        return self._grid.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / self._desk.theme.scale
        self._arrange(3 if wide >= _TWO else 2 if wide >= _ONE else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._folded:
            return
        self._folded = columns
        px, grid = self._desk.theme.px, self._grid
        order, middle, fields = self.columns
        for part in self.columns:
            grid.removeWidget(part)
        for at in range(3):
            grid.setColumnMinimumWidth(at, 0)
            grid.setColumnStretch(at, 0)
        if columns == 3:
            for at, part in enumerate(self.columns):
                grid.addWidget(part, 0, at)
            grid.setColumnMinimumWidth(0, px(_LIST))
            grid.setColumnMinimumWidth(1, px(_MIDDLE))
            grid.setColumnStretch(2, 1)
        elif columns == 2:
            grid.addWidget(middle, 0, 0)
            grid.addWidget(order, 1, 0)
            grid.addWidget(fields, 0, 1, 2, 1)
            grid.setColumnStretch(0, 1)
            grid.setColumnMinimumWidth(1, px(_FIELDS))
        else:
            for at, part in enumerate((middle, fields, order)):
                grid.addWidget(part, at, 0)
            grid.setColumnStretch(0, 1)
        order.setMaximumWidth(px(_LIST) if columns == 3 else _ANY)
        middle.setMaximumWidth(px(_MIDDLE) if columns == 3 else _ANY)
        fields.setMaximumWidth(px(_FIELDS) if columns == 2 else _ANY)
        self.crop.setFixedHeight(px(_HIGH if columns > 1 else _LOW))
        self.order.setMinimumHeight(self.order.row_height() * 2)
        self.updateGeometry()
