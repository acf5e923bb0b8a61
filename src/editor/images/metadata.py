"""The words inside a photo's file, read from three places and written back to the same three (format.md 2 and 4)."""

from __future__ import annotations

import re
import struct

from editor.images import exif, iim, xmp
from editor.images.asset import PhotoText
from editor.images.container import Container
from editor.text.clean import clean, clean_line
from editor.text.labels import PHOTO_IMPORTED
from editor.text.moment import parse

# What cameras put into the description by themselves.
_CAMERA_WORDS = re.compile(
    r"(?:olympus digital camera|sony dsc|dcim[\\/].*|minolta digital camera|kodak.*camera|samsung|default|"
    r"exif_jpeg_t?\d*|untitled|digital camera|dav|hdr|mde|rbt|oznor.*|cof)$",
    re.IGNORECASE,
)
_LONGEST = 10_000  # characters that we take of one text: four pages, and no way to fill an article with megabytes
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,6})?\d*(Z|[+-]\d\d:\d\d)?)?$")


def read_text(found: Container) -> tuple[PhotoText, int]:
    """What a file says in words, and its EXIF orientation (1–8).

    XMP goes before IIM before EXIF, field by field (format.md 2).
    """
    tags = exif.read(found.exif)
    old = iim.read(found.photoshop)
    new = {**xmp.read(found.xmp_more), **xmp.read(found.xmp)}

    def joined(number: int) -> str:
        return ", ".join(dict.fromkeys(old.get(number, ())))

    described = exif.text(tags, exif.DESCRIPTION).strip()
    creator = _unlabelled(_first_line(new.get(xmp.CREATOR, ""), joined(iim.BY_LINE), exif.text(tags, exif.ARTIST)))
    credit = _unlabelled(_first_line(new.get(xmp.CREDIT, ""), joined(iim.CREDIT)))
    text = PhotoText(
        caption=_caption(
            new.get(xmp.DESCRIPTION, ""), joined(iim.CAPTION), "" if _CAMERA_WORDS.match(described) else described
        ),
        credit=credit_line(creator, credit),
        creator=creator,
        # Our own bundles repeat the by-line in the credit.
        source=credit.removeprefix(f"{creator} / ") or _first_line(new.get(xmp.SOURCE, ""), joined(iim.SOURCE)),
        rights=_first_line(new.get(xmp.RIGHTS, ""), joined(iim.COPYRIGHT), exif.text(tags, exif.COPYRIGHT)),
        alt=_first_line(new.get(xmp.ALT, "")),
        taken=_taken(exif.taken(tags), *(new.get(name, "") for name in xmp.TAKEN), _iim_time(old)),
    )
    # Of HEIC the file's own boxes turn the picture; what its EXIF says of that is a copy (ISO/IEC 23008-12, annex A).
    return text, 1 if found.format == "HEIC" else exif.orientation(tags)


def credit_line(by_line: str, credit: str) -> str:
    """The credit as printed: "By-line / Credit" when both exist and differ; a credit that names both stays alone."""
    if not credit or not by_line:
        return credit or by_line
    name = re.escape(by_line.casefold())
    named = re.search(rf"(?:^|[/|,;&–—-]\s*){name}(?:\s*[/|,;&–—-]|$)", credit.casefold())
    return credit if named else f"{by_line} / {credit}"


def _unlabelled(credit: str) -> str:
    """Without "Ảnh:" and the like, which is printed before every credit anyway."""
    label = next((word for word in PHOTO_IMPORTED if credit.casefold().startswith(word.casefold())), "")
    return credit[len(label) :].strip()


def jpeg_segments(text: PhotoText, width: int, height: int) -> bytes:
    """The APP1 (EXIF, XMP) and APP13 (IIM) segments that carry the words of a photo, ready to stand in a JPEG."""
    text = _fitting(text)
    resources = iim.written(
        {
            iim.CAPTION: text.caption,
            iim.BY_LINE: text.creator,
            iim.CREDIT: text.credit,
            iim.SOURCE: text.source,
            iim.COPYRIGHT: text.rights,
        }
    )
    return (
        _segment(0xE1, b"Exif\0\0", exif_tiff(text, width, height))
        + _segment(0xED, b"Photoshop 3.0\0", resources)
        + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0", xmp_packet(text))
    )


def exif_tiff(text: PhotoText, width: int, height: int) -> bytes:
    """The EXIF of a rendition: caption, artist, copyright as UTF-8 bytes (Pillow would write "?"), and nothing else."""
    text = _fitting(text)
    return exif.written(
        {exif.DESCRIPTION: text.caption, exif.ARTIST: text.creator, exif.COPYRIGHT: text.rights}, width, height
    )


def xmp_packet(text: PhotoText) -> bytes:
    """The XMP of a rendition; b"" when the photo says nothing."""
    text = _fitting(text)
    return xmp.written(
        {
            xmp.DESCRIPTION: text.caption,
            xmp.CREATOR: text.creator,
            xmp.CREDIT: text.credit,
            xmp.SOURCE: text.source,
            xmp.RIGHTS: text.rights,
            xmp.ALT: text.alt,
        }
    )


def _fitting(text: PhotoText) -> PhotoText:
    """A JPEG segment holds 65,533 bytes; XML escapes can make five bytes of one."""
    return PhotoText(
        caption=_cut(text.caption, 6_000),
        credit=_cut(text.credit, 1_000),
        creator=_cut(text.creator, 1_000),
        source=_cut(text.source, 1_000),
        rights=_cut(text.rights, 1_000),
        alt=_cut(text.alt, 2_000),
    )


def _segment(marker: int, name: bytes, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(name) + len(content)) + name + content if content else b""


def _cut(text: str, most: int) -> str:
    """At most so many UTF-8 bytes of text without control characters, cut between letters."""
    raw = clean(text).encode()
    return raw[:most].decode("utf-8", "ignore")


def _first_line(*texts: str) -> str:
    return next(filter(None, (clean_line(text[:_LONGEST]) for text in texts)), "")


def _caption(*texts: str) -> str:
    """Lines are kept as hard breaks, empty ones dropped."""
    for text in texts:
        lines = [line for line in map(clean_line, clean(text[:_LONGEST]).split("\n")) if line]
        if lines:
            return "\n".join(lines)
    return ""


def _taken(*times: str) -> str:
    """The first of these that is a time; a date alone is its midnight."""
    for time in times:
        match = _ISO.match(time.strip())
        if match is None:
            continue
        day, minutes, seconds, fraction, offset = match.groups(default="")
        taken = f"{day}T{minutes or '00:00'}{seconds or ':00'}{fraction}{offset}"
        if parse(taken) is not None:
            return taken
    return ""


def _iim_time(old: dict[int, tuple[str, ...]]) -> str:
    day = next(iter(old.get(iim.DATE, ())), "")
    clock = re.match(r"(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?$", next(iter(old.get(iim.TIME, ())), ""))
    if not re.match(r"\d{8}$", day):
        return ""
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if clock is None:
        return date
    return f"{date}T{clock[1]}:{clock[2]}:{clock[3]}" + (f"{clock[4]}:{clock[5]}" if clock[4] else "")
