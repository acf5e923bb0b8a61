"""Photos as phones, agencies and print shops send them: more in the file than one picture, and all come out right."""

from __future__ import annotations

import io
import struct
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from editor.errors import PhotoError
from editor.images import metadata
from editor.images.asset import PhotoText
from editor.images.probe import probe
from editor.images.renditions import RenditionPlan, make_all
from made_photos import encoded, picture, with_segment

_WORDS = PhotoText(caption="Chợ nổi Cái Răng", credit="Hà Vy")


def _two_pictures(gain_map: bool) -> bytes:
    """A photo and a smaller one behind it, as CIPA DC-007 (MPO) and Ultra HDR have it."""
    first, second = picture(), Image.new("L" if gain_map else "RGB", (160, 120))
    file = io.BytesIO()
    first.save(file, "MPO", save_all=True, append_images=[second.convert("RGB")], quality=90)
    content = file.getvalue()
    if gain_map:
        packet = (
            b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        )
        packet += b'<rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"/>'
        packet += b"</rdf:RDF></x:xmpmeta>"
        content = with_segment(content, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)
    return content


def _motion_photo() -> bytes:
    """A JPEG with its seconds of film behind it; what private things that holds must not leave."""
    film = (
        struct.pack(">I", 24) + b"ftypmp42\0\0\0\0mp42isom" + struct.pack(">I", 40_008) + b"mdat" + b"PLANTED!" * 5000
    )
    return encoded(picture(), quality=90) + film


def _print(adobe: bool) -> bytes:
    """Four colours of ink: with Adobe's marker the values stand inverted, without it straight."""
    content = encoded(picture().convert("CMYK"), quality=95)
    if adobe:
        return content
    at = content.index(b"\xff\xee")
    return content[:at] + content[at + 2 + int.from_bytes(content[at + 2 : at + 4], "big") :]


def _huge_exif() -> bytes:
    return with_segment(encoded(picture(), quality=90), 0xE1, b"Exif\0\0" + b"MM\0*\0\0\0\x08" + b"\xff" * 65_000)


def _sixteen_bits() -> bytes:
    gray = picture().convert("L").point(lambda value: value * 257, "I")
    file = io.BytesIO()
    gray.convert("I;16").save(file, "PNG")
    return file.getvalue()


def _see_through(mode: str) -> bytes:
    image = picture().convert("LA" if mode == "LA" else "RGBA")
    if mode == "P":
        file = io.BytesIO()
        picture().convert("P", palette=Image.Palette.ADAPTIVE).save(file, "PNG", transparency=0)
        return file.getvalue()
    return encoded(image, "PNG")


KINDS: dict[str, Callable[[], bytes]] = {
    "two pictures": lambda: _two_pictures(gain_map=False),
    "gain map": lambda: _two_pictures(gain_map=True),
    "motion photo": _motion_photo,
    "print, Adobe": lambda: _print(adobe=True),
    "huge EXIF": _huge_exif,
    "sixteen bits of gray": _sixteen_bits,
    "gray and transparent": lambda: _see_through("LA"),
    "palette with transparency": lambda: _see_through("P"),
    "progressive": lambda: encoded(picture(), quality=90, progressive=True),
}


def _made(tmp_path: Path, content: bytes) -> tuple[Image.Image, bytes]:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    ((rendition,),) = make_all([RenditionPlan(probe(path), (320,), text=_WORDS)])
    return Image.open(io.BytesIO(rendition.content)).convert("RGB"), rendition.content


def _difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("kind", KINDS)
def test_what_phones_and_agencies_send_comes_out_right(kind: str, tmp_path: Path) -> None:
    made, content = _made(tmp_path, KINDS[kind]())
    wanted = picture().resize((320, 240), Image.Resampling.LANCZOS)
    if kind.startswith(("gray", "sixteen")):
        wanted = wanted.convert("L").convert("RGB")
    if "transparen" not in kind:
        assert _difference(made, wanted) < (25 if "print" in kind else 8)
    assert made.size == (320, 240)
    for private in (b"PLANTED!", b"ftypmp42", b"hdrgm", b"MPF\0"):
        assert private not in content
    assert content.count(b"\xff\xd8\xff") == 1


def test_inks_without_adobes_marker_are_answered(tmp_path: Path) -> None:
    try:
        made, _ = _made(tmp_path, _print(adobe=False))
    except PhotoError:
        return
    assert made.size == (320, 240)


CAPTION = "Nông dân Nguyễn Đức Hậu bên ruộng lúa"


@pytest.mark.parametrize("charset", ["utf-8", "cp1258", "latin-1"])
def test_captions_of_agencies_are_read_in_every_charset(charset: str, tmp_path: Path) -> None:
    words = "Café à Paris, déjà vu" if charset == "latin-1" else CAPTION
    raw = b"".join(map(_vietnamese, words)) if charset == "cp1258" else words.encode(charset)
    marker = b"\x1c\x01\x5a\x00\x03\x1b%G" if charset == "utf-8" else b""
    records = marker + b"\x1c\x02\x78" + struct.pack(">H", len(raw)) + raw
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    path = tmp_path / "photo.jpg"
    path.write_bytes(with_segment(encoded(picture()), 0xED, b"Photoshop 3.0\0" + block))
    assert probe(path).text.caption == words


def _vietnamese(letter: str) -> bytes:
    """A letter in Windows-1258, which writes a tone as a mark behind its letter."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
    return (base + tones).encode("cp1258")


def test_a_caption_with_control_characters_becomes_words(tmp_path: Path) -> None:
    packet = metadata.xmp_packet(PhotoText(caption="Một\x07 hai\u202eba\u2066 bốn\r\nnăm"))
    path = tmp_path / "photo.jpg"
    path.write_bytes(with_segment(encoded(picture()), 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))
    caption = probe(path).text.caption
    assert not set(caption) & set("\x07\u202e\u2066\r")  # a caption may hold a break
    assert "bốn" in caption
