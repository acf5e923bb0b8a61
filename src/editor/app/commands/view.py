"""Commands on what the window shows."""

from __future__ import annotations

from editor.app.commands.command import Command, always, when_free, with_article, with_workspace
from editor.app.commands.context import Context

ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200)
"""Steps of the page's zoom, in percent."""


def zoomed(percent: int, by: int) -> int:
    """The next step up (1) or down (-1) from a zoom; 100 for 0."""
    if not by:
        return 100
    beyond = [step for step in ZOOMS if (step > percent if by > 0 else step < percent)]
    return (min(beyond) if by > 0 else max(beyond)) if beyond else percent


def _with_checks(context: Context) -> bool:
    return with_article(context) and context.shell.has_checks()


COMMANDS = (
    Command("library.search", lambda c: c.shell.search_library(), with_workspace, keys=("Ctrl+P", "Ctrl+Shift+F")),
    Command("view.library", lambda c: c.shell.search_library(in_list=True), with_workspace),
    Command(
        "view.toggle_left",
        lambda c: c.shell.toggle_library(),
        with_workspace,
        lambda c: c.shell.is_library_shown(),
        ("Ctrl+Shift+1",),
        commits=False,
    ),
    Command(
        "view.toggle_right",
        lambda c: c.shell.toggle_details(),
        with_workspace,
        lambda c: c.shell.is_details_shown(),
        ("Ctrl+Shift+2",),
        commits=False,
    ),
    Command(
        "view.zoom_in",
        lambda c: c.shell.zoom_page(1),
        lambda c: with_article(c) and c.shell.page_zoom() < ZOOMS[-1],
        keys=("Ctrl++", "Ctrl+="),
    ),
    Command(
        "view.zoom_out",
        lambda c: c.shell.zoom_page(-1),
        lambda c: with_article(c) and c.shell.page_zoom() > ZOOMS[0],
        keys=("Ctrl+-",),
    ),
    Command("view.zoom_reset", lambda c: c.shell.zoom_page(0), with_article),
    Command("view.next_area", lambda c: c.shell.next_area(), when_free, keys=("F6",)),
    Command("view.dark", lambda c: c.shell.toggle_dark(), always, lambda c: c.shell.is_dark(), commits=False),
    Command("check.next", lambda c: c.shell.step_check(1), _with_checks, keys=("F8",)),
    Command("check.previous", lambda c: c.shell.step_check(-1), _with_checks, keys=("Shift+F8",)),
    Command("help.keys", lambda c: c.shell.open("keys"), when_free, keys=("Ctrl+/",)),
)
