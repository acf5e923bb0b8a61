"""Rich Text: words and marks, code pages, lists, tables, pictures of the clipboard, and bytes that mean harm."""

from __future__ import annotations

import contextlib
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor.errors import EmptyFileError, FileUnreadableError, TooHardError
from editor.ingest import Draft, read_file
from editor.ingest.rtf import pictures, read_rtf
from editor.model import tidy
from editor.model.blocks import (
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
from made_documents import photo
from made_photos import encoded, picture

STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\b\outlinelevel0 heading 1;}{\s2\b heading 2;}{\s3 Title;}{\s4 caption;}"
    r"{\s5 Quote;}{\*\cs10 Strong;}{\s6\outlinelevel2 Mục nhỏ;}}"
)
LISTS = (
    r"{\*\listtable{\list{\listlevel\levelnfc23\levelnfcn23}{\listlevel\levelnfc0}\listid7}"
    r"{\list{\listlevel\levelnfc0}{\listlevel\levelnfc4}\listid8}}"
    r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}{\listoverride\listid8\ls2}}"
)
FONTS = (
    r"{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fcharset163 Arial;}{\f2\fcharset204 Arial CYR;}"
    r"{\f3\fcharset134 SimSun;}{\f4\fcharset163 .VnTime;}{\f5\fcharset0 .VnTimeH;}}"
)
PROSE = (
    "Doan van nay du dai de la mot doan cua bai, co chu ngu va vi ngu han hoi, khong phai tit hay chu thich anh nao ca."
)


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\uc1" + FONTS + STYLES + LISTS + body + "}").encode("latin-1", "replace")


def read(body: str) -> Draft:
    """A document with a headline and a paragraph at its end."""
    return read_rtf(rtf(r"\pard\s3 Tit\par\pard " + body + r"\par\pard " + PROSE + r"\par"))


def said(body: str) -> str:
    return text_of(read(body).article.body[0].inline)  # type: ignore[union-attr]


def codes(draft: Draft) -> dict[str, int]:
    return {item.code.removeprefix("dropped."): item.n for item in draft.dropped}


def escaped(text: str) -> str:
    """As Word writes it: UTF-16 in signed decimals, a question mark for old readers."""
    units = text.encode("utf-16-le")
    codes_ = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{code}?" for code in codes_)


def test_words_and_marks() -> None:
    body = read(
        r"m\'f4t {\b \'f1am} v\'e0 {\i nghieng}{\b\i ca hai}{\b0\super 2}"
        r"\line dong\tab sau\~x\_y\-z\emdash{}\ldblquote{}"
    ).article.body
    assert body[0] == Paragraph(
        (
            Span("môt "),
            Span("ñam", strong=True),
            Span(" và "),
            Span("nghieng", emphasis=True),
            Span("ca hai", strong=True, emphasis=True),
            Span("²\ndong sau x\u2011yz—“"),
        )
    )


@pytest.mark.parametrize("text", ["Lớp học không bảng đen", "đường “phố” – 35 °C", "tiếng 👩‍👩‍👧 và 𠀋", "Ẩm ướt…"])
def test_unicode_letters_come_whole(text: str) -> None:
    assert said(escaped(text)) == text


def test_letters_after_a_unicode_one_are_skipped_as_it_says() -> None:
    assert said(r"{\uc2 \u7899 ABx}{\uc0 \u7899 y}{\uc1 \u7899{}z}\u7899 \'3ft") == "ớxớyớzớt"


def test_code_pages_of_fonts_count() -> None:
    assert said(r"{\f1 t\'ea\'ecn \'f0}{\f2 \'cc\'e8\'f0}{\f3 \'d6\'d0}") == "tến đМир中"


def test_heads_by_style_and_by_outline() -> None:
    body = read(r"\pard\s2 Hai\par\pard\s6 Ba\par\pard\outlinelevel1 Hai nua").article.body
    assert body[:3] == (Heading(2, plain("Hai")), Heading(3, plain("Ba")), Heading(2, plain("Hai nua")))


