"""Kinds of stories: the type of an article, and what its template puts into what is still empty."""

from __future__ import annotations

from dataclasses import replace

from editor.model.article import Article
from editor.model.blocks import Body
from editor.model.edits import add_tag, set_field, set_sections
from editor.model.newsroom import Newsroom, Template
from editor.text.clean import is_blank


def with_story_type(article: Article, newsroom: Newsroom, name: str) -> Article:
    """The article as one of this kind, "" for none. Nothing that somebody wrote is changed: its template fills the
    kicker, sections, tags and body where they are empty."""
    article = set_field(article, "story_type", name)
    template = newsroom.templates.get(name)
    if template is None:
        return article
    if not article.kicker:
        article = set_field(article, "kicker", template.kicker)
    if not article.sections:
        article = set_sections(article, template.sections)
    if not article.tags:
        for tag in template.tags:
            article = add_tag(article, tag)
    return replace(article, body=_body(template, article.lang)) if _is_empty(article.body) else article


def _body(template: Template, lang: str) -> Body:
    from editor.source.dialect_read import read_body

    return read_body("\n\n".join(template.body), lang)[0]


def _is_empty(body: Body) -> bool:
    """Only paragraphs without words: the caret stands in one."""
    inlines = [getattr(block, "inline", None) for block in body]
    return all(inline is not None and is_blank("".join(span.text for span in inline)) for inline in inlines)
