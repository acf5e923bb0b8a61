"""Does a bundle still hold what was handed over? Every hash of its manifest, and nothing beside it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.bundle.manifest import MANIFEST, read_manifest
from editor.errors import FileMissingError
from editor.files import inside, reading

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Verification:
    """Paths inside the bundle, "/" between folders, sorted. A link in the place of a file counts as changed."""

    bundle: Path
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not (self.missing or self.changed or self.extra)


def verify(bundle: Path) -> Verification:
    """Compare a bundle with its manifest.

    Raises:
        FileMissingError: there is no such folder.
        ManifestError: no manifest, or not one of ours.
        UnsafePathError: the manifest names a file outside the bundle.
        FileUnreadableError: a file that cannot be read.
    """
    if not bundle.is_dir():
        raise FileMissingError(bundle)
    manifest = read_manifest(bundle)
    present = dict(_files(bundle))
    missing, changed = [], []
    for entry in manifest.files:
        is_link = present.pop(entry.path, None)
        if is_link is None:
            missing.append(entry.path)
        elif is_link or _hash(inside(bundle, entry.path)) != entry.sha256:
            changed.append(entry.path)
    present.pop(MANIFEST, None)
    return Verification(bundle, tuple(sorted(missing)), tuple(sorted(changed)), tuple(sorted(present)))


def _files(bundle: Path) -> Iterator[tuple[str, bool]]:
    """(path, whether it is a link) of everything that is no plain folder; links are not followed."""
    waiting = [bundle]
    while waiting:
        folder = waiting.pop()
        with reading(folder), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(folder / entry.name)
                else:
                    yield (folder / entry.name).relative_to(bundle).as_posix(), not entry.is_file(follow_symlinks=False)


def _hash(path: Path) -> str:
    with reading(path), path.open("rb") as stream:
        total = hashlib.sha256()
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()
