"""Versions: what an article said before, kept in the workspace by the hash of its content (trust.md rule 8).

    .standfirst/versions/<article id>/000012-20261124T084901Z-exported-<sha256 of the content>.md

A version is one file and never changes; its name says everything else about it. So nobody waits for anybody on a share:
two computers that keep a version at once make two files. The number gives the order; the time is for people, and for
the thinning, which a wrong clock cannot hurt either: the last ones stay whatever their day.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from editor import files
from editor.errors import ChangedOnDiskError, FileMissingError, FileUnreadableError, NoVersionError
from editor.library.state import state_folder

if TYPE_CHECKING:
    from editor.model.article import Article

Reason = Literal["opened", "saved", "typed", "exported", "restored", "replaced", "unsaved"]
"""Why it was kept. "typed": in the course of editing; "replaced": what a restore or a choice of another text put away;
"unsaved": what no save had confirmed."""

EVERY = 600.0
"""Seconds of editing after which a version is kept without anybody asking."""

LAST = 50
"""So many of the last ones stay, whatever the clock says of their days."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<number>\d{6,})-(?P<stamp>\d{8}T\d{6}Z)-(?P<reason>[a-z]+)-(?P<hash>[0-9a-f]{64})\.md$")
_STAYING = {"exported"}
_SHORT = 6  # digits of the hash in an id


@dataclass(frozen=True, slots=True)
class Version:
    """One kept content of `article.md`."""

    path: Path
    number: int
    kept: datetime  # UTC, for display
    reason: str
    content_hash: str

    @property
    def id(self) -> str:
        """What `standfirst versions --restore` takes: "12-3fa9c2"."""
        return f"{self.number}-{self.content_hash[:_SHORT]}"


class Versions:
    """The versions of one article. Holds nothing: every call reads what stands on the disk."""

    def __init__(self, root: Path, folder: Path, article: Article) -> None:
        """Args: root: the workspace's. folder: the article's; names one without an id, as leases do."""
        self.path = state_folder(root, "versions", article.id or folder.name)

    def all(self) -> tuple[Version, ...]:
        """The last first. Raises FileUnreadableError."""
        try:
            with files.reading(self.path):
                found = [version for path in self.path.iterdir() if (version := _version(path)) is not None]
        except FileMissingError:
            return ()
        return tuple(sorted(found, key=lambda item: (item.number, item.kept, item.content_hash), reverse=True))

    def keep(self, text: str, reason: Reason, now: datetime) -> Version | None:
        """Keep a text of `article.md`; on the disk when this returns. None when the last version says it already.

        Raises FileUnwritableError, DiskFullError, FileUnreadableError: what was kept before is still there.
        """
        content, present = text.encode("utf-8"), self.all()
        name = next_name(present, files.digest(content), reason, now)
        if not name:
            return None
        files.make_folder(self.path)
        with contextlib.suppress(ChangedOnDiskError):  # the same version, kept by somebody else at the same time
            files.write_atomic(self.path / name, content, expected_hash="")
        for version in thinned(present):
            with contextlib.suppress(OSError):
                version.path.unlink(missing_ok=True)
        with files.reading(self.path):
            return _version(self.path / name)

    def find(self, ident: str) -> Version:
        """By its id, or by its number where only one has it. Raises NoVersionError."""
        found = [item for item in self.all() if ident in {item.id, str(item.number)}]
        if len(found) != 1:
            raise NoVersionError(self.path, version=ident)
        return found[0]


def next_name(present: Sequence[Version], content_hash: str, reason: Reason, now: datetime) -> str:
    """What the file of one more version is called; "" when the last version, the first of these, says it already."""
    last = present[0] if present else None
    if last is not None and last.content_hash == content_hash and (reason not in _STAYING or last.reason == reason):
        return ""
    number = 1 if last is None else last.number + 1
    return f"{number:06d}-{now.astimezone(UTC).strftime(_STAMP)}-{reason}-{content_hash}.md"


def read(version: Version) -> str:
    """The text, checked against its hash. Raises FileMissingError, FileUnreadableError (reason "damaged")."""
    content = files.read_bytes(version.path)
    if files.digest(content) != version.content_hash:
        raise FileUnreadableError(version.path, reason="damaged")
    return files.decoded(version.path, content)


def thinned(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Which of these, the last first, may go: neither among the last ones, nor exported, nor the last of their day."""
    days: set[str] = set()
    going: list[Version] = []
    for at, version in enumerate(versions):
        day = version.kept.strftime("%Y%m%d")
        if at >= LAST and version.reason not in _STAYING and day in days:
            going.append(version)
        days.add(day)
    return tuple(going)


def _version(path: Path) -> Version | None:
    found = _NAME.match(path.name)
    if found is None or path.is_symlink():
        return None
    try:
        kept = datetime.strptime(found["stamp"], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Version(path, int(found["number"]), kept, found["reason"], found["hash"])
