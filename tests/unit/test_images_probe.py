"""Looking at a photo's file: what it is, how large, whole or not, and what is refused."""

from __future__ import annotations

import os
import struct
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from editor.errors import (
    EditorError,
    FileMissingError,
    NotAPhotoError,
    PhotoTooLargeError,
    PhotoUnreadableError,
    UnsafePathError,
)
from editor.files import digest
from editor.images.asset import ImageAsset, PhotoText, in_shooting_order
from editor.images.probe import probe, probe_bytes
from made_photos import encoded, oriented, picture, png_header, with_segment

HERE = Path("photo.jpg")


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_is_what_its_bytes_say_whatever_its_ending(tmp_path: Path, format_: str) -> None:
    content = encoded(picture(64, 48), format_)
    path = tmp_path / "photo.txt"
    path.write_bytes(content)

    asset = probe(path)

    assert (asset.format, asset.width, asset.height) == (format_, 64, 48)
    assert (asset.bytes, asset.sha256, asset.path) == (len(content), digest(content), path)


@pytest.mark.parametrize("options", [{"lossless": True}, {"exif": Image.Exif().tobytes()}])
def test_every_kind_of_webp_tells_its_size(options: dict[str, object]) -> None:
    asset = probe_bytes(encoded(picture(70, 31, "RGBA"), "WEBP", **options), HERE)

    assert (asset.width, asset.height) == (70, 31)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_that_of_the_upright_photo(orientation: int) -> None:
    asset = probe_bytes(oriented(orientation, picture(64, 48)), HERE)

    assert (asset.orientation, asset.width, asset.height) == (orientation, 64, 48)


