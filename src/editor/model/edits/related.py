"""Edits of the related items and their order."""

from __future__ import annotations

from dataclasses import replace

from editor.errors import EditError
from editor.model.article import Article, Related


def add_related(article: Article, item: Related, at: int | None = None) -> Article:
    """One more related item, last without `at`. An item that is there already (same url or id) changes nothing.

    Raises EditError for an item that has neither an address nor an id, or both, or when `at` is outside.
    """
    if bool(item.url) == bool(item.id):
        raise EditError(reason="related-needs-one-target", title=item.title)
    if any((known.url, known.id) == (item.url, item.id) for known in article.related):
        return article
    at = len(article.related) if at is None else at
    if not 0 <= at <= len(article.related):
        raise EditError(reason="no-such-related", at=at)
    return replace(article, related=(*article.related[:at], item, *article.related[at:]))


def remove_related(article: Article, at: int) -> Article:
    _check(article, at)
    return replace(article, related=(*article.related[:at], *article.related[at + 1 :]))


def move_related(article: Article, at: int, to: int) -> Article:
    """Item `at` taken out and put in again so that it becomes item `to`."""
    _check(article, at)
    _check(article, to)
    rest = (*article.related[:at], *article.related[at + 1 :])
    return replace(article, related=(*rest[:to], article.related[at], *rest[to:]))


def _check(article: Article, at: int) -> None:
    if not 0 <= at < len(article.related):
        raise EditError(reason="no-such-related", at=at)
