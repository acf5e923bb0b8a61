"""XMP: RDF in XML, the metadata that current photo software writes.

Source: Adobe XMP Specification part 1 and 3; IPTC Photo Metadata Standard 2023.2 (alt text).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

DESCRIPTION = f"{_DC}description"
CREATOR = f"{_DC}creator"
RIGHTS = f"{_DC}rights"
CREDIT = f"{_PHOTOSHOP}Credit"
SOURCE = f"{_PHOTOSHOP}Source"
ALT = f"{_IPTC_CORE}AltTextAccessibility"
TAKEN = (
    "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal",
    f"{_PHOTOSHOP}DateCreated",
    "{http://ns.adobe.com/xap/1.0/}CreateDate",
)

_WANTED = {DESCRIPTION, CREATOR, RIGHTS, CREDIT, SOURCE, ALT, *TAKEN}
_LONGEST = 8_000_000  # bytes of a packet


def read(packet: bytes) -> dict[str, str]:
    """The texts of the properties that we use, by qualified name. A packet that is no XML, or has a DTD, says nothing.

    Of a text in several languages the one marked x-default, else the first; several creators are joined with ", ".
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if not packet.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 is half zeros
        packet = packet.strip(b"\0 \t\r\n")
    if not packet or len(packet) > _LONGEST:
        return {}
    try:
        root: Element = fromstring(packet, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            if name in _WANTED:
                found.setdefault(name, value)
        for child in description:
            if child.tag in _WANTED:
                found.setdefault(child.tag, _value(child))
    return found


def _value(element: Element) -> str:
    items = element.findall(f"./*/{_RDF}li")
    if not items:
        return element.text or ""
    if element.find(f"{_RDF}Alt") is None:
        return ", ".join(item.text or "" for item in items)
    return next((item for item in items if item.get(_LANG) == "x-default"), items[0]).text or ""


def written(texts: dict[str, str]) -> bytes:
    """A packet that holds these texts, in fixed order; b"" for no text. Names are this module's constants."""
    properties = [_property(name, texts[name]) for name in _FORMS if texts.get(name)]
    if not properties:
        return b""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">\n'
        + "\n".join(properties)
        + '\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


_ALTERNATIVES = '<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>'
_FORMS = {
    DESCRIPTION: ("dc:description", _ALTERNATIVES),
    CREATOR: ("dc:creator", "<{0}><rdf:Seq><rdf:li>{1}</rdf:li></rdf:Seq></{0}>"),
    RIGHTS: ("dc:rights", _ALTERNATIVES),
    CREDIT: ("photoshop:Credit", "<{0}>{1}</{0}>"),
    SOURCE: ("photoshop:Source", "<{0}>{1}</{0}>"),
    ALT: ("Iptc4xmpCore:AltTextAccessibility", _ALTERNATIVES),
}


def _property(name: str, text: str) -> str:
    tag, form = _FORMS[name]
    return form.format(tag, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
