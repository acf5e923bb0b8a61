"""Changed settings come into force: at once where the window can, else by a new window in the old one's place.

Language and text size are part of every control that was made, so those two take a new window. Nobody has to
restart anything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.app import settings as user_settings
from editor.app.settings import Settings
from editor.qt.remembering import remember

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_TOOLS = (("spelling", "spelling", "toggle"), ("typography", "typing", "toggle"))
"""Of the settings, the tool that it switches, and the verb that turns it over."""


def renew(window: MainWindow, settings: Settings) -> MainWindow | None:
    """A window with these settings where the old one was, on the same article; None when the old one cannot close yet.

    The old one saves first; what can be undone is kept with the article and taken up again.
    """
    from editor.qt.main import make_window

    workspace = window.desk.workspace
    folder = window.session.folder if window.session is not None else None
    window.desk.settings = settings
    remember(window)
    made = make_window(window.desk.settings)
    made.setGeometry(window.geometry())
    made.setWindowState(window.windowState())
    made.show()  # before the old one closes, or it would be the last and the program would end
    if not window.close():
        made.close()
        return None
    window.successor = made
    window.renewed.emit(made)
    if workspace is not None and made.show_workspace(workspace.root) and folder is not None:
        made.open_article(folder)
    made.activateWindow()
    return made


def use(window: MainWindow, settings: Settings) -> None:
    """Theme, zoom and what helps with writing, at once; kept for the next start."""
    from editor.qt.main import theme_name

    desk = window.desk
    before, desk.settings = desk.settings, settings
    desk.theme.still = settings.less_motion
    desk.theme.switch(theme_name(settings), contrast=desk.theme.contrast)
    if settings.page_zoom != before.page_zoom:
        window.shell.draw_page()
    for field, tool, verb in _TOOLS:
        if getattr(settings, field) != getattr(before, field):
            desk.settings = replace(desk.settings, **{field: getattr(before, field)})
            window.tools.get(tool).act(verb)  # which turns it over
    window.actions_.refresh()
    desk.attempt(lambda: user_settings.save(desk.settings))


def reread(window: MainWindow) -> None:
    """The newsroom's settings were changed: sections, tags, limits and languages as they are now."""
    desk = window.desk
    if desk.workspace is None:
        return
    desk.newsroom, _ = desk.workspace.settings()
    if desk.session is not None:
        desk.session.newsroom = desk.newsroom
        window.details.show_session()
        desk.checker.look()
