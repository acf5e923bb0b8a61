"""Finds the files that ship with Standfirst: in a wheel, a checkout or an installed program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
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


def files_of(package: str, pattern: str) -> Iterator[Path | bytes]:
    """Files of an installed package, by their place below it ("files/*.ttf"), in order: their paths, or their contents
    where an installed program keeps the package in an archive. Nothing when there is no such package. Imports nothing.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return
    folder = Path(spec.origin).parent
    if folder.is_dir():
        yield from sorted(folder.glob(pattern))
        return
    archive = next((parent for parent in folder.parents if parent.is_file()), None)
    if archive is None:
        return
    from zipfile import ZipFile

    inside = folder.relative_to(archive)
    with ZipFile(archive) as opened:
        for name in sorted(opened.namelist()):
            if Path(name).is_relative_to(inside) and Path(name).relative_to(inside).match(pattern):
                yield opened.read(name)
