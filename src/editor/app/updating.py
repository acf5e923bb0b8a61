"""Whether a newer Standfirst is announced: a signed list on a web server or a file share, off until an administrator
names its place in the machine-wide newsroom.yaml. Nothing is installed and nothing about anybody is told.

    updates:
      from: //server/share/standfirst        # a folder, or an address: https://example.com/standfirst
      key: |                                 # who may announce: `openssl rsa -in private.pem -pubout`
        -----BEGIN PUBLIC KEY-----
        …

There lie `standfirst-updates.json` ({"version": "0.2.0", "notes": {"vi": "…", "en": "…"}}) and beside it `.sig`, the
signature. Addresses are fetched by the system's `curl`, with the certificates that the system trusts.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from editor import __version__, files
from editor.app.signature import is_signed
from editor.errors import FileError, FileMissingError, UpdateForgedError, UpdateUnreachableError
from editor.library.places import local_folder
from editor.model.newsroom import Updates

MANIFEST = "standfirst-updates.json"
_SIGNATURE = f"{MANIFEST}.sig"
_MOST = 64_000  # bytes of either file
_PATIENCE = 20  # seconds for an answer
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


@dataclass(frozen=True, slots=True)
class Release:
    """A version that is announced; `notes` by language, what changed in a sentence."""

    version: str
    notes: Mapping[str, str]

    @property
    def is_newer(self) -> bool:
        return _numbers(self.version) > _numbers(__version__)


def announced(updates: Updates) -> Release | None:
    """What the list says; None when no list is named.

    Raises:
        UpdateUnreachableError: the list or its signature cannot be fetched.
        UpdateForgedError: it was not signed with the key, or says nothing that can be read.
    """
    if not updates.source:
        return None
    content = _fetched(updates.source, MANIFEST)
    signature = _fetched(updates.source, _SIGNATURE)
    try:
        signed = is_signed(content, signature, updates.key)
    except ValueError:
        signed = False
    release = _read(content) if signed else None
    if release is None:
        raise UpdateForgedError(f"{updates.source}/{MANIFEST}")
    return release


def is_due(today: date) -> bool:
    """Whether nobody has looked today; says that somebody does now."""
    path = local_folder() / "updates"
    try:
        if files.read_bytes(path).decode("ascii", "replace") == today.isoformat():
            return False
    except FileMissingError:
        pass
    files.make_folder(path.parent)
    files.write_atomic(path, today.isoformat().encode("ascii"))
    return True


def is_address(source: str) -> bool:
    return _ADDRESS.match(source) is not None


def _fetched(source: str, name: str) -> bytes:
    place = f"{source.rstrip('/')}/{name}" if is_address(source) else str(Path(source) / name)
    try:
        content = _from_server(place) if is_address(source) else files.read_bytes(Path(place))
    except FileError as error:
        raise UpdateUnreachableError(place, problem=type(error).__name__) from error
    if len(content) > _MOST:
        raise UpdateUnreachableError(place, problem=f"> {_MOST}")
    return content


def _from_server(address: str) -> bytes:
    limits = ["--max-time", str(_PATIENCE), "--max-filesize", str(_MOST), "--max-redirs", "3"]
    command = ["curl", "--silent", "--show-error", "--fail", "--location", "--proto", "=http,https", *limits, address]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows' alone
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False, creationflags=hidden)
    except OSError as error:
        raise UpdateUnreachableError(address, problem="curl") from error
    if done.returncode:
        problem = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise UpdateUnreachableError(address, problem=problem)
    return done.stdout


def _read(content: bytes) -> Release | None:
    try:
        found = json.loads(content)
    except ValueError:
        return None
    version = found.get("version") if isinstance(found, dict) else None
    if not isinstance(version, str) or _VERSION.fullmatch(version) is None:
        return None
    notes = found.get("notes")
    said = notes.items() if isinstance(notes, dict) else ()
    return Release(version, {str(lang): note[:500] for lang, note in said if isinstance(note, str)})


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
