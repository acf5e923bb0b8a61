"""Articles with a nasty string in every place that holds words, as bundles without their photos."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bundle_samples import NEWSROOM
from consumers.test_dialect_elsewhere import document
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile
from editor.images.asset import ImageAsset, PhotoText
from editor.model.article import Article, Author
from editor.model.blocks import figures_of

_CREATED = datetime(2022, 10, 20, tzinfo=UTC)


def nasty(number: int, text: str) -> Article:
    return Article(
        id=f"00000000-0000-4000-8000-{number:012d}",
        headline=f"a{text}",
        slug=f"a{number}",
        date="2022-10-17T08:30:00+07:00",
        standfirst=text,
        authors=(Author(f"A {text}"),),
        sections=("Tin tức",),
        tags=(f"t{text}",),
        body=document(text),
    )


def texts_of(name: str, article: Article) -> dict[str, str]:
    """The text files of an article's bundle, whose photos nobody has drawn."""
    assets = {
        figure.src: ImageAsset(Path("/x") / figure.src, "JPEG", 60, 40, 1, 1, figure.src, PhotoText())
        for figure in figures_of(article.body)
    }
    plan = plan_bundle(article, profile(name, NEWSROOM), assets, NEWSROOM, _CREATED)
    return {file.path: file.content.decode() for file in plan.texts}
