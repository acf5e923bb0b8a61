"""index.md: the article file as receiving sites read it. Hugo's is our own format; others have a head of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from editor.bundle.front_matter import mapped
from editor.bundle.profile import Profile
from editor.model.blocks import Block, Heading, List, ListItem, Paragraph, Span, plain
from editor.model.normal import tidy_body
from editor.render.corrections import correction_blocks
from editor.render.edition import Edition
from editor.source.dialect_write import write_body
from editor.source.writer import write, write_front_matter
from editor.text.labels import RELATED

# What kramdown takes for a table's divider, a row of nothing but these, and for a break, a backslash at a line's end.
_DIVIDING_ROW = re.compile(r"^(?:> )?\|(?: [-=:+]+ \|)+$", re.MULTILINE)
_LAST_BACKSLASH = re.compile(r"(?<!\\)((?:\\\\)*)\\\\$", re.MULTILINE)
# markdown-it drops entities from alternative texts: a space must stay one.
_ALT = re.compile(r"!\[(?:\\.|[^\]\\\n])*\]\((?=images/)")
_IMAGE = re.compile(r"(?<!\\)\]\((?=images/)")


def index_md(edition: Edition, profile: Profile) -> str:
    """The file's text; the edition's photos are named relative to it."""
    if profile.front_matter == "hugo" and not profile.printed:
        text = write(edition.article, bundle=True)
    else:
        body = tidy_body(tuple(_printed(edition, profile.printed)), edition.lang)
        text = f"{_head(edition, profile)}\n{_for_others(write_body(body, edition.lang))}"
    # Our images are the only addresses that begin so: a bracket in copy is written with a backslash.
    return _IMAGE.sub(f"]({profile.image_prefix}", text) if profile.image_prefix else text


def _for_others(markdown: str) -> str:
    """Our dialect with what only other readers than Hugo's take for syntax written as entities."""
    rows = _DIVIDING_ROW.sub(lambda row: row[0] if "---" in row[0] else _dashes(row[0]), markdown)
    alts = _ALT.sub(lambda alt: alt[0].replace("&nbsp;", " "), rows)
    return _LAST_BACKSLASH.sub(r"\1&#92;", alts)


def _dashes(row: str) -> str:
    return row.replace("-", "&#45;").replace("=", "&#61;")


def _head(edition: Edition, profile: Profile) -> str:
    match profile.front_matter:
        case "pelican":
            return _pelican(edition)
        case "yaml":
            return f"---\n{mapped(edition, profile.keys)}---\n"
        case _:
            return f"---\n{write_front_matter(edition.article, bundle=True)}---\n"


def _pelican(edition: Edition) -> str:
    """`Key: value` lines that Python-Markdown's meta extension reads.

    Pelican splits tags and authors at ";" and runs the summary through Markdown.
    """
    article = edition.article
    modified = edition.time(article.lastmod)
    head = {
        "Title": _title(article.headline),
        "Slug": edition.slug,
        "Date": edition.time(article.date) or modified,
        "Modified": modified,
        "Authors": _listed(author.name for author in article.authors),
        "Category": _name(article.sections[0]) if article.sections else "",
        "Tags": _listed(article.tags),
        "Lang": edition.lang,
        "Kicker": _title(article.kicker),
        "Dateline": _title(article.dateline),
        "Summary": write_body((Paragraph(plain(article.standfirst)),), edition.lang).strip(),
    }
    return "".join(f"{key}: {value}\n" for key, value in head.items() if value)


def _printed(edition: Edition, parts: Sequence[str]) -> Iterator[Block]:
    """The body with those parts of the article that the site's templates have no place for."""
    article = edition.article
    if "standfirst" in parts and article.standfirst:
        yield Paragraph((Span(article.standfirst, strong=True),))
    lead = edition.cover_outside_body
    if "cover" in parts and lead:
        yield lead
    yield from article.body
    if "corrections" in parts:
        yield from correction_blocks(edition)
    if "related" in parts and article.related:
        yield Heading(2, plain(RELATED.get(edition.lang.split("-", maxsplit=1)[0].lower(), RELATED["en"])))
        yield List(
            ordered=False,
            items=tuple(
                ListItem((Span(item.title or item.url, link=item.url or edition.addresses.get(item.id, "")),))
                for item in article.related
            ),
        )


def _listed(names: Iterable[str]) -> str:
    """Each name ends with ";", or Pelican would split a single one at its commas."""
    return " ".join(f"{_name(name)};" for name in names)


def _name(text: str) -> str:
    return _harmless(text).replace(";", ",")


def _title(text: str) -> str:
    return _harmless(text).replace("&", "&amp;")


def _harmless(text: str) -> str:
    """Text that Pelican's themes print as HTML, in attributes too.

    They undo entities on the way (`striptags`), so what would be markup is replaced by what looks like it.
    """
    opened = re.sub(r'(^|[\s(\[])"', r"\1“", text)
    return opened.replace('"', "”").replace("<", "‹").replace(">", "›")
