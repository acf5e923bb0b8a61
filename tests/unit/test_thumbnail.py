"""Small pictures: upright, cut around the focal point, blurred as they leave, made once for a content."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from editor.errors import CancelledError, PhotoMissingError, PhotoUnreadableError
from editor.images import thumbnail as thumbnails
from editor.images.cache import PhotoCache
from editor.images.thumbnail import Small, thumbnail
from editor.model.article import Region, Resource
from editor.work import Cancel

PLAIN = Resource("")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Red at the left, blue at the right, twice as wide as high."""
    picture = Image.new("RGB", (400, 200), "red")
    picture.paste("blue", (200, 0, 400, 200))
    picture.save(tmp_path / "p.jpg", quality=95)
    return tmp_path / "p.jpg"


def made(
    path: Path, marks: Resource = PLAIN, cache: PhotoCache | None = None, size: tuple[int, int] = (40, 40)
) -> Small:
    return thumbnail(path, size, marks, Cancel(), cache)


def color(small: Small, x: int, y: int) -> str:
    at = 3 * (y * small.size[0] + x)
    red, _, blue = small.pixels[at : at + 3]
    return "red" if red > 200 and blue < 60 else "blue" if blue > 200 and red < 60 else "mixed"


def test_a_photo_fills_its_square_and_its_own_size_is_told(photo: Path) -> None:
    small = made(photo)
    assert (small.size, small.of, len(small.pixels)) == ((40, 40), (400, 200), 4800)
    assert (color(small, 2, 20), color(small, 37, 20)) == ("red", "blue")


def test_the_focal_point_is_seen_also_on_a_turned_photo(photo: Path) -> None:
    right = made(photo, Resource("", focus=(0.9, 0.5)))
    assert {color(right, x, 20) for x in range(40)} == {"blue"}
    turned = made(photo, Resource("", focus=(0.9, 0.5), rotate=90))
    assert turned.of == (200, 400)
    assert {color(turned, 20, y) for y in range(40)} == {"blue"}


def test_what_nobody_shall_recognise_is_not_in_it(photo: Path) -> None:
    Image.effect_noise((400, 200), 90).convert("RGB").save(photo)
    sharp, hidden = made(photo), made(photo, Resource("", blur=(Region(0, 0, 1, 1),)))
    assert len(set(hidden.pixels)) < len(set(sharp.pixels)) / 2


def test_a_photo_is_decoded_once_for_its_content(photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = PhotoCache(tmp_path / "cache")
    first = made(photo, cache=cache)
    monkeypatch.setattr(thumbnails, "_made", None)
    again = made(photo, cache=cache)
    assert (again.size, again.of) == (first.size, first.of)
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(photo.read_bytes())
    assert made(copy, cache=cache).of == first.of
    monkeypatch.setattr(thumbnails, "read_photo", None)
    assert made(copy, cache=cache).of == first.of


def test_what_is_no_photo_is_an_error_and_no_crash(tmp_path: Path, photo: Path) -> None:
    with pytest.raises(PhotoMissingError):
        made(tmp_path / "none.jpg")
    (tmp_path / "cut.jpg").write_bytes(photo.read_bytes()[:900])
    with pytest.raises(PhotoUnreadableError):
        made(tmp_path / "cut.jpg")
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(CancelledError):
        thumbnail(photo, (10, 10), PLAIN, cancel)
