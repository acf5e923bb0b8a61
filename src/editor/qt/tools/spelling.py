"""Spelling on the page: a line under words that no dictionary knows, suggestions in the context menu.

Only rows on the screen are looked at, in a worker, when the hand has rested; what is known of a row's text is kept. The
word under the caret is left alone while it is being written. The article is never touched by it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from editor.app.spelling import is_checked, keep_personal_words, personal_words, speller
from editor.model.history import Caret
from editor.model.rows import Row
from editor.qt.surface.layers import mark
from editor.qt.surface.visible import Visible
from editor.qt.tools.suggesting import offer_words
from editor.text.spelling import Place, Speller, personal_word, word_at, words_of
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.errors import EditorError
    from editor.qt.window import MainWindow

_REST = 400  # ms after the last input
_MOVED = 80
_KEPT = 4000  # texts of rows

Misspelt = tuple[Place, ...]


class Spelling(QObject):
    """Verbs: toggle, next; `offer` puts suggestions into a context menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self._visible = Visible(window.surface)
        self._personal: frozenset[str] | None = None
        self._speller: Speller | None = None
        self._checked = ""  # the language of what is known
        self._known: OrderedDict[str, Misspelt] = OrderedDict()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._look)
        self._surface.content_edited.connect(lambda: self._rest.start(_REST))
        self._surface.caret_moved.connect(self._look_soon)
        self._surface.verticalScrollBar().valueChanged.connect(lambda _: self._look_soon())
        window.desk.session_opened.connect(self._opened)
        window.desk.theme.changed.connect(self._look_soon)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._opened()

    # -- what commands ask

    def act(self, verb: str) -> None:
        if verb == "next":
            self._go_on()
            return
        desk = self._window.desk
        desk.settings = replace(desk.settings, spelling=not desk.settings.spelling)
        self._look()

    def is_on(self, verb: str) -> bool:
        return self._window.desk.settings.spelling

    def can(self, verb: str) -> bool:
        return verb == "toggle" or self._is_wanted()

    # -- looking

    def _opened(self) -> None:
        self._speller = None
        self._known.clear()
        self._rest.start(_REST)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """A word is complete when its writer leaves it; and whoever comes back may have changed the settings."""
        if self._surface in {old, new}:
            self._look_soon()

    def _look_soon(self) -> None:
        if not self._rest.isActive():
            self._rest.start(_MOVED)

    def _is_wanted(self) -> bool:
        has_article = self._window.session is not None
        return self._window.desk.settings.spelling and has_article and is_checked(self._lang())

    def _lang(self) -> str:
        return self._surface.sync.page.article.lang

    def _look(self) -> None:
        """Ask a worker about the rows on the screen that nobody knows yet, and show what is known."""
        if self._surface.composition.text:
            return
        if not self._is_wanted():
            self._surface.layers.show("spelling", ())
            return
        if self._lang() != self._checked:
            self._checked, self._speller = self._lang(), None
            self._known.clear()
        texts = {row.text for _, row in self._rows_shown() if row.inline}
        unknown = tuple(text for text in texts if text not in self._known)
        if unknown:
            self._ask(unknown)
        self._draw()

    def _ask(self, texts: tuple[str, ...]) -> None:
        lang, known, personal = self._lang(), self._speller, self._personal

        def work(cancel: Cancel) -> tuple[Speller, frozenset[str], dict[str, Misspelt]]:
            taught = personal_words() if personal is None else personal
            checker = known or speller(lang, taught)
            found: dict[str, Misspelt] = {}
            for text in texts:
                cancel.check()
                found[text] = checker.misspelt(text)
            return checker, taught, found

        self._window.desk.jobs.run("spelling", work, self._came, self._failed)

    def _came(self, answer: tuple[Speller, frozenset[str], dict[str, Misspelt]]) -> None:
        self._speller, self._personal, found = answer
        self._known.update(found)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        if self._is_wanted() and not self._surface.composition.text:
            self._draw()

    def _failed(self, error: EditorError) -> None:
        """Personal words that cannot be read: said once, and the check goes on without them."""
        self._personal = frozenset()
        self._window.desk.report(error)
        self._look()

    def _draw(self) -> None:
        surface = self._surface
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        look.setUnderlineColor(self._window.desk.theme.color("danger"))
        surface.layers.show(
            "spelling",
            [
                mark(surface, surface.editing, number, place, look)
                for number, row in self._rows_shown()
                for place in self._known.get(row.text, ())
                if not self._is_written(number, place)
            ],
        )

    def _rows_shown(self) -> list[tuple[int, Row]]:
        rows = self._surface.editing.rows
        return [(shown.number, shown.row) for shown in self._visible.rows(rows, self._surface.viewport().rect())]

    def _is_written(self, number: int, place: Place) -> bool:
        """Whether the caret stands at the end of the word: it may not be whole yet."""
        caret = self._surface.editing.caret()
        return self._surface.hasFocus() and caret.is_empty and (caret.row, caret.offset) == (number, place.end)

    # -- going through them

    def _go_on(self) -> None:
        """To the next misspelt word behind the caret, round and round. All rows are asked for, in a worker."""
        surface = self._surface
        rows = surface.editing.rows
        lang, known, personal = self._lang(), self._speller, self._personal
        at = surface.editing.caret().end

        def work(cancel: Cancel) -> tuple[Speller, frozenset[str], tuple[int, Place] | None]:
            taught = personal_words() if personal is None else personal
            checker = known or speller(lang, taught)
            order = [*range(at[0], len(rows)), *range(at[0] + 1)]
            for turn, number in enumerate(order):
                cancel.check()
                for place in checker.misspelt(rows[number].text):
                    if turn or place.start >= at[1]:
                        return checker, taught, (number, place)
            return checker, taught, None

        self._window.desk.jobs.run("spelling-next", work, self._arrived, self._failed)

    def _arrived(self, answer: tuple[Speller, frozenset[str], tuple[int, Place] | None]) -> None:
        self._speller, self._personal, found = answer
        surface = self._surface
        if found is None or found[0] >= len(surface.editing.rows):
            return
        number, place = found
        surface.editing.place(Caret(number, place.end, number, place.start))
        if not 0 < surface.cursorRect().top() < surface.viewport().height() * 7 // 8:
            surface.show_caret()
        surface.setFocus()

    # -- for the context menu

    def misspelt_at(self, row: int, offset: int) -> Place | None:
        """The underlined word that a place of the page stands in."""
        rows = self._surface.editing.rows
        if not self._is_wanted() or row >= len(rows):
            return None
        word = word_at(rows[row].text, offset)
        return word if word is not None and word in self._known.get(rows[row].text, ()) else None

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant; what the article says elsewhere first."""
        rows = self._surface.editing.rows
        nearby = frozenset(known for row in rows for known in words_of(row.text))
        return self._speller.suggestions(word, nearby) if self._speller is not None else ()

    def teach(self, word: str) -> None:
        """A word that is right from now on, in every article."""
        taught = (self._personal or frozenset()) | {personal_word(word)}
        self._window.desk.attempt(lambda: keep_personal_words(taught))
        self._personal = taught
        self._opened()
        self._look()

    def offer(self, menu: QMenu, place: QPoint) -> None:
        offer_words(self, self._window, menu, place)


def attach(window: MainWindow) -> Spelling:
    return Spelling(window)
