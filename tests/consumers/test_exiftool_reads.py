"""exiftool finds nothing private in a bundle, and the article's words whole."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_PRIVATE = ("GPS", "SERIAL", "COMMENT", "THUMBNAIL", "MAKERNOTE", "OWNER", "MAKE", "MODEL")


def facts(folder: Path) -> list[dict[str, Any]]:
    if not shutil.which("exiftool"):
        pytest.skip("exiftool is not installed (apt-get install libimage-exiftool-perl)")
    command = ["exiftool", "-json", "-G", "-a", "-r", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def private(folder: Path) -> list[str]:
    return [
        f"{fact['SourceFile']}: {name}"
        for fact in facts(folder)
        for name in fact
        if any(word in name.upper() for word in _PRIVATE)
    ]


@pytest.mark.parametrize("profile", ["html", "markdown"])
def test_nothing_private_leaves(profile: str, tmp_path: Path, export: Callable[..., Path]) -> None:
    bundle = export(profile, tmp_path / "cms")
    assert private(tmp_path / "article"), "the originals hold what must not leave"
    assert private(bundle) == []


def test_no_path_of_this_computer_and_no_note_leaves(tmp_path: Path, export: Callable[..., Path]) -> None:
    bundle = export("both", tmp_path / "cms")
    for file in bundle.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for word in (str(tmp_path), "phongvien", "SN-778899", "thầy hiệu trưởng"):
                assert word.encode() not in content, (file, word)


def test_caption_credit_and_copyright_stand_in_every_file(tmp_path: Path, export: Callable[..., Path]) -> None:
    bundle = export("html", tmp_path / "cms")
    found = [fact for fact in facts(bundle / "images") if "01-san-truong" in fact["SourceFile"]]
    assert len(found) == 6
    for fact in found:
        assert fact["XMP:Description"] == "Học sinh xếp hàng trong sân trường"
        assert fact["XMP:Credit"] == "Viết Thành"
        assert fact["XMP:Rights"] == "© Báo Bến Sông"
        if fact["SourceFile"].endswith(".jpg"):
            assert fact["IPTC:Caption-Abstract"] == "Học sinh xếp hàng trong sân trường"
            assert fact["IPTC:Credit"] == "Viết Thành"
            assert fact["EXIF:Copyright"] == "© Báo Bến Sông"
