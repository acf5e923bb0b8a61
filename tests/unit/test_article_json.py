"""An article as JSON: the shape that receivers read, and refusals of what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from editor.errors import FormatError, UnknownSchemaError
from editor.model.article import Article, Author, Crop, Extra, Fields, Region, Related, Resource, Status
from editor.model.blocks import (
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    Rule,
    Source,
    Span,
    Table,
    plain,
)
from editor.source.article_json import from_json, to_json


def article() -> Article:
    return Article(
        id="01HX",
        headline="Tít",
        standfirst="Sapo",
        authors=(Author("An", "an"),),
        sections=("Tin tức",),
        tags=("a",),
        resources=(
            Resource("a.jpg", creator="An", size="wide", focus=(0.5, 0.25), crops=(Crop("16:9", 0.0, 0.1, 1.0, 0.5),)),
            Resource("b.jpg", blur=(Region(0.0, 0.5, 0.25, 0.125),)),
        ),
        related=(Related("b", "https://x.vn", origin="suggested"),),
        status=Status.REVIEW,
        note="Nội bộ",
        body=(
            Paragraph((Span("a "), Span("b", strong=True, emphasis=True, link="u"))),
            Heading(2, plain("c")),
            List(True, (ListItem(plain("d"), List(False, (ListItem(plain("e")),))),)),
            Figure("a.jpg", plain("f"), "An", "Thay"),
            Gallery((Figure("b.jpg"), Figure("c.jpg"))),
            Table(((plain("g"),),)),
            *(Embed("https://x.vn"), Rule(), Source("# h")),
        ),
        extra=(Extra("x", ("1", Fields((("y", "2"),))), "title"),),
    )


def test_the_shape_is_the_one_agreed_on() -> None:
    written: dict[str, Any] = to_json(article())
    assert list(written)[:5] == ["schema", "id", "lang", "headline", "standfirst"]
    assert written["authors"] == [{"name": "An", "id": "an"}]
    assert written["internal"]["status"] == "review"
    assert written["internal"]["note"] == "Nội bộ"
    assert written["body"][0] == {
        "kind": "paragraph",
        "inline": [{"text": "a "}, {"text": "b", "marks": ["strong", "emphasis"], "link": "u"}],
    }
    assert written["body"][3] == {
        "kind": "figure",
        "src": "a.jpg",
        "caption": [{"text": "f"}],
        "credit": "An",
        "alt": "Thay",
        "size": "wide",
    }
    assert [block["kind"] for block in written["body"]] == (
        ["paragraph", "heading", "list", "figure", "gallery", "table", "embed", "rule", "source"]
    )


def test_json_text_comes_back_as_the_article() -> None:
    assert from_json(json.loads(json.dumps(to_json(article()), ensure_ascii=False))) == article()


def test_a_bundle_has_nothing_internal() -> None:
    assert "internal" not in to_json(article(), bundle=True)


def broken(path: str, value: object) -> dict[str, Any]:
    """The article's JSON with one value replaced."""
    data: Any = to_json(article())
    *parents, last = [int(name) if name.isdecimal() else name for name in path.split(".")]
    target = data
    for name in parents:
        target = target[name]
    target[last] = value
    return dict(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *(("schema", "1"), ("schema", True), ("schema", 0), ("headline", 1), ("headline", None), ("authors", "An")),
        *(("authors", [1]), ("sections", ["a", 1]), ("tags", {}), ("internal", []), ("internal.status", "xong")),
        *(("internal.extra", [{"key": "a"}]), ("internal.extra", [{"key": "", "value": "1"}]), ("seo", [])),
        *(("internal.extra", [{"key": "a", "value": 1}]), ("resources.0.focus", [1]), ("resources.0.focus", 1)),
        *(("resources.0.blur", [[0, 0, 1]]), ("resources.0.blur", [[0, 0, 1, "1"]]), ("resources.0.blur", 1)),
        *(("resources.0.crops", [["a", 1]]), ("resources.0.crops", [["a", 0, 0, 1, "1"]]), ("resources.0.crops", 1)),
        *(("resources.0.rotate", 45), ("resources.0.rotate", True), ("resources.0.decorative", 1)),
        *(("resources.0.reviewed", "x"), ("resources.0.focus", [0.5, float("nan")]), ("body", {}), ("body", [1])),
        *(("body.0.kind", "x"), ("body.0.kind", []), ("body.0.inline", "x"), ("body.0.inline", [1])),
        *(("body.0.inline.0.text", 1), ("body.0.inline.0.marks", ["bold"]), ("body.0.inline.0.link", 1)),
        *(("body.1.level", 1), ("body.1.level", "2"), ("body.1.level", []), ("body.2.ordered", 1)),
        *(("body.2.items", 1), ("body.2.items.0", 1), ("body.2.items.0.sublist", [])),
        *(("body.2.items.0.sublist.items.0.sublist", {"ordered": True, "items": []}), ("body.4.figures", [{}])),
        *(
            ("body.4.figures", [{"kind": "rule"}]),
            ("body.0", {"kind": "box", "blocks": [{"kind": "embed", "url": ""}]}),
        ),
        *(("body.5.rows", [1]), ("body.5.rows", None), ("body.0", {"kind": "quote", "paragraphs": [1]})),
    ],
)
def test_nonsense_is_refused_with_its_place(path: str, value: object) -> None:
    with pytest.raises(FormatError) as caught:
        from_json(broken(path, value))
    assert caught.value.facts["key"]


@pytest.mark.parametrize("data", [None, [], "x", 1, {}])
def test_what_is_no_article_is_refused(data: object) -> None:
    with pytest.raises(FormatError):
        from_json(data)


def test_a_newer_schema_is_refused() -> None:
    with pytest.raises(UnknownSchemaError):
        from_json({"schema": 2})


def test_what_is_nested_without_end_is_refused() -> None:
    data: Any = {"kind": "rule"}
    for _ in range(100_000):
        data = {"kind": "box", "title": "", "blocks": [data]}
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    for broken_data in ({"body": [data]}, {"internal": {"extra": [{"key": "a", "value": deep}]}}):
        with pytest.raises(FormatError):
            from_json({"schema": 1, **broken_data})
