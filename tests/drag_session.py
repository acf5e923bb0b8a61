"""Drags on the real page with a real pointer: run by tests/qt/test_real_drag.py on an X server of its own.

Ends with status 0 when everything held. Argument: a folder to put photos into.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.model.blocks import Figure, Gallery, Paragraph, plain
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.qt.surface import Surface
from editor.qt.theme.theme import Theme
from made_photos import encoded, picture

STEPS = 12  # of a drag, one every 40 ms, as a hand moves


def p(text: str) -> Paragraph:
    return Paragraph(plain(text))


def photo(number: int) -> Figure:
    return Figure(f"images/{number:02}-a.jpg", plain(f"Ảnh {number}"))


class Table:
    """A page on a screen and a hand on the mouse."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        self.surface = Surface(Theme.load("light"))
        self.surface.setGeometry(0, 0, 900, 1300)
        self.surface.show()
        for number in (1, 2):
            path = folder / photo(number).src
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encoded(picture(600, 300), quality=80))
        body = (p("một"), photo(1), p("hai"), photo(2), p("ba"))
        self.session = DocumentSession(folder, Article(headline="Tít", body=body), Newsroom())
        self.surface.show_session(self.session)
        self.pump(1.0)

    def pump(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)

    def row(self, src: str) -> int:
        found = self.surface.figures.row_of(src)
        assert found is not None
        return found

    def drag(self, start: QPointF, end: QPointF) -> bool:
        """Press, move, let go; whether a line showed where it would go."""
        seen: list[bool] = []
        one, other = (self.surface.viewport().mapToGlobal(place.toPoint()) for place in (start, end))
        hand = threading.Thread(target=_moved, args=(one, other, lambda: seen.append(self._has_line())))
        hand.start()
        while hand.is_alive():
            self.pump(0.05)
        self.pump(0.6)
        return seen[0]

    def _has_line(self) -> bool:
        return self.surface._canvas.drop_line is not None


def _moved(one: QPoint, other: QPoint, look: Callable[[], object]) -> None:
    def mouse(*what: object) -> None:
        subprocess.run(["xdotool", *map(str, what)], check=True)

    mouse("mousemove", one.x(), one.y())
    time.sleep(0.2)
    mouse("mousedown", 1)
    time.sleep(0.2)
    for step in range(1, STEPS + 1):
        x = one.x() + (other.x() - one.x()) * step // STEPS
        mouse("mousemove", x, one.y() + (other.y() - one.y()) * step // STEPS)
        time.sleep(0.04)
    time.sleep(0.3)
    look()
    mouse("mouseup", 1)


def main(folder: Path) -> int:
    app = QApplication([])
    table = Table(app, folder)
    surface, session = table.surface, table.session
    last = surface.document().documentLayout().blockBoundingRect(surface.document().lastBlock())
    below = QPointF(300, last.bottom() - surface.verticalScrollBar().value() - 2)
    assert table.drag(surface.places.rect(table.row(photo(1).src)).center(), below), "no line"
    assert session.article.body == (p("một"), p("hai"), photo(2), p("ba"), photo(1)), session.article.body
    side = surface.places.rect(table.row(photo(2).src))
    target = QPointF(side.right() - 20, side.center().y())
    assert table.drag(surface.places.rect(table.row(photo(1).src)).center(), target), "no line beside a photo"
    assert session.article.body == (p("một"), p("hai"), Gallery((photo(2), photo(1))), p("ba")), session.article.body
    surface.editing.place(Caret(2, 3, 2, 0))
    begin = QPointF(surface.cursorRect().center()) - QPointF(8, 0)
    rect = surface.document().documentLayout().blockBoundingRect(surface.document().findBlockByNumber(3))
    end = QPointF(surface.cursorRect().center().x() + 60, rect.center().y() - surface.verticalScrollBar().value())
    table.drag(begin, end)
    assert session.article.body[:2] == (p(""), p("haimột")), session.article.body
    assert len(session.history.past) == 3, "each drag is one step"
    surface.photos.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
