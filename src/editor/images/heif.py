"""HEIC, as phones write it: boxes in boxes, the picture one item among others, its words two more.

Source: ISO/IEC 14496-12 (boxes) and 23008-12 (HEIF). Only where things stand is read here; no pixel is decoded.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"mif1"))
"""Major brands of still pictures that may be coded in HEVC."""

_CODINGS = {b"hvc1", b"grid"}
_MOST = 4096  # boxes, items or places of one file
_MOST_METADATA = 8_000_000  # bytes


@dataclass(slots=True)
class Still:
    """The main picture: its size in px as it is decoded (turned and cut as the file says), and its words."""

    width: int = 0
    height: int = 0
    exif: bytes = b""  # a TIFF
    xmp: bytes = b""
    _left: int = field(default=_MOST, repr=False)

    def count(self) -> None:
        """Raises ValueError when the file has more parts than a photo has."""
        self._left -= 1
        if self._left < 0:
            raise ValueError("too many parts")


def read_still(content: bytes) -> Still:
    """Raises ValueError, struct.error or IndexError when the file is cut off or breaks its format."""
    still = Still()
    top = dict(_boxes(content, 0, len(content), still))
    if b"meta" not in top or b"mdat" not in top:
        raise ValueError("cut off")
    meta = dict(_boxes(content, top[b"meta"][0] + 4, top[b"meta"][1], still))
    main = _main_item(content, meta[b"pitm"]) if b"pitm" in meta else -1
    items = dict(_items(content, meta.get(b"iinf", (0, 0)), still))
    if items.get(main, b"")[:4] not in _CODINGS:
        raise ValueError("no HEVC picture")
    _measure(content, meta.get(b"iprp", (0, 0)), main, still)
    wanted = {number: kind for number, kind in items.items() if kind in {b"Exif", b"XMP"}}
    for number, value in _values(content, meta, wanted, still):
        if wanted[number] == b"XMP":
            still.xmp = value
        else:
            (skip,) = struct.unpack_from(">I", value)
            still.exif = value[4 + skip :].removeprefix(b"Exif\0\0")
    return still


def _boxes(content: bytes, at: int, end: int, still: Still) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The boxes of a range: kind, and where its content begins and ends."""
    while at + 8 <= end:
        still.count()
        length, kind = struct.unpack_from(">I4s", content, at)
        begin = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", content, begin)
            begin += 8
        at = at + length if length else end
        if at > end or at < begin:
            raise ValueError("cut off")
        yield kind, (begin, at)


def _main_item(content: bytes, box: tuple[int, int]) -> int:
    begin, _ = box
    return _number(content, begin + 4, 4 if content[begin] else 2)


def _items(content: bytes, box: tuple[int, int], still: Still) -> Iterator[tuple[int, bytes]]:
    """Items by number: the four letters of their kind; XMP packets are "XMP"."""
    begin, end = box
    if begin == end:
        return
    for kind, (at, close) in _boxes(content, begin + (8 if content[begin] else 6), end, still):
        if kind != b"infe" or content[at] < 2:
            continue
        wide = 4 if content[at] == 3 else 2
        number = _number(content, at + 4, wide)
        place = at + 4 + wide + 2
        _name, *rest = content[place + 4 : close].split(b"\0", 2)
        is_xmp = content[place : place + 4] == b"mime" and rest[:1] == [b"application/rdf+xml"]
        yield number, b"XMP" if is_xmp else content[place : place + 4]


def _measure(content: bytes, box: tuple[int, int], main: int, still: Still) -> None:
    """The size of the main picture, out of the properties that are tied to it, in their order."""
    inner = list(_boxes(content, *box, still))
    shared = [place for kind, place in inner if kind == b"ipco"]
    properties = list(_boxes(content, *shared[0], still)) if shared else []
    for index in (index for kind, place in inner if kind == b"ipma" for index in _tied(content, place, main, still)):
        if not 0 < index <= len(properties):
            continue
        kind, (at, _) = properties[index - 1]
        if kind == b"ispe":
            still.width, still.height = struct.unpack_from(">II", content, at + 4)
        elif kind == b"clap":
            wide, of_wide, high, of_high = struct.unpack_from(">IIII", content, at)
            if of_wide and of_high:
                still.width, still.height = wide // of_wide, high // of_high
        elif kind == b"irot" and content[at] & 1:
            still.width, still.height = still.height, still.width


def _tied(content: bytes, box: tuple[int, int], main: int, still: Still) -> Sequence[int]:
    """The numbers (1 = first) of the properties of the main picture."""
    at, _ = box
    version, flags = content[at], content[at + 3]
    (entries,) = struct.unpack_from(">I", content, at + 4)
    at += 8
    wide = 2 if flags & 1 else 1
    mask = 0x7FFF if flags & 1 else 0x7F
    for _ in range(entries):
        still.count()
        number = _number(content, at, 4 if version else 2)
        at += 4 if version else 2
        count = content[at]
        if number == main:
            return [_number(content, at + 1 + index * wide, wide) & mask for index in range(count)]
        at += 1 + count * wide
    return ()


def _values(
    content: bytes, meta: dict[bytes, tuple[int, int]], wanted: dict[int, bytes], still: Still
) -> Iterator[tuple[int, bytes]]:
    """The bytes of the wanted items, by the table of their places."""
    if b"iloc" not in meta:
        return
    at, _ = meta[b"iloc"]
    version, sizes = content[at], struct.unpack_from(">H", content, at + 4)[0]
    of_offset, of_length, of_base, of_index = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15)
    wide = 4 if version == 2 else 2
    entries = _number(content, at + 6, wide)
    at += 6 + wide
    for _ in range(entries):
        still.count()
        number = _number(content, at, wide)
        in_data = bool(version) and content[at + wide + 1] & 15 == 1
        at += wide + (4 if version else 2)
        base = _number(content, at, of_base) + (meta.get(b"idat", (0, 0))[0] if in_data else 0)
        pieces = _number(content, at + of_base, 2)
        at += of_base + 2
        value = b""
        for _ in range(pieces):
            still.count()
            at += of_index if version else 0
            begin = base + _number(content, at, of_offset)
            length = _number(content, at + of_offset, of_length)
            at += of_offset + of_length
            if number in wanted and len(value) + length <= _MOST_METADATA:
                value += content[begin : begin + length]
        if number in wanted and len(value) >= 4:
            yield number, value


def _number(content: bytes, at: int, wide: int) -> int:
    """An unsigned number of so many bytes. Raises IndexError behind the end."""
    if at + wide > len(content):
        raise IndexError(at)
    return int.from_bytes(content[at : at + wide], "big")
