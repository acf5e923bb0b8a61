"""Commands at the door: check before, verify after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli.articles import finding_of, newsroom_of, now, opened_saved
from editor.cli.console import Console
from editor.cli.options import json_option
from editor.cli.outcomes import Outcome, each, finish
from editor.cli.worded import Command
from editor.library.workspace import Workspace
from editor.model.finding import Finding, Severity

if TYPE_CHECKING:
    pass

_PATH = click.Path(path_type=Path, readable=False)
_BLOCKED = 1


@click.command("check", cls=Command)
@click.argument("articles", metavar="ARTICLE…", nargs=-1, required=True, type=_PATH)
@json_option
@click.pass_context
def check(context: click.Context, articles: Sequence[Path], as_json: bool) -> None:
    console: Console = context.obj
    finish(context, each(console, articles, lambda path, cancel, progress: _checked(console, path)))


@click.command("verify", cls=Command)
@click.argument("bundles", metavar="BUNDLE…", nargs=-1, required=True, type=_PATH)
@json_option
@click.pass_context
def verify(context: click.Context, bundles: Sequence[Path], as_json: bool) -> None:
    console: Console = context.obj
    finish(context, each(console, bundles, lambda path, cancel, progress: _verified(console, path)))


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
