"""Running text and photos out of a paragraph's events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from editor.model.blocks import Embed, Figure, Inline, Paragraph, Span, plain
from editor.model.normal import tidy_line
from editor.model.normal_body import is_remote
from editor.source.dialect_events import Event, Events, OutsideDialectError, name_of
from editor.text.labels import PHOTO_READ

_BREAKS = ("SoftBreak", "HardBreak")
_BREAK_TEXTS = {"SoftBreak": " ", "HardBreak": "\n"}
_WEB = re.compile(r"https?://", re.IGNORECASE)


def read_inline(events: Events, first: int, last: int) -> Inline:
    """The spans of `events.items[first:last]`, not yet tidy.

    Raises:
        OutsideDialectError: an image, code, raw HTML, a footnote, a title on a link, a link without words.
    """
    spans: list[Span] = []
    strong = emphasis = 0
    link = ""
    linked = 0  # the number of spans before the link
    for event, _ in events.items[first:last]:
        text = event.get("Text") if isinstance(event, dict) else _BREAK_TEXTS.get(event)
        if text is not None:
            spans.append(Span(text, strong > 0, emphasis > 0, link))
            continue
        step, tag = (1, event["Start"]) if "Start" in event else (-1, event.get("End"))
        if tag == "Strong":
            strong += step
        elif tag == "Emphasis":
            emphasis += step
        elif tag == "Link":
            if not any(span.text.strip(" \t\n") for span in spans[linked:]):
                raise OutsideDialectError
            link = ""
        elif isinstance(tag, dict) and "Link" in tag:
            link, linked = _address(tag["Link"]), len(spans)
        else:
            raise OutsideDialectError
    return tuple(spans)


def _text(event: Event) -> str | None:
    """What an event adds to the text; None for one that begins or ends something."""
    if isinstance(event, dict):
        text: str | None = event.get("Text")
        return text
    return _BREAK_TEXTS.get(event)


def _address(facts: dict[str, str]) -> str:
    address = facts["dest_url"]
    if facts["title"] or not address:
        raise OutsideDialectError
    return f"mailto:{address}" if facts["link_type"] == "Email" else address


def read_paragraph(events: Events, first: int, last: int) -> list[Paragraph | Figure | Embed]:
    """The blocks that a paragraph of ours is: one, or a figure and what follows it.

    Raises:
        OutsideDialectError: see `read_inline`.
    """
    if _starts(events, first, last, "Image"):
        return list(_read_figures(events, first, last))
    url = _lone_autolink(events, first, last)
    return [Paragraph(read_inline(events, first, last)) if url is None else Embed(url)]


def _starts(events: Events, at: int, last: int, name: str) -> bool:
    if at >= last:
        return False
    event = events.items[at][0]
    return isinstance(event, dict) and "Start" in event and name_of(event["Start"]) == name


def _lone_autolink(events: Events, first: int, last: int) -> str | None:
    if not _starts(events, first, last, "Link") or events.ends[first] != last - 1:
        return None
    facts = events.items[first][0]["Start"]["Link"]
    address: str = facts["dest_url"]
    return address if facts["link_type"] == "Autolink" and _WEB.match(address) else None


def _read_figures(events: Events, first: int, last: int) -> Iterator[Figure | Paragraph]:
    at = first
    while at < last:
        if not _starts(events, at, last, "Image"):
            yield Paragraph(read_inline(events, at, last))
            return
        figure, at = _read_figure(events, at, last)
        yield figure
        while at < last and events.items[at][0] in (*_BREAKS, {"Text": " "}):
            at += 1


def _read_figure(events: Events, first: int, last: int) -> tuple[Figure, int]:
    """The figure that begins with the image at `first`, and where the rest of its paragraph begins."""
    facts = events.items[first][0]["Start"]["Image"]
    stop = events.ends[first]
    alt = "".join(_alt_text(events.items[at][0]) for at in range(first + 1, stop))
    caption: Inline = ()
    credit = ""
    at = stop + 1
    if at < last and events.items[at][0] in _BREAKS:
        if _starts(events, at + 1, last, "Emphasis"):
            stop = events.ends[at + 1]
            caption = read_inline(events, at + 2, stop)
            credit, at = _read_credit(events, stop + 1, last, after_caption=True)
        else:
            credit, at = _read_credit(events, at + 1, last, after_caption=False)
    if facts["title"]:
        if caption:
            raise OutsideDialectError
        caption = plain(facts["title"])
    return Figure(_path(facts["dest_url"]), caption, credit, alt), at


def _alt_text(event: Event) -> str:
    """Words only: marks in an alt text say nothing to anybody."""
    text = _text(event)
    if text is not None:
        return text
    if event.get("Start", event.get("End")) in ("Strong", "Emphasis"):
        return ""
    raise OutsideDialectError


def _read_credit(events: Events, first: int, last: int, *, after_caption: bool) -> tuple[str, int]:
    """The credit on this line, or the labelled one on the next, and where the rest begins; "" when there is none."""
    stop = _line_end(events, first, last)
    words = _plain_words(events, first, stop)
    if words is None:
        return "", first
    if not words and after_caption and stop < last and events.items[stop][0] in _BREAKS:
        credit, at = _read_credit(events, stop + 1, last, after_caption=False)
        return (credit, at) if credit else ("", stop)
    for label in PHOTO_READ:
        if words.startswith(label):
            return words.removeprefix(label).strip(" "), stop
    return (words, stop) if after_caption else ("", first)


def _line_end(events: Events, first: int, last: int) -> int:
    """The index of the first break or image that is in no mark."""
    for node in events.children(first, last):
        if node.name in _BREAKS:
            return node.first
        if node.name == "Image":
            return node.first - 1
    return last


def _plain_words(events: Events, first: int, last: int) -> str | None:
    """The line as a plain field; None when something in it would be lost (a link, code …)."""
    words = []
    for at in range(first, last):
        event = events.items[at][0]
        text = _text(event)
        if text == "\n" or (text is None and event.get("Start", event.get("End")) not in ("Strong", "Emphasis")):
            return None
        words.append(text or "")
    return tidy_line("".join(words))


def _path(address: str) -> str:
    """A photo's path as its file is called; the address of one that lies elsewhere stays as it is."""
    if is_remote(address):
        return address
    try:
        return unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address
