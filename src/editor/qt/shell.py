"""What the window does when a command asks it: open sheets and dialogs, show panels, go to places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.intake import Imported
    from editor.model.article import Article
    from editor.qt.dialogs.sheet import Sheet
    from editor.qt.window import MainWindow

_PHOTOS = "*.jpg *.jpeg *.png *.webp *.gif"
_IMPORTS = "*.txt *.html *.htm *.md *.markdown"


class WindowShell:
    """Fulfils `editor.app.commands.Shell` for a MainWindow."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._sheet: Sheet | None = None

    def is_busy(self) -> bool:
        return self._sheet is not None

    def has_workspace(self) -> bool:
        return self._window.desk.workspace is not None

    def new_article(self) -> None:
        if self._window.desk.new_article() is not None:
            self._window.surface.setFocus()

    def open_workspace(self) -> None:
        self._window.desk.saver.save_now()
        dialog = self._dialog("workspace.choose", Path.home())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self._window.show_workspace(Path(name)))
        dialog.open()

    def save_now(self) -> None:
        self._window.flush()
        self._window.desk.saver.save_now()

    def close_window(self) -> None:
        self._window.close()

    def open_export(self) -> None:
        from editor.qt.dialogs.export import ExportSheet

        self._window.flush()
        self._window.desk.saver.save_now()
        sheet = ExportSheet(self._window.desk, self._window)
        sheet.asked.connect(self._window.places.go_to)
        self._present(sheet, sheet.export_button if sheet.export_button.isEnabled() else sheet.cancel_button)

    def open_link(self) -> None:
        from editor.qt.dialogs.link import LinkSheet

        page = self._window.page
        sheet = LinkSheet(self._window.desk, self._window, page.current_link(), page.set_link)
        self._present(sheet, sheet.field)

    def open_related(self) -> None:
        from editor.qt.dialogs.related import RelatedSheet

        sheet = RelatedSheet(self._window.desk, self._window)
        self._present(sheet, sheet.search)

    def open_keys(self) -> None:
        from editor.qt.dialogs.keys import KeysSheet

        window = self._window
        sheet = KeysSheet(window.desk, window, list(window.actions_.by_id.values()))
        self._present(sheet, None)

    def open_photos(self) -> None:
        """Ask for photos; they are copied in the worker and put after the block under the caret, one undo step."""
        say = self._window.desk.say
        dialog = self._dialog("photo.choose", Path.home())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(say("photo.files") + f" ({_PHOTOS})")
        dialog.filesSelected.connect(self.add_photos)
        dialog.open()

    def import_articles(self) -> None:
        """Ask for articles made elsewhere; photos beside them are found by their names."""
        say = self._window.desk.say
        dialog = self._dialog("import.choose", Path.home())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(say("import.files") + f" ({_IMPORTS})")
        dialog.filesSelected.connect(lambda names: self._import([Path(name) for name in names]))
        dialog.open()

    def search_library(self) -> None:
        window = self._window
        if not window.areas.is_shown("library"):
            window.areas.set_shown("library", shown=True)
        window.library.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.library.search.selectAll()

    def toggle_library(self) -> None:
        self._toggle("library")

    def toggle_details(self) -> None:
        self._toggle("details")

    def is_library_shown(self) -> bool:
        return self.has_workspace() and self._window.areas.is_shown("library")

    def is_details_shown(self) -> bool:
        return self.has_workspace() and self._window.areas.is_shown("details")

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

    def _toggle(self, name: str) -> None:
        areas = self._window.areas
        areas.set_shown(name, shown=not areas.is_shown(name))

    def _present(self, sheet: Sheet, focus: QWidget | None) -> None:
        self._sheet = sheet
        sheet.closed.connect(self._closed)
        sheet.present(focus)
        self._window.actions_.refresh()

    def _closed(self) -> None:
        self._sheet = None
        self._window.actions_.refresh()

    def _dialog(self, title: str, folder: Path) -> QFileDialog:
        dialog = QFileDialog(self._window, self._window.desk.say(title), str(folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def add_photos(self, names: Sequence[str], at: int | None = None) -> None:
        """Copy photos into the article and put them after `at` blocks, or after the block under the caret."""
        desk = self._window.desk
        photos = [Path(name) for name in names]
        session = desk.session
        if session is None or not photos:
            return
        folder = session.folder
        desk.noticed.emit(Notice("info", "", desk.say("photo.adding", n=len(photos))))

        def store(cancel: Cancel) -> Article:
            from editor.app.media import attach_photos
            from editor.model.article import Article

            return attach_photos(Article(lang=desk.newsroom.lang), folder, photos, cancel=cancel)[0]

        desk.jobs.run(("photos", *photos), store, lambda attached: self._put_photos(folder, attached, at), desk.report)

    def _put_photos(self, folder: Path, attached: Article, at: int | None) -> None:
        from editor.model.blocks import Figure
        from editor.model.edits import insert_figure

        window, desk = self._window, self._window.desk
        session = desk.session
        window.banner.clear()
        if session is None or session.folder != folder:
            return
        window.flush()
        article = session.article
        at = min(window.page.block_after_caret() if at is None else at, len(article.body))
        for block in attached.body:
            if isinstance(block, Figure):
                resource = next((one for one in attached.resources if one.src == block.src), None)
                article = insert_figure(article, block, resource, at)
                at += 1
        session.apply(article, "photo")
        figures = [block for block in attached.body if isinstance(block, Figure)]
        if figures:
            window.details.photo_tab.choose(figures[0].src)
            window.places.show_photo(figures[0].src)

    def _import(self, names: list[Path]) -> None:
        desk = self._window.desk
        workspace = desk.workspace
        if workspace is None or not names:
            return
        photos = sorted({path for name in names for path in _photos_beside(name)})
        desk.noticed.emit(Notice("info", "", desk.say("import.working")))

        def work(cancel: Cancel) -> tuple[Imported, ...]:
            from editor.app.intake import import_files

            return tuple(import_files(workspace, names, photos, cancel=cancel))

        desk.jobs.run("import", work, self._imported, desk.report)

    def _imported(self, imported: tuple[Imported, ...]) -> None:
        window, desk = self._window, self._window.desk
        window.banner.clear()
        made = [one.folder for one in imported if one.folder is not None]
        problems = [one.error for one in imported if one.error is not None]
        desk.refresh()
        if made:
            window.open_article(made[0])
            notice = Notice("success", desk.say("import.done", n=len(made)), desk.say("import.done-hint"))
            desk.noticed.emit(notice)
        for problem in problems:
            desk.report(problem)


def _photos_beside(file: Path) -> list[Path]:
    endings = tuple(ending.lstrip("*") for ending in _PHOTOS.split())
    return [path for path in file.parent.iterdir() if path.suffix.lower() in endings]
