"""Articles for the tests of the checks: one with every kind of block, and ten clean ones as newspapers print them."""

from __future__ import annotations

from pathlib import Path

from editor.images.asset import ImageAsset, PhotoText
from editor.model.article import Article, Author, Correction, Resource
from editor.model.blocks import (
    Block,
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
    figures_of,
    plain,
)


def asset(width: int = 2400, height: int = 1600) -> ImageAsset:
    """A photo that was looked at and is fine."""
    return ImageAsset(Path("anh.jpg"), "JPEG", width, height, 1, 900_000, "0" * 64, PhotoText())


def assets_of(article: Article) -> dict[str, ImageAsset]:
    """Fine files for every photo of an article."""
    found = {figure.src: asset() for figure in figures_of(article.body)}
    return {**found, article.cover: asset()} if article.cover else found


def paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text))


def figure(number: int, caption: str = "Đoàn viên dọn rác ven kênh Tây", credit: str = "Viết Thành") -> Figure:
    return Figure(f"images/{number:02}-anh.jpg", plain(caption), credit, "Nhóm thanh niên áo xanh kéo lưới vớt rác")


def written(headline: str, standfirst: str, *blocks: Block, **fields: object) -> Article:
    """An article with all that its file must say."""
    photos = figures_of(blocks)
    return Article(
        headline=headline,
        standfirst=standfirst,
        date="2026-11-20T08:00:00+07:00",
        authors=(Author("Lan Chi", "lan-chi"),),
        sections=("Tin tức/Đô thị",),
        tags=("giao thông", "hạ tầng"),
        cover=photos[0].src if photos else "",
        resources=tuple(Resource(photo.src, creator="Viết Thành") for photo in photos),
        body=blocks,
        **fields,  # type: ignore[arg-type]
    )


FULL = written(
    "Kênh Tây sạch rác sau ba tuần ra quân",
    "Hơn 300 đoàn viên và người dân đã vớt gần 12 tấn rác trên 4 km kênh.",
    paragraph("Sáng 20/11, đoàn viên phường Bến Sông bắt đầu đợt ra quân thứ ba trong năm."),
    figure(1),
    Heading(2, plain("Từ một bức ảnh")),
    Paragraph(
        (
            Span("Bức ảnh đăng trên trang của phường được "),
            Span("chia sẻ 2.400 lần", strong=True),
            Span(" chỉ trong một đêm."),
        )
    ),
    List(
        False, (ListItem(plain("vớt rác;")), ListItem(plain("trồng cây:"), List(False, (ListItem(plain("bờ tây")),))))
    ),
    Quote((plain("“Kênh sạch thì nhà mình mát.”"), plain("“Ai cũng thấy điều đó.”")), "Bà Nguyễn Thị Lành, tổ 5"),
    Table(((plain("Ngày"), plain("Rác")), (plain("1/11"), plain("3,5 tấn")))),
    PullQuote((plain("Kênh sạch thì nhà mình mát."),), "Bà Lành"),
    Gallery((figure(2, "Một đoạn kênh trước khi dọn"), figure(3, "Đoạn kênh ấy hôm nay"))),
    Embed("https://www.example.com/video/1"),
    Rule(),
    Box(
        "Số liệu đợt ra quân",
        (
            paragraph("Đợt ra quân kéo dài ba tuần, từ 1/11 đến 21/11."),
            figure(4, "Bản đồ kênh Tây", "Ban Thời sự"),
            List(True, (ListItem(plain("12 tấn rác.")), ListItem(plain("300 người.")))),
        ),
    ),
)
"""Every kind of block, and nothing to mend."""

