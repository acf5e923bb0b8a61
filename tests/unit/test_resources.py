"""Files of installed packages: as they lie, and out of an archive."""

from __future__ import annotations

import importlib
import sys
import zipfile
from pathlib import Path

import pytest

from editor.resources import files_of


def test_files_lie_in_order_below_their_package() -> None:
    found = list(files_of("fontpkg_inter", "files/*.ttf"))
    assert found == sorted(Path(str(file)) for file in found)
    assert found
    assert all(isinstance(file, Path) and file.suffix == ".ttf" for file in found)


def test_files_in_an_archive_come_as_their_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "packages.zip", "w") as archive:
        archive.writestr("letters_of_ours/__init__.py", "raise SystemExit('nobody imports it')")
        archive.writestr("letters_of_ours/files/b.ttf", b"B")
        archive.writestr("letters_of_ours/files/a.ttf", b"A")
        archive.writestr("letters_of_ours/files/a.txt", b"no letter")
        archive.writestr("other/files/c.ttf", b"C")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages.zip"), *sys.path])
    importlib.invalidate_caches()
    assert list(files_of("letters_of_ours", "files/*.ttf")) == [b"A", b"B"]
    assert list(files_of("letters_of_ours", "nothing")) == []


def test_a_package_that_is_not_there_has_no_files() -> None:
    assert list(files_of("no_such_package_here", "*")) == []
