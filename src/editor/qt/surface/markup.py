"""Rows as clean HTML for the clipboard: what other programs paste, from the model alone.

Word processors take lists of two levels, tables with a head and quotes from it; photos stay behind but for their words,
since a path of this computer is nobody else's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from editor.model.blocks import Embed, Figure, Inline, Source, Span, Table, text_of
from editor.model.rows import LISTS, QUOTES, Row, RowKind

_TAGS = {RowKind.HEADLINE: "h1", RowKind.H2: "h2", RowKind.H3: "h3"}


def html_of(rows: Sequence[Row]) -> str:
    """Rows in their order; neighbours of one list or one quote stand in one element."""
    return "".join(_html(rows))


def _html(rows: Sequence[Row]) -> Iterator[str]:
    at = 0
    while at < len(rows):
        end = at + 1
        container = _container(rows[at])
        while container and end < len(rows) and _container(rows[end]) == container and _goes_on(rows, at, end):
            end += 1
        if container == "list":
            yield _list_html(rows[at:end])
        else:
            inner = "".join(_row_html(row) for row in rows[at:end])
            yield f"<{container}>{inner}</{container}>" if container else inner
        at = end


def _container(row: Row) -> str:
    if row.kind in LISTS:
        return "list"
    return "blockquote" if row.kind in QUOTES or (row.kind is RowKind.ATTRIBUTION and row.group) else ""


def _goes_on(rows: Sequence[Row], first: int, row: int) -> bool:
    return rows[row].group == rows[first].group


def _list_html(rows: Sequence[Row]) -> str:
    """Items of one list; those of the second level stand inside the item above them."""
    tag = "ol" if rows[0].kind is RowKind.NUMBER else "ul"
    out: list[str] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].level > rows[at].level:
            end += 1
        inner = _list_html(rows[at + 1 : end]) if end > at + 1 else ""
        out.append(f"<li>{_inline_html(rows[at].inline)}{inner}</li>")
        at = end
    return f"<{tag}>{''.join(out)}</{tag}>"


def _row_html(row: Row) -> str:
    match row.payload:
        case Embed(url=url):
            return f'<p><a href="{escape(url)}">{escape(url)}</a></p>'
        case Source(text=text):
            return f"<pre>{escape(text)}</pre>"
        case Table():
            return _table_html(row.payload)
        case Figure(alt=alt):
            return f"<p>[{escape(alt)}]</p>" if alt else ""
        case None:
            tag = _TAGS.get(row.kind, "p")
            words = _inline_html(row.inline)
            if row.kind is RowKind.ATTRIBUTION and words:
                words = f"— {words}"
            if row.kind is RowKind.BOX_TITLE and words:
                words = f"<strong>{words}</strong>"
            return f"<{tag}>{words}</{tag}>" if words or row.kind is RowKind.PARAGRAPH else ""
        case _:
            return "<hr>"


def _table_html(table: Table) -> str:
    lines = []
    for number, line in enumerate(table.rows):
        tag = "th" if number == 0 else "td"
        cells = "".join(f"<{tag}>{_inline_html(cell)}</{tag}>" for cell in line)
        lines.append(f"<tr>{cells}</tr>")
    return f'<table border="1">{"".join(lines)}</table>'


def _inline_html(inline: Inline) -> str:
    return "".join(_span_html(span) for span in inline) if text_of(inline) else ""


def _span_html(span: Span) -> str:
    words = escape(span.text).replace("\n", "<br>")
    if span.emphasis:
        words = f"<em>{words}</em>"
    if span.strong:
        words = f"<strong>{words}</strong>"
    return f'<a href="{escape(span.link)}">{words}</a>' if span.link else words
