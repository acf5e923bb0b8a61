"""Fifty articles made by chance, with every block and nasty strings in every place, before all who take bundles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bundle_samples import PHOTOS, everything
from consumers.generated import generated, kinds
from consumers.more_sites import build_eleventy, build_jekyll, eleventy_content, jekyll_content
from consumers.published import Page, folded, wanted
from consumers.sites import build_hugo, build_pelican, hugo_content, pelican_content
from consumers.test_page_validators import validate, violations
from consumers.webdriver import chromium, serving
from editor.bundle.verify import verify
from editor.model import public
from editor.model.article import Article
from editor.source.article_json import from_json
from editor.source.reader import read

pytestmark = pytest.mark.slow

MANY = 50
SITES: dict[str, tuple[str, Callable[[Path], Path], Callable[[Path], Path], str]] = {
    "hugo": ("markdown", hugo_content, build_hugo, "tin/{slug}/index.html"),
    "pelican": ("pelican", pelican_content, build_pelican, "{slug}.html"),
    "jekyll": ("jekyll", jekyll_content, build_jekyll, "{slug}/index.html"),
    "eleventy": ("eleventy", eleventy_content, build_eleventy, "{slug}/index.html"),
}
NINJS = Path(__file__).resolve().parents[3] / "shared" / "schemas" / "ninjs-3.1.json"
USED = {Path(src).stem: src for src in PHOTOS if src != "images/05-ben-song.jpg"}
Export = Callable[..., Path]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    made = [generated(seed) for seed in range(MANY)]
    assert all(kinds(article) == kinds(everything()) for article in made)
    return made


@pytest.mark.parametrize("name", SITES)
def test_a_site_shows_every_word_and_every_photo(
    name: str, articles: list[Article], tmp_path: Path, export: Export
) -> None:
    profile, content, build, place = SITES[name]
    folder = content(tmp_path / "site")
    for article in articles:
        export(profile, folder, article)
    out = build(tmp_path / "site")
    lost = []
    for article in articles:
        file = out / place.format(slug=article.slug)
        page = Page(file.read_text(encoding="utf-8"))
        lost += [(article.slug, piece) for piece in wanted(article) if piece not in page.words]
        seen = {stem for stem in USED if any(stem in src for src, _ in page.pictures)}
        lost += [(article.slug, stem) for stem in USED.keys() - seen]
    assert lost == []


def test_pages_are_valid_and_open_to_everybody(articles: list[Article], tmp_path: Path, export: Export) -> None:
    bundles = [export("html", tmp_path / "cms", article) for article in articles]
    faults = [(bundle.name, said) for bundle in bundles if (said := validate(bundle / "index.html"))]
    assert faults == []
    with chromium(tmp_path / "profile") as browser, serving(tmp_path / "cms") as site:
        for bundle in bundles:
            browser.show(f"{site.address}/{bundle.name}/index.html", 1280)
            faults += [(bundle.name, violation) for violation in violations(browser)]
    assert faults == []


def test_data_keeps_its_schemas_and_comes_back(articles: list[Article], tmp_path: Path, export: Export) -> None:
    for article in articles:
        html = export("html", tmp_path / "html", article)
        markdown = export("markdown", tmp_path / "markdown", article)
        assert verify(html).ok
        assert verify(markdown).ok
        stored = from_json(json.loads((html / "article.json").read_text(encoding="utf-8")))
        assert stored == public(article, places(html))
        if NINJS.exists():
            import jsonschema

            schema = json.loads(NINJS.read_text(encoding="utf-8"))
            jsonschema.validate(json.loads((html / "article.ninjs.json").read_text(encoding="utf-8")), schema)
        back, findings = read((markdown / "index.md").read_text(encoding="utf-8"))
        assert findings == ()
        assert folded(back.headline) == folded(article.headline)
        assert list(wanted(back)) == list(wanted(article))


def places(bundle: Path) -> dict[str, str]:
    """src → the bundle's file, as `article.json` itself says for each photo."""
    text = (bundle / "article.json").read_text(encoding="utf-8")
    files = [file.relative_to(bundle).as_posix() for file in sorted((bundle / "images").iterdir())]
    return {src: next(file for file in files if stem in file and f'"{file}"' in text) for stem, src in USED.items()}
