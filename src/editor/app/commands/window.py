"""Commands on the program itself: its settings, its help, every command by name."""

from __future__ import annotations

from editor.app.commands.command import Command, when_free

COMMANDS = (
    Command("workspace.switch", lambda c: c.shell.open("workspaces"), when_free, keys=("Ctrl+Shift+W",)),
    Command("settings.open", lambda c: c.shell.open("settings"), when_free, keys=("Ctrl+,",)),
    Command("palette.open", lambda c: c.shell.open("palette"), when_free, keys=("Ctrl+Shift+P",)),
    Command("help.guide", lambda c: c.shell.open("guide"), when_free, keys=("F1",)),
    Command("help.about", lambda c: c.shell.open("about"), when_free),
)
