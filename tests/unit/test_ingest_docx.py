"""Word documents: what their styles say, pictures that come along, and bytes that mean harm."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import InProcess
from editor.app.intake import import_files
from editor.app.messages import Messages
from editor.errors import EditorError, FileUnreadableError, TooHardError, UnknownFormatError
from editor.ingest import Draft, read_file
from editor.ingest.docx import read_docx
from editor.library.workspace import Workspace
from editor.model.blocks import (
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Source,
    Span,
    Table,
    figures_of,
    plain,
    text_of,
)
from made_documents import W, docx, drawing, paragraph, photo, run, zipped

PROSE = (
    "Đoạn văn này đủ dài để là một đoạn của bài, có chủ ngữ và vị ngữ hẳn hoi, không phải tít hay chú thích ảnh nào cả."
)
HEAD = paragraph(run("Tít của bài"), style="Title")
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def codes(draft: Draft) -> dict[str, int]:
    return {item.code.removeprefix("dropped."): item.n for item in draft.dropped}


def written(folder: Path, content: bytes, name: str = "bài.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_styles_say_what_is_what() -> None:
    draft = read_docx(
        docx(
            HEAD
            + paragraph(run("Sapo theo kiểu phụ đề."), style="Subtitle")
            + paragraph(run("Mở đầu"), style="Heading1")
            + paragraph(run("Chữ "), run("đậm", "<w:b/>"), run(" và "), run("nghiêng", "<w:i/>"))
            + paragraph(run("Nhỏ hơn"), style="Heading3")
            + paragraph(run("Một."), style="Quote")
            + paragraph(run("Hai."), style="Quote")
            + paragraph(run(PROSE))
        )
    )
    assert (draft.article.headline, draft.article.standfirst) == ("Tít của bài", "Sapo theo kiểu phụ đề.")
    assert draft.article.body == (
        Heading(2, plain("Mở đầu")),
        Paragraph((Span("Chữ "), Span("đậm", strong=True), Span(" và "), Span("nghiêng", emphasis=True))),
        Heading(3, plain("Nhỏ hơn")),
        Quote((plain("Một."), plain("Hai."))),
        Paragraph(plain(PROSE)),
    )


def test_lists_have_their_kind_and_their_levels() -> None:
    body = HEAD + "".join(
        paragraph(run(words), numbered=at)
        for words, at in (
            ("một", (1, 0)),
            ("trong", (1, 1)),
            ("hai", (1, 0)),
            ("thứ nhất", (2, 0)),
            ("thứ hai", (2, 0)),
        )
    )
    inner = List(False, (ListItem(plain("trong")),))
    assert read_docx(docx(body)).article.body == (
        List(False, (ListItem(plain("một"), inner), ListItem(plain("hai")))),
        List(True, (ListItem(plain("thứ nhất")), ListItem(plain("thứ hai")))),
    )


def test_links_breaks_and_tables_come() -> None:
    link = f'<w:hyperlink r:id="rLink">{run("trang của lớp")}</w:hyperlink>'
    cell = "<w:tc>{}</w:tc>"
    rows = "".join(
        f"<w:tr>{''.join(cell.format(paragraph(run(words))) for words in row)}</w:tr>"
        for row in (("Năm", "Học trò"), ("2026", "12"))
    )
    broken = paragraph(run("một"), "<w:r><w:br/></w:r>", run("hai"))
    body = read_docx(docx(HEAD + paragraph(run("Xem "), link) + broken + f"<w:tbl>{rows}</w:tbl>")).article.body
    assert body == (
        Paragraph((Span("Xem "), Span("trang của lớp", link="https://example.org/lop"))),
        Paragraph(plain("một\nhai")),
        Table(((plain("Năm"), plain("Học trò")), (plain("2026"), plain("12")))),
    )


def test_a_document_without_styles_is_read_by_its_lines() -> None:
    draft = read_docx(
        docx(
            paragraph(run("Tít in đậm của bài", "<w:b/>"))
            + paragraph(run("Sapo in đậm, nói bài này kể chuyện gì cho người đọc.", "<w:b/>"))
            + paragraph(run(PROSE))
            + paragraph(run("Thanh Ba", "<w:b/>"))
        )
    )
    assert draft.article.headline == "Tít in đậm của bài"
    assert draft.article.standfirst.startswith("Sapo in đậm")
    assert [author.name for author in draft.article.authors] == ["Thanh Ba"]
    assert draft.article.body == (Paragraph(plain(PROSE)),)


def test_pictures_come_with_alt_and_a_styled_caption() -> None:
    draft = read_docx(
        docx(
            HEAD
            + paragraph(drawing("rPhoto", "Lớp học"))
            + paragraph(run("Lớp học. Ảnh: Thanh Ba"), style="Caption")
            + paragraph(run(PROSE))
        )
    )
    (figure,) = figures_of(draft.article.body)
    assert (text_of(figure.caption), figure.credit, figure.alt) == ("Lớp học.", "Thanh Ba", "Lớp học")
    assert [wanted.content for wanted in draft.wanted] == [photo()]
    assert draft.findings == ()


def test_a_short_line_under_a_picture_is_offered_as_its_caption() -> None:
    draft = read_docx(
        docx(HEAD + paragraph(drawing("rPhoto")) + paragraph(run("Thầy Bảy lên dây đàn")) + paragraph(run(PROSE)))
    )
    assert text_of(figures_of(draft.article.body)[0].caption) == "Thầy Bảy lên dây đàn"
    assert [finding.code for finding in draft.findings] == ["caption-offered"]
    for lang in ("vi", "en"):
        assert "Thầy Bảy lên dây đàn" in Messages.load(lang).finding(draft.findings[0])


@pytest.mark.parametrize("line", [PROSE * 2, "Ông nói:", "“Đàn là để cho vui.”", "Vì sao?"])
def test_running_text_under_a_picture_is_no_caption(line: str) -> None:
    body = read_docx(
        docx(HEAD + paragraph(drawing("rPhoto")) + paragraph(run(line)) + paragraph(run(PROSE)))
    ).article.body
    assert isinstance(body[0], Figure)
    assert body[0].caption == ()
    assert body[1] == Paragraph(plain(line))


def test_a_name_under_the_last_picture_signs_the_text() -> None:
    draft = read_docx(
        docx(HEAD + paragraph(run(PROSE)) + paragraph(drawing("rPhoto")) + paragraph(run("Nguyễn Thanh Ba")))
    )
    assert [author.name for author in draft.article.authors] == ["Nguyễn Thanh Ba"]
    assert figures_of(draft.article.body)[0].caption == ()


def test_the_line_under_a_picture_above_everything_is_the_headline() -> None:
    lines = paragraph(run("Tít nằm dưới ảnh")) + paragraph(run("Sapo của bài này.")) + paragraph(run(PROSE))
    draft = read_docx(docx(paragraph(drawing("rPhoto")) + lines))
    assert (draft.article.headline, draft.article.standfirst) == ("Tít nằm dưới ảnh", "Sapo của bài này.")
    assert [type(block) for block in draft.article.body] == [Figure, Paragraph]
    assert draft.findings == ()


def test_an_alt_text_of_a_machine_is_none() -> None:
    alt = "A group of people. Description automatically generated"
    draft = read_docx(docx(HEAD + paragraph(drawing("rPhoto", alt)) + paragraph(run(PROSE))))
    assert figures_of(draft.article.body)[0].alt == ""
    assert codes(draft)["filler-alt"] == 1


def test_comments_deleted_words_and_page_lines_stay_behind_and_are_counted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>chữ đã xóa</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2">{run("chữ mới")}</w:ins>'
    mark = (
        '<w:commentRangeStart w:id="0"/>'
        + run("lời")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    comment = f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph(run("hỏi lại thầy"))}</w:comment></w:comments>'
    header = f'<w:hdr xmlns:w="{W}">{paragraph(run("Báo Tuổi trẻ"))}</w:hdr>'
    number = f'<w:ftr xmlns:w="{W}">{paragraph(run("12"))}</w:ftr>'
    draft = read_docx(
        docx(
            HEAD + paragraph(run("Một "), deleted, added, mark) + paragraph(run(PROSE)),
            {"word/comments.xml": comment, "word/header1.xml": header, "word/footer1.xml": number},
        )
    )
    assert text_of(draft.article.body[0].inline) == "Một chữ mớilời"  # type: ignore[union-attr]
    assert codes(draft) == {"tracked": 1, "comment": 1, "page-line": 1}


def test_charts_and_formulas_are_counted() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{math}"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
    draft = read_docx(docx(HEAD + paragraph(run(PROSE)) + f"<w:p>{formula}</w:p>"))
    assert codes(draft)["object"] == 1


def test_a_footnote_stands_in_brackets_and_hides_no_byline() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run("Theo sở."))}</w:footnote></w:footnotes>'
    relation = (
        '<Relationship Id="rNotes" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    text = HEAD + paragraph(run(PROSE), mark) + paragraph(run("Thanh Ba", "<w:b/>"))
    article = read_docx(docx(text, {"word/footnotes.xml": notes}, relation)).article
    assert article.body[-1] == Paragraph(plain(f"{PROSE} (Theo sở.)"))
    assert [author.name for author in article.authors] == ["Thanh Ba"]


def test_a_picture_and_its_caption_in_a_text_box_stay_together() -> None:
    inner = paragraph(drawing("rPhoto")) + paragraph(run("Lớp học. Ảnh: Thanh Ba"), style="Caption")
    words = f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
    shape = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">{words}</v:shape></w:pict></w:r>'
    body = read_docx(docx(HEAD + paragraph(run(PROSE), shape))).article.body
    assert figures_of(body) == (Figure("picture-1.jpg", plain("Lớp học."), "Thanh Ba"),)


@pytest.mark.parametrize("target", ["file:///C:/ảnh/lop.jpg", "https://example.org/lop.jpg", "..\\lop.jpg"])
def test_a_picture_elsewhere_is_wanted_and_never_fetched(target: str) -> None:
    relation = (
        f'<Relationship Id="rFar" Target="{target}" TargetMode="External" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
    )
    draft = read_docx(docx(HEAD + paragraph(drawing("rFar", kind="link")) + paragraph(run(PROSE)), relations=relation))
    (wanted,) = draft.wanted
    assert wanted.content == b""
    assert wanted.path is None
    assert wanted.src.endswith("lop.jpg")
    assert not wanted.src.startswith("file:")


def test_old_letters_become_unicode_unless_told_not_to(tmp_path: Path) -> None:
    old = docx(
        paragraph(run("Líp häc ®µn"))
        + paragraph(
            run("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc, ñy ban nh©n d©n huyÖn häp b¸o chiÒu nay.")
        )
    )
    draft = read_file(written(tmp_path, old))
    assert draft.article.headline == "Lớp học đàn"
    assert draft.article.slug == "lop-hoc-dan"
    assert [finding.code for finding in draft.findings] == ["legacy-converted"]
    kept = read_file(written(tmp_path, old), convert=False)
    assert kept.article.headline == "Líp häc ®µn"
    assert [finding.code for finding in kept.findings] == ["legacy-kept"]


def test_a_font_of_capitals_gives_capitals() -> None:
    capitals = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    old = paragraph(run("Céng hoµ", capitals), run(" x· héi chñ nghÜa ViÖt Nam, ®éc lËp, huyÖn"))
    (block,) = read_docx(docx(HEAD + old)).article.body
    assert block == Paragraph(plain("CỘNG HOÀ xã hội chủ nghĩa Việt Nam, độc lập, huyện"))


def test_an_import_stores_the_pictures_of_a_document(tmp_path: Path) -> None:
    desk = Workspace.init(tmp_path / "kho")
    path = written(
        tmp_path, docx(HEAD + paragraph(drawing("rPhoto")) + paragraph(run("Lớp học")) + paragraph(run(PROSE)))
    )
    (one,) = import_files(desk, [path], now=NOW)
    assert one.error is None
    assert one.folder is not None
    (figure,) = figures_of(desk.load(one.folder).article.body)
    assert figure.src == "images/01-lop-hoc.jpg"
    assert (one.folder / figure.src).read_bytes() == photo()
    assert not [block for block in desk.load(one.folder).article.body if isinstance(block, Source)]


def test_the_command_line_imports_documents_and_keeps_letters_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_in = InProcess(capsys)
    Workspace.init(tmp_path / "kho")
    old = docx(
        paragraph(run("Líp häc ®µn"))
        + paragraph(run("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc, ñy ban nh©n d©n huyÖn häp b¸o."))
    )
    path = str(written(tmp_path, old))
    done = run_in("import", "-w", str(tmp_path / "kho"), path, lang="vi")
    assert done.code == 0
    assert "lop-hoc-dan" in done.out
    assert "TCVN3 (ABC)" in done.err
    kept = run_in("import", "-w", str(tmp_path / "kho"), path, "--keep-encoding", lang="vi")
    assert kept.code == 0
    assert "lop-hoc-dan" not in kept.out
    assert "--keep-encoding" in kept.err


# -- bytes that mean harm ---------------------------------------------------------------------------------------------

BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "x/y.xml"])
@pytest.mark.parametrize("opening", [BOMB, OUTSIDE])
def test_a_document_type_of_its_own_is_refused(part: str, opening: str) -> None:
    words = paragraph(run("&b;" if opening is BOMB else "&a;"))
    evil = f'{opening}<w:document xmlns:w="{W}"><w:body>{words}</w:body></w:document>'
    with pytest.raises(TooHardError):
        read_docx(docx(HEAD, {part: evil.encode("utf-16")}))


def test_a_zip_bomb_does_not_open(tmp_path: Path) -> None:
    path = written(tmp_path, docx(HEAD, {"word/document.xml": b" " * 400_000_000}))
    assert path.stat().st_size < 1_000_000
    start = time.perf_counter()
    with pytest.raises(TooHardError):
        read_file(path)
    assert time.perf_counter() - start < 15


def test_a_flood_of_entries_is_refused() -> None:
    with pytest.raises(TooHardError):
        read_docx(zipped({f"{number}.xml": "" for number in range(5000)}))


def test_paragraphs_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 100_000 + paragraph(run("x")) + "</w:sdtContent></w:sdt>" * 100_000
    start = time.perf_counter()
    with pytest.raises(EditorError):
        read_file(written(tmp_path, docx(deep)))
    assert time.perf_counter() - start < 15


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"not a document",
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/document.xml": "<a/>"}),
        zipped({"hello.txt": "x"}),
        docx(HEAD)[:-200],
        docx(HEAD, {"word/document.xml": f'<w:document xmlns:w="{W}"/>'}),
        docx(HEAD + paragraph(drawing("rNone"))).replace(b"PK\x01\x02", b"PK\x01\x09"),
    ],
)
def test_what_is_no_document_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    with pytest.raises(EditorError) as caught:
        read_file(path)
    assert caught.value.file == str(path)
    assert isinstance(caught.value, FileUnreadableError | UnknownFormatError)
    for lang in ("vi", "en"):
        assert path.name in Messages.load(lang).error(caught.value)


def test_a_picture_that_is_not_in_the_package_keeps_its_place() -> None:
    draft = read_docx(docx(HEAD + paragraph(drawing("rPhoto")) + paragraph(run(PROSE)), {"word/media/image1.jpg": b""}))
    assert len(draft.wanted) == 1


def test_an_old_doc_is_told_what_to_do(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "bài cũ.doc")
    with pytest.raises(UnknownFormatError) as caught:
        read_file(path)
    assert "lưu thành .docx" in Messages.load("vi").error(caught.value)
    assert "save it as .docx" in Messages.load("en").error(caught.value)


def test_a_locked_document_is_said_to_be_locked(tmp_path: Path) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(FileUnreadableError) as caught:
        read_file(written(tmp_path, locked))
    assert "mật khẩu" in Messages.load("vi").error(caught.value)


def test_a_doc_is_read_by_what_it_is(tmp_path: Path) -> None:
    content = docx(HEAD + paragraph(run(PROSE)))
    assert read_file(written(tmp_path, content, "a.doc")).article.headline == "Tít của bài"
    assert read_file(
        written(tmp_path, b"{\\rtf1 \\b T\\'edt b\\u224?i\\b0\\par " + PROSE.encode("ascii", "ignore") + b"}", "b.doc")
    )
    page = f"<html><body><h1>Tít của trang</h1><p>{PROSE}</p></body></html>"
    assert read_file(written(tmp_path, page.encode(), "c.doc")).article.headline == "Tít của trang"
