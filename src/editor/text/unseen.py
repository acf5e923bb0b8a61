"""Characters that print nothing and that a source leaves in its words: they break searching, spelling and counting."""

from __future__ import annotations

import re

_HINTS = re.compile("[\u00ad\u034f\u180e\u200b\u2060\u2061-\u2064\ufe00-\ufe0d]")
_JOINERS = re.compile("[\u200c\u200d]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINED = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u17ff\u2190-\u2bff\U0001f000-\U0001faff]")
"""Scripts in which a joiner is spelling (Persian, Indic, Khmer …), and emoji, which it makes one of."""

_MODIFIERS = 4  # that may stand between a letter and its joiner


def without_unseen(text: str) -> str:
    """The text without soft hyphens, zero-width spaces and the like.

    Joiners stay beside letters of scripts that need them and between emoji, direction marks in a text that holds
    Hebrew or Arabic.
    """
    if text.isascii():
        return text
    text = _HINTS.sub("", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTIONS.sub("", text)
    if _JOINERS.search(text):
        text = _JOINERS.sub(lambda match: match[0] if _is_needed(text, match.start()) else "", text)
    return text


def _is_needed(text: str, at: int) -> bool:
    before = text[max(0, at - _MODIFIERS) : at].rstrip(
        "\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
    )[-1:]
    return bool(before and _JOINED.match(before))
