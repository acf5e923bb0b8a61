"""Commands that make and change articles: init, new, import, set, attach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli.articles import editing, finding_of, newsroom_of, now, read_words
from editor.cli.assigning import Desk, assign, pairs_of
from editor.cli.console import Console
from editor.cli.options import json_option, spread, workspace_option
from editor.cli.worded import Command, Option, wrong
from editor.library.workspace import Saved, Workspace
from editor.model.article import Article
from editor.model.finding import Finding
from editor.source.reader import cleaned_in

if TYPE_CHECKING:
    from editor.app.intake import Imported
    from editor.ingest.draft import Dropped

_PATH = click.Path(path_type=Path, readable=False)


class ImportCommand(Command):
    """`--photos` takes every word that follows up to the next option, text files left out: those are FILEs."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, spread(args, "--photos"))


@click.command("init", cls=Command)
@click.argument("folder", metavar="DIR", type=_PATH)
@click.option("--sample", cls=Option, is_flag=True)
@click.option("--lang", cls=Option, metavar="vi|en", type=click.Choice(["vi", "en"]))
@json_option
@click.pass_obj
def init(console: Console, folder: Path, sample: bool, lang: str | None, as_json: bool) -> None:
    workspace = Workspace.init(folder, sample=sample, lang=lang or console.messages.lang)
    articles = [str(article) for article in workspace.article_folders()]
    console.result({"workspace": str(workspace.root), "articles": articles}, str(workspace.root))
    console.note("cli.init.done", file=workspace.root, n=len(articles))


@click.command("new", cls=Command)
@workspace_option
@click.option("--title", cls=Option, required=True, metavar="T")
@click.option("--body", cls=Option, metavar="FILE|-")
@click.option("--section", cls=Option, metavar="S")
@click.option("--tag", "tags", cls=Option, metavar="T", multiple=True)
@click.option("--author", "authors", cls=Option, metavar="A", multiple=True)
@json_option
@click.pass_obj
def new(
    console: Console,
    workspace: Path,
    title: str,
    body: str | None,
    section: str | None,
    tags: Sequence[str],
    authors: Sequence[str],
    as_json: bool,
) -> None:
    opened = Workspace.open(workspace)
    newsroom = newsroom_of(opened, console)
    pairs = {"title": (title,), "tags": tuple(tags), "authors": tuple(authors)}
    if section is not None:
        pairs["section"] = (section,)
    if body is not None:
        pairs["body"] = (read_words(body),)
    desk = Desk(newsroom, now(newsroom))
    folder = opened.create(assign(Article(lang=newsroom.lang), pairs, desk), desk.now)
    findings = _cleaned(pairs)
    stored = {"article": opened.load(folder).article.id, "folder": str(folder)}
    console.result(stored | {"findings": [finding_of(finding, console) for finding in findings]}, str(folder))
    for finding in findings:
        console.say(console.messages.finding(finding))


@click.command("import", cls=ImportCommand)
@workspace_option
@click.argument("texts", metavar="FILE…", nargs=-1, required=True, type=_PATH)
@click.option("--photos", cls=Option, metavar="DIR|FILE…", multiple=True, type=_PATH)
@click.option("--keep-encoding", "keep", cls=Option, is_flag=True)
@json_option
@click.pass_context
def import_(
    context: click.Context, workspace: Path, texts: Sequence[Path], photos: Sequence[Path], keep: bool, as_json: bool
) -> None:
    from editor.app.intake import import_files

    console: Console = context.obj
    opened = Workspace.open(workspace)
    moment = now(newsroom_of(opened, console))
    with console.work() as (cancel, progress):
        imported = import_files(opened, texts, photos, convert=not keep, cancel=cancel, progress=progress, now=moment)
    failed = [item for item in imported if item.error is not None]
    if len(imported) == 1 and failed and failed[0].error is not None:
        raise failed[0].error
    console.result(
        [_imported(item, console) for item in imported],
        *(str(item.folder) for item in imported if item.folder is not None),
    )
    for item in imported:
        _report(item, console, named=len(imported) > 1)
    if failed:
        context.exit(max(item.error.exit_code for item in failed if item.error is not None))


