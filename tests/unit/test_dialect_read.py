"""What a body's Markdown is read as: the dialect, and what lies outside of it."""

from __future__ import annotations

import pytest

from editor.model.blocks import (
    Block,
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
    Rule,
    Source,
    Span,
    Table,
    plain,
)
from editor.model.finding import BlockPlace
from editor.source.dialect_read import read_body
from editor.source.dialect_write import write_body
from editor.source.reader import read

A = Paragraph(plain("a"))


def paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text))


READ: dict[str, tuple[str, tuple[Block, ...]]] = {
    "soft breaks are spaces": ("một\nhai", (paragraph("một hai"),)),
    "hard breaks of both kinds": ("một  \nhai\\\nba", (paragraph("một\nhai\nba"),)),
    "marks": (
        "**a** _b_ *c* ***d*** [e](u)",
        (
            Paragraph(
                (
                    *(Span("a", strong=True), Span(" "), Span("b", emphasis=True), Span(" "), Span("c", emphasis=True)),
                    *(Span(" "), Span("d", strong=True, emphasis=True), Span(" "), Span("e", link="u")),
                )
            ),
        ),
    ),
    "references become links": (
        "[a][1]\n\n[1]: https://x.vn",
        (Paragraph((Span("a", link="https://x.vn"),)), Source("[1]: https://x.vn")),
    ),
    "an address of a person": ("<a@b.vn>", (Paragraph((Span("a@b.vn", link="mailto:a@b.vn"),)),)),
    "an autolink among words": (
        "xem <https://x.vn>",
        (Paragraph((Span("xem "), Span("https://x.vn", link="https://x.vn"))),),
    ),
    "an embed": ("<https://x.vn/a?b&copy;c>", (Embed("https://x.vn/a?b&copy;c"),)),
    "a link to itself is no embed": (
        "[https://x.vn](https://x.vn)",
        (Paragraph((Span("https://x.vn", link="https://x.vn"),)),),
    ),
    "subheads": ("## a\n\n### b\n\na\n---", (Heading(2, plain("a")), Heading(3, plain("b")), Heading(2, plain("a")))),
    "rules": ("***\n\n---", (Rule(), Rule())),
    "a figure alone": ("![Thay](images/a.jpg)", (Figure("images/a.jpg", (), "", "Thay"),)),
    "a figure with a caption": ("![](a.jpg)  \n_Chú thích_", (Figure("a.jpg", plain("Chú thích")),)),
    "a soft break will do": ("![](a.jpg)\n*Chú thích* Ảnh: An", (Figure("a.jpg", plain("Chú thích"), "An"),)),
    "an English label": ("![](a.jpg)\nPhoto: An", (Figure("a.jpg", (), "An"),)),
    "a credit without a label": (
        "![](a.jpg)\n_Chú thích_ An / Báo",
        (Figure("a.jpg", plain("Chú thích"), "An / Báo"),),
    ),
    "a credit on the next line": ("![](a.jpg)\n_Chú thích_\nẢnh: An", (Figure("a.jpg", plain("Chú thích"), "An"),)),
    "exactly one label is taken off": ("![](a.jpg)\nẢnh: Ảnh: An", (Figure("a.jpg", (), "Ảnh: An"),)),
    "a caption with marks": (
        "![](a.jpg)  \n_a **b** [c](u)  \nd_ Ảnh: An",
        (Figure("a.jpg", (Span("a "), Span("b", strong=True), Span(" "), Span("c", link="u"), Span("\nd")), "An"),),
    ),
    "words after an image": ("![](a.jpg) văn bản", (Figure("a.jpg"), paragraph("văn bản"))),
    "words under an image": ("![](a.jpg)\nvăn bản", (Figure("a.jpg"), paragraph("văn bản"))),
    "words under a caption": ("![](a.jpg)\n_b_\nvăn bản", (Figure("a.jpg", plain("b")), paragraph("văn bản"))),
    "words under a credit": (
        "![](a.jpg)\n_b_ Ảnh: An\nvăn bản",
        (Figure("a.jpg", plain("b"), "An"), paragraph("văn bản")),
    ),
    "a credit with a link keeps it": (
        "![](a.jpg)\n_b_ Ảnh: [An](u)",
        (Figure("a.jpg", plain("b")), Paragraph((Span("Ảnh: "), Span("An", link="u")))),
    ),
    "two images in a paragraph": ("![a](b) ![c](d)", (Figure("b", (), "", "a"), Figure("d", (), "", "c"))),
    "a title of an image is its caption": ('![](a.jpg "Chú thích")', (Figure("a.jpg", plain("Chú thích")),)),
    "marks in an alt text": ("![a *b*](c)", (Figure("c", (), "", "a b"),)),
    "a path with odd letters": ("![](<Ảnh 1.jpg>)", (Figure("Ảnh 1.jpg"),)),
    "a credit before an image": (
        "![](a)\n_b_ Ảnh: An ![](c)",
        (Figure("a", plain("b"), "An"), Figure("c")),
    ),
    "a path that is no UTF-8": ("![](a%FFb.jpg)", (Figure("a%FFb.jpg"),)),
    "a gallery": ("<!-- gallery -->\n\n![](a)\n\n![](b)\n\n<!-- -->\n\na", (Gallery((Figure("a"), Figure("b"))), A)),
    "a gallery that nobody ended": (
        "<!-- gallery -->\n![](a)\n\n![](b)\n\na",
        (Gallery((Figure("a"), Figure("b"))), A),
    ),
    "a gallery of one": ("<!-- gallery -->\n\n![](a)\n\n<!-- -->", (Figure("a"),)),
    "a quote": ("> một\n> hai\n>\n> ba\n>\n> — An", (Quote((plain("một hai"), plain("ba")), "An"),)),
    "a dash alone is no attribution": ("> — An", (Quote((plain("— An"),)),)),
    "a marked attribution keeps its marks": (
        "> a\n>\n> — **An**",
        (Quote((plain("a"), (Span("— "), Span("An", strong=True)))),),
    ),
    "a pull quote": ("<!-- pull -->\n\n> a\n>\n> — An", (PullQuote((plain("a"),), "An"),)),
    "an alert of quoting": ("> [!QUOTE]\n> a\n>\n> — An", (PullQuote((plain("a"),), "An"),)),
    "a box": ("<!-- box -->\n\n> **Tên**\n>\n> a", (Box("Tên", (A,)),)),
    "a marker right above its quote": ("<!-- box -->\n> **Tên**\n>\n> a", (Box("Tên", (A,)),)),
    "a title alone": ("<!-- box -->\n\n> **Tên**", (Box("Tên", ()),)),
    "an untitled box": ("<!-- box untitled -->\n\n> **a**", (Box("", (Paragraph((Span("a", strong=True),)),)),)),
    "a bold line with more on it is no title": (
        "<!-- box -->\n\n> **Tên**\n> a",
        (Box("", (Paragraph((Span("Tên", strong=True), Span(" a"))),)),),
    ),
    "a note": ("> [!NOTE]\n> **Tên**\n>\n> a", (Box("Tên", (A,)),)),
    "a note whose first line is alone": ("> [!note]\n>\n> **Tên**\n>\n> a", (Box("Tên", (A,)),)),
    "what a box holds": (
        "<!-- box -->\n\n> ## b\n>\n> - c\n>\n> <!-- -->\n>\n> - d\n>\n> > e\n>\n> ![](f)\n> _g_\n>\n> ---\n>\n> <https://x.vn>",
        (
            Box(
                "",
                (
                    *(
                        Heading(3, plain("b")),
                        List(False, (ListItem(plain("c")),)),
                        List(False, (ListItem(plain("d")),)),
                    ),
                    *(Quote((plain("e"),)), Figure("f", plain("g")), Rule()),
                    Paragraph((Span("https://x.vn", link="https://x.vn"),)),
                ),
            ),
        ),
    ),
    "lists": (
        "- a\n- b\n    1. c\n    1. d\n\n<!-- -->\n\n- e",
        (
            List(
                False,
                (ListItem(plain("a")), ListItem(plain("b"), List(True, (ListItem(plain("c")), ListItem(plain("d")))))),
            ),
            List(False, (ListItem(plain("e")),)),
        ),
    ),
    "a loose list": (
        "1. a\n\n1. b\n\n    - c",
        (List(True, (ListItem(plain("a")), ListItem(plain("b"), List(False, (ListItem(plain("c")),))))),),
    ),
    "a break in an item": ("- a  \n  b", (List(False, (ListItem(plain("a\nb")),)),)),
    "a table": (
        "| a | **b** |\n|---|---|\n| c\\|d |",
        (Table(((plain("a"), (Span("b", strong=True),)), (plain("c|d"), ()))),),
    ),
    "separators say nothing": ("a\n\n<!-- -->\n\na", (A, A)),
    "entities": ("&#273;&agrave;&nbsp;", (paragraph("đà\u00a0"),)),
    "an escaped control character": ("a&#7;b&#x85;c", (paragraph("ab\nc"),)),
}


