"""The checks card: what must be mended and what is worth a look, each with a way to its place."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.checks.fixes import Fix
from editor.model.finding import Finding, Severity
from editor.model.ignoring import Ignored, heed, ignore
from editor.qt.desk import Desk
from editor.qt.panels.checks_ignore import IgnorePopover
from editor.qt.panels.checks_list import ChecksList
from editor.qt.panels.parts import Area
from editor.qt.theme.controls import Badge, Button, label

__all__ = ["ChecksCard", "ChecksList"]


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
        self._popover: IgnorePopover | None = None
        self._build()
        self._connect()

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

    def _connect(self) -> None:
        desk, found = self._desk, self.list
        self.serve(found)
        found.chosen.connect(self.chosen)
        found.grown.connect(self._refit)
        self._fold.clicked.connect(self._toggle)
        desk.checker.found.connect(lambda findings: self.show_findings(findings, desk.checker.ignored))
        desk.session_opened.connect(lambda: self.show_findings(()))

    def show_findings(self, findings: tuple[Finding, ...], ignored: tuple[tuple[Finding, Ignored], ...] = ()) -> None:
        self.list.show_findings(findings, ignored)
        counts = [sum(found.severity == kind for found in findings) for kind in (Severity.BLOCKER, Severity.WARNING)]
        words = ("checks.blockers", "checks.warnings")
        for badge, count, word in zip((self._blockers, self._warnings), counts, words, strict=True):
            badge.setText(str(count))
            badge.setAccessibleName(self._desk.say(word, n=count))
            badge.setToolTip(self._desk.say(word, n=count))
            badge.setVisible(bool(count))
            badge.updateGeometry()
        self._fine.setVisible(not findings)
        self._refit()

    def serve(self, rows: ChecksList) -> None:
        """Mend, ignore and heed what a list of findings asks for, be it this card's or another one's."""
        rows.fix_asked.connect(self.mend)
        rows.ignore_asked.connect(lambda finding, row: self._ask_why(rows, finding, row))
        rows.heed_asked.connect(self.heed)

    def mend(self, fix: Fix) -> None:
        """Apply an offered fix, one undo step, and look again at once."""
        self._desk.edit(fix.apply, origin="checks")
        self._desk.checker.look()

    def ignore(self, finding: Finding, reason: str) -> None:
        """Leave a finding as it is; the way back stands in the list and in a toast."""
        self._desk.edit(lambda article: ignore(article, finding, reason), origin="checks")
        self._desk.checker.look()
        session = self._desk.session
        if session is not None:
            self._desk.toast(self._desk.say("checks.ignored-toast"), session.undo, icon="eye-off", keys="Ctrl+Z")

    def heed(self, decision: Ignored) -> None:
        self._desk.edit(lambda article: heed(article, decision), origin="checks")
        self._desk.checker.look()

    def first_stop(self) -> QWidget:
        """Where the focus goes when it comes to the checks; it cannot be seen while there is nothing to mend."""
        return self._fold if self.list.isHidden() else self.list

    def _ask_why(self, rows: ChecksList, finding: Finding, row: QRect) -> None:
        window = self.window()
        if self._popover is None:
            self._popover = IgnorePopover(self._desk, window)
            self._popover.decided.connect(self.ignore)
        corner = rows.viewport().mapTo(window, row.topLeft())
        self._popover.ask(finding, QRect(corner, QSize(row.width(), row.height())))

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._refit()

    def _refit(self) -> None:
        """As tall as its rows, at most a third of the panel."""
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
