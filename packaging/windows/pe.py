"""What Windows programs and libraries ask of one another, read from their import tables.

binutils does not see the tables that tools for wheels have moved to a section of their own; the layout is Microsoft's
"PE Format": headers, data directory 1 (imports), descriptors of 20 bytes, thunks of 8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_SIGNATURE_AT = 0x3C
_PLUS = 0x20B  # PE32+: 64 bit
_BY_NUMBER = 1 << 63


@dataclass(frozen=True, slots=True)
class _Image:
    """A file's bytes and where its sections are: (address in memory, size, place in the file)."""

    content: bytes
    sections: tuple[tuple[int, int, int], ...]

    def at(self, address: int) -> int:
        for start, size, place in self.sections:
            if start <= address < start + size:
                return place + address - start
        raise ValueError(f"no section holds {address:#x}")

    def text(self, address: int) -> str:
        place = self.at(address)
        return self.content[place : self.content.index(b"\0", place)].decode("ascii")


def imports(file: Path) -> dict[str, list[str]]:
    """The names that a file takes from each library; libraries in lower case. None when it is no 64-bit PE file."""
    content = file.read_bytes()
    if content[:2] != b"MZ":
        return {}
    (head,) = struct.unpack_from("<I", content, _SIGNATURE_AT)
    count, optional = struct.unpack_from("<H12xH", content, head + 6)
    magic, directories = *struct.unpack_from("<H", content, head + 24), head + 24 + 112
    if magic != _PLUS:
        return {}
    sections = (struct.unpack_from("<IIII", content, head + 24 + optional + 40 * number + 8) for number in range(count))
    image = _Image(content, tuple((address, max(size, raw), place) for size, address, raw, place in sections))
    (table,) = struct.unpack_from("<I", content, directories + 8)
    found: dict[str, list[str]] = {}
    for library, names in _described(image, table) if table else ():
        found.setdefault(library.lower(), []).extend(names)
    return found


def _described(image: _Image, table: int) -> Iterator[tuple[str, list[str]]]:
    at = image.at(table)
    while True:
        thunks, _, _, name, bound = struct.unpack_from("<IIIII", image.content, at)
        if not name:
            return
        yield image.text(name), list(_names(image, thunks or bound))
        at += 20


def _names(image: _Image, thunks: int) -> Iterator[str]:
    at = image.at(thunks)
    while True:
        (entry,) = struct.unpack_from("<Q", image.content, at)
        if not entry:
            return
        if not entry & _BY_NUMBER:
            yield image.text((entry & 0x7FFFFFFF) + 2)  # behind a hint of two bytes
        at += 8


def binaries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".dll", ".pyd", ".exe"})


def taken_from(library: str, files: Iterable[Path]) -> list[str]:
    """Every name that some file takes from a library."""
    return sorted({name for file in files for name in imports(file).get(library, ())})
