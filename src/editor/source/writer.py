"""The article file, written in the one canonical way (format.md 2 and 3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from editor.model import keys as layout
from editor.model.article import (
    SCHEMA,
    Article,
    Author,
    Correction,
    Extra,
    Fields,
    Plain,
    Related,
    Resource,
    Seo,
    Status,
)
from editor.model.blocks import Figure, figures_of, text_of
from editor.model.inline import tidy_line
from editor.model.normal import tidy
from editor.source.dialect_write import write_tidy_body
from editor.source.frontmatter import Bare, dump, moment


def write(article: Article, *, bundle: bool = False) -> str:
    """The whole file: front matter and body of the article's normal form.

    Args:
        bundle: for `public(article)` in an exported bundle: `draft` is false, nothing is said about the status, and
            `resources` repeats what the body says about each photo, for the templates that receive it.
    """
    article = tidy(article)
    front = front_matter(article, bundle=bundle)
    body = write_tidy_body(article.body, article.lang)
    return f"---\n{dump(front)}---\n\n{body}" if body else f"---\n{dump(front)}---\n"


def write_front_matter(article: Article, keys: Collection[str] | None = None, *, bundle: bool = False) -> str:
    """The YAML of an article without its fences; with `keys`, only those of them that the article has."""
    fields = front_matter(tidy(article), bundle=bundle)
    return dump(Fields(tuple((key, value) for key, value in fields.pairs if keys is None or key in keys)))


def front_matter(article: Article, *, bundle: bool = False) -> Fields:
    """The keys of a tidy article in the file's order, unknown keys where they stood."""
    present = layout.present(article)
    if bundle:
        article = replace(article, resources=_repeated(article))
        present = (present | ({"resources"} if article.resources else set())) - {"status", "note"}
    known = {key: _VALUES[key](article) for key in layout.ARTICLE if key in present}
    if bundle:
        known["draft"] = Bare("false")
    return _with_extras(known, article.extra)


def _with_extras(known: dict[str, Plain], extras: tuple[Extra, ...]) -> Fields:
    order = list(known.items())
    for extra in extras:
        names = [key for key, _ in order]
        at = names.index(extra.after) + 1 if extra.after in names else 0
        order.insert(at, (extra.key, extra.value))
    return Fields(tuple(order))


def _filled(**values: Plain) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value not in ("", ())}


def _author(author: Author) -> Plain:
    if author == Author(author.name):
        return author.name
    return _with_extras(_filled(name=author.name, id=author.id), author.extra)


def _resource(resource: Resource) -> Plain:
    params = _with_extras(_params(resource), resource.params_extra)
    known: dict[str, Plain] = {"src": resource.src, **_filled(title=resource.title)}
    if params.pairs:
        known["params"] = params
    return _with_extras(known, resource.extra)


def _params(resource: Resource) -> dict[str, Plain]:
    params = _filled(
        alt=resource.alt,
        credit=resource.credit,
        creator=resource.creator,
        source=resource.source,
        rights=resource.rights,
        size=resource.size,
        focus=tuple(map(_number, resource.focus or ())),
    )
    if resource.crops:
        params["crops"] = Fields(
            tuple(
                (crop.name, tuple(map(_number, (crop.x, crop.y, crop.width, crop.height)))) for crop in resource.crops
            )
        )
    if resource.rotate:
        params["rotate"] = Bare(str(resource.rotate))
    if resource.blur:
        params["blur"] = tuple(tuple(map(_number, (area.x, area.y, area.width, area.height))) for area in resource.blur)
    if resource.decorative:
        params["decorative"] = Bare("true")
    if resource.reviewed is not None:
        params["reviewed"] = _flag(resource.reviewed)
    return params


def _repeated(article: Article) -> tuple[Resource, ...]:
    """The resources with what the body says about its photos; each photo of the body has one."""
    figures = {figure.src: figure for figure in figures_of(article.body)}
    known = {resource.src for resource in article.resources}
    new = tuple(Resource(src) for src in figures if src not in known)
    return tuple(
        _described(resource, figures[resource.src]) if resource.src in figures else resource
        for resource in article.resources + new
    )


def _described(resource: Resource, figure: Figure) -> Resource:
    return replace(resource, title=tidy_line(text_of(figure.caption)), alt=figure.alt, credit=figure.credit)


def _related(related: Related) -> Plain:
    known = _filled(
        title=related.title,
        url=related.url,
        id=related.id,
        section=related.section,
        origin="" if related.origin == "picked" else related.origin,
    )
    return _with_extras(known, related.extra)


def _seo(seo: Seo) -> Plain:
    return _with_extras(_filled(title=seo.title, description=seo.description), seo.extra)


def _correction(correction: Correction) -> Plain:
    known = _filled(date=moment(correction.date), text=correction.text)
    return _with_extras(known, correction.extra)


def _own(article: Article) -> Plain:
    known = {"schema": Bare(str(SCHEMA)), **_filled(id=article.id)}
    return _with_extras(known, article.standfirst_extra)


def _flag(value: bool) -> Bare:
    return Bare("true" if value else "false")


def _number(value: float) -> Bare:
    return Bare(format(Decimal(repr(float(value))), "f"))


def _texts(values: Iterable[str]) -> Plain:
    return tuple(values)


_VALUES: dict[str, Callable[[Article], Plain]] = {
    "title": lambda article: article.headline,
    "slug": lambda article: article.slug,
    "date": lambda article: moment(article.date),
    "lastmod": lambda article: moment(article.lastmod),
    "draft": lambda article: _flag(article.status is not Status.READY),
    "lang": lambda article: article.lang,
    "kicker": lambda article: article.kicker,
    "description": lambda article: article.standfirst,
    "dateline": lambda article: article.dateline,
    "authors": lambda article: tuple(map(_author, article.authors)),
    "story_type": lambda article: article.story_type,
    "categories": lambda article: _texts(article.sections),
    "tags": lambda article: _texts(article.tags),
    "cover": lambda article: article.cover,
    "resources": lambda article: tuple(map(_resource, article.resources)),
    "related": lambda article: tuple(map(_related, article.related)),
    "seo": lambda article: _seo(article.seo),
    "canonical": lambda article: article.canonical,
    "embargo": lambda article: moment(article.embargo),
    "corrections": lambda article: tuple(map(_correction, article.corrections)),
    "status": lambda article: article.status.value,
    "note": lambda article: article.note,
    "standfirst": _own,
}
