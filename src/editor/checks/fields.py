"""What an article must say about itself before it leaves: headline, byline, section, date, lead image, embargo."""

from __future__ import annotations

from collections.abc import Iterator

from editor.checks.context import Context, Fault
from editor.checks.pieces import Role
from editor.model.blocks import Embed, Gallery, Source
from editor.model.finding import FieldPlace
from editor.text import moment
from editor.text.clean import is_blank

_STORY = 2  # photos with captions, as a gallery has them


def no_headline(context: Context) -> Iterator[Fault]:
    """An article without a headline cannot be listed anywhere."""
    if is_blank(context.article.headline):
        yield Fault(FieldPlace("title"))


def no_standfirst(context: Context) -> Iterator[Fault]:
    """The standfirst (sapo) is what lists, searches and social posts print."""
    if is_blank(context.article.standfirst):
        yield Fault(FieldPlace("description"))


def standfirst_length(context: Context) -> Iterator[Fault]:
    """Longer than lists and social posts print; counted in characters."""
    length = len(context.article.standfirst.strip())
    most = context.newsroom.limits.standfirst_max
    if length > most:
        yield Fault(FieldPlace("description", 0, len(context.article.standfirst)), (("n", length), ("most", most)))


def no_body(context: Context) -> Iterator[Fault]:
    """There is nothing to read: a photo and subheads alone make no article.

    A gallery, several photos with captions (a story in pictures) or an embed (a video) does.
    """
    if any(piece.role in {Role.PROSE, Role.CELL} and not is_blank(piece.text) for piece in context.pieces):
        return
    captioned = sum(1 for photo in context.photos if photo.anchor and not is_blank(photo.caption))
    if captioned < _STORY and not any(isinstance(block, Embed | Gallery | Source) for block in context.article.body):
        yield Fault(FieldPlace("body"))


def no_byline(context: Context) -> Iterator[Fault]:
    """Somebody signs, be it the agency or the desk."""
    if all(is_blank(author.name) for author in context.article.authors):
        yield Fault(FieldPlace("authors"))


def no_section(context: Context) -> Iterator[Fault]:
    """A CMS files by section; exactly one is the main section."""
    if all(is_blank(path) for path in context.article.sections):
        yield Fault(FieldPlace("categories"))


def no_date(context: Context) -> Iterator[Fault]:
    """Without a date the site takes the moment of import, which is rarely meant."""
    if is_blank(context.article.date):
        yield Fault(FieldPlace("date"))


def no_tags(context: Context) -> Iterator[Fault]:
    """Tags are how related stories are found."""
    if all(is_blank(tag) for tag in context.article.tags):
        yield Fault(FieldPlace("tags"))


def no_cover(context: Context) -> Iterator[Fault]:
    """Photos, but none chosen to stand for the article. An article without any photo is not asked for one."""
    if context.photos and not context.article.cover:
        yield Fault(FieldPlace("cover"))


def headline_length(context: Context) -> Iterator[Fault]:
    """Too long to stand on a front page, or too short to say anything; counted in characters."""
    limits = context.newsroom.limits
    length = len(context.article.headline.strip())
    if length and not limits.headline_min <= length <= limits.headline_max:
        yield Fault(
            FieldPlace("title", 0, len(context.article.headline)),
            (("n", length), ("least", limits.headline_min), ("most", limits.headline_max)),
        )


def embargo(context: Context) -> Iterator[Fault]:
    """Not to be handed over yet. What cannot be read as a time holds the article back too: nobody knows until when."""
    text = context.article.embargo.strip()
    if not text:
        return
    until = moment.parse(text, context.zone)
    if until is None:
        yield Fault(FieldPlace("embargo"), (("until", f"“{text}”"),))
    elif until > context.now:
        yield Fault(FieldPlace("embargo"), (("until", moment.day_and_time(until, context.zone)),))


def not_a_time(context: Context) -> Iterator[Fault]:
    """A date that nobody can read as one is kept as typed, and said."""
    article = context.article
    for name, text in (("date", article.date), ("embargo", article.embargo)):
        if text.strip() and moment.parse(text.strip(), context.zone) is None:
            yield Fault(FieldPlace(name), (("value", text),))
    for correction in article.corrections:
        if correction.date.strip() and moment.parse(correction.date.strip(), context.zone) is None:
            yield Fault(FieldPlace("corrections"), (("value", correction.date),))