def test_quotations_and_links() -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "https://example.org/lop"}}{\fldrslt{trang}}}'
    body = read(rf"\pard\s5 Mot.\par\pard\s5 Hai.\par\pard Xem {link}.").article.body
    assert body[0] == Quote((plain("Mot."), plain("Hai.")))
    assert body[1] == Paragraph((Span("Xem "), Span("trang", link="https://example.org/lop"), Span(".")))


def test_other_fields_show_their_result() -> None:
    assert (
        said(r"so {\field{\*\fldinst PAGE}{\fldrslt 12}} {\field{\*\fldinst HYPERLINK \\l moc}{\fldrslt day}}")
        == "so 12 day"
    )


def test_lists_have_their_kind_and_their_levels() -> None:
    body = read(
        r"\pard\ls1{\listtext\'b7\tab}mot\par\pard\ls1\ilvl1{\listtext 1.\tab}trong\par"
        r"\pard\ls1{\listtext\'b7\tab}hai\par"
        r"\pard\ls2{\listtext 1.\tab}thu nhat\par\pard{\pntext\'b7\tab}cu"
    ).article.body
    inner = List(True, (ListItem(plain("trong")),))
    assert body[:2] == (
        List(False, (ListItem(plain("mot"), inner), ListItem(plain("hai")))),
        List(True, (ListItem(plain("thu nhat")),)),
    )
    assert body[2] == List(False, (ListItem(plain("cu")),))


def test_tables_have_rows_and_cells() -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl {} \cell {} \cell\row"
    body = read(
        row.replace("{}", "Nam", 1).replace("{}", "Tro")
        + row.replace("{}", "2026", 1).replace("{}", "12")
        + r"\pard sau"
    ).article.body
    assert body[0] == Table(((plain("Nam"), plain("Tro")), (plain("2026"), plain("12"))))
    assert body[1] == Paragraph(plain("sau"))


def test_comments_deleted_words_and_page_lines_stay_behind_and_are_counted() -> None:
    draft = read(
        r"{\header Bao Tuoi tre{\pict\jpegblip ffd8}}{\footer 12}mot {\deleted da xoa}{\v giau}"
        r"{\*\atnid TB}{\*\annotation hoi lai thay}{\*\unknown bo}{\info{\title x}}hai"
    )
    assert text_of(draft.article.body[0].inline) == "mot hai"  # type: ignore[union-attr]
    assert codes(draft) == {"page-line": 1, "tracked": 1, "hidden": 1, "comment": 2}
    assert draft.wanted == ()


def test_a_footnote_with_a_link_stands_in_brackets() -> None:
    link = r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt so}}'
    assert said(rf"het{{\footnote Theo {link} do.}}") == "het (Theo so do.)"


def group(kind: str, content: bytes) -> str:
    digits = content.hex()
    lines = "\n".join(digits[at : at + 128] for at in range(0, len(digits), 128))
    alt = r"{\*\picprop{\sp{\sn wzDescription}{\sv Lop hoc}}}"
    return (
        rf"{{\*\shppict{{\pict{alt}\picw1\{kind} {lines}}}}}"
        r"{\nonshppict{\pict\wmetafile8 0102}}"
    )


def test_pictures_come_once_with_their_alt() -> None:
    draft = read(group("jpegblip", photo()) + r"\par\pard\s4 Lop hoc. Photo: Thanh Ba")
    (figure,) = figures_of(draft.article.body)
    assert (text_of(figure.caption), figure.credit, figure.alt) == ("Lop hoc.", "Thanh Ba", "Lop hoc")
    assert [wanted.content for wanted in draft.wanted] == [photo()]


def test_pictures_of_the_clipboard_are_in_order_and_a_strange_one_keeps_its_place() -> None:
    png = encoded(picture(), "PNG")
    raw = b"{\\pict\\jpegblip\\bin" + str(len(photo())).encode() + b" " + photo() + b"}"
    content = b"{\\rtf1 a" + group("pngblip", png).encode() + b"{\\pict\\emfblip 0102}" + raw + b"}"
    assert pictures(content) == (png, b"", photo())
    assert pictures(b"") == pictures(b"no rich text") == pictures(b"{\\rtf1 words}") == ()