@pytest.mark.parametrize("name", READ)
def test_the_dialect_is_read(name: str) -> None:
    text, blocks = READ[name]
    body, _ = read_body(text)
    assert body == blocks
    again = write_body(body)
    assert read_body(again)[0] == body
    assert write_body(read_body(again)[0]) == again


OUTSIDE = (
    *("# Tít", "#### Bốn", "    mã", "```\nmã\n```", "```\nmã", "<div>\nx\n</div>", "<b>x</b>", "a `b` c", "a<br>b"),
    *(
        "~~a~~",
        "[^1]: chú thích",
        "- [ ] a",
        "a ![b](c) d",
        "[![a](b)](c)",
        '[a](b "c")',
        "[a]()",
        "a [](b) c",
        "[ ](b)",
    ),
    *(
        "- a\n  - b\n    - c",
        "- a\n\n  b",
        "- a\n  > b",
        "- > a",
        "3. a",
        "2022. Năm",
        "- ![a](b)",
        "- a\n  - b\n  1. c",
    ),
    *("> - a", "> ## a", "> ![a](b)", "> `a`", "> a\n>\n> [b]: c", "- a\n\n  [b]: c", "[a]: b", "<!-- lời nhắn -->"),
    *(
        "<!-- box -->",
        "<!-- pull -->",
        "<!-- gallery -->",
        "<!-- box -->\n\n> `a`",
        "<!-- pull -->\n\n> - a",
        "<!-- box --> a",
    ),
    *("<!-- box -->\n\n> <!-- box -->\n>\n> > a", "<!-- box -->\n\n> a\n>\n> [b]: c", "| a |\n|:-:|\n| b |", "## `a`"),
    *(
        "| a |\n|---|\n| b | c |",
        "| `a` |\n|---|\n| b |",
        '![a](b "c")\n_d_',
        "![`a`](b)",
        "![[a](b)](c)",
        "***a `b`***",
    ),
)


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_lies_outside_is_kept_to_the_letter(text: str) -> None:
    body, findings = read_body(f"trước\n\n{text}\n\nsau\n")
    kept = text if not text.startswith("```\nmã") or text.endswith("```") else f"{text}\n\nsau"
    assert Source(kept) in body
    assert [(finding.code, finding.place) for finding in findings] == [
        ("not-in-dialect", BlockPlace(1, 0, len(kept))),
    ]
    written = write_body(body)
    assert f"trước\n\n{kept}\n" in written
    assert read_body(written)[0] == body


