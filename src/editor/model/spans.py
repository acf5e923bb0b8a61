"""Runs of marked text: cut, join, mark, and the form that a row on the page holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from editor.model.blocks import Inline, Span, text_of
from editor.text.clean import clean, is_clean


def merged(spans: Iterable[Span]) -> Inline:
    """Without empty spans, equal neighbours made one."""
    out: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if out and same_look(out[-1], span):
            out[-1] = with_text(out[-1], out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)


def with_text(span: Span, text: str) -> Span:
    """The same look on other words; what `replace` does, at a third of its cost: keys pass here."""
    return Span(text, span.strong, span.emphasis, span.link)


def same_look(one: Span, other: Span) -> bool:
    return one.strong == other.strong and one.emphasis == other.emphasis and one.link == other.link


def cut(inline: Inline, start: int, end: int | None = None) -> Inline:
    """The characters from `start` up to `end` (code points; None = all that follow), marks kept."""
    out: list[Span] = []
    at = 0
    for span in inline:
        left, right = max(start - at, 0), len(span.text) if end is None else min(end - at, len(span.text))
        if left < right:
            out.append(with_text(span, span.text[left:right]))
        at += len(span.text)
    return tuple(out)


def joined(*parts: Inline) -> Inline:
    return merged(span for part in parts for span in part)


def changed(inline: Inline, start: int, end: int, change: Callable[[Span], Span]) -> Inline:
    """The characters from `start` up to `end` with another look."""
    return joined(cut(inline, 0, start), tuple(change(span) for span in cut(inline, start, end)), cut(inline, end))


def without_marks(inline: Inline) -> Inline:
    """The words alone."""
    text = text_of(inline)
    return (Span(text),) if text else ()


def on_one_line(inline: Inline) -> Inline:
    """A hard break becomes a space."""
    if all("\n" not in span.text for span in inline):
        return inline
    return tuple(with_text(span, span.text.replace("\n", " ")) for span in inline)


def tidy_letters(inline: Inline) -> Inline:
    """NFC over the whole text, without control and object characters; a tab is a space; equal neighbours merged."""
    text = text_of(inline)
    if not is_clean(text) or "\t" in text:
        inline = tuple(with_text(span, clean(span.text).replace("\t", " ")) for span in inline)
        if not unicodedata.is_normalized("NFC", text_of(inline)):
            inline = _composed(inline)
    return merged(inline)


def _composed(inline: Inline) -> Inline:
    """NFC across spans: letters that become one take the look of the first."""
    out: list[Span] = []
    for span in inline:
        for letter in span.text:
            if out:
                together = unicodedata.normalize("NFC", out[-1].text + letter)
                if unicodedata.combining(letter) or not together.startswith(out[-1].text):
                    out[-1] = with_text(out[-1], together)
                    continue
            out.append(with_text(span, letter))
    return merged(out)
