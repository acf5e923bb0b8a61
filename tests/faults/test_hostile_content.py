"""P6: markup of every kind through every door, exported, opened in Chromium: no script runs, no host is asked."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from consumers.webdriver import Browser, chromium
from editor.app.publish import export
from editor.app.publish_preview import make_preview
from editor.errors import EditorError
from editor.ingest import html_blocks
from editor.library.workspace import Workspace
from editor.model.article import Article, Author, Related
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
    Quote,
    Source,
    Span,
    Table,
    plain,
)
from editor.source.dialect_read import read_body
from editor.source.reader import read
from faults.conftest import seeded, share
from faults.ledger import Ledger
from faults.newsroom import Desk, photo
from faults.vectors import vectors

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PHOTO = "images/01-anh.jpg"
PREVIEW = "preview"
PREVIEW_WORDS = dict.fromkeys(("phone", "tablet", "desktop", "both", "widths", "note", "untitled", "lang"), "vi")


@dataclass
class Beacon:
    """Somebody else's host; nothing of ours may ever ask it."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def listening(handler: object) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def beacon() -> Iterator[Beacon]:
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with listening(Handler) as address:
        yield Beacon(address, heard)


@contextlib.contextmanager
def shown(folder: Path) -> Iterator[str]:
    """A folder on a host of its own, with no policy that would help."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with listening(partial(Handler, directory=str(folder))) as address:
        yield address


def doors(vector: str) -> Iterator[Block]:
    """The vector through the funnel of pages and pastes, through the dialect's reader, and as words everywhere."""
    for block in (*html_blocks(vector), *read_body(vector, "vi")[0]):
        yield replace(block, src=PHOTO) if isinstance(block, Figure) else block
    inline = plain(vector)
    yield Paragraph((*inline, Span("liên kết", link=vector), Span(vector, strong=True)))
    yield Heading(2, inline)
    yield List(ordered=False, items=(ListItem(inline),))
    yield Quote((inline,), vector)
    yield Figure(PHOTO, inline, vector, vector)
    yield Box(vector, (Paragraph(inline),))
    yield Table(((inline, inline), (inline, inline)))
    yield Embed(vector)
    yield Source(vector)


def pasted(vector: str) -> Iterator[Block]:
    """Through the page's clipboard."""
    qtcore = pytest.importorskip("PySide6.QtCore")
    from editor.model.rows import fold
    from editor.qt.surface.clipboard import slice_from

    data = qtcore.QMimeData()
    data.setHtml(vector)
    data.setText(vector)
    yield from fold(slice_from(data).rows)


def hostile_article(batch: Sequence[str]) -> Article:
    body = [block for vector in batch for block in (*doors(vector), *pasted(vector))]
    body = [block for block in body if not isinstance(block, Gallery)]
    first, last = batch[0], batch[-1]
    with contextlib.suppress(EditorError):
        first = read(f"---\ntitle: {batch[0]}\n---\n")[0].headline or first
    return Article(
        headline=first, slug="bai", standfirst=last, kicker=first, dateline=last, authors=(Author(first),),
        sections=(last,), tags=tuple(batch[:5]), canonical=last, cover=PHOTO,
        related=tuple(Related(vector, url=vector) for vector in batch[:5]), body=tuple(body),
    )  # fmt: skip


