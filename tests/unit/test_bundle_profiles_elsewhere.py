"""Profiles for other people's software: what their index.md and body.html say."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bundle_samples import NEWSROOM, PHOTOS, everything
from editor.bundle.leaving import leaving
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import Profile, profile
from editor.images.asset import ImageAsset, PhotoText
from editor.ingest.page import read_page
from editor.model.article import Article
from editor.model.blocks import Box, Figure, Heading, Paragraph, PullQuote, Quote, Span, Table, plain
from editor.model.newsroom import Newsroom
from editor.source.newsroom import read_newsroom

ASSETS = {
    src: ImageAsset(Path("/x") / src, "JPEG", width, height, 1, 1, src, PhotoText())
    for src, (width, height) in PHOTOS.items()
}
ADDRESSES = {"0b7c3f7e-0000-4000-8000-000000000001": "https://bensong.example/cheo-do/"}


def texts(name: str | Profile, article: Article) -> dict[str, str]:
    chosen = profile(name, NEWSROOM) if isinstance(name, str) else name
    plan = plan_bundle(article, chosen, ASSETS, NEWSROOM, datetime(2022, 10, 20, tzinfo=UTC), addresses=ADDRESSES)
    return {file.path: file.content.decode() for file in plan.texts}


def head_of(text: str) -> dict[str, object]:
    head: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return head


@pytest.mark.parametrize("name", ["jekyll", "eleventy"])
def test_the_head_has_the_names_that_the_site_asks_for(name: str) -> None:
    head = head_of(texts(name, everything())["index.md"])
    assert head["title"] == everything().headline
    assert head["description"] == everything().standfirst
    assert head["author"] == "Lê Minh Hà, Trần Đức"
    assert head["tags"] == list(everything().tags)
    assert head["image"] == {
        "path": "https://bensong.example/truong-lang-ben-song/images/01-san-truong.jpg",
        "width": 600, "height": 400, "alt": "Sân trường đông học sinh",
    }  # fmt: skip
    related = head["related"]
    assert isinstance(related, list)
    assert related[1] == {"title": "Thầy giáo chèo đò", "url": ADDRESSES[everything().related[1].id]}
    assert head.get("layout") == {"jekyll": "post", "eleventy": None}[name]
    assert {"status", "note", "draft", "standfirst", "resources"}.isdisjoint(head)


@pytest.mark.parametrize("name", ["jekyll", "eleventy", "pelican"])
def test_corrections_and_related_stand_in_the_text_with_their_dates(name: str) -> None:
    text = texts(name, everything())["index.md"]
    assert "## Cải chính\n\n18/10/2022, 09:00: Số học sinh là 312, không phải 321.\n" in text
    assert "- [Thầy giáo chèo đò](https://bensong.example/cheo-do/)" in text


@pytest.mark.parametrize("name", ["jekyll", "eleventy"])
def test_no_brace_reaches_liquid(name: str) -> None:
    vector = "{{ site.x }} {% include y %} {{< z >}}"
    article = replace(
        everything(),
        related=(),
        body=(Paragraph((Span(vector, link="https://x.example/{{a}}"),)), Quote((plain(vector),), vector)),
    )
    body = texts(name, article)["index.md"].split("---\n", 2)[2]
    assert "{" not in body
    assert html.unescape(body).count("{{ site.x }}") == 3


def test_a_newsroom_names_the_keys_of_its_own_site(tmp_path: Path) -> None:
    settings = tmp_path / "newsroom.yaml"
    settings.write_text(
        "export:\n  profiles:\n    hexo:\n      base: eleventy\n      printed: [standfirst]\n"
        "      keys: {layout: =bai, headline: title, summary: description, section: section, uid: id}\n",
        encoding="utf-8",
    )
    newsroom, problems = read_newsroom(settings)
    assert not problems
    text = texts(profile("hexo", newsroom), everything())["index.md"]
    assert head_of(text) == {
        "layout": "bai", "headline": everything().headline, "summary": everything().standfirst,
        "section": "Giáo dục", "uid": everything().id,
    }  # fmt: skip
    assert f"---\n\n**{everything().standfirst}**\n" in text
    assert "Cải chính" not in text


def test_what_only_other_readers_take_for_syntax_is_an_entity() -> None:
    """kramdown: a row of dashes is a divider, a backslash at a line's end a break. markdown-it: no entity in alts."""
    dash, back = plain("-"), plain("a\\")
    figure = Figure("images/02-lop-hoc.jpg", (), "", "Lớp\u00a0học [1]")
    body = (Table(((dash, dash), (plain("="), plain("b")), (plain("="), dash))), Paragraph(back), figure)
    article = replace(everything(), cover="", body=body, corrections=(), related=())
    text = texts("jekyll", article)["index.md"].split("---\n\n", 1)[1]
    assert text == (
        "| &#45; | &#45; |\n| --- | --- |\n| = | b |\n| &#61; | &#45; |\n\n"
        "a&#92;\n\n![Lớp học \\[1\\]](images/02-lop-hoc.jpg)\n"
    )
    own = texts("markdown", article)["index.md"]
    assert "| - | - |" in own
    assert "a\\\\\n" in own