CLEAN: tuple[Article, ...] = (
    FULL,
    written(
        "Giá lúa thu đông tăng 300 đồng/kg, nông dân… vẫn lo",
        "Thương lái trả 7.300 đồng/kg tại ruộng; chi phí phân bón, nhân công cũng tăng 12,5%.",
        paragraph("Tại xã Vĩnh Thạnh, giá lúa tươi lên 7.300–7.500 đồng/kg, cao hơn tháng trước 300 đồng."),
        paragraph("“Giá lên, nhưng phân, thuốc, nhân công… cái gì cũng lên”, ông Út Lành nói. Ông trồng 3.000 m² lúa."),
        paragraph("Lợi nhuận mỗi héc-ta còn 18,2 triệu đồng (năm ngoái là 19,0 triệu đồng)... Ai cũng tính lại."),
        Table((tuple(map(plain, ("Giống", "Giá"))), tuple(map(plain, ("OM 18", "7.300..."))))),
        figure(1, "Nông dân Vĩnh Thạnh thu hoạch lúa… trong mưa"),
    ),
    written(
        "Vì sao xe buýt tuyến 19 bỏ bến?!",
        "Hành khách chờ 45 phút; đơn vị vận hành nói gì?",
        paragraph("“Chờ hoài không thấy xe!”, chị H. ở Q.1 kể. Chị đã gọi đường dây nóng lúc 12:30, rồi 13:05."),
        paragraph(
            "Theo TS. Trần Văn B. (Trường ĐH GTVT TP.HCM), tuyến này thiếu 6 xe, 14 tài xế, v.v. Hãng xe xin lỗi!!!"
        ),
        paragraph(
            "Vậy bao giờ có đủ xe? “Tháng 12.” Bao nhiêu chuyến? “Như cũ, 96 chuyến/ngày.” Chị H. hỏi: “Thật không???”"
        ),
    ),
    written(
        "Trường học số: hỏi và đáp về hồ sơ nhập học 2027–2028",
        "Phụ huynh nộp hồ sơ tại https://www.example.vn/tuyen-sinh/2027..2028/ từ 8:00 ngày 5/12.",
        Heading(2, plain("1. Nộp ở đâu?")),
        paragraph(
            "Vào www.example.edu.vn, mục “Tuyển sinh”, hoặc gửi thư tới ts.so@example.edu.vn. Tệp mẫu: ../mau/don.docx."
        ),
        Heading(2, plain("2. Cần những gì?")),
        List(
            True,
            (
                ListItem(plain("Giấy khai sinh, căn cước, v.v...")),
                ListItem(plain("Học bạ (nếu có);")),
                ListItem(plain("Đơn theo mẫu 01/ĐK.")),
            ),
        ),
        paragraph("Hồ sơ thiếu được bổ sung sau trong 10 ngày. Kết quả sẽ được cập nhật sau trên trang của trường."),
    ),
    written(
        "[Ảnh] Thế vận hội XXX và những người giữ sân",
        "Từ vòng XXX của giải trẻ đến trận chung kết (1-1, pen 4-3), họ luôn đến trước 5 giờ.",
        figure(1, "Ông Sáu, người giữ sân từ năm 1987"),
        figure(2, "Mặt cỏ được đo từng xen-ti-mét…"),
        Gallery((figure(3, "Vòi tưới lúc 5:00"), figure(4, "Vạch vôi lúc 5:30 (!?)"))),
        paragraph("Ông Sáu nói ngắn: “Cỏ mà… như con.” Rồi ông đi tiếp."),
    ),
    written(
        "Đại biểu đề nghị làm rõ quỹ bảo trì 2% tại chung cư",
        "Theo Luật Nhà ở, chủ đầu tư phải bàn giao quỹ trong 7 ngày; thực tế có nơi mất 3 năm.",
        paragraph(
            "“Luật quy định [...] chủ đầu tư phải mở tài khoản riêng (TK chuyên dùng)”, bà Lê Thị C. dẫn Điều 109."
        ),
        paragraph("GS.TS. Phạm Văn D., PGS.TS. Hồ E., Th.S. Lý G. và LS. Nguyễn H. cùng cho rằng mức phạt còn nhẹ."),
        Quote((plain("“Tiền của dân (…) phải về tay dân.”"),), "Đại biểu Lê Thị C., Đoàn TP. Cần Thơ"),
        corrections=(Correction("2026-11-20T10:00:00+07:00", "Sửa tên đại biểu."),),
    ),
    written(
        "Bắt nhóm lừa đảo qua điện thoại, thu 29 thẻ SIM",
        "Nhóm này dùng số 0912 xxx 678 và xe biển 51F-xxx.45 để giao dịch.",
        paragraph(
            "Theo Công an phường, nạn nhân chuyển 1.200.000.000 đồng trong 3 lần, từ 9h15 đến 10h05 ngày 12.11.2026."
        ),
        paragraph(
            "Kẻ xấu gọi bằng số 09xxxxxxxx, xưng là “cán bộ”. Ai nhận cuộc gọi như thế, báo 113 hoặc (028) 3838.xxxx."
        ),
        paragraph("Nguyễn Văn A (42 tuổi), Trần Thị B (39 tuổi)… bị tạm giữ; vụ án được khởi tố theo Điều 174."),
    ),
    written(
        "Local startups: “Made in Vietnam” goes abroad",
        "Acme Inc., Bến Sông Co., Ltd. and others sell in the U.S., the U.K., etc.",
        paragraph("“We started at 5 a.m., every day...” says Mr. Nguyen. “Why? Because the market is open!”"),
        paragraph(
            "Prices rose 1.5%, i.e. 0.3 points more than in Oct. 2025. Version 2.0.1 of it is at example.com/v2.0/."
        ),
        paragraph("“Ready?” “Yes!” St. Mary’s Hospital, Yahoo!, and J. K. Lee, Jr., agreed."),
        lang="en",
    ),
    written(
        "Đêm nhạc bên sông: khi tiếng đàn… gặp tiếng nước",
        "NSND Thanh Hải, NSƯT Bích Ngọc và ban nhạc “Đi đâu?” diễn ba đêm liền.",
        paragraph("– Anh đi đâu?\n– Đi nghe đàn.\n– Ở đâu?…\n– Bên sông!"),
        paragraph(
            "Đêm thứ nhất: “Lý kéo chài”, “Lý con sáo”; đêm thứ hai: “Dạ cổ hoài lang”,… và đêm cuối, “Tình em”."
        ),
        paragraph("Vé: 0 đồng. Chỗ ngồi: 1.500. Giờ diễn: 19:30–21:45. Ai đến sớm thì… ngồi trước."),
    ),
    written(
        "Thông báo lịch cắt điện khu vực phường 3, phường 5",
        "Từ 7g00 đến 16g30 ngày 25/11; riêng hẻm 21/3 Lê Lợi cắt đến 11g45.",
        paragraph(
            "Công ty điện lực thông báo: phường 3 (tổ 1, 2, 3), phường 5 (tổ 7; 8; 9), chợ Cũ, trường tiểu học số 2, "
            "trạm y tế, nhà văn hóa. Ngoài ra, các hộ ở hẻm 21/3, 21/5, 21/7 xem thông báo riêng. "
            "Mọi thắc mắc gọi 1900.1006."
        ),
        Box("", (paragraph("Không đóng điện khi chưa có thông báo; không câu móc… dưới mọi hình thức."),)),
    ),
)
