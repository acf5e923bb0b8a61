"""Galleries and moved photos, on rows."""

from __future__ import annotations

from itertools import count

from editor.model import galleries
from editor.model.article import Article
from editor.model.blocks import Block, Box, Figure, Gallery, Paragraph, Rule, plain
from editor.model.page import Page, Splice


def photo(number: int) -> Figure:
    return Figure(f"images/{number:02}.jpg", plain(f"ảnh {number}"), "Viết Thành")


def p(text: str = "") -> Paragraph:
    return Paragraph(plain(text))


A, B, C, D = map(photo, range(1, 5))


def page(*body: Block) -> Page:
    return Page.of(Article(body=body))


def done(start: Page, answer: Splice | None) -> tuple[tuple[Block, ...], str]:
    """The body afterwards, and the photo that is selected."""
    assert answer is not None
    applied = start.spliced(answer, count(100).__next__)
    assert applied.caret is not None
    shown = applied.page.rows[applied.caret.row].payload
    return applied.page.article.body, shown.src if isinstance(shown, Figure) else ""


def fresh() -> int:
    return 77


def test_neighbouring_photos_become_a_gallery_and_empty_paragraphs_between_go() -> None:
    start = page(A, p(), B, p("x"))
    assert done(start, galleries.gallery(start.rows, 2, 6, fresh)) == ((Gallery((A, B)), p("x")), A.src)
    assert done(start, galleries.gallery(start.rows, 2, 3, fresh)) == ((Gallery((A, B)), p("x")), A.src)


def test_a_gallery_takes_the_photo_below_it_and_six_are_the_most() -> None:
    start = page(Gallery((A, B)), C)
    assert done(start, galleries.gallery(start.rows, 2, 2, fresh)) == ((Gallery((A, B, C)),), A.src)
    many = page(*map(photo, range(1, 8)))
    assert galleries.gallery(many.rows, 2, 15, fresh) is None
    assert done(many, galleries.gallery(many.rows, 2, 13, fresh))[0][0] == Gallery(tuple(map(photo, range(1, 7))))


def test_a_photo_with_nothing_below_it_joins_what_stands_above() -> None:
    start = page(Gallery((A, B)), p(), C, p("x"))
    assert done(start, galleries.gallery(start.rows, 7, 7, fresh)) == ((Gallery((A, B, C)), p("x")), C.src)
    alone = page(p("x"), C)
    assert galleries.gallery(alone.rows, 3, 3, fresh) is None


def test_what_is_no_photo_between_them_is_never_swallowed() -> None:
    start = page(A, p("chữ"), B)
    assert galleries.gallery(start.rows, 2, 6, fresh) is None
    assert galleries.gallery(start.rows, 2, 2, fresh) is None
    assert galleries.gallery(page(p("a"), p("b")).rows, 2, 3, fresh) is None
    box = page(Box("Tên", (A, B)))
    assert galleries.gallery(box.rows, 3, 5, fresh) is None


def test_a_photo_dropped_on_another_stands_beside_it() -> None:
    start = page(A, p("x"), B)
    assert done(start, galleries.join(start.rows, 2, 5, fresh)) == ((p("x"), Gallery((B, A))), A.src)
    assert done(start, galleries.join(start.rows, 5, 2, fresh, behind=False)) == ((Gallery((B, A)), p("x")), B.src)
    full = page(Gallery(tuple(map(photo, range(1, 7)))), photo(9))
    assert galleries.join(full.rows, 14, 2, fresh) is None
    assert galleries.join(start.rows, 2, 2, fresh) is None


def test_photos_of_a_gallery_change_places() -> None:
    start = page(Gallery((A, B, C)))
    assert done(start, galleries.join(start.rows, 2, 6, fresh)) == ((Gallery((B, C, A)),), A.src)
    assert done(start, galleries.join(start.rows, 6, 2, fresh, behind=False)) == ((Gallery((C, A, B)),), C.src)


def test_a_photo_of_one_gallery_goes_into_another() -> None:
    start = page(Gallery((A, B)), Gallery((C, D)))
    assert done(start, galleries.join(start.rows, 2, 8, fresh))[0] == (B, Gallery((C, D, A)))


def test_a_photo_is_taken_out_and_a_gallery_dissolved() -> None:
    start = page(Gallery((A, B, C)), p("x"))
    assert done(start, galleries.take_out(start.rows, 4)) == ((Gallery((A, C)), B, p("x")), B.src)
    two = page(Gallery((A, B)))
    assert done(two, galleries.take_out(two.rows, 2)) == ((B, A), A.src)
    assert done(start, galleries.dissolve(start.rows, 6)) == ((A, B, C, p("x")), C.src)
    assert galleries.take_out(page(A).rows, 2) is None
    assert galleries.dissolve(page(A).rows, 2) is None


def test_a_photo_moves_with_its_caption_and_anything_else_alone() -> None:
    start = page(p("a"), A, p("b"), Rule())
    assert done(start, galleries.move(start.rows, 3, 2)) == ((A, p("a"), p("b"), Rule()), A.src)
    assert done(start, galleries.move(start.rows, 3, 7)) == ((p("a"), p("b"), Rule(), A), A.src)
    assert done(start, galleries.move(start.rows, 6, 2))[0] == (Rule(), p("a"), A, p("b"))
    assert galleries.move(start.rows, 3, 3) is None
    assert galleries.move(start.rows, 3, 5) is None


def test_a_photo_moved_out_of_a_gallery_or_a_box_belongs_to_it_no_more() -> None:
    start = page(Gallery((A, B, C)), p("x"))
    assert done(start, galleries.move(start.rows, 4, 9))[0] == (Gallery((A, C)), p("x"), B)
    assert done(start, galleries.move(start.rows, 2, 2))[0] == (A, Gallery((B, C)), p("x"))
    box = page(Box("Tên", (p("a"), A)), p("x"))
    assert done(box, galleries.move(box.rows, 4, 6))[0] == (Box("Tên", (p("a"),)), A, p("x"))


def test_a_photo_moves_into_a_box_and_about_in_it() -> None:
    start = page(A, Box("Tên", (p("a"), p("b"))), Gallery((B, C)))
    box = start.rows[4].box
    assert done(start, galleries.move(start.rows, 2, 6, box))[0] == (Box("Tên", (p("a"), A, p("b"))), Gallery((B, C)))
    inside = page(Box("Tên", (p("a"), A, p("b"))))
    box = inside.rows[2].box
    assert galleries.move(inside.rows, 4, 4, box) is None
    assert done(inside, galleries.move(inside.rows, 4, 3, box))[0] == (Box("Tên", (A, p("a"), p("b"))),)
    assert done(inside, galleries.move(inside.rows, 4, 7, box))[0] == (Box("Tên", (p("a"), p("b"), A)),)
    of_gallery = page(Gallery((A, B)), Box("Tên", (p("a"),)))
    moved = galleries.move(of_gallery.rows, 2, 8, of_gallery.rows[6].box)
    assert done(of_gallery, moved)[0] == (B, Box("Tên", (p("a"), A)))