@pytest.mark.parametrize("nonsense", [0, 9, 200, 65535])
def test_an_orientation_that_does_not_exist_counts_as_upright(nonsense: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = nonsense

    assert probe_bytes(encoded(picture(64, 48), exif=exif), HERE).orientation == 1


def test_a_text_named_jpg_is_no_photo(tmp_path: Path) -> None:
    path = tmp_path / "ghi-chu.jpg"
    path.write_text("Đây là ghi chú, không phải ảnh.", "utf-8")

    with pytest.raises(NotAPhotoError) as caught:
        probe(path)
    assert caught.value.file == str(path)


@pytest.mark.parametrize("content", [b"", b"\xff", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"BM" + b"\0" * 60])
def test_what_is_none_of_our_formats_is_no_photo(content: bytes) -> None:
    with pytest.raises(NotAPhotoError):
        probe_bytes(content, HERE)


def test_a_photo_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        probe(tmp_path / "gone.jpg")


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_links_folders_and_pipes_are_refused_at_once(tmp_path: Path) -> None:
    real = tmp_path / "real.jpg"
    real.write_bytes(encoded(picture(8, 8)))
    (tmp_path / "link.jpg").symlink_to(real)
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")

    with pytest.raises(UnsafePathError):
        probe(tmp_path / "link.jpg")
    for name in ("folder.jpg", "pipe.jpg"):
        with pytest.raises(EditorError) as caught:
            probe(tmp_path / name)
        assert caught.value.file.endswith(name)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_unreadable(format_: str, share: float) -> None:
    whole = encoded(picture(200, 150), format_)
    probe_bytes(whole, HERE)

    with pytest.raises(PhotoUnreadableError):
        probe_bytes(whole[: max(16, int(len(whole) * share))], HERE)


@pytest.mark.parametrize("zeros", [100, 100_000])
def test_a_photo_that_ends_in_zeros_is_unreadable(zeros: int) -> None:
    """A copy that broke off where the room was already reserved. Enough zeros decode as grey without an error."""
    whole = encoded(picture(200, 150))

    with pytest.raises(PhotoUnreadableError):
        probe_bytes(whole[: len(whole) // 2] + bytes(zeros), HERE)


def test_a_flipped_byte_in_a_png_is_noticed() -> None:
    whole = bytearray(encoded(picture(200, 150), "PNG"))
    whole[len(whole) // 2] ^= 0x40

    with pytest.raises(PhotoUnreadableError):
        probe_bytes(bytes(whole), HERE)


def _resized_header(jpeg: bytes, width: int, height: int) -> bytes:
    at = jpeg.index(b"\xff\xc0" if b"\xff\xc0" in jpeg else b"\xff\xc2")
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


def test_limits_are_looked_at_before_a_pixel_is_decoded() -> None:
    started = time.monotonic()
    baseline = encoded(picture(64, 64))
    for content in (
        png_header(60_000, 60_000),
        _resized_header(baseline, 65_000, 65_000),
        _resized_header(encoded(picture(64, 64), progressive=True), 9_500, 9_500),
        b"GIF89a" + struct.pack("<HHBBB", 10, 10, 0, 0, 0) + b"," + struct.pack("<HHHHB", 9, 9, 65000, 65000, 0) + b";",
    ):
        with pytest.raises(PhotoTooLargeError) as caught:
            probe_bytes(content, HERE)
        assert caught.value.facts["megapixels"] > caught.value.facts["limit"]  # type: ignore[operator]
    assert time.monotonic() - started < 1


def test_a_baseline_jpeg_may_be_larger_than_a_progressive_one() -> None:
    assert probe_bytes(_resized_header(encoded(picture(64, 64)), 9_500, 9_500), HERE).width == 9_500


def test_too_many_megabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.write(png_header(10, 10))
        file.truncate(3_000_000_000)

    with pytest.raises(PhotoTooLargeError) as caught:
        probe(path)
    assert caught.value.facts == {"megabytes": 3000, "limit": 60}


def test_a_progressive_jpeg_of_endless_scans_is_refused() -> None:
    content = encoded(picture(2000, 1500), progressive=True)
    scan = content.rindex(b"\xff\xda")
    many = content[:scan] + content[scan:-2] * 400 + content[-2:]

    started = time.monotonic()
    with pytest.raises(PhotoUnreadableError):
        probe_bytes(many, HERE)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF"])
def test_damage_anywhere_is_an_answer_never_a_crash(format_: str) -> None:
    """Every byte of the first 2,000 set to 0 and 255, one at a time: a photo or a PhotoError, quickly."""
    whole = encoded(picture(40, 30), format_)
    answers = {"photo": 0, "refused": 0}
    for at in range(16, min(len(whole), 2000)):
        for value in (0, 255):
            broken = bytearray(whole)
            broken[at] = value
            try:
                probe_bytes(bytes(broken), HERE)
            except (NotAPhotoError, PhotoUnreadableError, PhotoTooLargeError):
                answers["refused"] += 1
            else:
                answers["photo"] += 1
    assert answers["refused"], answers


def test_metadata_of_megabytes_and_thousands_of_segments_is_no_way_to_stop_us() -> None:
    many = encoded(picture(64, 48))
    many = many[:2] + b"\xff\xfe\0\2" * 200_000 + many[2:]
    started = time.monotonic()
    with pytest.raises(PhotoUnreadableError):
        probe_bytes(many, HERE)
    deep = b"http://ns.adobe.com/xap/1.0/\0" + b"<a>" * 20_000
    assert probe_bytes(with_segment(encoded(picture(64, 48)), 0xE1, deep), HERE).text == PhotoText()
    assert time.monotonic() - started < 2


def _taken(name: str, taken: str) -> ImageAsset:
    return ImageAsset(Path(name), "JPEG", 1, 1, 1, 1, "", PhotoText(taken=taken))


def test_shooting_order_goes_by_the_clock_then_by_the_name() -> None:
    photos = [
        _taken("IMG_10.JPG", ""),
        _taken("IMG_9.JPG", ""),
        _taken("c.jpg", "2022-10-17T08:42:11.50"),
        _taken("b.jpg", "2022-10-17T08:42:11.25+07:00"),
        _taken("a.jpg", "2022-10-17T09:00:00+00:00"),
        _taken("e.jpg", "2022-10-17T10:00:00"),
        _taken("d.jpg", "2022-10-17T10:00:00+07:00"),
    ]

    assert [photo.path.name for photo in in_shooting_order(photos)] == [
        "b.jpg", "c.jpg", "a.jpg", "d.jpg", "e.jpg", "IMG_9.JPG", "IMG_10.JPG",
    ]  # fmt: skip


def test_the_seed_photos_say_what_their_readme_says(seed: Path) -> None:
    assets = in_shooting_order(probe(path) for path in sorted(seed.glob("*.JPG")))

    assert [asset.path.name for asset in assets] == ["IMG_4411.JPG", "IMG_4417.JPG", "DSC_0092.JPG"]
    assert [asset.text.credit for asset in assets] == ["Phóng viên ảnh / Tuổi trẻ Thủ đô"] * 2 + [""]
    assert [asset.text.caption for asset in assets] == [
        "Quang cảnh lễ khai giảng",
        "Phó Bí thư Thường trực Thành ủy Nguyễn Thị Tuyến phát biểu tại lễ khai giảng",
        "",
    ]
    assert [(asset.width, asset.height) for asset in assets] == [(4032, 2688), (4032, 2688), (3600, 2400)]
    assert {asset.text.rights for asset in assets} == {"© Tuổi trẻ Thủ đô", ""}
    assert {asset.text.source for asset in assets} == {"Tuổi trẻ Thủ đô", ""}
    assert {asset.text.creator for asset in assets} == {"Phóng viên ảnh", ""}
