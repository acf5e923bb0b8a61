"""A day of writing: 500,000 keys go through the page, and what the process has grown by then.

The figure is private memory after the first 50,000 keys against after all of them: letters, spaces and corrections in a
text that stays as long as a long article is, undo on and bounded.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from measure import Row, run

KEYS, WARM = 500_000, 50_000
GROWTH = 30  # MB
WORD = "duong pho "


def rows() -> Iterator[Row]:
    said = run(Path(__file__), "child").said
    yield Row("500,000 keys, memory grown / 30 MB", said["grown"], GROWTH, "MB", 1.0)


def main() -> None:
    from articles import PARAGRAPH
    from PySide6.QtWidgets import QApplication

    from editor.app.session import DocumentSession
    from editor.model.article import Article
    from editor.model.history import Caret
    from editor.model.newsroom import Newsroom
    from editor.qt.surface import Surface
    from editor.qt.theme.theme import Theme
    from editor.source.dialect_read import read_body

    application = QApplication([])
    page = Surface(Theme.load("light"))
    page.resize(1000, 900)
    page.show()
    body = read_body("\n\n".join([PARAGRAPH] * 40), "vi")[0]
    session = DocumentSession(Path("/nonexistent"), Article(headline="Tít", body=body), Newsroom())
    page.show_session(session)
    pressed = 0
    begin = 0.0
    row = 0
    while pressed < KEYS:
        row = 2 + (row - 1) % 40
        page.editing.place(Caret.at(row, page.editing.rows[row].length))
        pressed += _write(page, WORD * 6)
        application.processEvents()
        if not begin and pressed >= WARM:
            begin = private()
    print(json.dumps({"grown": max(private() - begin, 0.0), "steps": len(session.history.past)}))
    page.photos.close()


def _write(page: object, text: str) -> int:
    """Type it and take it back by Backspaces, so that the text stays as long as it was; how many keys that was."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    none = Qt.KeyboardModifier.NoModifier
    for letter in text:
        QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), none, letter))
    for _ in text:
        QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, none))
    return 2 * len(text)


def private() -> float:
    """MB of memory that is this process's own, where the system tells it; else its peak."""
    told = Path("/proc/self/smaps_rollup")
    if told.is_file():
        lines = told.read_text(encoding="ascii").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__" and sys.argv[1:] == ["child"]:
    main()
