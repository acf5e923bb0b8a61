"""Markdown that nobody of ours wrote: read once, it stays what it was read as, and no word is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.model import tidy
from editor.source.article_json import to_json
from editor.source.reader import read
from editor.source.writer import write
from editor.text.clean import clean
from laws.strategies import NASTY

_PIECES = (
    *(
        "# ",
        "## ",
        "#### ",
        "> ",
        ">",
        "- ",
        "1. ",
        "3. ",
        "    ",
        "  ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "---",
    ),
    *("**", "*", "_", "`", "```", "~~", "[", "](", ")", "![", "<", ">", "&amp;", "<!-- ", " -->", "<!-- box -->", "|"),
    *("<!-- pull -->\n\n> ", "<!-- gallery -->\n\n", "<!-- -->\n\n", "![a](b.jpg)", "_chú thích_", " Ảnh: ", "— "),
    *("\n| a | b |\n|---|---|\n", "[a]: https://x.vn\n", "[a]", "[^1]: ", "[^1]", "<https://x.vn>", "**Tên**\n>\n> "),
    *(
        "> [!NOTE]\n> ",
        "> [!QUOTE]\n> ",
        "- [ ] ",
        "<b>",
        "</b>",
        "<div>\n",
        '[a](b "c")',
        "[a](b)",
        "$x$",
        ": ",
        "\r\n",
    ),
    *("xã", "Đảng", "e\u0323", "một", "hai", "1", "😀", "\u00a0", "\x00"),
)
texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.sampled_from(NASTY)), max_size=14).map("".join)

FAST = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
SEARCHING = settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))


WORDS = ("xã", "Đảng", "một", "hai", "chú thích", "Tên", "https://x.vn")


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings_in(list(value.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def assert_stable(body: str) -> None:
    article, _ = read(f"---\nlang: vi\n---\n{body}")
    written = write(article)
    kept = "\n".join(strings_in(to_json(article)))
    assert [word for word in WORDS if word in clean(body) and word not in kept] == []
    assert tidy(article) == article
    assert read(written)[0] == article, written
    assert write(read(written)[0]) == written


@FAST
@given(texts)
def test_what_was_read_once_stays_so(body: str) -> None:
    assert_stable(body)


@pytest.mark.slow
@SEARCHING
@given(texts)
def test_what_was_read_once_stays_so_over_thousands_of_texts(body: str) -> None:
    assert_stable(body)
