"""What the insert menu puts on a page, on rows."""

from __future__ import annotations

from editor.model.article import Article
from editor.model.blocks import Block, Box, Embed, Figure, List, ListItem, Paragraph, Quote, Rule, Table, plain
from editor.model.inserting import insert_atom, set_atom, web_embed
from editor.model.page import Page, Splice

TABLE = Table(((plain("a"), plain("b")),))
LIST = List(False, (ListItem(plain("một")), ListItem(plain("hai"))))
PHOTO = Figure("images/01-a.jpg", plain("chú thích"))


def page(*body: Block) -> Page:
    return Page.of(Article(body=body))


def after(page: Page, at: int, atom: Rule | Table | Embed) -> Page:
    return page.spliced(insert_atom(page.rows, at, atom), iter(range(100, 200)).__next__).page


def body(page: Page) -> tuple[Block, ...]:
    return page.article.body


def p(text: str = "") -> Paragraph:
    return Paragraph(plain(text))


def test_a_rule_takes_the_place_of_an_empty_paragraph_and_a_row_to_write_in_follows() -> None:
    assert body(after(page(p("a"), p()), 3, Rule())) == (p("a"), Rule(), p())
    assert body(after(page(p("a"), p("b")), 2, Rule())) == (p("a"), Rule(), p("b"))
    assert body(after(page(p("a"), PHOTO), 2, Rule())) == (p("a"), Rule(), p(), PHOTO)


def test_nothing_is_put_between_the_rows_of_one_block() -> None:
    assert body(after(page(LIST, p("b")), 2, Rule())) == (LIST, Rule(), p("b"))
    assert body(after(page(PHOTO, p("b")), 2, Rule())) == (PHOTO, Rule(), p("b"))
    quote = Quote((plain("lời"),), "Bà A")
    assert body(after(page(quote, p("b")), 2, TABLE)) == (quote, TABLE, p("b"))


def test_headline_and_standfirst_stay_above_what_is_put_in() -> None:
    assert body(after(page(p("a")), 0, Rule())) == (Rule(), p("a"))
    assert body(after(page(), 1, TABLE)) == (TABLE, p())


def test_a_box_takes_a_table_and_leaves_an_embed_below_it() -> None:
    box = Box("Tên", (p("a"), p("b")))
    assert body(after(page(box), 3, TABLE)) == (Box("Tên", (p("a"), TABLE, p("b"))),)
    assert body(after(page(box), 3, Embed("https://vtv.vn/x"))) == (box, Embed("https://vtv.vn/x"), p())


def test_only_an_address_on_the_web_is_embedded() -> None:
    assert web_embed(" https://vtv.vn/x ") == Embed("https://vtv.vn/x")
    assert web_embed("vtv") is None
    assert web_embed("javascript:alert(1)") is None
    assert web_embed("") is None


def test_another_table_takes_the_place_of_the_one_that_was_shown_though_rows_have_come() -> None:
    here = page(p("a"), p("b"), TABLE)
    other = Table(((plain("x"),),))
    answer = set_atom(here.rows, 2, TABLE, other)
    assert isinstance(answer, Splice)
    assert body(here.spliced(answer, iter(range(9)).__next__).page) == (p("a"), p("b"), other)
    assert set_atom(here.rows, 2, other, TABLE) is None
