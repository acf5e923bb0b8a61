"""What is written: the canonical Markdown, and every escape of format.md 3 to the letter."""

from __future__ import annotations

import pytest

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
    Rule,
    Source,
    Span,
    Table,
    plain,
)
from editor.source.dialect_write import write_body
from editor.source.inline_write import write_inline

A = Paragraph(plain("a"))
ITEM = (ListItem(plain("a")),)
QUOTE = Quote((plain("a"),))


def strong(text: str) -> Span:
    return Span(text, strong=True)


ESCAPED = {
    "\\ ` * _ [ ]": "\\\\ \\` \\* \\_ \\[ \\]",
    "a! [b]": "a! \\[b\\]",
    "a![b]": "a\\!\\[b\\]",
    "{{< x >}}": "&#123;&#123;&lt; x >&#125;&#125;",
    "{% x %}": "&#123;% x %&#125;",
    "a~b|c^d": "a&#126;b&#124;c&#94;d",
    "AT&T &amp; &#99; &#x1F; &copy;": "AT&T &amp;amp; &amp;#99; &amp;#x1F; &amp;copy;",
    "$5 $$x$$": "$5 &#36;&#36;x&#36;&#36;",
    "a=b a==b": "a=b a&#61;&#61;b",
    "a: a:: a:::b": "a: a:: a&#58;&#58;&#58;b",
    "a-b a--b ---": "a-b a&#45;&#45;b &#45;&#45;&#45;",
    "a. a.. a...": "a. a.. a&#46;&#46;&#46;",
    "\u00a0a\u00a0\u2003": "&nbsp;a&nbsp;&#8195;",
    "# a": "\\# a",
    "> a": "\\> a",
    "+ a": "\\+ a",
    "- a": "\\- a",
    "-- a": "&#45;&#45; a",
    "1. a": "1\\. a",
    "2022) a": "2022\\) a",
    "1... a": "1&#46;&#46;&#46; a",
    ": a": "&#58; a",
    "= a": "&#61; a",
    "% a": "&#37; a",
    "a\n# b\n1. c\n: d": "a  \n\\# b  \n1\\. c  \n&#58; d",
    "a # > + - 1. : = % b": "a # > + - 1. : = % b",
    "Ủy viên “Đảng” (2022), 47-KH/TU": "Ủy viên “Đảng” (2022), 47-KH/TU",
}


@pytest.mark.parametrize("text", ESCAPED)
def test_text_is_escaped_so(text: str) -> None:
    assert write_body((Paragraph(plain(text)),)) == f"{ESCAPED[text]}\n"


MARKED: dict[str, tuple[Inline, str]] = {
    "outside of a mark": ((Span("của"), strong("“Đảng”"), Span("của")), "củ&#97;**“Đảng”**&#99;ủa"),
    "one letter between two marks": ((strong("a"), Span("b"), strong("c")), "**a**&#98;**c**"),
    "a mark beside punctuation": ((Span("("), strong("a"), Span(")")), "(**a**)"),
    "a special character beside a mark": ((Span("*"), strong("a"), Span("|")), "\\***a**&#124;"),
    "nesting": (
        (Span("a", link="u"), Span("b", strong=True, link="u"), Span("c", strong=True, emphasis=True, link="u")),
        "[&#97;**&#98;_c_**](u)",
    ),
    "marks that overlap": (
        (Span("a "), strong("b "), Span("c", strong=True, emphasis=True), Span(" d", emphasis=True)),
        "a **b _c_** _d_",
    ),
    "two links": ((Span("a", link="u"), Span("b", link="v")), "[a](u)[b](v)"),
    "strong across a link": ((strong("a "), Span("b", strong=True, link="u"), strong(" c")), "**a** [**b**](u) **c**"),
    "an exclamation mark before a link": ((Span("a!"), Span("b", link="u")), "a\\![b](u)"),
    "a break in a mark": ((Span("a "), strong("b\n- c")), "a **b  \n\\- c**"),
    "a break before a mark": ((Span("a\n"), strong("- b")), "a  \n**- b**"),
    "an address with quotes": ((Span("a", link="/b'c'\"d\""),), "[a](/b&#39;c&#39;&#34;d&#34;)"),
    "an address like an entity": ((Span("a", link="/b?c&copy;=d"),), "[a](/b?c&amp;copy;=d)"),
}


@pytest.mark.parametrize("name", MARKED)
def test_marks_are_written_so(name: str) -> None:
    inline, text = MARKED[name]
    assert write_body((Paragraph(inline),)) == f"{text}\n"


def test_the_line_start_of_a_part_is_the_callers() -> None:
    assert write_inline(plain("# a"), line_start=False) == "# a"


