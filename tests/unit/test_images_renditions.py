"""Copies for publishing: upright, sized, sRGB, without anything private, with their words."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from editor.errors import CancelledError, PhotoMissingError, PhotoUnreadableError
from editor.images import colour
from editor.images.asset import ImageAsset, PhotoText
from editor.images.encoding import encoded as jpeg_of
from editor.images.probe import probe
from editor.images.renditions import Rendition, RenditionPlan, make_all, sizes
from editor.work import Cancel
from made_photos import encoded, exiftool, oriented, picture, planted, renditions_of

TEXT = PhotoText(
    caption="Quang cảnh lễ khai giảng",
    credit="Viết Thành / Tuổi trẻ Thủ đô",
    creator="Viết Thành",
    rights="© Tuổi trẻ Thủ đô",
    alt="Hội trường với phông đỏ",
)


def _stored(folder: Path, content: bytes) -> ImageAsset:
    path = folder / "photo"
    path.write_bytes(content)
    return probe(path)


def _opened(rendition: Rendition) -> Image.Image:
    image = Image.open(io.BytesIO(rendition.content))
    assert image.size == (rendition.width, rendition.height)
    assert image.format == rendition.format
    return image


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures' channels, 0–255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_every_orientation_and_turn_comes_out_upright(tmp_path: Path, orientation: int, rotate: int) -> None:
    upright = picture(640, 400)
    expected = upright.rotate(-rotate, expand=True)
    asset = _stored(tmp_path, oriented(orientation, upright))

    small, full = renditions_of(asset, [200, expected.width], rotate=rotate)

    assert _difference(_opened(full), expected) < 2
    assert _difference(_opened(small), expected.resize((small.width, small.height), Image.Resampling.LANCZOS)) < 4
    assert 0x0112 not in _opened(full).getexif()
    # The control: had it been turned otherwise, this comparison would see it.
    assert _difference(_opened(full).transpose(Image.Transpose.FLIP_LEFT_RIGHT), expected) > 20


def test_widths_above_the_photo_are_left_out_and_the_narrowest_comes_first(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(1000, 667)))

    made = renditions_of(asset, [1200, 480, 800, 480], ("JPEG", "WEBP"))

    assert [(item.width, item.height, item.format) for item in made] == [
        (480, 320, "JPEG"), (480, 320, "WEBP"), (800, 534, "JPEG"), (800, 534, "WEBP"),
    ]  # fmt: skip
    assert [(item.width, item.height) for item in made[::2]] == list(sizes(asset, [1200, 480, 800]))


def test_only_the_wanted_pairs_of_width_and_format_are_made(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(1000, 667)))
    plan = RenditionPlan(asset, (480, 800), ("JPEG", "WEBP"), only=frozenset({(480, "WEBP"), (800, "JPEG")}))

    (made,) = make_all([plan])

    assert [(item.width, item.format) for item in made] == [(480, "WEBP"), (800, "JPEG")]


def test_a_photo_narrower_than_all_widths_keeps_its_size(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(300, 200)))

    assert [item.width for item in renditions_of(asset, [480, 800])] == [300]
    assert sizes(asset, [480], rotate=90) == ((200, 300),)


def test_a_strip_never_gets_a_height_of_nothing(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(2000, 1), "PNG"))

    assert [(item.width, item.height) for item in renditions_of(asset, [100])] == [(100, 1)]


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    asset = _stored(tmp_path, oriented(6, picture(900, 600)))

    def once() -> tuple[Rendition, ...]:
        return renditions_of(asset, [300, 800], ("JPEG", "WEBP"), text=TEXT)

    assert once() == once()


def test_quality_is_the_newsrooms(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(900, 600)))

    def length(quality: int) -> int:
        made = renditions_of(asset, [800], ("JPEG", "WEBP"), quality={"JPEG": quality, "WEBP": quality})
        return sum(len(item.content) for item in made)

    assert length(40) < length(70) < length(95)


def _grey16() -> Image.Image:
    return picture(320, 240, "L").convert("I").point(lambda value: value * 257).convert("I;16")


MODES = {
    "1": lambda: picture(320, 240, "1"),
    "L": lambda: picture(320, 240, "L"),
    "P": lambda: picture(320, 240).quantize(64),
    "RGB": lambda: picture(320, 240),
    "I;16": _grey16,
}


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_of_pixel_keeps_its_look(tmp_path: Path, mode: str) -> None:
    original = MODES[mode]()
    asset = _stored(tmp_path, encoded(original, "PNG"))
    expected = picture(320, 240, "L") if mode == "I;16" else original

    for made in renditions_of(asset, [320], ("JPEG", "WEBP"), quality={"JPEG": 95, "WEBP": 95}):
        assert _opened(made).mode == "RGB"
        assert _difference(_opened(made), expected) < 6


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_in_a_jpeg_and_stays_in_a_webp(tmp_path: Path, mode: str) -> None:
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((40, 40, 40, 255), (100, 0, 200, 100))
    asset = _stored(tmp_path, encoded(image.convert(mode), "PNG"))

    jpeg, webp = renditions_of(asset, [200], ("JPEG", "WEBP"))

    assert min(_opened(jpeg).getpixel((20, 50))) > 245
    assert max(_opened(jpeg).getpixel((180, 50))) < 60
    assert _opened(webp).mode == "RGBA"
    assert _opened(webp).getpixel((20, 50))[3] == 0


def test_a_wide_colour_space_becomes_srgb(tmp_path: Path) -> None:
    colour = Image.new("RGB", (64, 64), (200, 60, 40))
    asset = _stored(tmp_path, encoded(colour, "PNG", icc_profile=_swapped_profile()))

    (made,) = renditions_of(asset, [64], quality={"JPEG": 95})

    red, green, blue = _opened(made).getpixel((30, 30))
    assert green > red + 100, "the profile calls the first channel green"
    assert "icc_profile" not in _opened(made).info
    assert blue < 80

    see_through = _stored(
        tmp_path, encoded(Image.new("RGBA", (64, 64), (200, 60, 40, 90)), "PNG", icc_profile=_swapped_profile())
    )
    (webp,) = renditions_of(see_through, [64], ["WEBP"], quality={"WEBP": 95})
    red, green, _, alpha = _opened(webp).getpixel((30, 30))
    assert green > red + 100
    assert alpha == 90


def _swapped_profile() -> bytes:
    """An sRGB profile whose red and green primaries have changed places: a conversion cannot go unseen."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = entries[b"rXYZ"] + 4, entries[b"gXYZ"] + 4
    profile[red : red + 8], profile[green : green + 8] = profile[green : green + 8], profile[red : red + 8]
    text = profile.find("sRGB".encode("utf-16-be"))
    profile[text : text + 8] = "test".encode("utf-16-be")
    return bytes(profile)


