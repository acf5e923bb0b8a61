"""The normal form of an article: what its file can hold."""

from __future__ import annotations

import pytest

from editor.model import public, tidy
from editor.model.article import Article, Author, Extra, Fields, Related, Resource, Seo, Status
from editor.model.blocks import (
    Block,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    Inline,
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
from editor.model.normal import tidy_address, tidy_body, tidy_inline, tidy_line


def strong(text: str) -> Span:
    return Span(text, strong=True)


def emphasis(text: str) -> Span:
    return Span(text, emphasis=True)


INLINE: dict[str, tuple[Inline, Inline]] = {
    "edge spaces and tabs": ((Span(" \ta\tb \t"),), plain("a b")),
    "no-break spaces stay": ((Span("\u00a0a\u00a0"),), plain("\u00a0a\u00a0")),
    "nothing at all": ((Span(""), strong(" "), Span("\n")), ()),
    "equal neighbours": ((Span("a"), Span("b"), strong("c"), strong("d")), (Span("ab"), strong("cd"))),
    "white space at a mark's edge": ((Span("a"), strong(" b "), Span("c")), (Span("a "), strong("b"), Span(" c"))),
    "a mark on nothing": ((Span("a"), strong(" "), Span("b")), plain("a b")),
    "a mark on a no-break space": ((Span("a"), strong("\u00a0"), Span("b")), (Span("a"), strong("\u00a0"), Span("b"))),
    "a break at a mark's edge": ((strong("a\n"), Span("b")), (strong("a"), Span("\nb"))),
    "breaks first, last and doubled": ((Span("\na\n \n\nb\n"),), plain("a\nb")),
    "white space beside a break": ((Span("a \t\n b"),), plain("a\nb")),
    "a strong word and a strong link": (
        (strong("a "), Span("b", strong=True, link="u")),
        (strong("a"), Span(" "), Span("b", strong=True, link="u")),
    ),
    "emphasis that goes on": (
        (emphasis("a "), emphasis("b")),
        (emphasis("a b"),),
    ),
    "strong that goes on under emphasis": (
        (strong("a "), Span("b", strong=True, emphasis=True)),
        (strong("a "), Span("b", strong=True, emphasis=True)),
    ),
    "letters composed over spans": ((Span("Tie\u0302"), strong("\u0301ng")), (Span("Tiế"), strong("ng"))),
    "a combining mark that composes with nothing": ((Span("x"), strong("\u0323y")), (Span("x\u0323"), strong("y"))),
    "Hangul composed over spans": ((Span("\u1100"), strong("\u1161a")), (Span("\uac00"), strong("a"))),
    "an emoji's variation": ((Span("❤"), strong("\ufe0fa")), (Span("❤\ufe0f"), strong("a"))),
    "a space that lost its mark leaves no mark behind it": (
        (Span("a"), strong(" \u0301b")),
        (Span("a \u0301"), strong("b")),
    ),
    "an address": ((Span("a", link=" https://x.vn/a b "),), (Span("a", link="https://x.vn/a%20b"),)),
    "no address": ((Span("a", link=" "),), plain("a")),
    "control characters": ((Span("a\x00b\u2028c"),), plain("ab\nc")),
}


@pytest.mark.parametrize("name", INLINE)
def test_running_text_is_tidied(name: str) -> None:
    loose, tidied = INLINE[name]
    assert tidy_inline(loose, breaks=True) == tidied
    assert tidy_inline(tidied, breaks=True) == tidied


def test_where_no_break_may_stand_it_is_a_space() -> None:
    assert tidy_inline((Span("a \n"), strong("\n b")), breaks=False) == (Span("a "), strong("b"))


def test_a_caption_has_no_emphasis() -> None:
    assert tidy_inline((emphasis("a"), Span("b")), breaks=True, emphasis=False) == plain("ab")


def test_tidy_text_is_handed_back_itself() -> None:
    inline = (Span("a "), strong("b"))
    assert tidy_inline(inline, breaks=True) is inline


def test_a_plain_field_is_one_line() -> None:
    assert tidy_line(" a \n\t b\r\nc ") == "a b c"
    assert tidy_line("a  b") == "a  b"


def test_addresses_are_percent_encoded_once() -> None:
    assert tidy_address("https://x.vn/(a)|{b} `c`\\^<>") == "https://x.vn/%28a%29%7C%7Bb%7D%20%60c%60%5C%5E%3C%3E"
    assert tidy_address("https://x.vn/%20Đảng") == "https://x.vn/%20Đảng"


def item(text: str, *second: str) -> ListItem:
    return ListItem(plain(text), List(False, tuple(ListItem(plain(word)) for word in second)) if second else None)


BODY: dict[str, tuple[tuple[Block, ...], tuple[Block, ...]]] = {
    "empty rows": (
        (Paragraph(), Paragraph(plain(" ")), Heading(2), List(False, ()), Quote(()), Box("", ()), Table(())),
        (),
    ),
    "levels": (
        (Heading(1, plain("a")), Heading(6, plain("b\nc"))),
        (Heading(2, plain("a")), Heading(3, plain("b c"))),
    ),
    "items without words": ((List(True, (item(""), item("a"), item(" "))),), (List(True, (item("a"),)),)),
    "a second level without a first": ((List(False, (item("", "a"),)),), (List(False, (item("a"),)),)),
    "a second level hangs on the item before": (
        (List(False, (item("a", "b"), item("", "c"))),),
        (List(False, (item("a", "b", "c"),)),),
    ),
    "a third level": (
        (List(False, (ListItem(plain("a"), List(True, (item("b", "c"), item("d")))),)),),
        (List(False, (ListItem(plain("a"), List(True, (item("b"), item("c"), item("d")))),)),),
    ),
    "nothing but an attribution": ((Quote((), "An"),), (Quote((plain("An"),)),)),
    "an attribution as it stands in the file": ((Quote((plain("a"), plain("— An"))),), (Quote((plain("a"),), "An"),)),
    "one that is marked stays": (
        (Quote((plain("a"), (strong("— An"),))),),
        (Quote((plain("a"), (strong("— An"),))),),
    ),
    "a pull quote": ((PullQuote((plain(" a "), ()), " An\n"),), (PullQuote((plain("a"),), "An"),)),
    "in a box": ((Box(" Tên ", (Heading(2, plain("a")), Paragraph())),), (Box("Tên", (Heading(3, plain("a")),)),)),
    "galleries": ((Gallery(()), Gallery((Figure("a"),))), (Figure("a"),)),
    "a figure": (
        (Figure(" a.jpg ", (emphasis(" a "),), " An ", "b\nc"),),
        (Figure("a.jpg", plain("a"), "An", "b c"),),
    ),
    "a figure from elsewhere": ((Figure("https://x.vn/a b.jpg"),), (Figure("https://x.vn/a%20b.jpg"),)),
    "rows": (
        (Table(((plain("a"),), (), (plain("b\nc"), plain("d"), ()))),),
        (Table(((plain("a"), (), ()), (plain("b c"), plain("d"), ()))),),
    ),
    "an empty head": ((Table((((),), (plain("a"),))),), (Table((((),), (plain("a"),))),)),
    "a table of nothing": ((Table((((),), ((),))),), ()),
    "an embed that is none": ((Embed("/a"), Embed(" ")), (Paragraph((Span("/a", link="/a"),)),)),
    "blank lines around kept text": ((Source("\n\n    a\n \n"),), (Source("    a"),)),
    "an open code block": ((Source("```\na"), Source("```\nb")), (Source("```\na\n```"), Source("```\nb"))),
}  # fmt: skip


@pytest.mark.parametrize("name", BODY)
def test_a_body_is_tidied(name: str) -> None:
    loose, tidied = BODY[name]
    assert tidy_body(loose) == tidied
    assert tidy_body(tidied) == tidied


def test_parts_that_say_nothing_are_dropped() -> None:
    article = Article(
        lang=" ",
        authors=(Author(" "), Author("An")),
        tags=("", "a"),
        related=(Related(" "), Related("a")),
        resources=(Resource("a.jpg"), Resource("b.jpg", creator="An")),
        seo=Seo(" "),
    )
    tidied = tidy(article)
    assert tidied.lang == "vi"
    assert (tidied.authors, tidied.tags, tidied.related) == ((Author("An"),), ("a",), (Related("a"),))
    assert tidied.resources == (Resource("b.jpg", creator="An"),)
    assert tidied.seo == Seo()


def test_unknown_keys_are_clean_and_single() -> None:
    twice = Fields((("a", "1\x00"), ("a", "2"), ("", "3")))
    article = tidy(Article(extra=(Extra("x", (twice,)), Extra("x", "again"), Extra("lang", "known"))))
    assert article.extra == (Extra("x", (Fields((("a", "1"),)),)),)


def test_what_leaves_holds_nothing_internal() -> None:
    article = Article(
        id="01HX",
        headline="Tít",
        authors=(Author("An", "an", (Extra("email", "x"),)), Author("", "id-only")),
        sections=("Tin tức",),
        cover="images/c.jpg",
        resources=(
            Resource("images/a.jpg", creator="An", rotate=90, reviewed=False, extra=(Extra("x", "y"),)),
            Resource("images/c.jpg", "Bìa", "Thay", "An"),
            Resource("images/unused.jpg", "Thừa", creator="B"),
        ),
        related=(Related("a", "https://x.vn", origin="suggested"),),
        status=Status.READY,
        note="Nội bộ",
        body=(
            Figure("images/a.jpg"),
            Box("Tên", (Figure("images/b.jpg", plain("b")),)),
            Gallery((Figure("images/d.jpg"), Figure("images/missing.jpg"))),
        ),
        extra=(Extra("weight", "1"),),
        standfirst_extra=(Extra("x", "1"),),
    )
    assets = {f"images/{name}.jpg": f"images/{name}-1800.jpg" for name in "abcd"}
    left = public(article, assets)
    assert left == Article(
        id="01HX",
        headline="Tít",
        authors=(Author("An"),),
        sections=("Tin tức",),
        cover="images/c-1800.jpg",
        resources=(
            Resource("images/a-1800.jpg", creator="An"),
            Resource("images/c-1800.jpg", "Bìa", "Thay", "An"),
        ),
        related=(Related("a", "https://x.vn"),),
        body=(
            Figure("images/a-1800.jpg"),
            Box("Tên", (Figure("images/b-1800.jpg", plain("b")),)),
            Gallery((Figure("images/d-1800.jpg"), Figure("images/missing.jpg"))),
        ),
    )
