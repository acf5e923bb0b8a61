"""The icons' database without what a program that knows their names does not ask: tags, categories, aliases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def trim(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as opened:
        for table in ("icon_aliases", "icon_categories", "icon_tags"):
            opened.execute(f"DROP TABLE IF EXISTS {table}")
        opened.execute("VACUUM")
