"""Commands that help with writing: what is put in, what watches over the text, what is shown beside it."""

from __future__ import annotations

from collections.abc import Callable

from editor.app.commands.command import Command, in_page, when_free
from editor.app.commands.context import Context


def _act(tool: str, verb: str) -> Callable[[Context], None]:
    return lambda context: context.shell.act(tool, verb)


def _on(tool: str, verb: str) -> Callable[[Context], bool]:
    return lambda context: context.shell.is_on(tool, verb)


COMMANDS = (
    Command("fmt.bar", _act("bubble", "reach"), in_page, keys=("Alt+F10",)),
    Command("insert.menu", _act("insert", "menu"), in_page),
    Command("insert.gallery", _act("insert", "gallery"), in_page),
    Command("insert.table", _act("insert", "table"), in_page),
    Command("insert.embed", _act("insert", "embed"), in_page),
    Command("insert.rule", _act("insert", "rule"), in_page),
    Command("block.pull", _act("insert", "pull"), in_page),
    Command("text.typography", _act("typing", "toggle"), when_free, _on("typing", "toggle")),
)