WRITTEN: dict[str, tuple[tuple[Block, ...], str]] = {
    "a subhead that ends with hashes": ((Heading(2, plain("a ##")),), "## a \\#\\#\n"),
    "a subhead that ends with a mark": ((Heading(3, (Span("a "), strong("b#"))),), "### a **b#**\n"),
    "lists of two levels": (
        (List(False, (ListItem(plain("a\nb"), List(True, (ListItem(plain("c\nd")), ListItem(plain("e"))))),)),),
        "- a  \n    b\n    1. c  \n        d\n    1. e\n",
    ),
    "a quote": ((Quote((plain("a\nb"), plain("c")), "An"),), "> a  \n> b\n>\n> c\n>\n> — An\n"),
    "a pull quote": ((PullQuote((plain("a"),)),), "<!-- pull -->\n\n> a\n"),
    "a box": ((Box("T*n", (A, QUOTE)),), "<!-- box -->\n\n> **T\\*n**\n>\n> a\n>\n> > a\n"),
    "an untitled box": ((Box("", (A,)),), "<!-- box -->\n\n> a\n"),
    "an untitled box that begins in bold": (
        (Box("", (Paragraph((strong("a"),)),)),),
        "<!-- box untitled -->\n\n> **a**\n",
    ),
    "a figure": (
        (Figure("images/a.jpg", (Span("a "), strong("b"), Span(" c\nd")), "An_", "T[h]ay"),),
        "![T\\[h\\]ay](images/a.jpg)  \n_a **b** c  \nd_ Ảnh: An\\_\n",
    ),
    "a figure without words": ((Figure("images/a.jpg"),), "![](images/a.jpg)\n"),
    "a credit alone": ((Figure("images/a.jpg", (), "An"),), "![](images/a.jpg)  \nẢnh: An\n"),
    "a path with odd letters": ((Figure("Ả (1).jpg"),), "![](%E1%BA%A2%20%281%29.jpg)\n"),
    "a photo elsewhere": ((Figure("https://x.vn/a?b&copy;"),), "![](https://x.vn/a?b&amp;copy;)\n"),
    "a gallery": (
        (Gallery((Figure("a", plain("b")), Figure("c"))), A),
        "<!-- gallery -->\n\n![](a)  \n_b_\n\n![](c)\n\n<!-- -->\n\na\n",
    ),
    "a table": (
        (Table(((plain("a|b"), ()), (plain("# c"), (strong("d"),)))),),
        "| a&#124;b |  |\n| --- | --- |\n| # c | **d** |\n",
    ),
    "an embed": ((Embed("https://x.vn/?a&copy;b"),), "<https://x.vn/?a&copy;b>\n"),
    "a rule": ((A, Rule(), A), "a\n\n---\n\na\n"),
    "lists side by side": ((List(False, ITEM), List(True, ITEM)), "- a\n\n<!-- -->\n\n1. a\n"),
    "quotes side by side": ((QUOTE, QUOTE), "> a\n\n<!-- -->\n\n> a\n"),
    "a quote after a box": ((Box("", (A,)), QUOTE), "<!-- box -->\n\n> a\n\n<!-- -->\n\n> a\n"),
    "a marker parts as well": ((QUOTE, PullQuote((plain("a"),))), "> a\n\n<!-- pull -->\n\n> a\n"),
    "in a box too": (
        (Box("", (List(False, ITEM), List(False, ITEM))),),
        "<!-- box -->\n\n> - a\n>\n> <!-- -->\n>\n> - a\n",
    ),
    "indented code under a list": ((List(False, ITEM), Source("    b")), "- a\n\n<!-- -->\n\n    b\n"),
    "indented code under indented code": ((Source("    a"), Source("    b")), "    a\n\n<!-- -->\n\n    b\n"),
    "a kept quote under a quote": ((QUOTE, Source("> - a")), "> a\n\n<!-- -->\n\n> - a\n"),
    "a kept list under a list": ((Source("5. a"), List(True, ITEM)), "5. a\n\n<!-- -->\n\n1. a\n"),
    "a kept box": (
        (QUOTE, Source("<!-- box -->\n\n> `a`"), QUOTE),
        "> a\n\n<!-- box -->\n\n> `a`\n\n<!-- -->\n\n> a\n",
    ),
    "a marker that marks nothing": ((Source("<!-- pull -->"), QUOTE), "<!-- pull -->\n\n<!-- -->\n\n> a\n"),
    "nothing": ((), ""),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_blocks_are_written_so(name: str) -> None:
    blocks, text = WRITTEN[name]
    assert write_body(blocks) == text


@pytest.mark.parametrize(("lang", "label"), [("vi", "Ảnh"), ("en", "Photo"), ("en-GB", "Photo"), ("fr", "Photo")])
def test_the_label_before_a_credit_follows_the_language(lang: str, label: str) -> None:
    assert write_body((Figure("a", (), "An"),), lang) == f"![](a)  \n{label}: An\n"
