"""Where the photos of a gallery stand: side by side in rows of one height, as wide as the text.

In the document a gallery is photo, caption, photo, caption …, one below the other. The first photo's place is that of
the whole strip; the others take no room of their own, so that the captions stand below the strip.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QTextBlock

from editor.model.blocks import Figure
from editor.model.row_json import atom_of
from editor.qt.surface.formats import ATOM, GROUP, OBJECT

_LINES = {1: (1,), 2: (2,), 3: (3,), 4: (2, 2), 5: (2, 3), 6: (3, 3)}


def strip(sizes: Sequence[QSizeF], width: float, gap: float, most: float) -> tuple[QRectF, ...]:
    """The place of each photo, from the strip's top left corner.

    Args:
        sizes: of the photos, in any unit; only their ratios count.
        width, gap: of the strip, and between photos, in px.
        most: px that a row may be high; a higher one is made smaller and stands in the middle.
    """
    out: list[QRectF] = []
    top, at = 0.0, 0
    for count in _lines(len(sizes)):
        ratios = [size.width() / size.height() for size in sizes[at : at + count]]
        room = width - gap * (count - 1)
        height = min(room / sum(ratios), most)
        left = (room - height * sum(ratios)) / 2
        for ratio in ratios:
            out.append(QRectF(left, top, ratio * height, height))
            left += ratio * height + gap
        top += height + gap
        at += count
    return tuple(out)


def _lines(count: int) -> tuple[int, ...]:
    """How many photos stand in each row."""
    if count in _LINES:
        return _LINES[count]
    return (*((3,) * (count // 3)), *((count % 3,) if count % 3 else ()))


def photo_of(block: QTextBlock) -> Figure | None:
    """The photo that a block shows; None when it shows something else, as it may between an edit and its reading."""
    if block.text() != OBJECT:
        return None
    text = block.begin().fragment().charFormat().stringProperty(ATOM)
    atom = atom_of(text) if text else None
    return atom if isinstance(atom, Figure) else None


def is_follower(block: QTextBlock) -> bool:
    """Whether a photo stands in the strip of one before it."""
    group = block.blockFormat().intProperty(GROUP)
    return group != 0 and block.previous().blockFormat().intProperty(GROUP) == group


def leader(block: QTextBlock) -> QTextBlock:
    """The first photo of the gallery that a photo belongs to; itself outside one."""
    while is_follower(block):
        block = block.previous()
    return block


def members(lead: QTextBlock) -> list[QTextBlock]:
    """The photos of the gallery that begins with this block."""
    group = lead.blockFormat().intProperty(GROUP)
    out: list[QTextBlock] = []
    block = lead
    while block == lead or (group and block.isValid() and block.blockFormat().intProperty(GROUP) == group):
        if photo_of(block) is not None:
            out.append(block)
        block = block.next()
    return out
