"""What the photos of an article are, looked up when asked and remembered while their files stay the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeAlias

from editor.errors import FileError, FileMissingError, PhotoError, PhotoMissingError, PhotoUnreadableError
from editor.files import inside
from editor.images.asset import ImageAsset
from editor.images.cache import PhotoCache
from editor.images.probe import probe
from editor.images.sandbox import NO_PROCESS

_AT_ONCE = min(4, os.cpu_count() or 1)
_MOST = 4096  # photos that are remembered: about 4 MB

Looked: TypeAlias = ImageAsset | PhotoError


class _File(NamedTuple):
    """Everything that changes when a file's content does."""

    path: Path
    size: int
    modified: int
    changed: int


_KNOWN: dict[_File, Looked] = {}


def look(article_folder: Path, srcs: Iterable[str], cache: PhotoCache | None = None) -> Mapping[str, Looked]:
    """Each photo by its `src`: the photo, or the error that says why there is none. Never raises for a bad photo.

    A path that leaves the article, or a link, is a PhotoUnreadableError with the fact reason="unsafe-path". Photos that
    `cache` knows to decode are only read.
    """
    files = {src: _file(article_folder, src) for src in dict.fromkeys(srcs)}
    known = {file: _KNOWN[file] for file in files.values() if isinstance(file, _File) and file in _KNOWN}
    new = [file for file in files.values() if isinstance(file, _File) and file not in known]
    if new:
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="look") as pool:
            found = dict(zip(new, pool.map(lambda file: _looked(file.path, cache), new), strict=True))
        _remember(found)
        known |= found
    return {src: known[file] if isinstance(file, _File) else file for src, file in files.items()}


def forget() -> None:
    """Look at every photo anew."""
    _KNOWN.clear()


def _remember(found: Mapping[_File, Looked]) -> None:
    if len(_KNOWN) + len(found) > _MOST:
        forget()
    for file, looked in found.items():
        # That there was no process to look at it in says nothing about the photo.
        if isinstance(looked, ImageAsset) or looked.facts.get("reason") != NO_PROCESS:
            _KNOWN[file] = looked


def _file(article_folder: Path, src: str) -> _File | PhotoError:
    path = article_folder / src
    try:
        path = inside(article_folder, src)
        status = path.lstat()
    except FileError:
        return PhotoUnreadableError(path, reason="unsafe-path")
    except (OSError, ValueError):  # not there; a name that no file can have
        return PhotoMissingError(path)
    return _File(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _looked(path: Path, cache: PhotoCache | None) -> Looked:
    try:
        return probe(path, cache)
    except PhotoError as error:
        return error.with_traceback(None)
    except FileMissingError:
        return PhotoMissingError(path)
    except FileError as error:
        return PhotoUnreadableError(path, reason=str(error.facts.get("reason", error.code)))
