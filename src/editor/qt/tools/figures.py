"""Photos on the page: their menu, their words, another file in their place, and a way back when one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from editor.model.blocks import Figure, Table, figures_of, text_of
from editor.model.edits import insert_block

if TYPE_CHECKING:
    from editor.app.session import DocumentSession
    from editor.model.article import Article, Resource
    from editor.qt.dialogs.alt import AltPopover
    from editor.qt.window import MainWindow
    from editor.work import Cancel

_PHOTOS = "*.jpg *.jpeg *.png *.webp *.gif *.heic"
_SIZES = ("column", "wide", "small")
MENU = (
    *("table.edit", ""),
    *("figure.words", "figure.replace", "", "figure.column", "figure.wide", "figure.small", ""),
    *("figure.right", "figure.left", "", "figure.gallery", "figure.take_out", "figure.dissolve", ""),
    *("edit.cut", "edit.copy", "edit.paste", "", "figure.remove"),
)
"""What the right mouse button offers on a photo and on a table; what is impossible is left out."""


class FigureTool(QObject):
    """Verbs: words, replace, right, left, column, wide, small, gallery, take_out, dissolve, remove, table."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self._popover: AltPopover | None = None
        figures = self._surface.figures
        self._verbs: dict[str, Callable[[], object]] = {
            "words": lambda: self._open_words(self._surface.current_photo()),
            "replace": lambda: self._ask_for_file(self._surface.current_photo()),
            "right": lambda: figures.turn(90),
            "left": lambda: figures.turn(-90),
            "gallery": figures.make_gallery,
            "take_out": figures.take_out,
            "dissolve": figures.dissolve,
            "remove": self._remove,
            **{size: partial(figures.set_size, size) for size in _SIZES},
        }
        say = window.desk.say
        self._surface.set_photo_words({"missing": say("figure.missing"), "find": say("figure.find")})
        self._connect()

    def _connect(self) -> None:
        surface = self._surface
        surface.photo_opened.connect(self._open_words)
        surface.file_wanted.connect(self._ask_for_file)
        surface.file_given.connect(lambda src, name: self.replace(src, Path(name)))
        surface.atom_menu_asked.connect(self._show_menu)
        surface.atom_opened.connect(self._open_atom)
        surface.photos_removed.connect(self._tell_removed)

    # -- what commands ask

    def act(self, verb: str) -> None:
        self._verbs[verb]()

    def is_on(self, verb: str) -> bool:
        return self._surface.figures.size() == verb

    def can(self, verb: str) -> bool:
        figures = self._surface.figures
        match verb:
            case "table":
                return isinstance(self._surface.selected_payload(), Table)
            case "gallery":
                return figures.can_join()
            case "take_out" | "dissolve":
                return figures.in_gallery()
            case "column" | "wide" | "small":
                return figures.photo() is not None and not figures.in_gallery()
            case _:
                return figures.photo() is not None

    # -- the words of a photo

    def _open_words(self, src: str) -> None:
        from editor.qt.dialogs.alt import AltPopover

        if self._popover is None:
            self._popover = AltPopover(self._window)
        self._surface.figures.select(src)
        self._popover.open_for(src)

    def _open_atom(self, row: int) -> None:
        if isinstance(self._surface.editing.rows[row].payload, Table):
            self._window.shell.open("grid")

    def _show_menu(self, place: QPoint) -> None:
        by_id = self._window.actions_.by_id
        self._window.actions_.refresh()
        menu = QMenu(self._window)
        for ident in MENU:
            if not ident:
                menu.addSeparator()
            elif by_id[ident].isEnabled():
                menu.addAction(by_id[ident])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # -- another file

    def _ask_for_file(self, src: str) -> None:
        """Ask for the file that takes the place of a photo; its caption, credit and alt text stay."""
        from editor.qt.intake import file_dialog

        say = self._window.desk.say
        dialog = file_dialog(self._window, say("figure.choose"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(say("photo.files") + f" ({_PHOTOS})")
        dialog.fileSelected.connect(lambda name: self.replace(src, Path(name)))
        dialog.open()

    def replace(self, src: str, file: Path) -> None:
        """Copy a file into the article in the worker, then show it in the place of `src`."""
        desk, session = self._window.desk, self._window.session
        photo = next((one for one in figures_of(session.article.body) if one.src == src), None) if session else None
        if session is None or photo is None:
            return
        folder, caption = session.folder, text_of(photo.caption)

        def store(cancel: Cancel) -> Resource:
            from editor.app.replacing import store_another

            return store_another(file, folder, caption, cancel)

        desk.jobs.run(("replace", src), store, lambda found: self._put(session, src, found), desk.report)

    def _put(self, session: DocumentSession, src: str, resource: Resource) -> None:
        if self._window.session is session:
            self._surface.commit_preedit()
            self._surface.figures.replace(src, resource)

    # -- a photo that goes

    def _remove(self) -> None:
        session = self._window.session
        if session is not None:
            before = session.article
            if self._surface.figures.remove():
                self._tell_removed(before)

    def _tell_removed(self, before: Article) -> None:
        session = self._window.session
        if session is None:
            return
        after = session.article
        left = {figure.src for figure in figures_of(after.body)}
        gone = [
            (at, one) for at, block in enumerate(before.body) for one in figures_of((block,)) if one.src not in left
        ]
        if gone:
            numbers = [figure.src for figure in figures_of(before.body)].index(gone[0][1].src) + 1
            words = self._window.desk.say("figure.removed", n=len(gone), number=numbers)
            self._window.desk.toast(words, lambda: self._bring_back(session, after, gone), "trash", "Ctrl+Z")

    def _bring_back(self, session: DocumentSession, after: Article, gone: list[tuple[int, Figure]]) -> None:
        """Undo, as long as nothing was written since; later the photos alone come back to where they stood."""
        if self._window.session is not session:
            return
        self._window.flush()
        if session.article is after:
            session.undo()
            return
        article = session.article
        for at, figure in gone:
            article = insert_block(article, figure, min(at, len(article.body)))
        session.apply(article, "photo")


def attach(window: MainWindow) -> FigureTool:
    return FigureTool(window)
