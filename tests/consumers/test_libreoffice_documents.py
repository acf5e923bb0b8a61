"""One document written by LibreOffice in each of its formats comes in as the same article."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest

from editor.app.messages import Messages
from editor.errors import UnknownFormatError
from editor.ingest import Draft, html_blocks, read_file
from editor.model.blocks import (
    Block,
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
from made_documents import ODF_SPACES, photo

pytestmark = pytest.mark.slow

PROSE = (
    "Thầy không thu học phí, chỉ xin mỗi người một buổi phụ quét dọn sân trường cuối tháng, "
    "và ai cũng vui vẻ làm theo lời thầy dặn."
)
STYLES = """
<office:styles>
 <style:style style:name="Standard" style:family="paragraph"/>
 <style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
  <style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="Subtitle" style:family="paragraph" style:parent-style-name="Standard"/>
 <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
  style:parent-style-name="Standard" style:default-outline-level="1"/>
 <style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
  style:parent-style-name="Standard" style:default-outline-level="2"/>
 <style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph"
  style:parent-style-name="Standard" style:default-outline-level="3"/>
 <style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"/>
 <style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard"/>
</office:styles>
<office:automatic-styles>
 <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
 <style:style style:name="T3" style:family="text"><style:text-properties fo:color="#c00000" fo:font-size="20pt"/>
 </style:style>
 <text:list-style style:name="L1">
  <text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
  <text:list-level-style-bullet text:level="2" text:bullet-char="◦"/></text:list-style>
 <text:list-style style:name="L2">
  <text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/></text:list-style>
 <style:page-layout style:name="pm1"><style:header-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
 <style:header><text:p>Báo Tuổi trẻ Thủ đô</text:p></style:header></style:master-page></office:master-styles>
