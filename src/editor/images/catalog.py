"""What the photos of an article are, looked up when asked and remembered while their files stay the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from editor.errors import FileError, FileMissingError, PhotoError, PhotoMissingError, PhotoUnreadableError
from editor.files import inside
from editor.images.asset import ImageAsset
from editor.images.probe import probe


def look(article_folder: Path, srcs: Iterable[str]) -> Mapping[str, ImageAsset | PhotoError]:
    """Each photo by its `src`: the photo, or the error that says why there is none. Never raises for a bad photo.

    A path that leaves the article, or a link, is a PhotoUnreadableError with the fact reason="unsafe-path".
    """
    return {src: _look(article_folder, src) for src in dict.fromkeys(srcs)}


def _look(article_folder: Path, src: str) -> ImageAsset | PhotoError:
    path = article_folder / src
    try:
        path = inside(article_folder, src)
        status = path.lstat()
    except FileError:
        return PhotoUnreadableError(path, reason="unsafe-path")
    except (OSError, ValueError):  # not there; a name that no file can have
        return PhotoMissingError(path)
    return _looked(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@lru_cache(maxsize=4096)
def _looked(path: Path, _size: int, _modified: int, _changed: int) -> ImageAsset | PhotoError:
    """Keyed by everything that changes when a file's content does; 4,096 photos are about 4 MB."""
    try:
        return probe(path)
    except PhotoError as error:
        return error.with_traceback(None)
    except FileMissingError:
        return PhotoMissingError(path)
    except FileError as error:
        return PhotoUnreadableError(path, reason=str(error.facts.get("reason", error.code)))
