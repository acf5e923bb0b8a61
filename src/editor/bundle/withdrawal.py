"""Withdrawal: a bundle that takes the place of one handed over, holds nothing of the article and says so.

Its manifest has `state: withdrawn`. An HTML bundle keeps a page that says so to readers and robots, and a ninjs item
with `pubStatus: canceled` for agencies; a Markdown bundle keeps nothing, so that the next build drops the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath

from editor.bundle.plan import BundlePlan, TextFile
from editor.bundle.profile import Kind, Profile
from editor.model.article import Article
from editor.model.newsroom import Newsroom
from editor.render.edition import language
from editor.render.element import document, element
from editor.render.ninjs import canceled_json
from editor.render.words import word
from editor.text.moment import written

WITHDRAWN = "withdrawn"
"""The manifest's `state`."""


def plan_withdrawal(
    article: Article, profile: Profile, newsroom: Newsroom, created: datetime, place: PurePath
) -> BundlePlan:
    """The bundle that stands in for a withdrawn article.

    Args:
        place: the bundle that was handed over; the new one gets its name, whatever the article's slug is by now.
    """
    lang = language(article, newsroom)
    folder = "html/" if profile.kind == Kind.BOTH else ""
    has_page = profile.kind != Kind.MARKDOWN
    return BundlePlan(
        article_id=article.id,
        slug=_without_revision(place.name),
        kind=profile.kind,
        profile=profile.name,
        lang=lang,
        entry=f"{folder}index.html" if has_page else "",
        created=written(created),
        mode=profile.replace or newsroom.replace,
        texts=tuple(_files(article, profile, folder, lang)) if has_page else (),
        photos=(),
        state=WITHDRAWN,
    )


def _without_revision(name: str) -> str:
    stem, dot, number = name.rpartition(".r")
    return stem if dot and number.isdecimal() else name


def _files(article: Article, profile: Profile, folder: str, lang: str) -> Iterator[TextFile]:
    notice = word("withdrawn", lang)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", notice),
    )
    page = document(element("html", head, element("body", element("main", element("p", notice))), lang=lang))
    yield TextFile(f"{folder}index.html", page.encode(), "text/html", "page")
    if "article.ninjs.json" in profile.side_files:
        item = canceled_json(article.id, lang, profile.ninjs)
        yield TextFile(f"{folder}article.ninjs.json", item.encode(), "application/json", "ninjs")
