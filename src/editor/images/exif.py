"""EXIF: a TIFF directory. Read strictly for the few tags that we use; written anew, never copied.

Source: CIPA DC-008 (Exif 2.32). Text is UTF-8 bytes, as every current writer does; the standard has no flag for it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

from editor.images.charset import decoded

DESCRIPTION = 0x010E
ORIENTATION = 0x0112
ARTIST = 0x013B
COPYRIGHT = 0x8298
TAKEN = 0x9003
TAKEN_FRACTION = 0x9291
TAKEN_OFFSET = 0x9011

_SUB_DIRECTORY = 0x8769
_WANTED = {DESCRIPTION, ORIENTATION, ARTIST, COPYRIGHT, TAKEN, TAKEN_FRACTION, TAKEN_OFFSET}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 129: 1}  # bytes by type: BYTE, ASCII, SHORT, LONG, UNDEFINED, UTF-8
_MOST_ENTRIES = 512


def read(tiff: bytes) -> dict[int, bytes]:
    """The raw values of the tags that we use; SHORT values as two big-endian bytes. What is malformed is left out."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return {}
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    found = _directory(tiff, order, first)
    below = found.pop(_SUB_DIRECTORY, b"")
    if below:
        found = {**_directory(tiff, order, int.from_bytes(below, "big")), **found}
    return found


def orientation(tags: dict[int, bytes]) -> int:
    """1–8; 1 when the file says nothing or nonsense."""
    value = int.from_bytes(tags.get(ORIENTATION, b"\0\1"), "big")
    return value if 1 <= value <= 8 else 1


def text(tags: dict[int, bytes], tag: int) -> str:
    """A text tag; "" when it is not there."""
    return decoded(tags.get(tag, b""))


def taken(tags: dict[int, bytes]) -> str:
    """When the shutter was pressed, ISO 8601 with fraction and offset as far as they are known; "" for never."""
    match = re.match(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)", text(tags, TAKEN))
    if match is None or match[1] == "0000":
        return ""
    fraction = re.match(r"\d{1,6}", text(tags, TAKEN_FRACTION).strip())
    offset = re.match(r"[+-]\d\d:\d\d$", text(tags, TAKEN_OFFSET).strip())
    clock = f"{match[1]}-{match[2]}-{match[3]}T{match[4]}"
    return clock + (f".{fraction[0]}" if fraction else "") + (offset[0] if offset else "")


def written(texts: dict[int, str], width: int, height: int) -> bytes:
    """A TIFF that holds the texts (IFD0 tags) and what the standard requires of an upright sRGB photo."""
    ascii_entries = [(tag, 2, value.encode() + b"\0") for tag, value in texts.items() if value]
    first = [
        *ascii_entries,
        (0x011A, 5, struct.pack(">II", 72, 1)),  # XResolution
        (0x011B, 5, struct.pack(">II", 72, 1)),  # YResolution
        (0x0128, 3, struct.pack(">H", 2)),  # ResolutionUnit: inches
        (0x0213, 3, struct.pack(">H", 1)),  # YCbCrPositioning: centred
        (_SUB_DIRECTORY, 4, b"\0\0\0\0"),
    ]
    second = [
        (0x9000, 7, b"0232"),  # ExifVersion
        (0x9101, 7, b"\1\2\3\0"),  # ComponentsConfiguration: Y, Cb, Cr
        (0xA000, 7, b"0100"),  # FlashpixVersion
        (0xA001, 3, struct.pack(">H", 1)),  # ColorSpace: sRGB
        (0xA002, 4, struct.pack(">I", width)),
        (0xA003, 4, struct.pack(">I", height)),
    ]
    at = 8 + len(_packed(first, 8))
    first[-1] = (_SUB_DIRECTORY, 4, struct.pack(">I", at))
    return b"MM\0*\0\0\0\x08" + _packed(first, 8) + _packed(second, at)


def _packed(entries: Iterable[tuple[int, int, bytes]], at: int) -> bytes:
    """One directory, big-endian, its long values behind it; `at` is its offset in the TIFF."""
    entries = sorted(entries)
    values_at = at + 2 + 12 * len(entries) + 4
    table, values = b"", b""
    for tag, kind, value in entries:
        count = len(value) // {2: 1, 3: 2, 4: 4, 5: 8, 7: 1}[kind]
        if len(value) <= 4:
            field = value.ljust(4, b"\0")
        else:
            field = struct.pack(">I", values_at + len(values))
            values += value + b"\0" * (len(value) % 2)
        table += struct.pack(">HHI", tag, kind, count) + field
    return struct.pack(">H", len(entries)) + table + b"\0\0\0\0" + values


def _directory(tiff: bytes, order: str, at: int) -> dict[int, bytes]:
    if at + 2 > len(tiff):
        return {}
    (entries,) = struct.unpack_from(f"{order}H", tiff, at)
    found: dict[int, bytes] = {}
    for index in range(min(entries, _MOST_ENTRIES)):
        place = at + 2 + 12 * index
        if place + 12 > len(tiff):
            break
        tag, kind, count = struct.unpack_from(f"{order}HHI", tiff, place)
        length = _SIZES.get(kind, 0) * count
        if (tag not in _WANTED and tag != _SUB_DIRECTORY) or not length:
            continue
        if length <= 4:
            start = place + 8
        else:
            (start,) = struct.unpack_from(f"{order}I", tiff, place + 8)
        value = tiff[start : start + length]
        if len(value) == length:
            found[tag] = value[::-1] if order == "<" and kind in {3, 4} and count == 1 else value
    return found
