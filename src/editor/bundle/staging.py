"""Hidden folders in which a bundle is built beside its place: their names, whose they are, when they are left over.

`.<bundle>.standfirst-<article>.<host>-<process>-<random>` while it is built; with `.old` at the end it holds what a
new bundle takes the place of, on systems that cannot swap two folders.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from secrets import token_hex

from editor.files import digest
from editor.files.exchange import rename_into_place

OLD = ".old"
_NAME = re.compile(r"\.(?P<bundle>.+)\.standfirst-(?P<article>[^.]+)\.(?P<host>\w+)-(?P<pid>\d+)-\w+(?P<old>\.old)?$")
_PLAIN = re.compile(r"[A-Za-z0-9-]{1,64}")
_PATIENCE = 3600.0  # seconds without a change after which another computer's folder is left over
_LONGEST = 86400.0  # the same where its process number is in use: by then it is another process's


def staging_name(bundle: str, article_id: str) -> str:
    return f".{bundle}.standfirst-{named_article(article_id)}.{_host()}-{os.getpid()}-{token_hex(4)}"


def remove(folder: Path) -> None:
    """Delete a folder of ours. What will not go now is hidden, and is tried again by the next export."""
    shutil.rmtree(folder, ignore_errors=True)


def hidden_in(target: Path) -> frozenset[str]:
    """The articles, as hidden names call them, that have a hidden folder in `target`. Raises OSError."""
    with os.scandir(target) as entries:
        found = (_NAME.match(entry.name) for entry in entries if entry.name[0] == ".")  # among thousands of bundles
        return frozenset(name["article"] for name in found if name)


def named_article(article_id: str) -> str:
    """An article's id as it stands in hidden names."""
    return article_id if _PLAIN.fullmatch(article_id) else digest(article_id.encode())[:16]


def clear_leftovers(target: Path, article_id: str, now: float) -> None:
    """Remove what killed exports of this article left in `target`; a bundle set aside comes back if its place is empty.

    Only folders with the article's id in their name, and none that somebody still works on: on this computer the
    process tells, on another one an hour without a change. What cannot be looked at or removed stays.

    Args:
        now: the present by the clock of the disk that `target` is on, as the time of a fresh file says it.
    """
    with os.scandir(target) as entries:
        hidden = (entry for entry in entries if entry.name[0] == ".")  # among thousands of bundles
        found = [Path(entry.path) for entry in hidden if entry.is_dir(follow_symlinks=False)]
    for folder in found:
        name = _NAME.match(folder.name)
        if name is None or name["article"] != named_article(article_id):
            continue
        with contextlib.suppress(OSError):
            if _is_live(folder, name, now):
                continue
            if name["old"] and not os.path.lexists(target / name["bundle"]):
                rename_into_place(folder, target / name["bundle"])
            remove(folder)


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A hidden folder that nobody works on any more: of which bundle, and whether it holds the one set aside."""

    bundle: str
    set_aside: bool


def is_left_over(hidden: str, article_id: str, changed: float, live: Collection[str] = ()) -> LeftOver | None:
    """What a hidden name on another computer is, when it is a leftover of this article's exports.

    Args:
        live: names that this process works on now.
        changed: when it last changed, seconds since 1970; 0 where the server does not tell: then only this computer's
            own are known to be left over.
    """
    name = _NAME.match(hidden)
    if name is None or name["article"] != named_article(article_id):
        return None
    pid = int(name["pid"])
    ended = hidden.removesuffix(OLD) not in live if pid == os.getpid() else not _runs(pid)
    mine = name["host"] == _host() and ended
    old = bool(changed) and time.time() - changed > _LONGEST
    return LeftOver(name["bundle"], bool(name["old"])) if mine or old else None


def _is_live(folder: Path, name: re.Match[str], now: float) -> bool:
    age = now - max(path.lstat().st_mtime for path in (folder, *folder.rglob("*")))
    if name["host"] != _host():
        return age < _PATIENCE
    pid = int(name["pid"])
    return _runs(pid) and (pid == os.getpid() or age < _LONGEST)


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # no harmless way to ask; age decides
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@cache
def _host() -> str:
    """This computer, without its name: a hidden folder on a share is nobody's business."""
    return digest(socket.gethostname().encode())[:8]