def test_a_damaged_or_unfitting_profile_counts_as_none(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for image, profile in ((picture(320, 240), b"no profile"), (picture(320, 240, "L"), srgb)):
        asset = _stored(tmp_path, encoded(image, "PNG", icc_profile=profile))
        (made,) = renditions_of(asset, [320], quality={"JPEG": 95})
        assert _difference(_opened(made), image) < 4


def test_print_colours_become_screen_colours(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(320, 240, "CMYK"), "JPEG", quality=95))

    (made,) = renditions_of(asset, [320], quality={"JPEG": 95})

    assert _opened(made).mode == "RGB"
    assert _difference(_opened(made), picture(320, 240)) < 6


PRIVATE = ("GPS", "SerialNumber", "Comment", "Thumbnail", "MakerNote", "Make", "Model", "Software", "OwnerName", "City")


def _private(path: Path) -> set[str]:
    """Which private things exiftool finds in a file."""
    tags = json.loads(exiftool("-j", "-G1", "-a", "-u", path))[0]
    found = {private for private in PRIVATE for tag in tags if private in tag.split(":")[-1]}
    raw = path.read_bytes()
    return found | {word for word in ("C:\\Users", "042021004417", "Canon") if word.encode() in raw}


def _secretive(folder: Path) -> ImageAsset:
    thumbnail = folder / "thumbnail.jpg"
    thumbnail.write_bytes(encoded(picture(160, 120)))
    path = folder / "secret.jpg"
    path.write_bytes(oriented(6, picture(900, 600), comment=b"C:\\Users\\phongvien\\Pictures"))
    planted(
        path,
        "-EXIF:Make=Canon",
        "-EXIF:SerialNumber=042021004417",
        "-EXIF:OwnerName=Lan",
        "-EXIF:Software=x",
        "-GPSLatitude=21.03",
        "-GPSLatitudeRef=N",
        "-XMP:GPSLongitude=105",
        f"-ThumbnailImage<={thumbnail}",
        "-IPTC:City=Hà Nội",
        f"-IPTC:Caption-Abstract={TEXT.caption}",
        "-XMP-aux:SerialNumber=042021004417",
    )
    return probe(path)


