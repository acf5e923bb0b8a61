"""Qt's copy of ICU's data, cut down to what Qt asks of it here: 32 MB become about 3.

The library `libicudata.so` is one symbol, `icudtNN_dat`, that holds ICU's common data: a header, a table of contents
(count, then name and place of each item, sorted by name), the items, each at a multiple of 16 bytes (ICU's
`unicode/udata.h` and `ucmndata.h`). Items left out are words of languages that we do not speak, names of units, money,
countries and characters, dictionaries for breaking Thai or Chinese lines, rules of transliteration and old charsets:
Qt breaks lines and names days from tables of its own, and our texts are UTF-8.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from house import WORK, BuildError, fresh, run

_MAGIC = b"\xda\x27"
_FORMAT = b"CmnD"
_HEADER = 12  # bytes from the beginning of the data to the name of its format
_ALIGNED = 16
_SPOKEN = r"(root|pool|res_index|en(_\w+)?|vi(_\w+)?)\.res"
_KEPT = re.compile(
    rf"""
    [^/]+\.(icu|nrm|spp|cfu)             # properties of characters, normal forms, aliases
    | {_SPOKEN}
    | (supplementalData|zoneinfo64|timezoneTypes|metaZones|windowsZones|keyTypeData|likelySubtags|numberingSystems
       |plurals|dayPeriods|genderList|icuver|icustd|langInfo|metadata|currencyNumericCodes|units)\.res
    | (coll|zone|curr)/{_SPOKEN}
    | coll/ucadata\.icu
    | ibm-(5348_P100-1997|5354_P100-1998)\.cnv   # windows-1252, windows-1258
    """,
    re.VERBOSE,
)
_DROPPED = frozenset({"unames.icu"})


def trim(library: Path) -> None:
    """Put a library with fewer items in the place of `library`. Raises BuildError when it is not what it was."""
    data = _data_of(library)
    symbol, items = f"icudt{library.name.rsplit('.', 1)[-1]}_dat", contents(data)
    kept = {name: item for name, item in items.items() if _is_kept(name.partition("/")[2])}
    place = fresh(WORK / "icu")
    place.mkdir(parents=True, exist_ok=True)
    (place / "icu.dat").write_bytes(packed(data[: _header_size(data)], kept))
    sections = ["--rename-section", ".data=.rodata,alloc,load,readonly,data,contents"]
    align = ["--set-section-alignment", f".data={_ALIGNED}"]
    names = ["--redefine-sym", f"_binary_icu_dat_start={symbol}"]
    run("objcopy", "-I", "binary", "-O", "elf64-x86-64", *align, *sections, *names, "icu.dat", "icu.o", cwd=place)
    options = ["-shared", "-soname", library.name, "--build-id=none", "-z", "noexecstack"]
    run("ld", *options, "-o", library, "icu.o", cwd=place)


def contents(data: bytes) -> dict[str, bytes]:
    """Every item by its name, `icudtNN…/name`."""
    start = _header_size(data)
    (count,) = struct.unpack_from("<I", data, start)
    table = [struct.unpack_from("<II", data, start + 4 + 8 * number) for number in range(count)]
    ends = [place for _, place in table[1:]] + [len(data) - start]
    names = [data[start + at : data.index(b"\0", start + at)].decode("ascii") for at, _ in table]
    return {name: data[start + place : start + end] for name, (_, place), end in zip(names, table, ends, strict=True)}


def packed(header: bytes, items: dict[str, bytes]) -> bytes:
    """ICU's common data of these items."""
    names = sorted(items)
    at = 4 + 8 * len(names)
    table, words = [], b""
    for name in names:
        table.append(at + len(words))
        words += name.encode("ascii") + b"\0"
    place = _aligned(at + len(words))
    head, body = struct.pack("<I", len(names)), b""
    for name, where in zip(names, table, strict=True):
        head += struct.pack("<II", where, place + len(body))
        body += items[name].ljust(_aligned(len(items[name])), b"\xaa")
    return header + (head + words).ljust(place, b"\xaa") + body


def _is_kept(name: str) -> bool:
    return name not in _DROPPED and _KEPT.fullmatch(name) is not None


def _data_of(library: Path) -> bytes:
    """What the library's one symbol holds."""
    content = library.read_bytes()
    at = content.find(_FORMAT) - _HEADER
    found = re.search(r"([0-9a-f]+)\s+icudt\d+_dat", run("objdump", "-T", library))
    if at < 0 or content[at + 2 : at + 4] != _MAGIC or found is None:
        raise BuildError(f"{library.name} is not ICU's data as it was known")
    return content[at : at + int(found[1], 16)]


def _header_size(data: bytes) -> int:
    (size,) = struct.unpack_from("<H", data)
    return int(size)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
