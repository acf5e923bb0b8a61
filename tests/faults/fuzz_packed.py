"""What a fuzzer's bytes are turned into where a format's own checks would stop them: packages of well-formed XML.

Bytes choose elements, attributes, words and where an element ends; the shape is that of a word processor's file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_WORDS = ("Tít", "x", "", " ", "1", "-1", "999999999", 'HYPERLINK "javascript:1"', "\u00a0", "VNI-Times", "rId1", "on")
_DEEPEST = 60


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Elements and attributes of a format, with their prefixes; `frame` is what stands around them."""

    elements: Sequence[str]
    attributes: Sequence[str]
    values: Sequence[str]
    frame: str


WORD = Vocabulary(
    _listed(
        "w:p w:r w:t w:pPr w:rPr w:pStyle w:rStyle w:b w:i w:u w:caps w:rFonts w:vertAlign w:tab "
        "w:br w:tbl w:tr w:tc w:tcPr w:gridSpan w:vMerge w:hyperlink w:fldSimple w:fldChar "
        "w:instrText w:del w:delText w:ins w:sdt w:sdtContent w:numPr w:ilvl w:numId "
        "w:bookmarkStart w:footnoteReference w:endnoteReference w:commentReference w:drawing w:pict "
        "wp:inline wp:docPr a:graphic a:blip v:imagedata m:oMath c:chart w:sym w:noBreakHyphen "
        "w:object w:smartTag mc:AlternateContent mc:Choice mc:Fallback w:sectPr "
    ),
    _listed("w:val w:ascii w:id w:fldCharType w:instr w:char w:font w:type w:anchor r:id r:embed r:link descr "),
    (
        "Title",
        "Heading1",
        "Quote",
        "begin",
        "separate",
        "end",
        "restart",
        "rId1",
        "rId2",
        "F020",
        "VNI-Times",
        "1",
        "x",
    ),
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body></w:document>',
)
OPEN = Vocabulary(
    _listed(
        "text:p text:h text:span text:s text:tab text:line-break text:a text:list text:list-item "
        "text:note text:note-body text:tracked-changes text:deletion text:bookmark table:table "
        "table:table-row table:table-cell table:covered-table-cell draw:frame draw:image "
        "draw:text-box office:annotation style:style style:text-properties text:section "
    ),
    _listed(
        "text:style-name text:outline-level text:c xlink:href table:number-columns-repeated "
        "table:number-columns-spanned table:number-rows-spanned style:name style:family "
        "fo:font-weight draw:name "
    ),
    ("Title", "Heading", "1", "99999999", "-1", "Pictures/1.png", "../x", "javascript:1", "bold", "Quotations", "x"),
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>{}</office:text></office:body>'
    "</office:document-content>",
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
    ' Target="media/1.png"/><Relationship Id="rId2" TargetMode="External" Target="javascript:1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
)


def document(content: bytes, vocabulary: Vocabulary) -> str:
    """Well-formed XML: a byte opens an element, closes one or puts words; the next ones say which."""
    parts: list[str] = []
    opened: list[str] = []
    given = iter(content)
    for byte in given:
        match byte % 4:
            case 0 | 1 if len(opened) < _DEEPEST:
                name = vocabulary.elements[next(given, 0) % len(vocabulary.elements)]
                chosen = {
                    vocabulary.attributes[next(given, 0) % len(vocabulary.attributes)]: vocabulary.values[
                        next(given, 0) % len(vocabulary.values)
                    ]
                    for _ in range(byte // 64)
                }
                parts.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in chosen.items())}>")
                opened.append(name)
            case 2 if opened:
                parts.append(f"</{opened.pop()}>")
            case _:
                parts.append(escape(_WORDS[next(given, 0) % len(_WORDS)]))
    parts += [f"</{name}>" for name in reversed(opened)]
    return vocabulary.frame.format("".join(parts))


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A package, not compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def docx(content: bytes) -> bytes:
    body = document(content, WORD)
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": body,
            "word/_rels/document.xml.rels": _RELS,
            "word/media/1.png": b"\x89PNG",
        }
    )


def odt(content: bytes) -> bytes:
    return packed({"mimetype": "x", "content.xml": document(content, OPEN), "Pictures/1.png": b"\x89PNG"})