def test_nothing_private_leaves_and_the_words_do(tmp_path: Path) -> None:
    asset = _secretive(tmp_path)
    assert _private(asset.path) >= {"GPS", "SerialNumber", "Comment", "Thumbnail", "City", "C:\\Users"}

    for number, made in enumerate(renditions_of(asset, [300, 600], ("JPEG", "WEBP"), text=TEXT)):
        path = tmp_path / f"{number}.{made.format.lower()}"
        path.write_bytes(made.content)

        assert _private(path) == set()
        again = probe(path)
        assert again.text == replace(TEXT, source="Tuổi trẻ Thủ đô")
        assert (again.width, again.orientation) == (made.width, 1)
        warnings = exiftool("-validate", "-warning", "-error", "-a", path).splitlines()
        assert [line for line in warnings if "OK" not in line and "minor" not in line.lower()] == []


def test_the_search_for_private_things_catches_a_naive_copy(tmp_path: Path) -> None:
    asset = _secretive(tmp_path)
    with Image.open(asset.path) as image:
        small = image.resize((300, 200))
        small.save(tmp_path / "naive.jpg", exif=image.info["exif"])

    assert _private(tmp_path / "naive.jpg") >= {"GPS", "SerialNumber", "Comment", "C:\\Users"}


def test_the_seed_photos_leave_nothing_private(tmp_path: Path, seed: Path) -> None:
    for photo in sorted(seed.glob("*.JPG")):
        asset = probe(photo)
        assert _private(photo)
        for made in renditions_of(asset, [480], ("JPEG", "WEBP"), text=asset.text):
            path = tmp_path / f"{photo.stem}.{made.format.lower()}"
            path.write_bytes(made.content)
            assert _private(path) == set()
            assert replace(probe(path).text, taken=asset.text.taken) == asset.text


def test_a_photo_that_changed_since_it_was_looked_at_is_not_taken(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(64, 64)))
    asset.path.write_bytes(encoded(picture(64, 60)))
    with pytest.raises(PhotoUnreadableError) as caught:
        renditions_of(asset, [64])
    assert caught.value.facts == {"reason": "changed"}

    asset.path.unlink()
    with pytest.raises(PhotoMissingError):
        renditions_of(asset, [64])


def test_several_photos_come_in_their_order_with_progress(tmp_path: Path) -> None:
    plans = []
    for number in range(7):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(encoded(picture(900 - 100 * number, 300)))
        plans.append(RenditionPlan(probe(path), (200, 400), text=replace(TEXT, caption=str(number))))
    steps: list[tuple[int, int, str]] = []

    made = list(make_all(plans, progress=lambda *step: steps.append(step), workers=3))

    assert made == [renditions_of(plan.asset, plan.widths, text=plan.text) for plan in plans]
    assert steps == [(number + 1, 7, f"{number}.jpg") for number in range(7)]


def test_cancelling_stops_between_two_files(tmp_path: Path) -> None:
    asset = _stored(tmp_path, encoded(picture(900, 600)))
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(CancelledError):
        list(make_all([RenditionPlan(asset, (200,))], cancel=cancel))

    cancel = Cancel()
    results = make_all([RenditionPlan(asset, (200,))] * 50, cancel=cancel)
    next(results)
    cancel.cancel()
    with pytest.raises(CancelledError):
        list(results)


