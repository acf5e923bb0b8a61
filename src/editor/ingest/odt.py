"""An OpenDocument text to a draft: its elements become markup for the funnel, its pictures come along.

Styles count (title, headings, quotations, captions, bold and italic), looks do not. Comments, hidden and deleted words,
headers and footers are left out and counted. ODF 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from editor.errors import FileUnreadableError, TooHardError
from editor.ingest.document import Source, draft_of
from editor.ingest.draft import Draft
from editor.ingest.legacy import CAPITALS_CLASS
from editor.ingest.odt_styles import Style, attribute, kind_of, name_of, style_of
from editor.ingest.package import Package
from editor.ingest.tally import Tally

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAIN = "content.xml"
_DEPTH = 200  # elements in each other; a page of a newspaper has twenty
_MOST_REPEATED = 64  # columns that one cell may stand for


@dataclass(slots=True)
class _Reader:
    """What is known of the document, and the markup so far."""

    package: Package
    tally: Tally = field(default_factory=Tally)
    photos: dict[str, bytes] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    ordered: dict[tuple[str, int], bool] = field(default_factory=dict)  # (list style, level) → numbers
    out: list[str] = field(default_factory=list)
    floating: list[str] = field(default_factory=list)  # pictures and frames in a paragraph, put after it
    depth: int = 0


def read_odt(content: bytes, *, convert: bool = True) -> Draft:
    """An .odt file's bytes as a draft; run in a process with limits.

    Raises:
        FileUnreadableError: damaged, locked with a password, or no text document; the caller names the file.
        TooHardError: a bomb, or elements nested deeper than any text needs.
    """
    package = Package(content)
    if MAIN not in package:
        raise FileUnreadableError(reason="damaged")
    if "META-INF/manifest.xml" in package and b":encryption-data" in package.read("META-INF/manifest.xml", 1 << 24):
        raise FileUnreadableError(reason="locked")
    reader = _Reader(package)
    if "styles.xml" in package:
        root = package.xml("styles.xml")
        _learn(root, reader)
        for line in root.iter():
            if name_of(line) in {"style:header", "style:footer"} and re.search(r"[^\W\d_]", text := _words(line)):
                reader.tally.add("page-line", text)
    root = package.xml(MAIN)
    _learn(root, reader)
    body = next((node for node in root.iter() if name_of(node) == "office:text"), None)
    if body is None:
        raise FileUnreadableError(reason="damaged")
    _blocks(body, reader)
    return draft_of(Source("".join(reader.out), reader.photos, reader.tally), convert=convert)


def _words(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


# -- styles -----------------------------------------------------------------------------------------------------------


def _learn(root: Element, reader: _Reader) -> None:
    """Styles and list styles of one part. A style is met after the one it builds on, or that one adds nothing."""
    for node in root.iter():
        match name_of(node):
            case "style:style":
                reader.styles[attribute(node, "style:name")] = style_of(node, reader.styles)
            case "text:list-style":
                for level in node:
                    number = attribute(level, "text:level")
                    if number.isdecimal():
                        key = (attribute(node, "style:name"), int(number[:3]))
                        reader.ordered[key] = name_of(level) == "text:list-level-style-number"


# -- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(parent: Element, reader: _Reader, list_style: str = "", level: int = 0) -> None:
    reader.depth += 1
    if reader.depth > _DEPTH:
        raise TooHardError
    for node in parent:
        name = name_of(node)
        if name == "text:list":
            _list(node, reader, list_style, level + 1)
        elif name in _MAKERS:
            _MAKERS[name](node, reader)
        elif _is_hidden(node):
            reader.tally.add("hidden", _words(node))
        elif name in _CONTAINERS:
            _blocks(node, reader, list_style, level)
    reader.depth -= 1


def _is_hidden(node: Element) -> bool:
    """Whether a section or a field is hidden, always or by a condition that held when the text was saved."""
    return attribute(node, "text:display") == "none" or attribute(node, "text:is-hidden") == "true"


def _paragraph(node: Element, reader: _Reader) -> None:
    fields = (field for part in (node, *node) for field in part)  # of itself and of its spans, not of what hangs on it
    if any(name_of(field) == "text:hidden-paragraph" and _is_hidden(field) for field in fields):
        reader.tally.add("hidden", _words(node))
        return
    named = attribute(node, "text:style-name")
    style = reader.styles.get(named) or Style(kind_of(named.lower()))
    outline = attribute(node, "text:outline-level") if name_of(node) == "text:h" else ""
    level = int(outline) if re.fullmatch("[1-9]", outline) else style.level
    outer, reader.floating = reader.floating, []
    words = _inline(node, reader, style, heading=bool(level) or style.kind == "title")
    tag, attributes = "p", f' align="{escape(style.align)}"' if style.align in {"end", "right", "center"} else ""
    if style.kind == "title":
        tag, attributes = "h1", ""
    elif level:
        tag, attributes = f"h{min(level, 6)}", ""
    elif style.kind in {"subtitle", "caption"}:
        attributes = f' class="{style.kind}"'
    elif style.kind == "quote":
        attributes = ' class="MsoQuote"'
    markup = f"<{tag}{attributes}>{words}</{tag}>"
    floating, reader.floating = reader.floating, outer
    if style.kind == "caption" and floating:  # LibreOffice: a frame with the picture and its words in one paragraph
        reader.out.append("".join(floating) + markup)
    elif re.sub(r"<[^<>]*>|\s", "", words) or not (floating or _words(node)):
        reader.out.append(markup + "".join(floating))
    else:
        reader.out.append("".join(floating))


def _list(node: Element, reader: _Reader, style: str, level: int) -> None:
    style = attribute(node, "text:style-name") or style
    tag = "ol" if reader.ordered.get((style, min(level, 10)), False) else "ul"
    reader.out.append(f"<{tag}>")
    for item in node:
        if name_of(item) in {"text:list-item", "text:list-header"}:
            reader.out.append("<li>")
            _blocks(item, reader, style, level)
            reader.out.append("</li>")
    reader.out.append(f"</{tag}>")


def _table(node: Element, reader: _Reader) -> None:
    reader.out.append("<table>")
    for row in _rows(node):
        reader.out.append("<tr>")
        for cell in row:
            if name_of(cell) not in {"table:table-cell", "table:covered-table-cell"}:
                continue
            repeated = attribute(cell, "table:number-columns-repeated")
            times = min(int(repeated), _MOST_REPEATED) if re.fullmatch(r"\d{1,4}", repeated) else 1
            for _ in range(times):
                reader.out.append("<td>")
                _blocks(cell, reader)
                reader.out.append("</td>")
        reader.out.append("</tr>")
    reader.out.append("</table>")


def _rows(table: Element) -> Iterator[Element]:
    """The table's own rows; those of tables inside stay inside."""
    waiting = list(reversed(table))
    while waiting:
        node = waiting.pop()
        if name_of(node) == "table:table-row":
            yield node
        elif name_of(node).startswith(("table:table-header-rows", "table:table-rows", "table:table-row-group")):
            waiting.extend(reversed(node))


