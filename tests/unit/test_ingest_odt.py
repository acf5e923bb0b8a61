"""OpenDocument texts: styles, lists, tables, frames, tracked changes, and bytes that mean harm."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from editor.errors import EmptyFileError, FileUnreadableError, TooHardError
from editor.ingest import Draft, read_file
from editor.ingest.odt import read_odt
from editor.model.blocks import (
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Span,
    Table,
    figures_of,
    plain,
    text_of,
)
from made_documents import odt, photo

PROSE = (
    "Đoạn văn này đủ dài để là một đoạn của bài, có chủ ngữ và vị ngữ hẳn hoi, không phải tít hay chú thích ảnh nào cả."
)
HEAD = '<text:p text:style-name="Title">Tít của bài</text:p>'
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:family="paragraph">'
    '<style:paragraph-properties fo:text-align="end"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>'
    '<text:list-level-style-number text:level="2"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number text:level="1"/></text:list-style>'
)
NAMED = (
    '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:styles>'
    + "".join(
        f'<style:style style:name="{name}" style:family="paragraph"/>'
        for name in ("Title", "Subtitle", "Quotations", "Caption", "Illustration")
    )
    + "</office:styles>{}</office:document-styles>"
)


def read(body: str, master: str = "") -> Draft:
    return read_odt(odt(HEAD + body, STYLES, {"styles.xml": NAMED.format(master)}))


def codes(draft: Draft) -> dict[str, int]:
    return {item.code.removeprefix("dropped."): item.n for item in draft.dropped}


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def frame(inner: str, alt: str = "") -> str:
    return f"<draw:frame>{inner}<svg:desc>{alt}</svg:desc></draw:frame>"


PICTURE = frame('<draw:image xlink:href="Pictures/1.jpg"/>', "Lớp học")


def test_styles_say_what_is_what() -> None:
    draft = read(
        p("Sapo theo kiểu phụ đề.", "Subtitle")
        + '<text:h text:outline-level="2">Mở đầu</text:h>'
        + p(
            'Chữ <text:span text:style-name="T1">đậm</text:span> và '
            '<text:span text:style-name="T2">nghiêng</text:span><text:s text:c="2"/>'
            '<text:a xlink:href="https://example.org/lop">trang</text:a>'
        )
        + p("Một.", "P1")
        + p("Hai.", "P1")
        + p(PROSE)
        + p("Thanh Ba", "P2")
    )
    assert (draft.article.headline, draft.article.standfirst) == ("Tít của bài", "Sapo theo kiểu phụ đề.")
    assert [author.name for author in draft.article.authors] == ["Thanh Ba"]
    assert draft.article.body == (
        Heading(2, plain("Mở đầu")),
        Paragraph(
            (
                Span("Chữ "),
                Span("đậm", strong=True),
                Span(" và "),
                Span("nghiêng", emphasis=True),
                Span(" "),
                Span("trang", link="https://example.org/lop"),
            )
        ),
        Quote((plain("Một."), plain("Hai."))),
        Paragraph(plain(PROSE)),
    )


def test_lists_have_the_kind_of_each_level() -> None:
    inner = f"<text:list><text:list-item>{p('trong')}</text:list-item></text:list>"
    first = f"<text:list-item>{p('một')}{inner}</text:list-item><text:list-item>{p('hai')}</text:list-item>"
    body = read(
        f'<text:list text:style-name="L1">{first}</text:list>'
        f'<text:list text:style-name="L2"><text:list-item>{p("thứ nhất")}</text:list-item></text:list>' + p(PROSE)
    ).article.body
    assert body[:2] == (
        List(False, (ListItem(plain("một"), List(True, (ListItem(plain("trong")),))), ListItem(plain("hai")))),
        List(True, (ListItem(plain("thứ nhất")),)),
    )


def cell(words: str, look: str = "") -> str:
    return f"<table:table-cell {look}>{p(words)}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def test_tables_keep_their_columns() -> None:
    wide = cell("hai cột", 'table:number-columns-spanned="2"')
    head = f"<table:table-header-rows>{row(cell('Năm'), cell('Học trò'))}</table:table-header-rows>"
    rows = head + row(wide, "<table:covered-table-cell/>") + row(cell("2026"), cell("12"))
    (table, _) = read(f"<table:table>{rows}</table:table>" + p(PROSE)).article.body
    assert table == Table(
        ((plain("Năm"), plain("Học trò")), (plain("hai cột"), ()), (plain("2026"), plain("12"))),
    )


def test_a_table_in_a_table_is_not_read_twice() -> None:
    inner = f"<table:table>{row(cell('lồng'))}</table:table>"
    outer = row(f"<table:table-cell>{inner}</table:table-cell>", cell("b"))
    assert repr(read(f"<table:table>{outer}{outer}</table:table>" + p(PROSE)).article.body).count("lồng") == 2


@pytest.mark.parametrize(
    "body",
    [
        p(PICTURE) + p("Lớp học. Ảnh: Thanh Ba", "Caption"),
        p(frame(f"<draw:text-box>{p(PICTURE + 'Lớp học. Ảnh: Thanh Ba', 'Illustration')}</draw:text-box>")),
        PICTURE + p("Lớp học. Ảnh: Thanh Ba", "Caption"),
    ],
    ids=["under it", "in a frame with it", "between paragraphs"],
)
def test_pictures_come_with_their_captions(body: str) -> None:
    draft = read(body + p(PROSE))
    (figure,) = figures_of(draft.article.body)
    assert (text_of(figure.caption), figure.credit, figure.alt) == ("Lớp học.", "Thanh Ba", "Lớp học")
    assert [wanted.content for wanted in draft.wanted] == [photo()]


def test_a_picture_outside_the_package_is_wanted_by_its_name() -> None:
    draft = read(p(frame('<draw:image xlink:href="../lop.jpg"/>')) + p(PROSE))
    assert [(wanted.src, wanted.content) for wanted in draft.wanted] == [("lop.jpg", b"")]


def test_words_in_a_drawn_shape_are_not_lost() -> None:
    shape = f"<draw:custom-shape>{p('Chữ trong khung vẽ')}</draw:custom-shape>"
    assert "Chữ trong khung vẽ" in repr(read(p(shape) + p(PROSE)).article.body)


def test_comments_deleted_words_and_page_lines_stay_behind_and_are_counted() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
        f"{p('chữ đã xóa')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = f"<office:annotation>{p('hỏi lại thầy')}</office:annotation>"
    lines = f"<style:header>{p('Báo Tuổi trẻ')}</style:header><style:footer>{p('12')}</style:footer>"
    master = f"<office:master-styles>{lines}</office:master-styles>"
    draft = read(changes + p(f'Một <text:change text:change-id="c1"/>hai{note}') + p(PROSE), master)
    assert text_of(draft.article.body[0].inline) == "Một hai"  # type: ignore[union-attr]
    assert codes(draft) == {"tracked": 1, "comment": 1, "page-line": 1}


def test_a_footnote_stands_in_brackets() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('Theo sở.')}</text:note-body></text:note>"
    )
    assert "hết (Theo sở.)" in repr(read(p(f"{PROSE} hết{note}")).article.body)


def test_a_font_of_capitals_gives_capitals() -> None:
    look = '<style:text-properties style:font-name=".VnTimeH"/>'
    styles = f'<style:style style:name="T9" style:family="text">{look}</style:style>'
    words = '<text:span text:style-name="T9">Céng hoµ</text:span> x· héi chñ nghÜa ViÖt Nam, ®éc lËp, huyÖn'
    draft = read_odt(odt(p("Tít") + p(words) + p("x"), styles))
    assert "CỘNG HOÀ xã hội" in repr(draft.article)


@pytest.mark.parametrize(
    "content",
    [
        odt("<text:p>"),
        odt("", more={"content.xml": "<a/>"}),
        odt("", more={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(FileUnreadableError):
        read_odt(content)


def test_entities_are_refused() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><office:document-content/>'
    with pytest.raises(TooHardError):
        read_odt(odt("", more={"content.xml": entity}))


@pytest.mark.parametrize(
    "body",
    [
        "<text:section>" * 50_000 + "</text:section>" * 50_000,
        "<text:p>" + "<text:span>x" * 50_000 + "</text:span>" * 50_000 + "</text:p>",
        "<text:p>" + "<draw:g>" * 50_000 + "</draw:g>" * 50_000 + "</text:p>",
        "<table:table>" + row(cell("x", 'table:number-columns-repeated="9999"')) * 5000 + "</table:table>",
    ],
    ids=["sections", "spans", "shapes", "cells"],
)
def test_hostile_documents_are_answered_in_time(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(odt(body))
    start = time.perf_counter()
    with contextlib.suppress(TooHardError, EmptyFileError):
        read_file(path)
    assert time.perf_counter() - start < 15


def test_raised_and_lowered_digits_stay_so() -> None:
    looks = (("S", "super 58%"), ("B", "sub 58%"), ("U", "33% 58%"), ("D", "-33% 58%"), ("N", "0% 100%"))
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text">'
        f'<style:text-properties style:text-position="{position}"/></style:style>'
        for name, position in looks
    )
    words = "".join(f'<text:span text:style-name="{name}">2</text:span>' for name, _ in looks)
    body = read_odt(
        odt(f"<text:p>Tít bài</text:p><text:p>{PROSE}</text:p><text:p>{PROSE} {words}</text:p>", styles)
    ).article.body
    assert text_of(getattr(body[-1], "inline", ())).endswith(" ²₂²₂2")


def test_a_frame_with_a_picture_and_its_numbered_caption_is_a_figure() -> None:
    picture = '<draw:frame><draw:image xlink:href="Pictures/1.jpg"/></draw:frame>'
    words = "Ảnh <text:sequence>1</text:sequence>: Lớp học. Ảnh: An"
    caption = f'<text:p text:style-name="Illustration">{picture}{words}</text:p>'
    frame = f"<draw:frame><draw:text-box>{caption}</draw:text-box></draw:frame>"
    body = read_odt(odt(f"<text:p>Tít bài</text:p><text:p>{frame}{PROSE}</text:p>")).article.body
    assert [(text_of(figure.caption), figure.credit) for figure in figures_of(body)] == [("Lớp học.", "An")]
