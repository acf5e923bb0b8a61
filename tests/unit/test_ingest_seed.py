"""The real article comes in as its README says, from the scraped text and from the page alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.ingest import Draft, read_file
from editor.model.blocks import Box, Figure, Paragraph, figures_of, text_of

KINDS = ["article.txt", "article.html"]


@pytest.fixture(params=KINDS)
def draft(seed: Path, request: pytest.FixtureRequest) -> Draft:
    return read_file(seed / str(request.param))


def test_headline_and_standfirst_have_their_lengths(draft: Draft) -> None:
    article = draft.article
    assert (len(article.headline), len(article.standfirst)) == (83, 115)
    assert article.slug == "ha-noi-boi-duong-nang-cao-nang-luc-quan-ly-cho-bi-thu-dang-uy-xa-phuong-thi-tran"
    assert article.lang == "vi"


def test_blocks_stand_in_their_places(draft: Draft) -> None:
    kinds = "".join({Figure: "F", Paragraph: "P", Box: "B"}[type(block)] for block in draft.article.body)
    assert kinds == "FPPPPFPPPFPPB"


def test_captions_have_their_lengths_and_no_alt_is_made_up(draft: Draft) -> None:
    figures = figures_of(draft.article.body)
    assert [len(text_of(figure.caption)) for figure in figures] == [24, 76, 32]
    assert not any(figure.alt or figure.credit for figure in figures)
    assert len(draft.wanted) == 3


def test_box_of_601_characters_ends_the_text(draft: Draft) -> None:
    box = draft.article.body[-1]
    assert isinstance(box, Box)
    assert box.title == ""
    assert [len(text_of(inner.inline)) for inner in box.blocks if isinstance(inner, Paragraph)] == [601]


def test_quotation_with_its_attribution_in_the_sentence_stays_a_paragraph(draft: Draft) -> None:
    paragraphs = [text_of(block.inline) for block in draft.article.body if isinstance(block, Paragraph)]
    assert len(paragraphs) == 9
    assert any(text.startswith("“Đảng, Nhà nước ta") and text.endswith("nhấn mạnh.") for text in paragraphs)


def test_nothing_is_set_that_the_page_does_not_say(draft: Draft) -> None:
    article = draft.article
    assert (article.id, article.date, article.cover) == ("", "", "")
    assert article.authors + article.sections + article.tags == ()


def test_nine_archive_items_are_offered_and_none_is_in_the_text(draft: Draft) -> None:
    assert len(draft.archive_items) == 9
    assert {item.section for item in draft.archive_items} == {"Tin tức"}
    words = repr(draft.article.body)
    assert not any(item.title in words for item in draft.archive_items)
    assert "Tin liên quan" not in words


def test_page_gives_addresses_of_its_items_and_text_none(seed: Path) -> None:
    from_page = [item.url for item in read_file(seed / "article.html").archive_items]
    assert from_page == [f"/bai-{number}.html" for number in range(100003, 100020, 2)]
    assert {item.url for item in read_file(seed / "article.txt").archive_items} == {""}


def test_photos_of_the_page_are_found_beside_it(seed: Path) -> None:
    wanted = read_file(seed / "article.html").wanted
    assert [photo.path for photo in wanted] == [
        seed / name for name in ("IMG_4411.JPG", "IMG_4417.JPG", "DSC_0092.JPG")
    ]


def test_what_is_left_out_is_reported(seed: Path) -> None:
    text = {item.code: item.n for item in read_file(seed / "article.txt").dropped}
    page = {item.code: item.n for item in read_file(seed / "article.html").dropped}
    assert text == {"dropped.blank": 7, "dropped.furniture": 22}
    assert page["dropped.script"] == 2
    assert page["dropped.filler-alt"] == 3
    assert page["dropped.furniture"] >= 21
