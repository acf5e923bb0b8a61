"""Laws of photo metadata: any text survives, any bytes are answered."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.images import exif, iim, xmp
from editor.images.asset import PhotoText
from editor.images.container import DamagedError, read_container
from editor.images.metadata import exif_tiff, jpeg_segments, xmp_packet
from editor.images.probe import probe_bytes
from editor.text.clean import clean_line
from made_photos import encoded, picture

HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\0\0\0WEBP", b"GIF89a")
JPEG = encoded(picture(16, 16))
WORDS = st.text(max_size=60).map(clean_line)


def _said(text: PhotoText) -> PhotoText:
    return probe_bytes(JPEG[:20] + jpeg_segments(text, 16, 16) + JPEG[20:], Path("photo.jpg")).text


@given(WORDS, WORDS, WORDS, WORDS)
@settings(deadline=None)
def test_words_written_into_a_jpeg_are_read_again(caption: str, source: str, rights: str, alt: str) -> None:
    text = PhotoText(caption=caption, source=source, rights=rights, alt=alt)

    assert _said(text) == text


@given(WORDS, WORDS)
@settings(deadline=None)
def test_a_credit_that_was_printed_stays_as_it_is(creator: str, credit: str) -> None:
    """However often a bundle's photo is attached and exported again, its credit line does not grow."""
    first = _said(PhotoText(creator=creator, credit=credit))
    second = _said(first)

    assert (second.credit, second.creator) == (first.credit, first.creator)


@given(st.sampled_from(HEADS), st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_a_container_is_read_or_damaged_nothing_else(head: bytes, rest: bytes) -> None:
    try:
        found = read_container(head + rest)
    except DamagedError:
        return
    assert found.width > 0


@given(st.binary(max_size=300), st.integers(0, 300), st.binary(max_size=8))
@settings(max_examples=300, deadline=None)
def test_metadata_of_any_bytes_is_answered(noise: bytes, at: int, patch: bytes) -> None:
    text = PhotoText("chú thích", "nguồn", "tác giả", "nguồn", "©", "mô tả")
    whole = (
        exif_tiff(text, 16, 16),
        iim.written({iim.CAPTION: text.caption, iim.BY_LINE: text.creator}),
        xmp_packet(text),
    )
    for read, good in zip((exif.read, iim.read, xmp.read), whole, strict=True):
        assert read(good)
        assert isinstance(read(noise), dict)
        assert isinstance(read(good[:at] + patch + good[at + len(patch) :]), dict)
