"""Originals in the article's folder: whole, numbered, named after their words, never altered."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editor import files
from editor.errors import CancelledError, FileError, NotAPhotoError, PhotoUnreadableError, UnsafePathError
from editor.images.store import add, discard
from editor.work import Cancel
from made_photos import encoded, picture


def _photo(folder: Path, name: str = "IMG_4411.JPG", format_: str = "JPEG", width: int = 64) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded(picture(width, 48), format_))
    return path


def _article(folder: Path) -> Path:
    article = folder / "2022-10-17-bai"
    article.mkdir()
    return article


def test_a_photo_is_copied_byte_by_byte_and_named_after_its_caption(tmp_path: Path) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)

    src = add(photo, article, "Quang cảnh lễ khai giảng")

    assert src == "images/01-quang-canh-le-khai-giang.jpg"
    assert (article / src).read_bytes() == photo.read_bytes()
    assert [path.name for path in (article / "images").iterdir()] == ["01-quang-canh-le-khai-giang.jpg"]


@pytest.mark.parametrize(
    ("name", "words", "format_", "expected"),
    [
        ("IMG_4411.JPG", "", "JPEG", "images/01-img-4411.jpg"),
        ("Ảnh Đà Nẵng.jpeg", "…", "PNG", "images/01-anh-da-nang.png"),
        ("照片.jpg", "", "WEBP", "images/01-photo.webp"),
        ("a.jpg", "Con", "GIF", "images/01-con-1.gif"),
        ("x.jpg", "../../etc/passwd", "JPEG", "images/01-etc-passwd.jpg"),
    ],
)
def test_names_are_plain_and_end_as_the_bytes_say(
    tmp_path: Path, name: str, words: str, format_: str, expected: str
) -> None:
    assert add(_photo(tmp_path, name, format_), _article(tmp_path), words) == expected


def test_a_long_caption_stays_below_a_hundred_bytes(tmp_path: Path) -> None:
    src = add(_photo(tmp_path), _article(tmp_path), "Phó Bí thư Thường trực Thành ủy phát biểu tại lễ khai giảng " * 5)

    assert len(src.removeprefix("images/").encode()) <= 100
    assert src.startswith("images/01-pho-bi-thu-thuong-truc-thanh-uy-phat-bieu-tai-le-khai-giang-")
    assert "-thuon." not in src, "cut at a word"


def test_numbers_go_on_after_the_highest_even_when_some_are_gone(tmp_path: Path) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)
    for expected in ("01", "02", "03"):
        assert add(photo, article, "Ảnh").startswith(f"images/{expected}-")
    (article / "images/02-anh.jpg").unlink()
    (article / "images/ghi-chu.txt").write_text("x")

    assert add(photo, article, "Ảnh") == "images/04-anh.jpg"


def test_many_at_once_never_take_the_same_number(tmp_path: Path) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        srcs = list(pool.map(lambda _: add(photo, article, "Ảnh"), range(24)))

    assert sorted(srcs) == [f"images/{number:02d}-anh.jpg" for number in range(1, 25)]


def test_a_name_that_another_process_took_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)
    (article / "images").mkdir()
    real = files.write_atomic

    def taken_first(path: Path, content: bytes, *, expected_hash: str | None = None) -> str:
        if path.name.startswith("01-") and not path.exists():
            path.write_bytes(b"theirs")
        return real(path, content, expected_hash=expected_hash)

    monkeypatch.setattr("editor.images.store.write_atomic", taken_first)

    assert add(photo, article, "Ảnh") == "images/02-anh.jpg"
    assert (article / "images/01-anh.jpg").read_bytes() == b"theirs"


def test_nothing_is_stored_of_what_is_no_photo_or_damaged(tmp_path: Path) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)
    text = tmp_path / "text.jpg"
    text.write_text("không phải ảnh")
    photo.write_bytes(photo.read_bytes()[:500])

    with pytest.raises(NotAPhotoError):
        add(text, article, "")
    with pytest.raises(PhotoUnreadableError):
        add(photo, article, "")
    assert list(article.iterdir()) == []


def test_a_cancelled_copy_leaves_nothing(tmp_path: Path) -> None:
    article, photo, cancel = _article(tmp_path), _photo(tmp_path), Cancel()
    cancel.cancel()

    with pytest.raises(CancelledError):
        add(photo, article, "", cancel)
    assert list(article.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_an_images_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (article / "images").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(UnsafePathError):
        add(photo, article, "")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("editor.files.write_new", full)

    with pytest.raises(FileError) as caught:
        add(photo, article, "")
    assert caught.value.code == "file.disk-full"
    assert list((article / "images").iterdir()) == []


def test_discarding_takes_back_only_what_was_named(tmp_path: Path) -> None:
    article, photo = _article(tmp_path), _photo(tmp_path)
    first, second = add(photo, article, "Một"), add(photo, article, "Hai")

    discard(article, (second,))

    assert [path.name for path in (article / "images").iterdir()] == [first.removeprefix("images/")]
