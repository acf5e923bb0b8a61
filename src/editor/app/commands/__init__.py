"""Every user action, once: menus, keys, buttons and tests use the same objects."""

from __future__ import annotations

from editor.app.commands import article, delivery, figures, find, library, page, photos, safety, view, window, writing
from editor.app.commands.command import Command
from editor.app.commands.context import BlockKind, Context, Mark, Page, Shell

COMMANDS: dict[str, Command] = {
    command.id: command
    for group in (
        article.COMMANDS,
        delivery.COMMANDS,
        page.COMMANDS,
        photos.COMMANDS,
        view.COMMANDS,
        find.COMMANDS,
        library.COMMANDS,
        writing.COMMANDS,
        figures.COMMANDS,
        safety.COMMANDS,
        window.COMMANDS,
    )
    for command in group
}

__all__ = ["COMMANDS", "BlockKind", "Command", "Context", "Mark", "Page", "Shell"]
