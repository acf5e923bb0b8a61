"""What exports leave behind in a workspace, for many articles at once: receipts, and versions of what was exported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor import files
from editor.errors import ChangedOnDiskError, EditorError, FileMissingError
from editor.files.together import Write, clear_leftovers, write_together
from editor.library import receipts
from editor.library.state import read_state, state_name
from editor.library.versions import Version, Versions, next_name

if TYPE_CHECKING:
    from editor.library.workspace import Workspace
    from editor.model.article import Article


@dataclass(frozen=True, slots=True)
class Departure:
    """An article that has left: its receipt under `article_id`, its file as it was read for its versions."""

    article_id: str
    receipt: Mapping[str, object]
    folder: Path
    article: Article  # as its file has it
    text: str


class Departures:
    """The receipts and versions of a workspace while many of its articles leave.

    Which there are is looked at once; who comes in between is met when a file is put into its place, and waited for.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Raises UnsafePathError, FileUnreadableError."""
        self._workspace = workspace
        self._receipts = files.inside(workspace.root, ".standfirst/receipts")
        self._versions = files.inside(workspace.root, ".standfirst/versions")
        self._known = {folder: _names(folder) for folder in (self._receipts, self._versions)}
        clear_leftovers((self._receipts,))

    def receipts_of(self, article_id: str) -> tuple[dict[str, Any], ...]:
        """`receipts.load`."""
        if f"{state_name(article_id)}.json" in self._known[self._receipts]:
            return receipts.load(self._workspace, article_id)
        return ()

    def keep(self, departures: Sequence[Departure]) -> list[EditorError | None]:
        """Of each departure None when its receipt is kept, or why not. A version that cannot be kept is no error."""
        now = datetime.now(UTC)
        try:
            for folder in (self._receipts, self._versions):
                files.make_folder(folder)
            with files.writing(self._receipts):
                return self._keep(departures, now)
        except EditorError as problem:
            return [problem] * len(departures)

    def _keep(self, departures: Sequence[Departure], now: datetime) -> list[EditorError | None]:
        notes = [self._receipt(departure) for departure in departures]
        versions = [version for departure in departures for version in self._version(departure, now)]
        written = iter(write_together(self._receipts.parent, [*filter(None, notes), *versions]))
        outcomes = [next(written) if note else ChangedOnDiskError(self._receipts) for note in notes]
        return [self._added(*pair) for pair in zip(departures, outcomes, strict=True)]

    def _receipt(self, departure: Departure) -> Write | None:
        """None where a damaged file stands in the way."""
        path, stored, present = self._receipts / f"{state_name(departure.article_id)}.json", None, ""
        if path.name in self._known[self._receipts]:
            stored, present = read_state(path)
            if stored is None and present:
                return None
        content = json.dumps(receipts.extended(stored, departure.receipt), ensure_ascii=False)
        return Write(path, f"{content}\n".encode(), present)

    def _version(self, departure: Departure, now: datetime) -> Iterator[Write]:
        name, content = state_name(departure.article.id or departure.folder.name), departure.text.encode()
        present: tuple[Version, ...] = ()
        with suppress(EditorError):
            if name in self._known[self._versions]:
                present = Versions(self._workspace.root, departure.folder, departure.article).all()
            file = next_name(present, files.digest(content), "exported", now)
            if file:
                yield Write(self._versions / name / file, content)

    def _added(self, departure: Departure, outcome: EditorError | None) -> EditorError | None:
        """Somebody else kept a receipt meanwhile, or the file is damaged: the patient way."""
        if not isinstance(outcome, ChangedOnDiskError):
            return outcome
        try:
            receipts.add(self._workspace, departure.article_id, departure.receipt)
        except EditorError as problem:
            return problem
        return None


def _names(folder: Path) -> frozenset[str]:
    with suppress(FileMissingError), files.reading(folder):
        return frozenset(path.name for path in folder.iterdir())
    return frozenset()
