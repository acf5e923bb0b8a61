"""The export at work and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.qt.desk import Desk
from editor.qt.theme.controls import label
from editor.qt.theme.icons import draw_icon

Index = QModelIndex | QPersistentModelIndex
STEPS = ("export.step-check", "export.step-texts", "export.step-photos", "export.step-verify", "export.step-hand")
_ICONS = {
    ".html": "file-code",
    ".json": "file-braces",
    ".md": "file-text",
    ".css": "file-type",
}
_LINE = 24  # px at 100 %
_MOST_LINES = 9
_MEGABYTE = 1_000_000
_ABOUT = Qt.ItemDataRole.UserRole


def step_of(done: int, total: int, item: str) -> int:
    """Which of the five steps the worker's progress belongs to."""
    if not total:
        return 0
    if done >= total:
        return len(STEPS)
    if done >= total - 1:
        return 3
    return 2 if item or done else 1


class RunPart(QWidget):
    """A bar, what is being worked on, and the five steps with their marks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, px = desk.theme, desk.theme.px
        self._step = 0
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(px(6))
        self._now = label(theme, desk.say("export.working"), "ui")
        self._percent = label(theme, "", "ui", "second")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._now, 1)
        row.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._bar)
        column.addLayout(row)
        steps = QVBoxLayout()
        steps.setSpacing(px(4))
        self._steps = [StepRow(desk, desk.say(code)) for code in STEPS]
        for step in self._steps:
            steps.addWidget(step)
        column.addLayout(steps)

    def show_step(self, done: int, total: int, item: str) -> None:
        """total 0: nobody knows how much there is."""
        say = self._desk.say
        self._bar.setRange(0, max(total, 0) and total * 2)
        self._bar.setValue(done * 2 + (1 if total else 0))
        percent = min(100 * (done * 2 + 1) // (total * 2), 100) if total else 0
        self._percent.setText(f"{percent}%" if total else "")
        step = step_of(done, total, item)
        photos = total - 1
        if step == 2 and photos > 0:
            self._now.setText(say("export.photo", at=min(done + 1, photos), of=photos))
        else:
            self._now.setText(say(STEPS[min(step, len(STEPS) - 1)]))
        for number, row in enumerate(self._steps):
            row.show_state(0 if number > step else 1 if number == step else 2)
        self.setAccessibleName(f"{self._now.text()} {self._percent.text()}")


class StepRow(QWidget):
    """One step: to come, at hand, done."""

    _LOOKS = (("circle", "text_3", "text_2"), ("circle-dot", "accent", "text"), ("circle-check", "success", "text"))

    def __init__(self, desk: Desk, words: str) -> None:
        super().__init__()
        self._theme = desk.theme
        self._words = words
        self._states = [desk.say(code) for code in ("export.to-come", "export.at-hand", "export.step-done")]
        self._state = 0
        self.setFixedHeight(desk.theme.px(24))
        self.show_state(0)

    def show_state(self, state: int) -> None:
        self._state = state
        self.setAccessibleName(f"{self._words}: {self._states[state]}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        icon, tone, ink = self._LOOKS[self._state]
        painter = QPainter(self)
        side = px(18)
        draw_icon(painter, theme, icon, QPoint(0, (self.height() - side) // 2), side, tone)
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.color(ink))
        room = QRect(px(28), 0, self.width() - px(28), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words)


class OutcomeCard(QWidget):
    """What came of it, on a soft ground with its icon."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._theme = theme = desk.theme
        self._tone, self._icon = "success", "package-check"
        self._title = label(theme, "", "ui_strong", wrap=True)
        self._line = label(theme, "", "ui_sm", "second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(50), theme.px(12), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(1))
        column.addWidget(self._title)
        column.addWidget(self._line)

    def show_outcome(self, tone: str, icon: str, title: str, line: str) -> None:
        self._tone, self._icon = tone, icon
        self._title.setText(title)
        self._line.setText(line)
        self.setAccessibleName(f"{title}. {line}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{self._tone}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.radius("md"), theme.radius("md"))
        side = theme.px(22)
        draw_icon(painter, theme, self._icon, QPoint(theme.px(16), (self.height() - side) // 2), side, self._tone)


class FilesList(QListWidget):
    """The bundle's folder and its files with their sizes; many photos are one line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("exportFiles")
        self.setAccessibleName(desk.say("export.files"))
        self._desk = desk
        self.setItemDelegate(FilesDelegate(desk, self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.viewport().setAutoFillBackground(False)

    def show_files(self, bundle: str, files: Sequence[tuple[str, int]]) -> None:
        """(path in the bundle, bytes) of each."""
        self.clear()
        self._put("folder", bundle, "", 0)
        for path, count, size in grouped(files):
            icon = "images" if count > 1 else _ICONS.get(PurePosixPath(path).suffix, "file-image")
            words = self._desk.say("export.many", folder=path, n=count) if count > 1 else path
            self._put(icon, words, self._size(size), 1)
        self.setFixedHeight(min(self.count(), _MOST_LINES) * self._desk.theme.px(_LINE))

    def _put(self, icon: str, words: str, size: str, level: int) -> None:
        item = QListWidgetItem(words)
        item.setData(_ABOUT, (icon, size, level))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words} {size}".strip())
        self.addItem(item)

    def _size(self, size: int) -> str:
        if size >= _MEGABYTE:
            return f"{self._desk.messages.number(round(size / _MEGABYTE, 1))} MB"
        return f"{self._desk.messages.number(max(1, round(size / 1000)))} KB"


class Ground(QWidget):
    """A rounded ground around what is in it."""

    def __init__(self, desk: Desk, inner: QWidget) -> None:
        super().__init__()
        self._theme = desk.theme
        column = QVBoxLayout(self)
        pad = desk.theme.px(8)
        column.setContentsMargins(0, pad, 0, pad)
        column.addWidget(inner)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border_soft"))
        painter.setBrush(theme.color("bg_sidebar"))
        radius = theme.radius("md")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class FilesDelegate(QStyledItemDelegate):
    """Icon, name, size at the right."""

    def __init__(self, desk: Desk, view: FilesList) -> None:
        super().__init__(view)
        self._theme = desk.theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, rect = self._theme, self._theme.px, option.rect
        icon, size, level = index.data(_ABOUT)
        painter.save()
        left = rect.left() + px(14) + level * px(22)
        side = px(16)
        draw_icon(painter, theme, icon, QPoint(left, rect.top() + (rect.height() - side) // 2), side, "text_2")
        painter.setFont(theme.font("ui_sm"))
        metrics = painter.fontMetrics()
        right = metrics.horizontalAdvance(size) + px(16)
        room = QRect(left + side + px(8), rect.top(), rect.right() - left - side - px(16) - right, rect.height())
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setPen(theme.color("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(theme.color("text_2"))
        spot = rect.adjusted(0, 0, -px(14), 0)
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, size)
        painter.restore()


def grouped(files: Sequence[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """(path, files, bytes): the pages first, then what stands beside them; photos of a folder as one."""
    folders: dict[str, list[tuple[str, int]]] = {}
    for path, size in files:
        folders.setdefault(path.rpartition("/")[0], []).append((path, size))
    lines: list[tuple[str, int, int]] = []
    for folder, inside in folders.items():
        if folder.endswith("images") and len(inside) > 1:
            lines.append((f"{folder}/", len(inside), sum(size for _, size in inside)))
        else:
            lines.extend((path, 1, size) for path, size in inside)
    return sorted(lines, key=lambda line: (line[1] > 1, "index." not in line[0], line[0]))
