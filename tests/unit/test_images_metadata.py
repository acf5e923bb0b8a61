"""The words inside photos: read from XMP, IIM and EXIF as other programs wrote them, and written back whole."""

from __future__ import annotations

import json
import struct
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from editor.images import exif, iim, xmp
from editor.images.asset import PhotoText
from editor.images.charset import decoded
from editor.images.metadata import credit_line, exif_tiff, jpeg_segments, xmp_packet
from editor.images.probe import probe, probe_bytes
from made_photos import encoded, exiftool, picture, planted, with_segment

HERE = Path("photo.jpg")
TEXT = PhotoText(
    caption="Phó Bí thư Thành ủy <Nguyễn & Thị> Tuyến\nphát biểu “khai giảng”",
    credit="Viết Thành / Tuổi trẻ Thủ đô",
    creator="Viết Thành",
    source="Tuổi trẻ Thủ đô",
    rights="© Tuổi trẻ Thủ đô 2022",
    alt="Một phụ nữ phát biểu trên bục, phía sau là phông đỏ",
)


def _said(content: bytes) -> PhotoText:
    return probe_bytes(content, HERE).text


def _photoshop(*datasets: tuple[int, int, bytes], name: bytes = b"") -> bytes:
    """An APP13 that holds another block before IIM's, as Photoshop writes it."""
    block = b"".join(struct.pack(">BBBH", 0x1C, record, number, len(raw)) + raw for record, number, raw in datasets)
    padded = bytes([len(name)]) + name + b"\0" * ((len(name) + 1) % 2)
    resolution = b"8BIM" + struct.pack(">H", 0x03ED) + padded + struct.pack(">I", 3) + b"abc\0"
    return b"Photoshop 3.0\0" + resolution + b"8BIM\4\4\0\0" + struct.pack(">I", len(block)) + block


def _iim(*datasets: tuple[int, int, bytes]) -> PhotoText:
    return _said(with_segment(encoded(picture(16, 16)), 0xED, _photoshop(*datasets, name=b"odd")))


def test_iim_is_read_as_utf8_when_it_says_so() -> None:
    text = _iim(
        (1, 90, b"\x1b%G"),
        (2, 120, "Quang cảnh lễ".encode()),
        (2, 80, b"Lan Chi"),
        (2, 80, "Minh Hà".encode()),
        (2, 115, b"TTXVN"),
        (2, 116, "© Báo".encode()),
        (2, 55, b"20221017"),
        (2, 60, b"084211+0700"),
    )

    assert text == PhotoText(
        caption="Quang cảnh lễ",
        credit="Lan Chi, Minh Hà",
        creator="Lan Chi, Minh Hà",
        source="TTXVN",
        rights="© Báo",
        taken="2022-10-17T08:42:11+07:00",
    )


OLD = {
    "utf-8": ("Phó Bí thư Đảng ủy", "utf-8"),
    # Windows-1258 writes some Vietnamese letters as a letter and a combining mark.
    "cp1258": ("Phó Bi\u0301 thư Đa\u0309ng u\u0309y phươ\u0300ng", "cp1258"),
    "cp1252": ("Café à Hué – “não”", "cp1252"),
    "mac": ("Façade d’un café à Hué", "mac_roman"),
}


@pytest.mark.parametrize("name", OLD)
def test_iim_without_its_flag_is_read_by_a_guess(name: str) -> None:
    words, charset = OLD[name]

    assert _iim((2, 120, words.encode(charset))).caption == unicodedata.normalize("NFC", words)


def test_tcvn3_and_vni_are_read_and_a_short_name_as_the_caption_beside_it() -> None:
    def both(caption: str, name: str) -> PhotoText:
        return _iim((2, 120, caption.encode("latin-1")), (2, 80, name.encode("latin-1")))

    tcvn3 = both("Häc sinh x· ViÖt Hïng ®Õn tr­êng", "ViÕt Thµnh")
    vni = both("Hoïc sinh xaõ Vieät Huøng ñeán tröôøng", "Vieát Thaønh")

    for text in (tcvn3, vni):
        assert (text.caption, text.creator) == ("Học sinh xã Việt Hùng đến trường", "Viết Thành")


