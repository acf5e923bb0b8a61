"""Commands on what is kept for a bad day: versions, unsaved texts, a report for whoever helps."""

from __future__ import annotations

from editor.app.commands.command import Command, when_free, with_article, with_workspace

COMMANDS = (
    Command("versions.open", lambda c: c.shell.open("versions"), with_article),
    Command("recovery.open", lambda c: c.shell.open("recovery"), with_workspace),
    Command("report.open", lambda c: c.shell.open("report"), when_free),
)
