"""Nothing is made of a photo twice, and nothing that the cache holds can be wrong."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from editor.images import metadata, renditions
from editor.images.asset import ImageAsset, PhotoText
from editor.images.cache import PhotoCache
from editor.images.encoding import encoded as bare
from editor.images.encoding import worded
from editor.images.probe import probe
from editor.images.renditions import Rendition, RenditionPlan, make_all
from made_photos import encoded, picture

FORMATS = ("JPEG", "WEBP")


@pytest.fixture
def cache(tmp_path: Path) -> PhotoCache:
    return PhotoCache(tmp_path / "cache")


@pytest.fixture
def asset(tmp_path: Path) -> ImageAsset:
    (tmp_path / "photo.jpg").write_bytes(encoded(picture(900, 600)))
    return probe(tmp_path / "photo.jpg")


@pytest.fixture
def plan(asset: ImageAsset) -> RenditionPlan:
    return RenditionPlan(asset, (300, 800), FORMATS, text=PhotoText("Sân trường", "Viết Thành"))


def _make(plan: RenditionPlan, cache: PhotoCache | None) -> tuple[Rendition, ...]:
    (made,) = make_all([plan], cache=cache)
    return made


def _entries(cache: PhotoCache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def _no_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a photo was decoded")

    monkeypatch.setattr(renditions, "decoded", never)


def test_what_was_made_is_not_made_again(
    plan: RenditionPlan, cache: PhotoCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _make(plan, cache)
    assert first == _make(plan, None)
    _no_pixels(monkeypatch)

    assert _make(plan, cache) == first
    with pytest.raises(AssertionError):
        _make(replace(plan, widths=(300, 700)), cache)


def test_a_corrected_caption_encodes_nothing_anew(
    plan: RenditionPlan, cache: PhotoCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected = replace(plan, text=PhotoText("Sân trường sáng 5/9"))
    fresh = _make(corrected, None)
    _make(plan, cache)
    _no_pixels(monkeypatch)

    assert _make(corrected, cache) == fresh


@pytest.mark.parametrize(
    "change",
    [
        {"rotate": 90},
        {"widths": (300, 800, 900)},
        {"quality": {"JPEG": 60, "WEBP": 60}},
        {"asset": None},
    ],
)
def test_another_plan_never_gets_what_was_made_for_this_one(
    plan: RenditionPlan, cache: PhotoCache, tmp_path: Path, change: dict[str, object]
) -> None:
    if "asset" in change:
        (tmp_path / "other.jpg").write_bytes(encoded(picture(900, 600).transpose(Image.Transpose.ROTATE_180)))
        change = {"asset": probe(tmp_path / "other.jpg")}
    other = replace(plan, **change)  # type: ignore[arg-type]
    _make(plan, cache)

    assert _make(other, cache) == _make(other, None)


@pytest.mark.parametrize("damage", ["flip", "cut", "empty"])
def test_a_damaged_entry_is_noticed_and_made_anew(plan: RenditionPlan, cache: PhotoCache, damage: str) -> None:
    first = _make(plan, cache)
    for entry in _entries(cache):
        content = bytearray(entry.read_bytes())
        content[-1] ^= 1
        entry.write_bytes({"flip": bytes(content), "cut": bytes(content[:-9]), "empty": b""}[damage])

    assert _make(plan, cache) == first
    assert all(cache.get(plan.recipe(file)) for file in plan.files())


def test_the_least_recently_used_go_first_when_the_limit_is_passed(tmp_path: Path) -> None:
    cache = PhotoCache(tmp_path, limit=10_000_000)
    for number in range(10):
        cache.put(str(number), bytes(1000))
        os.utime(cache._path(str(number)), (number, number))
    assert cache.get("0") == bytes(1000)

    small = replace(cache, limit=5000)
    small.trim()

    left = [number for number in range(10) if cache.get(str(number))]
    assert left == [0, 7, 8, 9]
    for number in range(100, 200):
        small.put(str(number), bytes(1000))
    assert sum(path.stat().st_size for path in _entries(small)) <= 5000


def test_a_disk_that_takes_nothing_fails_no_export(plan: RenditionPlan, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")

    assert _make(plan, PhotoCache(tmp_path / "file" / "cache")) == _make(plan, None)


def test_what_a_killed_writer_left_goes_after_an_hour(cache: PhotoCache) -> None:
    cache.put("key", b"content")
    folder = cache._path("key").parent
    for name, age in (("old", 4000), ("new", 10)):
        (folder / f".{name}.tmp").write_bytes(b"half")
        moment = (folder / f".{name}.tmp").stat().st_mtime - age
        os.utime(folder / f".{name}.tmp", (moment, moment))

    cache.trim()

    assert {path.name for path in folder.iterdir()} == {cache._path("key").name, ".new.tmp"}


BUSY = """
import sys
from pathlib import Path
from editor.images.cache import PhotoCache
cache = PhotoCache(Path(sys.argv[1]), limit=40_000)
for number in range(400):
    key = str(number % 40)
    content = cache.get(key)
    assert content in (None, key.encode() * 500), key
    cache.put(key, key.encode() * 500)
"""


def test_several_processes_share_a_cache(tmp_path: Path) -> None:
    source = str(Path(__file__).parents[2] / "src")
    busy = [
        subprocess.Popen([sys.executable, "-c", BUSY, tmp_path], env={"PYTHONPATH": source}, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    errors = [process.communicate(timeout=60)[1] for process in busy]

    assert [process.returncode for process in busy] == [0, 0, 0], errors
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("text", [PhotoText(), PhotoText("Sân trường", "Viết Thành", alt="Một cậu bé")])
def test_words_put_into_a_webp_are_as_its_own_library_would_put_them(mode: str, text: PhotoText) -> None:
    image = picture(301, 203, mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    file = io.BytesIO()
    words = {"exif": metadata.exif_tiff(text, 301, 203), "xmp": metadata.xmp_packet(text)}
    image.save(file, "WEBP", quality=78, method=2, **words)

    assert worded(bare(image, "WEBP", 78), "WEBP", text, 301, 203) == file.getvalue()
