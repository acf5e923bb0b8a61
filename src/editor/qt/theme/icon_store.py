"""Where the icons' SVG come from: the database inside the package `python-lucide`.

Importing that package takes 75 ms (it brings urllib and a logger), opening its database 10; so the icons that were used
are kept in one small file in local app data, and a start reads only that. The file is rebuilt whenever it is missing,
damaged, or older than the package.
"""

from __future__ import annotations

import importlib.util
import json
from contextlib import closing
from functools import cache
from pathlib import Path

from editor import files
from editor.errors import FileError
from editor.library.places import local_folder


class IconStore:
    """SVG texts by icon name."""

    def __init__(self, kept: Path) -> None:
        """Args: kept: the small file."""
        self._kept = kept
        self._database = _database()
        self._stamp = _stamp(self._database)
        self._svgs = self._read()
        self._has_new = False

    def svg(self, name: str) -> str:
        """Raises KeyError for a name that Lucide does not have."""
        if name not in self._svgs:
            self._svgs[name] = self._looked_up(name)
            self._has_new = True
        return self._svgs[name]

    def keep(self) -> None:
        """Write down what had to be looked up; where nothing can be written the next start looks again."""
        if not self._has_new:
            return
        content = json.dumps({"stamp": self._stamp, "svgs": self._svgs}).encode()
        try:
            files.make_folder(self._kept.parent)
            files.write_atomic(self._kept, content)
        except FileError:
            return
        self._has_new = False

    def _read(self) -> dict[str, str]:
        try:
            stored = json.loads(self._kept.read_bytes())
            fits = stored["stamp"] == self._stamp
            return {str(name): str(svg) for name, svg in stored["svgs"].items()} if fits else {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _looked_up(self, name: str) -> str:
        import sqlite3

        with closing(sqlite3.connect(f"{self._database.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            row = database.execute("SELECT svg FROM icons WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return str(row[0])


@cache
def icon_store() -> IconStore:
    """The store of this process."""
    return IconStore(local_folder() / "icons.json")


def _database() -> Path:
    spec = importlib.util.find_spec("lucide")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name="lucide")
    return Path(spec.origin).parent / "data" / "lucide-icons.db"


def _stamp(database: Path) -> list[int]:
    facts = database.stat()
    return [facts.st_size, facts.st_mtime_ns]
