"""The file formats that we read, walked strictly: size, embedded metadata, and whether the file is whole.

Nothing here decodes pixels, so that hostile sizes are known before anything is allocated (trust.md, rule 15).
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

from editor.images import heif

_MOST_PARTS = 4096  # segments or chunks; a camera writes some dozens
_MOST_EXIFS = 16  # segments of a JPEG; a camera writes one, and Pillow joins them in quadratic time
_MOST_METADATA = 8_000_000  # bytes of one kind of metadata


class DamagedError(ValueError):
    """The bytes break the rules of their format. The argument says which, for the log of a test."""


@dataclass(slots=True)
class Container:
    """What the file's structure holds. `width` and `height` are as stored, before EXIF orientation."""

    format: str
    width: int = 0
    height: int = 0
    progressive: bool = False  # JPEG only, as is `scans`
    scans: int = 1
    exif: bytes = b""  # a TIFF, without "Exif\0\0"
    xmp: bytes = b""
    xmp_more: bytes = b""  # JPEG's extended XMP, joined
    photoshop: bytes = b""  # JPEG's APP13 image resources, joined
    exifs: int = 0
    _parts: int = field(default=0, repr=False)

    def count(self) -> None:
        """Raises DamagedError when the file has more parts than a photo has."""
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise DamagedError("too many parts")


def format_of(head: bytes) -> str:
    """The format by the first 16 bytes; "" for none of ours."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:12] in heif.BRANDS:
        return "HEIC"
    return "GIF" if head.startswith((b"GIF87a", b"GIF89a")) else ""


def read_container(content: bytes) -> Container:
    """Walk a file of one of our formats. Raises DamagedError when it is cut off or breaks its format."""
    kind = format_of(content[:16])
    walk = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif, "HEIC": _heic}[kind]
    found = Container(kind)
    try:
        walk(content, found)
    except (struct.error, IndexError) as error:
        raise DamagedError("cut off") from error
    if not found.width or not found.height:
        raise DamagedError("no size")
    return found


_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE_MARKERS = {0xC2, 0xC6, 0xCA, 0xCE}


def _jpeg(content: bytes, found: Container) -> None:
    at = 2
    more_xmp: dict[int, bytes] = {}
    while True:
        found.count()
        if content[at] != 0xFF:
            raise DamagedError("no marker")
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        if marker == 0xD9:
            raise DamagedError("no scan")
        (length,) = struct.unpack_from(">H", content, at)
        segment = content[at + 2 : at + length]
        if length < 2 or len(segment) != length - 2:
            raise DamagedError("cut off")
        at += length
        if marker == 0xDA:
            break
        if marker in _FRAME_MARKERS:
            found.height, found.width = struct.unpack_from(">HH", segment, 1)
            found.progressive = marker in _PROGRESSIVE_MARKERS
        _jpeg_metadata(marker, segment, found, more_xmp)
    found.xmp_more = b"".join(more_xmp[offset] for offset in sorted(more_xmp))
    found.scans = 1 + content.count(b"\xff\xda", at)
    if content.rfind(b"\xff\xd9", at) < 0:
        raise DamagedError("no end of image")


_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_MORE = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"


def _jpeg_metadata(marker: int, segment: bytes, found: Container, more_xmp: dict[int, bytes]) -> None:
    if marker == 0xE1 and segment.startswith(b"Exif\0"):
        found.exifs += 1
        if found.exifs > _MOST_EXIFS:
            raise DamagedError("too many parts")
        found.exif = found.exif or segment[6:]
    elif marker == 0xE1 and segment.startswith(_XMP) and not found.xmp:
        found.xmp = segment[len(_XMP) :]
    elif marker == 0xE1 and segment.startswith(_XMP_MORE):
        # 32 characters of GUID, full length, offset of this piece, the piece.
        place = len(_XMP_MORE) + 32
        _full, offset = struct.unpack_from(">II", segment, place)
        if sum(map(len, more_xmp.values())) < _MOST_METADATA:
            more_xmp[offset] = segment[place + 8 :]
    elif marker == 0xED and segment.startswith(_PHOTOSHOP) and len(found.photoshop) < _MOST_METADATA:
        found.photoshop += segment[len(_PHOTOSHOP) :]


def _png(content: bytes, found: Container) -> None:
    at = 8
    pixels = False
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        chunk = content[at + 8 : at + 8 + length]
        at += 12 + length  # its checksums are the decoder's to look at
        if kind == b"IEND":
            break
        if kind == b"IDAT":
            pixels = True
            continue
        found.count()
        if kind == b"IHDR":
            found.width, found.height = struct.unpack_from(">II", chunk)
        elif kind == b"eXIf":
            found.exif = chunk
        elif kind == b"iTXt" and chunk.startswith(b"XML:com.adobe.xmp\0"):
            found.xmp = _png_text(chunk)
    if not pixels:
        raise DamagedError("no pixels")


def _png_text(chunk: bytes) -> bytes:
    """The text of an iTXt chunk; "" when it is compressed and does not unpack."""
    rest = chunk[len(b"XML:com.adobe.xmp\0") :]
    packed, rest = rest[:1], rest[2:]
    _language, _, rest = rest.partition(b"\0")
    _keyword, _, text = rest.partition(b"\0")
    if packed != b"\1":
        return text
    try:
        return zlib.decompressobj().decompress(text, _MOST_METADATA)
    except zlib.error:
        return b""


def _webp(content: bytes, found: Container) -> None:
    (size,) = struct.unpack_from("<I", content, 4)
    end = 8 + size
    if end > len(content):
        raise DamagedError("cut off")
    at = 12
    while at + 8 <= end:
        found.count()
        kind, length = struct.unpack_from("<4sI", content, at)
        chunk = content[at + 8 : at + 8 + length]
        if len(chunk) != length:
            raise DamagedError("cut off")
        at += 8 + length + length % 2
        if kind == b"EXIF":
            found.exif = chunk.removeprefix(b"Exif\0\0")
        elif kind == b"XMP ":
            found.xmp = chunk
        elif not found.width:
            found.width, found.height = _webp_size(kind, chunk)


def _webp_size(kind: bytes, chunk: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        return 1 + int.from_bytes(chunk[4:7], "little"), 1 + int.from_bytes(chunk[7:10], "little")
    if kind == b"VP8 " and chunk[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", chunk, 6)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and chunk[:1] == b"\x2f":
        (bits,) = struct.unpack_from("<I", chunk, 1)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


def _gif(content: bytes, found: Container) -> None:
    width, height, packed = struct.unpack_from("<HHB", content, 6)
    at = 13 + (3 << (packed & 7) + 1 if packed & 0x80 else 0)
    while content[at] == 0x21:
        at += 2
        while content[at]:
            found.count()
            at += 1 + content[at]
        at += 1
    if content[at] != 0x2C:
        raise DamagedError("no picture")
    # A frame may reach out of its screen; the decoder then makes the screen larger.
    left, top, wide, high = struct.unpack_from("<HHHH", content, at + 1)
    found.width, found.height = max(width, left + wide), max(height, top + high)


def _heic(content: bytes, found: Container) -> None:
    try:
        still = heif.read_still(content)
    except ValueError as error:
        raise DamagedError(str(error)) from error
    found.width, found.height = still.width, still.height
    found.exif, found.xmp = still.exif, still.xmp
