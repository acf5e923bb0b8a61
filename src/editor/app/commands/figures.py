"""Commands on the photo that is selected, or whose caption the caret stands in, and on the selected table."""

from __future__ import annotations

from collections.abc import Callable

from editor.app.commands.command import Command, in_page
from editor.app.commands.context import Context

_TOOL = "figures"


def _can(verb: str) -> Callable[[Context], bool]:
    return lambda context: in_page(context) and context.shell.can(_TOOL, verb)


def _figure(verb: str, key: str = "") -> Command:
    keys = (key,) if key else ()
    return Command(f"figure.{verb}", lambda context: context.shell.act(_TOOL, verb), _can(verb), keys=keys)


def _size(verb: str) -> Command:
    return Command(
        f"figure.{verb}",
        lambda context: context.shell.act(_TOOL, verb),
        _can(verb),
        lambda context: context.session is not None and context.shell.is_on(_TOOL, verb),
    )


COMMANDS = (
    _figure("words", "Alt+Return"),
    _figure("replace"),
    _figure("right"),
    _figure("left"),
    _size("column"),
    _size("wide"),
    _size("small"),
    _figure("gallery"),
    _figure("take_out"),
    _figure("dissolve"),
    _figure("remove"),
    Command("table.edit", lambda context: context.shell.open("grid"), _can("table")),
)
