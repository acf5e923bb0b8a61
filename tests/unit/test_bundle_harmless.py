"""Whatever stands in an article, a bundle runs nothing, loads nothing from elsewhere and names no other file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile
from editor.images.asset import ImageAsset, PhotoText
from editor.model.article import Article, Author, Correction, Related, Resource, Seo
from editor.model.blocks import (
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Source,
    Span,
    Table,
    plain,
)
from editor.source.reader import read

VECTORS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x'</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button>x",
    "<object data=file:///etc/passwd>",
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "&#106;avascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x](javascript:alert(1))",
    "![x](//evil.example/x.png)",
    "[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<https://evil.example/><script>alert(1)</script>",
    "{{< ref \"/etc/passwd\" >}}",
    "{% include '/etc/passwd' %}",
    "{static}../../../etc/passwd",
    "{: onclick=alert(1) }",
    "# {#x onclick=alert(1)}",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "\u2028<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "---\nstandfirst: {schema: 99}\n---",
    "../../../etc/passwd",
]  # fmt: skip


def hostile(vector: str) -> Article:
    """The vector in every place that takes text."""
    inline = (Span(vector, strong=True), Span(vector, link=vector), Span("\n"), Span(vector, emphasis=True))
    figure = Figure("images/01-a.jpg", inline, vector, vector)
    return Article(
        id="3f1d2c4b-5a69-4788-9c0d-1e2f3a4b5c6d", lang=vector, headline=vector, slug=vector, date=vector,
        lastmod=vector, kicker=vector, standfirst=vector, dateline=vector, authors=(Author(vector, vector),),
        story_type=vector, sections=(vector,), tags=(vector,), cover="images/02-b.jpg",
        resources=(
            Resource("images/02-b.jpg", vector, vector, vector, vector, vector, vector, vector),
            Resource("images/01-a.jpg", creator=vector, source=vector, rights=vector, size=vector),
        ),
        related=(Related(vector, vector, section=vector), Related(vector, id=vector)), seo=Seo(vector, vector),
        canonical=vector, embargo=vector, corrections=(Correction(vector, vector),), note=vector,
        body=(
            Paragraph(inline), Heading(2, inline), List(ordered=False, items=(ListItem(inline),)),
            Quote((inline,), vector), PullQuote((inline,), vector), figure, Gallery((figure, figure)),
            Box(vector, (Paragraph(inline), figure)), Table(((inline, inline), (inline, inline))), Embed(vector),
            Source(vector), Paragraph(plain(vector)),
        ),
    )  # fmt: skip


def files(vector: str) -> Iterator[tuple[str, str]]:
    assets = {
        src: ImageAsset(Path("/x") / src, "JPEG", 600, 400, 1, 1, src, PhotoText())
        for src in ("images/01-a.jpg", "images/02-b.jpg")
    }
    for name in ("html", "markdown", "pelican", "jekyll", "eleventy", "wordpress", "mastercms"):
        plan = plan_bundle(hostile(vector), profile(name, NEWSROOM), assets, NEWSROOM, datetime(2022, 1, 1, tzinfo=UTC))
        assert re.fullmatch(r"[a-z0-9-]{1,89}", plan.slug)
        assert all(re.fullmatch(r"[a-z0-9./-]+", path) and ".." not in path for path in plan.paths)
        for file in plan.texts:
            yield f"{name}/{file.path}", file.content.decode()


STYLES = {"width: 100%;", "text-align: right;"}
"""What MasterCMS writes into elements."""


class Dangers(HTMLParser):
    """What a browser would run or fetch from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag in {"iframe", "object", "embed", "form", "base", "style", "svg", "button", "input"}:
            self.found.append(tag)
        if tag == "script" and facts.get("type") != "application/ld+json":
            self.found.append("script")
        if tag == "link" and facts.get("rel") not in {"canonical", "stylesheet"}:
            self.found.append(f"link {facts}")
        if tag == "meta" and "http-equiv" in facts:
            self.found.append("refresh")
        self.found += [name for name, _ in attrs if name.startswith("on")]
        self.found += [f"style={facts['style']}"] if facts.get("style") not in {None, *STYLES} else []
        for name in ("src", "srcset"):
            if not re.match(r"images/|\{static\}images/|$", facts.get(name) or ""):
                self.found.append(f"{name}={facts[name]}")
        address = "".join(letter for letter in facts.get("href") or "" if letter > " ")
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", address)
        if scheme and scheme[1].lower() not in {"http", "https", "mailto", "tel"}:
            self.found.append(address)


def as_sites_see_it(path: str, text: str) -> Iterator[str]:
    """A file as HTML; Markdown through two readers that let raw HTML pass."""
    if path.endswith(".html"):
        yield text
    elif path.endswith(".md"):
        from markdown import Markdown
        from markdown_it import MarkdownIt

        head, body = text.split("\n---\n" if text.startswith("---\n") else "\n\n", 1)
        yield Markdown(extensions=["extra"]).convert(body)
        yield MarkdownIt("commonmark", {"html": True}).enable("table").render(body).replace("%7Bstatic%7D", "")
        if "pelican" in path:
            summary = re.findall(r"^Summary: (.*)", head, re.MULTILINE)
            yield from map(Markdown(extensions=["extra"]).convert, summary)
            assert "<" not in re.sub(r"^Summary: .*", "", head, flags=re.MULTILINE)


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_in_a_bundle_runs_or_calls_home(vector: str) -> None:
    for path, text in files(vector):
        for page in as_sites_see_it(path, text):
            assert Dangers(page).found == [], path


@pytest.mark.parametrize("vector", VECTORS)
def test_no_template_language_finds_its_braces(vector: str) -> None:
    for path, text in files(vector):
        if path.endswith("index.md"):
            body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text.split("\n\n", 1)[1]
            assert not re.search(r"\{\{|\{%|\{:|\{#", body), path


@pytest.mark.parametrize("vector", VECTORS)
def test_what_is_left_is_still_read_as_it_was_written(vector: str) -> None:
    text = dict(files(vector))["markdown/index.md"]
    again, _ = read(text)
    assert again.id == hostile(vector).id
    assert len(again.body) >= 10


@pytest.mark.parametrize("page", VECTORS[:1] + VECTORS[5:7] + ['<a href="javascript:alert(1)">', "<img src=//evil>"])
def test_a_danger_would_be_seen(page: str) -> None:
    assert Dangers(page).found
