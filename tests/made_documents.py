"""Documents that tests make: the smallest .docx and .odt that word processors open, from a few lines of their XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from made_photos import encoded, picture

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = f"{_P}/relationships"
_STYLES = (
    ("Title", "Title"),
    ("Subtitle", "Subtitle"),
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("Caption", "caption"),
    ("Quote", "Quote"),
)


def photo(side: int = 60) -> bytes:
    return encoded(picture(side, side * 3 // 4))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


# -- Word -------------------------------------------------------------------------------------------------------------


def paragraph(*runs: str, style: str = "", numbered: tuple[int, int] | None = None) -> str:
    """A paragraph of runs. Args: numbered: (number of the list, level from 0)."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        look += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def drawing(relation: str, alt: str = "", kind: str = "embed") -> str:
    """A picture in the line. Args: kind: "embed", or "link" for one that stands elsewhere."""
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="952500" cy="714375"/><wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip r:{kind}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def docx(body: str, more: Mapping[str, str | bytes] | None = None, relations: str = "") -> bytes:
    """A Word document. Lists 1 (bullets) and 2 (numbers) and the photo "rPhoto" are there.

    Args:
        more: further parts of the package by their names, or others for those that are always there.
        relations: further relations of the document.
    """
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(3))
        + "</w:abstractNum>"
        for number, kind in ((1, "bullet"), (2, "decimal"))
    )
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/></w:style>' for ident, name in _STYLES
    )
    office = f"{_R.rsplit('/', 1)[0]}/relationships"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rStyles" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rNumbers" Type="{office}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="rPhoto" Type="{office}/image" Target="media/image1.jpg"/>'
        f'<Relationship Id="rLink" Type="{office}/hyperlink" Target="https://example.org/lop" TargetMode="External"/>'
        f"{relations}</Relationships>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{levels}{numbers}</w:numbering>',
        "word/media/image1.jpg": photo(),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{_R}">'
        f"<w:body>{body}</w:body></w:document>",
    }
    return zipped({**parts, **(more or {})})


# -- OpenDocument -----------------------------------------------------------------------------------------------------

ODF_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
"""The name spaces of OpenDocument, as attributes of a document's first element."""


def odt(body: str, styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text with the picture "Pictures/1.jpg". Args: styles: automatic styles."""
    content = (
        f'<office:document-content {ODF_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": f"<office:document-styles {ODF_SPACES}/>",
        "Pictures/1.jpg": photo(),
    }
    return zipped({**parts, **(more or {})})
