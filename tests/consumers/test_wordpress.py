"""WordPress publishes the bundle of profile `wordpress` complete, and its own editor finds every block sound."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bundle_samples import everything
from consumers.generated import generated
from consumers.published import Page, folded, markers_in, wanted
from consumers.test_dialect_elsewhere import TEXTS, document
from consumers.webdriver import Browser, chromium
from consumers.wordpress import PASSWORD, USER, WordPress, running
from editor.model.article import Article
from editor.model.blocks import Box, Embed, Figure, Gallery, Paragraph, Quote, plain

pytestmark = pytest.mark.slow

_LOGIN = """
document.querySelector('#user_login').value = arguments[0];
document.querySelector('#user_pass').value = arguments[1];
document.querySelector('#loginform').submit();
"""
_BROKEN = """
const all = blocks => blocks.flatMap(block => [block, ...all(block.innerBlocks)]);
return all(wp.blocks.parse(arguments[0])).map(block => [block.name, block.isValid, block.originalContent]);
"""


@pytest.fixture(scope="module")
def wordpress() -> Iterator[WordPress]:
    with running() as site:
        yield site


@pytest.fixture(scope="module")
def editor(wordpress: WordPress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with WordPress's block editor open on a new post."""
    with chromium(tmp_path_factory.mktemp("chromium")) as browser:
        browser.show(f"{wordpress.address}/wp-login.php", 1200)
        browser.run(_LOGIN, USER, PASSWORD)
        deadline = time.monotonic() + 60
        while "wp-admin" not in str(browser.run("return location.href")):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        browser.show(f"{wordpress.address}/wp-admin/post-new.php", 1200)
        while not browser.run("return !!(window.wp && wp.blocks && wp.blocks.getBlockType('core/paragraph'))"):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield browser


def publish(site: WordPress, bundle: Path) -> dict[str, Any]:
    """What docs/profiles.md tells a receiver to do; the post as WordPress shows it."""
    article = json.loads((bundle / "article.json").read_bytes())
    body = (bundle / "body.html").read_text(encoding="utf-8")
    cover = 0
    for path in dict.fromkeys(re.findall(r'src="(images/[^"]+)"', body)):
        name = Path(path).name
        headers = {"Content-Type": "image/jpeg", "Content-Disposition": f'attachment; filename="{name}"'}
        media = site.call("POST", "/wp/v2/media", (bundle / path).read_bytes(), **headers)
        body = body.replace(f'"{path}"', f'"{media["source_url"]}"')
        cover = cover or media["id"]
    tags = [term(site, "tags", name) for name in article["tags"]]
    sections = [term(site, "categories", name) for name in article["sections"]]
    post = {
        "title": article["headline"].replace("<", "&lt;"), "content": body, "excerpt": article["standfirst"],
        "slug": article["slug"], "status": "publish", "date_gmt": "2022-10-17T01:30:00", "tags": tags,
        "categories": sections, "featured_media": cover,
    }  # fmt: skip
    made: dict[str, Any] = site.call("POST", "/wp/v2/posts", post)
    return made


def term(site: WordPress, kind: str, name: str) -> int:
    """The number of a tag or category, made where there is none of this name."""
    known = {Page(item["name"]).words: item["id"] for item in site.call("GET", f"/wp/v2/{kind}?per_page=100")}
    number: int = known.get(folded(name)) or site.call("POST", f"/wp/v2/{kind}", {"name": name})["id"]
    return number


def test_wordpress_publishes_the_article_complete(
    wordpress: WordPress, tmp_path: Path, export: Callable[..., Path]
) -> None:
    article = everything()
    post = publish(wordpress, export("wordpress", tmp_path / "cms"))
    page = Page(post["content"]["rendered"])
    pieces = [piece for piece in wanted(article) if piece != folded(article.headline)]
    assert [piece for piece in pieces if piece not in page.words] == []
    assert folded(article.headline) == Page(post["title"]["rendered"]).words
    assert folded(article.standfirst) == Page(post["excerpt"]["rendered"]).words
    assert post["date"] == "2022-10-17T08:30:00"
    assert [alt for _, alt in page.pictures] == [
        "Sân trường đông học sinh", "Lớp học dưới tán cây", "Các thầy cô giáo", "Cổng trường",
    ]  # fmt: skip
    assert all(src.startswith(wordpress.address) for src, _ in page.pictures)
    assert markers_in(page.words, article) == []
    assert "wp:" not in post["content"]["rendered"]
    tags = wordpress.call("GET", f"/wp/v2/tags?post={post['id']}")
    assert {Page(tag["name"]).words for tag in tags} == set(map(folded, article.tags))


