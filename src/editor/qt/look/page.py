"""What helps with writing, and the page alone (mock-ups 01–01c, 09, 11). What stands in the text is in `blocks`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication

from editor.model.history import Caret
from editor.model.rows import RowKind
from editor.model.writing import below
from editor.qt.look.view import NARROW, WIDE, View, nothing
from editor.qt.tools.find import Find
from editor.qt.tools.older import Older

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_LONG = 120  # code points of a paragraph that has words to select


def paragraph(window: MainWindow) -> int:
    """The first row of running text that has words to select."""
    rows = window.surface.editing.rows
    return next(at for at, row in enumerate(rows) if row.kind is RowKind.PARAGRAPH and row.length > _LONG)


def unsaved(window: MainWindow) -> None:
    """What is done now reaches no file: other pictures show the same sample."""
    window.desk.saver.detach()


def select(window: MainWindow) -> None:
    """Some words, as with the mouse; the bubble comes when they have rested."""
    surface, row = window.surface, paragraph(window)
    window.tools.get("bubble")
    surface.setFocus()
    surface.editing.place(Caret(row, 62, row, 26))


def slash(window: MainWindow) -> None:
    """An empty paragraph below the first one, with a "/" in it."""
    unsaved(window)
    window.tools.get("insert")
    surface, row = window.surface, paragraph(window)
    surface.setFocus()
    surface.editing.place(Caret.at(row, surface.editing.rows[row].length))
    surface.editing.run(below(surface.editing.rows, row))
    _type(window, "/")


def link(window: MainWindow) -> None:
    select(window)
    window.shell.open("link")


def composing(window: MainWindow) -> None:
    """A word of an input method, not in the article yet."""
    unsaved(window)
    surface, row = window.surface, paragraph(window)
    surface.setFocus()
    surface.editing.place(Caret.at(row, 8))
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    word = "Đảng"
    marked = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, len(word), look)
    QApplication.sendEvent(surface, QInputMethodEvent(word, [marked]))


def find(window: MainWindow) -> None:
    window.shell.act("find", "replace")
    bar = window.tools.of(Find, "find").bar
    bar.field.setText("học")
    bar.other.setText("")
    bar.field.setFocus()


def focus(window: MainWindow) -> None:
    surface, row = window.surface, paragraph(window)
    window.shell.act("focus", "toggle")
    surface.editing.place(Caret.at(row + 1, 20))
    bar = surface.verticalScrollBar()
    bar.setValue(bar.value() + surface.cursorRect().top() - surface.viewport().height() // 2)


def spelling(window: MainWindow) -> None:
    """Words that no dictionary knows."""
    unsaved(window)
    window.tools.get("spelling")
    surface, row = window.surface, paragraph(window)
    surface.editing.place(Caret.at(row, 0))
    _type(window, "Nghành giáo dục đuợc ")


def older(window: MainWindow) -> None:
    window.shell.act("older", "toggle")
    workspace = window.desk.workspace
    if workspace is not None:
        window.tools.of(Older, "older").read(workspace.article_folders()[0])


def scrolled(window: MainWindow) -> None:
    bar = window.surface.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)


def _type(window: MainWindow, text: str) -> None:
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(window.surface, committed)


VIEWS = (
    View("page-bubble", WIDE, select),
    View("page-slash", WIDE, slash),
    View("page-link", WIDE, link),
    View("page-composing", WIDE, composing),
    View("page-find", WIDE, find),
    View("page-find-narrow", NARROW, find),
    View("page-focus", WIDE, focus),
    View("page-spelling", WIDE, spelling),
    View("page-outline", WIDE, lambda window: window.shell.act("outline", "toggle")),
    View("page-older", WIDE, older),
    View("page-scrolled", WIDE, scrolled),
    View("page-whole", (824, 3000), nothing),
)
