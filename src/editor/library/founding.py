"""Makes a new workspace, empty or with the sample newsroom that ships with Standfirst."""

from __future__ import annotations

import shutil
from pathlib import Path

from editor import files
from editor.resources import resource

_DRAWING = "photos.py"


def found(root: Path, *, sample: bool, lang: str) -> None:
    """Fill an empty or missing folder; after an error it is as empty or missing as before.

    Raises FileUnwritableError, DiskFullError.
    """
    missing = [folder for folder in (root, *root.parents) if not folder.exists()]
    try:
        _fill(root, sample=sample, lang=lang)
    except BaseException:
        for path in missing[-1:] or root.iterdir():
            _remove(path)
        raise


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _fill(root: Path, *, sample: bool, lang: str) -> None:
    files.make_folder(root)
    if sample:
        _copy(resource("sample"), root)
        _draw(root)
    for name in ("articles", ".standfirst/leases", ".standfirst/receipts"):
        files.make_folder(root / name)
    settings = root / "newsroom.yaml"
    if not settings.exists():
        shipped = resource(f"newsroom/{lang}.yaml")
        files.write_atomic(settings, files.read_bytes(shipped), expected_hash="")


def _copy(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        inner = path.relative_to(source)
        if inner.parts[0] == _DRAWING or "__pycache__" in inner.parts:
            continue
        if path.is_dir():
            files.make_folder(target / inner)
        else:
            files.make_folder((target / inner).parent)
            files.write_atomic(target / inner, files.read_bytes(path), expected_hash="")


def _draw(root: Path) -> None:
    """The sample's photos are drawn by a script of its own: the repository holds no pictures."""
    from runpy import run_path

    script = resource("sample") / _DRAWING
    if script.exists():
        with files.writing(root):
            run_path(str(script))["draw"](root)
