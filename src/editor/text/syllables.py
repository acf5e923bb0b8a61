"""Every Vietnamese syllable that spelling allows, made from onsets, rhymes and tones.

The rules are those that schools teach: k, gh and ngh stand before i, e, ê and y only, c, g and ng before the others; q
takes u with it; gi swallows an i; a rhyme that ends in c, ch, p or t has the tones sắc or nặng. The tone stands on the
vowel that carries it; where two ways are in use (hòa and hoà, thúy and thuý) both are right. What could be a word and
is none is allowed: precision matters more than recall.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from editor.text.clean import nfc
from editor.text.fold import unaccented

_WRITTEN = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oe oem oen oeo oet uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    """
_RHYMES = tuple(_WRITTEN.split())
_ALONE = ("y", "yêm", "yên", "yêng", "yêt", "yêu")
"""Rhymes written with y where nothing stands before them."""
_BEFORE_Y = ("h", "k", "l", "m", "n", "s", "t", "th", "v")
_AFTER_QU = ("y", "ych", "ynh", "yt", "yên", "yêt", "ôc")
_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x"
_ONSETS = ("", *tuple(_INITIALS.split()))
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_STOPPED = ("\u0301", "\u0323")
_FRONT = "ieêy"
_CARRIERS = "ăâêôơư"
_VOWELS = "aeiouy"
_EITHER = frozenset(("oa", "oe", "uy"))


@cache
def all_syllables() -> frozenset[str]:
    """Every syllable, small letters, NFC."""
    return frozenset(_spelt())


@cache
def by_letters() -> MappingProxyType[str, tuple[str, ...]]:
    """The syllables by what is left of them without any mark: "hoa" → hoa, hoà, hòa, hóa …"""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for syllable in sorted(all_syllables()):
        found[unaccented(syllable)].append(syllable)
    return MappingProxyType({letters: tuple(those) for letters, those in found.items()})


def _spelt() -> Iterator[str]:
    for onset in _ONSETS:
        for rhyme in _RHYMES:
            written = _written(onset, rhyme)
            if written is not None:
                yield from _toned(*written)
    for onset in _BEFORE_Y:
        yield from _toned(onset, "y")
    for rhyme in _ALONE:
        yield from _toned("", rhyme)
    for rhyme in (*(rhyme for rhyme in _RHYMES if rhyme[0] in "aăâeêiơ" and rhyme != "ia"), *_AFTER_QU):
        yield from _toned("qu", rhyme)


def _written(onset: str, rhyme: str) -> tuple[str, str] | None:
    """Onset and rhyme as they stand together, None where spelling forbids it."""
    front = rhyme[0] in _FRONT
    if onset in {"k", "gh", "ngh"}:
        return (onset, rhyme) if front else None
    if onset in {"c", "g", "ng"}:
        glides = rhyme[:2] in {"oa", "oă", "oe", "uâ", "uê", "uy", "uơ"} and onset == "c"
        return None if front or glides else (onset, rhyme)
    if onset == "gi":
        return ("g", rhyme) if rhyme[0] == "i" else (onset, rhyme)
    if not onset and rhyme.startswith("iê"):
        return None
    return onset, rhyme


def _toned(onset: str, rhyme: str) -> Iterator[str]:
    tones = _STOPPED if rhyme.endswith(("c", "ch", "p", "t")) else _TONES
    for at in _places(rhyme):
        for tone in tones:
            yield nfc(onset + rhyme[: at + 1] + tone + rhyme[at + 1 :])


def _places(rhyme: str) -> tuple[int, ...]:
    """On which letter of a rhyme the tone stands."""
    carriers = [at for at, letter in enumerate(rhyme) if letter in _CARRIERS]
    if carriers:
        return (carriers[-1],)
    vowels = len(rhyme) - len(rhyme.lstrip(_VOWELS))
    if vowels < len(rhyme):
        return (vowels - 1,)
    if rhyme in _EITHER:
        return 0, 1
    return (1,) if vowels > 2 else (0,)


_TELEX = (("uow", "ươ"), ("uwow", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"))
_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}


def from_telex(keys: str) -> str:
    """What these keys stand for with a Telex keyboard on: "nguwowif" is "người"; "" when they are no syllable."""
    tone, rest = "", keys
    for at in range(len(keys) - 1, 0, -1):
        if keys[at] in _TELEX_TONES and any(letter in _VOWELS for letter in keys[:at]):
            tone, rest = _TELEX_TONES[keys[at]], keys[:at] + keys[at + 1 :]
            break
    if rest.startswith("d") and rest.endswith("d") and len(rest) > 1:
        rest = "đ" + rest[1:-1]
    for typed, letter in (("uwow", "ươ"), *_TELEX, ("uw", "ư"), ("w", "ư")):
        rest = rest.replace(typed, letter)
    if not tone and rest == keys:
        return ""
    wanted = unicodedata.normalize("NFD", rest)
    for syllable in by_letters().get(unaccented(rest), ()):
        apart = unicodedata.normalize("NFD", syllable)
        bare = "".join(mark for mark in apart if mark not in _TONES[1:])
        if bare == wanted and (tone in apart if tone else bare == apart):
            return syllable
    return ""
