"""Commands that help with writing: what is put in, what watches over the text, what is shown beside it."""

from __future__ import annotations

from collections.abc import Callable

from editor.app.commands.command import Command, in_page, when_free, with_article
from editor.app.commands.context import Context


def _act(tool: str, verb: str) -> Callable[[Context], None]:
    return lambda context: context.shell.act(tool, verb)


def _on(tool: str, verb: str) -> Callable[[Context], bool]:
    return lambda context: context.shell.is_on(tool, verb)


def _can_step(context: Context) -> bool:
    return with_article(context) and context.shell.can("spelling", "next")


COMMANDS = (
    Command("fmt.bar", _act("bubble", "reach"), in_page, keys=("Alt+F10",)),
    Command("insert.menu", _act("insert", "menu"), in_page),
    Command("insert.gallery", _act("insert", "gallery"), in_page),
    Command("insert.table", _act("insert", "table"), in_page),
    Command("insert.embed", _act("insert", "embed"), in_page),
    Command("insert.rule", _act("insert", "rule"), in_page),
    Command("block.pull", _act("insert", "pull"), in_page),
    Command("view.focus", _act("focus", "toggle"), with_article, _on("focus", "toggle"), ("F11",), ("Ctrl+Meta+F",)),
    Command("view.outline", _act("outline", "toggle"), with_article, _on("outline", "toggle"), ("Ctrl+Shift+3",)),
    Command("view.older", _act("older", "toggle"), with_article, _on("older", "toggle")),
    Command("older.open", _act("older", "beside"), with_article),
    Command("text.spelling", _act("spelling", "toggle"), when_free, _on("spelling", "toggle")),
    Command("text.next_spelling", _act("spelling", "next"), _can_step, keys=("F7",)),
    Command("text.typography", _act("typing", "toggle"), when_free, _on("typing", "toggle")),
)