def test_exif_in_an_old_charset_is_read_too() -> None:
    assert decoded("Häc sinh x· ViÖt Hïng ®Õn tr­êng".encode("latin-1")) == "Học sinh xã Việt Hùng đến trường"
    assert decoded("Café".encode("mac_roman") + b"\0\xff") == "Café"
    assert decoded("São Paulo".encode("cp1252")) == "São Paulo"
    assert decoded("Hà Nội".encode()) == "Hà Nội"


def test_bytes_of_no_charset_still_become_letters() -> None:
    assert decoded(b"\xd2\xff\x81a") == "Òÿ\x81a"


def test_an_extended_dataset_is_read_and_a_cut_one_ends_the_reading() -> None:
    long = "chữ " * 10_000
    raw = long.encode()
    extended = struct.pack(">BBBHI", 0x1C, 2, 120, 0x8004, len(raw)) + raw
    block = b"\x1c\1\x5a\0\3\x1b%G" + extended + b"\x1c\2\x50\0\xff short"

    found = iim.read(b"8BIM\4\4\0\0" + struct.pack(">I", len(block)) + block)

    assert found == {120: (long,)}


def test_iim_over_two_segments_is_joined() -> None:
    whole = _photoshop((1, 90, b"\x1b%G"), (2, 120, "Lễ khai giảng".encode()))
    head, tail = whole[:60], b"Photoshop 3.0\0" + whole[60:]

    jpeg = with_segment(with_segment(encoded(picture(16, 16)), 0xED, tail), 0xED, head)

    assert _said(jpeg).caption == "Lễ khai giảng"


@pytest.mark.parametrize("noise", [b"", b"8BIM", b"8BIM\4\4\xff", b"8BIM\4\4\0\0\xff\xff\xff\xff\x1c", b"x" * 99])
def test_broken_iim_says_nothing(noise: bytes) -> None:
    assert iim.read(noise) == {}


def test_xmp_goes_before_iim_before_exif() -> None:
    tags = Image.Exif()
    tags[0x010E], tags[0x013B], tags[0x8298] = "from exif", "exif artist", "exif rights"
    plain = encoded(picture(16, 16), exif=tags)
    old = with_segment(plain, 0xED, b"Photoshop 3.0\0" + iim.written({120: "from iim", 80: "iim author"}))
    new = with_segment(old, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp.written({xmp.DESCRIPTION: "from xmp"}))

    assert _said(plain) == PhotoText("from exif", "exif artist", "exif artist", rights="exif rights")
    assert _said(old) == PhotoText("from iim", "iim author", "iim author", rights="exif rights")
    assert _said(new) == PhotoText("from xmp", "iim author", "iim author", rights="exif rights")


def test_xmp_of_every_shape_is_read() -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="TTXVN"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2022-10-17T08:42"/>'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        '<rdf:li xml:lang="en">Opening</rdf:li><rdf:li xml:lang="x-default">Khai giảng</rdf:li></rdf:Alt>'
        "</dc:description><dc:creator><rdf:Seq><rdf:li>Lan Chi</rdf:li><rdf:li>Minh Hà</rdf:li></rdf:Seq></dc:creator>"
        "<dc:rights>© Báo</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    for raw in (packet.encode(), packet.encode("utf-16"), packet.encode() + b"\0\0 \n"):
        jpeg = with_segment(encoded(picture(16, 16)), 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + raw)
        assert _said(jpeg) == PhotoText(
            caption="Khai giảng",
            credit="Lan Chi, Minh Hà / TTXVN",
            creator="Lan Chi, Minh Hà",
            source="TTXVN",
            rights="© Báo",
            taken="2022-10-17T08:42:00",
        )


def test_xmp_with_entities_is_not_read() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xmp.written({xmp.DESCRIPTION: "words"})[20:]

    assert xmp.read(bomb) == {}
    assert xmp.read(b"<x") == {}


def test_extended_xmp_is_joined_by_its_offsets() -> None:
    packet = xmp.written({xmp.DESCRIPTION: "Chú thích rất dài " * 100})
    name = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32
    half = len(packet) // 2
    jpeg = encoded(picture(16, 16))
    for offset, piece in ((0, packet[:half]), (half, packet[half:])):
        jpeg = with_segment(jpeg, 0xE1, name + struct.pack(">II", len(packet), offset) + piece)

    assert _said(jpeg).caption == ("Chú thích rất dài " * 100).strip()


