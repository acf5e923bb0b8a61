"""The checks card: what must be mended and what is worth a look, each with a way to its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.model.finding import Finding, Severity
from editor.qt.desk import Desk
from editor.qt.panels.parts import SCROLL_BAR, Area
from editor.qt.theme import Theme
from editor.qt.theme.controls import Badge, Button, label
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring, wrapped

Index = QModelIndex | QPersistentModelIndex
FINDING = Qt.ItemDataRole.UserRole
ICONS = {Severity.BLOCKER: ("circle-alert", "danger"), Severity.WARNING: ("triangle-alert", "warning")}
_LINES = 3


class ChecksList(QListWidget):
    """Findings as rows; Enter or a click goes to the place (`chosen`)."""

    chosen = Signal(object)  # Finding

    def __init__(self, desk: Desk, go_word: str, inset: int = 16) -> None:
        """Args: inset: px at 100 % between the edges and what is in a row."""
        super().__init__()
        self.setObjectName("checksList")
        self.setAccessibleName(desk.say("checks"))
        self._desk = desk
        self._delegate = ChecksDelegate(desk.theme, self, go_word, inset)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(FINDING)))

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Blockers first, else in reading order."""
        row = self.currentRow()
        self.clear()
        for finding in sorted(findings, key=lambda found: found.severity != Severity.BLOCKER):
            item = QListWidgetItem(self._desk.messages.finding(finding))
            item.setData(FINDING, finding)
            word = self._desk.say(f"severity.{finding.severity}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word}: {item.text()}")
            self.addItem(item)
        if 0 <= row < self.count():
            self.setCurrentRow(row)
        self.updateGeometry()

    def finding_at(self, row: int) -> Finding | None:
        item = self.item(row)
        found = item.data(FINDING) if item is not None else None
        return found if isinstance(found, Finding) else None

    def content_height(self) -> int:
        """Px of all rows at the present width."""
        return sum(
            self._delegate.height_of(self.item(row).text(), self.viewport().width()) for row in range(self.count())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        finding = self.finding_at(self.currentRow())
        if finding is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(finding)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()


class ChecksDelegate(QStyledItemDelegate):
    """Icon, sentence, and the word that leads to the place."""

    def __init__(self, theme: Theme, view: ChecksList, go_word: str, inset: int) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._go = go_word
        self._left = theme.px(inset)
        self._right = max(self._left - SCROLL_BAR, theme.px(4))
        self._go_width = QFontMetrics(theme.font("ui_sm", weight=500)).horizontalAdvance(go_word)

    def height_of(self, words: str, width: int) -> int:
        return len(self._lines(words, width)) * self._theme.px(18) + self._theme.px(8)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self.height_of(str(index.data()), width))

    def _lines(self, words: str, width: int) -> tuple[str, ...]:
        taken = self._left + self._theme.px(26) + self._theme.px(12) + self._go_width + self._right
        room = max(width - taken, self._theme.px(60))
        return wrapped(words, QFontMetrics(self._theme.font("ui_sm")), room, _LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, rect = self._theme, self._theme.px, option.rect
        finding = index.data(FINDING)
        if not isinstance(finding, Finding):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(max(self._left - px(8), 0), 0, 0, 0)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_hover"))
            painter.drawRoundedRect(QRectF(inner), theme.radius("sm"), theme.radius("sm"))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            paint_ring(painter, theme, QRectF(inner), theme.radius("sm"))
        icon, tone = ICONS[finding.severity]
        draw_icon(painter, theme, icon, QPoint(rect.left() + self._left, rect.top() + px(5)), px(16), tone)
        painter.setFont(theme.font("ui_sm"))
        painter.setPen(theme.color("text"))
        top = rect.top() + px(4)
        for line in self._lines(str(index.data()), rect.width()):
            painter.drawText(
                QRect(rect.left() + self._left + px(26), top, rect.width(), px(18)), Qt.AlignmentFlag.AlignVCenter, line
            )
            top += px(18)
        painter.setFont(theme.font("ui_sm", weight=500))
        painter.setPen(theme.color("accent_text"))
        right = QRect(rect.right() - self._right - self._go_width, rect.top() + px(4), self._go_width + 1, px(18))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, self._go)
        painter.restore()


class ChecksCard(Area):
    """Pinned under the details: a title with counts, the list below, collapsible."""

    chosen = Signal(object)  # Finding

    def __init__(self, desk: Desk) -> None:
        super().__init__("checksCard")
        self._desk = desk
        self._theme = desk.theme
        self.list = ChecksList(desk, desk.say("checks.go"))
        self._blockers = Badge(desk.theme, "0", "danger")
        self._warnings = Badge(desk.theme, "0", "warning")
        self._fold = Button(desk.theme, "icon", icon="chevron-down", size="sm", name=desk.say("checks.fold"))
        self._folded = False
        self._fine = label(desk.theme, desk.say("checks.fine"), "ui_sm", "second", wrap=True)
        self._build()
        self.list.chosen.connect(self.chosen)
        self._fold.clicked.connect(self._toggle)
        desk.checker.found.connect(self.show_findings)
        desk.session_opened.connect(lambda: self.show_findings(()))

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(10))
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setContentsMargins(px(16), 0, px(12), 0)
        head.setSpacing(px(6))
        title = label(self._theme, self._desk.say("checks"), "ui_sm")
        title.setFont(self._theme.font("ui_sm", weight=600))
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self._blockers)
        head.addWidget(self._warnings)
        head.addWidget(self._fold)
        title.setMinimumHeight(px(28))
        column.addLayout(head)
        self._fine.setContentsMargins(px(16), 0, px(16), px(2))
        column.addWidget(self._fine)
        column.addWidget(self.list)
        self.show_findings(())

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.list.show_findings(findings)
        counts = [sum(found.severity == kind for found in findings) for kind in (Severity.BLOCKER, Severity.WARNING)]
        words = ("checks.blockers", "checks.warnings")
        for badge, count, word in zip((self._blockers, self._warnings), counts, words, strict=True):
            badge.setText(str(count))
            badge.setAccessibleName(self._desk.say(word, n=count))
            badge.setToolTip(self._desk.say(word, n=count))
            badge.setVisible(bool(count))
            badge.updateGeometry()
        self._refit()

    def first_stop(self) -> QWidget:
        """Where the focus goes when it comes to the checks; it cannot be seen while there is nothing to mend."""
        return self._fold if self.list.isHidden() else self.list

    def is_folded(self) -> bool:
        return self._folded

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._refit()

    def _refit(self) -> None:
        """As tall as its rows, at most a third of the panel."""
        self._fine.setVisible(not self.list.count())
        self._fold.setVisible(bool(self.list.count()))
        parent = self.parentWidget()
        most = parent.height() * 3 // 10 if parent is not None and parent.height() > 200 else self._theme.px(190)
        self.list.setFixedHeight(max(min(self.list.content_height(), most), 1))
        if not self.list.count():
            self.list.hide()
            self._folded = False
        else:
            self.list.setVisible(not self._folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()
