"""Words that are hidden or struck out stay out of the article and are counted, whatever they came in."""

from __future__ import annotations

import pytest

from editor.ingest import Draft, html_draft
from editor.ingest.docx import read_docx
from editor.ingest.markdown import read_markdown
from editor.ingest.odt import read_odt
from editor.ingest.rtf import read_rtf
from editor.model.blocks import Embed, Figure, List, ListItem, Paragraph, Span, figures_of, plain
from made_documents import ODF_SPACES, W, docx, drawing, odt, paragraph, photo, run

PROSE = (
    "Đoạn văn này đủ dài để là một đoạn của bài, có chủ ngữ và vị ngữ hẳn hoi, không phải tít hay chú thích ảnh nào cả."
)
HEAD = paragraph(run("Tít của bài"), style="Title")
HIDE = "<w:vanish/>"


def codes(draft: Draft) -> dict[str, tuple[int, str]]:
    return {item.code.removeprefix("dropped."): (item.n, item.sample) for item in draft.dropped}


def lines(draft: Draft) -> list[str]:
    return ["".join(span.text for span in block.inline) for block in draft.article.body if isinstance(block, Paragraph)]


# -- Word -------------------------------------------------------------------------------------------------------------


def style(ident: str, look: str, kind: str = "character", based_on: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{ident}">{parent}<w:rPr>{look}</w:rPr></w:style>'


STYLES = f'<w:styles xmlns:w="{W}">' + "".join(
    (
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>',
        style("Secret", HIDE),
        style("Note", "<w:i/>", based_on="Secret"),
        style("Aside", HIDE, kind="paragraph"),
        style("Gone", "<w:strike/>"),
        style("Round", "", based_on="Round"),
        "</w:styles>",
    )
)


def read(*paragraphs: str) -> Draft:
    return read_docx(docx(HEAD + "".join(paragraphs) + paragraph(run(PROSE)), {"word/styles.xml": STYLES}))


@pytest.mark.parametrize(
    "look",
    [HIDE, '<w:vanish w:val="true"/>', '<w:rStyle w:val="Secret"/>', '<w:rStyle w:val="Note"/>', f"<w:b/>{HIDE}"],
)
def test_hidden_words_of_word_stay_out(look: str) -> None:
    draft = read(paragraph(run("Lộ"), run(" và ẩn", look), run("."), run(" Hết.")))
    assert lines(draft) == ["Lộ. Hết.", PROSE]
    assert codes(draft) == {"hidden": (1, "và ẩn")}


@pytest.mark.parametrize(
    "look",
    [
        '<w:vanish w:val="0"/>',
        "<w:webHidden/>",
        '<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>',
        '<w:rStyle w:val="Round"/>',
        f'<w:rPrChange w:id="1"><w:rPr>{HIDE}</w:rPr></w:rPrChange>',
    ],
)
def test_words_that_word_shows_stay(look: str) -> None:
    draft = read(paragraph(run("Lộ"), run(" rõ", look)), paragraph(run("Ẩn", HIDE)))
    assert lines(draft) == ["Lộ rõ", PROSE]
    assert codes(draft) == {"hidden": (1, "Ẩn")}


def test_a_style_hides_a_paragraph_and_a_run_shows_itself() -> None:
    draft = read(
        paragraph(run("Nguồn tin: "), run("ông X."), style="Aside"),
        paragraph(run("Ẩn "), run("hiện", '<w:vanish w:val="0"/>'), style="Aside"),
        paragraph(run("cũng hiện", '<w:rStyle w:val="Secret"/>'), style="Aside"),  # each undoes the other
    )
    assert lines(draft) == ["hiện", "cũng hiện", PROSE]
    assert codes(draft) == {"hidden": (2, "Nguồn tin: ông X.")}


def test_a_hidden_title_a_picture_and_a_note_stay_out() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run("Ẩn", HIDE), run("Sở."))}</w:footnote>'
    relation = (
        '<Relationship Id="rNotes" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    hidden_photo = drawing("rPhoto").replace("<w:r>", f"<w:r><w:rPr>{HIDE}</w:rPr>")
    head = paragraph(run("Tít"), run(" mật", HIDE), style="Title")
    text = head + paragraph(hidden_photo) + paragraph(run(PROSE), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    draft = read_docx(docx(text, {"word/footnotes.xml": notes + "</w:footnotes>"}, relation))
    assert draft.article.headline == "Tít"
    assert draft.wanted == ()
    assert lines(draft) == [f"{PROSE} (Sở.)"]
    assert codes(draft) == {"hidden": (3, "mật")}


def test_a_field_of_which_half_is_hidden_takes_in_nothing() -> None:
    def mark(kind: str, look: str = "") -> str:
        return f'<w:r><w:rPr>{look}</w:rPr><w:fldChar w:fldCharType="{kind}"/></w:r>'

    address = '<w:r><w:instrText>HYPERLINK "https://example.org/"</w:instrText></w:r>'
    field = (mark("begin"), address, mark("separate"), run("trang"), mark("end", HIDE), run(" khác"))
    entry = f"<w:r><w:rPr>{HIDE}</w:rPr><w:instrText> XE chỉ mục </w:instrText></w:r>"
    draft = read(paragraph(*field), paragraph(run("Một"), mark("begin", HIDE), entry, mark("end", HIDE)))
    assert draft.article.body[0] == Paragraph((Span("trang", link="https://example.org/"), Span(" khác")))
    assert codes(draft) == {}


def test_a_text_box_counts_once_and_hides_with_its_anchor() -> None:
    box = f"<w:txbxContent>{paragraph(run('Ẩn', HIDE), run('Hiện'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    draft = read(paragraph(f"<w:r>{both}</w:r>", run("Neo")))
    assert lines(draft) == ["Neo", "Hiện", PROSE]
    assert codes(draft) == {"hidden": (1, "Ẩn")}
    draft = read(paragraph(f"<w:r><w:rPr>{HIDE}</w:rPr>{both}</w:r>", run("Neo")))
    assert lines(draft) == ["Neo", PROSE]
    assert codes(draft) == {"hidden": (1, "")}


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Gone"/>', "<w:b/><w:dstrike/>"])
def test_struck_words_of_word_count_as_deleted(look: str) -> None:
    draft = read(paragraph(run("Tăng "), run("5% ", look), run("4,8%.")), paragraph(run("Bỏ cả câu.", look)))
    assert lines(draft) == ["Tăng 4,8%.", PROSE]
    assert codes(draft) == {"tracked": (2, "5%")}


def test_words_that_take_the_line_off_stay() -> None:
    look = '<w:rStyle w:val="Gone"/><w:strike w:val="0"/>'
    draft = read(paragraph(run("Giữ", look), run(" lại", '<w:dstrike w:val="0"/>')))
    assert lines(draft) == ["Giữ lại", PROSE]
    assert codes(draft) == {}


def test_a_carriage_return_of_word_is_a_line_break() -> None:
    assert lines(read(paragraph(run("một"), "<w:r><w:cr/></w:r>", run("hai"))))[0] == "một\nhai"


# -- OpenDocument -----------------------------------------------------------------------------------------------------

ODF_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}"{parent}><style:text-properties {look}/></style:style>'
    for name, family, parent, look in (
        ("T1", "text", "", 'text:display="none"'),
        ("T2", "text", ' style:parent-style-name="T1"', 'fo:font-style="normal"'),
        ("T3", "text", "", 'text:display="true"'),
        ("T4", "text", "", 'text:display="condition"'),
        ("T5", "text", "", 'style:text-line-through-style="solid" style:text-line-through-type="single"'),
        ("T6", "text", "", 'style:text-line-through-style="none" style:text-line-through-type="none"'),
        ("P1", "paragraph", "", 'text:display="none"'),
        ("P2", "paragraph", "", 'style:text-line-through-type="double"'),
    )
)


