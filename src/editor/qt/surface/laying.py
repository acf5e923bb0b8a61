"""When the page is laid out: what is on the screen at once, the rest in rests.

That is Qt's own way with a text that is new or has another width, but Qt forgets the rest when a page is edited
meanwhile: it would stay empty. So whoever edits has the page laid out to its end first (`finish`); after an edit that
came past us it is laid out anew (`again`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextDocument


@contextmanager
def put_off(document: QTextDocument) -> Iterator[None]:
    """What happens to the document inside is laid out afterwards, the first screen at once."""
    before = document.isLayoutEnabled()
    document.setLayoutEnabled(False)
    try:
        yield
    finally:
        document.setLayoutEnabled(before)


def is_unfinished(document: QTextDocument) -> bool:
    """Whether the end of the page has not been laid out yet."""
    return document.lastBlock().layout().lineCount() == 0


def finish(document: QTextDocument) -> None:
    """Lay out to the end now."""
    if is_unfinished(document) and document.isLayoutEnabled():
        document.documentLayout().documentSize()


def again(document: QTextDocument) -> None:
    """Lay out anew, all of it."""
    with put_off(document):
        pass
