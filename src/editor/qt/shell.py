"""What the window does when a command asks it: open sheets and dialogs, show panels, go to places."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from editor.app.commands.view import zoomed
from editor.qt.dialogs import SHEETS
from editor.qt.intake import file_dialog

if TYPE_CHECKING:
    from editor.qt.dialogs.sheet import Sheet
    from editor.qt.window import MainWindow


class WindowShell:
    """Fulfils `editor.app.commands.Shell` for a MainWindow."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._sheet: Sheet | None = None
        if self.page_zoom() != 100:
            self.draw_page()

    def is_busy(self) -> bool:
        return self._sheet is not None

    def has_workspace(self) -> bool:
        return self._window.desk.workspace is not None

    def new_article(self) -> None:
        if self._window.desk.new_article() is not None:
            self._window.surface.setFocus()

    def open_workspace(self) -> None:
        self._window.desk.saver.save_now()
        dialog = file_dialog(self._window, self._window.desk.say("workspace.choose"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self._window.show_workspace(Path(name)))
        dialog.open()

    def save_now(self) -> None:
        self._window.flush()
        self._window.desk.saver.save_now()

    def close_window(self) -> None:
        self._window.close()

    def open(self, sheet: str) -> None:
        """Open a sheet of `editor.qt.dialogs.SHEETS` over the window."""
        made = import_module(SHEETS[sheet]).open_sheet(self._window)
        if made is not None:
            self.present(*made)

    def act(self, tool: str, verb: str) -> None:
        self._window.tools.get(tool).act(verb)

    def is_on(self, tool: str, verb: str) -> bool:
        known = self._window.tools.known(tool)
        return known is not None and known.is_on(verb)

    def can(self, tool: str, verb: str) -> bool:
        known = self._window.tools.known(tool)
        return known is None or known.can(verb)

    def open_photos(self) -> None:
        self._window.intake.ask_for_photos()

    def import_articles(self) -> None:
        self._window.intake.ask_for_articles()

    def search_library(self, *, in_list: bool = False) -> None:
        window = self._window
        if not window.areas.is_shown("library"):
            window.areas.set_shown("library", shown=True)
        place = window.library.view if in_list else window.library.search
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not in_list:
            window.library.search.selectAll()

    def toggle_library(self) -> None:
        self._toggle("library")

    def toggle_details(self) -> None:
        self._toggle("details")

    def is_library_shown(self) -> bool:
        return self.has_workspace() and self._window.areas.is_shown("library")

    def is_details_shown(self) -> bool:
        return self.has_workspace() and self._window.areas.is_shown("details")

    def zoom_page(self, by: int) -> None:
        desk = self._window.desk
        desk.settings = replace(desk.settings, page_zoom=zoomed(self.page_zoom(), by))
        self.draw_page()
        self._window.surface.ensureCursorVisible()

    def draw_page(self) -> None:
        """The page in the theme and the zoom of now."""
        self._window.surface.set_theme(self._window.desk.theme, self.page_zoom() / 100)

    def page_zoom(self) -> int:
        return self._window.desk.settings.page_zoom

    def toggle_dark(self) -> None:
        self._window.use_theme("light" if self.is_dark() else "dark")

    def is_dark(self) -> bool:
        return self._window.desk.theme.name == "dark"

    def next_area(self) -> None:
        self._window.places.next_area()

    def step_check(self, by: int) -> None:
        self._window.places.step(by)

    def has_checks(self) -> bool:
        return bool(self._window.desk.checker.findings)

    def show_page_menu(self, place: QPoint) -> None:
        """What the right mouse button offers on the page."""
        menu = QMenu(self._window)
        for ident in ("edit.cut", "edit.copy", "edit.paste", "edit.paste_plain", "insert.link"):
            menu.addAction(self._window.actions_.by_id[ident])
        self._window.tools.offer(menu, place)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _toggle(self, name: str) -> None:
        areas = self._window.areas
        areas.set_shown(name, shown=not areas.is_shown(name))

    def present(self, sheet: Sheet, focus: QWidget | None) -> None:
        """Show a sheet over the window; commands wait until it has closed."""
        self._sheet = sheet
        sheet.closed.connect(self._closed)
        sheet.present(focus)
        self._window.actions_.refresh()

    def _closed(self) -> None:
        self._sheet = None
        self._window.actions_.refresh()
