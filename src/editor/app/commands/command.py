"""A command: one user action, written once, for menus, keys, buttons and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.app.commands.context import Context


def always(context: Context) -> bool:
    return True


def when_free(context: Context) -> bool:
    """No sheet covers the window."""
    return not context.shell.is_busy()


def with_workspace(context: Context) -> bool:
    return when_free(context) and context.shell.has_workspace()


def with_article(context: Context) -> bool:
    return when_free(context) and context.session is not None


def in_page(context: Context) -> bool:
    return with_article(context) and context.page.is_writable()


@dataclass(frozen=True, slots=True)
class Command:
    """One action. Its words stand in resources/messages/*/window.toml under "command.<id>".

    `keys` are Qt's portable names; on macOS Qt itself reads Ctrl as Command. `mac` replaces them there.
    """

    id: str
    act: Callable[[Context], None]
    enabled: Callable[[Context], bool] = with_article
    checked: Callable[[Context], bool] | None = None
    keys: tuple[str, ...] = ()
    mac: tuple[str, ...] = ()
    commits: bool = True  # finish a word that an input method is still composing before acting

    def run(self, context: Context) -> bool:
        """Act if it is possible now; whether it was."""
        if not self.enabled(context):
            return False
        if self.commits and context.session is not None:
            context.page.commit_preedit()
        self.act(context)
        return True
