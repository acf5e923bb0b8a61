"""Commands at the door: check, export, verify."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from editor.bundle.address import target_of
from editor.cli.articles import finding_of, newsroom_of, note_journal, now, opened_saved
from editor.cli.console import Console
from editor.cli.options import json_option
from editor.cli.waiting import hand_over_waiting
from editor.cli.worded import Command, Option, wrong
from editor.errors import CancelledError, EditorError, RemoteUnreachableError
from editor.library.workspace import Workspace
from editor.model.finding import Finding, Severity
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from editor.app.batch import Batch
    from editor.bundle.address import Address, Target

_PATH = click.Path(path_type=Path)
_BLOCKED = 1

Outcome = tuple[dict[str, object], tuple[str, ...], int]
"""One article's or bundle's part of a result: as JSON, as lines, its exit code."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What `export` is asked to do with each article."""

    profile: str
    target: Target
    force: bool = False
    outbox: bool = False
    withdraw: bool = False
    batches: dict[Path, Batch] = field(default_factory=dict)

    def batch(self, workspace: Workspace, console: Console) -> Batch:
        """What the exports of a workspace share; what is wrong in its settings is said once."""
        if workspace.root not in self.batches:
            from editor.app.batch import Batch

            newsroom_of(workspace, console)
            self.batches.setdefault(workspace.root, Batch(workspace))
        return self.batches[workspace.root]


Work = Callable[[Path, Cancel, Progress], Outcome]


@click.command("check", cls=Command)
@click.argument("articles", metavar="ARTICLE…", nargs=-1, required=True, type=_PATH)
@json_option
@click.pass_context
def check(context: click.Context, articles: Sequence[Path], as_json: bool) -> None:
    console: Console = context.obj
    _finish(context, _each(console, articles, lambda path, cancel, progress: _checked(console, path)))


@click.command("export", cls=Command)
@click.argument("articles", metavar="ARTICLE…", nargs=-1, required=True, type=_PATH)
@click.option("--to", "target", cls=Option, required=True, metavar="DIR", type=target_of)
@click.option("--profile", cls=Option, metavar="P")
@click.option("--kind", cls=Option, metavar="html|markdown|both", type=click.Choice(["html", "markdown", "both"]))
@click.option("--force", cls=Option, is_flag=True)
@click.option("--outbox", cls=Option, is_flag=True)
@click.option("--withdraw", cls=Option, is_flag=True)
@click.option("--jobs", cls=Option, metavar="N", type=click.IntRange(min=1), default=1)
@json_option
@click.pass_context
def export(
    context: click.Context,
    articles: Sequence[Path],
    target: Target,
    profile: str | None,
    kind: str | None,
    force: bool,
    outbox: bool,
    withdraw: bool,
    jobs: int,
    as_json: bool,
) -> None:
    if profile and kind and profile != kind:
        raise wrong("profile-and-kind")
    console: Console = context.obj
    _open(target, outbox=outbox)
    order = _Order(profile or kind or "html", target, force, outbox, withdraw)

    def exported(path: Path, cancel: Cancel, progress: Progress) -> Outcome:
        return _exported(console, path, order, cancel, progress)

    outcomes = _each(console, articles, exported, jobs)
    for batch in order.batches.values():
        hand_over_waiting(batch.workspace, console)
    _finish(context, outcomes)


@click.command("verify", cls=Command)
@click.argument("bundles", metavar="BUNDLE…", nargs=-1, required=True, type=_PATH)
@json_option
@click.pass_context
def verify(context: click.Context, bundles: Sequence[Path], as_json: bool) -> None:
    console: Console = context.obj
    _finish(context, _each(console, bundles, lambda path, cancel, progress: _verified(console, path)))


