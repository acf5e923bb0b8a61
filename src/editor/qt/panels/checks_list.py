"""Findings as rows: what is wrong, the way to its place, and for the row at hand what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu

from editor.checks.fixes import Fix, fix_of
from editor.model.article import Article
from editor.model.blocks import Heading, Paragraph
from editor.model.finding import BlockPlace, FieldPlace, Finding, Severity
from editor.model.ignoring import Ignored
from editor.qt.desk import Desk

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_FIELDS = {"title": "placeholder.headline", "description": "placeholder.standfirst"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row. Without a finding it is the one that folds what was ignored."""

    words: str
    finding: Finding | None = None
    hint: str = ""  # where it is, or why it was left
    fix: Fix | None = None
    decision: Ignored | None = None

    @property
    def can_be_ignored(self) -> bool:
        return self.finding is not None and self.decision is None and self.finding.severity is Severity.WARNING


Ignores = Sequence[tuple[Finding, Ignored]]


class ChecksList(QListWidget):
    """Enter or a click goes to the place (`chosen`); Ctrl+Enter mends; Delete asks to ignore, or takes that back."""

    chosen = Signal(object)  # Finding
    fix_asked = Signal(object)  # Fix
    ignore_asked = Signal(object, QRect)  # Finding, its row in the list's own coordinates
    heed_asked = Signal(object)  # Ignored
    grown = Signal()  # the rows need another height

    def __init__(self, desk: Desk, go_word: str, inset: int = 16, *, roomy: bool = False) -> None:
        """Args: inset: px at 100 % between the edges and what is in a row; roomy: with a line of where it is."""
        from editor.qt.panels.checks_paint import ChecksDelegate

        super().__init__()
        self.setObjectName("checksList")
        self.setAccessibleName(desk.say("checks"))
        self.setAccessibleDescription(desk.say("checks.keys"))
        self._desk = desk
        self._roomy = roomy
        self._unfolded = False
        self._pressed_at = QPoint()
        self._findings: tuple[Finding, ...] = ()
        self._ignored: Ignores = ()
        self._delegate = ChecksDelegate(desk, self, go_word, inset, roomy=roomy)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if roomy else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )
        self.itemClicked.connect(lambda item: self._clicked(self.row(item)))
        self.currentRowChanged.connect(self._turn)

    def show_findings(self, findings: tuple[Finding, ...], ignored: Ignores = ()) -> None:
        """Blockers first, else in reading order; what was ignored is folded below."""
        before = self.finding_at(self.currentRow())
        self._findings, self._ignored = findings, ignored
        session = self._desk.session
        article = session.article if session is not None else Article()
        self.clear()
        for finding in sorted(findings, key=lambda found: found.severity != Severity.BLOCKER):
            self._put(self._line(finding, article))
            if finding == before:
                self.setCurrentRow(self.count() - 1)
        if ignored:
            self._put(Line(self._desk.say("checks.ignored", n=len(ignored))))
            for finding, decision in ignored if self._unfolded else ():
                self._put(Line(self._desk.messages.finding(finding), finding, decision.reason, decision=decision))
        self.updateGeometry()

    def finding_at(self, row: int) -> Finding | None:
        line = self.line_at(row)
        return line.finding if line is not None else None

    def line_at(self, row: int) -> Line | None:
        item = self.item(row)
        found = item.data(LINE) if item is not None else None
        return found if isinstance(found, Line) else None

    def choose(self, finding: Finding) -> None:
        """Make the row of this finding the one at hand."""
        for row in range(self.count()):
            if self.finding_at(row) == finding:
                self.setCurrentRow(row)
                return

    def content_height(self) -> int:
        """Px of all rows at the present width."""
        return sum(self._delegate.height_of(row, self.viewport().width()) for row in range(self.count()))

    def act(self, action: str, row: int) -> None:
        """Do "go", "fix", "ignore", "heed" or "fold" for a row; nothing when it is not possible there."""
        line = self.line_at(row)
        if line is None:
            return
        if line.finding is None:
            self._unfolded = not self._unfolded
            self.show_findings(self._findings, self._ignored)
            self.grown.emit()
        elif action == "go":
            self.setCurrentRow(row)
            self.chosen.emit(line.finding)
        elif action == "fix" and line.fix is not None:
            self.fix_asked.emit(line.fix)
        elif action == "heed" and line.decision is not None:
            self.heed_asked.emit(line.decision)
        elif action == "ignore" and line.can_be_ignored:
            self.ignore_asked.emit(line.finding, self.visualItemRect(self.item(row)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        line = self.line_at(row)
        if line is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            mends = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.act("fix" if mends else "go", row)
        elif line is not None and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.act("heed" if line.decision is not None else "ignore", row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done, by name: for those who do not know the keys."""
        row = self.currentRow()
        line = self.line_at(row)
        if line is None or line.finding is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action, words in (("go", self._desk.say("checks.goto")), *self.actions_of(line)):
            menu.addAction(words).triggered.connect(lambda _=False, todo=action: self.act(todo, row))
        menu.popup(self.viewport().mapToGlobal(self.visualItemRect(self.item(row)).bottomLeft()))

    def actions_of(self, line: Line) -> tuple[tuple[str, str], ...]:
        """(action, words) of what can be done about a row beside going there."""
        say = self._desk.say
        if line.decision is not None:
            return (("heed", say("checks.heed")),)
        offered = []
        if line.fix is not None:
            offered.append(("fix", say(f"checks.fix-{line.fix.kind}", words=line.fix.words)))
        if line.can_be_ignored:
            offered.append(("ignore", say("checks.ignore")))
        return tuple(offered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def _put(self, line: Line) -> None:
        item = QListWidgetItem(line.words)
        item.setData(LINE, line)
        spoken = line.words
        if line.decision is not None:
            spoken = f"{self._desk.say('checks.ignored-one')}: {line.words}. {line.hint}"
        elif line.finding is not None:
            spoken = f"{self._desk.say(f'severity.{line.finding.severity}')}: {line.words}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.addItem(item)

    def _line(self, finding: Finding, article: Article) -> Line:
        hint = self._hint(finding, article) if self._roomy else ""
        return Line(self._desk.messages.finding(finding), finding, hint, fix_of(finding, article))

    def _hint(self, finding: Finding, article: Article) -> str:
        if finding.severity is Severity.BLOCKER:
            return self._desk.say("checks.must")
        match finding.place:
            case BlockPlace(block):
                texts = (Paragraph, Heading)
                number = sum(isinstance(one, texts) for one in article.body[: block + 1])
                return self._desk.say("checks.paragraph", n=max(number, 1))
            case FieldPlace(field) if field in _FIELDS:
                return self._desk.say(_FIELDS[field])
            case _:
                return ""

    def _clicked(self, row: int) -> None:
        self.act(self._delegate.action_at(self._pressed_at, row), row)

    def _turn(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.grown.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height())
