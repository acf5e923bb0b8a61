"""The photo itself: focal point, the frame of a shape, blurred places; by mouse and by keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.app.photo_batch import SheetPhoto
from editor.images.crops import FOCUS, piece
from editor.model import marks
from editor.model.article import Region, Resource
from editor.model.turning import Point
from editor.qt.desk import Desk
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.dialogs.photos_paint import Scaled, paint_frame, paint_places
from editor.qt.panels.marks import paint_focus
from editor.qt.theme.controls import KeyboardFocus
from editor.qt.theme.paint import paint_ring

SHAPES: Mapping[str, float] = MappingProxyType({"1.91:1": 1200 / 630, "16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1.0})
"""The shapes that leave with a lead image (`images.crops.SHARES`), width : height."""

_ARROWS: Mapping[int, tuple[float, float]] = MappingProxyType(
    {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
)
_GROW: Mapping[int, float] = MappingProxyType(
    {Qt.Key.Key_Plus: 1.05, Qt.Key.Key_Equal: 1.05, Qt.Key.Key_Minus: 1 / 1.05}
)
_REACH = 9  # px around a corner or an edge in which the mouse takes hold of it
_OFF = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_FIRST = Region(0.4, 0.3, 0.2, 0.2)  # a blurred place made by a key
_CURSORS = MappingProxyType(
    {
        "frame": Qt.CursorShape.SizeAllCursor,
        "blur": Qt.CursorShape.SizeAllCursor,
        "nw": Qt.CursorShape.SizeFDiagCursor,
        "se": Qt.CursorShape.SizeFDiagCursor,
        "ne": Qt.CursorShape.SizeBDiagCursor,
        "sw": Qt.CursorShape.SizeBDiagCursor,
    }
)


class CropView(QWidget):
    """Shows one photo of the bench. `marked` carries its changed Resource and the gesture it belongs to.

    Arrows move the focal point by 1 %, with Shift by 10 %; with Ctrl they move the frame, plus and minus change its
    size, Delete gives it up. While places are blurred they move the chosen place, with Ctrl its edges; Enter makes one,
    Space goes to the next, Delete takes it off.
    """

    marked = Signal(object, str)
    blurring_ended = Signal()

    def __init__(self, desk: Desk, bench: PhotoBench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._focus = KeyboardFocus()
        self._key = 0
        self._stroke = 0  # one drag or one run of keys is one step
        self._held = ""  # "focus", "frame", "blur", "draw", or a corner: "ne" …
        self._from = (0.0, 0.0)
        self._drawn: Region | None = None
        self._seen: object = None  # what of the photo is drawn
        self._scaled = Scaled()
        self.shape_name = ""
        self.is_blurring = False
        self.chosen_blur = 0
        self.setObjectName("photoCrop")
        self.setAccessibleName(desk.say("photos.crop"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bench.pictured.connect(lambda key: self.update() if key == self._key else None)

    def sizeHint(self) -> QSize:
        return QSize(self._desk.theme.px(432), self.height())

    @property
    def photo(self) -> SheetPhoto | None:
        return self._bench.batch.get(self._key)

    def show_photo(self, key: int) -> None:
        """This photo; 0 for none."""
        if key != self._key:
            self._stroke += 1
            self.chosen_blur = 0
            self._held = ""
        self._key = key
        photo = self.photo
        seen_now = (key, photo.resource, photo.asset, photo.problem) if photo is not None else None
        if seen_now != self._seen:
            self._seen = seen_now
            self._describe()
            self.update()

    def show_shape(self, name: str) -> None:
        """The frame of this shape, "" for none."""
        self.shape_name = name
        self._stroke += 1
        self.update()

    def blur(self, on: bool) -> None:
        """Whether the mouse and the keys mark places to be blurred."""
        self.is_blurring = on
        self._stroke += 1
        self._describe()
        self.update()

    def frame(self) -> Region | None:
        """The piece that the shape takes, in fractions of the photo as it is seen."""
        photo = self.photo
        if photo is None or not self.shape_name or not all(photo.pixels):
            return None
        width, height = photo.pixels
        left, top, right, bottom = piece(photo.resource, self.shape_name, SHAPES[self.shape_name], width, height)
        return Region(left / width, top / height, (right - left) / width, (bottom - top) / height)

    # -- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        photo = self.photo
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        acts = photo is not None and plain in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier}
        if not acts or photo is None:
            super().keyPressEvent(event)
            return
        step = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
        across, down = _ARROWS.get(event.key(), (0, 0))
        by = (across * step, down * step)
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        act = self._blur_key if self.is_blurring else self._frame_key
        if not act(photo.resource, event.key(), by, with_ctrl):
            super().keyPressEvent(event)

    def _frame_key(self, resource: Resource, key: int, by: Point, with_ctrl: bool) -> bool:
        name, frame = self.shape_name, self.frame()
        if any(by) and not with_ctrl:
            x, y = marks.focus_of(resource, FOCUS)
            self._give(marks.with_focus(resource, (x + by[0], y + by[1])), "focus")
        elif frame is not None and any(by):
            self._give(marks.with_crop(resource, name, marks.moved(frame, by)), "frame")
        elif frame is not None and key in _GROW:
            self._give(marks.with_crop(resource, name, marks.scaled(frame, _GROW[key])), "frame")
        elif frame is not None and key in _OFF:
            self._give(marks.without_crop(resource, name), "")
        else:
            return False
        return True

    def _blur_key(self, resource: Resource, key: int, by: Point, with_ctrl: bool) -> bool:
        places = list(marks.blurs_of(resource))
        at = min(self.chosen_blur, len(places) - 1)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not with_ctrl:
            self.chosen_blur = len(places)
            self._give(marks.with_blurs(resource, (*places, _FIRST)), "")
        elif key == Qt.Key.Key_Escape:
            self.blurring_ended.emit()
        elif at < 0:
            return False
        elif any(by):
            places[at] = (marks.grown if with_ctrl else marks.moved)(places[at], by)
            self._give(marks.with_blurs(resource, places), f"blur{at}")
        elif key == Qt.Key.Key_Space:
            self.chosen_blur = (at + 1) % len(places)
            self.update()
        elif key in _OFF:
            self.chosen_blur = max(0, at - 1)
            self._give(marks.with_blurs(resource, places[:at] + places[at + 1 :]), "")
        else:
            return False
        return True

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        photo, spot = self.photo, self._spot(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if photo is None or event.button() != Qt.MouseButton.LeftButton or self._place().isEmpty():
            return
        self._stroke += 1
        self._from = spot
        self._held = self._hold(photo.resource, event.position())
        if self._held == "draw":
            self._drawn = marks.spanned(spot, spot)
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        photo, spot = self.photo, self._spot(event)
        if photo is None:
            return
        if not self._held:
            self.setCursor(_CURSORS.get(self._hold(photo.resource, event.position()), Qt.CursorShape.CrossCursor))
            return
        by = (spot[0] - self._from[0], spot[1] - self._from[1])
        resource, frame = photo.resource, self.frame()
        if self._held == "focus":
            self._give(marks.with_focus(resource, spot), "focus")
        elif self._held == "draw":
            self._drawn = marks.spanned(self._from, spot)
            self.update()
        elif self._held == "blur":
            places = list(marks.blurs_of(resource))
            places[self.chosen_blur] = marks.moved(places[self.chosen_blur], by)
            self._from = spot
            self._give(marks.with_blurs(resource, places), "blur")
        elif frame is not None and self._held == "frame":
            self._from = spot
            self._give(marks.with_crop(resource, self.shape_name, marks.moved(frame, by)), "frame")
        elif frame is not None:
            place = self._place()
            ratio = SHAPES[self.shape_name] * place.height() / place.width()
            self._give(
                marks.with_crop(resource, self.shape_name, marks.pulled(frame, self._held, spot, ratio)), "frame"
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        photo, drawn = self.photo, self._drawn
        self._held, self._drawn = "", None
        if photo is not None and drawn is not None and drawn.width > 0.01 and drawn.height > 0.01:
            places = marks.blurs_of(photo.resource)
            self.chosen_blur = len(places)
            self._give(marks.with_blurs(photo.resource, (*places, drawn)), "")
        self._stroke += 1
        self.update()

    def _hold(self, resource: Resource, position: QPointF) -> str:
        """What the mouse takes hold of there; a blurred place becomes the chosen one."""
        if self.is_blurring:
            boxes = [self._on_screen(region) for region in marks.blurs_of(resource)]
            at = next((at for at, box in enumerate(boxes) if box.contains(position)), -1)
            self.chosen_blur = at if at >= 0 else self.chosen_blur
            return "blur" if at >= 0 else "draw"
        frame = self.frame()
        return "focus" if frame is None else hold_of(self._on_screen(frame), position, self._desk.theme.px(_REACH))

    def _spot(self, event: QMouseEvent) -> tuple[float, float]:
        """Where the mouse is, in fractions of the photo as it is seen."""
        place = self._place()
        if place.isEmpty():
            return 0.0, 0.0
        return (
            (event.position().x() - place.left()) / place.width(),
            (event.position().y() - place.top()) / place.height(),
        )

    def _give(self, resource: Resource, what: str) -> None:
        self.marked.emit(resource, f"{what}.{self._stroke}" if what else "")
        self._describe()
        self.update()

    def _describe(self) -> None:
        """What the picture shows, in words."""
        photo, say = self.photo, self._desk.say
        if photo is None:
            return
        x, y = marks.focus_of(photo.resource, FOCUS)
        words = say("photos.focus-at", across=round(x * 100), down=round(y * 100))
        if self.is_blurring:
            words = say("photos.blurs", n=len(photo.resource.blur))
        self.setAccessibleDescription(words)

    # -- painting

    def _place(self) -> QRectF:
        """Where the photo stands in the widget."""
        photo = self.photo
        if photo is None or not all(photo.pixels):
            return QRectF()
        room = QRectF(self.rect())
        width, height = photo.pixels
        scale = min(room.width() / width, room.height() / height)
        box = QRectF(0, 0, width * scale, height * scale)
        box.moveCenter(room.center())
        return box

    def _on_screen(self, region: Region) -> QRectF:
        place = self._place()
        return QRectF(
            place.left() + region.x * place.width(),
            place.top() + region.y * place.height(),
            region.width * place.width(),
            region.height * place.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, photo = self._desk.theme, self.photo
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("bg_subtle"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.radius("xs"), theme.radius("xs"))
        place = self._place()
        picture = self._bench.picture(self._key) if photo is not None else None
        if photo is None or picture is None or place.isEmpty():
            self._say_state(painter, photo)
            return
        painter.drawPixmap(place.topLeft(), self._scaled.get(picture, photo.resource.rotate, place.size(), self))
        if self.is_blurring:
            regions = marks.blurs_of(photo.resource)
            drawn = () if self._drawn is None else (self._drawn,)
            chosen = len(regions) if drawn else min(self.chosen_blur, len(regions) - 1)
            paint_places(painter, theme, [self._on_screen(region) for region in (*regions, *drawn)], chosen)
        else:
            frame = self.frame()
            if frame is not None:
                paint_frame(painter, theme.px(20), place, self._on_screen(frame))
            x, y = marks.focus_of(photo.resource, FOCUS)
            spot = QPointF(place.left() + x * place.width(), place.top() + y * place.height())
            paint_focus(painter, theme.px(20), spot)
        if self.hasFocus():
            paint_ring(painter, theme, QRectF(self.rect()), theme.radius("xs"))

    def _say_state(self, painter: QPainter, photo: SheetPhoto | None) -> None:
        theme = self._desk.theme
        words = self._desk.say("photos.looking") if photo is not None and photo.problem is None else ""
        if photo is not None and photo.problem is not None:
            words = self._desk.messages.error(photo.problem)
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.color("danger" if photo is not None and photo.problem is not None else "text_3"))
        box = self.rect().adjusted(theme.px(32), 0, -theme.px(32), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        self._stroke += 1
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def hold_of(box: QRectF, position: QPointF, reach: int) -> str:
    """A corner of the frame ("ne" …), "frame" for its edge, "focus" for any other place; `reach` in px."""
    corners = {"nw": box.topLeft(), "ne": box.topRight(), "sw": box.bottomLeft(), "se": box.bottomRight()}
    for name, corner in corners.items():
        if (corner - position).manhattanLength() <= 2 * reach:
            return name
    outer = box.adjusted(-reach, -reach, reach, reach).contains(position)
    inner = box.adjusted(reach, reach, -reach, -reach).contains(position)
    return "frame" if outer and not inner else "focus"
