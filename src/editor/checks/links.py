"""Links that lead nowhere, and links that stand twice. Nothing is fetched: only what can be known offline is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from editor.checks.context import Context, Fault
from editor.checks.pieces import rows_of
from editor.model.blocks import Embed, Span, Table
from editor.model.finding import BlockPlace, FieldPlace, Place
from editor.model.rows import Row

_SAMPLE = 80  # letters of an address
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?$")
_WEB = frozenset({"http", "https"})


def dead_link(context: Context) -> Iterator[Fault]:
    """An address that cannot be one (no host, a host without a dot, a file of this computer), a related article of
    ours that is not in the workspace, an article that is related to itself."""
    for address, _, place in _links(context):
        if is_dead(address):
            yield Fault(place, (("address", address[:_SAMPLE]),))
    is_ours, own = context.known.is_ours, context.article.id
    for item in context.article.related:
        missing = is_ours is not None and bool(item.id) and not item.url and not is_ours(item.id)
        if missing or (own and item.id == own) or (item.url and is_dead(item.url)):
            yield Fault(FieldPlace("related"), (("address", (item.title or item.url or item.id)[:_SAMPLE]),))


def duplicate_link(context: Context) -> Iterator[Fault]:
    """The same page linked from two places of the text, or two related items that are one."""
    seen: set[str] = set()
    for address, words, place in _links(context):
        page = _page(address)
        if page and page in seen:
            yield Fault(place, (("address", (words or address)[:_SAMPLE]),))
        seen.add(page)
    related: set[str] = set()
    for item in context.article.related:
        page = item.id or _page(item.url)
        if page and page in related:
            yield Fault(FieldPlace("related"), (("address", (item.title or item.url)[:_SAMPLE]),))
        related.add(page)


def is_dead(address: str) -> bool:
    """Whether an address leads nowhere, whatever the network says. A path without a scheme is the site's own."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return True
    match parts.scheme.lower():
        case "http" | "https":
            return not _is_host(host)
        case "mailto":
            name, _, domain = parts.path.partition("@")
            return not (name and _is_host(domain))
        case "tel":
            return not any(letter.isdigit() for letter in parts.path)
        case "":
            return address.strip() in {"", "#"}
        case _:
            return True


def _is_host(host: str) -> bool:
    if ":" in host:
        return True  # IPv6
    labels = host.rstrip(".").split(".")
    return len(labels) > 1 and all(_LABEL.match(label) for label in labels)


def _page(address: str) -> str:
    """Equal for addresses of one page; "" for what is no page (mail, telephone)."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in _WEB:
        return ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


def _links(context: Context) -> Iterator[tuple[str, str, Place]]:
    """(address, words, place) of every link of the body and of what is embedded."""
    for index, block in enumerate(context.article.body):
        if isinstance(block, Embed):
            yield block.url, "", BlockPlace(index)
        for row, offset in rows_of(block):
            for address, start, end in _links_of_row(row):
                words = row.text[start:end]
                yield address, words, BlockPlace(index, offset + start, offset + end)
            if isinstance(row.payload, Table):
                cells = (span for cells in row.payload.rows for cell in cells for span in cell if span.link)
                for span in cells:
                    yield span.link, span.text, BlockPlace(index, offset, offset)


def _links_of_row(row: Row) -> Iterator[tuple[str, int, int]]:
    """Each link once, however many looks its words have."""
    at = 0
    begun: tuple[str, int] | None = None
    for span in (*row.inline, Span("")):
        if begun and span.link != begun[0]:
            yield begun[0], begun[1], at
            begun = None
        if span.link and begun is None:
            begun = (span.link, at)
        at += len(span.text)
