"""Copy for the CMS and Send: what the window does with an article beside exporting it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from editor.errors import BlockedError, EditorError
from editor.files import reading
from editor.model.finding import Severity
from editor.qt.intake import file_dialog
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.copying import Copied
    from editor.qt.window import MainWindow

_FOLDER = "Standfirst"


def copy_article(window: MainWindow) -> None:
    """Save, make body and photos in a worker, then put the story on the clipboard."""
    window.flush()
    session = window.session
    if session is not None:
        window.desk.saver.when_saved(lambda: _copy(window, session.folder))


def photos_folder(name: str) -> Path:
    """Where the photos of a copied article go: among the user's own pictures, a folder for each article."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return (Path(place) if place else Path.home()) / _FOLDER / name


def _copy(window: MainWindow, folder: Path) -> None:
    desk = window.desk
    workspace = desk.workspace
    if workspace is None:
        return
    into = photos_folder(folder.name)
    profile = desk.settings.export_kind if desk.settings.export_kind in {"wordpress", "mastercms"} else "html"
    desk.noticed.emit(Notice("info", "", desk.say("copy.working"), about="copy"))

    def work(cancel: Cancel) -> Copied:
        from editor.app.copying import copy_for_cms

        return copy_for_cms(workspace, folder, into, profile=profile, cancel=cancel)

    desk.jobs.run("copy", work, lambda copied: _copied(window, copied), lambda error: _refused(window, error))


def _copied(window: MainWindow, copied: Copied) -> None:
    from editor.qt.delivering import open_place
    from editor.qt.surface.clipboard import put_data

    desk, say = window.desk, window.desk.say
    content = QMimeData()
    content.setHtml(copied.html)
    content.setText(copied.text)
    put_data(content)
    if not copied.photos:
        desk.noticed.emit(Notice("success", say("copy.done"), say("copy.no-photos"), about="copy"))
        return
    sentence = say("copy.photos", n=copied.photos, folder=copied.folder)
    place = copied.folder
    desk.noticed.emit(
        Notice("success", say("copy.done"), sentence, say("open-folder"), lambda: open_place(place), about="copy")
    )


def _refused(window: MainWindow, error: EditorError) -> None:
    """A blocked article: the way to its first blocker."""
    desk = window.desk
    desk.settled.emit("copy")
    blocker = next((found for found in desk.checker.findings if found.severity is Severity.BLOCKER), None)
    if isinstance(error, BlockedError) and blocker is not None:
        desk.report(error, desk.say("checks.goto"), lambda: window.places.go_to(blocker))
    else:
        desk.report(error)


def send_article(window: MainWindow) -> None:
    """Ask where to, then write the article with its photos into one file."""
    from editor.app.sending import ENDING, file_name

    session, desk = window.session, window.desk
    if session is None:
        return
    window.flush()
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = file_dialog(window, desk.say("send.choose"), Path(place) if place else None)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    kind = desk.say("send.kind")
    dialog.setNameFilter(f"{kind} (*{ENDING})")
    dialog.setDefaultSuffix(ENDING.lstrip("."))
    dialog.selectFile(file_name(session.article, session.folder))
    dialog.fileSelected.connect(lambda name: desk.saver.when_saved(lambda: _send(window, session.folder, Path(name))))
    dialog.open()


def _send(window: MainWindow, folder: Path, out: Path) -> None:
    desk = window.desk
    workspace = desk.workspace
    if workspace is None:
        return

    def work(cancel: Cancel) -> tuple[Path, int]:
        from editor.app.sending import send

        made = send(workspace, folder, out, cancel=cancel)
        with reading(made):
            return made, made.stat().st_size

    desk.jobs.run("send", work, lambda sent: _sent(window, *sent), desk.report)


def _sent(window: MainWindow, made: Path, length: int) -> None:
    """Args: length: in bytes."""
    from editor.qt.delivering import open_place

    desk, say = window.desk, window.desk.say
    size = desk.messages.number(round(length / 1_000_000, 1))
    notice = Notice(
        "success",
        say("send.done", name=made.name),
        say("send.hint", size=size),
        say("open-folder"),
        lambda: open_place(made.parent),
        about="send",
    )
    desk.noticed.emit(notice)
