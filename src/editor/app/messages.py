"""Codes and facts become words, Vietnamese or English. All words stand in resources/messages/<lang>/*.toml."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from editor.errors import EditorError
from editor.resources import resource
from editor.text.clean import clean_line
from editor.text.moment import parse

if TYPE_CHECKING:
    from editor.model.finding import Finding

LANGUAGES = ("vi", "en")


class _Filler(Formatter):
    """Fills a sentence. A missing fact shows as its name in braces: a clumsy sentence helps more than none."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        return kwargs.get(str(key), f"{{{key}}}")

    def format_field(self, value: object, format_spec: str) -> str:
        return self._messages.word(value, as_moment=format_spec == "moment")


class Messages:
    """The words of one language. Tables are read when the first of their codes is asked for."""

    def __init__(self, lang: str) -> None:
        """Args: lang: "vi" or "en"; use `load` for any other."""
        self.lang = lang

    @classmethod
    def load(cls, lang: str) -> Messages:
        """The words for a language tag: Vietnamese for "vi", "vi-VN" …, English for all others."""
        return cls("vi" if lang.lower().startswith("vi") else "en")

    def has(self, code: str) -> bool:
        """Whether there is a sentence for a code."""
        return self._sentence(code, ()) is not None

    def say(self, code: str, **facts: object) -> str:
        """The sentence of a code. With fact `n` = 1 its variant `code.one` is used where there is one.

        Numbers, days and times are written as the language writes them, ISO text where the sentence asks for it:
        `{until:moment}`. An unknown code is its own sentence.
        """
        return self._fill((code,), ("window", "cli"), facts)

    def error(self, error: EditorError) -> str:
        """What happened with which file, what is safe, what to do.

        The value of a fact `reason`, else the name of any fact, chooses a narrower sentence where there is one
        (`photo.too-large.megapixels`); `{file}` is the whole path, `{name}` its last part. An error without a sentence
        of its own gets that of the class above it.
        """
        codes = [kind.code for kind in type(error).__mro__ if issubclass(kind, EditorError)]
        narrower = [f"{error.code}.{word}" for word in (error.facts.get("reason"), *error.facts) if word]
        names = {"file": error.file, "name": Path(error.file).name}
        return self._fill([*filter(self.has, narrower), *codes], ("errors",), {**names, **error.facts})

    def finding(self, finding: Finding) -> str:
        """What there is to mend or to look at."""
        return self._fill((finding.code,), ("checks", "intake"), dict(finding.facts))

    def number(self, value: float) -> str:
        """1022 → "1.022" in Vietnamese, "1,022" in English; decimals likewise."""
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
        return text.translate(_VIETNAMESE) if self.lang == "vi" else text

    def day(self, value: date) -> str:
        """24/11/2026 in Vietnamese, 24 November 2026 in English."""
        if self.lang == "vi":
            return f"{value.day:02}/{value.month:02}/{value.year}"
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"

    def time(self, value: datetime) -> str:
        """14:32, in the time zone of this computer."""
        local = value.astimezone() if value.tzinfo else value
        return f"{local.hour:02}:{local.minute:02}"

    def moment(self, value: datetime) -> str:
        """14:32, 24/11/2026."""
        local = value.astimezone() if value.tzinfo else value
        return f"{self.time(value)}, {self.day(local)}"

    def _fill(self, codes: Iterable[str], areas: tuple[str, ...], facts: Mapping[str, object]) -> str:
        for code in codes:
            one = self._sentence(f"{code}.one", areas) if facts.get("n") == 1 else None
            sentence = one or self._sentence(code, areas)
            if sentence is not None:
                return _Filler(self).vformat(sentence, (), facts)
        return next(iter(codes))

    def _sentence(self, code: str, areas: tuple[str, ...]) -> str | None:
        """Looks where the code most likely stands first, so that no other table is read for it."""
        for area in (*areas, *(known for known in _areas(self.lang) if known not in areas)):
            sentence = _table(self.lang, area).get(code)
            if sentence is not None:
                return sentence
        return None

    def word(self, value: object, *, as_moment: bool = False) -> str:
        """A fact as it stands in a sentence, on one line. Args: as_moment: ISO text is a time, on its own clock."""
        match value:
            case bool():
                return str(value).lower()
            case int() | float():
                return self.number(value)
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case list() | tuple() | set() | frozenset():
                return ", ".join(self.word(item) for item in value)
            case str() if as_moment and (written := parse(value)) is not None:
                return f"{written.hour:02}:{written.minute:02}, {self.day(written)}"
            case _:
                return clean_line(str(value))


_VIETNAMESE = str.maketrans(",.", ".,")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@cache
def _areas(lang: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in resource(f"messages/{lang}").glob("*.toml")))


@cache
def _table(lang: str, area: str) -> Mapping[str, str]:
    """One file's sentences by code; none when there is no such file."""
    path = resource(f"messages/{lang}/{area}.toml")
    return read_table(path.read_text(encoding="utf-8")) if path.exists() else {}


_STRING = r'"((?:[^"\\]|\\[nt"\\])*)"'
_LINE = re.compile(rf"{_STRING} = {_STRING}|(?:#.*)?")


def read_table(text: str) -> Mapping[str, str]:
    """Sentences by code from TOML. Lines of `"code" = "sentence"` are read here, twenty times as fast as by tomllib."""
    table: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            return _any_table(text)
        if match[1]:
            table[_plain(match[1])] = _plain(match[2])
    return table


def _plain(text: str) -> str:
    """Without the escapes, which are JSON's."""
    return str(json.loads(f'"{text}"')) if "\\" in text else text


def _any_table(text: str) -> Mapping[str, str]:
    import tomllib

    return dict(_flat(tomllib.loads(text)))


def _flat(table: Mapping[str, object], above: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
