"""The icons' database with the icons that the program can ask for, and without what helps to search for others."""

from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from pathlib import Path

from house import ROOT


def trim(database: Path) -> None:
    """Leave what some text in our sources names; a name that is put together at run time would be missed, and a test
    of the program's pictures would show the gap."""
    said = texts(ROOT / "src" / "editor")
    with closing(sqlite3.connect(database, isolation_level=None)) as opened:
        for table in ("icon_aliases", "icon_categories", "icon_tags"):
            opened.execute(f"DROP TABLE IF EXISTS {table}")
        names = [name for (name,) in opened.execute("SELECT name FROM icons") if name not in said]
        opened.executemany("DELETE FROM icons WHERE name = ?", [(name,) for name in names])
        opened.execute("VACUUM")


def texts(folder: Path) -> set[str]:
    """Every string that stands in the code below a folder."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py")))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
