"""HEIC, as phones write it, where pillow-heif is installed; a sentence that says what to do where it is not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from editor.errors import EditorError, PhotoTooLargeError, PhotoUnreadableError
from editor.images import metadata, pixels
from editor.images.asset import PhotoText
from editor.images.container import DamagedError, format_of, read_container
from editor.images.probe import probe, probe_bytes
from editor.images.store import add
from made_photos import ORIENTED, picture, renditions_of

pillow_heif = pytest.importorskip("pillow_heif", reason="HEIC is an extra: pip install pillow-heif")

PATH = Path("IMG_0001.HEIC")
TEXT = PhotoText("Sân trường đông học sinh", creator="Viết Thành", rights="© Báo Bến Sông", alt="Một sân trường")


def heic(image: Image.Image, orientation: int = 1, text: PhotoText = TEXT, **options: object) -> bytes:
    turn = ORIENTED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "EXIF"
    file = io.BytesIO()
    made = pillow_heif.from_pillow(image if turn is None else image.transpose(turn))
    made.save(file, quality=90, exif=exif.tobytes(), xmp=metadata.xmp_packet(text), **options)
    return file.getvalue()


def _difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int) -> None:
    (tmp_path / "photo.jpg").write_bytes(heic(picture(640, 400), orientation))  # by its bytes, not by its name

    asset = probe(tmp_path / "photo.jpg")
    (made,) = renditions_of(asset, [640])

    assert (asset.format, asset.width, asset.height, asset.orientation) == ("HEIC", 640, 400, 1)
    assert _difference(Image.open(io.BytesIO(made.content)), picture(640, 400)) < 4


def test_its_words_are_read() -> None:
    text = probe_bytes(heic(picture(64, 48)), PATH).text
    assert (text.caption, text.creator, text.rights, text.alt) == (TEXT.caption, TEXT.creator, TEXT.rights, TEXT.alt)

    assert probe_bytes(heic(picture(64, 48), text=PhotoText()), PATH).text.caption == "EXIF"


def test_it_is_stored_as_it_came_with_its_own_ending(tmp_path: Path) -> None:
    (tmp_path / "IMG.JPG").write_bytes(heic(picture(64, 48)))

    src = add(tmp_path / "IMG.JPG", tmp_path, "Sân trường")

    assert src == "images/01-san-truong.heic"
    assert (tmp_path / src).read_bytes() == (tmp_path / "IMG.JPG").read_bytes()


def test_colours_of_sixteen_bits_and_transparency_come_through(tmp_path: Path) -> None:
    image = picture(320, 240, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    (tmp_path / "alpha.heic").write_bytes(heic(image))

    (jpeg, webp) = renditions_of(probe(tmp_path / "alpha.heic"), [320], ["JPEG", "WEBP"])

    assert Image.open(io.BytesIO(webp.content)).mode == "RGBA"
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    assert _difference(Image.open(io.BytesIO(jpeg.content)), white) < 6


def test_nothing_of_the_original_but_its_words_leaves(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "BIMATMAY"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    file = io.BytesIO()
    pillow_heif.from_pillow(picture(320, 240)).save(file, exif=exif.tobytes())
    (tmp_path / "photo.heic").write_bytes(file.getvalue())
    assert b"BIMATMAY" in file.getvalue()

    for made in renditions_of(probe(tmp_path / "photo.heic"), [320], ["JPEG", "WEBP"]):
        assert b"BIMATMAY" not in made.content
        assert not Image.open(io.BytesIO(made.content)).getexif().get_ifd(0x8825)


def test_without_the_extra_it_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "find_spec", lambda _name: None)

    with pytest.raises(PhotoUnreadableError) as caught:
        probe_bytes(heic(picture(66, 48)), PATH)

    assert caught.value.facts["reason"] == "heic-missing"


def test_one_that_says_it_is_huge_is_refused_before_it_is_decoded() -> None:
    content = heic(picture(640, 400))
    ispe = content.index(b"ispe") + 8
    huge = content[:ispe] + (20_000).to_bytes(4, "big") * 2 + content[ispe + 8 :]

    with pytest.raises(PhotoTooLargeError):
        probe_bytes(huge, PATH)


def test_an_avif_is_none_and_a_file_of_another_coding_is_refused() -> None:
    assert format_of(b"\0\0\0\x1cftypavif\0\0\0\0") == ""
    other = heic(picture(64, 48)).replace(b"hvc1", b"av01")
    with pytest.raises(DamagedError):
        read_container(other)


def test_cut_off_anywhere_it_is_refused() -> None:
    content = heic(picture(320, 240))
    for length in range(0, len(content) - 1, max(1, len(content) // 60)):
        with pytest.raises(EditorError):
            probe_bytes(content[:length], PATH)


_WHOLE = heic(picture(48, 32))


@given(st.integers(0, len(_WHOLE) - 1), st.binary(min_size=1, max_size=4))
@settings(deadline=None)
def test_damage_anywhere_is_an_answer(at: int, junk: bytes) -> None:
    damaged = _WHOLE[:at] + junk + _WHOLE[at + len(junk) :]
    if format_of(damaged[:16]) == "HEIC":
        try:
            found = read_container(damaged)
        except DamagedError:
            return
        assert found.width
        assert found.height