def test_a_font_of_tcvn3_is_read_byte_by_byte() -> None:
    old = (
        r"{\f4 C\'e9ng ho\'b5 x\'b7 h\'e9i ch\'f1 ngh\'dca Vi\'d6t Nam, \'ae\'e9c l\'cbp t\'f9 do "
        r"h\'b9nh ph\'f3c huy\'d6n nh\'a9n d\'a9n}"
    )
    draft = read(old)
    assert text_of(draft.article.body[0].inline).startswith("Cộng hoà xã hội chủ nghĩa Việt Nam, độc lập tự do")  # type: ignore[union-attr]
    assert [finding.code for finding in draft.findings] == ["legacy-converted"]


def test_a_font_of_capitals_gives_capitals() -> None:
    words = r"{\f5 C\'e9ng ho\'b5 &} {\f4 x\'b7 h\'e9i ch\'f1 ngh\'dca Vi\'d6t Nam, \'ae\'e9c l\'cbp huy\'d6n}"
    assert said(words) == "CỘNG HOÀ & xã hội chủ nghĩa Việt Nam, độc lập huyện"
    assert said(r"{\f5 plain}") == "plain"


def test_what_is_no_rich_text_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"hello")
    with pytest.raises(FileUnreadableError):
        read_file(path)


@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtf1" + b"{" * 3_000_000,
        b"{\\rtf1" + b"{}" * 3_000_000 + b"}",
        b"{\\rtf1 x" + b"}" * 3_000_000,
        b"{\\rtf1 " + b"\\u55357 ?" * 1_000_000 + b"}",
        b"{\\rtf1 " + b'{\\field{\\*\\fldinst HYPERLINK "' * 1900,
        b"{\\rtf1{\\pict\\jpegblip " + b"f" * 20_000_000,
        b"{\\rtf1{\\pict\\bin999999999 x}}",
        b"{\\rtf1 " + b"\\intbl x\\cell" * 300_000,
        b"{\\rtf1 " + b"\\ls1{\\listtext 1.}x\\par" * 100_000,
        b"{\\rtf1{\\fonttbl" + b"\\f1\\fcharset163 a;" * 300_000,
        b"{\\rtf1\\ansicpg65001\\f99999999 \\'ff\\u-99999999999999?x}",
    ],
    ids=lambda content: str(content[:24]),
)
def test_hostile_files_are_answered_in_time(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(content)
    start = time.perf_counter()
    with contextlib.suppress(TooHardError, EmptyFileError):
        read_file(path)
    assert time.perf_counter() - start < 15


VOCABULARY = (
    r"\par \pard \plain \b \b0 \i \cell \row \intbl \trowd \ls1 \ilvl1 \s1 \s2 \f1 \f3 \uc0 \uc2 \u7899 \u-10179 "
    r"\u-8704 \'e1 \'ff \* \pict \jpegblip \bin3 \fonttbl \stylesheet \listtable \field \fldinst \fldrslt \footnote "
    r"\header \annotation \v \deleted \sn \sv \shppict \super \line \tab \~ \- \_ \{ \} \\ { } { } HYPERLINK ffd8 "
    r"chữ x ; \listtext \outlinelevel1"
)
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=60), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_words_and_groups_reads_to_a_tidy_article(words: list[str], spaced: bool) -> None:
    content = b"{\\rtf1 " + (" " if spaced else "").join(words).encode() + b"}"
    draft = read_rtf(content)
    assert tidy(draft.article) == draft.article
    assert len(draft.wanted) == len(figures_of(draft.article.body))
    assert not any(isinstance(block, Source) for block in draft.article.body)
    assert isinstance(pictures(content), tuple)


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_read_to_something(content: bytes) -> None:
    read_rtf(b"{\\rtf1" + content)
    pictures(content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Co"]), min_size=1, max_size=40))
@example("¡0¡0Ü0")  # in TCVN3 Ă, Ă and ĩ
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost(text: str) -> None:
    got = said("x" + escaped(text) + "x")
    assert got == unicodedata.normalize("NFC", f"x{text}x")
