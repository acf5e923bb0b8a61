"""Suggested related stories: sensible ones first, each with its reason, none twice, none that is there already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from commandline import InProcess
from editor.ingest import read_file
from editor.library import archive, clues
from editor.library.archive import Item
from editor.library.clues import NameKind, names_of, terms_of
from editor.library.suggest import Reason, Suggestion
from editor.library.workspace import Workspace
from editor.model.article import Article, Related
from editor.model.blocks import Paragraph, plain
from editor.text.telex import is_syllable, syllable_key

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

TOPICS: dict[str, tuple[tuple[str, str, str, str], tuple[str, ...]]] = {
    "tuyển sinh": (
        (
            "Hà Nội công bố điểm chuẩn vào lớp 10 công lập",
            "Trường Chu Văn An lấy điểm cao nhất, nhiều trường ngoại thành hạ điểm.",
            "Giáo dục",
            "Sở GD&ĐT Hà Nội sáng nay công bố điểm chuẩn vào lớp 10 THPT công lập. Thí sinh xác nhận nhập học từ 5/7.",
        ),
        (
            "Phụ huynh lo lắng trước kỳ thi vào lớp 10 ở Hà Nội",
            "Đáp án môn Toán thi tuyển sinh lớp 10 công lập",
            "Sở Giáo dục và Đào tạo giải thích cách tính điểm chuẩn lớp 10",
            "Lịch xác nhận nhập học trung học phổ thông công lập",
            "Trường Chu Văn An tuyển sinh lớp chuyên",
        ),
    ),
    "bão": (
        (
            "Bão số 9 áp sát Quảng Ninh, hàng nghìn người sơ tán",
            "Gió giật cấp 14, biển động dữ dội, tàu thuyền vào bờ tránh trú.",
            "Thời sự",
            "Trung tâm Dự báo khí tượng thủy văn cho biết tâm bão cách Quảng Ninh 120 km. Hạ Long cấm tàu du lịch.",
        ),
        (
            "Bão số 9 mạnh thêm, hướng vào vịnh Bắc Bộ",
            "Quảng Ninh cấm biển, cho học sinh nghỉ học tránh bão",
            "Hạ Long dừng cấp phép tàu du lịch vì bão",
            "Dự báo khí tượng thủy văn: miền Bắc mưa lớn do bão",
            "Sơ tán dân vùng ven biển trước khi bão đổ bộ",
        ),
    ),
    "vàng": (
        (
            "Giá vàng miếng SJC vượt mốc 120 triệu đồng một lượng",
            "Chênh lệch giá vàng trong nước và thế giới nới rộng.",
            "Kinh tế",
            "Ngân hàng Nhà nước họp với các công ty vàng bạc đá quý. SJC niêm yết 120,5 triệu đồng một lượng.",
        ),
        (
            "Ngân hàng Nhà nước nói về chênh lệch giá vàng",
            "Người dân xếp hàng mua vàng miếng SJC",
            "Giá vàng thế giới lập đỉnh mới",
            "Thanh tra các công ty vàng bạc đá quý",
            "Vàng nhẫn tăng theo vàng miếng",
        ),
    ),
    "bóng đá": (
        (
            "Đội tuyển Việt Nam thắng Thái Lan 2-1 ở chung kết AFF Cup",
            "Nguyễn Xuân Son lập cú đúp trên sân Việt Trì.",
            "Thể thao",
            "HLV Kim Sang-sik hài lòng với màn trình diễn của Nguyễn Xuân Son và Quang Hải. Trận lượt về ở Bangkok.",
        ),
        (
            "HLV Kim Sang-sik chốt danh sách đội tuyển dự AFF Cup",
            "Nguyễn Xuân Son chấn thương, nghỉ thi đấu tám tháng",
            "Vé chung kết AFF Cup ở sân Việt Trì bán hết trong mười phút",
            "Thái Lan than phiền mặt sân trước trận chung kết",
            "Quang Hải trở lại đội tuyển Việt Nam",
        ),
    ),
    "y tế": (
        (
            "Số ca sốt xuất huyết tại TP.HCM tăng gấp đôi",
            "Ngành y tế thành phố phun hóa chất diệt muỗi ở 12 phường.",
            "Y tế",
            "Trung tâm Kiểm soát bệnh tật TP HCM ghi nhận 1.200 ca sốt xuất huyết. Bệnh viện Nhi đồng 1 quá tải.",
        ),
        (
            "Bệnh viện Nhi đồng 1 mở thêm giường cho trẻ sốt xuất huyết",
            "Phun hóa chất diệt muỗi phòng sốt xuất huyết",
            "Trung tâm Kiểm soát bệnh tật Thành phố Hồ Chí Minh cảnh báo dịch chồng dịch",
            "Vaccine sốt xuất huyết về Việt Nam",
            "Dấu hiệu trẻ mắc sốt xuất huyết nặng",
        ),
    ),
    "giao thông": (
        (
            "Metro Nhổn – ga Hà Nội chạy đoạn ngầm từ cuối năm",
            "Ban Quản lý đường sắt đô thị Hà Nội chạy thử tàu ở bốn ga ngầm.",
            "Đô thị",
            "Đoạn ngầm từ Cầu Giấy tới ga Hà Nội dài 4 km. Vé tàu metro Nhổn giữ nguyên.",
        ),
        (
            "Metro Nhổn – ga Hà Nội đón khách thứ một triệu",
            "Robot đào hầm metro qua ga Cầu Giấy",
            "Ban Quản lý đường sắt đô thị Hà Nội xin lùi tiến độ",
            "Giá vé metro Cát Linh và Nhổn",
            "Đường sắt đô thị ngầm cần thêm vốn",
        ),
    ),
    "nông nghiệp": (
        (
            "Giá lúa ở Đồng bằng sông Cửu Long giảm mạnh, nông dân lo lỗ",
            "Thương lái bỏ cọc, doanh nghiệp xuất khẩu gạo chờ đơn hàng.",
            "Kinh tế",
            "Ở Đồng Tháp và An Giang, lúa OM 5451 còn 5.400 đồng một kg. Philippines ngừng nhập khẩu gạo.",
        ),
        (
            "Philippines tạm ngừng nhập khẩu gạo hai tháng",
            "Xuất khẩu gạo tìm thị trường mới",
            "Thương lái bỏ cọc lúa ở Đồng Tháp",
            "ĐBSCL xuống giống lúa đông xuân sớm",
            "Giá gạo xuất khẩu thấp nhất bốn năm",
        ),
    ),
    "tòa": (
        (
            "Bà Trương Mỹ Lan nhận án chung thân trong vụ Vạn Thịnh Phát giai đoạn hai",
            "TAND TP HCM tuyên phạt 33 đồng phạm, buộc bồi thường trái chủ.",
            "Pháp luật",
            "Hội đồng xét xử xác định bị cáo Trương Mỹ Lan lừa đảo 35.000 trái chủ qua trái phiếu An Đông.",
        ),
        (
            "Trương Mỹ Lan kháng cáo xin giảm nhẹ hình phạt",
            "Trái chủ An Đông chờ nhận tiền bồi thường",
            "Vạn Thịnh Phát: kê biên hơn một nghìn tài sản",
            "Đề nghị mức án cho 34 bị cáo vụ Vạn Thịnh Phát",
            "Tòa án nhân dân Thành phố Hồ Chí Minh mở phiên xử trái phiếu",
        ),
    ),
    "công nghệ": (
        (
            "Nvidia mở trung tâm nghiên cứu AI ở Hà Nội",
            "Jensen Huang nói Việt Nam có nhiều kỹ sư phần mềm giỏi.",
            "Công nghệ",
            "Chính phủ và Nvidia ký thỏa thuận về trung tâm dữ liệu AI. Công ty VinBrain được Nvidia mua lại.",
        ),
        (
            "Jensen Huang đi bộ phố cổ cùng Thủ tướng",
            "Nvidia mua lại VinBrain",
            "Trung tâm dữ liệu AI cần bao nhiêu điện",
            "Kỹ sư phần mềm học AI để giữ việc",
            "Nvidia thành công ty giá trị nhất thế giới",
        ),
    ),
    "di sản": (
        (
            "Huế trùng tu điện Kiến Trung sau năm năm",
            "Cung điện nơi ở của vua Khải Định và Bảo Đại mở cửa đón khách.",
            "Văn hóa",
            "Trung tâm Bảo tồn Di tích Cố đô Huế dùng tư liệu ảnh của Pháp để phục dựng điện Kiến Trung trong Đại nội.",
        ),
        (
            "Điện Kiến Trung thu hút khách dịp Tết",
            "Trung tâm Bảo tồn Di tích Cố đô Huế nhận giải UNESCO",
            "Đại nội Huế mở cửa buổi tối",
            "Ảnh tư liệu vua Bảo Đại về nước",
            "Trùng tu điện Thái Hòa ở Huế",
        ),
    ),
}

OTHERS = (
    "Thủ tướng Phạm Minh Chính tiếp Bộ trưởng Bộ Giáo dục và Thể thao Lào",
    "Chuẩn bị khởi công, khánh thành, thông xe 234 dự án với tổng vốn 3,4 triệu tỷ đồng",
    "Hà Nội luôn trân trọng những đóng góp trách nhiệm, nghĩa tình của các tổ chức tôn giáo",
    "Thủ tướng yêu cầu Ủy ban Biên giới quốc gia thực hiện phương châm “3 kiên”",
    "Người dân Đà Nẵng đón năm mới bên sông Hàn",
    "Giá xăng giảm lần thứ ba liên tiếp",
    "Việt Nam và Nhật Bản ký hợp tác đào tạo điều dưỡng",
    "Phường Bến Nghé ra quân dẹp vỉa hè",
    "Khai mạc hội sách mùa thu",
    "Cháy chung cư mini ở Thanh Xuân, tám người thoát nạn",
    "Quốc hội thảo luận dự án Luật Đất đai",
    "Sinh viên nghèo được vay vốn không lãi",
    "Tết sớm của công nhân khu công nghiệp",
    "Chợ hoa Quảng An nhộn nhịp",
    "Thêm hai tuyến xe buýt điện",
)
SECTIONS = {title: topic for topic, (_, titles) in TOPICS.items() for title in titles}


def published() -> Iterator[Item]:
    titles = [*SECTIONS, *OTHERS]
    for number, title in enumerate(titles):
        topic = SECTIONS.get(title, "")
        section = TOPICS[topic][0][2] if topic else "Tin tức"
        yield Item(title, f"https://bao.vn/{number}", section, f"2026-{1 + number % 11:02}-{1 + number % 27:02}")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    made = Workspace.init(tmp_path / "ws")
    archive.add(made.root, published())
    return made


def article(topic: str) -> Article:
    headline, standfirst, section, text = TOPICS[topic][0]
    return Article(
        headline=headline,
        standfirst=standfirst,
        sections=(section,),
        date="2026-11-24T08:00:00+07:00",
        body=(Paragraph(plain(text)),),
    )


def suggested(space: Workspace, asked: Article, limit: int = 5) -> tuple[Suggestion, ...]:
    with space.index() as index:
        index.refresh(space.article_folders())
        index.refresh_archive()
        return index.suggest(asked, NOW.date(), limit)


def printed(asked: Article, found: tuple[Suggestion, ...]) -> None:
    print(f"\n{asked.headline}")
    for item in found:
        print(f"  {item.score:.2f} {item.reason:<18} {item.words:<28} {item.candidate.title}")


@pytest.mark.parametrize("topic", TOPICS)
def test_stories_of_the_same_topic_come_first(space: Workspace, topic: str) -> None:
    asked = article(topic)
    found = suggested(space, asked)
    printed(asked, found)
    assert len(found) == 5
    hits = [item for item in found if SECTIONS.get(item.candidate.title) == topic]
    assert len(hits) >= 4
    assert found[0] is hits[0]
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)


def test_the_real_article_is_given_what_is_about_its_city_and_its_party(seed: Path, space: Workspace) -> None:
    draft = read_file(seed / "article.html")
    archive.add(space.root, [Item(item.title, item.url, item.section) for item in draft.archive_items])
    found = suggested(space, replace(draft.article, date="2022-10-17"))
    printed(draft.article, found)
    titles = [item.candidate.title for item in found]
    assert "Bí thư Thành ủy TP Hồ Chí Minh giải đáp ý kiến cử tri" in titles[:3]
    assert "Hà Nội luôn trân trọng những đóng góp trách nhiệm, nghĩa tình của các tổ chức tôn giáo" in titles
    assert {item.reason for item in found} <= {
        Reason.TOPIC,
        Reason.PLACE,
        Reason.ORGANISATION,
        Reason.PERSON,
        Reason.NAME,
    }


def test_what_is_related_already_and_the_article_itself_are_no_suggestions(space: Workspace) -> None:
    asked = article("vàng")
    titles = TOPICS["vàng"][1]
    folder = space.create(asked, NOW)
    asked = space.load(folder).article
    space.create(replace(asked, id="", slug=""), NOW)  # a copy: the same headline
    number = next(item.url for item in published() if item.title == titles[0])
    asked = replace(asked, related=(Related(titles[0], url=number), Related(titles[1], url="https://khác.vn/x")))
    found = [item.candidate.title for item in suggested(space, asked, 10)]
    assert asked.headline not in found
    assert titles[0] not in found
    assert titles[1] not in found  # the same story at another address
    assert titles[2] in found[:3]
    assert len(found) == len(set(found))


def test_our_own_articles_are_suggested_by_their_id(space: Workspace) -> None:
    own = space.load(space.create(Article(headline="Vàng miếng SJC và vàng nhẫn", tags=("giá vàng",)), NOW)).article
    found = suggested(space, replace(article("vàng"), tags=("giá vàng",)))
    mine = next(item for item in found if item.candidate.id == own.id)
    assert (mine.reason, mine.words, mine.candidate.url) == (Reason.TAG, "giá vàng", "")


def test_the_newer_of_two_equal_stories_comes_first_and_the_future_is_not_known(space: Workspace) -> None:
    archive.add(
        space.root,
        [
            Item("Giá vàng miếng SJC hôm nay", "https://bao.vn/cu", date="2020-01-01"),
            Item("Giá vàng miếng SJC hôm qua", "https://bao.vn/moi", date="2026-11-20"),
            Item("Giá vàng miếng SJC ngày mai", "https://bao.vn/sau", date="2027-06-01"),
        ],
    )
    order = [item.candidate.url for item in suggested(space, article("vàng"), 20)]
    assert order.index("https://bao.vn/moi") < order.index("https://bao.vn/cu") < order.index("https://bao.vn/sau")


@pytest.mark.parametrize(
    ("headline", "title", "reason"),
    [
        ("Ông Nguyễn Văn Thắng làm bộ trưởng", "Chân dung Nguyễn Văn Thắng", Reason.PERSON),
        ("Mưa lớn ở Quảng Ninh", "Quảng Ninh thiệt hại nặng", Reason.PLACE),
        ("Bộ Công Thương họp báo", "Thanh tra Bộ Công Thương kết luận", Reason.ORGANISATION),
        ("Sốt xuất huyết lan rộng", "Phòng sốt xuất huyết tại nhà", Reason.TOPIC),
    ],
)
def test_the_reason_is_what_is_shared(tmp_path: Path, headline: str, title: str, reason: Reason) -> None:
    space = Workspace.init(tmp_path / "ws")
    others = [Item(other, f"https://bao.vn/{number}") for number, other in enumerate(OTHERS)]
    archive.add(space.root, [Item(title, "https://bao.vn/x"), *others])
    found = suggested(space, Article(headline=headline))
    assert found[0].candidate.title == title
    assert found[0].reason is reason


def test_where_nothing_is_shared_the_section_then_the_day_decide(tmp_path: Path) -> None:
    space = Workspace.init(tmp_path / "ws")
    archive.add(
        space.root, [Item("Xin chào", "https://b.vn/1", "A", "2026-11-01"), Item("Tạm biệt", "https://b.vn/2", "B")]
    )
    found = suggested(space, Article(headline="Zzz", sections=("B",)))
    assert [(item.candidate.title, item.reason) for item in found] == [
        ("Tạm biệt", Reason.SECTION),
        ("Xin chào", Reason.RECENT),
    ]
    assert suggested(Workspace.init(tmp_path / "none"), Article(headline="Zzz")) == ()


def test_the_command_line_gives_the_same_ranking(space: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folder = space.create(article("bão"), NOW)
    before = (folder / "article.md").read_bytes()
    asked = space.load(folder).article
    run = InProcess(capsys)
    said = run("relate", folder, "--suggest", "-n", 5, "--json").json
    assert [item["title"] for item in said] == [item.candidate.title for item in suggested(space, asked)]
    assert all(set(item) >= {"title", "url", "section", "reason", "score"} for item in said)
    assert (folder / "article.md").read_bytes() == before
    assert "Bão số 9" in run("relate", folder / "article.md", "--suggest").out
    assert run("relate", folder, "--json").code == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà bình", "hòa bình"), ("kĩ sư", "kỹ sư"), ("thuỷ lợi", "thủy lợi"), ("Đảng", "Đa\u0309ng")],
)
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert terms_of(one.lower()).keys() == terms_of(other.lower()).keys()


@pytest.mark.parametrize(("word", "key"), [("đảng", "ddangr"), ("ủy", "uyr"), ("người", "nguwowif"), ("quý", "quys")])
def test_a_syllable_is_keyed_as_telex_types_it(word: str, key: str) -> None:
    assert syllable_key(word) == key
    assert is_syllable(key)
    assert not is_syllable("vinfast")


def test_short_forms_stand_for_the_long_ones() -> None:
    assert terms_of("TP.HCM") == terms_of("Thành phố Hồ Chí Minh")
    assert "haf_nooij" in terms_of("quy hoạch Thủ đô")
    assert "giaos_ducj" in terms_of("Sở GD&ĐT")


def test_names_are_told_from_words() -> None:
    text = "Phó Thủ tướng Thường trực Nguyễn Hòa Bình thăm tỉnh Hòa Bình và Bộ Công Thương"
    kinds = {name.words: name.kind for name in names_of(text)}
    assert kinds == {
        "Nguyễn Hòa Bình": NameKind.PERSON,
        "Hòa Bình": NameKind.PLACE,
        "Bộ Công Thương": NameKind.ORGANISATION,
    }


def test_words_of_grammar_are_no_terms() -> None:
    assert not [term for term in terms_of("và của những các là") if clues.strength(term) > 0]


def test_the_answer_is_json_that_scripts_read(space: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folder = space.create(article("tòa"), NOW)
    said = json.loads(InProcess(capsys)("relate", folder, "--suggest", "--json").out)
    assert said[0]["score"] == 1.0
    assert date.fromisoformat(said[0]["date"])
