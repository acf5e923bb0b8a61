"""A Rich Text file to a draft, and the pictures of the clipboard's Rich Text.

Its groups and control words become markup for the funnel: heads, lists, tables, links, bold and italic, pictures.
Headers, footers, comments and deleted words are left out and counted; a destination that is not known is skipped, as
the specification wants it.
"""

from __future__ import annotations

import binascii
import re
from html import escape
from string import hexdigits

from editor.errors import FileUnreadableError, TooHardError
from editor.ingest import rtf_tokens
from editor.ingest.document import Source, draft_of
from editor.ingest.draft import Draft
from editor.ingest.rtf_page import Page, State, marked, paragraph
from editor.ingest.rtf_tokens import Token
from editor.ingest.tally import Tally

_DEPTH = 2000  # groups in each other
_TABLES = frozenset({"fonttbl", "stylesheet", "listtable", "listoverridetable"})
_DESTINATIONS = {
    **dict.fromkeys(_TABLES, ""),
    **dict.fromkeys(("fldinst", "pict", "sn", "sv", "footnote"), ""),
    **dict.fromkeys(("listtext", "pntext"), "marker"),
    **dict.fromkeys(("annotation", "atnid", "atnauthor"), "comment"),
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), "line"),
    **dict.fromkeys(
        ("nonshppict", "shprslt", "info", "colortbl", "xe", "tc", "bkmkstart", "bkmkend", "themedata"), "skip"
    ),
    **dict.fromkeys(("pn", "nonesttables", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "objdata"), "skip"),
}
_OPEN_STARRED = frozenset({"shppict", "shpinst", "picprop"})
_LETTERS = {
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "tab": " ",
    "emspace": " ",
    "enspace": " ",
    "~": "\u00a0",
    "_": "\u2011",
    "-": "",
}
_BREAKS = frozenset({"par", "sect", "page", "column", "nestcell"})
_KINDS = {
    "jpegblip": "jpg",
    "pngblip": "png",
    "emfblip": "emf",
    "wmetafile": "wmf",
    "dibitmap": "bmp",
    "macpict": "pict",
}
_NO_DIGITS = bytes(code for code in range(256) if chr(code) not in hexdigits)
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\l)"?(?P<address>[^"\s]{1,2000})', re.I)


