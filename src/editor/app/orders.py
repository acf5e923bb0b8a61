"""One call of `export` over many articles: what is asked for with each, carried out here or by another computer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from editor.app.publish import Exported, clock, export, withdraw
from editor.errors import EditorError
from editor.library.workspace import Workspace
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from editor.app.batch import Batch
    from editor.bundle.address import Target


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for with each article; it travels to other computers. `created` is the time that bundles say."""

    profile: str
    target: Target
    force: bool = False
    outbox: bool = False
    withdraw: bool = False
    created: datetime | None = None

    def settled(self) -> Order:
        """With folders in full and the time of now: another computer has another folder of work and another clock."""
        target = self.target.absolute() if isinstance(self.target, Path) else self.target
        return replace(self, target=target, created=self.created or clock())


def carry_out(
    order: Order,
    article: Path,
    batch: Batch | None = None,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> Exported:
    """Export, or withdraw, one article. Raises as `export` and `withdraw`."""
    workspace, folder = Workspace.of_article(article)
    if order.withdraw:
        return withdraw(
            workspace, folder, order.profile, order.target, outbox=order.outbox, created=order.created, cancel=cancel
        )
    return export(
        workspace,
        folder,
        order.profile,
        order.target,
        force=order.force,
        outbox=order.outbox,
        created=order.created,
        batch=batch,
        cancel=cancel,
        progress=progress,
    )


def carry_out_there(order: Order, article: str, run: str) -> Exported | EditorError:
    """`carry_out` on a worker. An error of ours is an answer: it travels back whole.

    Args:
        run: names the call that this article is part of; settings are read once for it.
    """
    path = Path(article)
    try:
        return carry_out(order, path, _batch(Workspace.of_article(path)[0].root, run))
    except EditorError as error:
        return error


@lru_cache(maxsize=8)
def _batch(root: Path, run: str) -> Batch:
    from editor.app.batch import Batch

    return Batch(Workspace.open(root))