@pytest.mark.parametrize(
    ("by_line", "credit", "printed"),
    [
        ("Viết Thành", "Tuổi trẻ Thủ đô", "Viết Thành / Tuổi trẻ Thủ đô"),
        ("Viết Thành", "Viết Thành", "Viết Thành"),
        ("Viết Thành", "Viết Thành / Tuổi trẻ Thủ đô", "Viết Thành / Tuổi trẻ Thủ đô"),
        ("Viết Thành", "TTXVN - Viết Thành", "TTXVN - Viết Thành"),
        ("Lan Chi, Minh Hà", "Lan Chi, Minh Hà / TTXVN", "Lan Chi, Minh Hà / TTXVN"),
        ("An", "Báo An Giang", "An / Báo An Giang"),
        ("", "TTXVN", "TTXVN"),
        ("Lan Chi", "", "Lan Chi"),
        ("", "", ""),
    ],
)
def test_the_credit_line(by_line: str, credit: str, printed: str) -> None:
    assert credit_line(by_line, credit) == printed


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100GOPRO\\G0010.JPG", "   "])
def test_what_cameras_write_by_themselves_is_no_caption(words: str) -> None:
    tags = Image.Exif()
    tags[0x010E] = words

    assert _said(encoded(picture(16, 16), exif=tags)).caption == ""


def test_a_photo_cannot_fill_an_article_with_megabytes() -> None:
    block = b"".join(
        struct.pack(">BBBHI", 0x1C, 2, number, 0x8004, 2_000_000) + b"a b " * 500_000 for number in (80, 110, 120)
    )
    resources = b"8BIM\4\4\0\0" + struct.pack(">I", len(block)) + block
    jpeg = encoded(picture(16, 16))
    for start in range(0, len(resources), 60_000)[::-1]:
        jpeg = with_segment(jpeg, 0xED, b"Photoshop 3.0\0" + resources[start : start + 60_000])

    text = _said(jpeg)

    assert 9_000 < len(text.caption) <= 10_000
    assert len(text.credit) <= 20_003


def test_a_label_in_the_metadata_is_not_printed_twice() -> None:
    assert _iim((2, 80, "Ảnh: Lan Chi".encode()), (2, 110, "Nguồn: TTXVN".encode())).credit == "Lan Chi / TTXVN"


def test_text_is_cleaned_at_the_door() -> None:
    raw = (
        "Le\u0302\u0303 khai\u0000 gia\u0309ng".encode().replace(b"\0", b"")
        + "\u202e\u0007\r\n  \r\nDòng hai\t ".encode()
    )

    assert _iim((1, 90, b"\x1b%G"), (2, 120, raw), (2, 80, b"Lan\r\n Chi")) == PhotoText(
        "Lễ khai giảng\nDòng hai", "Lan Chi", "Lan Chi"
    )


@pytest.mark.parametrize("order", ["big", "little"])
def test_exif_of_both_byte_orders_tells_when_and_how_it_was_taken(order: str) -> None:
    tags = Image.Exif()
    if order == "little":
        tags.endian = "<"
    tags[0x0112] = 6
    tags[0x8769] = {0x9003: "2022:10:17 08:42:11", 0x9291: "25", 0x9011: "+07:00"}
    raw = tags.tobytes().removeprefix(b"Exif\0\0")
    raw_order = {"big": b"MM", "little": b"II"}[order]
    assert raw.startswith(raw_order)

    found = exif.read(raw)

    assert (exif.orientation(found), exif.taken(found)) == (6, "2022-10-17T08:42:11.25+07:00")


@pytest.mark.parametrize("clock", ["2022:13:45 99:99:99", "0000:00:00 00:00:00", "    :  :     :  :  ", "hôm qua", ""])
def test_a_clock_that_shows_no_time_says_nothing(clock: str) -> None:
    tags = Image.Exif()
    tags[0x8769] = {0x9003: clock.encode()}

    assert _said(encoded(picture(16, 16), exif=tags)).taken == ""


