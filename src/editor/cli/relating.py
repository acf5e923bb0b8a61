"""`standfirst relate`: related stories are put under an article, or suggested for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from editor.cli.articles import editing, newsroom_of, note_journal, now
from editor.cli.console import Console
from editor.cli.options import json_option, paired
from editor.cli.worded import Command, Option, wrong
from editor.errors import NoArticleError
from editor.library.workspace import ARTICLE_FILE, Workspace
from editor.model import edits
from editor.model.article import Article, Related
from editor.text.clean import clean_line

if TYPE_CHECKING:
    from editor.library.suggest import Suggestion

_SUGGESTED = 10


class RelateCommand(Command):
    """`--title` belongs to the `--add` before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, paired(args, "--add", "--title", "--pair"))


@click.command("relate", cls=RelateCommand)
@click.argument("article", metavar="ARTICLE", type=click.Path(path_type=Path, readable=False))
@click.option("--add", cls=Option, metavar="URL|ID", multiple=True)
@click.option("--title", cls=Option, metavar="T", multiple=True)
@click.option("--pair", nargs=2, multiple=True, hidden=True)
@click.option("--suggest", cls=Option, is_flag=True)
@click.option("-n", "limit", cls=Option, metavar="N", type=click.IntRange(min=1), default=_SUGGESTED)
@json_option
@click.pass_obj
def relate(
    console: Console,
    article: Path,
    add: Sequence[str],
    title: Sequence[str],
    pair: Sequence[tuple[str, str]],
    suggest: bool,
    limit: int,
    as_json: bool,
) -> None:
    if title or not (pair or suggest):
        raise wrong("missing", parameter="--add")
    workspace, folder = Workspace.of_article(article)
    newsroom = newsroom_of(workspace, console)
    items = [related_item(workspace, workspace.load(folder).article, target, name) for target, name in pair]
    if items:
        with editing(workspace, folder, newsroom, console) as edited:
            after = edited.article
            for item in items:
                after = edits.add_related(after, item)
            edited.save(after, now(newsroom))
    if suggest:
        _suggest(console, workspace, folder, limit, now(newsroom))
        return
    console.result([_related(item) for item in items], *(item.title for item in items))


def _suggest(console: Console, workspace: Workspace, folder: Path, limit: int, today: datetime) -> None:
    article = workspace.load(folder).article
    with workspace.index() as index, console.work() as (cancel, progress):
        index.refresh(workspace.article_folders(), cancel, progress)
        index.refresh_archive(cancel, progress)
        found = index.suggest(article, today.date(), limit)
    console.result([_suggested(item) for item in found], *(_line(item, console) for item in found))
    if not found:
        console.note("cli.relate.none")
    note_journal(folder, console)


def _related(item: Related) -> dict[str, object]:
    target = {"id": item.id} if item.id else {"url": item.url}
    return {"title": item.title, **target, "section": item.section, "reason": item.origin, "score": None}


def _suggested(item: Suggestion) -> dict[str, object]:
    found = item.candidate
    target = {"id": found.id} if found.id else {"url": found.url}
    return {
        "title": found.title,
        **target,
        "section": found.section,
        "date": found.day.isoformat() if found.day else "",
        "reason": str(item.reason),
        "words": item.words,
        "score": item.score,
    }


def _line(item: Suggestion, console: Console) -> str:
    reason = console.messages.say(f"cli.relate.{item.reason}")
    found = item.candidate
    shared = f"{reason}: {item.words}" if item.words else reason
    return f"{found.title}\n  {' · '.join(part for part in (found.url or found.id, found.section, shared) if part)}"


def related_item(workspace: Workspace, article: Article, target: str, title: str) -> Related:
    """A related item: an outside address, or an article of this workspace by its id, its folder or that one's name.

    Without a title an article of ours gives its headline and section, an outside address stands for itself: nothing is
    fetched (trust.md rule 18).

    Raises NoArticleError, UsageError.
    """
    target, title = clean_line(target), clean_line(title)
    if "://" in target:
        address = urlsplit(target)
        if address.scheme.lower() not in {"http", "https"} or not address.netloc:
            raise wrong("bad-value", field="--add", value=target, hint="https://…")
        return Related(title or f"{address.netloc}{address.path}".rstrip("/"), url=target)
    place = _folder(target)
    known = (item for item in workspace.list() if target in {item.id, item.folder.name} or item.folder == place)
    found = next(known, None) if target else None
    if found is None or found.problem is not None:
        raise NoArticleError(target)
    if found.id == article.id:
        raise wrong("related-to-itself", value=target)
    return Related(title or found.headline, id=found.id, section=found.section)


def _folder(target: str) -> Path:
    """The folder that a path means, be it the article's folder or its file."""
    path = Path(target).absolute()
    return path.parent if path.name == ARTICLE_FILE else path
