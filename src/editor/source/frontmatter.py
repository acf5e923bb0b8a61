"""YAML that changes nothing anybody typed: every scalar is text, keys keep their order, hostile input is refused."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any, NoReturn, TypeAlias

from editor.errors import FrontMatterError
from editor.model.article import Fields, Plain
from editor.text.clean import clean, nfc

KeyPath: TypeAlias = tuple[str | int, ...]
Lines: TypeAlias = dict[KeyPath, int]
"""1-based line of each key and list item, by its path: ("checks", "no-alt"), ("people", 0, "name")."""

_REASONS = {
    "mapping values are not allowed": "colon",
    "cannot start any token": "character",
    "unexpected end of stream": "quote",
}
"""The parser's words for what people get wrong, and the reason that chooses our sentence."""

MAX_DEPTH = 20
MAX_VALUES = 100_000
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#.*\n\s*)*[\w\"'-][^\n:]*:(?:\s|$)")
_STR = "tag:yaml.org,2002:str"
_TEXT = frozenset((None, "!", _STR))

_PLAIN = re.compile(r"[^\W\d_][\w .,/()–“”’…+-]*$")
"""Begins with a letter and holds nothing that any YAML could take for syntax."""
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity", "none"))
"""What YAML 1.1 or 1.2, or a parser that is lax about them, reads as something else than text."""
_ORDINARY = re.compile("[\n\x20-\x7e\u00a0-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]*\\Z")
_ORDINARY_BARE = re.compile(r"[\w.:+-]*\Z")
_ORDINARY_KEY = re.compile(r"[A-Za-z_][\w-]{0,60}\Z")
_PAIR = re.compile(r"([A-Za-z0-9])([^\x00-\x7f])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?$")


class Bare(str):
    """Text that stands without quotes although YAML may read it as more than text: 12, true, 2022-10-17T08:00:00Z.

    What is unquoted in a key that we do not know stays unquoted, so that it stays a number to whom it was one.
    """

    __slots__ = ()


def split(text: str) -> tuple[str, str, int]:
    """The front matter ("" when there is none), the body, and the number of lines before the front matter's text.

    Raises:
        FrontMatterError: front matter begins and does not end.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return "", text, 0
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        if _KEY.match(text, opening.end()):
            raise FrontMatterError(line=1, problem="no closing ---", reason="unclosed")
        return "", text, 0
    return text[opening.end() : closing.start()], text[closing.end() :].removeprefix("\n"), 1


def load(text: str, *, line: int = 0) -> Fields:
    """The mapping that a YAML text holds, all scalars as text; empty for an empty text.

    Args:
        line: lines that stand before the text in its file, for the errors.
    Raises:
        FrontMatterError: not YAML, no mapping, a key twice, an alias, a tag, too deep or too much.
    """
    return load_with_lines(text, line=line)[0]


def load_with_lines(text: str, *, line: int = 0) -> tuple[Fields, Lines]:
    """`load`, with the line of every key and list item."""
    import yaml

    with _refused(yaml, line):
        reader = _Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text), yaml, line)
        return reader.document(), reader.lines


@contextlib.contextmanager
def _refused(yaml: Any, line: int) -> Iterator[None]:
    """The parser's errors as ours, with the line in the file."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        problem = error.problem or ""
        reason = next((reason for words, reason in _REASONS.items() if words in problem), "")
        mark = (error.context_mark if reason == "quote" else None) or error.problem_mark or error.context_mark
        raise FrontMatterError(line=line + (mark.line if mark else 0) + 1, problem=problem, reason=reason) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(line=line + 1, problem=str(error).split("\n", maxsplit=1)[0]) from error


def dump(fields: Fields) -> str:
    """YAML in block style, LF, one line a value; "" for no fields."""
    import yaml

    if not fields.pairs:
        return ""
    node = _node(fields, yaml)
    if hasattr(yaml, "CSafeDumper") and _is_ordinary(fields):
        text = yaml.serialize(node, Dumper=yaml.CSafeDumper, allow_unicode=True, width=-1)
    else:
        text = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=float("inf"))
    return _composed(str(text))


def _is_ordinary(value: Plain) -> bool:
    """Whether libyaml, eight times as fast, writes it as PyYAML does: a law of tests/laws. A no may be wrong."""
    if isinstance(value, Bare):
        return _ORDINARY_BARE.match(value) is not None
    if isinstance(value, str):
        return _ORDINARY.match(value) is not None
    if isinstance(value, Fields):
        return all(_ORDINARY_KEY.match(key) and _is_ordinary(inner) for key, inner in value.pairs)
    return all(map(_is_ordinary, value))


def _composed(text: str) -> str:
    """The YAML in NFC: a combining mark after an escape is escaped too, or it would join the escape's letter."""
    if nfc(text) == text:
        return text
    return _PAIR.sub(lambda pair: pair[1] + f"\\u{ord(pair[2]):04x}" if nfc(pair[0]) != pair[0] else pair[0], text)


