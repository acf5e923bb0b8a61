"""Parts of the export sheet: the CMS folder, the progress, the files that were made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from editor.model.finding import Finding, Severity
from editor.qt.desk import Desk
from editor.qt.panels.checks import ChecksList
from editor.qt.panels.parts import Section
from editor.qt.theme import Theme
from editor.qt.theme.controls import Badge, Button, label
from editor.qt.theme.icons import draw_icon

_CHECKS_HEIGHT = 190


class FolderRow(QWidget):
    """The CMS folder with its name in the newsroom, and whether it can be written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, px = desk.theme, desk.theme.px
        self._name = label(theme, "", "ui")
        self._name.setFont(theme.font("ui", weight=500))
        self._path = label(theme, "", "ui_sm", "second")
        self._state_icon = QLabel()
        self._state = label(theme, "", "ui_sm", "success")
        self.change = Button(theme, "link", desk.say("export.change"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(40), px(7), px(12), px(7))
        row.setSpacing(px(6))
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addWidget(self._name)
        words.addWidget(self._path)
        row.addLayout(words, 1)
        row.addWidget(self._state_icon)
        row.addWidget(self._state)
        row.addSpacing(px(6))
        row.addWidget(self.change)

    def show_folder(self, folder: Path | None, writable: bool | None) -> None:
        """writable: None while nobody has looked yet."""
        say, theme = self._desk.say, self._desk.theme
        self._name.setText(self._name_of(folder) if folder is not None else say("export.none-yet"))
        self._path.setText(middle(self._path_of(folder), 62) if folder is not None else say("export.none-hint"))
        self._path.setToolTip(str(folder or ""))
        known = folder is not None and writable is not None
        tone, icon = ("success", "circle-check") if writable else ("danger", "circle-alert")
        self._state.setText(say("export.writable" if writable else "export.not-writable") if known else "")
        self._state.setProperty("ui_tone", tone)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self._state.setVisible(known)
        self._state_icon.setVisible(known)
        side = theme.px(16)
        self._state_icon.setPixmap(theme.icon(icon, tone).pixmap(QSize(side, side), self.devicePixelRatioF()))
        self.change.setText(say("export.change" if folder is not None else "export.choose-short"))
        self.change.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("bg_field"))
        radius = theme.radius("md")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        corner = self.rect().topLeft()
        corner.setX(px(12))
        corner.setY((self.height() - px(18)) // 2)
        draw_icon(painter, theme, "folder", corner, px(18), "text_2")

    def _path_of(self, folder: Path) -> str:
        """From the workspace's own folder when it lies in there, whole otherwise; the tooltip has it whole."""
        root = self._desk.workspace.root if self._desk.workspace is not None else None
        if root is not None and folder.is_relative_to(root):
            return str(Path(root.name) / folder.relative_to(root))
        return str(folder)

    def _name_of(self, folder: Path) -> str:
        root = self._desk.workspace.root if self._desk.workspace is not None else Path()
        for target in self._desk.newsroom.targets:
            if target.name and root / Path(target.folder).expanduser() == folder:
                return target.name
        return folder.name or str(folder)


class SideBySide(QWidget):
    """Widgets of one width in a row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))

    def add(self, part: QWidget) -> None:
        self._row.addWidget(part, 1)


class ExportChecks(Section):
    """The findings with their counts; a line of comfort when there is none."""

    def __init__(self, desk: Desk) -> None:
        theme, say = desk.theme, desk.say
        self._desk = desk
        self._badges = (Badge(theme, "", "danger"), Badge(theme, "", "warning"))
        counts = QWidget()
        row = QHBoxLayout(counts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for badge in self._badges:
            row.addWidget(badge)
        super().__init__(theme, say("export.checks"), beside=counts)
        self.list = ChecksList(desk, say("checks.goto"), inset=0)
        self.list.setObjectName("exportChecks")
        self._fine = label(theme, say("checks.fine"), "ui_sm", "second", wrap=True)
        self.add(self.list)
        self.add(self._fine)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.list.show_findings(findings)
        for badge, severity, code in zip(self._badges, Severity, ("blockers", "warnings"), strict=True):
            count = sum(found.severity is severity for found in findings)
            badge.setText(self._desk.say(f"checks.{code}", n=count))
            badge.setVisible(bool(count))
            badge.updateGeometry()
        most = self._desk.theme.px(_CHECKS_HEIGHT)
        self.list.setFixedHeight(min(max(self.list.content_height(), 1), most))
        self.list.setVisible(bool(findings))
        self._fine.setVisible(not findings)


class ProgressLine(QWidget):
    """A thin bar and what is being worked on."""

    def __init__(self, theme: Theme, working: str) -> None:
        """Args: working: what is said while there is no name of a file."""
        super().__init__()
        self._working = working
        self._words = label(theme, working, "ui_sm", "second")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._words)
        column.addWidget(self._bar)

    def show_step(self, done: int, total: int, item: str) -> None:
        """total 0: nobody knows how much there is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(middle(item, 70) or self._working)
        self.setAccessibleName(item)


class FilesList(QListWidget):
    """Files of a bundle with their sizes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("exportFiles")
        self.setAccessibleName(desk.say("export.files"))
        self._desk = desk
        self.setFont(desk.theme.font("ui_sm"))
        self.setFixedHeight(desk.theme.px(250))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(desk.theme.px(2))

    def show_files(self, files: Sequence[tuple[str, int]]) -> None:
        """(path in the bundle, bytes) of each."""
        self.clear()
        for path, size in files:
            kilobytes = self._desk.messages.number(max(1, round(size / 1000)))
            self.addItem(QListWidgetItem(f"{middle(path, 72)}   {kilobytes} kB"))


def middle(text: str, most: int) -> str:
    """The text with its middle left out when it is longer than `most` characters: ends of paths tell more."""
    if len(text) <= most:
        return text
    head = most // 3
    return f"{text[:head]}…{text[-(most - head - 1) :]}"
