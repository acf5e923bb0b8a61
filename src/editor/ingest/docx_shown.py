"""What Word shows of a document, put right in its XML before mammoth reads it: mammoth knows neither hidden words nor
a style that strikes words out, and passes over `w:cr`. ECMA-376, part 1, 17.3.2 and 17.7.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from editor.ingest.tally import Tally

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
"""The parts that mammoth makes text of."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PROPERTIES = f"{_W}rPr"
_UNREAD = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_COMPATIBLE}Choice"})  # what mammoth leaves out as well
_FIELDS = frozenset(
    {_PROPERTIES, f"{_W}fldChar", f"{_W}instrText"}
)  # a field that is only half there takes in the rest
_SPACES = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr"})
_OTHERS = frozenset(  # what a hidden run can hold besides words that is worth a line in the report
    {
        *(f"{_W}{name}" for name in ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference")),
        f"{_COMPATIBLE}AlternateContent",
    }
)


class Look(NamedTuple):
    """What properties say of words; None where they say nothing."""

    hidden: bool | None = None
    struck: bool | None = None


_PLAIN = Look()


def looks_of(styles: Element) -> dict[str, Look]:
    """The styles that hide words or strike them out, by their ids, with what they inherit."""
    own: dict[str, tuple[str, Look]] = {}
    for style in styles.iter(f"{_W}style"):
        own.setdefault(style.get(f"{_W}styleId", ""), (_value(style, "basedOn"), _look(style)))
    inherited = {ident: _inherited(ident, own) for ident in own}
    return {ident: look for ident, look in inherited.items() if any(look)}


def _inherited(ident: str, own: Mapping[str, tuple[str, Look]]) -> Look:
    look = _PLAIN
    passed: set[str] = set()
    while ident in own and ident not in passed:
        passed.add(ident)
        ident, said = own[ident]
        look = Look(*(theirs if ours is None else ours for ours, theirs in zip(look, said, strict=True)))
    return look


def show(part: Element, styles: Mapping[str, Look], tally: Tally) -> bool:
    """Take hidden words out and count their passages, mark struck ones, make line breaks of `w:cr`.

    Returns:
        Whether the part had to be changed.
    """
    changed = _with_breaks(part)
    if not styles and all(next(part.iter(f"{_W}{name}"), None) is None for name in ("vanish", "dstrike")):
        return changed
    passages: list[list[str]] = []
    of: Element | None = None  # the paragraph in which the passage goes on
    for paragraph, run in _runs(part):
        look = _look_in(paragraph, run, styles)
        if look.hidden:
            if of is not paragraph:
                passages.append([])
            passages[-1].extend(_emptied(run))
        elif look.struck:
            _strike(run)
        changed = changed or any(look)
        of = paragraph if look.hidden else None
    for passage in passages:
        words = "".join(passage)
        tally.add("hidden", words, 1 if words.strip() or "" in passage else 0)
    return changed


def _with_breaks(part: Element) -> bool:
    found = list(part.iter(f"{_W}cr"))
    for node in found:
        node.tag = f"{_W}br"
    return bool(found)


def _runs(part: Element) -> Iterator[tuple[Element, Element]]:
    """Each run after the paragraph that it stands in. What is taken out of a run meanwhile is not gone into."""
    waiting = [(part, part)]
    while waiting:
        paragraph, node = waiting.pop()
        if node.tag in _UNREAD:
            continue
        if node.tag == f"{_W}p":
            paragraph = node
        elif node.tag == f"{_W}r":
            yield paragraph, node
        waiting.extend((paragraph, child) for child in reversed(node))


def _look_in(paragraph: Element, run: Element, styles: Mapping[str, Look]) -> Look:
    """What holds in the end: the run's own word, else its two styles, of which each undoes the other."""
    direct = _look(run)
    outer = styles.get(_value(paragraph.find(f"{_W}pPr"), "pStyle"), _PLAIN)
    inner = styles.get(_value(run.find(_PROPERTIES), "rStyle"), _PLAIN)
    return Look(
        *(
            bool(above) != bool(own) if said is None else said
            for said, above, own in zip(direct, outer, inner, strict=True)
        )
    )


def _look(node: Element) -> Look:
    """What the properties of a run or of a style say."""
    properties = node.find(_PROPERTIES)
    if properties is None:
        return _PLAIN
    lines = [said for name in ("strike", "dstrike") if (said := _switch(properties, name)) is not None]
    return Look(_switch(properties, "vanish"), any(lines) if lines else None)


def _switch(properties: Element, name: str) -> bool | None:
    node = properties.find(f"{_W}{name}")
    return None if node is None else node.get(f"{_W}val") not in {"0", "false", "off"}


def _value(node: Element | None, name: str) -> str:
    found = None if node is None else node.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _emptied(run: Element) -> list[str]:
    """The words that are taken out of a run, "" for a picture and the like."""
    words: list[str] = []
    for child in list(run):
        if child.tag in _FIELDS:
            continue
        run.remove(child)
        if child.tag == f"{_W}t" and child.text:
            words.append(child.text)
        elif child.tag in _SPACES:
            words.append(" ")
        elif child.tag in _OTHERS:
            words.append("")
    return words


def _strike(run: Element) -> None:
    """Say of the run itself, in the one way that mammoth reads, that it is struck out."""
    properties = run.find(_PROPERTIES)
    if properties is None:
        properties = run.makeelement(_PROPERTIES, {})
        run.insert(0, properties)
    for said in properties.findall(f"{_W}strike"):
        properties.remove(said)
    properties.append(properties.makeelement(f"{_W}strike", {}))