def p(words: str, name: str = "") -> str:
    look = f' text:style-name="{name}"' if name else ""
    return f"<text:p{look}>{words}</text:p>"


def span(words: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{words}</text:span>'


def read_open(*paragraphs: str) -> Draft:
    named = f'<office:document-styles {ODF_SPACES}><style:style style:name="Title"/></office:document-styles>'
    return read_odt(odt(p("Tít của bài", "Title") + "".join(paragraphs) + p(PROSE), ODF_STYLES, {"styles.xml": named}))


@pytest.mark.parametrize("name", ["T1", "T2"])
def test_hidden_words_of_opendocument_stay_out(name: str) -> None:
    draft = read_open(p(f"Lộ{span(' và<text:s/>ẩn', name)}. {span('Hiện', 'T3')} {span('cả', 'T4')}"))
    assert lines(draft) == ["Lộ. Hiện cả", PROSE]
    assert codes(draft) == {"hidden": (2, "và")}


def test_hidden_paragraphs_and_what_hangs_on_them_stay_out() -> None:
    frame = '<draw:frame><draw:image xlink:href="Pictures/1.jpg"/></draw:frame>'
    note = f"<text:note><text:note-body>{p('Ẩn chân trang')}</text:note-body></text:note>"
    shown = f"<text:note><text:note-body>{p('Sở' + span(' mật', 'T1'))}</text:note-body></text:note>"
    draft = read_open(p(f"Ông X{frame}{note}", "P1"), p(f"Một{shown}"))
    assert draft.wanted == ()
    assert lines(draft) == ["Một (Sở)", PROSE]
    assert codes(draft) == {"hidden": (4, "Ông X")}


def test_hidden_fields_and_sections_stay_out() -> None:
    field = '<text:hidden-text text:condition="ooow:1" text:string-value="bí mật"{}>bí mật</text:hidden-text>'
    mark = '<text:hidden-paragraph text:condition="ooow:1"{}/>'
    hidden = ' text:is-hidden="true"'
    draft = read_open(
        p("Hiện " + field.format("")),
        p("Còn" + field.format(hidden)),
        p("Nguồn" + mark.format(hidden)),
        p("Vẫn" + mark.format("")),
        f'<text:section text:display="none">{p("Phần ẩn")}</text:section>',
        f'<text:section text:display="condition"{hidden}>{p("Phần ẩn khác")}</text:section>',
        f'<text:section text:display="condition">{p("Phần hiện")}</text:section>',
    )
    assert lines(draft) == ["Hiện bí mật", "Còn", "Vẫn", "Phần hiện", PROSE]
    assert codes(draft) == {"hidden": (4, "bí mật")}


def test_struck_words_of_opendocument_count_as_deleted() -> None:
    draft = read_open(p(f"Tăng {span('5% ', 'T5')}4,8%."), p(f"Bỏ {span('giữ', 'T6')}", "P2"))
    assert lines(draft) == ["Tăng 4,8%.", "giữ", PROSE]
    assert codes(draft) == {"tracked": (2, "5%")}


def test_a_picture_far_from_its_text_does_not_tell_where_it_lies() -> None:
    far = '<draw:frame><draw:image xlink:href="../../../C:/Users/hoa/lop.jpg"/></draw:frame>'
    assert [wanted.src for wanted in read_open(p(far)).wanted] == ["lop.jpg"]


# -- Rich Text and markup ---------------------------------------------------------------------------------------------


def test_struck_words_of_rich_text_count_as_deleted() -> None:
    draft = read_rtf(rb"{\rtf1 Tit\par Tang {\strike 5}{\striked1 % }4,8%.\par{\strike Bo.}\strike0 Giu\par}")
    assert "Tang 4,8%." in repr(draft.article)
    assert "Giu" in repr(draft.article)
    assert codes(draft) == {"tracked": (2, "5%")}


@pytest.mark.parametrize(
    "struck",
    [
        "<s>10</s>",
        "<strike>10</strike>",
        "<del>10</del>",
        "<span style='text-decoration:underline line-through'>10</span>",
        "<span style='text-decoration-line: line-through'>10</span>",
        "<b><s>10</s></b>",
        "<s>1</s><s>0</s>",
    ],
)
def test_struck_words_of_markup_count_as_deleted(struck: str) -> None:
    draft = html_draft(f"<p>giá {struck} 8 đồng</p>")
    assert lines(draft) == ["giá 8 đồng"]
    assert codes(draft) == {"tracked": (1, "10")}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("từ<s> cũ </s>mới", "từ mới"),
        ("giá 5<s> triệu</s>, nhưng", "giá 5, nhưng"),
        ("một<s> </s>hai", "một hai"),
        ("<del>xóa</del><ins>thêm</ins>", "thêm"),
        ("<span style='text-decoration:none'>giữ</span>", "giữ"),
    ],
)
def test_struck_words_leave_neither_glue_nor_a_hole(html: str, words: str) -> None:
    assert lines(html_draft(f"<p>{html}</p>")) == [words]


