"""Commands that look for words in the article."""

from __future__ import annotations

from editor.app.commands.command import Command, with_article

COMMANDS = (
    Command("edit.find", lambda c: c.shell.act("find", "open"), with_article, keys=("Ctrl+F",)),
    Command(
        "edit.replace", lambda c: c.shell.act("find", "replace"), with_article, keys=("Ctrl+H",), mac=("Ctrl+Alt+F",)
    ),
    Command("edit.find_next", lambda c: c.shell.act("find", "next"), with_article, keys=("F3",)),
    Command("edit.find_previous", lambda c: c.shell.act("find", "previous"), with_article, keys=("Shift+F3",)),
)