def moment(text: str) -> str:
    """A date as YAML shall see it: unquoted when it is ISO 8601 with "T", text like any other when not."""
    return Bare(text) if _MOMENT.match(text) else text


def has_comments(text: str) -> bool:
    """Whether the front matter of an article file holds a comment, which a rewritten file would not.

    Raises:
        FrontMatterError: it cannot be read at all.
    """
    import yaml

    front, _, line = split(clean(text))
    if "#" not in front:
        return False
    end = 0
    with _refused(yaml, line):
        for token in yaml.scan(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if "#" in front[end : token.start_mark.index]:
                return True
            end = max(end, token.end_mark.index)
    return False


class _Reader:
    """Builds values from the parser's events: no composer, so no aliases, no types and no deep recursion."""

    def __init__(self, loader: Any, yaml: Any, line: int) -> None:
        self._loader = loader
        self._next = loader.get_event
        self._yaml = yaml
        self._alias, self._scalar, self._sequence = yaml.AliasEvent, yaml.ScalarEvent, yaml.SequenceStartEvent
        self._ends = yaml.SequenceEndEvent, yaml.MappingEndEvent
        self._first_line = line
        self._values = 0
        self.lines: Lines = {}

    def document(self) -> Fields:
        try:
            return self._document()
        finally:
            self._loader.dispose()

    def _document(self) -> Fields:
        yaml = self._yaml
        self._loader.get_event()  # the stream's start
        if isinstance(self._loader.peek_event(), yaml.StreamEndEvent):
            return Fields()
        self._loader.get_event()  # the document's start
        event = self._loader.get_event()
        value = self._value(event, ())
        self._loader.get_event()  # the document's end
        if not isinstance(self._loader.peek_event(), yaml.StreamEndEvent):
            self._refuse(self._loader.peek_event(), "more than one document")
        if isinstance(value, Fields):
            return value
        if value in ("", "~", "null"):
            return Fields()
        return self._refuse(event, "not a mapping")

    def _value(self, event: Any, path: KeyPath) -> Plain:
        self._values += 1
        if self._values > MAX_VALUES or len(path) > MAX_DEPTH:
            self._refuse(event, "too much")
        kind = type(event)
        if kind is self._alias or event.anchor is not None:
            self._refuse(event, "alias")
        if event.tag not in _TEXT:
            self._refuse(event, f"tag {event.tag}")
        if kind is self._scalar:
            return _scalar(event)
        if kind is self._sequence:
            return self._list(path)
        return self._mapping(path)

    def _list(self, path: KeyPath) -> tuple[Plain, ...]:
        items: list[Plain] = []
        end = self._ends[0]
        while type(event := self._next()) is not end:
            inner = (*path, len(items))
            self.lines[inner] = self._line(event)
            items.append(self._value(event, inner))
        return tuple(items)

    def _mapping(self, path: KeyPath) -> Fields:
        pairs: dict[str, Plain] = {}
        end, inside = self._ends[1], (*path, "")
        while type(event := self._next()) is not end:
            key = self._value(event, inside)
            if not isinstance(key, str) or not key:
                self._refuse(event, "a key that is no text")
            if key in pairs:
                self._refuse(event, f"key {key} twice", reason="twice", key=key)
            key = str(key)
            inner = (*path, key)
            self.lines[inner] = self._line(event)
            pairs[key] = self._value(self._next(), inner)
        return Fields(tuple(pairs.items()))

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first_line + 1

    def _refuse(self, event: Any, problem: str, **facts: object) -> NoReturn:
        raise FrontMatterError(line=self._line(event), problem=problem, **facts)


def _scalar(event: Any) -> str:
    text = str(event.value)
    return text if event.style or "\n" in text or _is_plain(text) else Bare(text)


def _is_plain(text: str) -> bool:
    """Whether every YAML parser reads the unquoted text as that text."""
    return _PLAIN.match(text) is not None and text[-1] != " " and "\n" not in text and text.lower() not in _WORDS


def _node(value: Plain, yaml: Any) -> Any:
    if isinstance(value, str):
        return _scalar_node(value, yaml)
    if isinstance(value, Fields):
        pairs = [(_scalar_node(str(key), yaml), _node(inner, yaml)) for key, inner in value.pairs]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=not pairs)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(inner, yaml) for inner in value], flow_style=not value)


def _scalar_node(text: str, yaml: Any) -> Any:
    if isinstance(text, Bare):
        tag = _resolver(yaml).resolve(yaml.ScalarNode, str(text), (True, False))
        return yaml.ScalarNode(tag, str(text))
    if _is_plain(text):
        return yaml.ScalarNode(_STR, text)
    return yaml.ScalarNode(_STR, text, style='"' if "\n" in text else "'")


def _resolver(yaml: Any) -> Any:
    return yaml.resolver.Resolver()
