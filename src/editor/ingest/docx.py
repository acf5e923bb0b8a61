"""A Word document to a draft: mammoth makes markup of it, the funnel makes blocks of that.

Styles count (Title, headings, Quote, Caption), looks do not. Headers, footers, comments, hidden and deleted words are
left out and counted. Pictures come along; one that the document only points at is wanted, never fetched.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from editor.errors import FileUnreadableError
from editor.ingest import docx_boxes, docx_shown
from editor.ingest.document import Source, draft_of
from editor.ingest.draft import Draft
from editor.ingest.legacy import is_capitals_font
from editor.ingest.package import Package
from editor.ingest.tally import Tally

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAIN = "word/document.xml"
STYLES = "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OBJECTS = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
    }
)
_STYLES = """
all-caps => span.old-capitals
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p.Caption => p.caption:fresh
p[style-name='Illustration'] => p.caption:fresh
p[style-name='Figure'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
"""
_ENDINGS = {"image/jpeg": "jpg", "image/jpg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
_LINKED = re.compile(r"external image '(?P<target>[^']{1,2000})'")
_BACK = re.compile(r'<a href="#(?:foot|end)note-ref-\d{1,6}">\u2191</a>')
_NOTE = re.compile(r'<li id="((?:foot|end)note-\d{1,6})">(.*?)</li>', re.S)
_PARAGRAPHS = re.compile(r"</?p>")
_NOTES = re.compile(r'<ol><li id="(?:foot|end)note-\d{1,6}">.*</ol>$', re.S)
_MARK = re.compile(r'<sup><a href="#((?:foot|end)note-\d{1,6})" id="[^"]{1,40}">[^<]{1,12}</a></sup>')


def read_docx(content: bytes, *, convert: bool = True) -> Draft:
    """A .docx file's bytes as a draft; run in a process with limits.

    Raises:
        FileUnreadableError: damaged, locked with a password, or no Word document; the caller names the file.
        TooHardError: a bomb.
    """
    tally = Tally()
    package = Package(content)
    changed = _look_through(package, tally)
    photos: dict[str, bytes] = {}
    html = _with_notes(_BACK.sub("", _markup(_with_parts(content, changed), photos)))
    return draft_of(Source(html, photos, tally), convert=convert)


def _with_notes(html: str) -> str:
    """Footnotes in brackets where their marks stood, as in the other formats."""
    listed = _NOTES.search(html)
    if listed is None:
        return html
    notes = {name: _PARAGRAPHS.sub(" ", words).strip() for name, words in _NOTE.findall(listed[0])}
    return _MARK.sub(lambda mark: f" ({words})" if (words := notes.get(mark[1])) else "", html[: listed.start()])


def _look_through(package: Package, tally: Tally) -> dict[str, bytes]:
    """Parse every part once with the safe parser, and count what mammoth leaves out.

    Returns:
        The parts that mammoth is to read in another wording, by their names.
    """
    from xml.etree.ElementTree import tostring

    if MAIN not in package:
        raise FileUnreadableError(reason="damaged")
    looks: Mapping[str, docx_shown.Look] = {}
    captions = docx_boxes.DEFAULT
    shown: dict[str, Element] = {}
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            root = package.xml(name)
            if name == MAIN:
                _count_deleted(root, tally)
                _count_objects(root, tally)
            elif re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
                _count_line(root, tally)
            elif name == "word/comments.xml":
                for comment in root.iter(f"{_W}comment"):
                    tally.add("comment", _text(comment))
            elif name == STYLES:
                looks, captions = docx_shown.looks_of(root), docx_boxes.captions_of(root)
            if docx_shown.PARTS.fullmatch(name):
                shown[name] = root
    return {
        name: tostring(root, encoding="utf-8", xml_declaration=True)
        for name, root in shown.items()
        if any((docx_shown.show(root, looks, tally), docx_boxes.bring_captions(root, captions)))
    }


def _with_parts(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with other parts: of two entries with one name the last one counts, so no photo is packed again."""
    if not changed:
        return content
    file = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, part in changed.items():
            archive.writestr(name, part)
    return file.getvalue()


def _count_deleted(root: Element, tally: Tally) -> None:
    for deleted in root.iter(f"{_W}del"):
        if text := "".join(node.text or "" for node in deleted.iter(f"{_W}delText")):
            tally.add("tracked", text)


def _count_objects(root: Element, tally: Tally) -> None:
    """Charts, diagrams, formulas and embedded files: mammoth passes over them."""
    for node in root.iter():
        if node.tag in _OBJECTS:
            tally.add("object", "".join(node.itertext()))


def _count_line(root: Element, tally: Tally) -> None:
    """A header or a footer that says more than a page number."""
    if re.search(r"[^\W\d_]", text := _text(root)):
        tally.add("page-line", text)


def _text(root: Element) -> str:
    return " ".join(node.text or "" for node in root.iter(f"{_W}t"))


def _markup(content: bytes, photos: dict[str, bytes]) -> str:
    """The document as mammoth's markup; pictures go to `photos` under the names that the markup gives them."""
    import mammoth

    def kept(image: Any) -> dict[str, str]:
        from mammoth.docx.files import InvalidFileReferenceError

        try:
            with image.open() as stream:
                photo: bytes = stream.read()
        except InvalidFileReferenceError as error:
            linked = _LINKED.search(str(error))
            return {"src": linked["target"] if linked else ""}
        except KeyError:  # the part is not in the package
            return {"src": ""}
        name = f"picture-{len(photos) + 1}.{_ENDINGS.get(image.content_type, 'bin')}"
        photos[name] = photo
        return {"src": name}

    def shown(run: Any) -> Any:
        return run.copy(is_all_caps=True) if run.font and is_capitals_font(run.font) else run

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_STYLES,
            transform_document=mammoth.transforms.run(shown),
            convert_image=mammoth.images.img_element(kept),
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, zipfile.BadZipFile) as error:
        raise FileUnreadableError(reason="damaged") from error
    return str(result.value)
