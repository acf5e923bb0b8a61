"""What stands under a photo, taken apart: "Quang cảnh lễ khai giảng. Ảnh: Viết Thành" → caption and credit."""

from __future__ import annotations

import re

from editor.model.blocks import Inline, Span, text_of

_CREDIT_MAX = 120  # characters; what follows a label and is longer is running text, not a name
_LABEL = re.compile(
    r"(?P<open>[(\[]?)\s*"
    r"(?:Nguồn ảnh|Ảnh|ẢNH|Nguồn|NGUỒN|Photo|PHOTO|Credit|CREDIT|(?<=[(\[])(?:ảnh|nguồn|photo))\s*[:：]\s*"
)
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]{1,2}\.\s?){2,}$")
_EDGE = re.compile(r"[\s.,;:!?…)\]”\"'(\[/|\-–—]")


def split_caption(inline: Inline) -> tuple[Inline, str]:
    """(caption, credit). Exactly one label is taken off; the caption stands as typed, no full stop added or removed."""
    text = text_of(inline)
    for match in _LABEL.finditer(text):
        start = match.start()
        if start and not _EDGE.match(text[start]) and not _EDGE.match(text[start - 1]) and not _is_glued(text, start):
            continue
        credit = text[match.end() :].strip()
        if len(credit) > _CREDIT_MAX or "\n" in credit:
            continue
        closing = {"(": ")", "[": "]"}.get(match["open"], "")
        if closing:
            credit = credit.rstrip(". ").removesuffix(closing)
        elif text.lstrip().startswith("(") and credit.endswith(")") and credit.count("(") < credit.count(")"):
            credit = credit[:-1]  # the brackets stand around caption and credit
            inline, start = cut(inline, text.index("(") + 1, len(text)), start - text.index("(") - 1
        credit = without_stop(" ".join(credit.split()))
        if credit:
            return _trimmed(cut(inline, 0, start)), credit
    return _trimmed(inline), ""


def without_stop(name: str) -> str:
    """A name without the stop at its end; that of initials ("T.T.D.") is part of them."""
    name = name.rstrip(" ,;")
    return name if _INITIALS.search(name) else name.rstrip(" .,;")


def _is_glued(text: str, start: int) -> bool:
    """Whether the label's capital stands right behind a word, where a page had two elements: "tại rẫyẢnh: An"."""
    return text[start].isupper() and (text[start - 1].islower() or text[start - 1].isdigit())


def has_label(text: str) -> bool:
    """Whether the words end in a credit, or are one."""
    return bool(split_caption((Span(text),))[1])


def cut(inline: Inline, start: int, end: int) -> Inline:
    """The part of an inline between two offsets of its text, marks kept."""
    out: list[Span] = []
    at = 0
    for span in inline:
        first, last = max(start - at, 0), min(end - at, len(span.text))
        if first < last:
            out.append(Span(span.text[first:last], span.strong, span.emphasis, span.link))
        at += len(span.text)
    return tuple(out)


def _trimmed(inline: Inline) -> Inline:
    """Without white space and loose dashes or bars at the edges (what stood between caption and credit)."""
    text = text_of(inline)
    start = len(text) - len(text.lstrip(" \t\n"))
    end = len(text.rstrip(" \t\n|/–—-"))
    return cut(inline, start, max(end, start))
