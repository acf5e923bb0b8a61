"""Hypothesis strategies for text, blocks and whole articles, loose as memory may hold them: nothing is tidy here.

Use: `from laws.strategies import articles, bodies, inlines`.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

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
from editor.model.blocks import (
    Block,
    Body,
    Box,
    BoxBlock,
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
)

NASTY = (
    *("{{< ref >}}", "{% raw %}", "{{ x }}", "{#id}", "{:.cls}", "${x}"),
    *("$$x$$", "==x==", ":::note", "--", "---", "..."),
    *("2022..", "- a", "+ a", "* a", "# a", "## a ##", "#", "> a"),
    *("1. a", "1) a", "2022. Năm", "1...", "-", "+", "=", ":"),
    *(": a", "% a", "==", "===", "~~~", "```", "`x`", "~x~"),
    *("a|b", "|", "| a |", "^x^", "[^1]", "[x]: y", "[x]", "![x](y)"),
    *("!", "a!", "[", "]", "](", "<b>"),
    *("</p>", "<!-- box -->", "<!--", "-->", "<https://x.vn>", "https://x.vn/a_b_c?d=1&e"),
    *("&amp;", "&lt", "&#99;", "&copy;", "&", "&&#99;", "AT&T", "\\"),
    *("\\\\", "\\*", "a\\", "*a*", "**a**", "_a_", "__a__"),
    *("a*b*c", "snake_case_word", "***", "___", "— a", "—"),
    *("Ảnh:", "Ảnh: a", "Photo: x", "Nguồn: a", "Ảnh: Ảnh: a", "_a_ Ảnh: b"),
    *("“Đảng”", "(a)", "«a»", "…", "a…", "e\u0323\u0301", "\u0301a"),
    *("a\u0301", "\u0338", ">\u0338", "=\u0338", "\u1100", "\u1161"),
    *("😀", "👩\u200d🚒", "❤\ufe0f", "\u00a0", "\u00a0a\u00a0", "a\u00a0b"),
    *("\u2003a", "\u3000", "\u200b", "a\u2060b", "ﬁ", "Å"),
    *("\ta", "a\tb", " a ", "  ", "a  b", "a\nb", "a\n\nb"),
    *("\n", "a \n b", "a\n- b", "a\n# b", "a\n1. b", "a\n    b", "a\r\nb"),
    *("\x00", "a\x0bb", "a\x85b", "\ufeffa", "a\u2028b", "\u202ea", "\ud800", "\x7f"),
    *("no", "010", "12:30", "~", "null", "'", '"'),
    *("Kết quả: 3-1", "@VTV", "%", "Số 1 #hot", "[Infographic] x", "[TOC]"),
    *("[toc]", "*[HTML]: x", "!!! note", ":smile:", "@x"),
    *("[!NOTE]", "[!QUOTE]", "[ ] a", "[x] a", "term\n: def", "a\n===", "a\n---"),
    *("a\n=", "Fig. 1", "a.", "i. a", "(1) a", "1"),
)  # fmt: skip
"""Everything that Markdown, its dialects, a template engine or YAML could take for syntax, and odd characters."""

_LETTERS = "aábcđĐeệưoơ19 -“”—*_[]()!<>&#`\\|{}~^$=:.%+\n\u00a0\u0301"

words = st.sampled_from(
    ("Đảng", "ủy", "xã", "phường", "thị trấn", "579", "2020-2025", "Ủy viên", "Hà Nội", "nước.", "a", "9", ",")
)
texts = st.one_of(words, st.sampled_from(NASTY), st.text(_LETTERS, max_size=8), st.text(max_size=4))
lines = st.lists(texts, max_size=3).map(" ".join)
addresses = st.one_of(
    st.sampled_from(
        (
            *("https://x.vn/a", "https://x.vn/a_(b)?c=d&copy;e=*f*", "http://x.vn"),
            *("/tin/a.html", "#a", "mailto:a@b.vn"),
            *("https://x.vn/a b", "javascript:x", "a&amp;b", "a&#99;b"),
            *("<x>", "https://vi.wikipedia.org/wiki/Đảng", "x]y[z"),
            *('a"b', "it's", "a\\b", "`a`", "{{x}}", "$$", "=="),
            *("a--b...", " ", "x|y", "%20", "a\u00a0b", "!", "_a_"),
        )
    ),
    st.text(max_size=4),
)  # fmt: skip
sources = st.sampled_from(
    (
        *("images/01-a.jpg", "images/02-b.jpg", "images/03.jpg", ""),
        *("Ảnh 1.JPG", "a%20b.png", "https://x.vn/a.jpg", "a)b(.jpg", "a&b;<c>", "%FF.png"),
    )
)

spans = st.builds(Span, texts, st.booleans(), st.booleans(), st.one_of(st.just(""), st.just(""), addresses))


@st.composite
def cut_words(draw: st.DrawFn) -> Inline:
    """One text cut anywhere, also inside words and letters, each piece marked its own way."""
    text = " ".join(draw(st.lists(texts, min_size=1, max_size=4)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    edges = [0, *cuts, len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    links = st.sampled_from(("", "", "https://x.vn/a"))
    return tuple(Span(piece, draw(st.booleans()), draw(st.booleans()), draw(links)) for piece in pieces)


inlines = st.one_of(
    st.lists(spans, max_size=4).map(tuple), cut_words(), lines.map(lambda text: (Span(text),)), st.just(())
)
paragraphs = st.builds(Paragraph, inlines)
headings = st.builds(Heading, st.sampled_from((2, 3)), inlines)
figures = st.builds(Figure, sources, inlines, lines, lines)


def lists(depth: int = 2) -> st.SearchStrategy[List]:
    sublists = st.none() if not depth else st.one_of(st.none(), lists(depth - 1))
    return st.builds(List, st.booleans(), st.lists(st.builds(ListItem, inlines, sublists), max_size=3).map(tuple))


quotations = st.tuples(st.lists(inlines, max_size=3).map(tuple), st.one_of(st.just(""), lines))
quotes = quotations.map(lambda words: Quote(*words))
pull_quotes = quotations.map(lambda words: PullQuote(*words))
tables = st.builds(Table, st.lists(st.lists(inlines, max_size=3).map(tuple), max_size=3).map(tuple))
box_blocks: st.SearchStrategy[BoxBlock] = st.one_of(
    paragraphs, headings, lists(1), quotes, figures, tables, st.just(Rule())
)
boxes = st.builds(Box, st.one_of(st.just(""), lines), st.lists(box_blocks, max_size=4).map(tuple))
galleries = st.builds(Gallery, st.lists(figures, max_size=3).map(tuple))
foreign = st.sampled_from(
    (
        *("# Tiêu đề", "#### Bốn", "```\ncode\n```", "```\nmở"),
        *("<div>\nx\n</div>", "a `code` b", "~~x~~ y", "    code\n\n    d"),
        *("> - a", "- a\n  - b\n    - c", "5. năm", "- [ ] x"),
        *("[x]: https://x.vn", "[^1]: chú thích", "a[^1] `b`", "<!-- x -->"),
        *("<!-- mở", "<!-- pull -->", "<!-- gallery -->", "<!-- box -->"),
        *("a <b>c</b>", "![a](b) ![c](d \"t\") `e`", "| a |\n|:-:|\n| b |"),
        *("<!-- box -->\n\n> ```\n> x\n> ```", "a ![b](c)", "[a](b \"c\")", "* * x `y`", "\tx", "***\u00a0x `y`"),
    )
).map(Source)  # fmt: skip
blocks: st.SearchStrategy[Block] = st.one_of(
    *(paragraphs, headings, lists(), quotes, pull_quotes, boxes, figures, galleries, tables, st.just(Rule())),
    *(st.builds(Embed, addresses), foreign),
)


@st.composite
def neighbours(draw: st.DrawFn) -> Body:
    """Blocks of one kind side by side, where Markdown likes to make one of them."""
    kind = draw(st.sampled_from((lists(1), quotes, pull_quotes, boxes, figures, galleries, tables, paragraphs)))
    return tuple(draw(st.lists(kind, min_size=2, max_size=3)))


bodies: st.SearchStrategy[Body] = st.one_of(st.lists(blocks, max_size=4).map(tuple), neighbours())

moments = st.sampled_from(("2022-10-17T08:00:00+07:00", "2022-10-17", "hôm qua", "2022-10-17 08:00", "", ""))
plains: st.SearchStrategy[Plain] = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.lists(st.tuples(texts, inner), max_size=3).map(lambda pairs: Fields(tuple(pairs))),
    ),
    max_leaves=4,
)
_AFTER = st.sampled_from(("", "title", "tags", "note", "weight", "gone"))
_NEW_KEYS = st.sampled_from(("weight", "aliases", "Ảnh bìa", "12", "no", "toc", "a: b", ""))
_KNOWN_KEYS = st.sampled_from(("title", "tags", "status", "src", "alt", "name", "text"))
_UNREADABLE: Plain = (Fields((("a", "b"),)),)
extras = st.lists(
    st.one_of(
        st.builds(Extra, _NEW_KEYS, plains, _AFTER),
        st.builds(Extra, _KNOWN_KEYS, st.just(_UNREADABLE), _AFTER),
    ),
    max_size=2,
).map(tuple)
fractions = st.floats(0, 1)
crops = st.builds(Crop, st.sampled_from(("16:9", "1:1")), fractions, fractions, fractions, fractions)
regions = st.builds(Region, fractions, fractions, fractions, fractions)
resources = st.builds(
    Resource,
    sources,
    *(lines, lines, lines, lines, lines, lines),
    st.sampled_from(("", "wide", "huge")),
    st.one_of(st.none(), st.tuples(fractions, fractions)),
    st.lists(crops, max_size=2, unique_by=lambda crop: crop.name).map(tuple),
    st.sampled_from((0, 90)),
    st.lists(regions, max_size=2).map(tuple),
    st.booleans(),
    st.sampled_from((None, True, False)),
    extras,
    extras,
)
empty_resources = st.builds(Resource, sources)
related = st.builds(
    Related, lines, addresses, st.sampled_from(("", "01HY")), lines, st.sampled_from(("picked", "suggested")), extras
)
articles = st.builds(
    Article,
    id=st.sampled_from(("", "01HX", "7")),
    lang=st.sampled_from(("vi", "en", "en-GB", "")),
    headline=lines,
    slug=lines,
    date=moments,
    lastmod=moments,
    kicker=lines,
    standfirst=lines,
    dateline=lines,
    authors=st.lists(st.builds(Author, lines, st.sampled_from(("", "an")), extras), max_size=2).map(tuple),
    story_type=lines,
    sections=st.lists(lines, max_size=2).map(tuple),
    tags=st.lists(lines, max_size=3).map(tuple),
    cover=sources,
    resources=st.lists(st.one_of(resources, empty_resources), max_size=2).map(tuple),
    related=st.lists(related, max_size=2).map(tuple),
    seo=st.builds(Seo, lines, lines, extras),
    canonical=addresses,
    embargo=moments,
    corrections=st.lists(st.builds(Correction, moments, texts, extras), max_size=2).map(tuple),
    status=st.sampled_from(Status),
    note=texts,
    body=bodies,
    extra=extras,
    standfirst_extra=extras,
)  # fmt: skip
