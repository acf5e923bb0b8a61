"""Commands that look and change nothing of an article: list, search, show, index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli.articles import note_journal
from editor.cli.console import Console
from editor.cli.options import json_option, workspace_option
from editor.cli.royalties import save_royalties
from editor.cli.waiting import hand_over_waiting
from editor.cli.worded import Command, Option
from editor.errors import EditorError
from editor.library.workspace import Workspace
from editor.model.article import Status
from editor.text import moment

if TYPE_CHECKING:
    from editor.app.delivery import Delivery
    from editor.library.learning import Refreshed
    from editor.library.listing import Listed

_PATH = click.Path(path_type=Path, readable=False)
_STATUSES = (*map(str, Status), "waiting", "exported", "changed", "withdrawn")


@click.command("list", cls=Command)
@workspace_option
@click.option("--status", cls=Option, metavar="S", type=click.Choice(_STATUSES))
@click.option("--section", cls=Option, metavar="S")
@click.option("--royalty", cls=Option, metavar="FILE", type=_PATH)
@json_option
@click.pass_obj
def list_(
    console: Console, workspace: Path, status: str | None, section: str | None, royalty: Path | None, as_json: bool
) -> None:
    from editor.app.outbox import waiting
    from editor.app.receipt import delivery_states

    opened = Workspace.open(workspace)
    hand_over_waiting(opened, console)
    with console.work() as (cancel, progress):
        listed = [item for item in opened.list(cancel, progress) if _in_section(item, section)]
        readable = [(item.folder, item.id) for item in listed if item.problem is None]
        states = delivery_states(opened, readable, {item.article_id for item in waiting(opened)}, cancel)
        wanted = [item for item in listed if status in {None, item.status, states.get(item.folder)} or item.problem]
        if royalty is not None:
            save_royalties(opened, [item.folder for item in wanted if item.problem is None], royalty, console, progress)
    console.result(
        [_listed(item, states, console) for item in wanted], *(_line(item, states, console) for item in wanted)
    )


@click.command("search", cls=Command)
@workspace_option
@click.argument("query", metavar="QUERY", nargs=-1, required=True)
@click.option("-n", "limit", cls=Option, metavar="N", type=click.IntRange(min=1), default=20)
@json_option
@click.pass_obj
def search(console: Console, workspace: Path, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    opened = Workspace.open(workspace)
    with opened.index() as index, console.work() as (cancel, progress):
        refreshed = index.refresh(opened.article_folders(), cancel, progress)
        hits = index.search(" ".join(query), limit)
    console.result(
        [
            {
                "article": hit.id,
                "folder": str(hit.folder),
                "headline": hit.headline,
                "excerpt": hit.excerpt,
                "score": hit.score,
            }
            for hit in hits
        ],
        *(f"{hit.folder.name}\n  {hit.headline}\n  {hit.excerpt}" for hit in hits),
    )
    _note_problems(refreshed, console)
    if not hits:
        console.note("cli.search.none", query=" ".join(query))


@click.command("show", cls=Command)
@click.argument("article", metavar="ARTICLE", type=_PATH)
@json_option
@click.pass_obj
def show(console: Console, article: Path, as_json: bool) -> None:
    from editor.app.outbox import waiting
    from editor.app.receipt import delivered_of, id_of
    from editor.source.article_json import to_json

    workspace, folder = Workspace.of_article(article)
    opened = workspace.load(folder)
    delivered = delivered_of(workspace, folder, opened.article.id)
    exports: list[dict[str, object]] = [{**asdict(item), "changed": list(item.changed)} for item in delivered]
    exports += [
        {"target": str(item.target), "profile": item.profile, "bundle": str(item.bundle), "state": "waiting"}
        for item in waiting(workspace)
        if item.article_id == (opened.article.id or id_of(folder))
    ]
    console.json(to_json(opened.article) | ({"exports": exports} if exports else {}))
    note_journal(folder, console)


@click.command("index", cls=Command)
@workspace_option
@click.option("--rebuild", cls=Option, is_flag=True)
@json_option
@click.pass_obj
def index(console: Console, workspace: Path, rebuild: bool, as_json: bool) -> None:
    opened = Workspace.open(workspace)
    folders = opened.article_folders()
    with opened.index() as opened_index, console.work() as (cancel, progress):
        work = opened_index.rebuild if rebuild else opened_index.refresh
        refreshed = work(folders, cancel, progress)
    problems = [{"folder": str(folder), **console.described(problem)} for folder, problem in refreshed.problems]
    articles = len(folders) - len(problems)
    console.result(
        {"articles": articles, "read": refreshed.read, "removed": refreshed.removed, "problems": problems},
        console.messages.say("cli.index.done", n=articles, read=refreshed.read, removed=refreshed.removed),
    )
    _note_problems(refreshed, console)


def _in_section(item: Listed, section: str | None) -> bool:
    """What cannot be read is always shown: nobody knows what it would be."""
    is_below = section is None or item.section == section or item.section.startswith(f"{section}/")
    return is_below or item.problem is not None


def _listed(item: Listed, states: Mapping[Path, Delivery], console: Console) -> dict[str, object]:
    line: dict[str, object] = {
        "article": item.id,
        "folder": str(item.folder),
        "headline": item.headline,
        "status": item.status,
        "section": item.section,
        "date": item.date,
        "modified": moment.written(item.modified),
        "delivery": states.get(item.folder, ""),
    }
    return line if item.problem is None else {**line, "error": console.described(item.problem)}


def _line(item: Listed, states: Mapping[Path, Delivery], console: Console) -> str:
    if item.problem is not None:
        return f"{item.folder.name}\n  {_attention(item.problem, console)}"
    delivery = states.get(item.folder)
    delivered = console.messages.say(f"cli.status.{delivery}") if delivery else ""
    parts = (console.messages.say(f"cli.status.{item.status}"), delivered, item.section)
    state = " · ".join(part for part in parts if part)
    return f"{item.folder.name}\n  {item.headline or console.messages.say('cli.no-headline')}\n  {state}"


def _attention(problem: EditorError, console: Console) -> str:
    return f"{console.messages.say('cli.attention')}: {console.messages.error(problem)}"


def _note_problems(refreshed: Refreshed, console: Console) -> None:
    for _, problem in refreshed.problems:
        console.say(_attention(problem, console))