def _each(console: Console, paths: Sequence[Path], work: Work, jobs: int = 1) -> list[Outcome]:
    """The outcomes in the order of the paths, several worked on at a time; of many, the bar counts the paths.

    One of several may fail without stopping the others; a single one's error is the command's own.
    """
    alone = len(paths) == 1

    def outcome(path: Path) -> Outcome:
        cancel.check()
        try:
            return work(path, cancel, progress if alone else no_progress)
        except EditorError as error:
            if alone or isinstance(error, CancelledError):
                raise
            console.say(console.messages.error(error))
            return {"path": str(path), "error": console.described(error)}, (), error.exit_code

    outcomes: list[Outcome] = []
    with console.work() as (cancel, progress), ThreadPoolExecutor(min(jobs, len(paths))) as executor:
        for path, future in [(path, executor.submit(outcome, path)) for path in paths]:
            if not alone:
                progress(len(outcomes), len(paths), path.name)
            outcomes.append(future.result())
    return outcomes


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


def _finish(context: click.Context, outcomes: Sequence[Outcome]) -> None:
    console: Console = context.obj
    console.result([stored for stored, _, _ in outcomes], *(line for _, lines, _ in outcomes for line in lines))
    context.exit(max(code for _, _, code in outcomes))


def _checked(console: Console, path: Path) -> Outcome:
    from editor.app.review import whole_review

    workspace, folder = Workspace.of_article(path)
    newsroom = newsroom_of(workspace, console)
    opened = opened_saved(workspace, folder, console)
    reviewed = whole_review(opened, opened.article, newsroom, now(newsroom))
    findings = reviewed.findings
    for problem in reviewed.problems:
        console.note_once(problem.code, **problem.facts)
    blocks = any(finding.severity is Severity.BLOCKER for finding in findings)
    stored: dict[str, object] = {
        "article": opened.article.id,
        "folder": str(folder),
        "findings": [finding_of(finding, console) for finding in findings],
    }
    if reviewed.ignored:
        stored["ignored"] = [
            finding_of(finding, console) | {"reason": decision.reason} for finding, decision in reviewed.ignored
        ]
    heading = opened.article.headline or folder.name
    lines = (heading, *(_line(finding, console) for finding in findings)) if findings else (heading, _clean(console))
    return stored, lines, _BLOCKED if blocks else 0


def _exported(console: Console, path: Path, order: _Order, cancel: Cancel, progress: Progress) -> Outcome:
    from editor.app import publish

    workspace, folder = Workspace.of_article(path)
    batch = order.batch(workspace, console)
    common: dict[str, Any] = {"outbox": order.outbox, "cancel": cancel}
    if order.withdraw:
        done = publish.withdraw(workspace, folder, order.profile, order.target, **common)
    else:
        note_journal(folder, console)
        done = publish.export(
            workspace, folder, order.profile, order.target, force=order.force, batch=batch, progress=progress, **common
        )
    stored: dict[str, object] = {
        "article": done.article_id,
        "bundle": done.address or str(done.bundle),
        "kind": done.kind,
        "revision": done.revision,
        "files": [{"path": item.path, "bytes": item.bytes, "sha256": item.sha256} for item in done.files],
    }
    stored["written"] = done.written
    if done.state:
        stored["state"] = done.state
    if done.state == publish.WAITING:
        console.note("cli.outbox.waits", file=done.bundle, target=order.target)
    if done.forced:
        stored["forced"] = list(done.forced)
        console.note("cli.forced", codes=done.forced)
    if done.receipt_problem is not None:
        stored["receipt_problem"] = console.described(done.receipt_problem)
        console.note("cli.no-receipt", file=done.bundle, problem=console.messages.error(done.receipt_problem))
    return stored, (done.address or str(done.bundle),), 0


def _verified(console: Console, path: Path) -> Outcome:
    from editor.bundle.verify import verify as verified

    found = verified(path)
    kinds = {"missing": found.missing, "changed": found.changed, "extra": found.extra}
    stored: dict[str, object] = {"bundle": str(path), "ok": found.ok}
    stored.update({kind: list(names) for kind, names in kinds.items()})
    lines = (f"{console.messages.say(f'cli.verify.{kind}')}: {name}" for kind, names in kinds.items() for name in names)
    head = console.messages.say("cli.verify.ok" if found.ok else "cli.verify.bad", file=path)
    return stored, (head, *lines), 0 if found.ok else 1


def _line(finding: Finding, console: Console) -> str:
    return f"  {console.messages.say(f'cli.severity.{finding.severity}')}: {console.messages.finding(finding)}"


def _clean(console: Console) -> str:
    return f"  {console.messages.say('cli.check.clean')}"
