"""schema.org NewsArticle, what search engines read (format.md 4)."""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.article import Article
from editor.model.blocks import Figure, figures_of
from editor.render.address import href
from editor.render.edition import Edition, PhotoFile
from editor.render.figure import caption_text

_SHAPES = ("16:9", "4:3", "1:1")
"""What Google's documentation of article data asks for beside the photo itself."""


def news_article(edition: Edition) -> dict[str, object]:
    """The JSON-LD object; fields that the article does not have are left out."""
    article = edition.article
    address = href(edition.address)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": article.seo.description or article.standfirst,
        "inLanguage": edition.lang,
        "articleSection": [path.rsplit("/", maxsplit=1)[-1] for path in article.sections],
        "keywords": list(article.tags),
        "datePublished": edition.time(article.date),
        "dateModified": edition.time(article.lastmod) or edition.time(article.date),
        "author": [{"@type": "Person", "name": author.name} for author in article.authors],
        "publisher": _publisher(edition),
        "mainEntityOfPage": {"@type": "WebPage", "@id": address} if address else None,
        "dateline": article.dateline,
        "image": [image for figure in _figures(edition) for image in _images(edition, figure)],
        "isAccessibleForFree": True,
        "correction": _corrections(edition, article),
    }
    return {key: value for key, value in data.items() if value not in ("", None, [])}


def _publisher(edition: Edition) -> dict[str, str] | None:
    newsroom = edition.newsroom
    if not newsroom.name:
        return None
    return {"@type": "NewsMediaOrganization", "name": newsroom.name} | ({"url": newsroom.url} if newsroom.url else {})


def _figures(edition: Edition) -> tuple[Figure, ...]:
    """The lead image first: it is the one that a search result shows."""
    cover = edition.cover
    figures = ((cover,) if cover else ()) + tuple(item for item in figures_of(edition.article.body) if item != cover)
    return tuple(figure for figure in figures if figure.src in edition.photos)


def _images(edition: Edition, figure: Figure) -> Iterator[dict[str, object]]:
    """The whole photo, and the shapes of it that a search result may choose from."""
    photo = edition.photos[figure.src]
    shapes = (photo.pieces[name] for name in _SHAPES if name in photo.pieces)
    return (_image(edition, figure, file) for file in (photo.largest, *shapes))


def _image(edition: Edition, figure: Figure, file: PhotoFile) -> dict[str, object]:
    rights = edition.article.resource(figure.src).rights
    data: dict[str, object] = {
        "@type": "ImageObject",
        "url": href(edition.base + file.path),
        "width": _pixels(file.width),
        "height": _pixels(file.height),
        "caption": caption_text(figure),
        "creditText": figure.credit,
        "copyrightNotice": rights,
    }
    return {key: value for key, value in data.items() if value != ""}


def _pixels(number: int) -> dict[str, object]:
    """The vocabulary has no bare numbers for lengths; E37 is UN/CEFACT's code for a pixel."""
    return {"@type": "QuantitativeValue", "value": number, "unitCode": "E37"}


def _corrections(edition: Edition, article: Article) -> list[dict[str, str]]:
    return [
        {"@type": "CorrectionComment", "text": item.text}
        | ({"datePublished": time} if (time := edition.time(item.date)) else {})
        for item in article.corrections
    ]
