"""Articles as the commands take them: found by path, edited under a lease, their text read from a file or stdin."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor import files
from editor.cli.console import Console
from editor.errors import EditorError
from editor.library.journal import newer_than_saved
from editor.library.workspace import Opened, Saved, Workspace
from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace, Place
from editor.model.newsroom import Newsroom

if TYPE_CHECKING:
    from editor.model.article import Article


def now(newsroom: Newsroom) -> datetime:
    """The present on the newsroom's clock: a day begins when it begins there."""
    return datetime.now(ZoneInfo(newsroom.timezone))


def newsroom_of(workspace: Workspace, console: Console) -> Newsroom:
    """The settings in force; what is wrong in their files is said on stderr."""
    newsroom, problems = workspace.settings()
    for problem in problems:
        console.note_once(problem.code, **problem.facts)
    return newsroom


def opened_saved(workspace: Workspace, folder: Path, console: Console) -> Opened:
    """The saved article; says so when a journal holds newer text."""
    opened = workspace.load(folder)
    note_journal(folder, console)
    return opened


def note_journal(folder: Path, console: Console) -> None:
    """Says on stderr when unsaved text of an article is kept on this computer."""
    try:
        kept = newer_than_saved(folder)
    except EditorError as problem:
        console.say(console.messages.error(problem))
    else:
        if kept is not None:
            console.note("cli.journal-newer", file=folder / "article.md", written=kept.written)


class Edited:
    """An article under this process's lease, while a command changes it."""

    def __init__(self, workspace: Workspace, opened: Opened, newsroom: Newsroom) -> None:
        self.workspace = workspace
        self.newsroom = newsroom
        self.folder = opened.folder
        self.article = opened.article
        self._opened = opened
        self._content_hash = opened.content_hash
        self._cleaned = tuple(finding for finding in opened.findings if finding.code == "cleaned")

    def save(self, after: Article, moment: datetime) -> Saved:
        """Write the article where that says anything new; `lastmod` moves by itself unless it was set.

        What stood in the file is kept as a version first (trust.md rule 8): nobody asks a script for undo.
        """
        from editor.app.session import DocumentSession
        from editor.app.versioning import keep_opened

        session = DocumentSession(self.folder, self.article, self.newsroom, self._content_hash)
        session.apply(after, "command")
        pending = session.begin_save(moment)
        if pending is not None and after.lastmod == self.article.lastmod:
            after = pending.article
        if pending is not None:
            keep_opened(self.workspace, self._opened, "opened", moment)
        saved = self.workspace.save_with_findings(self.folder, after, self._content_hash)
        return replace(saved, findings=(*self._cleaned, *saved.findings)) if saved.written else saved


@contextmanager
def editing(workspace: Workspace, folder: Path, newsroom: Newsroom, console: Console) -> Iterator[Edited]:
    """An article to change. Raises LockedError when another process has it open."""
    from editor.library.lease import Lease

    with Lease.acquire(workspace.root, folder, workspace.load(folder).article):
        # Read again: whoever held it before may have saved after the first look.
        yield Edited(workspace, opened_saved(workspace, folder, console), newsroom)


def read_words(source: str) -> str:
    """The text behind `-` (stdin) or a file's name. Raises FileMissingError, FileUnreadableError."""
    if source == "-":
        return files.decoded(Path("-"), sys.stdin.buffer.read())
    return files.read_text(Path(source))


def place_of(place: Place) -> dict[str, object]:
    """A place as JSON (format.md 7)."""
    match place:
        case BlockPlace(block=block, start=start, end=end):
            return {"block": block, "start": start, "end": end}
        case FieldPlace(field=field, start=start, end=end):
            return {"field": field, "start": start, "end": end} if end else {"field": field}
        case PhotoPlace(photo=photo, part=part):
            return {"photo": photo, "part": part} if part else {"photo": photo}


def finding_of(finding: Finding, console: Console) -> dict[str, object]:
    """A finding as JSON (format.md 7)."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "place": place_of(finding.place),
        "message": console.messages.finding(finding),
        "facts": dict(finding.facts),
    }
