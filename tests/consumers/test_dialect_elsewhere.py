"""Other people's Markdown readers show the words of our files, all of them and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from editor.model.blocks import (
    Block,
    Body,
    Box,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Table,
    plain,
    text_of,
)
from editor.model.inline import tidy_address, tidy_line
from editor.model.normal import tidy_body
from editor.source.dialect_write import write_body
from laws.strategies import NASTY
from laws.visible import texts_of

TEXTS = tuple(dict.fromkeys(text for text in map(tidy_line, NASTY) if text))
_FOLDED = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "}
)
_MARKED = ((True, False), (False, True), (True, True))


def document(text: str) -> Body:
    """A text in every place that words can stand in."""
    words = plain(text)
    return tidy_body(
        (
            Paragraph(words),
            *(Paragraph((Span("trước"), Span(text, *marks), Span("sau"))) for marks in _MARKED),
            *(Paragraph((Span(text), Span("nhấn", *marks), Span(text))) for marks in _MARKED),
            Paragraph((Span("xem "), Span(text, link="https://x.vn/a"), Span(f" {text}"))),
            Paragraph((Span("Dòng một\n"), Span(f"{text}\nba"))),
            Heading(2, words),
            Heading(3, (Span("a ", strong=True), Span(text))),
            List(False, (ListItem(words, List(True, (ListItem((Span("một\n"), Span(text))),))), ListItem(words))),
            List(True, (ListItem(words),)),
            Quote((words, plain("Lời")), text),
            Quote((words,)),
            PullQuote((plain("Lời"), words), ""),
            Box(text, (Paragraph(words), Heading(3, words), Quote((words,)), List(False, (ListItem(words),)))),
            Box("", (Paragraph((Span(text, strong=True),)), Table(((words,), (words,))))),
            Figure("images/a.jpg", words, text, text),
            Figure("images/b.jpg", (Span("Chú thích "), Span(text, strong=True), Span("dài")), "", text),
            Gallery((Figure("images/c.jpg", (), text, "c"), Figure("images/d.jpg", words, "", "d"))),
            Rule(),
            Table(((words, plain("b")), (plain("c"), words))),
            Paragraph(words),
        )
    )


class _Visible(HTMLParser):
    """The words of a page: its text and the alt texts of its pictures."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.text += f" {dict(attrs).get('alt') or ''} "
        elif tag not in ("strong", "em", "b", "i", "a"):
            self.text += " "

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("strong", "em", "b", "i", "a"):
            self.text += " "


def folded(text: str) -> str:
    """Text as two typographers would agree on it."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).replace("'", '"').split())


def shown(html: str) -> str:
    return folded(_Visible(html).text)


def wanted(body: Body) -> str:
    """What a reader must see: every text, the label before a credit and the dash before an attribution."""
    return folded(" ".join(piece for block in body for piece in _printed(block)))


def _printed(block: Block) -> Iterator[str]:
    match block:
        case Quote(attribution=attribution) | PullQuote(attribution=attribution):
            yield from list(texts_of(block))[:-1]
            yield f"— {attribution}" if attribution else ""
        case Figure(caption=caption, credit=credit, alt=alt):
            yield from (alt, text_of(caption), f"Ảnh: {credit}" if credit else "")
        case Gallery(figures=figures):
            for figure in figures:
                yield from _printed(figure)
        case Box(title=title, blocks=blocks):
            yield title
            for inner in blocks:
                yield from _printed(inner)
        case _:
            yield from texts_of(block)


def unlike(documents: dict[str, Body], pages: Callable[[str], str]) -> list[str]:
    """The texts whose document does not show its words; `pages` gives each one's HTML."""
    return [text for text, body in documents.items() if shown(pages(text)) != wanted(body)]


@pytest.fixture(scope="module")
def documents() -> dict[str, Body]:
    return {text: document(text) for text in TEXTS}


def test_commonmark_shows_every_word(documents: dict[str, Body]) -> None:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table")
    assert unlike(documents, lambda text: reader.render(write_body(documents[text]))) == []


def test_python_markdown_shows_every_word(documents: dict[str, Body]) -> None:
    import markdown

    reader = markdown.Markdown(extensions=["extra"])
    assert unlike(documents, lambda text: reader.reset().convert(write_body(documents[text]))) == []


