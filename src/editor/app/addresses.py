"""Which address belongs to which article of a workspace, so that no two get the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from editor.text.fold import slug
from editor.work import Cancel

_HEAD = 4096  # bytes: title and slug are the first keys of an article file (format.md 2)
_SLUG = re.compile(r"^slug:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(.*?)[ \t]*$", re.MULTILINE)


class _Seen(NamedTuple):
    size: int
    modified: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Holder:
    """The article that has an address already."""

    folder: Path
    headline: str


_LOCK = Lock()
_known: dict[Path, dict[str, _Seen]] = {}


def holder_of(root: Path, address: str, own: Path, cancel: Cancel | None = None) -> Holder | None:
    """Another article of the workspace with this slug, the newest one; None when it is free. Only changed files are
    read, and of them the head.

    Args: own: the folder of the article that asks. Raises CancelledError.
    """
    wanted = slug(address)
    if not wanted:
        return None
    with _LOCK:
        known = _known.setdefault(root, {})
        seen: dict[str, _Seen] = {}
        for folder in _folders(root / "articles"):
            if cancel is not None:
                cancel.check()
            found = _seen(root / "articles" / folder / "article.md", known.get(folder))
            if found is not None:
                seen[folder] = found
        _known[root] = seen
    for folder in sorted(seen, reverse=True):
        if seen[folder].slug == wanted and folder != own.name:
            return Holder(root / "articles" / folder, seen[folder].title)
    return None


def _seen(path: Path, before: _Seen | None) -> _Seen | None:
    try:
        status = path.stat(follow_symlinks=False)
        if before is not None and (before.size, before.modified) == (status.st_size, status.st_mtime_ns):
            return before
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return None
    title = _value(_TITLE, head)
    return _Seen(status.st_size, status.st_mtime_ns, _value(_SLUG, head) or slug(title), title)


def _value(key: re.Pattern[str], head: str) -> str:
    """A scalar of the front matter without its quotes: enough to compare and to name."""
    found = key.search(head)
    text = found[1] if found is not None else ""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        inner = text[1:-1]
        return inner.replace("''", "'") if text[0] == "'" else inner.replace('\\"', '"')
    return text


def _folders(articles: Path) -> list[str]:
    try:
        return [path.name for path in articles.iterdir() if not path.name.startswith(".")]
    except OSError:
        return []
