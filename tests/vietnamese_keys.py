"""The keys that a typist presses for Vietnamese words, by Telex and by VNI, tone last, as most people type."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j", "\u0306": "w", "\u031b": "w"}
_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"} | {
    "\u0302": "6",
    "\u031b": "7",
    "\u0306": "8",
}
_TONES = frozenset("\u0301\u0300\u0309\u0303\u0323")


def telex(text: str) -> str:
    """ "phường" → "phuwowngf"."""
    return _keys(text, lambda base, mark: base if mark == "\u0302" else _TELEX[mark], lambda letter: letter * 2)


def vni(text: str) -> str:
    """ "phường" → "phu7o7ng2"."""
    return _keys(text, lambda base, mark: _VNI[mark], lambda letter: letter + "9")


WAYS: dict[str, Callable[[str], str]] = {"telex": telex, "vni": vni}


def _keys(text: str, of_mark: Callable[[str, str], str], of_d: Callable[[str], str]) -> str:
    out: list[str] = []
    tone = ""
    for letter in unicodedata.normalize("NFC", text):
        if not letter.isalpha():
            out += [tone, letter]
            tone = ""
        elif letter in "đĐ":
            out.append(of_d("d" if letter == "đ" else "D"))
        else:
            base, *marks = unicodedata.normalize("NFD", letter)
            out.append(base + "".join(of_mark(base, mark) for mark in marks if mark not in _TONES))
            tone = next((of_mark(base, mark) for mark in marks if mark in _TONES), tone)
    return "".join((*out, tone))