def test_exif_that_points_into_itself_or_out_of_the_file_is_no_trap() -> None:
    loop = b"MM\0*\0\0\0\x08" + struct.pack(">HHHII", 1, 0x8769, 4, 1, 8)
    outside = b"MM\0*\0\0\0\x08" + struct.pack(">HHHII", 1, 0x010E, 2, 4_000_000_000, 4_000_000_000)
    for raw in (b"", b"MM\0*", b"MM\0*\xff\xff\xff\xff", loop, outside, b"II*\0\x08\0\0\0\xff\xff"):
        assert exif.orientation(exif.read(raw)) == 1
        assert exif.taken(exif.read(raw)) == ""


def test_no_words_write_no_xmp_and_no_iim() -> None:
    segments = jpeg_segments(PhotoText(), 10, 10)

    assert xmp_packet(PhotoText()) == b""
    assert segments.startswith(b"\xff\xe1")
    assert segments.count(b"Photoshop") == 0


def _with(text: PhotoText) -> bytes:
    plain = encoded(picture(16, 16))
    return plain[:20] + jpeg_segments(text, 16, 16) + plain[20:]


def test_what_is_written_is_read_again() -> None:
    assert _said(_with(TEXT)) == TEXT


def test_endless_text_is_cut_between_letters_and_still_a_whole_jpeg() -> None:
    endless = PhotoText(*("&<ầ" * 20_000 for _ in range(6)))

    said = _said(_with(endless))

    assert said.caption
    assert endless.caption.startswith(said.caption)
    assert len(said.caption.encode()) > 5_990


def test_exiftool_reads_every_word_that_we_wrote(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(_with(TEXT))

    said = json.loads(exiftool("-j", "-G1", "-a", path))[0]

    caption = TEXT.caption
    assert {said["IPTC:Caption-Abstract"], said["XMP-dc:Description"], said["IFD0:ImageDescription"]} == {caption}
    assert {said["IPTC:By-line"], said["XMP-dc:Creator"], said["IFD0:Artist"]} == {TEXT.creator}
    assert {said["IPTC:Credit"], said["XMP-photoshop:Credit"]} == {TEXT.credit}
    assert {said["IPTC:Source"], said["XMP-photoshop:Source"]} == {TEXT.source}
    assert {said["IPTC:CopyrightNotice"], said["XMP-dc:Rights"], said["IFD0:Copyright"]} == {TEXT.rights}
    assert said["XMP-iptcCore:AltTextAccessibility"] == TEXT.alt


def test_exiftool_finds_nothing_wrong_with_a_photo_of_short_names(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(_with(PhotoText("Quang cảnh lễ", "Viết Thành", "Viết Thành", "Báo", "© Báo", "Sân khấu")))

    assert exiftool("-validate", "-warning", "-error", "-a", path).split() == ["Validate", ":", "OK"]


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_words_that_exiftool_wrote_are_read_from_every_format(tmp_path: Path, format_: str) -> None:
    path = tmp_path / f"photo.{format_.lower()}"
    path.write_bytes(encoded(picture(32, 32), format_))
    planted(
        path,
        f"-XMP-dc:Description={TEXT.caption}",
        f"-XMP-dc:Creator={TEXT.creator}",
        "-XMP-photoshop:Credit=Tuổi trẻ Thủ đô",
        f"-XMP-dc:Rights={TEXT.rights}",
        f"-XMP-iptcCore:AltTextAccessibility={TEXT.alt}",
        "-EXIF:Orientation#=8",
        "-EXIF:DateTimeOriginal=2022:10:17 08:42:11",
        "-EXIF:OffsetTimeOriginal=+07:00",
    )

    asset = probe(path)

    assert asset.orientation == 8
    assert asset.text == PhotoText(
        caption=TEXT.caption,
        credit=TEXT.credit,
        creator=TEXT.creator,
        source=TEXT.source,
        rights=TEXT.rights,
        alt=TEXT.alt,
        taken="2022-10-17T08:42:11+07:00",
    )


def test_webp_carries_the_same_words() -> None:
    content = encoded(picture(32, 32), "WEBP", exif=exif_tiff(TEXT, 32, 32), xmp=xmp_packet(TEXT))

    assert _said(content) == TEXT
