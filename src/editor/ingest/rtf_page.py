"""Rich Text: how words and paragraphs stand, and the markup that comes of them."""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

from editor.ingest.legacy import CAPITALS_CLASS
from editor.ingest.rtf_tokens import Style

_QUOTES = frozenset({"quote", "intense quote", "quotations", "block text"})
_CAPTIONS = frozenset({"caption", "illustration", "figure"})
_SWITCHES = {
    "b": "strong",
    "i": "emphasis",
    "v": "hidden",
    "deleted": "deleted",
    "strike": "struck",
    "striked": "struck",
}
_NUMBERS = {"uc": "skip", "f": "font", "s": "style", "ls": "list", "ilvl": "list_level"}
_ALIGNED = {"qr": "right", "qc": "center", "ql": "", "qj": ""}
_RAISED = {"super": "sup", "sub": "sub", "nosupersub": ""}
_MOST = 100_000


class State(NamedTuple):
    """What a group inherits and gives back at its end."""

    dest: str = ""  # the destination that words go to; "" for the text itself
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    deleted: bool = False
    struck: bool = False
    raised: str = ""  # "sup", "sub"
    skip: int = 1  # letters that stand after a \\u for readers without Unicode
    font: int = -1
    link: str = ""
    style: int = 0
    level: int = 0  # of a heading
    list: int = 0
    list_level: int = 0
    in_table: bool = False
    align: str = ""

    def plain(self) -> State:
        """Words without any look (\\plain)."""
        plain = self._replace(strong=False, emphasis=False, hidden=False, deleted=False, struck=False)
        return plain._replace(raised="", font=-1)

    def default(self) -> State:
        """A paragraph without any look (\\pard)."""
        return self._replace(style=0, level=0, list=0, list_level=0, in_table=False, align="")

    def changed(self, word: str, number: int | None) -> State:
        """The state after a control word; the same for one that changes nothing here."""
        if word in _SWITCHES:
            return self._with({_SWITCHES[word]: number != 0})
        if word in _NUMBERS:
            return self._with({_NUMBERS[word]: max(0, min(number or 0, _MOST))})
        if word in _RAISED:
            return self._replace(raised=_RAISED[word] if number != 0 else "")
        if word in _ALIGNED:
            return self._replace(align=_ALIGNED[word])
        if word == "outlinelevel":
            return self._replace(level=(number or 0) + 1 if 0 <= (number or 0) < 9 else 0)
        return self._replace(in_table=True) if word == "intbl" else self

    def _with(self, changes: dict[str, Any]) -> State:
        return self._replace(**changes)


def marked(text: str, state: State, *, capitals: bool = False) -> str:
    """Words with their marks. Args: capitals: their font shows capitals for small letters (`legacy.modern`)."""
    markup = escape(text)
    if capitals:
        markup = f'<span class="{CAPITALS_CLASS}">{markup}</span>'
    if state.raised:
        markup = f"<{state.raised}>{markup}</{state.raised}>"
    if state.emphasis:
        markup = f"<em>{markup}</em>"
    if state.strong:
        markup = f"<strong>{markup}</strong>"
    if state.link:
        markup = f'<a href="{escape(state.link)}">{markup}</a>'
    return f"<s>{markup}</s>" if state.struck else markup


def paragraph(words: str, state: State, style: Style, marker: str) -> str:
    """A paragraph's markup. `marker` is the bullet or number of a list's item, "" for none."""
    level = min(state.level or style.level, 6)
    if style.name == "title":
        return f"<h1>{words}</h1>"
    if level:
        return f"<h{level}>{words}</h{level}>"
    if marker:  # as Word writes lists into its markup: `office.settle` makes lists of both
        run = f"l{state.list} level{min(state.list_level, 8) + 1} lfo{state.list}"
        return f'<p style="mso-list:{run}"><span style="mso-list:Ignore">{escape(marker)}</span>{words}</p>'
    if style.name in _QUOTES:
        return f'<p class="MsoQuote">{words}</p>'
    if style.name == "subtitle" or style.name in _CAPTIONS:
        return f'<p class="{"subtitle" if style.name == "subtitle" else "caption"}">{words}</p>'
    return f'<p align="{state.align}">{words}</p>' if state.align else f"<p>{words}</p>"


class Page:
    """Paragraphs and tables in their order."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._cell: list[str] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []

    def add(self, markup: str, *, in_table: bool) -> None:
        if in_table:
            self._cell.append(markup)
        else:
            self._end_table()
            self._out.append(markup)

    def end_cell(self) -> None:
        self._row.append("".join(self._cell))
        self._cell = []

    def end_row(self) -> None:
        self._rows.append(self._row)
        self._row = []

    def markup(self) -> str:
        self._end_table()
        return "".join(self._out)

    def _end_table(self) -> None:
        if self._row:
            self.end_row()
        rows, self._rows = self._rows, []
        left, self._cell = self._cell, []
        if rows:
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
            self._out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        self._out.extend(left)