def test_a_struck_line_is_no_empty_line_and_a_picture_in_it_stays() -> None:
    draft = html_draft(f"<h2>Tít <s>cũ</s></h2><p><s>Bỏ.</s></p><p><s>Bỏ <img src='a.jpg'></s></p><p>{PROSE}</p>")
    assert [figure.src for figure in figures_of(draft.article.body)] == ["a.jpg"]
    assert "cũ" not in repr(draft.article)
    assert codes(draft) == {"tracked": (3, "cũ")}


def test_a_struck_item_of_a_list_goes() -> None:
    body = html_draft("<ul><li>một</li><li><s>hai</s></li><li>ba</li></ul>").article.body
    assert body == (List(False, (ListItem(plain("một")), ListItem(plain("ba")))),)


def test_struck_markup_in_markdown_counts_as_deleted() -> None:
    draft = read_markdown(f"# Tít\n\n{PROSE}\n\nGiá <del>10</del> 8 đồng\n")
    assert lines(draft)[-1] == "Giá 8 đồng"
    assert codes(draft) == {"tracked": (1, "10")}


def test_what_word_hides_in_its_markup_is_counted() -> None:
    draft = html_draft("<p>Lộ<span style='display:none;mso-hide:all'> và ẩn</span></p>")
    assert lines(draft) == ["Lộ"]
    assert codes(draft) == {"hidden": (1, "và ẩn")}


