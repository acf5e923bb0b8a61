"""Markdown drafts: our own article files and bundles as they are, others' through Python-Markdown and the funnel."""

from __future__ import annotations

import re
from dataclasses import replace

from editor.errors import FormatError
from editor.ingest.draft import Draft, WantedPhoto
from editor.ingest.foreign_fields import article_of, read_foreign_fields
from editor.ingest.funnel import Funnel
from editor.ingest.furniture import cut
from editor.ingest.html import pieces_of
from editor.ingest.leads import set_apart
from editor.ingest.limit import limited
from editor.ingest.markup import parse
from editor.ingest.notations import in_plain_markdown
from editor.ingest.page import take_out, unique, unique_items, wanted_of
from editor.ingest.pieces import blocks_of
from editor.ingest.places import headline_of, line_of, standfirst_node
from editor.ingest.settle import Signed, signed, with_captions
from editor.ingest.subheads import with_levels, with_subheads
from editor.ingest.tally import Tally
from editor.model.article import Author, Fields
from editor.model.blocks import figures_of
from editor.model.normal import tidy, tidy_body
from editor.source import frontmatter
from editor.text import fold
from editor.text.clean import clean
from editor.text.language import language_of

_MARKED = re.compile(r"<!-- (box|pull)(?: untitled)? -->\s*<blockquote>")
"""Our own markers in a file that another tool's profile wrote: a comment before a block quote."""


def read_markdown(text: str) -> Draft:
    """A draft as an article. `text` has passed `text.clean`.

    Raises:
        FrontMatterError, UnknownSchemaError: the caller names the file.
        TooHardError: Python-Markdown did not finish within its time.
    """
    if is_ours(text):
        return _ours(text)
    return _foreign(text)


def is_ours(text: str) -> bool:
    """Whether Standfirst wrote it: its front matter holds our `standfirst` mapping."""
    front, _, line = frontmatter.split(text)
    if not line or "standfirst" not in front:
        return False
    return any(
        key == "standfirst" and isinstance(value, Fields) for key, value in frontmatter.load(front, line=line).pairs
    )


def _ours(text: str) -> Draft:
    """All that the file says, exactly as opening it would give."""
    from editor.source.reader import read

    article, findings = read(text)
    wanted = tuple(WantedPhoto(figure.src) for figure in figures_of(article.body))
    return Draft(article, wanted, findings=findings, ours=True)


def _foreign(text: str) -> Draft:
    foreign = read_foreign_fields(text)
    tally = Tally()
    for key in foreign.unknown:
        tally.add("key", ", ".join(foreign.unknown), n=1 if key else 0)
    article = article_of(foreign)
    html = limited(to_html, in_plain_markdown(foreign.body, tally))
    root = parse(clean(_MARKED.sub(r'<blockquote class="\1">', html)), tally)
    node, headline = headline_of(root, "", article.headline, "")
    if node is not None and article.headline in {"", headline}:
        take_out(root, node)
        article = replace(article, headline=headline, slug=article.slug or fold.slug(headline))
    funnel = Funnel(headline_key=fold.search_key(article.headline), titles_are_captions=True, tally=tally)
    standfirst = article.standfirst
    if not standfirst and (lead := standfirst_node(root)):
        standfirst = line_of(lead)
        take_out(root, lead)
    found = cut(with_captions(pieces_of(root, funnel)), tally)
    pieces = found.kept
    if not standfirst:
        standfirst, pieces = set_apart(pieces)
    words = Signed(pieces) if article.authors else signed(pieces)
    lang = language_of(root.text(), article.lang)
    article = tidy(
        replace(
            article,
            lang=lang,
            standfirst=standfirst,
            date=article.date or words.date,
            authors=article.authors or tuple(map(Author, words.authors)),
            body=tidy_body(tuple(blocks_of(with_levels(with_subheads(words.pieces)))), lang),
            tags=unique((*article.tags, *found.tags)),
        )
    )
    items = unique_items((*found.items, *funnel.items), article.headline)
    return Draft(article, wanted_of(article.body, funnel), tally.result(), items)


def to_html(text: str) -> str:
    """CommonMark's older cousin with the `extra` extensions; run in a process with a time limit."""
    import markdown

    try:
        return markdown.markdown(text, extensions=["extra", "sane_lists"], output_format="html")
    except (ValueError, IndexError, AttributeError, TypeError, KeyError, AssertionError) as error:
        raise FormatError from error
