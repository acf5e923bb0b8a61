"""The command `export`: articles into a CMS's folder, one or thousands, here or on a cluster."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.bundle.address import target_of
from editor.cli.articles import newsroom_of, note_journal
from editor.cli.console import Console
from editor.cli.options import json_option
from editor.cli.outcomes import Outcome, each, failed, finish
from editor.cli.waiting import hand_over_waiting
from editor.cli.worded import Command, Option, wrong
from editor.errors import EditorError, RemoteUnreachableError
from editor.library.journal import journal_name, journals
from editor.library.workspace import Workspace, folder_of
from editor.work import Cancel, Progress

if TYPE_CHECKING:
    from editor.app.batch import Batch
    from editor.app.orders import Order
    from editor.app.publish import Exported
    from editor.bundle.address import Address, Target

_PATH = click.Path(path_type=Path, readable=False)


@dataclass(frozen=True, slots=True)
class _Call:
    """One call of the command: what is asked for, and what its articles share."""

    order: Order
    console: Console
    batches: dict[Path, Batch] = field(default_factory=dict)
    workspaces: dict[Path, tuple[Workspace, frozenset[str]]] = field(default_factory=dict)  # with their journals' names

    def batch(self, workspace: Workspace) -> Batch:
        """What the exports of a workspace share; what is wrong in its settings is said once."""
        if workspace.root not in self.batches:
            from editor.app.batch import Batch

            newsroom_of(workspace, self.console)
            self.batches.setdefault(workspace.root, Batch(workspace))
        return self.batches[workspace.root]

    def note(self, article: Path) -> Workspace:
        """What is to be said before an article leaves. Raises WorkspaceError."""
        folder = folder_of(article)
        root = folder.parents[1]
        if root not in self.workspaces:
            workspace = Workspace.of_article(article)[0]
            self.workspaces[root] = workspace, frozenset(path.stem for path in journals(root))
        workspace, kept = self.workspaces[root]
        if not self.order.withdraw and journal_name(folder) in kept:
            note_journal(folder, self.console)
        return workspace


@click.command("export", cls=Command)
@click.argument("articles", metavar="ARTICLE…", nargs=-1, required=True, type=_PATH)
@click.option("--to", "target", cls=Option, required=True, metavar="DIR", type=target_of)
@click.option("--profile", cls=Option, metavar="P")
@click.option("--kind", cls=Option, metavar="html|markdown|both", type=click.Choice(["html", "markdown", "both"]))
@click.option("--force", cls=Option, is_flag=True)
@click.option("--outbox", cls=Option, is_flag=True)
@click.option("--withdraw", cls=Option, is_flag=True)
@click.option("--jobs", cls=Option, metavar="N", type=click.IntRange(min=1))
@click.option("--scheduler", cls=Option, metavar="ADDR", default="")
@json_option
@click.pass_context
def export(
    context: click.Context,
    /,
    articles: Sequence[Path],
    target: Target,
    profile: str | None,
    kind: str | None,
    jobs: int | None,
    scheduler: str,
    as_json: bool,
    **wishes: bool,
) -> None:
    from editor.app.orders import Order

    if profile and kind and profile != kind:
        raise wrong("profile-and-kind")
    _open(target, outbox=wishes["outbox"])
    order = Order(profile or kind or "html", target, wishes["force"], wishes["outbox"], wishes["withdraw"]).settled()
    call = _Call(order, context.obj)
    if len(articles) == 1 and not scheduler:
        outcomes = _alone(call, articles[0])
    else:
        outcomes = _many(call, articles, jobs or 0, scheduler)
    for batch in call.batches.values():
        hand_over_waiting(batch.workspace, call.console)
    finish(context, outcomes)


def _alone(call: _Call, article: Path) -> list[Outcome]:
    from editor.app.orders import carry_out

    def exported(path: Path, cancel: Cancel, progress: Progress) -> Outcome:
        return _told(call, carry_out(call.order, path, call.batch(call.note(path)), cancel, progress))

    return each(call.console, [article], exported)


def _many(call: _Call, articles: Sequence[Path], jobs: int, scheduler: str) -> list[Outcome]:
    """By other processes, of this computer or of a cluster; what is to be said is said here."""
    from editor.app.cluster import on_cluster
    from editor.app.processes import export_many, processes_for

    outcomes: dict[int, Outcome] = {}
    with call.console.work() as (cancel, progress):
        for path in articles:
            with suppress(EditorError):  # who exports it meets it too, and that answer is the outcome
                call.batch(call.note(path))
        if scheduler:
            finished = on_cluster(scheduler, articles, call.order, cancel)
        else:
            finished = export_many(articles, call.order, processes_for(articles, jobs), cancel)
        for number, done in finished:
            path = articles[number]
            if not isinstance(done, EditorError):
                outcomes[number] = _told(call, done)
            elif len(articles) == 1:
                raise done
            else:
                outcomes[number] = failed(call.console, path, done)
            progress(len(outcomes), len(articles), path.name)
    return [outcomes[number] for number in range(len(articles))]


def _open(target: Target, *, outbox: bool) -> None:
    """A server that wants a password asks for it once, where somebody can type it, before any article is read."""
    if isinstance(target, Path):
        return
    from editor.app.targets import reach

    try:
        reach(target, _asked if sys.stdin.isatty() else None)
    except RemoteUnreachableError:
        if not outbox:
            raise


def _asked(address: Address) -> str:
    return str(click.prompt(address.server, hide_input=True, err=True))


def _told(call: _Call, done: Exported) -> Outcome:
    from editor.app.publish import WAITING

    console = call.console
    stored: dict[str, object] = {
        "article": done.article_id,
        "bundle": done.address or str(done.bundle),
        "kind": done.kind,
        "revision": done.revision,
    }
    if console.as_json:  # nobody else reads them, and of thousands of articles they are many
        stored["files"] = [{"path": item.path, "bytes": item.bytes, "sha256": item.sha256} for item in done.files]
    stored["written"] = done.written
    if done.state:
        stored["state"] = done.state
    if done.state == WAITING:
        console.note("cli.outbox.waits", file=done.bundle, target=call.order.target)
    if done.forced:
        stored["forced"] = list(done.forced)
        console.note("cli.forced", codes=done.forced)
    if done.receipt_problem is not None:
        stored["receipt_problem"] = console.described(done.receipt_problem)
        console.note("cli.no-receipt", file=done.bundle, problem=console.messages.error(done.receipt_problem))
    return stored, (done.address or str(done.bundle),), 0
