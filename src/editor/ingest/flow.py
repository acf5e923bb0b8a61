"""Text that flows: collects words, marks and breaks and turns them into pieces where a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from editor.ingest.pieces import Marked, Piece, Role
from editor.model.blocks import Inline, Paragraph, Span
from editor.model.normal import tidy_inline

_SPACES = re.compile("[ \t\n\u00a0]+")


class Look(NamedTuple):
    """What the words carry."""

    strong: bool = False
    emphasis: bool = False
    link: str = ""


PLAIN = Look()


@dataclass(slots=True)
class Flow:
    """A growing row of pieces. White space is made single, as a browser shows it; two breaks end a paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    blank: int = 0  # paragraphs of nothing but space that were left out
    _spans: list[Span] = field(default_factory=list)
    _after_break: bool = False

    def text(self, data: str, look: Look, role: Role | None = None) -> None:
        words = _SPACES.sub(" ", data)
        if not words:
            return
        if words != " " or not self._after_break:
            self._after_break = self._after_break and words == " "
            self._spans.append(Span(words, look.strong, look.emphasis, look.link))

    def add_all(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.add(piece)

    def line_break(self, role: Role | None = None) -> None:
        if self._after_break:
            self.end(role)
            return
        self._spans.append(Span("\n"))
        self._after_break = True

    def end(self, role: Role | None = None) -> None:
        """The paragraph is over."""
        inline = self.take()
        if inline:
            self.pieces.append(Marked(inline, role) if role else Paragraph(inline))

    def take(self) -> Inline:
        """What has flowed since the last end, tidy; `()` for nothing."""
        spans, self._spans = self._spans, []
        self._after_break = False
        return tidy_inline(_single_spaced(spans), breaks=True)

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)

    @property
    def is_empty(self) -> bool:
        """Whether nothing visible has flowed since the last end."""
        return not any(span.text.strip() for span in self._spans)


def _single_spaced(spans: list[Span]) -> Inline:
    """No two spaces meet where two spans meet."""
    out: list[Span] = []
    spaced = True
    for span in spans:
        text = span.text.lstrip(" ") if spaced else span.text
        if text:
            out.append(Span(text, span.strong, span.emphasis, span.link))
            spaced = text.endswith((" ", "\n"))
    return tuple(out)
