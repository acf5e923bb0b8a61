"""Whatever the input, the reader gives an article, an error or a finding within seconds (trust.md, rule 16)."""

from __future__ import annotations

import time

import pytest

from editor.errors import FrontMatterError
from editor.model.blocks import Source
from editor.source.reader import read
from editor.source.writer import write

LIMIT = 5.0  # seconds
SIZE = 1_999_000  # characters, just below where a text is kept unread


def filled(piece: str, size: int = SIZE) -> str:
    """A piece repeated up to a size."""
    return piece * (size // len(piece))


def table(columns: int, rows: int) -> str:
    return "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|\n" * rows


BODIES = {
    "30 KB of brackets": "[" * 30_000,
    "brackets": filled("["),
    "images begun": filled("!["),
    "links begun": filled("[a]("),
    "links with angles begun": filled("[a](<b"),
    "emphasis begun": filled("*a "),
    "emphasis begun otherwise": filled("_a "),
    "marks mixed up": filled("**a _b "),
    "stars": filled("*a**b***c"),
    "underscores": "_" * SIZE,
    "strong words": filled("**a**"),
    "backticks, no two runs alike": "".join(f"{'`' * run} " for run in range(1, 1_900)),
    "quotes 30,000 deep": ">" * 30_000,
    "quotes two million deep": ">" * SIZE,
    "quotes and lists in turn": "> - " * 50_000,
    "lists 1,400 deep": "".join(f"{'  ' * depth}- a\n" for depth in range(1_400)),
    "quotes parted by comments": filled("> a\n\n<!-- -->\n\n"),
    "alerts": filled("> [!NOTE]\n> "),
    "boxes begun": filled("<!-- box -->\n\n"),
    "galleries": filled("<!-- gallery -->\n\n![](a)\n\n"),
    "comments begun": filled("<!-- "),
    "tags begun": filled("<a "),
    "angles": "<" * SIZE,
    "html blocks": filled("<div>\n\n"),
    "autolinks": filled("<https://a.b>"),
    "a wide and long table": table(20_000, 20_000),
    "a long table": table(600, 600_000),
    "definitions": "".join(f"[a{index}]: u\n" for index in range(100_000)),
    "definitions between quotes": "".join(f"> a\n\n[a{index}]: u\n\n" for index in range(60_000)),
    "one definition used often": "[a]: u\n\n" + filled("[a] "),
    "footnotes": filled("[^a]: "),
    "lines": filled("a\n"),
    "paragraphs": filled("a\n\n"),
    "hard breaks": filled("a  \n"),
    "photos in a row": filled("![a](b)\n"),
    "photos with captions in a row": filled("![](a)\n_a_ b "),
    "headings": filled("# a\n"),
    "fences": filled("```\n"),
    "entities": filled("&amp;"),
    "ampersands": "&" * SIZE,
    "decomposed letters": filled("e\u0323\u0301"),
    "combining marks": "\u0301" * SIZE,
    "NUL": "\x00" * SIZE,
    "CRLF": filled("a\r\n"),
    "a line of 10 MB": "a" * 10_000_000,
    "10 MB of brackets": "[" * 10_000_000,
}
QUICK = ("30 KB of brackets", "quotes 30,000 deep", "lists 1,400 deep", "definitions between quotes", "a line of 10 MB")

FRONTS = {
    "flow lists 100,000 deep": "a: " + "[" * 100_000,
    "flow mappings 50,000 deep": "a: " + "{a: " * 50_000,
    "keys 300,000 deep": "? " * 300_000,
    "lists 300,000 deep": "- " * 300_000,
    "200,000 keys": "".join(f"k{index}: v\n" for index in range(200_000)),
    "billion laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "an alias to itself": "a: &a [*a]\n",
    "a tag": "a: !!python/object/apply:os.system [x]\n",
    "a key twice": "title: a\ntitle: b\n",
    "no mapping": "- a\n",
    "an open quote": 'title: "a\n',
    "an unknown escape": 'title: "\\q"\n',
    "a tab": "\ttitle: a\n",
}


def seconds_to_read(text: str) -> float:
    begin = time.perf_counter()
    read(text)
    return time.perf_counter() - begin


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_body_is_read_in_time(name: str) -> None:
    assert seconds_to_read(BODIES[name]) < LIMIT


@pytest.mark.slow
@pytest.mark.parametrize("name", BODIES)
def test_every_hostile_body_is_read_in_time(name: str) -> None:
    assert seconds_to_read(BODIES[name]) < LIMIT


@pytest.mark.parametrize("name", FRONTS)
def test_a_hostile_front_matter_is_refused_with_its_line(name: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(FrontMatterError) as caught:
        read(f"---\n{FRONTS[name]}\n---\n\nVăn bản\n")
    assert time.perf_counter() - begin < LIMIT
    assert isinstance(caught.value.facts["line"], int)
    assert caught.value.facts["line"] >= 2
    assert caught.value.facts["problem"]


def test_a_front_matter_of_five_megabytes_is_read_in_time() -> None:
    begin = time.perf_counter()
    article, _ = read(f"---\ntitle: {'x' * 5_000_000}\n---\n")
    assert time.perf_counter() - begin < LIMIT
    assert len(article.headline) == 5_000_000


def test_a_text_too_large_to_be_an_article_is_kept_as_it_stands() -> None:
    text = "- dòng\n" * 400_000
    article, findings = read(text)
    assert article.body == (Source(text.rstrip("\n")),)
    assert [finding.code for finding in findings] == ["not-in-dialect"]
    assert write(article).endswith(text)


NEARLY_NOTHING = ("", "\n", "---", "---\n", "---\n---", "---\n---\n", "---\n\n---\n", "----", "\ufeff", "\x00", "...")


@pytest.mark.parametrize("text", NEARLY_NOTHING)
def test_a_file_with_nearly_nothing_in_it_is_an_article(text: str) -> None:
    article, _ = read(text)
    assert read(write(article))[0] == article