def test_one_bad_photo_among_several_is_named(tmp_path: Path) -> None:
    good = _stored(tmp_path, encoded(picture(64, 64)))
    bad = replace(good, path=tmp_path / "gone.jpg")

    with pytest.raises(PhotoMissingError) as caught:
        list(make_all([RenditionPlan(good, (64,)), RenditionPlan(bad, (64,)), RenditionPlan(good, (64,))]))
    assert caught.value.file.endswith("gone.jpg")


def test_an_animation_gives_its_first_picture(tmp_path: Path) -> None:
    first, second = picture(64, 48), Image.new("RGB", (64, 48), "black")
    asset = _stored(tmp_path, encoded(first, "GIF", save_all=True, append_images=[second]))

    (made,) = renditions_of(asset, [64], quality={"JPEG": 95})

    assert _difference(_opened(made), first) < 12


def _decoded_sizes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """A list that grows by the size in which each photo comes from its decoder."""
    seen: list[tuple[int, int]] = []
    bare = colour.bare

    def watched(image: Image.Image, size: tuple[int, int]) -> Image.Image:
        seen.append(image.size)
        return bare(image, size)

    monkeypatch.setattr(colour, "bare", watched)
    return seen


def test_a_large_jpeg_is_decoded_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """24 megapixels to 400 px: the decoder gives an eighth, a 64th of the memory."""
    seen = _decoded_sizes(monkeypatch)
    asset = _stored(tmp_path, encoded(Image.new("RGB", (6_000, 4_000), "navy")))

    (made,) = renditions_of(asset, [400])

    assert (made.width, made.height) == (400, 267)
    assert seen == [(750, 500)]


def test_half_a_camera_photo_is_enough_for_2048_pixels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = picture(4032, 3024)
    asset = _stored(tmp_path, encoded(original, quality=95))
    seen = _decoded_sizes(monkeypatch)

    (made,) = renditions_of(asset, [2048], quality={"JPEG": 95})

    expected = original.resize((2048, 1536), Image.Resampling.LANCZOS)
    assert _difference(_opened(made), expected) < 1
    assert seen == [(2016, 1512)]


def test_large_photos_are_worked_on_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.images.pixels.LARGE", 0)
    at_work, most = [0], [0]
    bare = colour.bare

    def counted(image: Image.Image, size: tuple[int, int]) -> Image.Image:
        at_work[0] += 1
        most[0] = max(most[0], at_work[0])
        time.sleep(0.02)
        at_work[0] -= 1
        return bare(image, size)

    monkeypatch.setattr(colour, "bare", counted)
    asset = _stored(tmp_path, encoded(picture(64, 48)))
    list(make_all([RenditionPlan(asset, (64,))] * 8, workers=4))
    assert most == [1]

    monkeypatch.setattr("editor.images.pixels.LARGE", 10**9)
    list(make_all([RenditionPlan(asset, (64,))] * 8, workers=4))
    assert most[0] > 1, "the control: small ones are worked on side by side"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_a_much_larger_picture_is_reduced_in_bands_without_a_seam(tmp_path: Path, mode: str) -> None:
    original = picture(1403, 1211).convert(mode)
    asset = _stored(tmp_path, encoded(original, "PNG"))

    (made,) = renditions_of(asset, [150], quality={"JPEG": 95})

    expected = original.convert("RGB").resize((150, made.height), Image.Resampling.LANCZOS)
    assert _difference(_opened(made), expected) < 4


def test_other_threads_go_on_while_a_jpeg_is_written() -> None:
    """Pillow keeps Python's lock while it fills a buffer: beside that one, a thread would count next to nothing."""
    photo = Image.effect_noise((3000, 2000), 60).convert("RGB")
    counted = [0]
    stop = Event()

    def count() -> None:
        while not stop.is_set():
            counted[0] += 1

    def beside(write: Callable[[], object]) -> float:
        before, begin = counted[0], time.thread_time()
        write()
        return (counted[0] - before) / (time.thread_time() - begin)

    thread = Thread(target=count)
    thread.start()
    try:
        naive = beside(lambda: photo.save(io.BytesIO(), "JPEG", quality=82, optimize=True))
        ours = beside(lambda: jpeg_of(photo, "JPEG", 82))
    finally:
        stop.set()
        thread.join()
    if sys.platform == "linux":
        assert ours > 2 * naive
