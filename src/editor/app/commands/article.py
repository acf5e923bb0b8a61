"""Commands on articles and the workspace: new, open, import, save, export, undo."""

from __future__ import annotations

from editor.app.commands.command import Command, always, when_free, with_article, with_workspace
from editor.app.commands.context import Context


def _undo(context: Context) -> None:
    if context.session is not None:
        context.session.undo()


def _redo(context: Context) -> None:
    if context.session is not None:
        context.session.redo()


def _can_undo(context: Context) -> bool:
    return with_article(context) and context.session is not None and context.session.can_undo


def _can_redo(context: Context) -> bool:
    return with_article(context) and context.session is not None and context.session.can_redo


COMMANDS = (
    Command("article.new", lambda c: c.shell.new_article(), with_workspace, keys=("Ctrl+N",)),
    Command("article.import", lambda c: c.shell.import_articles(), with_workspace, keys=("Ctrl+Shift+O",)),
    Command("workspace.open", lambda c: c.shell.open_workspace(), when_free, keys=("Ctrl+O",)),
    Command("file.save", lambda c: c.shell.save_now(), keys=("Ctrl+S",)),
    Command("export.open", lambda c: c.shell.open("export"), keys=("Ctrl+Shift+E",)),
    Command("app.quit", lambda c: c.shell.close_window(), always, keys=("Ctrl+Q",)),
    Command("edit.undo", _undo, _can_undo, keys=("Ctrl+Z",)),
    Command("edit.redo", _redo, _can_redo, keys=("Ctrl+Y", "Ctrl+Shift+Z"), mac=("Ctrl+Shift+Z",)),
)
