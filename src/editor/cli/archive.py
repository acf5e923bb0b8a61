"""`standfirst archive`: what the paper has published, taken from files into the workspace's archive."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli.articles import newsroom_of
from editor.cli.console import Console
from editor.cli.options import json_option, workspace_option
from editor.cli.worded import Command, wrong
from editor.errors import FormatError
from editor.library.workspace import Workspace


@click.command("archive", cls=Command)
@workspace_option
@click.argument("files", metavar="FILE|FOLDER", nargs=-1, type=click.Path(path_type=Path, readable=False))
@json_option
@click.pass_context
def archive(context: click.Context, workspace: Path, files: tuple[Path, ...], as_json: bool) -> None:
    from editor.app.archiving import import_published

    console: Console = context.obj
    opened = Workspace.open(workspace)
    files = files or tuple(map(Path, newsroom_of(opened, console).archive_sources))
    if not files:
        raise wrong("no-archive")
    with console.work() as (cancel, progress):
        done = import_published(opened, files, cancel, progress)
        with opened.index() as index:
            items = index.refresh_archive(cancel, progress)
    findings = [
        {"code": finding.code, **dict(finding.facts), "message": console.messages.finding(finding)}
        for finding in done.findings
    ]
    added = done.added
    console.result(
        {
            "files": done.files,
            "new": added.new,
            "changed": added.changed,
            "same": added.same,
            "skipped": done.skipped,
            "items": items,
            "findings": findings,
        },
        console.messages.say("cli.archive.done", n=added.new, changed=added.changed, same=added.same, items=items),
    )
    for finding in done.findings:
        console.say(console.messages.finding(finding))
    if done.skipped > len(done.findings):
        console.note("cli.archive.more", n=done.skipped - len(done.findings))
    if done.skipped and not (added.new or added.changed or added.same):
        context.exit(FormatError.exit_code)  # nothing of all that could be read
