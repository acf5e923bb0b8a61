"""The article file, read: front matter and body. Hostile input gives an error or a finding within seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from editor.model.article import Article, Resource
from editor.model.blocks import Block, Box, Figure, Gallery, Source, figures_of, plain
from editor.model.finding import FieldPlace, Finding, Severity
from editor.model.normal import tidy
from editor.source.article_fields import article_from
from editor.source.dialect_read import read_blocks, read_title, source_findings
from editor.source.frontmatter import load, split
from editor.text.clean import clean, nfc


def read(text: str) -> tuple[Article, tuple[Finding, ...]]:
    """The article that a file's text holds, in its normal form, and what is to be said about it.

    CRLF, a byte-order mark and decomposed letters are read as ours without a word; control characters are taken out
    with the finding `cleaned`; what lies outside the dialect is kept with `not-in-dialect`, a field whose value is no
    text (list …) where it should be one is kept with `field-unreadable`.

    Raises:
        FrontMatterError: facts line (1-based) and problem.
        UnknownSchemaError: written by a newer Standfirst.
    """
    cleaned = clean(text)
    front, body, line = split(cleaned)
    article, unread = article_from(load(front, line=line))
    article = replace(article, body=read_blocks(body))
    if not line:
        article = _with_headline(article)
    article = tidy(_described(article))
    return article, (*cleaned_in(text), *_unreadable(unread), *source_findings(article.body))


def read_fields(text: str) -> Article:
    """What `read` makes of the front matter alone; quicker, for who does not ask for the body. Raises as `read`."""
    front, _, line = split(clean(text))
    if not line:
        return read(text)[0]  # the headline may be in the body
    return tidy(article_from(load(front, line=line))[0])


def cleaned_in(text: str, field: str = "body") -> Iterator[Finding]:
    """The finding that `clean` takes something out of a text, if it does. `field`: where the text goes."""
    cleaned = clean(text)
    if text == cleaned:
        return
    lines = nfc(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if lines != cleaned:
        lost = max(len(lines) - len(cleaned), 1)
        yield Finding("cleaned", Severity.WARNING, FieldPlace(field), (("n", lost),))


def _unreadable(unread: tuple[str, ...]) -> Iterator[Finding]:
    for key in unread:
        yield Finding("field-unreadable", Severity.WARNING, FieldPlace(key), (("key", key),))


def _with_headline(article: Article) -> Article:
    """A file without front matter: a first line that is a title (`# …`) is the headline."""
    first = article.body[0] if article.body else None
    if not isinstance(first, Source):
        return article
    title = read_title(first.text)
    return replace(article, headline=title, body=article.body[1:]) if title else article


def _described(article: Article) -> Article:
    """The body wins; where it says nothing about a photo, what `resources` says (another tool's file) is not lost."""
    shown = Counter(figure.src for figure in figures_of(article.body))
    said = {
        resource.src: resource
        for resource in article.resources
        if shown[resource.src] == 1 and (resource.title or resource.alt or resource.credit)
    }
    if not said:
        return article
    body = tuple(_described_block(block, said) for block in article.body)
    return replace(article, body=body)


def _described_block(block: Block, said: Mapping[str, Resource]) -> Block:
    match block:
        case Figure():
            return _described_figure(block, said)
        case Gallery(figures=figures):
            return Gallery(tuple(_described_figure(figure, said) for figure in figures))
        case Box(title=title, blocks=blocks):
            inner = (_described_figure(item, said) if isinstance(item, Figure) else item for item in blocks)
            return Box(title, tuple(inner))
        case _:
            return block


def _described_figure(figure: Figure, said: Mapping[str, Resource]) -> Figure:
    resource = said.get(figure.src)
    if resource is None:
        return figure
    return Figure(
        figure.src,
        figure.caption or plain(resource.title),
        figure.credit or resource.credit,
        figure.alt or resource.alt,
    )
