"""Files become articles of a workspace, their photos with them; what fails leaves nothing behind."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor import files
from editor.app.intake import Imported, import_files, new_article
from editor.app.matching import match_photos
from editor.app.messages import Messages
from editor.errors import CancelledError, DiskFullError, FileMissingError, NotAPhotoError
from editor.images.asset import ImageAsset, PhotoText
from editor.library.workspace import Workspace
from editor.model import tidy
from editor.model.article import Article, Resource
from editor.model.blocks import Box, Figure, Paragraph, figures_of, plain, text_of
from editor.model.rows import flat_text
from editor.source.writer import write
from editor.work import Cancel

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CREDIT = "Phóng viên ảnh / Tuổi trẻ Thủ đô"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "kho")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "nhận"
    folder.mkdir()
    return folder


def photo(path: Path, shade: int = 0, caption: str = "", taken: str = "") -> Path:
    exif = Image.Exif()
    if caption:
        exif[0x010E] = caption.encode()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    buffer = BytesIO()
    Image.new("RGB", (40, 30), (shade, 80, 80)).save(buffer, "JPEG", exif=exif)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())
    return path


def article_of(desk: Workspace, one: Imported) -> Article:
    assert one.error is None
    assert one.folder is not None
    return desk.load(one.folder).article


def codes(one: Imported) -> list[str]:
    return [finding.code for finding in one.findings]


def text_with(*lines: str) -> str:
    prose = "Đoạn văn này đủ dài để là một đoạn của bài, có chủ ngữ và vị ngữ hẳn hoi, không phải tít."
    return "\n".join(["Tít của bài", "Sapo của bài.", *lines, prose])


def test_seed_text_takes_its_photos_in_the_order_they_were_shot(desk: Workspace, seed: Path) -> None:
    (one,) = import_files(desk, [seed / "article.txt"], [seed], now=NOW)
    article = article_of(desk, one)
    figures = figures_of(article.body)
    assert [figure.credit for figure in figures] == [CREDIT, CREDIT, ""]
    assert [len(text_of(figure.caption)) for figure in figures] == [24, 76, 32]
    assert one.folder is not None
    stored = [files.digest((one.folder / figure.src).read_bytes()) for figure in figures]
    assert stored == [
        files.digest((seed / name).read_bytes()) for name in ("IMG_4411.JPG", "IMG_4417.JPG", "DSC_0092.JPG")
    ]
    assert all(resource.reviewed is None for resource in article.resources)
    assert one.article_id == article.id != ""


def test_a_drafts_day_becomes_a_time_on_the_newsrooms_clock(desk: Workspace, inbox: Path) -> None:
    times = {"2022-10-17": "2022-10-17T00:00:00+07:00", "2022-10-17 08:05": "2022-10-17T08:05:00+07:00"}
    for number, (typed, held) in enumerate(times.items()):
        file = inbox / f"{number}.md"
        file.write_text(f"---\ntitle: Bài {number}\ndate: {typed}\n---\n\nMột đoạn văn của bài.\n", encoding="utf-8")
        (one,) = import_files(desk, [file])
        assert article_of(desk, one).date == held
        assert one.folder is not None
        assert f"\ndate: {held}\n" in (one.folder / "article.md").read_text(encoding="utf-8")


def test_letters_that_no_encoding_gave_are_told(desk: Workspace, inbox: Path) -> None:
    file = inbox / "hong.txt"
    words = "Một tít bài đủ dài\n\nThành phố hỗ trợ hơn @500 hộ dân trong vùng ngập của hai xã ven sông.\n"
    file.write_bytes(words.encode().replace(b"@", b"\xff\xfe\xfd\xff"))
    (one,) = import_files(desk, [file])
    assert [(item.code, dict(item.facts)["n"]) for item in one.findings if item.code == "letters-lost"] == [
        ("letters-lost", 4)
    ]
    assert "Thành phố hỗ trợ" in article_of(desk, one).standfirst + "".join(map(flat_text, article_of(desk, one).body))


def test_photos_packed_with_a_text_take_its_places(desk: Workspace, inbox: Path) -> None:
    loose = inbox / "loose"
    loose.mkdir()
    first = photo(loose / "a.jpg", 1, taken="2022:10:17 08:00:00")
    second = photo(loose / "b.jpg", 2, taken="2022:10:17 09:00:00")
    text = text_with(
        "Chú thích ảnh: Học sinh tới trường. Ảnh: Viết Thành", "Đoạn sau ảnh của bài, dài vừa đủ để là một đoạn văn."
    )
    packed = inbox / "bai.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bai.txt", text)
        archive.write(first, "a.jpg")
        archive.write(second, "b.jpg")
    (one,) = import_files(desk, [packed])
    assert one.folder is not None
    kept = sorted(path.name for path in (one.folder / "images").iterdir())
    figures = [figure.src for figure in figures_of(article_of(desk, one).body)]
    unused = [dict(item.facts)["names"] for item in one.findings if item.code == "photo-unused"]
    assert (len(kept), len(figures), unused) == (1, 1, ["b.jpg"])


def test_seed_page_finds_its_photos_by_name(desk: Workspace, seed: Path) -> None:
    (text,) = import_files(desk, [seed / "article.txt"], [seed], now=NOW)
    (page,) = import_files(desk, [seed / "article.html"], now=NOW)
    assert article_of(desk, page).body == article_of(desk, text).body
    assert article_of(desk, page).resources == article_of(desk, text).resources
    assert len(page.archive_items) == 9
    assert codes(page) == []


def test_names_match_whatever_their_case_marks_and_encoding(desk: Workspace, inbox: Path, tmp_path: Path) -> None:
    page = "<h1>Tít</h1><p>Chữ.</p><img src='https://x.y/a/%E1%BA%A2nh%20B%C3%ACa.JPG?w=9'><img src='b.jpg.webp'>"
    (inbox / "a.html").write_text(page, encoding="utf-8")
    photos = [photo(tmp_path / "p" / "B.jpg", 1), photo(tmp_path / "p" / "anh bia.jpg", 2)]
    (one,) = import_files(desk, [inbox / "a.html"], photos, now=NOW)
    assert one.folder is not None
    stored = [(one.folder / figure.src).read_bytes() for figure in figures_of(article_of(desk, one).body)]
    assert stored == [photos[1].read_bytes(), photos[0].read_bytes()]
    assert codes(one) == []


def asset(name: str, caption: str = "", taken: str = "") -> ImageAsset:
    return ImageAsset(Path(name), "JPEG", 4, 3, 1, 1, name, PhotoText(caption=caption, taken=taken))


def test_name_goes_before_caption_and_caption_before_order() -> None:
    figures = [Figure("", plain("Lễ khai giảng")), Figure("x/c.jpg"), Figure("")]
    late, early = asset("a.jpg", "Lễ khai giảng.", "2026-02-02T00:00:00"), asset("b.jpg", taken="2026-01-01T00:00:00")
    match = match_photos(figures, [late, early, asset("C.JPG")])
    assert {number: item.path.name for number, item in match.photos.items()} == {0: "a.jpg", 1: "C.JPG", 2: "b.jpg"}
    assert match.guessed == (2,)


def test_order_fills_places_of_absent_photos_only_when_as_many_are_left() -> None:
    figures = [Figure("x.jpg"), Figure("y.jpg")]
    assert len(match_photos(figures, [asset("1.jpg"), asset("2.jpg")]).photos) == 2
    assert match_photos(figures, [asset("1.jpg")]).photos == {}
    assert match_photos(figures, [asset("1.jpg"), asset("2.jpg"), asset("3.jpg")]).photos == {}


def test_a_pile_of_photos_is_no_order() -> None:
    few = [asset(f"{number}.jpg") for number in range(5)]
    pile = [asset(f"{number}.jpg") for number in range(6)]
    assert match_photos([Figure("")], few).guessed == (0,)
    assert match_photos([Figure("")], pile).photos == {}


def test_caption_of_the_photo_is_unreviewed_and_the_pages_own_wins(desk: Workspace, inbox: Path) -> None:
    photo(inbox / "a.jpg", 1, caption="Của ảnh A")
    photo(inbox / "b.jpg", 2, caption="Của ảnh B")
    (inbox / "a.txt").write_text(
        text_with("![](a.jpg) |", "| Của trang |", "", "![](b.jpg)", "", "Câu sau ảnh là một câu.")
    )
    (one,) = import_files(desk, [inbox / "a.txt"], now=NOW)
    article = article_of(desk, one)
    assert [text_of(figure.caption) for figure in figures_of(article.body)] == ["Của trang", "Của ảnh B"]
    assert [article.resource(figure.src).reviewed for figure in figures_of(article.body)] == [None, False]


def test_remote_photo_keeps_its_place_and_is_reported(desk: Workspace, inbox: Path) -> None:
    (inbox / "a.html").write_text(
        "<h1>Tít</h1><p>Chữ.</p><figure><img src='https://x.y/z.png'><figcaption>Cầu</figcaption></figure>"
    )
    (one,) = import_files(desk, [inbox / "a.html"], now=NOW)
    (figure,) = figures_of(article_of(desk, one).body)
    assert figure.src == "images/01-cau.png"
    assert codes(one) == ["photo-not-found"]
    assert dict(one.findings[0].facts)["file"] == "z.png"


def test_missing_photos_are_numbered_after_those_that_are_there(desk: Workspace, inbox: Path) -> None:
    photo(inbox / "images" / "b.jpg")
    (inbox / "a.txt").write_text(text_with("![](images/a.jpg)", "", "![](images/b.jpg)", "", "![](images/c.jpg)"))
    (one,) = import_files(desk, [inbox / "a.txt"], now=NOW)
    srcs = [figure.src for figure in figures_of(article_of(desk, one).body)]
    assert srcs == ["images/02-a.jpg", "images/01-b.jpg", "images/03-c.jpg"]


def test_photos_that_no_text_uses_are_reported_and_stay(desk: Workspace, inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.txt").write_text(text_with())
    photo(tmp_path / "p" / "a.jpg")
    (one,) = import_files(desk, [inbox / "a.txt"], [tmp_path / "p"], now=NOW)
    assert codes(one) == ["photo-unused"]
    assert figures_of(article_of(desk, one).body) == ()


def test_photo_given_by_name_must_be_one_and_one_in_a_folder_is_left_out(
    desk: Workspace, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "a.txt").write_text(text_with())
    false = tmp_path / "p" / "a.jpg"
    false.parent.mkdir()
    false.write_text("chữ")
    with pytest.raises(NotAPhotoError):
        import_files(desk, [inbox / "a.txt"], [false], now=NOW)
    with pytest.raises(FileMissingError):
        import_files(desk, [inbox / "a.txt"], [tmp_path / "none.jpg"], now=NOW)
    assert desk.article_folders() == ()
    (one,) = import_files(desk, [inbox / "a.txt"], [tmp_path / "p"], now=NOW)
    assert codes(one) == ["photo-skipped"]


def test_a_file_that_fails_stops_no_other_and_leaves_nothing(desk: Workspace, inbox: Path) -> None:
    (inbox / "a.txt").write_text(text_with())
    (inbox / "b.pdf").write_text("x")
    (inbox / "c.txt").write_text("")
    done = import_files(desk, [inbox / "b.pdf", inbox / "c.txt", inbox / "a.txt", inbox / "none.md"], now=NOW)
    assert [one.error.code if one.error else "" for one in done] == [
        "format.unknown",
        "format.empty",
        "",
        "file.missing",
    ]
    assert len(desk.article_folders()) == 1


def test_full_disk_while_storing_leaves_no_half_article(
    desk: Workspace, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(inbox / "a.jpg")
    photo(inbox / "b.jpg")
    (inbox / "a.txt").write_text(text_with("![](a.jpg)", "", "![](b.jpg)"))
    from editor.images import store

    real: Callable[..., str] = store.add_bytes
    calls: list[int] = []

    def full(*given: object, **named: object) -> str:
        calls.append(1)
        if len(calls) > 1:
            raise DiskFullError("b.jpg", reason="ENOSPC")
        return real(*given, **named)

    monkeypatch.setattr(store, "add_bytes", full)
    (one,) = import_files(desk, [inbox / "a.txt"], now=NOW)
    assert one.error is not None
    assert one.error.code == "file.disk-full"
    assert len(calls) == 2
    assert desk.article_folders() == ()


def test_cancelled_import_keeps_what_is_whole(desk: Workspace, inbox: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (inbox / name).write_text(text_with())
    cancel = Cancel()

    def stop(done: int, total: int, item: str) -> None:
        if item == "b.txt":
            cancel.cancel()

    with pytest.raises(CancelledError):
        import_files(desk, [inbox / "a.txt", inbox / "b.txt", inbox / "a.txt"], cancel=cancel, progress=stop, now=NOW)
    assert len(desk.article_folders()) in {1, 2}
    assert all(desk.load(folder).article.headline for folder in desk.article_folders())


def ours() -> Article:
    return tidy(
        Article(
            id="id-1",
            headline="Tít",
            slug="tit",
            cover="images/07-bia.jpg",
            resources=(Resource("images/07-bia.jpg", title="Bìa", alt="Ảnh bìa"),),
            body=(
                Paragraph(plain("Chữ.")),
                Figure("images/01-a.jpg", plain("Một"), "An", "Mô tả"),
                Box("Hộp", (Figure("images/03-b.jpg", plain("Hai")),)),
            ),
        )
    )


def test_article_of_ours_comes_in_exactly_with_its_photos_and_id(desk: Workspace, inbox: Path) -> None:
    (inbox / "index.md").write_text(write(ours()), encoding="utf-8")
    for name in ("01-a.jpg", "03-b.jpg", "07-bia.jpg"):
        photo(inbox / "images" / name, caption="Của ảnh")
    (one,) = import_files(desk, [inbox / "index.md"], now=NOW)
    assert article_of(desk, one) == ours()
    assert codes(one) == []
    assert one.folder is not None
    assert (one.folder / "images/07-bia.jpg").read_bytes() == (inbox / "images/07-bia.jpg").read_bytes()


def test_id_that_is_taken_gives_way_and_is_said(desk: Workspace, inbox: Path) -> None:
    (inbox / "index.md").write_text(
        write(replace(ours(), cover="", body=ours().body[:1], resources=())), encoding="utf-8"
    )
    first, second = import_files(desk, [inbox / "index.md", inbox / "index.md"], now=NOW)
    assert first.article_id == "id-1" != second.article_id
    assert codes(second) == ["id-taken"]


def test_photo_of_ours_that_leads_out_of_its_folder_is_not_taken(desk: Workspace, inbox: Path, tmp_path: Path) -> None:
    photo(tmp_path / "secret.jpg")
    article = replace(ours(), cover="", resources=(), body=(Figure("../secret.jpg", plain("a"), "b", "c"),))
    (inbox / "index.md").write_text(write(article), encoding="utf-8")
    (one,) = import_files(desk, [inbox / "index.md"], now=NOW)
    assert codes(one) == ["photo-not-found"]
    assert one.folder is not None
    assert not (one.folder / "images").exists()


def test_cover_of_a_foreign_draft_follows_its_photo(desk: Workspace, inbox: Path) -> None:
    source = Path(__file__).resolve().parents[1] / "data" / "import" / "hugo.md"
    shutil.copy(source, inbox / "hugo.md")
    photo(inbox / "images" / "san-khau.png")
    (one,) = import_files(desk, [inbox / "hugo.md"], now=NOW)
    article = article_of(desk, one)
    assert article.cover == figures_of(article.body)[0].src == "images/01-vai-kep-trong-lop-mo-man.jpg"


def test_new_article_holds_what_was_said(desk: Workspace) -> None:
    folder = new_article(desk, "Tít mới", "Một đoạn.\n\n## Tít phụ", ["Tin tức"], ["a"], ["An"], now=NOW)
    article = desk.load(folder).article
    assert folder.name == "2026-11-24-tit-moi"
    assert (article.headline, article.sections, article.tags) == ("Tít mới", ("Tin tức",), ("a",))
    assert len(article.body) == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_finding_and_report_of_an_import_has_its_sentence(lang: str) -> None:
    import re

    words = Messages.load(lang)
    sources = Path(__file__).resolve().parents[2] / "src" / "editor"
    text = "".join(path.read_text() for path in (*sources.glob("ingest/*.py"), *sources.glob("app/[ip]*.py")))
    dropped = set(re.findall(r'tally\.add\(\s*"([a-z-]+)"', text)) | {"related-in-text", "relative-link", "furniture"}
    findings = set(re.findall(r'_finding\(\s*"([a-z-]+)"', text))
    assert len(dropped) > 12
    assert len(findings) >= 5
    for code in (*(f"dropped.{name}" for name in dropped), *findings, "format.empty", "file.unreadable.not-text"):
        assert words.has(code), code
