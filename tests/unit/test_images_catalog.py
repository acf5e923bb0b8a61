"""Looking up the photos of an article, fresh when their files change."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from editor.errors import NotAPhotoError, PhotoMissingError, PhotoUnreadableError
from editor.images import catalog
from editor.images.asset import ImageAsset
from editor.images.probe import probe
from made_photos import encoded, picture


def _width(found: object) -> int:
    assert isinstance(found, ImageAsset)
    return found.width


def test_each_photo_is_a_photo_or_the_reason_why_not(tmp_path: Path) -> None:
    images = tmp_path / "images"
    images.mkdir()
    (images / "01-a.jpg").write_bytes(encoded(picture(64, 48)))
    (images / "02-b.jpg").write_text("chữ")
    (images / "03-c.jpg").write_bytes(encoded(picture(64, 48))[:300])
    (images / "04-d.jpg").mkdir()

    found = catalog.look(
        tmp_path,
        [
            "images/01-a.jpg",
            "images/02-b.jpg",
            "images/03-c.jpg",
            "images/04-d.jpg",
            "images/05.jpg",
            "images/01-a.jpg",
        ],
    )

    assert _width(found["images/01-a.jpg"]) == 64
    assert isinstance(found["images/02-b.jpg"], NotAPhotoError)
    assert isinstance(found["images/03-c.jpg"], PhotoUnreadableError)
    assert isinstance(found["images/04-d.jpg"], NotAPhotoError | PhotoUnreadableError)
    assert isinstance(found["images/05.jpg"], PhotoMissingError)
    assert len(found) == 5


@pytest.mark.parametrize("src", ["../secret.jpg", "/etc/passwd", "", ".", "images/../../secret.jpg", "a\0b.jpg"])
def test_a_path_that_leaves_the_article_is_never_opened(tmp_path: Path, src: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(encoded(picture(64, 48)))
    article = tmp_path / "article"
    article.mkdir()

    assert isinstance(catalog.look(article, [src])[src], PhotoUnreadableError | PhotoMissingError)


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_link_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "real.jpg").write_bytes(encoded(picture(64, 48)))
    (tmp_path / "link.jpg").symlink_to("real.jpg")

    assert isinstance(catalog.look(tmp_path, ["link.jpg"])["link.jpg"], PhotoUnreadableError)


def test_a_photo_is_looked_at_once_and_again_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    first, second = encoded(picture(64, 48)), encoded(picture(48, 64))
    length = max(len(first), len(second))
    path.write_bytes(first.ljust(length, b"\0"))
    looked: list[Path] = []

    def counted(photo: Path, _cache: object) -> ImageAsset:
        looked.append(photo)
        return probe(photo)

    monkeypatch.setattr(catalog, "probe", counted)
    assert _width(catalog.look(tmp_path, ["a.jpg"])["a.jpg"]) == 64
    assert _width(catalog.look(tmp_path, ["a.jpg"])["a.jpg"]) == 64
    assert len(looked) == 1

    times = path.stat()
    path.write_bytes(second.ljust(length, b"\0"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert _width(catalog.look(tmp_path, ["a.jpg"])["a.jpg"]) == 48
    path.unlink()
    assert isinstance(catalog.look(tmp_path, ["a.jpg"])["a.jpg"], PhotoMissingError)
