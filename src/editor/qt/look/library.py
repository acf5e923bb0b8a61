"""The library searched, narrowed and empty-handed; the related picker, the bin, the import of published stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.qt.look.view import LEAST, NARROW, WIDE, View

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


def _search(window: MainWindow, words: str) -> None:
    window.library.search.setText(words)
    window.library.search.setFocus()


def _pick(window: MainWindow, words: str = "") -> None:
    from editor.qt.dialogs.related import RelatedSheet

    window.shell.open("related")
    sheet = window.findChild(RelatedSheet)
    if isinstance(sheet, RelatedSheet):
        sheet.search.setText(words)


def _bin(window: MainWindow) -> None:
    """Two articles were thrown away, one of them yesterday."""
    from datetime import UTC, datetime, timedelta

    from editor.library.bin import throw_away

    workspace = window.desk.workspace
    if workspace is None:
        return
    for days, folder in enumerate(workspace.article_folders()[:2]):
        throw_away(workspace, folder, datetime.now(UTC) - timedelta(days=days))
    window.shell.open("bin")


def _drawer(window: MainWindow) -> None:
    window.areas.set_shown("library", shown=True)


VIEWS = (
    View("library-search", WIDE, lambda window: _search(window, "tiem vac xin")),
    View("library-nothing", WIDE, lambda window: _search(window, "xăng dầu")),
    View("library-drawer", LEAST, _drawer),
    View("related-search", WIDE, lambda window: _pick(window, "cau")),
    View("related-narrow", NARROW, _pick),
    View("related-least", LEAST, _pick),
    View("bin", WIDE, _bin),
    View("bin-empty", WIDE, lambda window: window.shell.open("bin")),
    View("archive", WIDE, lambda window: window.shell.open("archive")),
)
