"""The normal form of running text and of plain fields: what one line of the article file can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from editor.model.blocks import Inline, Span
from editor.text.clean import clean, is_clean, nfc

_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_LOOSE_BREAK = re.compile(r" \n|\n[ \n]")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>(){}|\\^`]|\s")
_EDGE = " \n"
_COMBINING = ("Mn", "Mc", "Me")
_LAST_LATIN = "\u02ff"  # below it nothing combines


def tidy_line(text: str) -> str:
    """A plain single-line field: clean, breaks and tabs are spaces, no edge spaces. U+00A0 stays."""
    text = tidy_text(text).replace("\t", " ")
    return (_AROUND_BREAK.sub(" ", text) if "\n" in text else text).strip(" ")


def tidy_text(text: str) -> str:
    """A field that may hold several lines: clean, otherwise as typed."""
    return text if is_clean(text) else clean(text)


def tidy_address(address: str) -> str:
    """An address as it can stand between the parentheses of a link: percent-encoded where Markdown would stumble."""
    return _UNSAFE.sub(_percent, tidy_text(address).strip())


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def tidy_inline(inline: Inline, *, breaks: bool, emphasis: bool = True) -> Inline:
    """The normal form of running text.

    Args:
        breaks: whether hard breaks may stand here; where not, a break is a space.
        emphasis: whether emphasis may; in a caption, which is emphasised as a whole, it may not.
    """
    if _is_tidy(inline, breaks=breaks, emphasis=emphasis):
        return inline
    spans = list(inline)
    while True:
        tidier = _tidied(spans, breaks=breaks, emphasis=emphasis)
        if tidier == spans:
            return tuple(tidier)
        spans = tidier


def _is_tidy(inline: Inline, *, breaks: bool, emphasis: bool) -> bool:
    """The short way for nearly every text: nothing is to be done. A no may be wrong, a yes never is."""
    before: Span | None = None
    for span in inline:
        if span.strong or span.emphasis or span.link:
            if not _is_tidy_mark(span, before, emphasis=emphasis):
                return False
        elif not span.text or (before and not (before.strong or before.emphasis or before.link)):
            return False
        if span.text[0] > _LAST_LATIN and _is_combining(span.text[0]):
            return False
        before = span
    text = "".join([span.text for span in inline])
    return (
        text == text.strip(_EDGE)
        and "\t" not in text
        and ("\n" not in text or (breaks and not _LOOSE_BREAK.search(text)))
        and is_clean(text)
    )


def _is_tidy_mark(span: Span, before: Span | None, *, emphasis: bool) -> bool:
    """Whether a marked span needs no look at its neighbours."""
    text = span.text
    if not text or text[0] in _EDGE or text[-1] in _EDGE or (before and _same_marks(before, span)):
        return False
    if span.link and not (is_clean(span.link) and not _UNSAFE.search(span.link)):
        return False
    return emphasis or not span.emphasis


def _is_combining(letter: str) -> bool:
    return unicodedata.category(letter) in _COMBINING


def _tidied(spans: list[Span], *, breaks: bool, emphasis: bool) -> list[Span]:
    """One pass; the last one changes nothing, so `tidy_inline` is idempotent by construction."""
    cleaned = [
        Span(
            tidy_text(span.text).replace("\t", " "),
            span.strong,
            span.emphasis and emphasis,
            tidy_address(span.link) if span.link else "",
        )
        for span in spans
    ]
    joined = _whole_letters(_merged(cleaned))
    return _merged(_bare_edges(_merged(_trimmed(joined, breaks=breaks))))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """No empty spans; equal neighbours are one."""
    runs = groupby((span for span in spans if span.text), key=_marks)
    return [Span("".join([span.text for span in run]), *marks) for marks, run in runs]


def _marks(span: Span) -> tuple[bool, bool, str]:
    return span.strong, span.emphasis, span.link


def _same_marks(span: Span, other: Span) -> bool:
    return span.strong == other.strong and span.emphasis == other.emphasis and span.link == other.link


def _with_text(span: Span, text: str) -> Span:
    return Span(text, span.strong, span.emphasis, span.link)


def _whole_letters(spans: list[Span]) -> list[Span]:
    """No span begins within a letter: combining marks, and whatever NFC composes, join the span before."""
    for index in range(1, len(spans)):
        before, span = spans[index - 1], spans[index]
        count = 0
        while count < len(span.text) and _joins(before.text, span.text[count]):
            before = _with_text(before, nfc(before.text + span.text[count]))
            count += 1
        if count:
            spans[index - 1], spans[index] = before, _with_text(span, span.text[count:])
    return spans


def _joins(text: str, letter: str) -> bool:
    if not text or letter.isascii():
        return False
    if _is_combining(letter):
        return True
    pair = text[-1] + letter
    return nfc(pair) != pair


def _trimmed(spans: list[Span], *, breaks: bool) -> list[Span]:
    """Breaks never first, last or doubled, and no white space beside them or at the edges."""
    text = "".join(span.text for span in spans)
    if text == text.strip(_EDGE) and not _LOOSE_BREAK.search(text) and (breaks or "\n" not in text):
        return spans
    start = len(text) - len(text.lstrip(_EDGE))
    end = len(text.rstrip(_EDGE))
    marks = [span for span in spans for _ in span.text]
    kept: list[Span] = []
    for match in _AROUND_BREAK.finditer(text, start, end):
        kept.extend(_pieces(text, marks, start, match.start()))
        kept.append(_with_text(marks[match.start()], "\n" if breaks else " "))
        start = match.end()
    kept.extend(_pieces(text, marks, start, end))
    return kept


def _pieces(text: str, marks: list[Span], start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = start + 1
        while stop < end and marks[stop] is marks[start]:
            stop += 1
        yield _with_text(marks[start], text[start:stop])
        start = stop


def _bare_edges(spans: list[Span]) -> list[Span]:
    """White space at a mark's edge stands outside of it; with nothing else in it, the mark is gone."""
    out: list[Span] = []
    for index, span in enumerate(spans):
        if not (span.strong or span.emphasis or span.link):
            out.append(span)
            continue
        before = spans[index - 1] if index else _UNMARKED
        after = spans[index + 1] if index + 1 < len(spans) else _UNMARKED
        body = span.text.strip(_EDGE)
        if not body:
            out.append(_common(_common(span, before), after))
            continue
        start = span.text.index(body)
        out.append(_with_text(_common(span, before), span.text[:start]))
        out.append(_with_text(span, body))
        out.append(_with_text(_common(span, after), span.text[start + len(body) :]))
    return out


_UNMARKED = Span("")


def _common(span: Span, other: Span) -> Span:
    """The span with the marks only that go on into its neighbour; they nest link > strong > emphasis."""
    same_link = span.link == other.link
    same_strong = same_link and span.strong == other.strong
    return Span(
        span.text,
        strong=same_strong and span.strong,
        emphasis=same_strong and span.emphasis and other.emphasis,
        link=span.link if same_link else "",
    )
