"""Commands on what leaves: copy for a CMS, correct, withdraw, look at what waits, preview, proof, send."""

from __future__ import annotations

from editor.app.commands.command import Command, with_article, with_workspace
from editor.app.commands.context import Context


def _previews(context: Context) -> bool:
    return context.session is not None and context.shell.is_on("preview", "toggle")


COMMANDS = (
    Command("export.copy", lambda c: c.shell.act("delivery", "copy"), keys=("Ctrl+Shift+C",)),
    Command("export.correct", lambda c: c.shell.open("correction")),
    Command("export.withdraw", lambda c: c.shell.open("withdraw")),
    Command("export.outbox", lambda c: c.shell.open("outbox"), with_workspace),
    Command("preview.toggle", lambda c: c.shell.act("preview", "toggle"), with_article, _previews, ("F9",)),
    Command("article.print", lambda c: c.shell.act("proof", "print")),
    Command("article.pdf", lambda c: c.shell.act("proof", "pdf")),
    Command("article.send", lambda c: c.shell.act("delivery", "send")),
)
