"""Rich Text Format, as tokens and as the tables at its head (fonts, styles, lists). RTF Specification 1.9.1."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.ingest.legacy import is_capitals_font

_TOKEN = re.compile(
    rb"\\(?:'(?P<byte>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<symbol>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}]+)",
    re.S,
)
_CHARSETS = {
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_OLD_VIETNAMESE = re.compile(r"\.vn|vni-", re.I)  # their letters are Latin-1 whatever the table says


class Token(NamedTuple):
    """`kind`: "{", "}", "word" (a control word), "symbol", "byte" (a letter's code), "text", "bin" (raw bytes)."""

    kind: str
    text: str = ""
    number: int | None = None
    data: bytes = b""


class Style(NamedTuple):
    """A paragraph style of the document."""

    name: str = ""  # in lower case
    level: int = 0  # of a heading, from 1


_BULLET, _NO_LABEL = 23, 255  # kinds of numbers (\\levelnfc)
OPEN, CLOSE = Token("{"), Token("}")


def tokens(content: bytes) -> Iterator[Token]:
    """Every token in order. Never raises: what is no RTF comes as text."""
    at = 0
    while match := _TOKEN.search(content, at):
        at = match.end()
        match match.lastgroup:
            case "brace":
                yield OPEN if match["brace"] == b"{" else CLOSE
            case "text":
                yield Token("text", data=match["text"].translate(None, b"\r\n"))
            case "byte":
                yield Token("byte", data=bytes.fromhex(match["byte"].decode("ascii")))
            case "symbol":
                yield Token("symbol", match["symbol"].decode("latin-1"))
            case _:
                number = int(match["number"]) if match["number"] else None
                word = match["word"].decode("ascii")
                if word == "bin" and number and number > 0:
                    yield Token("bin", data=content[at : at + number])
                    at += number
                else:
                    yield Token("word", word, number)


def codec_of(page: int) -> str:
    """Python's name of a Windows code page; Western for one that it does not know."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == 65001 else "cp1252"


def fonts(table: Sequence[Token]) -> tuple[dict[int, str], frozenset[int]]:
    """(codec by the number of the font, where the table says one; fonts that show capitals for small letters)."""
    found: dict[int, str] = {}
    capitals: set[int] = set()
    font = -1
    name = b""
    for token in table:
        if token.kind == "word" and token.text == "f":
            font, name = token.number or 0, b""
        elif token.kind == "word" and token.text == "fcharset":
            found[font] = _CHARSETS.get(token.number or 0, "cp1252")
        elif token.kind == "word" and token.text == "cpg":
            found[font] = codec_of(token.number or 0)
        elif token.kind == "text":
            name += token.data
            if _OLD_VIETNAMESE.match(named := name.decode("latin-1").strip(" ;")):
                found[font] = "cp1252"
            if is_capitals_font(named):
                capitals.add(font)
    return found, frozenset(capitals)


def styles(table: Sequence[Token]) -> dict[int, Style]:
    """Paragraph styles by their number."""
    found: dict[int, Style] = {}
    depth = 0
    own: list[Token] = []
    for token in table:
        if token.kind == "{":
            depth += 1
        elif token.kind == "}":
            depth -= 1
            if depth == 0:
                found.update(_style(own))
                own = []
        elif depth == 1:
            own.append(token)
    return found


def _style(own: Sequence[Token]) -> dict[int, Style]:
    """The style of one group by its number; {} for a style of letters or of tables."""
    said = {token.text: token.number or 0 for token in own if token.kind == "word"}
    if said.keys() & {"cs", "ds", "ts"}:
        return {}
    name = b"".join(token.data for token in own).decode("latin-1").strip(" ;").lower()
    heading = re.match(r"heading (\d)", name)
    outline = said.get("outlinelevel", 9)
    level = int(heading[1]) if heading else outline + 1 if 0 <= outline < 9 else 0
    return {said.get("s", 0): Style(name, level)}


def lists(table: Sequence[Token]) -> dict[int, list[int]]:
    """The kinds of numbers of each level (\\levelnfc) by the id of the list."""
    found: dict[int, list[int]] = {}
    levels: list[int] = []
    for token in table:
        if token.kind != "word":
            continue
        if token.text == "list":
            levels = []
        elif token.text == "levelnfc":
            levels.append(token.number or 0)
        elif token.text == "listid":
            found[token.number or 0] = levels
    return found


def overrides(table: Sequence[Token]) -> dict[int, int]:
    """The id of the list by the number that paragraphs name (\\ls)."""
    found: dict[int, int] = {}
    list_id = 0
    for token in table:
        if token.kind == "word" and token.text == "listid":
            list_id = token.number or 0
        elif token.kind == "word" and token.text == "ls":
            found[token.number or 0] = list_id
    return found


class Tables:
    """What the head of a text says of its fonts, styles and lists."""

    def __init__(self) -> None:
        self.codec = "cp1252"  # of letters in a font that says nothing
        self._fonts: dict[int, str] = {}
        self._capitals: frozenset[int] = frozenset()
        self._styles: dict[int, Style] = {}
        self._lists: dict[int, list[int]] = {}
        self._overrides: dict[int, int] = {}

    def read(self, name: str, table: Sequence[Token]) -> None:
        """Args: name: the destination ("fonttbl" …) that held these tokens."""
        match name:
            case "fonttbl":
                self._fonts, self._capitals = fonts(table)
            case "stylesheet":
                self._styles = styles(table)
            case "listtable":
                self._lists = lists(table)
            case _:
                self._overrides = overrides(table)

    def decoded(self, data: bytes, font: int) -> str:
        """Letters of a code page as text; what is none in it becomes U+FFFD."""
        return data.decode(self._fonts.get(font, self.codec), "replace")

    def shows_capitals(self, font: int) -> bool:
        return font in self._capitals

    def style(self, number: int) -> Style:
        return self._styles.get(number, Style())

    def marker(self, number: int, level: int, written: str) -> str:
        """The bullet or number of a paragraph of list `number`; `written` is what stands in the text for one."""
        levels = self._lists.get(self._overrides.get(number, 0), [])
        if not number or level >= len(levels):
            return written
        if levels[level] == _NO_LABEL and not written:
            return ""
        return "·" if levels[level] in {_BULLET, _NO_LABEL} else "1."
