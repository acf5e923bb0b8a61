"""What waits in the outbox: handed over by the next command that meets its folder, and said on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.console import Console
from editor.errors import CancelledError, EditorError
from editor.files import named

if TYPE_CHECKING:
    from editor.library.workspace import Workspace


def hand_over_waiting(workspace: Workspace, console: Console) -> None:
    """Hand over what waits for folders that are back; what goes wrong is said and goes on waiting."""
    from editor.app.outbox import damaged, hand_over

    try:
        with console.work() as (cancel, _):
            outcomes = hand_over(workspace, cancel)
            broken = damaged(workspace)
    except CancelledError:
        raise
    except (EditorError, OSError) as problem:
        # The command itself is done by now: an outbox that cannot be looked at is said, and changes no outcome.
        console.say(console.messages.error(problem if isinstance(problem, EditorError) else named(problem)))
        return
    for lost in broken:
        console.say(console.messages.error(lost))
    for outcome in outcomes:
        if outcome.problem is not None:
            console.say(console.messages.error(outcome.problem))
        elif outcome.bundle is None:
            console.note("cli.outbox.superseded", target=outcome.waiting.target, name=outcome.waiting.bundle.name)
        else:
            console.note("cli.outbox.handed", file=outcome.bundle)