def test_fifty_articles_by_chance_are_published_complete(
    wordpress: WordPress, editor: Browser, tmp_path: Path, export: Callable[..., Path]
) -> None:
    lost = []
    for seed in range(50):
        article = generated(seed)
        bundle = export("wordpress", tmp_path / "cms", article)
        assert broken(editor, (bundle / "body.html").read_text(encoding="utf-8")) == []
        # As it is stored: a theme's page shows --- as a dash and :smile: as a picture.
        page = Page(publish(wordpress, bundle)["content"]["raw"])
        pieces = [piece for piece in wanted(article) if piece != folded(article.headline)]
        lost += [(seed, piece) for piece in pieces if piece not in page.words]
    assert lost == []


def broken(editor: Browser, body: str) -> list[list[object]]:
    """The blocks that the editor would not have written so: it shows "this block contains unexpected content"."""
    found: list[list[object]] = editor.run(_BROKEN, body)
    assert found
    return [block for block in found if not block[1] or block[0] in {"core/freeform", "core/missing", "core/html"}]


def test_its_editor_finds_every_block_sound(editor: Browser, tmp_path: Path, export: Callable[..., Path]) -> None:
    body = (export("wordpress", tmp_path / "cms") / "body.html").read_text(encoding="utf-8")
    assert broken(editor, body) == []


def test_its_editor_can_find_a_fault(editor: Browser, tmp_path: Path, export: Callable[..., Path]) -> None:
    body = (export("wordpress", tmp_path / "cms") / "body.html").read_text(encoding="utf-8")
    assert broken(editor, body.replace('class="wp-block-quote"', 'class="quote" onclick="x"'))
    assert broken(editor, body.replace("<!-- wp:separator -->", ""))


def test_nasty_strings_make_no_block_unsound_and_run_no_shortcode(
    wordpress: WordPress, editor: Browser, tmp_path: Path, export: Callable[..., Path]
) -> None:
    texts = [*TEXTS, '[gallery ids="1"]', "[audio src='x']", "--><script>alert(1)</script>", "<!-- wp:html -->"]
    photos = (Figure, Gallery)
    blocks = tuple(block for text in texts for block in document(text) if not isinstance(block, photos))
    boxed = tuple(
        replace(block, blocks=tuple(inner for inner in block.blocks if not isinstance(inner, Figure)))
        if isinstance(block, Box) else block
        for block in blocks
    )  # fmt: skip
    embeds = (Embed("https://x.vn/a--b?c=1&d=%22"), Paragraph(plain("sau")), Quote((plain("[x]"),), "[y]"))
    article = Article(id="1", headline="Chữ khó", slug="chu-kho", body=(*boxed, *embeds), tags=("[x]",))
    bundle = export("wordpress", tmp_path / "cms", article)
    body = (bundle / "body.html").read_text(encoding="utf-8")
    assert broken(editor, body) == []
    post = publish(wordpress, bundle)
    rendered = post["content"]["rendered"]
    assert "<script" not in rendered
    assert "wp-playlist" not in rendered
    assert "<audio" not in rendered
    words = Page(rendered).words
    assert "[gallery ids=" in words
    assert "[audio src=" in words


_PASTED = """
const all = blocks => blocks.flatMap(block => [block, ...all(block.innerBlocks)]);
const blocks = wp.blocks.pasteHandler({HTML: arguments[0], mode: 'BLOCKS'});
return [wp.blocks.serialize(blocks), all(blocks).map(block => block.name)];
"""


def test_the_plain_body_may_be_pasted_into_its_editor(
    editor: Browser, tmp_path: Path, export: Callable[..., Path]
) -> None:
    article = everything()
    body = (export("html", tmp_path / "cms") / "body.html").read_text(encoding="utf-8")
    kept, names = editor.run(_PASTED, body)
    page = Page(kept)
    pieces = [piece for piece in wanted(article) if piece != folded(article.headline)]
    assert [piece for piece in pieces if piece not in page.words] == []
    assert [alt for _, alt in page.pictures] == [alt for _, alt in Page(body).pictures]
    assert {"core/paragraph", "core/heading", "core/image", "core/quote", "core/list", "core/table"} <= set(names)
