"""Fields that a newsroom says must be filled (`fields` of newsroom.yaml) and that no other rule asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from editor.checks.context import Context, Fault
from editor.model.article import Article
from editor.model.finding import FieldPlace
from editor.text.clean import is_blank


def _asks(field: str, place: str, is_empty: Callable[[Article], bool]) -> Callable[[Context], Iterator[Fault]]:
    """A rule of one field: it finds something only in newsrooms that require the field."""

    def rule(context: Context) -> Iterator[Fault]:
        if context.newsroom.requires(field) and is_empty(context.article):
            yield Fault(FieldPlace(place))

    rule.__doc__ = f"The newsroom requires {field}."
    return rule


no_kicker = _asks("kicker", "kicker", lambda article: is_blank(article.kicker))
no_dateline = _asks("dateline", "dateline", lambda article: is_blank(article.dateline))
no_story_type = _asks("story_type", "story_type", lambda article: is_blank(article.story_type))
no_related = _asks("related", "related", lambda article: not article.related)
no_seo = _asks("seo", "seo.description", lambda article: is_blank(article.seo.title or article.seo.description))