def _deleted(node: Element, reader: _Reader) -> None:
    """The words that tracked changes took out stand before the text."""
    for kind in node.iter():
        if name_of(kind) == "text:deletion":
            words = " ".join(_words(child) for child in kind if name_of(child) in {"text:p", "text:h", "table:table"})
            reader.tally.add("tracked", words)


def _frame(node: Element, reader: _Reader) -> None:
    """A frame between paragraphs."""
    outer, reader.floating = reader.floating, []
    _float(node, reader)
    reader.out.extend(reader.floating)
    reader.floating = outer


_CONTAINERS = frozenset(
    {"text:section", "text:list-item", "text:list-header", "text:index-body", "office:text", "draw:text-box", "draw:a"}
)
_MAKERS: dict[str, Callable[[Element, _Reader], None]] = {
    "text:p": _paragraph,
    "text:h": _paragraph,
    "table:table": _table,
    "text:tracked-changes": _deleted,
    "draw:frame": _frame,
}


# -- words ------------------------------------------------------------------------------------------------------------


def _inline(node: Element, reader: _Reader, style: Style, *, heading: bool = False) -> str:
    """The words of a paragraph or a span with their marks."""
    reader.depth += 1
    if reader.depth > _DEPTH:
        raise TooHardError
    parts = [_marked(node.text or "", reader, style, heading)]
    for child in node:
        parts.append(_word(child, reader, style, heading))
        parts.append(_marked(child.tail or "", reader, style, heading))
    reader.depth -= 1
    return "".join(parts)


def _marked(text: str, reader: _Reader, style: Style, heading: bool) -> str:
    if style.hidden and text.strip():
        reader.tally.add("hidden", text)
    if style.hidden or not text:
        return ""
    markup = escape(re.sub(r"[ \t\r\n]+", " ", text))
    if style.capitals:
        markup = f'<span class="{CAPITALS_CLASS}">{markup}</span>'
    if style.raised:
        markup = f"<{style.raised}>{markup}</{style.raised}>"
    if style.emphasis:
        markup = f"<em>{markup}</em>"
    if style.strong and not heading:
        markup = f"<strong>{markup}</strong>"
    return f"<s>{markup}</s>" if style.struck else markup


