"""Stories that an imported page named beside its article: kept for the related picker, with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.app.intake import Imported
    from editor.qt.desk import Desk
    from editor.work import Cancel


def offer_stories(desk: Desk, imported: Sequence[Imported]) -> None:
    """Put them into the archive and say so; nothing is said where there are none or all are known."""
    workspace = desk.workspace
    offered = [item for one in imported for item in one.archive_items]
    if workspace is None or not offered:
        return

    def keep(cancel: Cancel) -> tuple[str, ...]:
        from editor.app.archiving import keep_offered

        return keep_offered(workspace, offered)

    def kept(addresses: tuple[str, ...]) -> None:
        if addresses:
            desk.refresh()
            desk.toast(desk.say("archive.offered", n=len(addresses)), lambda: undo(addresses), icon="newspaper")

    def undo(addresses: tuple[str, ...]) -> None:
        from editor.library.archive import take_out

        desk.jobs.run(
            "archive-undo",
            lambda cancel: take_out(workspace.root, set(addresses)),
            lambda _: desk.refresh(),
            desk.report,
        )

    desk.jobs.run("archive-offer", keep, kept, _quiet)


def _quiet(error: EditorError) -> None:
    """The article came whole; what could not be kept beside it is still on the page that it came from."""
