"""A proof on paper: every word of the article is in it, photos are small, pages are numbered, fonts are embedded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from checked_articles import FULL
from editor.app.proofing import paper_photos
from editor.model.article import Article, Region
from editor.model.blocks import Paragraph, Span, figures_of, plain
from editor.model.edits import set_resource
from editor.qt.proofing import Proof, write_pdf
from editor.work import Cancel
from window_driver import Driver, newest, until

pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def words_of(file: Path) -> str:
    reader = pypdf.PdfReader(file)
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def proof(driver: Driver, article: Article, out: Path) -> int:
    session = driver.window.session
    assert session is not None
    photos = paper_photos(session.folder, article, Cancel())
    return write_pdf(driver.window.desk, Proof(article, photos), out)


def test_every_word_of_the_article_can_be_read_back(driver: Driver, tmp_path: Path) -> None:
    article = driver.article
    pages = proof(driver, article, tmp_path / "thu.pdf")
    words = words_of(tmp_path / "thu.pdf")
    for line in (article.headline, article.standfirst, *(item.title for item in article.related)):
        assert line in words
    for block in article.body:
        if isinstance(block, Paragraph):
            for span in block.inline:
                first = " ".join(span.text.split()[:6])
                assert first in words, first
    for figure in figures_of(article.body):
        assert figure.credit in words
    assert f"Trang 1/{pages}" in words
    assert f"Trang {pages}/{pages}" in words
    assert pages >= 2


def test_no_line_is_printed_twice_at_a_page_s_end(driver: Driver, tmp_path: Path) -> None:
    body = tuple(Paragraph(plain(f"Dòng số {number} của bài dài, mỗi đoạn chỉ có một lần.")) for number in range(120))
    pages = proof(driver, replace(driver.article, body=body), tmp_path / "dai.pdf")
    words = words_of(tmp_path / "dai.pdf")
    assert pages > 3
    assert [number for number in range(120) if words.count(f"Dòng số {number} của") != 1] == []


def test_every_kind_of_block_is_on_paper(driver: Driver, tmp_path: Path) -> None:
    proof(driver, FULL, tmp_path / "du.pdf")
    words = words_of(tmp_path / "du.pdf")
    assert "[Ảnh 1: images/01-anh.jpg]" in words  # its file is not there: said, not left out
    assert "Lan Chi" in words
    assert "Viết Thành" in words


def test_marks_and_figures_come_out_as_they_stand(driver: Driver, tmp_path: Path) -> None:
    text = "Từ 16:30, chuyến 7:05 chạy 1.500 lượt; đặc biệt “ướt mưa”."
    body = (Paragraph((Span(text), Span("đậm", strong=True), Span("nghiêng", emphasis=True))),)
    proof(driver, replace(driver.article, body=body), tmp_path / "dau.pdf")
    words = words_of(tmp_path / "dau.pdf")
    assert text in words
    assert "đậm" in words


def test_fonts_are_embedded(driver: Driver, tmp_path: Path) -> None:
    proof(driver, driver.article, tmp_path / "chu.pdf")
    fonts = set()
    for page in pypdf.PdfReader(tmp_path / "chu.pdf").pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"] or "/FontFile3" in inner["/FontDescriptor"]
            fonts.add(str(inner["/BaseFont"]))
    assert any("SourceSerif4" in name for name in fonts)
    assert any("Inter" in name for name in fonts)


def test_what_is_blurred_is_blurred_on_paper_too(driver: Driver, tmp_path: Path) -> None:
    session = driver.window.session
    assert session is not None
    src = figures_of(driver.article.body)[0].src
    clear = paper_photos(session.folder, driver.article, Cancel())[src]
    hidden = replace(driver.article.resource(src), blur=(Region(0, 0, 1, 1),))
    blurred = paper_photos(session.folder, set_resource(driver.article, hidden), Cancel())[src]
    assert (blurred.width, blurred.height) == (clear.width, clear.height)
    assert blurred.pixels != clear.pixels
    turned = replace(driver.article.resource(src), rotate=90)
    sideways = paper_photos(session.folder, set_resource(driver.article, turned), Cancel())[src]
    assert (sideways.width, sideways.height) == (clear.height, clear.width)


def test_the_command_asks_for_a_file_and_says_what_it_wrote(driver: Driver, tmp_path: Path) -> None:
    driver.action("article.pdf").trigger()
    dialog = driver.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "ban-in.pdf"))
    dialog.close()
    until((tmp_path / "ban-in.pdf").is_file)
    until(lambda: driver.window.banner.notice is not None and driver.window.banner.notice.tone == "success")
    notice = driver.window.banner.notice
    assert notice is not None
    assert notice.title == "Đã ghi ban-in.pdf"
    assert "trang A4" in notice.sentence


def test_a_folder_that_takes_no_file_is_said(driver: Driver, tmp_path: Path, sample: Path) -> None:
    (tmp_path / "la-tep").write_text("x", encoding="utf-8")
    tool = driver.window.tools.get("proof")
    tool.write(tmp_path / "la-tep" / "x.pdf")  # type: ignore[attr-defined]
    until(lambda: driver.window.banner.notice is not None and driver.window.banner.notice.tone == "danger")
    assert newest(sample).is_dir()
