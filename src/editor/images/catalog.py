"""What the photos of an article are, looked up when asked and remembered while their files stay the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from editor.errors import FileError, FileMissingError, PhotoError, PhotoMissingError, PhotoUnreadableError
from editor.files import inside
from editor.images.asset import ImageAsset
from editor.images.cache import PhotoCache
from editor.images.probe import probe
from editor.images.sandbox import NO_PROCESS

_AT_ONCE = min(4, os.cpu_count() or 1)


def look(
    article_folder: Path, srcs: Iterable[str], cache: PhotoCache | None = None
) -> Mapping[str, ImageAsset | PhotoError]:
    """Each photo by its `src`: the photo, or the error that says why there is none. Never raises for a bad photo.

    A path that leaves the article, or a link, is a PhotoUnreadableError with the fact reason="unsafe-path". Photos that
    `cache` knows to decode are only read.
    """
    wanted = list(dict.fromkeys(srcs))
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="look") as pool:
        return dict(zip(wanted, pool.map(lambda src: _look(article_folder, src, cache), wanted), strict=True))


def _look(article_folder: Path, src: str, cache: PhotoCache | None) -> ImageAsset | PhotoError:
    path = article_folder / src
    try:
        path = inside(article_folder, src)
        status = path.lstat()
    except FileError:
        return PhotoUnreadableError(path, reason="unsafe-path")
    except (OSError, ValueError):  # not there; a name that no file can have
        return PhotoMissingError(path)
    try:
        return _looked(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, cache)
    except PhotoUnreadableError as error:
        return error.with_traceback(None)


@lru_cache(maxsize=4096)
def _looked(path: Path, _size: int, _modified: int, _changed: int, cache: PhotoCache | None) -> ImageAsset | PhotoError:
    """Keyed by everything that changes when a file's content does; 4,096 photos are about 4 MB.

    Raises PhotoUnreadableError when nothing is known about the photo: that is not to be remembered.
    """
    try:
        return probe(path, cache)
    except PhotoError as error:
        if error.facts.get("reason") == NO_PROCESS:
            raise
        return error.with_traceback(None)
    except FileMissingError:
        return PhotoMissingError(path)
    except FileError as error:
        return PhotoUnreadableError(path, reason=str(error.facts.get("reason", error.code)))
