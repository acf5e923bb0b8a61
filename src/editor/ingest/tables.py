"""Tables of a page: a photo with its caption, a box, related links, layout, or figures in rows (format.md 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from editor.ingest import parts, pictures
from editor.ingest.funnel import Funnel, Walk
from editor.ingest.furniture import harvest
from editor.ingest.markup import Node
from editor.ingest.pieces import Piece
from editor.ingest.tally import Tally
from editor.model.blocks import Figure, Gallery, Heading, Inline, Paragraph, Span, Table, text_of

_CAPTION_MAX = 600  # characters
_LAYOUT = 300  # characters in a cell of a single row: columns of running text, no figures
_WIDEST = 60  # columns
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    node: Node
    text: str
    photos: int

    @property
    def is_photo(self) -> bool:
        return self.photos > 0 and not self.text

    @property
    def is_empty(self) -> bool:
        return not self.photos and not self.text and self.node.find("iframe", "video", "hr") is None


def pieces_of_table(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    """What a table stands for in an article."""
    rows = [[_cell(cell) for cell in row] for row in _rows(node)]
    full = [[cell for cell in row if not cell.is_empty] for row in rows]
    full = [row for row in full if row]
    if not full:
        return []
    if _is_related(node, full):
        return _related(node, funnel, walk)
    title = _title(node, funnel, walk)
    if any(cell.photos for row in full for cell in row):
        return title + _with_photos(rows, full, funnel, walk)
    if all(len(row) == 1 for row in full) and _width(rows) == 1:
        return parts.box(title + [piece for row in full for piece in walk(row[0].node, funnel)])
    if len(full) == 1 and any(len(cell.text) > _LAYOUT for cell in full[0]):
        return title + [piece for cell in full[0] for piece in walk(cell.node, funnel)]
    return title + _data(rows, funnel, walk)


def _rows(table: Node) -> list[list[Node]]:
    """The table's own rows of cells; those of tables inside stay inside."""
    rows: list[list[Node]] = []
    waiting = [child for child in reversed(table.children) if isinstance(child, Node)]
    while waiting:
        node = waiting.pop()
        if node.tag == "tr":
            rows.append([cell for cell in node.children if isinstance(cell, Node) and cell.tag in {"td", "th"}])
        elif node.tag in {"thead", "tbody", "tfoot"}:
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))
    return rows


def _cell(node: Node) -> Cell:
    return Cell(node, node.text().strip(" \u00a0"), sum(1 for item in node.walk() if item.tag == "img"))


def _width(rows: list[list[Cell]]) -> int:
    return max(len(row) for row in rows)


def _is_related(table: Node, full: list[list[Cell]]) -> bool:
    """Marked as such by the CMS, or nothing but links."""
    if re.search(r"__mb_article", table.attrs.get("class", ""), re.I):
        return True
    text = sum(len(cell.text) for row in full for cell in row)
    linked = sum(len(item.text()) for item in table.walk() if item.tag == "a")
    photos = sum(cell.photos for row in full for cell in row)
    return len(full) == 1 and len(full[0]) == 1 and text > 0 and linked >= text * 0.9 and not photos


def _related(table: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    inner = funnel.furniture()
    pieces = [piece for row in _rows(table) for cell in row for piece in walk(cell, inner)]
    funnel.items.extend(harvest(pieces, Tally()).items)
    funnel.tally.add("related-in-text", table.text())
    return []


def _title(table: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    caption = next((child for child in table.children if isinstance(child, Node) and child.tag == "caption"), None)
    inline, apart = parts.joined(walk(caption, funnel)) if caption else ((), [])
    return (
        [*apart, Paragraph(tuple(Span(span.text, True, span.emphasis, span.link) for span in inline))]
        if inline
        else apart
    )


def _with_photos(rows: list[list[Cell]], full: list[list[Cell]], funnel: Funnel, walk: Walk) -> list[Piece]:
    """Photos in a table: under each other, side by side with a row of captions, or among figures and text."""
    if not full[0][0].photos:
        if all(len(row) == 1 for row in full):
            return parts.box([piece for row in full for piece in walk(row[0].node, funnel)])
        return _data(rows, funnel, walk)
    if all(cell.is_photo or not cell.photos for row in full for cell in row) and _alternates(full):
        return _strip(full, funnel, walk)
    pieces = [piece for row in full for cell in row for piece in walk(cell.node, funnel)]
    if len(full) == 1 and len(full[0]) == 1:
        return pictures.with_words(pieces)
    return pieces


def _alternates(full: list[list[Cell]]) -> bool:
    """Whether each row holds only photos or only short texts, the first one photos."""
    for row in full:
        if len({cell.is_photo for cell in row}) > 1:
            return False
        if not row[0].is_photo and any(len(cell.text) > _CAPTION_MAX for cell in row):
            return False
    return full[0][0].is_photo


def _strip(full: list[list[Cell]], funnel: Funnel, walk: Walk) -> list[Piece]:
    """Rows of photos, each with the rows of words under it."""
    out: list[Piece] = []
    at = 0
    while at < len(full):
        photos = [piece for cell in full[at] for piece in walk(cell.node, funnel) if isinstance(piece, Figure)]
        at += 1
        said: list[list[Inline]] = []
        while at < len(full) and not full[at][0].is_photo:
            said.append([parts.joined(walk(cell.node, funnel))[0] for cell in full[at]])
            at += 1
        captioned = [pictures.under(photo, _words(said, number)) for number, photo in enumerate(photos)]
        if len(captioned) > 1:
            common = captioned[0].credit if all(len(row) == 1 for row in said) else ""
            out.append(Gallery(tuple(replace(photo, credit=photo.credit or common) for photo in captioned)))
        else:
            out.extend(captioned)
    return out


def _words(said: list[list[Inline]], number: int) -> Inline:
    """What stands under the photo of this column: its cells, one under the other."""
    spans: list[Span] = []
    for row in said:
        if number < len(row) and row[number]:
            spans.extend([Span("\n")] if spans else [])
            spans.extend(row[number])
    return tuple(spans)


def _data(rows: list[list[Cell]], funnel: Funnel, walk: Walk) -> list[Piece]:
    """Rows and columns; a cell over several columns is followed by empty ones, what is no text follows the table."""
    apart: list[Piece] = []
    held: dict[int, int] = {}  # column → rows that a cell from above still covers
    table: list[tuple[Inline, ...]] = []
    for row in rows[: _MOST_CELLS // max(1, min(_width(rows), _WIDEST))]:
        cells: list[Inline] = []
        for cell in row:
            _skip_held(cells, held)
            inline, others = parts.joined(walk(cell.node, funnel))
            apart.extend(others)
            across = _span(cell.node, "colspan", _WIDEST)
            for offset in range(across):
                held[len(cells) + offset] = _span(cell.node, "rowspan", 1000) - 1
            cells.extend([inline, *[()] * (across - 1)])
        _skip_held(cells, held)
        table.append(tuple(cells[:_WIDEST]))
        for cell_inline in cells[_WIDEST:]:
            funnel.tally.add("cells", text_of(cell_inline))
    return [Table(tuple(table)), *_headed(apart)]


def _skip_held(cells: list[Inline], held: dict[int, int]) -> None:
    while held.get(len(cells), 0) > 0:
        held[len(cells)] -= 1
        cells.append(())


def _span(node: Node, name: str, most: int) -> int:
    text = node.attrs.get(name, "")
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _headed(apart: list[Piece]) -> list[Piece]:
    return [Paragraph(piece.inline) if isinstance(piece, Heading) else piece for piece in apart]
