"""Panels that the window makes after its first paint, connected to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from editor.qt.panels.details import DetailsPanel
    from editor.qt.panels.library import LibraryPanel
    from editor.qt.panels.toast import Toasted
    from editor.qt.window import MainWindow


def make_library(window: MainWindow) -> LibraryPanel:
    from editor.qt.panels.library import LibraryPanel
    from editor.qt.tools.library import LibraryTool

    made = LibraryPanel(window.desk, window.actions_.by_id["article.new"])
    made.answered.connect(window.desk.painted.go_on, Qt.ConnectionType.SingleShotConnection)
    made.chosen.connect(window.open_article)
    made.menu_asked.connect(window.tools.of(LibraryTool, "library").show_menu)
    made.view.deleted.connect(window.actions_.by_id["article.delete"].trigger)
    made.filters.bin_asked.connect(window.actions_.by_id["bin.open"].trigger)
    return made


def make_details(window: MainWindow) -> DetailsPanel:
    from editor.qt.panels.details import DetailsPanel

    made = DetailsPanel(window.desk)
    made.checks.chosen.connect(window.places.go_to)
    made.photo_chosen.connect(window.places.show_photo)
    made.sheet_asked.connect(lambda src: _edit_photos(window, src))
    add_related = made.article_tab.add_related.link
    if add_related is not None:
        add_related.clicked.connect(window.actions_.by_id["insert.related"].trigger)
    if window.session is not None:
        made.choose_photo(window.page.current_photo())
    return made


def _edit_photos(window: MainWindow, src: str) -> None:
    from editor.qt.dialogs.photos import edit_photos  # what only a sheet needs comes with the first one

    edit_photos(window, src)


def show_toast(window: MainWindow, said: Toasted) -> None:
    """Say it in the window's one toast, which is made with the first words."""
    from editor.qt.panels.toast import Toast

    desk = window.desk
    toast = window.areas.findChild(Toast) or Toast(desk.theme, window.areas, desk.say("command.edit.undo"))
    toast.say(said)
