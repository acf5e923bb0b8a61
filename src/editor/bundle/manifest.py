"""manifest.json: what a bundle is and every file of it with its hash (format.md 4)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from editor import __version__
from editor.errors import FileMissingError, ManifestError, UnsafePathError
from editor.files import digest, read_bytes
from editor.text.json_lines import json_lines

MANIFEST = "manifest.json"
FORMAT = "standfirst-bundle"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file: path inside the bundle with "/", length in bytes, SHA-256 in hexadecimal."""

    path: str
    bytes: int
    sha256: str
    mime: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is said about a bundle. `created` is ISO time; `supersedes` is the revision before this one, 0 for none.

    `forced` holds the codes of the findings in spite of which the bundle was made. `state` is "withdrawn" where it
    takes an article back, else "".
    """

    kind: str
    slug: str
    id: str
    lang: str
    entry: str
    created: str
    revision: int = 1
    supersedes: int = 0
    generator: str = f"Standfirst {__version__}"
    forced: tuple[str, ...] = ()
    files: tuple[FileEntry, ...] = ()
    state: str = ""


def content_hash(files: tuple[FileEntry, ...]) -> str:
    """What two bundles of equal content have in common, whenever they were made."""
    lines = sorted(f"{entry.sha256} {entry.path}" for entry in files if entry.path != MANIFEST)
    return digest("\n".join(lines).encode())


def manifest_bytes(manifest: Manifest) -> bytes:
    """The file's content; files in order of their paths."""
    data: dict[str, object] = {
        "format": FORMAT,
        "schema": SCHEMA,
        "kind": manifest.kind,
        "slug": manifest.slug,
        "id": manifest.id,
        "revision": manifest.revision,
        "supersedes": manifest.supersedes or None,
        "lang": manifest.lang,
        "entry": manifest.entry,
        "created": manifest.created,
        "generator": manifest.generator,
    }
    if manifest.state:
        data["state"] = manifest.state
    if manifest.forced:
        data["forced"] = list(manifest.forced)
    data["files"] = [
        {"path": entry.path, "bytes": entry.bytes, "sha256": entry.sha256, "mime": entry.mime, "role": entry.role}
        for entry in sorted(manifest.files, key=lambda entry: entry.path)
    ]
    return f"{json_lines(data)}\n".encode()


def read_manifest(bundle: Path) -> Manifest:
    """The manifest of a bundle's folder.

    Raises:
        ManifestError: there is none, or it is not one of ours.
        UnsafePathError: it names a file outside the bundle.
    """
    path = bundle / MANIFEST
    if path.is_symlink():
        raise UnsafePathError(path)
    try:
        content = read_bytes(path)
    except FileMissingError as error:
        raise ManifestError(bundle, reason="none") from error
    return manifest_of(content, path)


def manifest_of(content: bytes, named: object) -> Manifest:
    """The manifest in a file's bytes; `named` is what an error calls the file. Raises as `read_manifest`."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ManifestError(named, reason="json") from error
    try:
        return _typed(data)
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestError(named, reason="shape") from error


def _typed(data: Mapping[str, object]) -> Manifest:
    if data["format"] != FORMAT or not isinstance(data["schema"], int) or data["schema"] > SCHEMA:
        raise ValueError(data["format"])
    files, forced, revision = data["files"], data.get("forced", []), data["revision"]
    if not isinstance(files, list) or not isinstance(forced, list) or not isinstance(revision, int):
        raise TypeError
    supersedes = data.get("supersedes") or 0
    if not isinstance(supersedes, int):
        raise TypeError(supersedes)
    words = {key: str(data[key]) for key in ("kind", "slug", "id", "lang", "entry", "created", "generator")}
    return Manifest(
        **words,
        revision=revision,
        supersedes=supersedes,
        forced=tuple(str(code) for code in forced),
        files=tuple(_entry(entry) for entry in files),
        state=str(data.get("state", "")),
    )


def _entry(data: Mapping[str, object]) -> FileEntry:
    path, size = data["path"], data["bytes"]
    if not isinstance(path, str) or not isinstance(size, int):
        raise TypeError(path)
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in parts[0] or "\0" in path:
        raise UnsafePathError(path)
    return FileEntry(path, size, str(data["sha256"]), str(data.get("mime", "")), str(data.get("role", "")))
