"""What keys do on the page. A key that is not named here is Qt's own: letters inside a row, moves, selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from unicodedata import category

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from editor.model import shaping, slices, writing
from editor.model.history import Caret
from editor.model.page import Spot
from editor.model.rows import LISTS, RowKind

if TYPE_CHECKING:
    from editor.qt.surface.view import Surface

Handler = Callable[["Surface"], bool]
_Key = Qt.Key
_Standard = QKeySequence.StandardKey
_CONTROL = Qt.KeyboardModifier.ControlModifier.value
_META = Qt.KeyboardModifier.MetaModifier.value
_ALT = Qt.KeyboardModifier.AltModifier.value
_MODIFIERS = {_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta, _Key.Key_CapsLock}


def handle(surface: Surface, event: QKeyEvent) -> bool:
    """Do what a key means here; False leaves it to Qt."""
    for standard, handler in _STANDARD:
        if event.matches(standard):
            return handler(surface)
    if any(event.matches(taken) for taken in _TAKEN):
        return _command_of_window(surface, QKeySequence(event.keyCombination()))
    control = Qt.KeyboardModifier.ControlModifier
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = _Key(event.key())
    if key in _ENTER:
        return _enter(surface, hard=modifiers == Qt.KeyboardModifier.ShiftModifier)
    if key in _BY_KEY and modifiers in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, control}:
        return _BY_KEY[key](surface)
    if modifiers == Qt.KeyboardModifier.NoModifier and key in _ARROWS:
        return _leave_atom(surface, _ARROWS[key])
    if modifiers == control and key in _INDENT:
        return indent(surface, _INDENT[key])
    return False


def typed_text(event: QKeyEvent) -> str:
    """The letters of a key that writes; "" for every other key."""
    text = event.text()
    if not text or not (text.isprintable() or all(map(_is_joining, text))):
        return ""
    held = event.modifiers().value  # as a number: flags of Python cost more than all the rest here
    altgr = held & _CONTROL and held & _ALT
    return "" if held & (_CONTROL | _META) and not altgr else text


def is_modifier(event: QKeyEvent) -> bool:
    """Whether a key does nothing by itself: a word is composed on while Shift is held."""
    return event.key() in _MODIFIERS


def _is_joining(letter: str) -> bool:
    """A joiner of emoji, a mark of direction: they have no shape and belong to the word."""
    return category(letter) == "Cf"


def _enter(surface: Surface, *, hard: bool) -> bool:
    editing = surface.editing
    editing.flush()
    gesture = editing.gesture()
    atom = editing.selected_atom()
    if atom is not None:
        if hard or not _opens(surface, atom):
            editing.run(writing.below(editing.rows, atom), gesture)
        return True
    editing.erase_selection(gesture)
    at = Spot(*editing.caret().start)
    act = writing.break_line if hard else writing.enter
    editing.run(act(editing.rows, at), gesture)
    return True


def _opens(surface: Surface, atom: int) -> bool:
    """Whether Enter opens what is selected: a table's cells, the search for a missing photo's file."""
    row = surface.editing.rows[atom]
    if row.kind is RowKind.TABLE or (row.kind is RowKind.FIGURE and surface.places.is_missing(atom)):
        surface.atom_mouse.open(atom)
        return True
    return False


def _backspace(surface: Surface) -> bool:
    return _remove(surface, writing.backspace, forward=False)


def _delete(surface: Surface) -> bool:
    return _remove(surface, writing.delete, forward=True)


def _remove(surface: Surface, act: Callable[[writing.Rows, Spot], writing.Answer], *, forward: bool) -> bool:
    """At a row's edge, on a selection and on an atom it is ours; a letter inside a row is Qt's."""
    editing = surface.editing
    editing.flush()
    chosen = editing.selected()
    if chosen is not None:
        before = editing.sync.page.article
        photos = any(row.kind is RowKind.FIGURE for row in slices.cut_out(editing.rows, *chosen).rows)
        done = editing.erase_selection(editing.gesture())
        if photos:
            surface.photos_removed.emit(before)
        return done
    at = Spot(*editing.caret().start)
    row = editing.rows[at.row]
    if not row.is_atom and (at.offset < row.length if forward else at.offset > 0):
        return False
    editing.run(act(editing.rows, at))
    return True


def indent(surface: Surface, by: int) -> bool:
    editing = surface.editing
    editing.flush()
    caret = editing.caret()
    first, last = caret.start[0], caret.end[0]
    if any(row.kind in LISTS for row in editing.rows[first : last + 1]):
        editing.run(shaping.set_level(editing.rows, first, last, by))
    return True


def _leave_atom(surface: Surface, by: int) -> bool:
    """An arrow leaves a selected photo to the row before or after it."""
    editing = surface.editing
    atom = editing.selected_atom()
    if atom is None:
        return False
    target = atom + by
    if 0 <= target < len(editing.rows):
        at = writing.start_of(editing.rows, target) if by > 0 else writing.end_of(editing.rows, target)
        editing.place(at)
    return True


def _leave_page(surface: Surface) -> bool:
    surface.focusNextPrevChild(True)
    return True


def _leave_page_backwards(surface: Surface) -> bool:
    surface.focusNextPrevChild(False)
    return True


def _select_all(surface: Surface) -> bool:
    editing = surface.editing
    editing.flush()
    last = len(editing.rows) - 1
    editing.place(Caret(last, editing.rows[last].length, 0, 0))
    return True


def _command_of_window(surface: Surface, keys: QKeySequence) -> bool:
    """Qt takes Ctrl+K and Ctrl+U for deletions on X11 and so keeps them from the window, whose commands they are."""
    for action in surface.window().findChildren(QAction):
        if action.isEnabled() and keys in action.shortcuts():
            action.trigger()
            break
    return True


def _did(act: Callable[[Surface], object]) -> Handler:
    def handler(surface: Surface) -> bool:
        act(surface)
        return True

    return handler


_TAKEN = (_Standard.DeleteEndOfLine, _Standard.DeleteCompleteLine)
_ENTER = frozenset({_Key.Key_Return, _Key.Key_Enter})
_ARROWS = {_Key.Key_Left: -1, _Key.Key_Up: -1, _Key.Key_Right: 1, _Key.Key_Down: 1}
_INDENT = {_Key.Key_BracketRight: 1, _Key.Key_BracketLeft: -1}
_BY_KEY: dict[Qt.Key, Handler] = {
    _Key.Key_Backspace: _backspace,
    _Key.Key_Delete: _delete,
    _Key.Key_Tab: _leave_page,
    _Key.Key_Backtab: _leave_page_backwards,
}
_STANDARD: tuple[tuple[QKeySequence.StandardKey, Handler], ...] = (
    (_Standard.Undo, _did(lambda surface: surface.undo())),
    (_Standard.Redo, _did(lambda surface: surface.redo())),
    (_Standard.Copy, _did(lambda surface: surface.copy())),
    (_Standard.Cut, _did(lambda surface: surface.cut())),
    (_Standard.Paste, _did(lambda surface: surface.paste())),
    (_Standard.SelectAll, _select_all),
)
