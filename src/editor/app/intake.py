"""Getting articles in: import of files with their photos, and new ones from a title and a text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.ingest.draft import ArchiveItem, Dropped
from editor.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file. Either `error` is set and nothing was written for it, or the article is there."""

    file: Path
    article_id: str = ""
    folder: Path | None = None
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    archive_items: tuple[ArchiveItem, ...] = ()
    error: EditorError | None = None
