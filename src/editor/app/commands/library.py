"""Commands on an article of the library: on the row at hand, else on the open article."""

from __future__ import annotations

from collections.abc import Callable

from editor.app.commands.command import Command, when_free, with_workspace
from editor.app.commands.context import Context

_TOOL = "library"


def _can(verb: str) -> Callable[[Context], bool]:
    return lambda context: when_free(context) and context.shell.has_workspace() and context.shell.can(_TOOL, verb)


def _article(ident: str, verb: str, key: str = "") -> Command:
    keys = (key,) if key else ()
    return Command(ident, lambda context: context.shell.act(_TOOL, verb), _can(verb), keys=keys)


COMMANDS = (
    _article("article.duplicate", "duplicate"),
    _article("article.delete", "delete"),
    _article("article.copy_link", "copy-link"),
    _article("article.reveal", "reveal"),
    Command("bin.open", lambda context: context.shell.open("bin"), with_workspace),
    Command("archive.open", lambda context: context.shell.open("archive"), with_workspace),
)
