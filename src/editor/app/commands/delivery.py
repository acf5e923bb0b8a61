"""Commands on what leaves: copy for a CMS, correct, withdraw, look at what waits, send."""

from __future__ import annotations

from editor.app.commands.command import Command, with_workspace

COMMANDS = (
    Command("export.copy", lambda c: c.shell.act("delivery", "copy"), keys=("Ctrl+Shift+C",)),
    Command("export.correct", lambda c: c.shell.open("correction")),
    Command("export.withdraw", lambda c: c.shell.open("withdraw")),
    Command("export.outbox", lambda c: c.shell.open("outbox"), with_workspace),
    Command("article.send", lambda c: c.shell.act("delivery", "send")),
)
