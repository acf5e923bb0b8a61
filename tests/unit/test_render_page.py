"""The page, its structured data and ninjs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bundle_samples import NEWSROOM, PHOTOS, everything
from editor.model import public
from editor.model.article import Article, Correction, Related, Resource
from editor.model.blocks import Paragraph, plain
from editor.model.newsroom import Newsroom
from editor.render.body import body_html
from editor.render.edition import Edition, Photo, PhotoFile
from editor.render.ninjs import canceled_json, ninjs, ninjs_json
from editor.render.page import page_html, related_html
from editor.render.structured_data import news_article

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"


def photo(src: str) -> Photo:
    return Photo((PhotoFile(src, 480, 320, "image/jpeg"),), (PhotoFile(f"{src}.webp", 480, 320, "image/webp"),))


def edition(article: Article | None = None, newsroom: Newsroom = NEWSROOM) -> Edition:
    shown = public(article or everything(), {})
    return Edition(shown, "truong-lang-ben-song", newsroom, {src: photo(src) for src in PHOTOS})


def meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))


def linked_data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_head_tells_readers_and_networks_what_this_is() -> None:
    page = page_html(edition())
    facts = meta(page)
    assert facts["og:type"] == "article"
    assert facts["og:locale"] == "vi_VN"
    assert facts["og:image"] == "https://bensong.example/truong-lang-ben-song/images/01-san-truong.jpg"
    assert facts["og:image:alt"] == facts["twitter:image:alt"] == "Sân trường đông học sinh"
    assert facts["article:published_time"] == "2022-10-17T08:30:00+07:00"
    assert facts["article:section"] == "Giáo dục"
    assert facts["robots"] == "max-image-preview:large"
    assert facts["twitter:card"] == "summary_large_image"
    assert '<link rel="canonical" href="https://bensong.example/truong-lang-ben-song/">' in page
    assert len(re.findall(r'property="article:tag"', page)) == 3


def test_a_site_without_an_address_gives_no_absolute_ones() -> None:
    page = page_html(edition(newsroom=Newsroom()))
    assert "canonical" not in page
    assert "og:url" not in page
    assert meta(page)["og:image"] == "images/01-san-truong.jpg"


def test_the_article_names_its_own_address_where_it_has_one() -> None:
    page = page_html(edition(replace(everything(), canonical="https://khac.example/goc.html")))
    assert '<link rel="canonical" href="https://khac.example/goc.html">' in page


def test_structured_data_is_a_news_article() -> None:
    data = linked_data(page_html(edition()))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == everything().headline
    assert data["author"] == [{"@type": "Person", "name": "Lê Minh Hà"}, {"@type": "Person", "name": "Trần Đức"}]
    assert data["image"][0]["creditText"] == "Viết Thành"
    assert data["correction"][0]["text"].startswith("Số học sinh")
    assert data["isAccessibleForFree"] is True
    assert data["dateModified"] == "2022-10-17T16:05:00+07:00"


def test_structured_data_leaves_out_what_is_not_known() -> None:
    data = news_article(edition(Article(headline="Tít"), Newsroom()))
    assert set(data) == {"@context", "@type", "headline", "inLanguage", "isAccessibleForFree"}


def test_no_content_leaves_the_data_block_or_the_page() -> None:
    nasty = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'--><!--"
    article = Article(
        id=nasty, headline=nasty, standfirst=nasty, kicker=nasty, dateline=nasty, tags=(nasty,), sections=(nasty,),
        lang=nasty, canonical=nasty, corrections=(Correction(nasty, nasty),), related=(Related(nasty, nasty),),
        body=(Paragraph(plain(nasty)),),
    )  # fmt: skip
    shown = Edition(article, "x", Newsroom(name=nasty, url="https://x.vn"))
    page = page_html(shown)
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert "<img" not in page
    assert "<!--" not in page
    assert re.search(r'<html lang="vi">', page)


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    page = page_html(edition())
    assert re.findall(r'(?:src|srcset)="(?!images/)', page) == []
    assert re.findall(r'<link rel="stylesheet" href="([^"]*)"', page) == ["assets/article.css"]
    assert " style=" not in page
    assert " on" not in re.sub(r'"[^"]*"|>[^<]*<', "", page)


def test_a_cover_outside_the_text_stands_above_it_and_is_first() -> None:
    article = replace(
        everything(),
        cover="images/05-ben-song.jpg",
        resources=(Resource("images/05-ben-song.jpg", title="Bến sông", credit="V.T", alt="Bến sông lúc sáng"),),
    )
    page = page_html(edition(article))
    assert page.index("05-ben-song") < page.index('<div class="body">')
    assert page.count('fetchpriority="high"') == 1
    assert "Bến sông. " in page


def test_dates_are_shown_in_the_offset_they_were_typed_in() -> None:
    page = page_html(edition())
    assert '<time datetime="2022-10-17T08:30:00+07:00">17/10/2022, 08:30</time>' in page
    assert "Cập nhật <time" in page
    assert "17 October 2022, 08:30" in page_html(edition(replace(everything(), lang="en")))


def test_a_date_that_is_none_is_left_out() -> None:
    page = page_html(edition(replace(everything(), date="hôm qua", lastmod="")))
    assert '<p class="dated"><span class="dateline">Bến Sông</span></p>' in page
    assert "published_time" not in page


def test_related_items_are_links_where_their_address_is_known() -> None:
    shown = edition()
    assert '<li><span class="section">Đời sống</span> <a href="https://bensong.example/cau/">' in related_html(shown)
    assert "<li>Thầy giáo chèo đò</li>" in related_html(shown)
    known = replace(shown, addresses={"0b7c3f7e-0000-4000-8000-000000000001": "https://bensong.example/do/"})
    assert '<a href="https://bensong.example/do/">Thầy giáo chèo đò</a>' in related_html(known)


def test_no_related_items_give_an_empty_file() -> None:
    assert related_html(edition(replace(everything(), related=()))) == ""


def test_ninjs_holds_body_photos_and_subjects() -> None:
    item = ninjs(edition(), body_html(edition()))
    assert item["uri"] == "urn:uuid:3f1d2c4b-5a69-4788-9c0d-1e2f3a4b5c6d"
    assert {"name": "Tin tức/Giáo dục", "rel": "section", "uri": "http://cv.iptc.org/newscodes/mediatopic/05000000",
            "literal": "medtop:05000000"} in item["subjects"]  # type: ignore[operator]  # fmt: skip
    pictures: Any = item["associations"]
    assert [picture["type"] for picture in pictures] == ["picture"] * 4
    assert pictures[0]["descriptions"][0] == {"role": "caption", "value": "Học sinh xếp hàng trong sân trường"}
    assert item["versionCreated"] == "2022-10-17T16:05:00+07:00"


@pytest.mark.parametrize("version", ["3.1", "1.6"])
@pytest.mark.parametrize("newsroom", [NEWSROOM, Newsroom()])
@pytest.mark.parametrize("article", [everything(), Article(), replace(everything(), id="không phải uuid")])
def test_ninjs_satisfies_its_schema(article: Article, newsroom: Newsroom, version: str) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("the ninjs schemas are not beside this checkout (../shared/schemas)")
    from jsonschema.validators import validator_for

    schema = json.loads((SCHEMAS / f"ninjs-{version}.json").read_text(encoding="utf-8"))
    kind = validator_for(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    shown = edition(article, newsroom)
    item = json.loads(ninjs_json(shown, body_html(shown), version))
    assert [error.message for error in validator.iter_errors(item)] == []
    assert list(validator.iter_errors({"type": "nonsense"})), "the schema can find a fault"


@pytest.mark.parametrize("version", ["3.1", "1.6"])
def test_a_withdrawal_satisfies_the_schema_too(version: str) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("the ninjs schemas are not beside this checkout (../shared/schemas)")
    from jsonschema.validators import validator_for

    schema = json.loads((SCHEMAS / f"ninjs-{version}.json").read_text(encoding="utf-8"))
    item = json.loads(canceled_json(everything().id, "vi", version))
    assert [error.message for error in validator_for(schema)(schema).iter_errors(item)] == []
    assert item["pubStatus" if version == "3.1" else "pubstatus"] == "canceled"


def test_the_older_ninjs_tells_times_in_utc_and_topics_by_scheme_and_code() -> None:
    shown = edition()
    item = json.loads(ninjs_json(shown, body_html(shown), "1.6"))
    assert item["versioncreated"] == "2022-10-17T09:05:00Z"
    assert item["subject"][0] == {
        "name": "Tin tức/Giáo dục",
        "rel": "section",
        "scheme": "http://cv.iptc.org/newscodes/mediatopic/",
        "code": "05000000",
    }
    assert item["headline"] == everything().headline
    assert item["headline_kicker"] == "Sau mùa lũ"
    assert item["body_html"] == body_html(shown)
    assert set(item["associations"]) == {"photo_1", "photo_2", "photo_3", "photo_4"}
