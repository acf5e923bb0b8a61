"""An article of ours with every element that a bundle can hold, and photos to go with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor.model.article import Article, Author, Correction, Related, Resource, Status
from editor.model.blocks import (
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Table,
    plain,
)
from editor.model.newsroom import ImagePreset, Newsroom, Section, SectionTree

if TYPE_CHECKING:
    from editor.images.asset import ImageAsset

NEWSROOM = Newsroom(
    name="Báo Bến Sông",
    url="https://bensong.example",
    sections=SectionTree(
        (Section("Tin tức", "tin-tuc", children=(Section("Giáo dục", "giao-duc", "medtop:05000000"),)),)
    ),
    images=ImagePreset(widths=(120, 240, 480)),
)

PHOTOS = {
    "images/01-san-truong.jpg": (600, 400),
    "images/02-lop-hoc.jpg": (300, 450),
    "images/03-cong-truong.jpg": (200, 150),
    "images/04-thay-co.jpg": (500, 300),
    "images/05-ben-song.jpg": (90, 60),
}
"""Name → size in px: one above every width, one upright, two between, one below all."""


def everything() -> Article:
    return Article(
        id="3f1d2c4b-5a69-4788-9c0d-1e2f3a4b5c6d",
        headline="Trường làng bên sông đón học sinh trở lại <sau> lũ & bão",
        slug="truong-lang-ben-song",
        date="2022-10-17T08:30:00+07:00",
        lastmod="2022-10-17T16:05:00+07:00",
        kicker="Sau mùa lũ",
        standfirst="Hai tuần sau trận lũ, 312 học sinh đã ngồi lại vào bàn học.",
        dateline="Bến Sông",
        authors=(Author("Lê Minh Hà", "ha"), Author("Trần Đức")),
        sections=("Tin tức/Giáo dục", "Tin tức"),
        tags=("trường học", "lũ lụt, mưa bão", "R&D"),
        cover="images/01-san-truong.jpg",
        resources=(
            Resource("images/01-san-truong.jpg", creator="Viết Thành", rights="© Báo Bến Sông", size="wide"),
            Resource("images/03-cong-truong.jpg", size="small", source="Hội phụ huynh"),
        ),
        related=(
            Related("Làng bên sông dựng lại cầu", url="https://bensong.example/cau/", section="Tin tức/Đời sống"),
            Related("Thầy giáo chèo đò", id="0b7c3f7e-0000-4000-8000-000000000001"),
        ),
        corrections=(Correction("2022-10-18T09:00:00+07:00", "Số học sinh là 312, không phải 321."),),
        status=Status.READY,
        note="Đừng in số điện thoại của thầy hiệu trưởng.",
        body=(
            Paragraph(plain("Sáng 17/10, tiếng trống vang lên sau 14 ngày im lặng.")),
            Figure(
                "images/01-san-truong.jpg",
                plain("Học sinh xếp hàng trong sân trường"),
                "Viết Thành",
                "Sân trường đông học sinh",
            ),
            Paragraph(
                (
                    Span("Nước rút, "),
                    Span("cả làng", strong=True),
                    Span(" cùng "),
                    Span("dọn bùn", emphasis=True),
                    Span(", theo "),
                    Span("thông báo của xã", link="https://bensong.example/thong-bao?so=1&ngay=2"),
                    Span(".\nAi có xẻng mang xẻng."),
                )
            ),
            Heading(2, plain("Những ngày dọn lớp")),
            List(
                ordered=False,
                items=(
                    ListItem(plain("Bàn ghế: 160 bộ")),
                    ListItem(
                        plain("Sách vở"), List(ordered=True, items=(ListItem(plain("lớp 1")), ListItem(plain("lớp 2"))))
                    ),
                ),
            ),
            Quote((plain("“Chúng tôi chỉ sợ các em nghỉ luôn.”"), plain("“May mà không.”")), "Thầy Hiệu trưởng"),
            Heading(3, plain("Lớp học dưới tán cây")),
            Gallery(
                (
                    Figure("images/02-lop-hoc.jpg", plain("Lớp học tạm!"), "Đức Anh", "Lớp học dưới tán cây"),
                    Figure(
                        "images/04-thay-co.jpg",
                        (Span("Thầy cô "), Span("trường làng", strong=True)),
                        "",
                        "Các thầy cô giáo",
                    ),
                )
            ),
            PullQuote((plain("Trống trường còn thì làng còn."),)),
            Box(
                "Thông tin thêm",
                (
                    Paragraph(plain("Trường có 12 lớp, dựng năm 1976.")),
                    Heading(3, plain("Ủng hộ")),
                    Figure("images/03-cong-truong.jpg", plain("Cổng trường."), "Hội phụ huynh", "Cổng trường"),
                ),
            ),
            Box("", (Paragraph(plain("Hộp không có tít.")),)),
            Table(
                (
                    (plain("Khối"), plain("Học sinh")),
                    (plain("Lớp 1"), plain("64")),
                    (plain("Lớp 2"), plain("{{< 58 >}}")),
                )
            ),
            Rule(),
            Embed("https://video.example/trong-truong"),
            Paragraph(plain("Ngày mai <script>alert(1)</script> học bù — “đúng giờ”.")),
        ),
    )


def draw(path: Path, width: int, height: int) -> None:
    """A photo with what a camera adds: GPS, a serial number, a comment."""
    from PIL import Image, ImageDraw
    from PIL.ExifTags import GPS, IFD, Base

    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(picture).ellipse((width // 4, height // 4, width // 2, height // 2), fill=(180, 60, 40))
    exif = Image.Exif()
    exif[Base.Make] = "Máy".encode().decode("latin-1")
    exif.get_ifd(IFD.Exif)[Base.BodySerialNumber] = "SN-778899"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (21.0, 2.0, 3.0)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "JPEG", exif=exif, comment=rb"C:\Users\phongvien\anh.jpg")


def assets(folder: Path) -> dict[str, ImageAsset]:
    """The photos drawn into an article's folder, looked at."""
    from editor.images.probe import probe

    for src, (width, height) in PHOTOS.items():
        draw(folder / src, width, height)
    return {src: probe(folder / src) for src in PHOTOS}