def test_a_footnote_is_kept_with_the_words_that_it_is_about() -> None:
    body, findings = read_body("a[^1]\n\n[^1]: b")
    assert body == (Source("a[^1]"), Source("[^1]: b"))
    assert len(findings) == 2
    assert read_body(write_body(body))[0] == body


def test_a_marker_and_a_block_that_it_is_not_about_stay_apart() -> None:
    body, _ = read_body("<!-- pull -->\n\na\n\n> b")
    assert body == (Source("<!-- pull -->"), A, Quote((plain("b"),)))
    moved = (body[0], body[2])
    assert read_body(write_body(moved))[0] == moved


def test_an_open_code_block_does_not_swallow_what_is_put_after_it() -> None:
    for opened in ("```\nmã", "~~~~ python\nmã", "<!-- lời nhắn\nmã"):
        body, _ = read_body(write_body((Source(opened), A)))
        assert body[-1] == A
        assert len(body) == 2


def test_a_file_from_windows_is_read_as_ours() -> None:
    text = "\ufeff---\r\ntitle: Tie\u0302\u0301ng Vie\u0323\u0302t\r\n---\r\n\r\nĐoạn\r\nmột\r\n\r\n- a\r\n- b\r\n"
    article, findings = read(text)
    assert findings == ()
    assert article.headline == "Tiếng Việt"
    assert article.body == (paragraph("Đoạn một"), List(False, (ListItem(plain("a")), ListItem(plain("b")))))


def test_a_file_without_front_matter_has_its_title_as_headline() -> None:
    article, findings = read("# Tít _bài_\n\nĐoạn\n")
    assert (article.headline, article.body, findings) == ("Tít bài", (paragraph("Đoạn"),), ())
    for kept in ("# [Tít](u)", "# `Tít`", "#### Tít"):
        other, _ = read(f"{kept}\n")
        assert other.headline == ""
        assert other.body == (Source(kept),)


def test_a_title_under_a_front_matter_is_none_of_ours() -> None:
    article, findings = read("---\nlang: vi\n---\n\n# Tít\n")
    assert article.body == (Source("# Tít"),)
    assert len(findings) == 1


def test_control_characters_are_taken_out_with_a_finding() -> None:
    article, findings = read("---\ntitle: a\x07b\n---\n\nc\x00d\ud800e\x0bf\n")
    assert article.headline == "ab"
    assert article.body == (paragraph("cde f"),)
    assert [(finding.code, dict(finding.facts)) for finding in findings] == [("cleaned", {"n": 3})]
