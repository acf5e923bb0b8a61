"""Commands on the photos of the article."""

from __future__ import annotations

from editor.app.commands.command import Command, with_article
from editor.app.commands.context import Context
from editor.model.blocks import figures_of


def _with_photos(context: Context) -> bool:
    session = context.session
    return session is not None and with_article(context) and bool(figures_of(session.history.present.body))


COMMANDS = (Command("photos.edit", lambda c: c.shell.open("photos"), _with_photos),)