ADDRESSES = (
    *(
        "https://x.vn/a_(b)?c=d&copy;e=*f*",
        "/tin/a.html",
        "#a",
        "mailto:a@b.vn",
        "https://x.vn/a b",
        "a&amp;b",
        "a&#99;b",
    ),
    *(
        "<x>",
        "https://vi.wikipedia.org/wiki/Đảng",
        "x]y[z",
        'a"b"',
        "'a'",
        "a\\b",
        "`a`",
        "{{x}}",
        "$$",
        "==",
        "a--b...",
    ),
    *("x|y", "%20", "a\u00a0b", "!", "_a_", "*a*", "http://a_b_c/_d_", ":::", "[a]", "~a~", "?a=1&b=2&lt=3", "a**b**c"),
)


def test_addresses_arrive_whole() -> None:
    import markdown
    from markdown_it import MarkdownIt

    commonmark = MarkdownIt("commonmark", {"linkify": False})
    commonmark.validateLink = lambda _: True  # type: ignore[method-assign]
    extra = markdown.Markdown(extensions=["extra"])
    for address in ADDRESSES:
        linked = Paragraph((Span("xem "), Span("đây", link=address), Span(" _a_ “b” ]")))
        text = write_body((linked, Figure(f"https://x.vn/{address}", plain("c"))))
        want = [tidy_address(address), tidy_address(f"https://x.vn/{address}")]
        for html in (commonmark.render(text), extra.reset().convert(text)):
            got = [unescape(found) for found in re.findall(r'(?:href|src)="([^"]*)"', html)]
            assert [unquote(found) for found in got] == [unquote(wanted_one) for wanted_one in want], text


def test_unescaped_text_is_caught(documents: dict[str, Body], monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a writer that escapes nothing is found out on most texts by either reader."""
    import markdown
    from markdown_it import MarkdownIt

    monkeypatch.setattr("editor.source.escapes._SPECIAL", re.compile("(?!)"))
    commonmark = MarkdownIt("commonmark").enable("table")
    extra = markdown.Markdown(extensions=["extra"])
    for render in (commonmark.render, extra.convert):
        assert len(unlike(documents, lambda text, render=render: render(write_body(documents[text])))) > len(TEXTS) / 4


_HUGO = """
baseURL = "https://bensong.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]
"""
_PELICAN = """
SITENAME = "Báo Bến Sông"
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
DIRECT_TEMPLATES = []
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = TAG_SAVE_AS = ""
ARTICLE_SAVE_AS = "{slug}.html"
THEME = "theme"
"""


def _tool(name: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed (it is in the dev group)")
    return found


def _run(*command: str, folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_hugo_shows_every_word(documents: dict[str, Body], tmp_path: Path) -> None:
    _write(tmp_path / "hugo.toml", _HUGO)
    _write(tmp_path / "layouts" / "_default" / "single.html", "<main>{{ .Content }}</main>")
    for index, body in enumerate(documents.values()):
        _write(tmp_path / "content" / f"a{index}.md", f"---\ntitle: x\n---\n\n{write_body(body)}")
    _run(_tool("hugo"), "--noBuildLock", "--quiet", folder=tmp_path)
    pages = {
        text: (tmp_path / "public" / f"a{index}" / "index.html").read_text(encoding="utf-8")
        for index, text in enumerate(documents)
    }
    assert unlike(documents, pages.__getitem__) == []


def test_pelican_shows_every_word(documents: dict[str, Body], tmp_path: Path) -> None:
    _write(tmp_path / "pelicanconf.py", _PELICAN)
    _write(tmp_path / "theme" / "templates" / "article.html", "<main>{{ article.content }}</main>")
    (tmp_path / "theme" / "static").mkdir()
    for index, body in enumerate(documents.values()):
        head = f"Title: x\nDate: 2022-10-17\nSlug: a{index}\n\n"
        _write(tmp_path / "content" / f"a{index}.md", head + write_body(body))
    _run(_tool("pelican"), "-s", "pelicanconf.py", "-q", folder=tmp_path)
    pages = {
        text: (tmp_path / "output" / f"a{index}.html").read_text(encoding="utf-8")
        for index, text in enumerate(documents)
    }
    assert unlike(documents, pages.__getitem__) == []