def test_our_own_file_may_have_parts_printed_too() -> None:
    own = replace(profile("markdown", Newsroom()), printed=("corrections",))
    text = texts(own, everything())["index.md"]
    assert head_of(text)["standfirst"] == {"schema": 1, "id": everything().id}
    assert text.endswith("## Cải chính\n\n18/10/2022, 09:00: Số học sinh là 312, không phải 321.\n")


BLOCK = re.compile(r"<!-- (/?)wp:([a-z-]+)(?: (\{.*?\}))? -->")


def test_every_block_of_wordpress_is_closed_and_its_attributes_are_json() -> None:
    text = texts("wordpress", everything())["body.html"]
    open_blocks: list[str] = []
    names = set()
    for closing, name, attributes in BLOCK.findall(text):
        names.add(name)
        if attributes:
            json.loads(attributes)
        if closing:
            assert open_blocks.pop() == name
        else:
            open_blocks.append(name)
    assert open_blocks == []
    assert names == {
        "paragraph", "heading", "list", "list-item", "quote", "pullquote", "image", "gallery", "group", "table",
        "separator", "embed",
    }  # fmt: skip
    assert text.count("<!--") == len(BLOCK.findall(text))


def test_copy_can_begin_no_shortcode_and_end_no_comment() -> None:
    vector = '[gallery ids="1"] --> <!-- /wp:paragraph -->'
    article = replace(everything(), body=(Paragraph(plain(vector)), Box(vector, (Paragraph(plain(vector)),))))
    text = texts("wordpress", replace(article, corrections=()))["body.html"]
    assert "[" not in text
    assert len(BLOCK.findall(text)) == 8
    assert html.unescape(text).count(vector) == 3


def test_mastercms_reads_back_as_the_same_body() -> None:
    article = replace(everything(), corrections=())
    draft = read_page(texts("mastercms", article)["body.html"])
    photos = {}
    for text in re.findall(r'src="(images/[^"]+)"', texts("mastercms", article)["body.html"]):
        photos[f"{re.sub(r'-[0-9]+[.]jpg', '', text)}.jpg"] = text
    expected = leaving(article, photos)
    assert draft.article.body == expected.body
    assert draft.article.standfirst == article.standfirst
    assert draft.article.dateline == article.dateline
    assert [author.name for author in draft.article.authors] == ["Lê Minh Hà", "Trần Đức"]
    related = [(item.title, item.url or ADDRESSES[item.id]) for item in article.related]
    assert [(item.title, item.url) for item in draft.archive_items] == related


def test_mastercms_has_its_own_classes() -> None:
    text = texts("mastercms", everything())["body.html"]
    assert '<p class="detail-sapo">' in text
    assert text.count('class="MASTERCMS_TPL_TABLE"') == 5
    assert '<table class="__MB_ARTICLE_A"' in text
    assert '<p style="text-align: right;"><strong>Lê Minh Hà, Trần Đức</strong></p>' in text
    assert "<figure" not in text


def test_a_pasted_body_ends_with_its_corrections() -> None:
    for name in ("html", "wordpress", "mastercms"):
        body = texts(name, everything())["body.html"]
        assert re.search(r"Cải chính</h2>.*18/10/2022, 09:00: Số học sinh", body, re.DOTALL), name


def test_a_photo_that_is_not_there_leaves_no_empty_table() -> None:
    figure = Figure("images/99-mat.jpg", plain("Mất"), "X", "Y")
    article = replace(
        everything(), cover="", corrections=(), related=(), body=(figure, Heading(2, plain("A")), PullQuote(((),)))
    )
    assert "MASTERCMS_TPL_TABLE" not in texts("mastercms", article)["body.html"]
    assert "wp:image" not in texts("wordpress", article)["body.html"]
