"""Finds the files that ship with Standfirst: in a wheel, a checkout or an installed program."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder `resources/`, wherever this copy of Standfirst keeps it."""
    here = Path(__file__).resolve().parent
    shipped = here / "_resources"
    return shipped if shipped.is_dir() else here.parents[1] / "resources"


def resource(name: str) -> Path:
    """A shipped file or folder by its path under `resources/`, "messages/vi/checks.toml"."""
    return root() / name
