"""The photo sheet, in its three widths, and the tabs of the details."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from editor.qt.dialogs.photos import PhotoSheet, open_photos
from editor.qt.look.view import LEAST, WIDE, View

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

FOLDED = (1024, 640)


def _sheet(window: MainWindow) -> PhotoSheet:
    """Three photos of other articles and one file that is none; the second is chosen, its frame shown."""
    workspace = window.desk.workspace
    if workspace is None:
        raise AssertionError
    photos = sorted(workspace.root.glob("articles/*/images/*"))
    bad = Path(gettempdir()) / "IMG_4420.JPG"
    bad.write_text("", encoding="ascii")
    open_photos(window, [*photos[:3], bad], 2)
    sheet = window.findChild(PhotoSheet)
    if sheet is None:
        raise AssertionError
    sheet.choose(2)
    sheet.columns.shapes.turn_to(2)
    return sheet


def _blurring(window: MainWindow) -> None:
    sheet = _sheet(window)
    sheet.columns.blur.click()


def _tab(number: int, window: MainWindow) -> None:
    window.details.turn_to(number)


def _scheduling(window: MainWindow) -> None:
    window.details.article_tab.schedule.unfold()


def _address(window: MainWindow) -> None:
    window.details.ensure_seen(window.details.article_tab.sharing)


VIEWS = (
    View("photo-sheet", WIDE, _sheet),
    View("photo-sheet-two", FOLDED, _sheet),
    View("photo-sheet-one", LEAST, _sheet),
    View("photo-sheet-blur", WIDE, _blurring),
    View("details-schedule", WIDE, _scheduling),
    View("details-address", WIDE, _address),
    View("details-photo", WIDE, partial(_tab, 1)),
    View("details-note", WIDE, partial(_tab, 2)),
)