class _Pictures:
    """The pictures of a text, and the one that is being read."""

    def __init__(self) -> None:
        self.done: dict[str, bytes] = {}
        self.alt = ""
        self.raw = b""
        self._ending = "bin"
        self._digits: list[bytes] = []

    def word(self, word: str) -> None:
        self._ending = _KINDS.get(word, self._ending)

    def digits(self, data: bytes) -> None:
        self._digits.append(data)

    def end(self) -> str:
        """The markup of the picture that is over; "" for an empty one."""
        digits = b"".join(self._digits).translate(None, _NO_DIGITS)
        content = self.raw or binascii.unhexlify(digits[: len(digits) // 2 * 2])
        name, alt = f"picture-{len(self.done) + 1}.{self._ending}", self.alt
        self.raw, self.alt, self._ending, self._digits = b"", "", "bin", []
        if not content:
            return ""
        self.done[name] = content
        return f'<img src="{name}" alt="{escape(alt)}">'


def read_rtf(content: bytes, *, convert: bool = True) -> Draft:
    """An .rtf file's bytes as a draft; run in a process with limits.

    Raises:
        FileUnreadableError: no Rich Text; the caller names the file.
        TooHardError: groups nested deeper than any text needs.
    """
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise FileUnreadableError(reason="damaged")
    reader = _Reader()
    html = reader.read(content)
    return draft_of(Source(html, reader.photos, reader.tally), convert=convert)


def pictures(content: bytes) -> tuple[bytes, ...]:
    """The pictures of a Rich Text in their order: JPEG or PNG bytes, b"" for one in another format.

    Word puts only addresses of files into the HTML of the clipboard and the pictures themselves into its Rich Text, in
    the same order. Never raises; `()` for what is no Rich Text.
    """
    reader = _Reader()
    try:
        reader.read(content)
    except TooHardError:
        return ()
    return tuple(photo if name.endswith((".jpg", ".png")) else b"" for name, photo in reader.photos.items())


class _Reader:
    """Turns tokens into markup."""

    def __init__(self) -> None:
        self._pictures = _Pictures()
        self.tally = Tally()
        self._tables = rtf_tokens.Tables()
        self._state = State()
        self._stack: list[State] = []
        self._starred = False
        self._to_skip = 0
        self._bytes = b""  # letters of a code page that wait for the rest of a letter
        self._high = 0  # the first half of a letter beyond U+FFFF
        self._held: list[Token] = []  # of a table at the head
        self._aside: dict[str, list[str]] = {}  # words of destinations that are no text
        self._property = ""
        self._marker = ""
        self._words: list[str] = []
        self._page = Page()

    @property
    def photos(self) -> dict[str, bytes]:
        return self._pictures.done

    def read(self, content: bytes) -> str:
        for token in rtf_tokens.tokens(content):
            if token.kind not in {"byte", "text"}:
                self._settle_bytes()
            match token.kind:
                case "{":
                    self._open()
                case "}":
                    self._close()
                case "word" | "symbol":
                    self._control(token)
                case "bin":
                    self._pictures.raw = token.data if self._state.dest == "pict" else b""
                case _:
                    self._letters(token)
        self._settle_bytes()
        if self._words:
            self._end_paragraph()
        return self._page.markup()

    # -- groups -------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        if len(self._stack) > _DEPTH:
            raise TooHardError
        self._stack.append(self._state)
        self._starred = False
        self._to_skip = 0
        if self._state.dest in _TABLES:
            self._held.append(rtf_tokens.OPEN)

    def _close(self) -> None:
        if not self._stack:
            return
        self._to_skip = 0
        ended, self._state = self._state.dest, self._stack.pop()
        if self._state.dest != ended:
            self._end_of(ended)
        elif ended in _TABLES:
            self._held.append(rtf_tokens.CLOSE)

    def _end_of(self, dest: str) -> None:
        """A destination is over: what was collected for it is used."""
        words = "".join(self._aside.pop(dest, ())).strip()
        match dest:
            case "pict":
                self._words.append(self._pictures.end())
            case "marker":
                self._marker = words or "·"
            case "comment":
                self.tally.add("comment", words, 1 if words else 0)
            case "line":
                self.tally.add("page-line", words, 1 if re.search(r"[^\W\d_]", words) else 0)
            case "footnote" if words:
                self._words.append(f" ({escape(words)})")
            case "sn":
                self._property = words
            case "sv" if self._property == "wzDescription":
                self._pictures.alt = words
            case "fldinst" if link := _LINK.match(words):
                self._state = self._state._replace(link=link["address"])
            case _ if dest in _TABLES:
                self._tables.read(dest, self._held)
                self._held = []

    # -- control words ------------------------------------------------------------------------------------------------

    def _control(self, token: Token) -> None:
        word, state = token.text, self._state
        starred, self._starred = self._starred, False
        if word == "*":
            self._starred = True
        elif state.dest == "skip":
            return
        elif state.dest in _TABLES:
            self._held.append(token)
        elif word in _DESTINATIONS:
            aside = state.dest in {"line", "comment"}  # a logo in a header is no picture of the text
            self._state = state._replace(dest="skip" if aside else _DESTINATIONS[word] or word)
        elif starred and word not in _OPEN_STARRED:
            self._state = state._replace(dest="skip")
        elif word in _LETTERS:
            self._text(_LETTERS[word])
        elif word == "u":
            self._unicode(token.number or 0)
        elif state.dest == "pict":
            self._pictures.word(word)
        elif state.dest == "":
            self._look(word, token.number)
        else:
            self._text(" " if word in _BREAKS or word == "line" else "")

    def _look(self, word: str, number: int | None) -> None:
        """A control word in the text itself."""
        if word in _BREAKS:
            self._end_paragraph()
        elif word == "line":
            self._words.append("<br>")
        elif word == "cell":
            self._end_paragraph(in_table=True)
            self._page.end_cell()
        elif word == "row":
            self._page.end_row()
        elif word == "pard":
            self._state = self._state.default()
        elif word == "plain":
            self._state = self._state.plain()
        elif word == "ansicpg":
            self._tables.codec = rtf_tokens.codec_of(number or 1252)
        else:
            self._state = self._state.changed(word, number)

    # -- letters ------------------------------------------------------------------------------------------------------

    def _letters(self, token: Token) -> None:
        if self._state.dest == "skip":
            return
        if self._state.dest in _TABLES:
            self._held.append(token)
        elif self._state.dest == "pict":
            self._pictures.digits(token.data)
        else:
            data = token.data[self._to_skip :]
            self._to_skip = max(0, self._to_skip - len(token.data))
            self._bytes += data

    def _settle_bytes(self) -> None:
        """Letters of a code page are whole when something else follows."""
        if self._bytes:
            data, self._bytes = self._bytes, b""
            self._text(self._tables.decoded(data, self._state.font))

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self._to_skip = self._state.skip
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
        self._high = 0
        self._text(chr(code))

    def _text(self, text: str) -> None:
        state = self._state
        if not text or state.dest == "skip":
            return
        if state.deleted and not state.dest:
            self.tally.add("tracked", text)
        elif state.dest:
            self._aside.setdefault(state.dest, []).append(text)
        elif state.hidden:
            self.tally.add("hidden", text)
        else:
            self._words.append(marked(text, state, capitals=self._tables.shows_capitals(state.font)))

    # -- paragraphs ---------------------------------------------------------------------------------------------------

    def _end_paragraph(self, *, in_table: bool = False) -> None:
        words, self._words = "".join(self._words), []
        marker, self._marker = self._marker, ""
        state = self._state
        if not words and in_table:
            return
        item = self._tables.marker(state.list, state.list_level, marker)
        markup = paragraph(words, state, self._tables.style(state.style), item)
        self._page.add(markup, in_table=in_table or state.in_table)
