"""Original photos in an article's folder: copied byte by byte, numbered, never altered, renamed or written over."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Lock

from editor.errors import ChangedOnDiskError
from editor.files import inside, make_folder, reading, write_atomic
from editor.images.asset import ENDINGS
from editor.images.probe import probe_bytes, read_photo
from editor.text.fold import slug
from editor.work import Cancel

FOLDER = "images"
_NUMBER = re.compile(r"(\d+)-")
_LOCK = Lock()  # two jobs of one process never take the same number


def add(path: Path, article_folder: Path, words: str, cancel: Cancel | None = None) -> str:
    """Copy a photo into the article, on the disk when this returns.

    Args:
        words: the caption, if there is one; the file is named after it, else after the photo's own name.
    Returns:
        The photo's `src`, "images/03-quang-canh-le-khai-giang.jpg"; the ending is the real format's.
    Raises:
        As `images.probe.probe`; FileUnwritableError, DiskFullError with nothing left behind; CancelledError.
    """
    return add_bytes(read_photo(path), article_folder, words, name=path, cancel=cancel)


def add_bytes(
    content: bytes, article_folder: Path, words: str, *, name: Path | None = None, cancel: Cancel | None = None
) -> str:
    """`add` for a photo in memory, from the clipboard or a page; `name` is what errors call it."""
    named = name or Path("photo")
    asset = probe_bytes(content, named)
    # A number, 80 bytes of words and an ending stay below the 100 bytes of format.md 1.
    stem = slug(words, 80) or slug(named.stem, 80) or "photo"
    if cancel:
        cancel.check()
    folder = inside(article_folder, FOLDER)
    make_folder(folder)
    with _LOCK:
        number = _next_number(folder)
        while True:
            file = f"{number:02d}-{stem}{ENDINGS[asset.format]}"
            try:
                write_atomic(inside(folder, file), content, expected_hash="")
            except ChangedOnDiskError:  # another process was quicker
                number += 1
            else:
                return f"{FOLDER}/{file}"


def discard(article_folder: Path, srcs: tuple[str, ...]) -> None:
    """Take back photos that were stored a moment ago and that no article names yet."""
    for src in srcs:
        with reading(article_folder / src):
            inside(article_folder, src).unlink(missing_ok=True)


def _next_number(folder: Path) -> int:
    with reading(folder):
        names = [entry.name for entry in folder.iterdir()]
    return 1 + max((int(match[1]) for name in names if (match := _NUMBER.match(name))), default=0)
