"""The command that shows what an article said before, and brings it back: versions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from editor.app.versioning import article_of, keep_saved, versions_of
from editor.cli.articles import editing, finding_of, newsroom_of, now
from editor.cli.console import Console
from editor.cli.options import json_option
from editor.cli.worded import Command, Option
from editor.errors import EditorError
from editor.library.versions import Version
from editor.library.workspace import Workspace
from editor.model.article import Article


@click.command("versions", cls=Command)
@click.argument("article", metavar="ARTICLE", type=click.Path(path_type=Path, readable=False))
@click.option("--restore", cls=Option, metavar="ID")
@json_option
@click.pass_obj
def versions(console: Console, article: Path, restore: str | None, as_json: bool) -> None:
    workspace, folder = Workspace.of_article(article)
    if restore is not None:
        _restore(console, workspace, folder, restore)
        return
    present = workspace.load(folder).article
    kept = versions_of(workspace, folder, present).all()
    console.result(
        [_stored(version, present) for version in kept], *(_line(version, present, console) for version in kept)
    )
    if not kept:
        console.note("cli.versions.none", file=folder / "article.md")


def _restore(console: Console, workspace: Workspace, folder: Path, ident: str) -> None:
    """The file as it is becomes a version first, so that a restore is taken back like it was made."""
    newsroom = newsroom_of(workspace, console)
    versions_of(workspace, folder, workspace.load(folder).article).find(ident)  # a slip must not touch the workspace
    with editing(workspace, folder, newsroom, console) as edited:
        moment: datetime = now(newsroom)
        version = versions_of(workspace, folder, edited.article).find(ident)
        after = article_of(version, edited.article)
        keep_saved(workspace, folder, edited.article, "replaced", moment)
        saved = edited.save(after, moment)
        keep_saved(workspace, folder, edited.article, "restored", moment)
    findings = [finding_of(finding, console) for finding in saved.findings]
    result = {"article": after.id, "folder": str(folder), "restored": version.id, "written": saved.written}
    console.result({**result, "findings": findings}, str(folder))
    for finding in saved.findings:
        console.say(console.messages.finding(finding))
    console.note("cli.versions.restored", version=version.id, kept=version.kept, file=folder / "article.md")


def _stored(version: Version, present: Article) -> dict[str, object]:
    return {
        "id": version.id,
        "kept": version.kept.isoformat(),
        "reason": version.reason,
        "headline": _headline(version, present),
        "sha256": version.content_hash,
        "file": str(version.path),
    }


def _line(version: Version, present: Article, console: Console) -> str:
    said = console.messages
    reason = said.say(f"cli.versions.reason.{version.reason}")
    return f"{version.id:<12} {said.moment(version.kept)}  {reason}  {_headline(version, present)}".rstrip()


def _headline(version: Version, present: Article) -> str:
    """ "" for a version that cannot be read: it is listed all the same."""
    try:
        return article_of(version, present).headline
    except EditorError:
        return ""
