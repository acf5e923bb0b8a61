"""Vietnamese before Unicode: text in TCVN3 (ABC, fonts ".VnTime") and VNI-Windows (fonts "VNI-Times").

Such files hold Latin-1 letters that only their font shows as Vietnamese: "C«ng hoµ x· héi" and "Coäng hoøa xaõ hoäi"
are both "Cộng hoà xã hội". Tables: TCVN 5712:1993, VN3; VNI-Windows after the maker's chart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice

from editor.text.clean import nfc


class Legacy(StrEnum):
    """A way to write Vietnamese that Unicode replaced."""

    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_BREVES = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_MARKS = {
    **{base + mark: base + added for base in "eouy" for mark, added in _TONES.items()},
    **{"a" + mark: "a" + added for mark, added in _TONES.items()},
    **{base + mark: base + added for base in "aeo" for mark, added in _HATS.items()},
    **{"a" + mark: "a" + added for mark, added in _BREVES.items()},
    **{"ô" + mark: "ơ" + added for mark, added in _TONES.items()},
    **{"ö" + mark: "ư" + added for mark, added in _TONES.items()},
}
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = {key: nfc(value) for key, value in {**_VNI_MARKS, **_VNI_LETTERS}.items()}
_VNI_GROUP = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.I)

_LETTER = re.compile(r"[^\W\d_]|[\u00a1-\u00bf\u00d7\u00f7]")
_WORD = re.compile(f"(?:{_LETTER.pattern})+")
_MARKED = re.compile("[\u00a1-\u00ff]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:i[êe]u|y[êe]u|uy[êe]|u[ôo]i|[ưu][ơo]i|[ưu][ơo]u|o[aăe][oiy]|uya|uyu|u[âa]y|i[êe]|y[êe]|u[ôo]|[ưu][ơo]|o[aăe]|u[âaêey]"
    r"|[aâ][iuy]|a[o]|[êe][ou]|i[au]|[oôơ]i|u[aiơ]|ư[aiu]|[aăâeêioôơuưy])"
    r"(?:ch|nh|ng|[cmnpt])?$"
)
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_UNICODE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_ENOUGH = 3  # words that only make sense when converted
_LETTERS = 7  # in these: signs and figures may look like "ĩ" or "xà"
_LONGEST = 60  # letters of a word
_SAMPLE = 400  # words with Latin-1 letters that are looked at


def from_tcvn3(text: str) -> str:
    """What a TCVN3 font shows for these letters. A font of capitals (".VnTimeH") has the codes of small ones."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """What a VNI-Windows font shows for these letters."""
    return _VNI_GROUP.sub(_vni_letter, text)


CONVERT: dict[Legacy, Callable[[str], str]] = {Legacy.TCVN3: from_tcvn3, Legacy.VNI: from_vni}


def _vni_letter(match: re.Match[str]) -> str:
    letter = _VNI[match[0].lower()]
    return letter.upper() if match[0][0].isupper() else letter


def recognised(text: str) -> Legacy | None:
    """The old encoding that a text is written in; None for Unicode, for other languages and for too few words.

    A word speaks for an encoding when it is a Vietnamese syllable only after conversion, a little against it when it is
    one before and after, and strongly against it when conversion makes none of it.
    """
    if not _MARKED.search(text):
        return None
    words = list(islice(_marked_words(text), _SAMPLE))
    best: tuple[int, Legacy] | None = None
    for kind, convert in CONVERT.items():
        count = _evidence(words, convert)
        if count >= _ENOUGH and (best is None or count > best[0]):
            best = (count, kind)
    return best[1] if best else None


def _marked_words(text: str) -> Iterator[str]:
    """The words with Latin-1 letters, from one such letter to the next: the others are not looked at."""
    at = 0
    while (marked := _MARKED.search(text, at)) and (word := _WORD.match(text, _start(text, marked.start(), at))):
        yield word[0]
        at = word.end()


def _start(text: str, place: int, least: int) -> int:
    """Where the word begins that holds this place; what is longer than any word is cut."""
    least = max(least, place - _LONGEST)
    while place > least and _LETTER.match(text, place - 1):
        place -= 1
    return place


def _evidence(words: list[str], convert: Callable[[str], str]) -> int:
    """Words that speak for an encoding; 0 where too much speaks against it, or they are only a few letters."""
    speaks = both = against = letters = 0
    for word in words:
        changed = convert(word)
        if changed == word or not is_syllable(changed) or _UNICODE_ONLY.search(word):
            against += 1
        elif is_syllable(word):
            both += 1
        else:
            speaks += 1
            letters += len(word)
    return speaks if letters >= _LETTERS and speaks * 2 > both + against * 8 else 0


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of a Vietnamese syllable: one tone at most, letters in an order that occurs."""
    split = unicodedata.normalize("NFD", word.lower())
    if len(_TONE_MARKS.findall(split)) > 1:
        return False
    return _SYLLABLE.match(nfc(_TONE_MARKS.sub("", split))) is not None


def converted(text: str, kind: Legacy) -> str:
    """The text in Unicode, line by line: a line that holds Vietnamese in Unicode already stays as it is."""
    return "\n".join(_lines(text, CONVERT[kind]))


def _lines(text: str, convert: Callable[[str], str]) -> Iterator[str]:
    for line in text.split("\n"):
        yield line if _UNICODE_ONLY.search(line) else convert(line)
