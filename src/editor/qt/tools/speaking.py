"""What a screen reader says of the page beyond its words: the kind of a row that is entered, what a photo shows.

The page's text comes from Qt's own accessible text interface, in which a photo or a table is one character without a
name. So what the caret comes to is announced, as long as a screen reader listens; without one nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from editor.model.blocks import Embed, Figure, Source, Table
from editor.model.galleries import gallery_of
from editor.model.rows import Row, RowKind

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

KINDS = {
    RowKind.HEADLINE: "speak.headline",
    RowKind.STANDFIRST: "speak.standfirst",
    RowKind.PARAGRAPH: "speak.paragraph",
    RowKind.H2: "speak.h2",
    RowKind.H3: "speak.h3",
    RowKind.BULLET: "speak.bullet",
    RowKind.NUMBER: "speak.number",
    RowKind.QUOTE: "speak.quote",
    RowKind.PULL_QUOTE: "speak.pull",
    RowKind.ATTRIBUTION: "speak.attribution",
    RowKind.BOX_TITLE: "speak.box-title",
    RowKind.CAPTION: "speak.caption",
    RowKind.RULE: "speak.rule",
}


class Speaking(QObject):
    """Has no verbs: it listens to the caret."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self._at: tuple[int, str] | None = None  # the row, and what is said of its kind
        self.announce: Callable[[str], None] = self._announce
        self._surface.caret_moved.connect(self._moved)
        window.desk.session_opened.connect(self._forget)

    def act(self, verb: str) -> None:
        """Nothing to do."""

    def is_on(self, verb: str) -> bool:
        return QAccessible.isActive()

    def can(self, verb: str) -> bool:
        return False

    def _forget(self) -> None:
        self._at = None

    def _moved(self) -> None:
        if not QAccessible.isActive():
            return
        rows, at = self._surface.editing.rows, self._surface.editing.caret().row
        at = min(at, len(rows) - 1)
        said = "" if rows[at].is_atom else self._kind_words(rows[at])
        before, self._at = self._at, (at, said)
        if before != self._at and (before is None or not said or before[1] != said):
            self.announce(self.words(at))

    def words(self, at: int) -> str:
        """What is said of a row: its kind, and for a photo or the like everything that it shows."""
        rows, say = self._surface.editing.rows, self._window.desk.say
        row = rows[at]
        match row.payload:
            case Figure() as photo:
                return self._photo_words(at, photo)
            case Table(rows=lines):
                return say("speak.table", rows=len(lines), columns=max(map(len, lines), default=0))
            case Embed(url=url):
                return say("speak.embed", url=url)
            case Source():
                return say("speak.source")
            case _:
                return self._kind_words(row)

    def _kind_words(self, row: Row) -> str:
        say = self._window.desk.say
        words = say(KINDS[row.kind])
        if row.level:
            words = say("speak.second-level", words=words)
        return say("speak.in-box", words=words) if row.box and row.kind is not RowKind.BOX_TITLE else words

    def _photo_words(self, at: int, photo: Figure) -> str:
        """Photo, caption, alt: in this order."""
        rows, say = self._surface.editing.rows, self._window.desk.say
        parts = [say("speak.photo")]
        if rows[at].group:
            first, end = gallery_of(rows, at)
            parts = [say("speak.photo-of", at=(at - first) // 2 + 1, of=(end - first) // 2)]
        if self._surface.places.is_missing(at):
            parts.append(say("figure.missing"))
        caption = rows[at + 1].text.replace("\n", " ").strip()
        parts.append(caption or say("speak.no-caption"))
        if photo.credit:
            parts.append(say("speak.credit", name=photo.credit))
        parts.append(say("speak.alt", words=photo.alt) if photo.alt else say("speak.no-alt"))
        return ". ".join(part.rstrip(".") for part in parts) + "."

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._surface, words))


def attach(window: MainWindow) -> Speaking:
    return Speaking(window)
