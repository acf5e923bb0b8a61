"""F9: the exported page as a browser draws it, made again with every save for as long as it is looked at.

Where QtWebEngine is installed (`standfirst[preview]`) it is shown inside the window, elsewhere in the system's browser.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from editor.errors import EditorError
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.messages import Messages
    from editor.app.publish_preview import Preview
    from editor.qt.dialogs.preview import PreviewArea
    from editor.qt.window import MainWindow

_WORDS = ("preview.phone", "preview.tablet", "preview.desktop", "preview.both", "preview.widths", "preview.note")


class Previewing(QObject):
    """`on` while an article is being looked at; another article, or a second F9, ends it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self.on = False
        self.preview: Preview | None = None
        self._area: PreviewArea | None = None
        self._desk.saver.saved.connect(lambda saved, pending: self._again())
        self._desk.session_opened.connect(self.end)

    def act(self, verb: str) -> None:
        """ "toggle": begin or end; "browser": open it in the system's browser too."""
        if verb == "browser" and self.preview is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.preview.entry)))
        elif self.on:
            self.end()
        else:
            self.begin()

    def is_on(self, verb: str) -> bool:
        return self.on

    def can(self, verb: str) -> bool:
        return self._window.session is not None

    def begin(self) -> None:
        """Make the page of the article as it stands on the screen, then show it."""
        if self._window.session is None:
            return
        self.on = True
        self._window.flush()
        self._desk.noticed.emit(Notice("info", "", self._desk.say("preview.working"), about="preview"))
        self._make()

    def end(self) -> None:
        if not self.on:
            return
        self.on = False
        self.preview = None
        self._desk.jobs.cancel("preview")
        self._desk.settled.emit("preview")
        if self._area is not None:
            self._area.close_up()
            self._area = None
        self._window.actions_.refresh()

    def _again(self) -> None:
        if self.on:
            self._make()

    def _make(self) -> None:
        desk, session = self._desk, self._window.session
        workspace = desk.workspace
        if session is None or workspace is None:
            return
        folder, article, profile = session.folder, session.article, desk.settings.export_kind
        words = preview_words(desk.messages)
        is_first = self.preview is None

        def work(cancel: Cancel) -> Preview:
            from editor.app.publish_preview import forget_previews, make_preview

            if is_first:
                forget_previews(workspace)
            return make_preview(workspace, folder, article, profile, words, cancel=cancel)

        desk.jobs.run("preview", work, self._made, self._failed)

    def _made(self, preview: Preview) -> None:
        first, self.preview = self.preview is None, preview
        if not self.on:
            return
        self._desk.settled.emit("preview")
        if self._area is not None:
            self._area.show_preview(preview)
        elif first and has_engine():
            from editor.qt.dialogs.preview import PreviewArea

            self._area = PreviewArea(self._window, self)
            self._area.show_preview(preview)
        elif first:
            self._open_browser(preview)
        self._window.actions_.refresh()

    def _open_browser(self, preview: Preview) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(preview.entry))):
            self._desk.toast(self._desk.say("preview.opened"), self.end, icon="globe")
        else:
            self._desk.noticed.emit(
                Notice("warning", self._desk.say("preview.no-browser"), str(preview.entry), about="preview")
            )

    def _failed(self, error: EditorError) -> None:
        self._desk.settled.emit("preview")
        self._desk.report(error)
        if self.preview is None:
            self.end()


def preview_words(messages: Messages) -> dict[str, str]:
    """What our page around the exported one says."""
    words = {code.partition(".")[2]: messages.say(code) for code in _WORDS}
    return words | {"untitled": messages.say("library.untitled"), "lang": messages.lang}


def has_engine() -> bool:
    """Whether a browser's engine is installed beside Qt."""
    return find_spec("PySide6.QtWebEngineWidgets") is not None


def attach(window: MainWindow) -> Previewing:
    return Previewing(window)
