"""Vietnamese syllables under one spelling each: "hoà" and "hòa", "kĩ" and "kỹ", composed or not, are the same one."""

from __future__ import annotations

import re
import unicodedata

_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_HATS = {"\u0302": "", "\u0306": "w", "\u031b": "w"}
_I_AFTER = re.compile(r"(?<=[hklmst])y$")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|dd|[bcdghklmnpqrstvx])?[aeiouyw]{1,5}(?:ng|nh|ch|[cmnpt])?[fsrxj]?$"
)


class _Keys(dict[str, str]):
    """Learnt as words come; a language has some thousand syllables."""

    _MOST = 50_000

    def __missing__(self, word: str) -> str:
        if len(self) > self._MOST:
            self.clear()
        self[word] = key = _made(word)
        return key


_KEYS = _Keys()


def syllable_key(word: str) -> str:
    """A word of lower-case letters and digits as Telex types it, the tone last: "đảng" → "ddangr"."""
    return _KEYS[word]


def is_syllable(key: str) -> bool:
    """Whether a key is one of a Vietnamese syllable; names and words of other languages are not."""
    return _SYLLABLE.match(key) is not None


def _made(word: str) -> str:
    out: list[str] = []
    tone = ""
    for letter in unicodedata.normalize("NFD", word):
        if letter == "đ":
            out.append("dd")
        elif letter == "\u0302" and out:
            out.append(out[-1][-1])  # â is "aa"
        elif letter in _HATS:
            out.append(_HATS[letter])
        elif letter in _TONES:
            tone = _TONES[letter]
        elif letter.isalnum():
            out.append(letter)
    return _I_AFTER.sub("i", "".join(out)) + tone
