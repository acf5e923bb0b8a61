"""The search index and the library's metadata, in a database on this computer. Disposable: the files are the truth.

Every word stands in the index twice, as written and without its marks (`editor.library.words`): a query word without
marks looks among the bare ones ("dang uy" finds "Đảng ủy"), one with marks only among those written so ("đảng" is not
"đang").

Several threads may use one Index: a refresh goes on in turns of some milliseconds, and whoever asks comes in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from editor.library import archived, browsing, gathering, tables
from editor.library.archive import archive_folder
from editor.library.browsing import Hit, Offer, Published, Shelf, Shown, Wanted
from editor.library.database import Database
from editor.library.folders import Folders
from editor.library.learning import Learner, Refreshed
from editor.library.listing import Listed, Listing
from editor.library.places import workspace_folder
from editor.library.suggest import Suggestion
from editor.library.turns import Turns
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from sqlite3 import Connection

    from editor.library.workspace import Opened
    from editor.model.article import Article

T = TypeVar("T")

VERSION = tables.VERSION


class Index:
    """The index of one workspace. A context manager."""

    def __init__(self, root: Path, read: Callable[[Path], Opened]) -> None:
        """Args: read: loads the article of a folder, or raises EditorError."""
        self._root = root
        self._articles = root / "articles"
        self._folders = Folders(self._articles, ())
        self._turns = Turns()
        self._database = Database(workspace_folder(root) / "index.sqlite3", tables.TABLES, VERSION)
        self._learner = Learner(self._database, self._turns, self._articles, read)

    def refresh(
        self, folders: Iterable[Path], cancel: Cancel | None = None, progress: Progress = no_progress
    ) -> Refreshed:
        """Read the articles whose file has another size or time than last time, and forget those that are gone.

        Args:
            folders: every article's folder of the workspace.
        """
        self._folders = Folders.of(folders, self._articles)
        token = cancel or Cancel()
        return self._surviving(lambda: self._refresh(token, progress))

    def rebuild(
        self, folders: Iterable[Path], cancel: Cancel | None = None, progress: Progress = no_progress
    ) -> Refreshed:
        """Forget everything, then `refresh`."""
        with self._turns:
            self._database.start_anew()
        return self.refresh(folders, cancel, progress)

    def relearn(self, folder: Path) -> None:
        """Read one article anew: it was saved, or has come or gone, and the others are as they were."""
        self._surviving(lambda: self._learner.relearn(folder))

    def refresh_archive(self, cancel: Cancel | None = None, progress: Progress = no_progress) -> int:
        """Read the files of the archive that have changed; how many items there are now. Raises CancelledError."""
        token, folder = cancel or Cancel(), archive_folder(self._root)
        return self._surviving(
            lambda: archived.refresh(self._database, folder, token, progress, self._learner.in_turns)
        )

    def listed(self) -> Listing:
        """The lines of the library as of the last refresh, the newest first."""
        return self._surviving(self._listed)

    def browse(self, wanted: Wanted) -> Shelf:
        """The numbers of the articles that are wanted, in their order."""
        return self._asked(lambda connection: browsing.shelf(connection, wanted))

    def offer(self) -> Offer:
        """What the filters of the library offer."""
        return self._asked(browsing.offer)

    def page(self, rows: Sequence[int], query: str = "") -> tuple[Shown, ...]:
        """The lines of these numbers; those that are gone meanwhile are left out. Args: query: to be marked."""
        return self._asked(lambda connection: browsing.page(connection, self._articles, rows, query))

    def by_id(self, ids: Sequence[str]) -> dict[str, Listed]:
        """The lines of articles by their ids, as far as there are such."""
        return self._asked(lambda connection: browsing.by_id(connection, self._articles, ids))

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """The articles that hold every word of a query, the best first; the last word may be the beginning of one."""
        return self._asked(lambda connection: browsing.hits(connection, self._articles, query, limit))

    def published(self, query: str, limit: int = 20) -> tuple[Published, ...]:
        """Items of the archive that hold every word of a query, the best first."""
        return self._asked(lambda connection: browsing.published(connection, query, limit))

    def suggest(self, article: Article, today: date, limit: int = 10) -> tuple[Suggestion, ...]:
        """What of the library and of the archive belongs beside an article, the best first, each with its reason."""
        return self._asked(lambda connection: gathering.suggested(connection, article, today, limit))

    def close(self) -> None:
        with self._turns:
            self._database.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _asked(self, work: Callable[[Connection], T]) -> T:
        """What is short takes one turn."""

        def taken() -> T:
            with self._turns:
                return work(self._database.connection)

        return self._surviving(taken)

    def _surviving(self, work: Callable[[], T]) -> T:
        return self._database.surviving(work, lambda: self._refresh(Cancel(), no_progress))

    def _refresh(self, cancel: Cancel, progress: Progress) -> Refreshed:
        return self._learner.refresh(self._folders, cancel, progress)

    def _listed(self) -> Listing:
        return Listing(self._articles, self._learner.lines())
