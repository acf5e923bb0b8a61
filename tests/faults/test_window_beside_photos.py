"""P8: while photos that somebody built to freeze the program are read, the window answers within 200 ms."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from faults.ledger import Ledger
from faults.newsroom import Desk
from faults.test_hostile_photos import BUILT, _chunk, _jpeg_many_segments
from faults.warm import Warm, warm
from made_photos import encoded, picture

ANSWERS = 0.2
"""Seconds (trust.md P8)."""

TRIES = 3
"""Other programs may hold the processor up; a window that waits for a photo is slow each time."""


@pytest.fixture(scope="module")
def windows(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    pytest.importorskip("PySide6")
    modules = ("editor.qt.main", "PySide6.QtTest", "faults.answering", "faults.writers", "editor.qt.dialogs.photos")
    with warm(shim, tmp_path_factory.mktemp("home"), *modules) as started:
        yield started


def _large_png(chance: random.Random) -> bytes:
    """As many pixels as the limit lets pass, in a hundred kilobytes."""
    side = 8900
    packer, row = zlib.compressobj(9), bytes([0, *chance.randbytes(1)]) + bytes((side + 7) // 8 - 1)
    pixels = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _slow_jpeg(chance: random.Random) -> bytes:
    """Scan upon scan over twelve megapixels, fewer than are refused."""
    content = encoded(picture(4000, 3000), "JPEG", progressive=True, quality=chance.randrange(60, 80))
    scan = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + scan * 60 + content[-2:]


SLOW = (_large_png, _slow_jpeg)


def with_photos(desk: Desk, chance: random.Random) -> Path:
    """Hostile photos in the article, and others in a folder."""
    photos = desk.top / "photos"
    photos.mkdir()
    lines = []
    for number, make in enumerate((*SLOW, *BUILT, _jpeg_many_segments)):
        (desk.article / "images" / f"{number + 2:02d}.jpg").write_bytes(make(chance))
        (photos / f"{number:02d}.jpg").write_bytes(make(chance) + b"\0")  # never seen before
        lines.append(f"![x](images/{number + 2:02d}.jpg)\n")
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text + "\n" + "\n".join(lines) + "\nk0.\n", encoding="utf-8")
    return photos


def typed(windows: Warm, desk: Desk, photos: Path, home: Path, function: str = "type_beside_photos") -> dict[str, Any]:
    came = windows.call(
        f"faults.answering:{function}",
        [[str(desk.article), str(photos)]],
        [],
        STANDFIRST_HOME=str(home),
        QT_QPA_PLATFORM="offscreen",
    )
    assert came.code == 0, came.err
    found: dict[str, Any] = came.json
    return found


def slow(seen: dict[str, Any]) -> list[str]:
    """Where the window took too long."""
    return [f"{place}: {seen[place]}" for place in ("page", "sheet") if seen[place]["slowest"] > ANSWERS]


def test_the_window_answers_while_hostile_photos_are_read(windows: Warm, desk: Desk, tmp_path: Path) -> None:
    photos = with_photos(desk, random.Random(8))
    for attempt in range(TRIES):
        seen = typed(windows, desk, photos, tmp_path / f"home{attempt}")
        assert seen["keys"] > 5, seen
        assert seen["looked"], seen
        if not slow(seen):
            break
    Ledger.add("P8", "photos read beside a window under keys", 2 * len(list(photos.iterdir())), "|".join(slow(seen)))
    assert not slow(seen), seen


def test_a_window_that_reads_photos_itself_is_seen(windows: Warm, desk: Desk, tmp_path: Path) -> None:
    photos = with_photos(desk, random.Random(8))
    seen = typed(windows, desk, photos, tmp_path / "home0", "type_beside_photos_naively")
    assert any(told.startswith("sheet") for told in slow(seen)), seen


@pytest.mark.qt_log_ignore("Corrupt JPEG")
def test_the_page_shows_only_what_has_been_decoded_out_of_harms_way(tmp_path: Path) -> None:
    """Qt's own decoders, in the window's process, take what is cut off."""
    pytest.importorskip("PySide6")
    from editor.qt.surface.photos import PhotoKey, _reader, decode

    path = tmp_path / "cut.jpg"
    content = encoded(picture(640, 480))
    path.write_bytes(content[: len(content) * 2 // 3])
    reader = _reader(str(path))
    assert reader is not None
    assert not reader.read().isNull()
    assert decode(PhotoKey(str(path), 320, 240)).isNull()
    path.write_bytes(content)
    assert not decode(PhotoKey(str(path), 320, 240)).isNull()
