"""What a paste brings besides words: pictures are stored by the worker, what may be meant is asked in a banner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from editor.qt.panels.banner import Notice

if TYPE_CHECKING:
    from editor.app.pasting import Pasted
    from editor.errors import EditorError
    from editor.model.article import Article
    from editor.model.blocks import Body
    from editor.qt.surface.clipboard import Copied
    from editor.qt.surface.pasting import Place
    from editor.qt.window import MainWindow
    from editor.text.legacy import Legacy
    from editor.work import Cancel

_ABOUT = "paste"
_COMPOSING = 150  # ms until a paste that is ready looks again whether the word is finished
_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI-Windows"}


class WindowPasting:
    """Fulfils `editor.qt.surface.pasting.Reader`."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._desk = window.desk

    def take_picture(self, picture: bytes) -> None:
        """The photo sheet for a picture from the clipboard, at the caret."""
        from editor.qt.dialogs.photos import open_photos

        open_photos(self._window, [picture], None)

    def read(self, copied: Copied, place: Place) -> None:
        """Read it and store its pictures in the worker; the page is written on meanwhile."""
        desk, session = self._desk, place.session
        article, folder = session.article, session.folder
        desk.noticed.emit(Notice("info", "", desk.say("paste.working"), about=_ABOUT))

        def work(cancel: Cancel) -> Pasted:
            from editor.app import pasting  # brings what reads pages and papers: not part of the start

            return pasting.read_pasted(copied.html, copied.rtf, article, folder, cancel)

        desk.jobs.run((_ABOUT, id(place)), work, lambda pasted: self._put(pasted, place), self._failed)

    def _failed(self, error: EditorError) -> None:
        self._desk.settled.emit(_ABOUT)
        self._desk.report(error)

    def _put(self, pasted: Pasted, place: Place) -> None:
        """Never into a word that is being composed."""
        surface, desk = self._window.surface, self._desk
        if surface.composition.text:
            QTimer.singleShot(_COMPOSING, surface, lambda: self._put(pasted, place))
            return
        desk.settled.emit(_ABOUT)
        if not surface.pasting.put_at(place, pasted.body, pasted.resources):
            desk.noticed.emit(Notice("warning", "", desk.say("paste.left")))
            return
        if not self._asks(pasted.body, (*pasted.stored, *pasted.missing)) and pasted.missing:
            said = desk.say("paste.missing", n=len(pasted.missing)), desk.say("paste.missing-hint")
            desk.noticed.emit(Notice("warning", *said, about=_ABOUT))

    def ask_about(self, body: Body) -> None:
        """Words that have been pasted: whether they are letters of before Unicode."""
        self._asks(body, ())

    def offer_captions(self, srcs: Sequence[str]) -> bool:
        """Offer a line under a photo as its caption; whether there is any."""
        session, desk = self._desk.session, self._desk
        if session is None:
            return False
        from editor.app import pasting

        found = pasting.captions_below(session.article.body, srcs)
        if not found:
            return False

        def take() -> None:
            self._change(lambda article: pasting.take_captions(article, found))

        said = desk.say("paste.captions", n=len(found)), desk.say("paste.captions-hint")
        desk.noticed.emit(Notice("info", *said, desk.say("paste.captions-take"), take, about=_ABOUT))
        return True

    def _asks(self, body: Body, srcs: Sequence[str]) -> bool:
        from editor.app import pasting

        kind = pasting.legacy_of(body)
        if kind is None:
            return self.offer_captions(srcs)
        self._ask_to_convert(kind, pasting.texts_of(body), srcs)
        return True

    def _ask_to_convert(self, kind: Legacy, texts: Sequence[str], srcs: Sequence[str]) -> None:
        desk = self._desk

        def convert() -> None:
            from editor.app import pasting

            self._change(lambda article: pasting.in_unicode(article, kind, texts))
            self.offer_captions(srcs)

        name = _NAMES[kind.value]
        said = desk.say("paste.legacy", encoding=name), desk.say("paste.legacy-hint")
        desk.noticed.emit(Notice("warning", *said, desk.say("paste.legacy-convert"), convert, about=_ABOUT))

    def _change(self, edit: Callable[[Article], Article]) -> None:
        """One undo step of the article that is open."""
        self._window.flush()
        self._desk.settled.emit(_ABOUT)
        session = self._desk.session
        if session is not None:
            session.apply(edit(session.article), "paste")
