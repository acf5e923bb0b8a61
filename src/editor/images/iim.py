"""IPTC-IIM, the metadata that agencies and photo desks have written since 1991: datasets in Photoshop's block 0x0404.

Sources: IPTC-NAA Information Interchange Model 4.2; Adobe Photoshop File Formats, "Image resource blocks".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from editor.images.charset import charset_of, decoded

CAPTION = 120
BY_LINE = 80
CREDIT = 110
SOURCE = 115
COPYRIGHT = 116
DATE = 55
TIME = 60

_WORDS = frozenset((CAPTION, BY_LINE, CREDIT, SOURCE, COPYRIGHT, DATE, TIME))
_BLOCK = 0x0404
_UTF8 = b"\x1b%G"  # dataset 1:90
_MOST = 2000  # blocks or datasets


def read(photoshop: bytes) -> dict[int, tuple[str, ...]]:
    """The texts of record 2 that we use, by dataset number, in the file's order.

    What is cut off or malformed ends the reading.
    """
    datasets = [item for block in _blocks(photoshop) for item in _datasets(block)]
    words = [(number, raw) for record, number, raw in datasets if record == 2 and number in _WORDS]
    is_utf8 = (1, 90, _UTF8) in datasets
    # One program wrote them all: a name of two words is read as the long caption beside it is.
    charset = "utf-8" if is_utf8 else charset_of(b"\n".join(raw for _, raw in words))
    found: dict[int, tuple[str, ...]] = {}
    for number, raw in words:
        text = raw.decode("utf-8", "replace") if is_utf8 else decoded(raw, charset)
        found[number] = (*found.get(number, ()), text)
    return found


def written(texts: dict[int, str]) -> bytes:
    """The Photoshop resources (JPEG's APP13 without its name) that hold these texts as UTF-8; b"" for no text.

    The standard's old length limits (32 bytes for a by-line or credit) would cut Vietnamese names in the middle; every
    reader of today takes longer ones, and the same text stands whole in XMP.
    """
    texts = {number: text for number, text in sorted(texts.items()) if text}
    if not texts:
        return b""
    parts = [_dataset(1, 0, b"\0\4"), _dataset(1, 90, _UTF8), _dataset(2, 0, b"\0\4")]
    parts += [_dataset(2, number, text.encode()) for number, text in texts.items()]
    content = b"".join(parts)
    return b"8BIM" + struct.pack(">HHI", _BLOCK, 0, len(content)) + content + b"\0" * (len(content) % 2)


def _dataset(record: int, number: int, value: bytes) -> bytes:
    if len(value) < 0x8000:
        return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
    return struct.pack(">BBBHI", 0x1C, record, number, 0x8004, len(value)) + value


def _blocks(photoshop: bytes) -> Iterator[bytes]:
    """The contents of the IIM blocks among all image resources."""
    at = 0
    for _ in range(_MOST):
        if photoshop[at : at + 4] != b"8BIM" or at + 12 > len(photoshop):
            return
        (kind,) = struct.unpack_from(">H", photoshop, at + 4)
        name = 1 + photoshop[at + 6]
        at += 6 + name + name % 2
        if at + 4 > len(photoshop):
            return
        (length,) = struct.unpack_from(">I", photoshop, at)
        at += 4
        if kind == _BLOCK:
            yield photoshop[at : at + length]
        at += length + length % 2


def _datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    for _ in range(_MOST):
        if at + 5 > len(block) or block[at] != 0x1C:
            return
        record, number, length = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if length & 0x8000:
            size = length & 0x7FFF
            if size > 4:
                return
            length = int.from_bytes(block[at : at + size], "big")
            at += size
        value = block[at : at + length]
        if len(value) != length:
            return
        yield record, number, value
        at += length