"""


def p(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def row(*cells: str) -> str:
    return (
        "<table:table-row>"
        + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        + "</table:table-row>"
    )


def document() -> str:
    picture = (
        '<draw:frame draw:name="Anh1" text:anchor-type="as-char" svg:width="4cm" svg:height="3cm"><draw:image>'
        f"<office:binary-data>{base64.b64encode(photo()).decode()}</office:binary-data></draw:image>"
        "<svg:desc>Lớp học dưới mái đình</svg:desc></draw:frame>"
    )
    deeper = "".join(f"<text:list-item>{p(words)}</text:list-item>" for words in ("dây tơ", "dây nylon"))
    inner = f"<text:list>{deeper}</text:list>"
    bullets = f"<text:list-item>{p('Đàn kìm')}{inner}</text:list-item><text:list-item>{p('Đàn cò')}</text:list-item>"
    numbers = "".join(f"<text:list-item>{p(words)}</text:list-item>" for words in ("Lên dây", "Học bản đầu"))
    link = '<text:a xlink:type="simple" xlink:href="https://example.org/lop-hoc">trang của lớp</text:a>'
    note = (
        "<office:annotation><dc:creator>Biên tập</dc:creator><dc:date>2026-11-02T09:00:00</dc:date>"
        "<text:p>hỏi lại thầy con số này</text:p></office:annotation>"
    )
    body = (
        '<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><office:change-info>'
        "<dc:creator>Biên tập</dc:creator><dc:date>2026-11-02T09:00:00</dc:date></office:change-info>"
        f"{p('cao nhất một mét bảy ')}</text:deletion></text:changed-region></text:tracked-changes>"
        + p("Lớp đàn của thầy Bảy", "Title")
        + p("Mỗi chiều thứ bảy, lớp học lại sáng đèn.", "Subtitle")
        + p(
            'Lớp có <text:span text:style-name="T1">mười hai</text:span> học trò, '
            '<text:span text:style-name="T2">nhỏ nhất</text:span> <text:change text:change-id="c1"/>mới bảy tuổi. '
            f'Xem <text:span text:style-name="T3">thêm</text:span> {link}.{note}'
        )
        + '<text:h text:style-name="Heading_20_2" text:outline-level="2">Không bảng đen</text:h>'
        + f'<text:list text:style-name="L1">{bullets}</text:list>'
        + f'<text:list text:style-name="L2">{numbers}</text:list>'
        + p(picture)
        + p("Lớp học dưới mái đình. Ảnh: Thanh Ba", "Caption")
        + p(PROSE)
        + '<table:table table:name="B1"><table:table-column table:number-columns-repeated="2"/>'
        + f"{row('Năm', 'Học trò')}{row('2026', '12')}</table:table>"
        + '<text:h text:style-name="Heading_20_3" text:outline-level="3">Sau này</text:h>'
        + p("Đàn là để cho vui.", "Quotations")
        + p(PROSE)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {ODF_SPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{STYLES}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


EXPECTED: tuple[Block, ...] = (
    Paragraph(
        (
            Span("Lớp có "),
            Span("mười hai", strong=True),
            Span(" học trò, "),
            Span("nhỏ nhất", emphasis=True),
            Span(" mới bảy tuổi. Xem thêm "),
            Span("trang của lớp", link="https://example.org/lop-hoc"),
            Span("."),
        )
    ),
    Heading(2, plain("Không bảng đen")),
    List(
        False,
        (
            ListItem(plain("Đàn kìm"), List(False, (ListItem(plain("dây tơ")), ListItem(plain("dây nylon"))))),
            ListItem(plain("Đàn cò")),
        ),
    ),
    List(True, (ListItem(plain("Lên dây")), ListItem(plain("Học bản đầu")))),
    Figure("photo", plain("Lớp học dưới mái đình."), "Thanh Ba", "Lớp học dưới mái đình"),
    Paragraph(plain(PROSE)),
    Table(((plain("Năm"), plain("Học trò")), (plain("2026"), plain("12")))),
    Heading(3, plain("Sau này")),
    Quote((plain("Đàn là để cho vui."),)),
    Paragraph(plain(PROSE)),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the document in every format."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "bai.fodt").write_text(document(), encoding="utf-8")
    profile = (folder / "profile").as_uri()
    formats = ("odt", "docx:Office Open XML Text", "rtf:Rich Text Format", "doc:MS Word 97", "html:HTML (StarWriter)")
    for kind in formats:
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", str(folder), str(folder / "bai.fodt")], check=True, capture_output=True, timeout=180
        )
    return folder


def with_one_name(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(Figure("photo", b.caption, b.credit, b.alt) if isinstance(b, Figure) else b for b in blocks)


def codes(draft: Draft) -> set[str]:
    return {item.code.removeprefix("dropped.") for item in draft.dropped}


@pytest.mark.parametrize("kind", ["odt", "docx", "rtf"])
def test_every_format_is_the_same_article(written: Path, kind: str) -> None:
    draft = read_file(written / f"bai.{kind}")
    assert draft.article.headline == "Lớp đàn của thầy Bảy"
    assert draft.article.standfirst == "Mỗi chiều thứ bảy, lớp học lại sáng đèn."
    assert with_one_name(draft.article.body) == EXPECTED
    assert {"tracked", "comment", "page-line"} <= codes(draft)
    assert not any(isinstance(block, Source) for block in draft.article.body)


@pytest.mark.parametrize("kind", ["odt", "docx", "rtf"])
def test_the_picture_comes_with_its_bytes(written: Path, kind: str) -> None:
    (wanted,) = read_file(written / f"bai.{kind}").wanted
    assert wanted.content == photo()


def test_a_page_saved_by_libreoffice_has_the_same_text(written: Path) -> None:
    draft = read_file(written / "bai.html")
    (figure,) = figures_of(draft.article.body)
    assert draft.wanted[0].path is not None
    said = repr(draft.article)
    for words in (
        "Lớp đàn của thầy Bảy",
        "mười hai",
        "Không bảng đen",
        "dây nylon",
        "Học bản đầu",
        "Đàn là để cho vui.",
    ):
        assert words in said
    assert (text_of(figure.caption), figure.credit) == ("Lớp học dưới mái đình.", "Thanh Ba")
    assert "page-line" in codes(draft)


def test_its_html_pasted_gives_the_expected_blocks(written: Path) -> None:
    blocks = html_blocks((written / "bai.html").read_text(encoding="utf-8"))
    kinds = [type(block) for block in blocks if not isinstance(block, Paragraph)]
    assert kinds == [Heading, List, List, Figure, Table, Heading, Quote]
    assert "font" not in repr(blocks)
    assert "Báo Tuổi trẻ" not in repr(blocks)
    assert "hỏi lại thầy" not in repr(blocks)


def test_an_old_doc_of_libreoffice_is_told_what_to_do(written: Path) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        read_file(written / "bai.doc")
    assert ".docx" in Messages.load("vi").error(caught.value)


def test_a_lost_bold_word_would_be_seen(written: Path) -> None:
    """The control: the comparison is of every mark, not of words."""
    body = with_one_name(read_file(written / "bai.docx").article.body)
    plainer = (Paragraph(plain(text_of(body[0].inline))), *body[1:])  # type: ignore[union-attr]
    assert plainer != EXPECTED
