"""Qt's own words in Vietnamese, for those that people meet: dialogs, context menus, keys.

They are handed to Qt in its own form, a `.qm` file in memory. Qt asks for words in any thread and while it holds locks
of its own; a translator written in Python needs the interpreter's lock there, and two waits for each other end in none.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication, QTranslator

from editor.app.messages import read_table
from editor.resources import resource

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69  # sections of a .qm file
_END, _TRANSLATION, _SOURCE = 1, 3, 6  # parts of a message

_installed: list[QTranslator] = []


def translate_qt(lang: str) -> None:
    """Have Qt speak the window's language: Vietnamese by our table, English by itself."""
    app = QCoreApplication.instance()
    if app is None:
        return
    while _installed:
        app.removeTranslator(_installed.pop())
    if lang == "vi":
        words = QTranslator(app)
        words.load(_vietnamese())
        app.installTranslator(words)
        _installed.append(words)


@cache
def _vietnamese() -> bytes:
    """The table in Qt's form; kept, since Qt reads from it for as long as it speaks."""
    return qm(read_table(resource("qt/vi.toml").read_text(encoding="utf-8")))


def qm(table: Mapping[str, str]) -> bytes:
    """A `.qm` file of words by their English ones, in whatever context (qtbase, src/corelib/kernel/qtranslator.cpp)."""
    messages = bytearray()
    hashes: list[tuple[int, int]] = []
    for source, words in table.items():
        key, put = source.encode("utf-8"), words.encode("utf-16-be")
        hashes.append((_hash(key), len(messages)))
        messages += struct.pack(">BI", _TRANSLATION, len(put)) + put
        messages += struct.pack(">BI", _SOURCE, len(key)) + key
        messages.append(_END)
    index = b"".join(struct.pack(">II", *pair) for pair in sorted(hashes))
    sections = ((_HASHES, index), (_MESSAGES, bytes(messages)))
    return _MAGIC + b"".join(struct.pack(">BI", tag, len(data)) + data for tag, data in sections)


def _hash(source: bytes) -> int:
    """The ELF hash, as Qt looks its words up."""
    value = 0
    for byte in source:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value or 1