def _word(node: Element, reader: _Reader, style: Style, heading: bool) -> str:
    if _left_out(node, reader, style):
        return ""
    match name_of(node):
        case "text:span":
            own = reader.styles.get(attribute(node, "text:style-name"), Style())
            both = style._replace(
                strong=style.strong if own.strong is None else own.strong,
                emphasis=style.emphasis if own.emphasis is None else own.emphasis,
                capitals=style.capitals if own.capitals is None else own.capitals,
                raised=own.raised,
                hidden=style.hidden if own.hidden is None else own.hidden,
                struck=style.struck if own.struck is None else own.struck,
            )
            return _inline(node, reader, both, heading=heading)
        case "text:a":
            address = escape(attribute(node, "xlink:href"))
            return f'<a href="{address}">{_inline(node, reader, style, heading=heading)}</a>'
        case "text:s" | "text:tab":
            return " "
        case "text:line-break":
            return "<br>"
        case "text:note":
            return _note(node, reader, heading)
        case name if name.startswith("draw:"):
            _float(node, reader)
            return ""
        case name if name.startswith("text:") and name not in _SILENT:
            return _inline(node, reader, style, heading=heading)
        case _:
            return ""


def _left_out(node: Element, reader: _Reader, style: Style) -> bool:
    """Whether something in a paragraph is no part of what it shows; comments and hidden words are counted."""
    name = name_of(node)
    if name == "office:annotation":
        reader.tally.add("comment", _words(node))
    elif name == "text:hidden-text" and _is_hidden(node):
        reader.tally.add("hidden", attribute(node, "text:string-value") or _words(node))
    elif style.hidden and (name == "text:note" or name.startswith("draw:")):
        reader.tally.add("hidden", _words(node))
    else:
        return bool(style.hidden) and name in {"text:s", "text:tab", "text:line-break"}
    return True


_SILENT = frozenset({"text:bookmark", "text:change", "text:change-start", "text:change-end", "text:soft-page-break"})


def _note(node: Element, reader: _Reader, heading: bool) -> str:
    """A footnote stands in brackets where its mark stood."""
    lines = [line for line in node.iter() if name_of(line) in {"text:p", "text:h"}]
    styles = [reader.styles.get(attribute(line, "text:style-name"), Style()) for line in lines]
    text = " ".join(_inline(line, reader, style, heading=heading) for line, style in zip(lines, styles, strict=True))
    return f" ({text.strip()})" if text.strip() else ""


def _float(node: Element, reader: _Reader) -> None:
    """A frame or a drawn shape: its picture, or the paragraphs in it."""
    reader.depth += 1
    if reader.depth > _DEPTH:
        raise TooHardError
    _float_parts(node, reader)
    reader.depth -= 1


def _float_parts(node: Element, reader: _Reader) -> None:
    if any(name_of(child) in {"draw:object", "draw:object-ole"} for child in node):
        reader.tally.add("object", attribute(node, "draw:name"))
        return
    described = next((_words(child) for child in node if name_of(child) == "svg:desc"), "")
    titled = next((_words(child) for child in node if name_of(child) == "svg:title"), "")
    for child in node:
        match name_of(child):
            case "draw:image":
                source = _picture(attribute(child, "xlink:href"), reader)
                reader.floating.append(f'<p><img src="{escape(source)}" alt="{escape(described or titled)}"></p>')
                return  # what follows in the frame is the same picture for other programs
            case "draw:text-box":
                reader.floating.append(_apart(child, reader))
            case "text:p" | "text:h" | "text:list":  # words in a drawn shape
                reader.floating.append(_apart(node, reader))
                return
            case name if name.startswith("draw:"):
                _float(child, reader)


def _apart(node: Element, reader: _Reader) -> str:
    """The markup of the blocks in a frame."""
    outer, reader.out = reader.out, []
    _blocks(node, reader)
    inner, reader.out = "".join(reader.out), outer
    return inner


def _picture(address: str, reader: _Reader) -> str:
    """The name that the markup gives a picture; one outside the package keeps its address.

    Of a path that leads up from the document's folder only the name stays: it tells of the writer's computer.
    """
    name = unquote(address).removeprefix("./")
    if name not in reader.package:
        beside = address.removeprefix("../")
        return beside.rsplit("/", maxsplit=1)[-1] if beside.startswith("../") else beside
    ending = re.search(r"\.(\w{1,5})$", name)
    given = f"picture-{len(reader.photos) + 1}.{ending[1].lower() if ending else 'bin'}"
    reader.photos[given] = reader.package.read(name)
    return given
