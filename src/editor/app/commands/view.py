"""Commands on what the window shows."""

from __future__ import annotations

from editor.app.commands.command import Command, always, when_free, with_article, with_workspace
from editor.app.commands.context import Context


def _with_checks(context: Context) -> bool:
    return with_article(context) and context.shell.has_checks()


COMMANDS = (
    Command("library.search", lambda c: c.shell.search_library(), with_workspace, keys=("Ctrl+P", "Ctrl+Shift+F")),
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
    Command("view.next_area", lambda c: c.shell.next_area(), when_free, keys=("F6",)),
    Command("view.dark", lambda c: c.shell.toggle_dark(), always, lambda c: c.shell.is_dark(), commits=False),
    Command("check.next", lambda c: c.shell.step_check(1), _with_checks, keys=("F8",)),
    Command("check.previous", lambda c: c.shell.step_check(-1), _with_checks, keys=("Shift+F8",)),
    Command("help.keys", lambda c: c.shell.open_keys(), when_free, keys=("Ctrl+/",)),
)
