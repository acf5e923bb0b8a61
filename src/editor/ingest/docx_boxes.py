"""The caption that Word puts into a text box of its own under a floating picture, brought to its picture in the XML.

mammoth would set it behind the paragraph that picture and box hang on, where it is one more line of the text.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX = f"{_W}txbxContent"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
DEFAULT = frozenset({"Caption"})
"""The id of Word's style for captions in a document that has no styles."""


def captions_of(styles: Element) -> frozenset[str]:
    """The ids of Word's style for captions, which differ with Word's language; the name does not."""
    return frozenset(
        style.get(f"{_W}styleId", "")
        for style in styles.iter(f"{_W}style")
        for name in style.iter(f"{_W}name")
        if name.get(f"{_W}val", "").lower() == "caption"
    )


def bring_captions(part: Element, captions: Collection[str]) -> bool:
    """Give a picture and the box with its caption a paragraph of their own, above the one that they hang on.

    Returns:
        Whether the part had to be changed.
    """
    changed = False
    if next(part.iter(_BOX), None) is None:
        return changed
    for parent in [around for around in part.iter() if around.find(f"{_W}p/{_W}r//{_BOX}") is not None]:
        for paragraph in parent.findall(f"{_W}p"):
            runs = paragraph.findall(f"{_W}r")
            boxes = [run for run in runs if _is_caption(run, captions)]
            pictures = [run for run in runs if _is_picture(run)]
            if len(boxes) == len(pictures) == 1:
                paragraph.remove(pictures[0])
                paragraph.remove(boxes[0])
                apart = paragraph.makeelement(f"{_W}p", {})
                apart.extend((pictures[0], boxes[0]))
                parent.insert(list(parent).index(paragraph), apart)
                changed = True
    return changed


def _is_caption(run: Element, captions: Collection[str]) -> bool:
    lines = [line for box in run.iter(_BOX) for line in box.findall(f"{_W}p")]
    styles = [line.find(f"{_W}pPr/{_W}pStyle") for line in lines]
    return bool(lines) and all(style is not None and style.get(f"{_W}val") in captions for style in styles)


def _is_picture(run: Element) -> bool:
    """Whether a run is a picture and nothing else: one in a text box has its caption there."""
    return run.find(f".//{_BOX}") is None and any(run.find(f".//{name}") is not None for name in _PICTURES)
