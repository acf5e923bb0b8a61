"""The royalty list as a file: `list --royalty FILE`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor import files
from editor.cli.console import Console
from editor.errors import EditorError
from editor.work import Progress

if TYPE_CHECKING:
    from editor.library.workspace import Workspace
    from editor.model.article import Article


def save_royalties(
    workspace: Workspace, folders: Sequence[Path], path: Path, console: Console, progress: Progress
) -> None:
    """Write the list of these articles, oldest first; one that has become unreadable is named on stderr.

    With a byte-order mark: without it spreadsheets take Vietnamese for another encoding. Raises FileUnwritableError,
    DiskFullError.
    """
    from editor.app.royalty import royalty_csv

    def articles() -> Iterator[tuple[str, Article]]:
        for number, folder in enumerate(sorted(folders, key=lambda item: item.name)):
            progress(number, len(folders), folder.name)
            try:
                yield folder.name, workspace.load(folder).article
            except EditorError as problem:
                console.say(console.messages.error(problem))

    files.write_atomic(path, royalty_csv(articles()).encode("utf-8-sig"))
    console.note("cli.list.royalties", file=path, n=len(folders))
