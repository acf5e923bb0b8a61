"""IPTC ninjs 3.1: the article for news agencies' and archives' software (https://iptc.org/std/ninjs/)."""

from __future__ import annotations

import re
from urllib.parse import quote
from uuid import UUID

from editor.model.blocks import Figure, figures_of, text_of
from editor.render.address import href
from editor.render.edition import Edition, PhotoFile
from editor.render.figure import caption_text
from editor.render.ninjs_older import ninjs_16
from editor.text.counts import syllables
from editor.text.json_lines import json_lines

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


def ninjs_json(edition: Edition, body: str, version: str = "3.1") -> str:
    """The file of a bundle, in version "3.1" or "1.6"."""
    item = ninjs(edition, body)
    return f"{json_lines(ninjs_16(item) if version == '1.6' else item)}\n"


def canceled_json(ident: str, lang: str, version: str = "3.1") -> str:
    """The item that tells receivers to take an article back: its address and nothing of its content."""
    item: dict[str, object] = {
        "uri": _uri(ident),
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "language": lang,
        "pubStatus": "canceled",
        "altIds": [{"role": "standfirst", "value": ident}],
    }
    return f"{json_lines(ninjs_16(item) if version == '1.6' else item)}\n"


def ninjs(edition: Edition, body: str) -> dict[str, object]:
    """The item; paths of files stand as `title` of a rendition, and as `href` where the site's address is known.

    Args:
        body: the article's `body_html`.
    """
    article = edition.article
    item: dict[str, object] = {
        "uri": _uri(article.id or edition.slug),
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "language": edition.lang,
        "pubStatus": "usable",
        "firstCreated": edition.time(article.date),
        "versionCreated": edition.time(article.lastmod) or edition.time(article.date),
        "embargoedUntil": edition.time(article.embargo),
        "title": article.seo.title or article.headline,
        "headlines": [{"role": "main", "value": article.headline}]
        + ([{"role": "kicker", "value": article.kicker}] if article.kicker else []),
        "descriptions": [{"role": "summary", "value": article.standfirst}] if article.standfirst else [],
        "by": ", ".join(author.name for author in article.authors),
        "slugline": edition.slug,
        "located": article.dateline,
        "subjects": _subjects(edition),
        "infoSources": [{"name": edition.newsroom.name}] if edition.newsroom.name else [],
        "bodies": [_body(body)],
        "associations": [_photo(edition, figure, number) for number, figure in enumerate(_figures(edition), 1)],
        "altIds": [{"role": "standfirst", "value": article.id}] if article.id else [],
    }
    return _present(item)


def _present(item: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in item.items() if value not in ("", None, [])}


def _uri(ident: str) -> str:
    try:
        return f"urn:uuid:{UUID(ident)}"
    except ValueError:
        return f"tag:standfirst.invalid,2022:{quote(ident, safe='')}"


def _body(body: str) -> dict[str, object]:
    words = re.sub(r"<[^>]*>", " ", body)
    return {"role": "main", "contentType": "text/html", "value": body, "wordCount": syllables(words)}


def _subjects(edition: Edition) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for path in edition.article.sections:
        section = edition.newsroom.sections.find(path)
        subject: dict[str, object] = {"name": path, "rel": "section"}
        if section and section.medtop:
            code = section.medtop.removeprefix("medtop:")
            subject |= {"uri": f"http://cv.iptc.org/newscodes/mediatopic/{code}", "literal": section.medtop}
        found.append(subject)
    return found + [{"name": tag, "rel": "tag"} for tag in edition.article.tags]


def _figures(edition: Edition) -> tuple[Figure, ...]:
    lead = edition.cover_outside_body
    figures = ((lead,) if lead else ()) + figures_of(edition.article.body)
    return tuple(figure for figure in figures if figure.src in edition.photos)


def _photo(edition: Edition, figure: Figure, number: int) -> dict[str, object]:
    resource = edition.article.resource(figure.src)
    photo = edition.photos[figure.src]
    caption = caption_text(figure)
    descriptions = [
        {"role": role, "value": value} for role, value in (("caption", caption), ("alt", figure.alt)) if value
    ]
    return _present(
        {
            "name": f"photo-{number}",
            "uri": f"{_uri(edition.article.id or edition.slug)}#photo-{number}",
            "type": "picture",
            "descriptions": descriptions,
            "headlines": [{"role": "main", "value": text_of(figure.caption).split("\n")[0]}] if caption else [],
            "by": resource.creator or figure.credit,
            "infoSources": [{"name": resource.source}] if resource.source else [],
            "copyrightNotice": resource.rights,
            "renditions": [_rendition(edition, file) for file in (*photo.jpegs, *photo.webps)],
        }
    )


def _rendition(edition: Edition, file: PhotoFile) -> dict[str, object]:
    kind = file.mime.removeprefix("image/")
    data: dict[str, object] = {
        "name": f"{kind}-{file.width}",
        "title": file.path,
        "href": href(edition.base + file.path) if edition.base else None,
        "contentType": file.mime,
        "width": file.width,
        "height": file.height,
    }
    return _present(data)
