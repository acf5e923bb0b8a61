"""Suggestions for a misspelt word, at the top of the page's context menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.model.page import Splice, Spot
from editor.model.searching import rewritten
from editor.text.spelling import Place

if TYPE_CHECKING:
    from editor.qt.surface import Surface
    from editor.qt.tools.spelling import Spelling
    from editor.qt.window import MainWindow


def offer_words(spelling: Spelling, window: MainWindow, menu: QMenu, place: QPoint) -> None:
    """What may have been meant at a point of the screen, or at the caret; nothing where the word is right."""
    surface = window.surface
    at = surface.viewport().mapFromGlobal(place)
    cursor = surface.cursorForPosition(at) if surface.viewport().rect().contains(at) else surface.textCursor()
    spot = surface.editing.spot(cursor.position())
    found = spelling.misspelt_at(*spot)
    if found is None:
        return
    before = menu.actions()[0] if menu.actions() else menu.addSeparator()
    for action in _actions(spelling, window, menu, spot.row, found):
        menu.insertAction(before, action)
    menu.insertSeparator(before)


def _actions(spelling: Spelling, window: MainWindow, menu: QMenu, row: int, place: Place) -> Iterator[QAction]:
    say = window.desk.say
    word = window.surface.editing.rows[row].text[place.start : place.end]
    suggested = spelling.suggestions(word)
    for meant in suggested:
        action = QAction(meant, menu)
        action.triggered.connect(partial(_put, window.surface, row, place, word, meant))
        yield action
    if not suggested:
        none = QAction(say("spelling.none"), menu)
        none.setEnabled(False)
        yield none
    teach = QAction(say("spelling.teach", word=word), menu)
    teach.triggered.connect(lambda: spelling.teach(word))
    yield teach


def _put(surface: Surface, number: int, place: Place, word: str, meant: str, checked: bool = False) -> None:
    """Another word in place of the one that was misspelt, if it still stands there. One undo step."""
    surface.commit_preedit()
    surface.flush()
    editing = surface.editing
    if number >= len(editing.rows) or editing.rows[number].text[place.start : place.end] != word:
        return
    row = editing.rows[number]
    inline = rewritten(row.inline, [(*place, meant)])
    caret = Spot(number, place.start + len(meant))
    editing.run(Splice(number, number + 1, (replace(row, inline=inline),), caret))