def test_a_picture_on_a_drive_keeps_only_its_name() -> None:
    draft = html_draft(f"<p>{PROSE}</p><img src='/C:/Users/hoa/Pictures/anh1.jpg'>")
    assert [wanted.src for wanted in draft.wanted] == ["anh1.jpg"]


# -- captions ---------------------------------------------------------------------------------------------------------


def test_the_caption_inside_a_player_follows_it() -> None:
    caption = '<div class="VideoCMS_Caption"><p>Phút 90 - Video: HẢI AN</p></div>'
    player = f'<div type="VideoStream" data-src="https://player.x.vn/v2"><span>00:00</span>{caption}</div>'
    other = '<video src="https://v.vn/a.mp4">Trình duyệt không hỗ trợ</video>'
    body = html_draft(f"<p>{PROSE}</p>{player}{other}").article.body
    assert body[1:] == (
        Embed("https://player.x.vn/v2"),
        Paragraph(plain("Phút 90 - Video: HẢI AN")),
        Embed("https://v.vn/a.mp4"),
    )


def boxed(inner: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"


def test_the_text_box_with_a_caption_goes_under_its_floating_picture() -> None:
    box = boxed(paragraph(run("Hình 1. Ăn mừng. Ảnh: Đức Đồng"), style="Caption"))
    draft = read_docx(docx(HEAD + paragraph(run("Đoạn "), drawing("rPhoto"), box, run(PROSE))))
    assert draft.article.body == (
        Figure("picture-1.jpg", plain("Ăn mừng."), "Đức Đồng"),
        Paragraph(plain(f"Đoạn {PROSE}")),
    )
    assert [wanted.content for wanted in draft.wanted] == [photo()]
    assert draft.findings == ()


def test_a_text_box_that_is_no_caption_stays_behind_its_paragraph() -> None:
    box = boxed(paragraph(run(PROSE * 2)))
    body = read_docx(docx(HEAD + paragraph(run(PROSE), drawing("rPhoto"), box))).article.body
    assert [type(block) for block in body] == [Paragraph, Figure, Paragraph]


@pytest.mark.parametrize(
    ("above", "below", "captions"),
    [
        ("", "", ["Sân Mỹ Đình"]),
        ("", paragraph(run("Khán đài"), style="Caption"), ["Khán đài"]),
        ("", paragraph(run("Khán đài. Ảnh: An")), ["Khán đài."]),
        (paragraph(drawing("rPhoto")), "", ["Sân Mỹ Đình", ""]),
    ],
)
def test_a_caption_above_a_picture_is_its_own_where_no_other_can_be(
    above: str, below: str, captions: list[str]
) -> None:
    caption = paragraph(run("Hình 1. Sân Mỹ Đình"), style="Caption")
    text = HEAD + paragraph(run(PROSE)) + above + caption + paragraph(drawing("rPhoto")) + below
    figures = figures_of(read_docx(docx(text + paragraph(run(PROSE * 2)))).article.body)
    assert ["".join(span.text for span in figure.caption) for figure in figures] == captions
