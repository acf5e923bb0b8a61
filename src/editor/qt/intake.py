"""What comes into the window from outside: photos into the open article, articles into the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.qt.offering import offer_stories
from editor.qt.panels.banner import Notice
from editor.qt.pasting import WindowPasting
from editor.qt.surface.clipboard import files_of
from editor.qt.when_free import when_free
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.intake import Imported
    from editor.model.article import Article
    from editor.model.blocks import Figure
    from editor.qt.panels.banner import Tone
    from editor.qt.window import MainWindow

_PHOTOS = "*.jpg *.jpeg *.png *.webp *.gif"
_IMPORTS = "*.docx *.odt *.rtf *.txt *.html *.htm *.md *.markdown *.zip *.doc *.standfirst"

_TEXTS = frozenset(ending.lstrip("*") for ending in _IMPORTS.split())
_SAID = frozenset({"legacy-converted", "bundle-changed"})
"""Findings of an import that concern the whole text: the notice says them."""


class WindowIntake:
    """Asks for files, has them read in the worker, and puts what came into its place."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._pasting = window.surface.pasting.reader = WindowPasting(window)
        QTimer.singleShot(0, window, self._take_drops)

    def _take_drops(self) -> None:
        """Documents dropped beside the page, on the library say; the page takes what is dropped on it itself."""
        areas = self._window.areas
        areas.setAcceptDrops(True)
        areas.installEventFilter(DocumentDrops(self, areas))

    def ask_for_photos(self) -> None:
        """Ask for photos; the photo sheet opens with them, for the place of the caret."""
        from editor.qt.dialogs.photos import ask_for_photos

        ask_for_photos(self._window, self.add_photos)

    def ask_for_articles(self) -> None:
        """Ask for articles made elsewhere; photos beside them are found by their names."""
        say = self._window.desk.say
        dialog = file_dialog(self._window, say("import.choose"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(say("import.files") + f" ({_IMPORTS})")
        dialog.filesSelected.connect(lambda names: self.import_files([Path(name) for name in names]))
        dialog.open()

    def take(self, names: Sequence[str], at: int | None = None) -> None:
        """Files that were dropped or pasted: photos go in after `at` blocks, each text is an article of its own."""
        texts = [name for name in names if Path(name).suffix.lower() in _TEXTS]
        self.add_photos([name for name in names if name not in texts], at)
        self.import_files([Path(name) for name in texts])

    def add_photos(self, names: Sequence[str], at: int | None = None) -> None:
        """The photo sheet with these files; they will stand after `at` blocks, or after the block under the caret."""
        from editor.qt.dialogs.photos import open_photos

        open_photos(self._window, [Path(name) for name in names], at)

    def import_files(self, names: list[Path]) -> None:
        desk = self._window.desk
        workspace = desk.workspace
        if workspace is None or not names:
            return
        desk.noticed.emit(Notice("info", "", desk.say("import.working"), about="import"))

        def work(cancel: Cancel) -> tuple[Imported, ...]:
            from editor.app.intake import import_files

            photos = sorted({path for name in names for path in _photos_beside(name)})
            return tuple(import_files(workspace, names, photos, cancel=cancel))

        desk.jobs.run("import", work, self._imported, desk.report)

    def _imported(self, imported: tuple[Imported, ...]) -> None:
        window, desk = self._window, self._window.desk
        desk.settled.emit("import")
        made = [one.folder for one in imported if one.folder is not None]
        problems = [one.error for one in imported if one.error is not None]
        desk.refresh()
        if made:
            when_free(window, lambda: self._show(imported, made))
        for problem in problems:
            desk.report(problem)

    def _show(self, imported: Sequence[Imported], made: Sequence[Path]) -> None:
        self._window.open_article(made[0])
        self._tell(imported, len(made))

    def _tell(self, imported: Sequence[Imported], made: int) -> None:
        """What came, and what is asked of the one that is open now."""
        from editor.model.blocks import figures_of

        desk, session = self._window.desk, self._window.session
        offer_stories(desk, imported)
        found = [finding for one in imported for finding in one.findings if finding.code in _SAID]
        said = " ".join(dict.fromkeys(desk.messages.finding(finding) for finding in found))
        title = desk.say("import.done", n=made)
        if made == 1 and any(finding.code == "legacy-converted" for finding in found):
            file = next(one.file for one in imported if one.folder is not None)
            keep = desk.say("import.keep-letters")
            desk.noticed.emit(Notice("warning", title, said, keep, lambda: self._keep_letters(file), about="import"))
        elif said or session is None or not self._pasting.offer_captions(_srcs(figures_of(session.article.body))):
            tone: Tone = "warning" if said else "success"
            desk.noticed.emit(Notice(tone, title, said or desk.say("import.done-hint")))

    def _keep_letters(self, file: Path) -> None:
        """The imported text with every letter as it was, one undo step; its photos stay."""
        desk, session = self._window.desk, self._window.session
        desk.settled.emit("import")
        if session is None:
            return
        self._window.flush()
        imported = session.article

        def work(cancel: Cancel) -> Article:
            from editor.app.intake import with_old_letters

            return with_old_letters(imported, file)

        def put(article: Article) -> None:
            if desk.session is session and session.article is imported:
                session.apply(article, "import")

        desk.jobs.run("import-letters", work, put, desk.report)


class DocumentDrops(QObject):
    """Takes documents that are dropped on a part of the window, each an article of its own."""

    def __init__(self, intake: WindowIntake, part: QWidget) -> None:
        super().__init__(part)
        self._intake = intake

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        names = [name for name in files_of(event.mimeData()) if Path(name).suffix.lower() in _TEXTS]
        if not names:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._intake.take(names)
        return True


def file_dialog(window: QWidget, title: str, folder: Path | None = None) -> QFileDialog:
    """A dialog that does not stop the event loop and goes when it is closed; it begins in `folder`, else at home."""
    dialog = QFileDialog(window, title, str(folder or Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _srcs(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(figure.src for figure in figures)


def _photos_beside(file: Path) -> list[Path]:
    """What can be seen of it: a folder that cannot be listed has none."""
    endings = tuple(ending.lstrip("*") for ending in _PHOTOS.split())
    try:
        return [path for path in file.parent.iterdir() if path.suffix.lower() in endings]
    except OSError:
        return []
