"""Typing into a field without marks what has marks on the page."""

from __future__ import annotations

from dataclasses import replace

from editor.model.blocks import Inline, Span, text_of


def retyped(inline: Inline, text: str) -> Inline:
    """The inline with its words changed to `text`: marks before and after what differs stay."""
    old = text_of(inline)
    most = min(len(old), len(text))
    front = next((at for at in range(most) if old[at] != text[at]), most)
    back = next((at for at in range(most - front) if old[-1 - at] != text[-1 - at]), most - front)
    before, after = cut(inline, 0, front), cut(inline, len(old) - back, len(old))
    middle = text[front : len(text) - back]
    look = before[-1] if before else after[0] if after else Span("")
    typed = (replace(look, text=middle),) if middle else ()
    return (*before, *typed, *after)


def cut(inline: Inline, start: int, end: int) -> Inline:
    """The spans between two offsets, in code points."""
    found: list[Span] = []
    at = 0
    for span in inline:
        words = span.text[max(start - at, 0) : max(end - at, 0)]
        if words:
            found.append(replace(span, text=words))
        at += len(span.text)
    return tuple(found)
