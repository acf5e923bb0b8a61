"""Two programs at one X clipboard, for tests/consumers/test_libreoffice_clipboard.py: run with a DISPLAY.

own HTML [RTF]      holds these files' bytes on the clipboard until its input closes
paste FOLDER        pastes into an empty article whose folder that is, and writes its file there
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QEventLoop, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor.app.pasting import read_pasted
from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.model.blocks import Body, Paragraph
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.qt.surface import Surface
from editor.qt.surface.clipboard import Copied
from editor.qt.surface.pasting import Place
from editor.qt.theme.theme import Theme
from editor.source.writer import write
from editor.work import Cancel


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def own(html: str, rtf: str = "") -> None:
    data = QMimeData()
    data.setData("text/html", QByteArray(Path(html).read_bytes()))
    if rtf:
        data.setData("text/rtf", QByteArray(Path(rtf).read_bytes()))
    data.setText("chữ trơn")
    QGuiApplication.clipboard().setMimeData(data)
    print("owned", flush=True)
    QApplication.exec()


class Reader:
    """Reads at once what the window reads in its worker."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def take_picture(self, picture: bytes) -> None:
        raise AssertionError("a text was on the clipboard")

    def read(self, copied: Copied, place: Place) -> None:
        session = place.session
        pasted = read_pasted(copied.html, copied.rtf, session.article, session.folder, Cancel())
        self._surface.pasting.put_at(place, pasted.body, pasted.resources)

    def ask_about(self, body: Body) -> None:
        pass


def page(folder: Path, body: Body) -> tuple[Surface, DocumentSession]:
    surface = Surface(Theme.load("light"))
    surface.resize(900, 800)
    surface.show()
    session = DocumentSession(folder, Article(headline="Tít", body=body), Newsroom())
    surface.show_session(session)
    surface.pasting.reader = Reader(surface)
    surface.editing.place(Caret.at(2, 0))
    pause(200)
    return surface, session


def paste(folder: str) -> None:
    surface, session = page(Path(folder), (Paragraph(),))
    surface.paste()
    pause(100)
    (Path(folder) / "article.md").write_text(write(session.article), encoding="utf-8")
    print(json.dumps({"formats": QGuiApplication.clipboard().mimeData().formats()}))
    surface.photos.close()


if __name__ == "__main__":
    application = QApplication([])
    {"own": own, "paste": paste}[sys.argv[1]](*sys.argv[2:])
