"""A zip with one article in it: a bundle of ours (HTML, Markdown, both), an article's folder, a saved page with photos.

It is unpacked into a folder that is gone afterwards, so that everything in it is read as if it had stood there.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from editor import files
from editor.bundle.manifest import MANIFEST
from editor.bundle.verify import verify
from editor.errors import EditorError, FileError, FormatError, TooHardError, UnknownFormatError
from editor.ingest.package import MAX_BYTES, Package
from editor.ingest.packed import ENDINGS
from editor.model.finding import FieldPlace, Finding, Severity

_ENTRIES = ("article.md", "article.json", "index.md", "index.html", "index.htm")
"""What holds the article, the best first: the file itself, then the exact values, then what has to be read."""

_TEXTS = frozenset({".md", ".markdown", ".html", ".htm", ".txt", *ENDINGS})
_PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic"})
_WANTED = _TEXTS | _PHOTOS | frozenset({".json", ".css", ".xml"})
_UNSAFE = re.compile(r'[\\:*?"<>|\x00-\x1f]')
_LARGEST = 128 * 1024 * 1024  # bytes of one file inside
_LONGEST = 200  # characters of a name inside


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The file to read, and what is to say about the zip that it came in."""

    source: Path
    findings: tuple[Finding, ...] = ()
    photos: tuple[Path, ...] = ()  # that came with a text, which may or may not name them


@contextmanager
def unpacked(path: Path) -> Iterator[Unpacked]:
    """The article's file inside a zip, in a folder for the time of the block; any other file is itself.

    Raises:
        UnknownFormatError: no article in it, or (reason "several") more than one and none that is named as such.
        FileUnreadableError: damaged or locked. TooHardError: a bomb. FileMissingError.
    """
    if path.suffix.lower() != ".zip":
        yield Unpacked(path)
        return
    with tempfile.TemporaryDirectory(prefix="standfirst-") as name:
        folder = Path(name)
        try:
            yield _unpack(path, folder)
        except EditorError as error:
            if not error.file or Path(error.file).is_relative_to(folder):
                error.file = str(path)
            raise


def _unpack(path: Path, folder: Path) -> Unpacked:
    with files.reading(path):
        size = path.stat().st_size
    if size > MAX_BYTES:
        raise TooHardError(path)
    package = Package(files.read_bytes(path))
    names = {name: PurePosixPath(name) for name in package.names() if _is_wanted(name)}
    entry = _entry(names, path)
    for name in names:
        target = files.inside(folder, name)
        with files.writing(target):
            files.make_folder(target.parent)
            files.write_new(target, package.read(name, _LARGEST), sync=False)
    return Unpacked(folder / entry, _unlike_its_manifest(folder, names), _photos_beside(folder / entry, folder, names))


def _photos_beside(entry: Path, folder: Path, names: dict[str, PurePosixPath]) -> tuple[Path, ...]:
    """The photos that somebody packed with a text. A page and a file of ours name what they show, and no others."""
    if entry.name in _ENTRIES or entry.suffix.lower() in {".html", ".htm"}:
        return ()
    return tuple(folder / name for name, inner in sorted(names.items()) if inner.suffix.lower() in _PHOTOS)


def _is_wanted(name: str) -> bool:
    """Texts and photos under plain names; hidden files, programs and names that lead elsewhere stay packed."""
    path = PurePosixPath(name)
    if _UNSAFE.search(name) or len(name) > _LONGEST or path.is_absolute():
        return False
    if any(part.startswith((".", "__MACOSX")) or part.endswith((" ", ".")) for part in path.parts):
        return False
    return path.suffix.lower() in _WANTED


def _entry(names: dict[str, PurePosixPath], path: Path) -> str:
    """The name of the file that holds the article."""
    for known in _ENTRIES:
        found = sorted((len(inner.parts), name) for name, inner in names.items() if inner.name.lower() == known)
        if found:
            return found[0][1]
    texts = [name for name, inner in names.items() if inner.suffix.lower() in _TEXTS]
    if len(texts) == 1:
        return texts[0]
    raise UnknownFormatError(path, kind=".zip", reason="several" if texts else "no-article")


def _unlike_its_manifest(folder: Path, names: dict[str, PurePosixPath]) -> tuple[Finding, ...]:
    """A finding for a bundle of ours that lacks files or holds changed ones."""
    manifest = next((inner for inner in names.values() if inner.name == MANIFEST), None)
    if manifest is None:
        return ()
    try:
        report = verify(folder / manifest.parent)
    except (FormatError, FileError):
        return ()  # a manifest of something else
    wrong = tuple(name for name in (*report.missing, *report.changed) if _is_wanted(name))
    if not wrong:
        return ()
    facts = (("n", len(wrong)), ("names", ", ".join(wrong[:5]) + (" …" if len(wrong) > 5 else "")))
    return (Finding("bundle-changed", Severity.WARNING, FieldPlace("body"), facts),)
