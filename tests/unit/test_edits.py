"""Edits give new articles and refuse wrong use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from editor.errors import EditError
from editor.model import edits
from editor.model.article import Article, Author, Related, Resource, Status
from editor.model.blocks import Box, Figure, Gallery, Paragraph, Span, plain
from editor.model.edits.fields import _LINES
from editor.model.rows import Row, RowKind

P, Q = Paragraph(plain("a")), Paragraph(plain("b"))
ONE, TWO, THREE = (Figure(f"images/0{number}.jpg") for number in (1, 2, 3))
ARTICLE = Article(body=(P, ONE, Gallery((TWO, Figure("images/04.jpg"))), Box("", (THREE,))), cover="images/09.jpg")


def test_a_photo_is_put_in_where_it_is_asked_for() -> None:
    new = Figure("images/05.jpg")
    assert edits.insert_figure(ARTICLE, new, at=0).body == (new, *ARTICLE.body)
    assert edits.insert_figure(ARTICLE, new).body == (*ARTICLE.body, new)
    with_resource = edits.insert_figure(ARTICLE, new, Resource(new.src, rights="©"), at=2)
    assert with_resource.body[2] == new
    assert with_resource.resource(new.src).rights == "©"


def test_blocks_go_and_move() -> None:
    article = Article(body=(P, ONE, Q))
    assert edits.remove_block(article, 1).body == (P, Q)
    assert edits.move_block(article, 0, 2).body == (ONE, Q, P)
    assert edits.move_block(article, 2, 0).body == (Q, P, ONE)


@pytest.mark.parametrize("figure", [ONE, TWO, THREE], ids=["alone", "gallery", "box"])
def test_caption_credit_and_alt_of_a_photo_in_the_body(figure: Figure) -> None:
    changed = edits.set_caption(ARTICLE, figure.src, (Span("x", strong=True),))
    changed = edits.set_credit(changed, figure.src, " Viết Thành ")
    changed = edits.set_alt(changed, figure.src, "mô\ntả")
    expected = Figure(figure.src, (Span("x", strong=True),), "Viết Thành", "mô tả")
    assert expected in edits_figures(changed)
    assert changed.resources == ()


def edits_figures(article: Article) -> tuple[Figure, ...]:
    from editor.model.blocks import figures_of

    return figures_of(article.body)


def test_a_cover_outside_the_body_keeps_its_words_in_its_resource() -> None:
    changed = edits.set_caption(ARTICLE, "images/09.jpg", plain("Lễ"))
    changed = edits.set_credit(changed, "images/09.jpg", "VT")
    changed = edits.set_alt(changed, "images/09.jpg", "mô tả")
    assert changed.resource("images/09.jpg") == Resource("images/09.jpg", title="Lễ", credit="VT", alt="mô tả")
    assert changed.body == ARTICLE.body


def test_a_cover_is_one_of_the_articles_photos_or_none() -> None:
    assert edits.set_cover(ARTICLE, ONE.src).cover == ONE.src
    assert edits.set_cover(ARTICLE, "").cover == ""


def test_a_resource_takes_the_place_of_the_one_before() -> None:
    article = edits.set_resource(edits.set_resource(Article(), Resource("a.jpg")), Resource("b.jpg"))
    article = edits.set_resource(article, Resource("a.jpg", rotate=90))
    assert article.resources == (Resource("a.jpg", rotate=90), Resource("b.jpg"))


def test_the_main_section_is_the_first() -> None:
    article = edits.set_sections(Article(), ["Tin tức", "Giáo dục", "Tin tức", " "])
    assert article.sections == ("Tin tức", "Giáo dục")
    assert edits.set_main_section(article, "Giáo dục").sections == ("Giáo dục", "Tin tức")
    assert edits.set_main_section(article, "Đô thị").sections == ("Đô thị", "Tin tức", "Giáo dục")


def test_tags_that_differ_in_their_marks_are_two() -> None:
    article = edits.add_tag(edits.add_tag(Article(), "bão"), "báo")
    assert article.tags == ("bão", "báo")
    assert edits.add_tag(article, "BÃO").tags == edits.add_tag(article, "bao").tags == article.tags


def test_a_tag_that_was_typed_without_its_marks_stands_once() -> None:
    article = edits.add_tag(edits.add_tag(Article(), "Hà Nội"), "ha noi")
    assert article.tags == ("Hà Nội",)
    assert edits.remove_tag(article, "Hà Nội").tags == ()


def test_authors_come_and_go() -> None:
    article = edits.add_author(Article(), Author(" Hoàng  Phúc", "hp"))
    assert article.authors == (Author("Hoàng Phúc", "hp"),)
    assert edits.add_author(article, Author("Hoàng Phúc")) == article
    assert edits.remove_author(article, "Hoàng Phúc").authors == ()


def test_related_items_keep_their_order() -> None:
    items = [Related(str(number), id=str(number)) for number in range(3)]
    article = Article()
    for item in items:
        article = edits.add_related(article, item)
    assert edits.add_related(article, Related("khác", id="1")) == article
    assert [item.id for item in edits.move_related(article, 0, 2).related] == ["1", "2", "0"]
    assert [item.id for item in edits.remove_related(article, 1).related] == ["0", "2"]
    assert [item.id for item in edits.add_related(article, Related("x", url="https://a.vn"), 0).related] == [
        "",
        "0",
        "1",
        "2",
    ]


def test_a_slug_is_made_of_whatever_is_typed() -> None:
    assert edits.set_slug(Article(), "Đảng ủy 2022!").slug == "dang-uy-2022"


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("title", "  Tít\nbài ", "headline", "Tít bài"),
        ("description", "Sapo", "standfirst", "Sapo"),
        ("headline", "Tít", "headline", "Tít"),
        ("date", "2022-10-17T08:00:00+07:00", "date", "2022-10-17T08:00:00+07:00"),
        ("status", "ready", "status", Status.READY),
        ("note", "một\nhai", "note", "một\nhai"),
        ("tags", ["a", "b", "A"], "tags", ("a", "b")),
        ("tags", [], "tags", ()),
        ("section", "Tin tức", "sections", ("Tin tức",)),
        ("authors", ["A", "B"], "authors", (Author("A"), Author("B"))),
    ],
)
def test_a_field_is_set_by_its_key(name: str, value: str | list[str], field: str, expected: object) -> None:
    assert getattr(edits.set_field(Article(), name, value), field) == expected


def test_seo_fields_have_keys_of_their_own() -> None:
    article = edits.set_field(edits.set_field(Article(), "seo.title", "A"), "seo.description", "B")
    assert (article.seo.title, article.seo.description) == ("A", "B")


def test_the_names_of_single_lines_are_text_fields_of_an_article() -> None:
    assert {field.name for field in fields(Article) if field.type == "str"} - {"id", "note"} == set(_LINES)


def test_rows_are_replaced_and_settle() -> None:
    article = Article(headline="Tít", body=(P,))
    changed = edits.replace_rows(article, 2, 3, (Row(RowKind.FIGURE, payload=ONE), Row(RowKind.PARAGRAPH)))
    assert changed.body == (ONE, Paragraph())
    assert edits.replace_rows(article, 0, 1, ()).headline == ""


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: edits.insert_figure(ARTICLE, ONE, at=9),
        lambda: edits.insert_figure(ARTICLE, ONE, Resource("x.jpg")),
        lambda: edits.remove_block(ARTICLE, -1),
        lambda: edits.move_block(ARTICLE, 0, 4),
        lambda: edits.set_caption(ARTICLE, "images/77.jpg", ()),
        lambda: edits.set_alt(ARTICLE, "", "x"),
        lambda: edits.set_cover(ARTICLE, "images/77.jpg"),
        lambda: edits.set_resource(ARTICLE, Resource("")),
        lambda: edits.set_field(ARTICLE, "body", "x"),
        lambda: edits.set_field(ARTICLE, "status", "published"),
        lambda: edits.set_field(ARTICLE, "title", ["a"]),
        lambda: edits.set_main_section(ARTICLE, " "),
        lambda: edits.remove_tag(ARTICLE, "x"),
        lambda: edits.add_author(ARTICLE, Author(" ")),
        lambda: edits.remove_author(ARTICLE, "x"),
        lambda: edits.add_related(ARTICLE, Related("x")),
        lambda: edits.add_related(ARTICLE, Related("x", url="https://a.vn", id="1")),
        lambda: edits.remove_related(ARTICLE, 0),
        lambda: edits.move_related(ARTICLE, 0, 0),
        lambda: edits.replace_rows(ARTICLE, 5, 4, ()),
    ],
)
def test_wrong_use_is_refused(wrong: Callable[[], Article]) -> None:
    with pytest.raises(EditError):
        wrong()
