"""Every user action, once: menus, keys, buttons and tests use the same objects."""

from __future__ import annotations

from editor.app.commands import article, figures, find, page, safety, view, writing
from editor.app.commands.command import Command
from editor.app.commands.context import BlockKind, Context, Mark, Page, Shell

COMMANDS: dict[str, Command] = {
    command.id: command
    for group in (
        article.COMMANDS,
        page.COMMANDS,
        view.COMMANDS,
        find.COMMANDS,
        figures.COMMANDS,
        safety.COMMANDS,
        writing.COMMANDS,
    )
    for command in group
}

__all__ = ["COMMANDS", "BlockKind", "Command", "Context", "Mark", "Page", "Shell"]