@click.command("set", cls=Command)
@click.argument("article", metavar="ARTICLE", type=_PATH)
@click.argument("pairs", metavar="KEY=VALUE…", nargs=-1, required=True)
@json_option
@click.pass_obj
def set_(console: Console, article: Path, pairs: Sequence[str], as_json: bool) -> None:
    values = dict(pairs_of(pairs))
    if "body" in values:
        values["body"] = (body_text(values["body"][0]),)
    workspace, folder = Workspace.of_article(article)
    newsroom = newsroom_of(workspace, console)
    desk = Desk(newsroom, now(newsroom))
    # Once without the lease: a slip of the pen must not touch the workspace at all.
    assign(workspace.load(folder).article, values, desk)
    with editing(workspace, folder, newsroom, console) as edited:
        saved = edited.save(assign(edited.article, values, desk), desk.now)
        _saved(console, edited.article, edited.folder, saved, _cleaned(values))


@click.command("attach", cls=Command)
@click.argument("article", metavar="ARTICLE", type=_PATH)
@click.argument("photos", metavar="PHOTO…", nargs=-1, required=True, type=_PATH)
@click.option("--caption", cls=Option, metavar="C", default="")
@click.option("--credit", cls=Option, metavar="C", default="")
@click.option("--alt", cls=Option, metavar="A", default="")
@click.option("--after", cls=Option, metavar="N", type=click.IntRange(min=0))
@click.option("--cover", cls=Option, is_flag=True)
@json_option
@click.pass_obj
def attach(
    console: Console,
    article: Path,
    photos: Sequence[Path],
    caption: str,
    credit: str,
    alt: str,
    after: int | None,
    cover: bool,
    as_json: bool,
) -> None:
    from editor.app.media import Words, attach_photos
    from editor.images.store import discard

    workspace, folder = Workspace.of_article(article)
    newsroom = newsroom_of(workspace, console)
    with editing(workspace, folder, newsroom, console) as edited, console.work() as (cancel, progress):
        attached, srcs = attach_photos(
            edited.article,
            edited.folder,
            photos,
            after=after,
            words=Words(caption, credit, alt),
            cover=cover,
            cancel=cancel,
            progress=progress,
        )
        try:
            saved = edited.save(attached, now(newsroom))
        except BaseException:
            discard(edited.folder, srcs)
            raise
        _saved(console, attached, edited.folder, saved, photos=list(srcs))


def body_text(value: str) -> str:
    """What `body=VALUE` means: `@FILE`, `-` for stdin, or the text itself.

    Raises UsageError for a file or a stream without a word.
    """
    if value != "-" and not value.startswith("@"):
        return value
    text = read_words(value.removeprefix("@"))
    if not text.strip():  # mostly a pipe whose first half has failed
        raise wrong("empty-body", source=value.removeprefix("@"))
    return text


def _cleaned(values: Mapping[str, Sequence[str]]) -> tuple[Finding, ...]:
    """What was typed or read and cannot stand in an article."""
    return tuple(found for key, texts in values.items() for text in texts for found in cleaned_in(text, key))


def _saved(
    console: Console, article: Article, folder: Path, saved: Saved, cleaned: Sequence[Finding] = (), **more: object
) -> None:
    found = (*cleaned, *saved.findings)
    findings = [finding_of(finding, console) for finding in found]
    result = {"article": article.id, "folder": str(folder), "written": saved.written, "findings": findings, **more}
    console.result(result, *(str(value) for values in more.values() if isinstance(values, list) for value in values))
    for finding in found:
        console.say(console.messages.finding(finding))
    console.note("cli.saved" if saved.written else "cli.unchanged", file=folder / "article.md")


def _imported(item: Imported, console: Console) -> dict[str, object]:
    if item.error is not None:
        return {"file": str(item.file), "error": console.described(item.error)}
    return {
        "article": item.article_id,
        "folder": str(item.folder),
        "findings": [finding_of(finding, console) for finding in item.findings],
        "dropped": [
            {"code": drop.code, "n": drop.n, "sample": drop.sample, "message": _dropped(drop, console)}
            for drop in item.dropped
        ],
        "archive_items": [
            {"title": found.title, "url": found.url, "section": found.section} for found in item.archive_items
        ],
    }


def _report(item: Imported, console: Console, *, named: bool) -> None:
    """What there is to say of a file; of several each one's sentences stand under its name."""
    if item.error is not None:
        console.say(console.messages.error(item.error))
    said = [console.messages.finding(finding) for finding in item.findings]
    said += [_dropped(drop, console) for drop in item.dropped]
    if named and said:
        console.say(str(item.file))
    for sentence in said:
        console.say(f"  {sentence}" if named else sentence)


def _dropped(drop: Dropped, console: Console) -> str:
    return console.messages.say(drop.code, n=drop.n, sample=drop.sample)