def publish(desk: Desk, batch: Sequence[str]) -> Path:
    """The article saved, read again and exported; a folder of pages, the Markdown ones as careless sites show them."""
    from markdown import Markdown
    from markdown_it import MarkdownIt

    workspace = Workspace.open(desk.workspace)

    def fill(folder: Path) -> None:
        (folder / "images").mkdir()
        (folder / PHOTO).write_bytes(photo())

    folder = workspace.create(hostile_article(batch), NOW, fill)
    for kind in ("html", "markdown"):
        export(workspace, folder, kind, desk.cms / kind, force=True, now=NOW)
    pages = desk.cms / "html" / "bai"
    preview = make_preview(workspace, folder, workspace.load(folder).article, "html", PREVIEW_WORDS)
    shutil.copytree(preview.entry.parent, pages / PREVIEW)
    shutil.rmtree(folder)
    for name in ("body", "related"):
        if (pages / f"{name}.html").is_file():
            _page(pages / f"_{name}.html", (pages / f"{name}.html").read_text(encoding="utf-8"))
    text = (desk.cms / "markdown" / "bai" / "index.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
    _page(pages / "_one.html", MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    _page(pages / "_other.html", Markdown(extensions=["extra"]).convert(text))
    return pages


def _page(path: Path, inner: str) -> None:
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{inner}", encoding="utf-8")


LOOK = """
for (const one of document.querySelectorAll('*'))
  for (const kind of ['mouseover', 'mouseenter', 'focus', 'toggle', 'load', 'error', 'animationstart', 'begin'])
    one.dispatchEvent(new Event(kind, {bubbles: false}));
const asked = performance.getEntriesByType('resource').map(one => new URL(one.name).origin);
const links = [...document.querySelectorAll('a[href], area[href]')].map(one => one.protocol || one.href.baseVal || '');
return {owned: window.owned || 0, here: location.origin, asked: [...new Set(asked)], links: [...new Set(links)],
        scripts: [...document.scripts].filter(one => one.type !== 'application/ld+json').length};
"""


def preview_dangers(browser: Browser, folder: Path) -> Iterator[str]:
    """From the disk, as F9 opens it: our page with the article at three widths in frames that may run nothing."""
    entry = (folder / "index.html").as_uri()
    browser.show(entry, 1200)
    time.sleep(0.3)
    seen = browser.run("return [location.href, window.owned || 0, frames.length]")
    if seen != [entry, 0, 3]:
        yield f"the preview: {seen}"
    browser.enter(0)
    inside = browser.run("return [location.href, window.owned || 0, document.body.textContent.length > 99]")
    browser.enter(None)
    if inside != [(folder / "page" / "index.html").as_uri(), 0, True]:
        yield f"the preview's frame: {inside}"


def dangers(browser: Browser, pages: Path) -> Iterator[str]:
    if (pages / PREVIEW).is_dir():
        yield from preview_dangers(browser, pages / PREVIEW)
    with shown(pages) as address:
        for page in sorted(
            path.name for path in pages.glob("*.html") if path.name not in {"body.html", "related.html"}
        ):
            browser.show(f"{address}/{page}", 1200)
            time.sleep(0.1)
            seen = browser.run(LOOK)
            if seen["here"] != address:
                yield f"{page} has gone to {seen['here']}"
            if seen["owned"] or seen["scripts"]:
                yield f"{page}: a script: {seen}"
            if set(seen["asked"]) - {address}:
                yield f"{page} asked {seen['asked']}"
            if set(seen["links"]) - {"http:", "https:", "mailto:", "tel:"}:
                yield f"{page} links to {seen['links']}"


def attack(desk: Desk, beacon: Beacon, browser: Browser, n: int, seed: int, size: int = 66) -> list[str]:
    problems = []
    every = vectors(n, seed, beacon.address)
    for number, batch in enumerate(iter(lambda: tuple(itertools.islice(every, size)), ())):
        shutil.rmtree(desk.cms)
        desk.cms.mkdir()
        pages = publish(desk, batch)
        problems += [f"batch {number}: {problem}" for problem in dangers(browser, pages)]
        problems += [f"batch {number}: the beacon was asked for {path}" for path in beacon.asked]
        beacon.asked.clear()
    return problems


@pytest.mark.slow
def test_no_vector_runs_or_calls_anybody(desk: Desk, beacon: Beacon, tmp_path: Path) -> None:
    n = round(6600 * share())
    with chromium(tmp_path / "profile") as browser:
        problems = attack(desk, beacon, browser, n, seeded(1))
    Ledger.add("P6", "vectors through every door, opened in Chromium", n, "|".join(problems))
    assert not problems, "\n".join(problems[:20])


@pytest.mark.slow
def test_the_browser_sees_what_a_careless_export_lets_through(beacon: Beacon, tmp_path: Path) -> None:
    """Control: the same vectors, written into a page as they are."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, vector in enumerate(vectors(30, 1, beacon.address)):
        _page(pages / f"_{number}.html", vector)
    with chromium(tmp_path / "profile") as browser:
        problems = list(dangers(browser, pages))
    assert any("a script" in problem for problem in problems)
    assert len(set(beacon.asked)) > 5


def test_no_vector_reaches_a_bundle(desk: Desk) -> None:
    """The short form, without a browser: an HTML parser looks for what would run or fetch."""
    from unit.test_bundle_harmless import Dangers

    batch = tuple(vectors(132, 1, "http://127.0.0.1:9/b"))
    for part in (batch[:66], batch[66:]):
        shutil.rmtree(desk.cms)
        desk.cms.mkdir()
        pages = publish(desk, part)
        for page in (*pages.glob("*.html"), pages / PREVIEW / "page" / "index.html"):
            assert Dangers(page.read_text(encoding="utf-8")).found == [], page.name
    Ledger.add("P6", "vectors through every door, parsed", len(batch))
