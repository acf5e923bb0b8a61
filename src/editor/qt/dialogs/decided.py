"""What was decided in a sheet goes on when somebody closes it; what comes of it is told where somebody sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from shiboken6 import isValid

from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.dialogs.sheet import Sheet

T = TypeVar("T")


def is_open(sheet: Sheet) -> bool:
    """Whether somebody still has it before them."""
    return isValid(sheet) and sheet.isVisible()


def leave(sheet: Sheet) -> None:
    """It is done: away with the sheet, unless somebody has closed it meanwhile."""
    if is_open(sheet):
        sheet.dismiss()


def anyway(call: Callable[[T], None]) -> Callable[[T], None]:
    """A sheet's method that takes a result after the sheet has gone, too: a job leaves bound methods of it alone."""

    def take(result: T) -> None:
        call(result)

    return take


def refusal(sheet: Sheet, desk: Desk, here: Callable[[EditorError], None]) -> Callable[[EditorError], None]:
    """Says why it cannot be done: in the sheet by `here`, or in the window when somebody has closed it."""

    def tell(error: EditorError) -> None:
        if is_open(sheet):
            here(error)
        else:
            desk.report(error)

    return tell
