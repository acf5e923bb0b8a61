"""A zip that came from outside, read within limits: no bomb opens, no name leads out, no XML holds a DTD."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from editor.errors import FileUnreadableError, TooHardError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 256 * 1024 * 1024
"""The largest packed file that is opened: a text with forty photos of a camera."""

_MOST_ENTRIES = 4000
_UNPACKED = 512 * 1024 * 1024  # bytes of all entries that are read
_XML = 48 * 1024 * 1024  # bytes of one part that is parsed: a book of 300,000 words
_STEP = 1 << 20
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, RuntimeError),
    *(ValueError, LookupError),
)
"""What zipfile raises at bytes that are no zip, or no longer one."""


class Package:
    """The entries of a zip by their names. Sizes that the zip claims are not believed: bytes are counted."""

    def __init__(self, content: bytes) -> None:
        """Raises FileUnreadableError (reason "damaged" or "locked"), TooHardError; the caller names the file."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._entries = {
                entry.filename: entry for entry in self._zip.infolist() if entry.filename and not entry.is_dir()
            }
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise FileUnreadableError(reason="damaged") from error
        if len(self._entries) > _MOST_ENTRIES:
            raise TooHardError
        self._left = _UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> Iterator[str]:
        yield from self._entries

    def read(self, name: str, most: int = _UNPACKED) -> bytes:
        """The bytes of an entry that is there.

        Raises:
            TooHardError: more than `most`, or more than all entries together may have.
            FileUnreadableError: damaged, or locked with a password.
        """
        entry = self._entries[name]
        if entry.flag_bits & 1:
            raise FileUnreadableError(reason="locked")
        most = min(most, self._left)
        if entry.file_size > most:
            raise TooHardError
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while part := stream.read(_STEP):
                    size += len(part)
                    if size > most:
                        raise TooHardError
                    parts.append(part)
        except _BROKEN as error:
            raise FileUnreadableError(reason="damaged") from error
        self._left -= size
        return b"".join(parts)

    def xml(self, name: str) -> Element:
        """A part as a tree. Raises TooHardError for a document type of its own, FileUnreadableError for broken XML."""
        from xml.etree.ElementTree import ParseError

        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring

        try:
            root: Element = fromstring(self.read(name, _XML), forbid_dtd=True)
        except DefusedXmlException as error:
            raise TooHardError from error
        except (ParseError, ValueError, LookupError) as error:
            raise FileUnreadableError(reason="damaged") from error
        return root
