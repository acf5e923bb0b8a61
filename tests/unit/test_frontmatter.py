"""Front matter that changes nothing anybody typed."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from editor.app.messages import Messages
from editor.errors import FrontMatterError, UnknownSchemaError
from editor.model import tidy
from editor.model.article import (
    Article,
    Author,
    Correction,
    Crop,
    Extra,
    Fields,
    Plain,
    Region,
    Related,
    Resource,
    Seo,
    Status,
)
from editor.model.blocks import Figure, plain
from editor.model.inline import tidy_text
from editor.model.keys import tidy_plain
from editor.source.frontmatter import Bare, dump, has_comments, load, load_with_lines, split
from editor.source.reader import read
from editor.source.writer import write, write_front_matter
from laws.strategies import NASTY

TYPED = (
    *("Số 1 #hot", "no", "010", "12:30", "1.10", "Kết quả: 3-1"),
    *("@VTV", "[Infographic] Bản đồ", "%", "~", "null", "1_000"),
    *("0x1F", ".inf", "-.INF", "=", "<<", "", "y", "N"),
    *("Off", "TRUE", "1e3", "+1", "0o17", "190:20:30", "2022-10-17"),
    *("2022-10-17T08:00:00+07:00", "- a", "? a", "! a", "& a", "* a", "| a"),
    *("> a", "{a}", "a: b", "a:", "a #b", "#a", "'a'"),
    *('"a"', "\\n", "a\\", "---", "...", "`a`", "NaN", "1,000"),
    *("0b1", "😀", "a 😀", "\u00a0a", "a\nb", "a\n\u0301b", "Ảnh"),
)  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_a_text_comes_back_as_typed(text: str) -> None:
    fields = Fields((("a", text), ("b", (text, text)), ("c", Fields(((text or "x", "1"),)))))
    assert load(dump(fields)) == fields


PLAINS = st.recursive(
    st.one_of(st.text(max_size=30), st.sampled_from((*TYPED, *NASTY)), st.sampled_from(TYPED).map(Bare)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from(("title", "Khóa", "a b", "no", "x" * 130)), inner, max_size=3).map(
            lambda pairs: Fields(tuple(pairs.items()))
        ),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(("title", "slug", "note", "a-b")), PLAINS, max_size=4))
def test_libyaml_writes_what_pyyaml_writes(pairs: dict[str, Plain]) -> None:
    fields = Fields(tuple((key, tidy_plain(value)) for key, value in pairs.items()))
    with pytest.MonkeyPatch.context() as patch:
        written = dump(fields)
        patch.delattr(yaml, "CSafeDumper")
        assert written == dump(fields)


def test_other_yaml_readers_see_the_same_texts() -> None:
    texts = tuple(dict.fromkeys((*TYPED, *(tidy_text(text) for text in NASTY))))
    written = dump(Fields((("texts", texts),)))
    assert yaml.safe_load(written)["texts"] == list(texts)
    assert yaml.load(written, Loader=yaml.CSafeLoader)["texts"] == list(texts)


def test_plain_headlines_stand_without_quotes() -> None:
    assert dump(Fields((("title", "Hà Nội bồi dưỡng cán bộ"), ("tags", ("Đảng", "xã – phường"))))) == (
        "title: Hà Nội bồi dưỡng cán bộ\ntags:\n- Đảng\n- xã – phường\n"
    )


def test_unquoted_numbers_of_other_tools_stay_unquoted() -> None:
    text = "weight: 10\ntoc: true\nempty:\nversion: '1.10'\nat: 12:30\nnested:\n  a: ~\n"
    assert dump(load(text)) == text


def test_a_multiline_text_stands_on_one_line() -> None:
    assert dump(Fields((("note", "một\nhai: ba"),))) == 'note: "một\\nhai: ba"\n'


def test_dates_stand_unquoted_with_t_and_other_dates_as_typed() -> None:
    article = Article(date="2022-10-17T08:00:00+07:00", lastmod="hôm qua", embargo="2022-10-17 08:00")
    text = write(article)
    assert "date: 2022-10-17T08:00:00+07:00\n" in text
    assert "lastmod: hôm qua\n" in text
    assert "embargo: '2022-10-17 08:00'\n" in text
    assert read(text)[0] == tidy(article)


def test_keys_stand_in_the_order_of_the_format() -> None:
    article = Article(
        **{name: name for name in ("headline", "slug", "kicker", "standfirst", "dateline", "story_type", "note", "id")},
        date="2022-10-17",
        lastmod="2022-10-17",
        canonical="https://x.vn",
        embargo="2022-10-17",
        cover="images/a.jpg",
        authors=(Author("An"),),
        sections=("Tin tức/Chính trị",),
        tags=("a",),
        resources=(Resource("images/a.jpg", "a"),),
        related=(Related("a", "https://x.vn"),),
        seo=Seo("a"),
        corrections=(Correction("2022-10-17", "a"),),
    )
    names = [line.split(":")[0] for line in write(article).split("---\n")[1].splitlines() if line[0].isalpha()]
    order = "title slug date lastmod draft lang kicker description dateline authors story_type categories tags cover"
    assert names == [
        *order.split(),
        *["resources", "related", "seo", "canonical", "embargo", "corrections", "status", "note", "standfirst"],
    ]


def test_everything_about_a_photo_comes_back() -> None:
    photo = Resource(
        "images/a.jpg",
        *("Chú thích", "Thay", "Nguồn", "An", "Báo", "©", "wide"),
        focus=(0.5, 1e-05),
        crops=(Crop("16:9", 0, 0.1, 1, 0.5625),),
        rotate=90,
        blur=(Region(0.25, 0.1, 0.5, 0.125), Region(0, 0, 1e-05, 1)),
        decorative=True,
        reviewed=False,
        extra=(Extra("name", "x", "src"),),
        params_extra=(Extra("iso", "100", "credit"),),
    )
    article = Article(cover="images/a.jpg", resources=(photo,))
    assert read(write(article))[0] == tidy(article)


def test_the_body_wins_over_the_photo_list() -> None:
    article = Article(
        body=(Figure("images/a.jpg", plain("Trong bài"), "An", "Thay"),),
        resources=(Resource("images/a.jpg", "Khác", "Khác", "Khác", creator="An"),),
    )
    assert tidy(article).resources == (Resource("images/a.jpg", creator="An"),)


def test_what_another_tool_says_about_a_photo_fills_an_empty_place() -> None:
    article, _ = read(
        "---\nresources:\n- src: a.jpg\n  title: Chú thích\n  params: {alt: Thay, credit: An}\n---\n\n![](a.jpg)\n"
    )
    assert article.body == (Figure("a.jpg", plain("Chú thích"), "An", "Thay"),)


def test_unknown_keys_stay_where_they_stood() -> None:
    text = (
        "---\nweight: 10\ntitle: Tít\ntoc: true\nseries:\n- a\n- b: c\ndraft: true\nlang: vi\n"
        "authors:\n- name: An\n  email: an@x.vn\n"
        "seo:\n  robots: noindex\nstatus: draft\nstandfirst:\n  schema: 1\n  theme: x\n---\n"
    )
    article, findings = read(text)
    assert findings == ()
    assert write(article) == text


def test_an_unknown_key_keeps_its_place_when_its_neighbour_goes() -> None:
    article, _ = read("---\ntitle: Tít\nslug: a\nweight: 10\nlang: vi\n---\n")
    keys = [line.split(":")[0] for line in write_front_matter(Article(extra=article.extra)).splitlines()]
    assert keys[:2] == ["weight", "draft"]


@pytest.mark.parametrize(
    ("front", "key"),
    [
        ("title: [a, b]", "title"),
        ("tags: {a: b}", "tags"),
        ("authors: [[a]]", "authors"),
        ("status: xong", "status"),
        ("related: x", "related"),
        ("seo: x", "seo"),
        ("resources: [[a]]", "resources"),
        ("corrections: [a]", "corrections"),
    ],
)
def test_a_value_of_the_wrong_kind_is_kept_with_a_finding(front: str, key: str) -> None:
    article, findings = read(f"---\n{front}\n---\n")
    assert [(finding.code, finding.place.field) for finding in findings] == [("field-unreadable", key)]  # type: ignore[union-attr]
    again, _ = read(write(article))
    assert again == article
    assert load(front).pairs[0] in load(split(write(article))[0]).pairs


def test_setting_a_field_ends_what_could_not_be_read() -> None:
    from dataclasses import replace

    article, _ = read("---\nstatus: xong\n---\n")
    assert "status: xong\n" in write(article)
    assert "xong" not in write(replace(article, status=Status.READY))


def test_wrong_values_about_a_photo_stay_beside_the_right_ones() -> None:
    front = (
        "cover: a\nresources:\n- src: a\n  params:\n    focus: giữa\n    rotate: 45\n    crops:\n    - 1\n"
        "    reviewed: x\n"
    )
    article, _ = read(f"---\n{front}---\n")
    assert article.resource("a").focus is None
    assert [extra.key for extra in article.resource("a").params_extra] == ["focus", "rotate", "crops", "reviewed"]
    assert front in write(article)


def test_one_text_is_a_list_of_one_and_nothing_is_none() -> None:
    article, findings = read(
        "---\ntags: một\ncategories: Tin tức\nauthors: An\nrelated:\nresources: a.jpg\nseo: ~\n---\n"
    )
    assert findings == ()
    assert (article.tags, article.sections, article.authors) == (("một",), ("Tin tức",), (Author("An"),))
    assert article.related == ()


def test_a_standfirst_under_our_own_name_is_the_standfirst() -> None:
    assert read("---\nstandfirst: Sapo\n---\n")[0].standfirst == "Sapo"
    article, _ = read("---\nstandfirst: Khác\ndescription: Sapo\n---\n")
    assert article.standfirst == "Sapo"
    assert "text: Khác" in write(article)


def test_draft_follows_from_the_status() -> None:
    assert "draft: true" in write(read("---\ndraft: false\n---\n")[0])
    assert "draft: false" in write(Article(status=Status.READY))


@pytest.mark.parametrize("schema", ["2", "99", "x", "-1"])
def test_a_file_of_a_newer_schema_is_refused(schema: str) -> None:
    with pytest.raises(UnknownSchemaError) as caught:
        read(f"---\nstandfirst:\n  schema: {schema}\n---\n")
    assert caught.value.facts["schema"] == schema


def test_an_unended_front_matter_is_refused() -> None:
    with pytest.raises(FrontMatterError):
        read("---\ntitle: a\n\nVăn bản\n")


def test_a_rule_at_the_top_of_a_file_is_no_front_matter() -> None:
    article, _ = read("---\n\nVăn bản\n")
    assert len(article.body) == 2


@pytest.mark.parametrize(
    ("front", "commented"),
    [
        ("title: a # b", True),
        ("# a\ntitle: a", True),
        ("title: a\n\n# b", True),
        ("tags:\n- a\n# b\n- c", True),
        ("title: 'a # b'", False),
        ('title: "a # b"', False),
        ("title: a#b", False),
        ("title: a", False),
        ("note: |\n  # a", False),
    ],
)
def test_comments_are_noticed(front: str, commented: bool) -> None:
    assert has_comments(f"---\n{front}\n---\n\n# Không phải\n") is commented


def test_comments_are_noticed_in_a_file_from_windows() -> None:
    assert has_comments("\ufeff---\r\ntitle: a # b\r\n---\r\n")


def test_comments_of_an_unreadable_file_are_not_looked_for() -> None:
    with pytest.raises(FrontMatterError) as caught:
        has_comments("---\ntags: a\ntitle: 'a # b\n---\n")
    assert caught.value.facts["line"]


def test_lines_are_known_by_path() -> None:
    _, lines = load_with_lines("a: 1\nb:\n  - c: 2\n    d: 3\n", line=10)
    assert lines == {("a",): 11, ("b",): 12, ("b", 0): 13, ("b", 0, "c"): 13, ("b", 0, "d"): 14}


def test_a_bundle_says_nothing_internal_and_repeats_the_photos_texts() -> None:
    article = Article(
        note="Nội bộ", status=Status.READY, body=(Figure("images/a.jpg", plain("Chú\nthích"), "An", "Thay"),)
    )
    text = write(article, bundle=True)
    assert "status" not in text
    assert "Nội bộ" not in text
    assert "draft: false\n" in text
    assert "- src: images/a.jpg\n  title: Chú thích\n  params:\n    alt: Thay\n    credit: An\n" in text


def test_named_keys_only() -> None:
    assert (
        write_front_matter(Article(headline="Tít", tags=("a",), note="x"), ("title", "tags"))
        == "title: Tít\ntags:\n- a\n"
    )


@pytest.mark.parametrize("text", ["a: b\n---\nc: d\n", "a: \x07\n", "[a]\n", "x\n", "? [a]\n: b\n", "'': b\n"])
def test_yaml_that_is_no_front_matter_is_refused(text: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        load(text)
    assert caught.value.facts["problem"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: b\na: c\n", 2, "twice"),
        ("a: b\nc: Kết quả: 3-1\n", 2, "colon"),
        ("a: @VTV\n", 1, "character"),
        ('a: b\nc: "mở\nd: e\n', 2, "quote"),
    ],
)
def test_usual_slips_name_their_line_and_have_a_sentence_each(text: str, line: int, reason: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        load(text)
    assert (caught.value.facts["line"], caught.value.facts["reason"]) == (line, reason)
    for lang in ("vi", "en"):
        assert Messages(lang).has(f"format.front-matter.{reason}")
        assert "YAML" not in Messages(lang).error(caught.value)


@pytest.mark.parametrize("text", ["", "\n", "# ghi chú\n", "''\n", "~\n"])
def test_yaml_of_nothing_has_no_fields(text: str) -> None:
    assert load(text) == Fields()
    assert dump(Fields()) == ""


def test_an_unknown_key_of_several_lines_is_written_the_same_way_each_time() -> None:
    text = write(read("---\nkhac: T\n\n  x\nso: 12\n---\n\nĐoạn.\n")[0])
    assert write(read(text)[0]) == text
    assert 'khac: "T\\nx"\nso: 12\n' in text
