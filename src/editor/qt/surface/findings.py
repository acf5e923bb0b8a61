"""What the checks have found, on the page itself: a dotted line under the words, a tag on the photo (mock-up 01).

Only rows on the screen are marked, and only while they still say what was checked: nothing moves while somebody types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace, Severity
from editor.model.history import Caret
from editor.model.rows import Row
from editor.qt.surface.editing import Editing
from editor.qt.surface.frame import Frame, Tag
from editor.qt.surface.layers import Layers, Mark, mark
from editor.qt.surface.places import caret_of
from editor.qt.surface.visible import Visible

TONES = {Severity.BLOCKER: "danger", Severity.WARNING: "warning"}
_REST = 60  # ms after scrolling


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row  # as it was checked
    number: int
    start: int
    end: int
    tone: str


class FindingMarks:
    """Marks findings in a view."""

    def __init__(self, view: QTextEdit, editing: Editing, frame: Frame, visible: Visible, layers: Layers) -> None:
        self._view = view
        self._layers = layers
        self._editing = editing
        self._frame = frame
        self._visible = visible
        self._lines: tuple[_Line, ...] = ()
        self._rest = QTimer(view)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.draw)
        view.verticalScrollBar().valueChanged.connect(lambda _: self.draw_soon())

    def show(self, findings: Sequence[Finding], words: Callable[[Sequence[Finding]], str]) -> None:
        """Mark these from now on. The article must be the one that was checked.

        Args:
            words: what the tag of a photo says of its findings, blockers first.
        """
        self._lines = tuple(self._lines_of(findings))
        tags = dict(_tags(findings, words))
        if tags != self._frame.tags:
            self._frame.tags = tags
            self._view.viewport().update()
        self.draw()

    def draw_soon(self) -> None:
        """Other rows may be on the screen now."""
        if self._lines:
            self._rest.start()

    def draw(self) -> None:
        """Lines under what is on the screen."""
        rows = self._editing.rows
        shown = self._visible.rows(rows, self._view.viewport().rect())
        first, last = (shown[0].number, shown[-1].number) if shown else (0, -1)
        marked = [
            self._marked(line)
            for line in self._lines
            if first <= line.number <= last and rows[line.number].inline == line.row.inline
        ]
        self._layers.show("findings", marked)

    def _lines_of(self, findings: Sequence[Finding]) -> Iterator[_Line]:
        page = self._editing.sync.page
        for finding in findings:
            if isinstance(finding.place, BlockPlace | FieldPlace):
                caret = caret_of(page, finding.place)
                if caret is not None and not _is_whole(page.rows, caret):
                    row, tone = page.rows[caret.row], TONES[finding.severity]
                    yield _Line(row, caret.row, caret.anchor_offset, caret.offset, tone)

    def _marked(self, line: _Line) -> Mark:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(self._frame.formats.theme.color(line.tone))
        return mark(self._view, self._editing, line.number, (line.start, line.end), look)


def _is_whole(rows: Sequence[Row], caret: Caret) -> bool:
    """Nothing to underline: a finding about no words, or about all of a row, stands in the list of checks."""
    row = rows[caret.row]
    one = caret.row == caret.anchor_row and not row.is_atom and not caret.is_empty
    return not one or (caret.anchor_offset, caret.offset) == (0, row.length)


def _tags(findings: Sequence[Finding], words: Callable[[Sequence[Finding]], str]) -> Iterator[tuple[str, Tag]]:
    of_photo: dict[str, list[Finding]] = {}
    for finding in findings:
        if isinstance(finding.place, PhotoPlace):
            of_photo.setdefault(finding.place.photo, []).append(finding)
    for src, found in of_photo.items():
        found.sort(key=lambda one: one.severity is not Severity.BLOCKER)
        yield src, Tag(words(found), TONES[found[0].severity])
