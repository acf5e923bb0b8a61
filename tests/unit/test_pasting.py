"""Pasted blocks: pictures stored, old letters converted where they stand, lines under photos taken as captions."""

from __future__ import annotations

from pathlib import Path

from editor.app.pasting import captions_below, in_unicode, legacy_of, read_pasted, take_captions, texts_of
from editor.model.article import Article
from editor.model.blocks import Figure, Heading, Paragraph, Span, Table, figures_of, plain
from editor.text.legacy import Legacy
from editor.work import Cancel
from made_photos import encoded, picture

OLD, NEW = "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"
PHOTO = Figure("images/01.jpg")


def rich_text(*photos: bytes) -> bytes:
    return b"{\\rtf1 " + b"".join(b"{\\pict\\jpegblip " + photo.hex().encode() + b"}" for photo in photos) + b"}"


def test_pictures_of_the_rich_text_go_to_the_photos_in_their_order(tmp_path: Path) -> None:
    one, two = encoded(picture(40, 30)), encoded(picture(60, 30))
    html = '<p>a</p><img src="file:///C:/1.jpg"><p>b</p><img src="file:///C:/2.jpg">'
    pasted = read_pasted(html, rich_text(one, two), Article(), tmp_path, Cancel())
    assert [(tmp_path / figure.src).read_bytes() for figure in figures_of(pasted.body)] == [one, two]
    assert pasted.missing == ()


def test_another_number_of_pictures_says_nothing_about_their_order(tmp_path: Path) -> None:
    html = '<p>a</p><img src="file:///C:/1.jpg"><p>b</p><img src="file:///C:/2.jpg">'
    pasted = read_pasted(html, rich_text(encoded(picture(40, 30))), Article(), tmp_path, Cancel())
    assert (len(pasted.stored), len(pasted.missing)) == (0, 2)


def test_a_missing_photo_gets_a_name_that_the_article_does_not_have(tmp_path: Path) -> None:
    taken = Figure("images/01-a.jpg")
    pasted = read_pasted('<img src="https://example.org/a.jpg">', b"", Article(body=(taken,)), tmp_path, Cancel())
    (src,) = pasted.missing
    assert src != taken.src


def test_old_letters_are_converted_where_they_were_pasted_and_nowhere_else() -> None:
    pasted = (Paragraph((Span(OLD), Span(" Líp häc", strong=True))), Table(((plain("Hîp ®ång"),),)))
    assert legacy_of(pasted) is Legacy.TCVN3
    other = Paragraph(plain("À quelle heure, señor?"))
    before = Article(
        headline="Ñandú", body=(other, Paragraph((Span("Trước: " + OLD), Span(" Líp häc", strong=True))), *pasted[1:])
    )
    after = in_unicode(before, Legacy.TCVN3, texts_of(pasted))
    assert after.headline == before.headline
    assert after.body[0] == other
    assert after.body[1] == Paragraph((Span("Trước: " + NEW), Span(" Lớp học", strong=True)))
    assert after.body[2] == Table(((plain("Hợp đồng"),),))


def test_a_short_line_under_a_photo_without_a_caption_may_be_it() -> None:
    line, long = Paragraph(plain("Lớp học dưới mái đình")), Paragraph(plain("Dài lắm. " * 60))
    body = (PHOTO, line, Figure("images/02.jpg", plain("Có rồi")), line, Figure("images/03.jpg"), long)
    srcs = tuple(figure.src for figure in figures_of(body))
    assert captions_below(body, srcs) == ("images/01.jpg",)
    assert captions_below((PHOTO, Heading(2, plain("Tít phụ"))), srcs) == ()
    taken = take_captions(Article(body=body), srcs).body
    assert taken == (Figure("images/01.jpg", plain("Lớp học dưới mái đình")), *body[2:])


def test_a_caption_has_no_emphasis_and_keeps_its_bold_words() -> None:
    line = Paragraph((Span("Lớp ", emphasis=True), Span("đàn", strong=True)))
    (figure,) = take_captions(Article(body=(PHOTO, line)), ("images/01.jpg",)).body
    assert figure == Figure("images/01.jpg", (Span("Lớp "), Span("đàn", strong=True)))
