"""What keys, format bar and clipboard do, on tiny pages drawn one row a line; places are (row of the body, offset)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from editor.model import shaping, slices, writing
from editor.model.article import Article
from editor.model.blocks import Figure, Rule, Span, plain
from editor.model.history import Caret
from editor.model.page import HEAD, Page, Splice, Spot
from editor.model.row_rules import settle
from editor.model.rows import LISTS, QUOTES, Row, RowKind, fold_article, unfold_article

_NAMES = {
    "p": RowKind.PARAGRAPH,
    "h2": RowKind.H2,
    "h3": RowKind.H3,
    "-": RowKind.BULLET,
    "1.": RowKind.NUMBER,
    ">": RowKind.QUOTE,
    ">>": RowKind.PULL_QUOTE,
    "by": RowKind.ATTRIBUTION,
    "box": RowKind.BOX_TITLE,
    "cap": RowKind.CAPTION,
    "photo": RowKind.FIGURE,
    "rule": RowKind.RULE,
}
_KINDS = {kind: name for name, kind in _NAMES.items()}
_GROUPED = LISTS | QUOTES | {RowKind.ATTRIBUTION}


def page(drawing: str) -> Page:
    """A page from its drawing: "name words" a row, "+" behind a name for level 1, "." before it for a row in a box."""
    rows: list[Row] = []
    for line in drawing.split("\n"):
        name, _, words = line.partition(" ")
        kind = _NAMES[name.lstrip(".").rstrip("+")]
        payload = {RowKind.FIGURE: Figure(f"{len(rows)}.jpg"), RowKind.RULE: Rule()}.get(kind)
        box = 9 if name.startswith((".", "box")) else 0
        goes_on = bool(rows) and rows[-1].kind in _GROUPED and (rows[-1].kind is kind or kind is RowKind.ATTRIBUTION)
        group = (rows[-1].group if goes_on else 10 + len(rows)) if kind in _GROUPED else 0
        rows.append(Row(kind, () if payload else plain(words), name.count("+"), group, box, payload))
    return Page.of(fold_article(Article(), settle((Row(RowKind.HEADLINE), Row(RowKind.STANDFIRST), *rows))))


def drawn(rows: tuple[Row, ...]) -> str:
    lines = []
    for row in rows[HEAD:]:
        name = ("." if row.box and row.kind is not RowKind.BOX_TITLE else "") + _KINDS[row.kind] + "+" * row.level
        lines.append(f"{name} {row.text}".replace("\n", "/").rstrip())
    return "\n".join(lines)


def done(start: Page, answer: writing.Answer) -> str:
    """The page after an answer; with "caret row offset" when only the caret moves."""
    if isinstance(answer, Splice):
        after = start.spliced(answer, count(100).__next__).page
        assert after.rows == settle(after.rows)
        return drawn(unfold_article(after.article))
    if isinstance(answer, Caret):
        return f"caret {answer.row - HEAD} {answer.offset}"
    return "nothing"


def spot(place: tuple[int, int]) -> Spot:
    return Spot(place[0] + HEAD, place[1])


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        ("p một hai", (0, 3), "p một\np  hai"),
        ("p một", (0, 3), "p một\np"),
        ("h2 một", (0, 3), "h2 một\np"),
        ("h2 một", (0, 2), "h2 mộ\nh2 t"),
        ("h2 một", (0, 0), "p\nh2 một"),
        ("- một\n- hai", (0, 3), "- một\n-\n- hai"),
        ("- một\n-\n- hai", (1, 0), "- một\np\n- hai"),
        ("- một\n-+", (1, 0), "- một\n-"),
        ("> một\n>\nby A", (1, 0), "> một\nby A"),
        (">\nby", (0, 0), "p"),
        ("> một\nby A", (1, 1), "> một\nby A\np"),
        ("> một\nby A\np", (1, 1), "caret 2 0"),
        ("photo\ncap một\np hai", (1, 2), "photo\ncap một\np\np hai"),
        ("photo\ncap một", (0, 0), "photo\ncap một\np"),
        ("box T\n.p một", (0, 1), "caret 1 0"),
        ("box T", (0, 1), "box T\n.p"),
        ("box T\n.p một\n.p", (2, 0), "box T\n.p một\np"),
        ("p một", (-2, 0), "caret -1 0"),
        ("p một", (-1, 0), "caret 0 0"),
        ("photo\ncap", (-1, 0), "p\nphoto\ncap"),
    ],
)
def test_enter(before: str, at: tuple[int, int], after: str) -> None:
    start = page(before)
    assert done(start, writing.enter(start.rows, spot(at))) == after


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        ("p một\np hai", (1, 0), "p mộthai"),
        ("p một\np", (1, 0), "p một"),
        ("p một", (0, 0), "caret -1 0"),
        ("p", (0, 0), ""),
        ("h2 một", (0, 0), "p một"),
        ("- một\n-+ hai", (1, 0), "- một\n- hai"),
        ("- một\n- hai", (1, 0), "- một\np hai"),
        ("> một\n> hai\nby A", (0, 0), "p một\n> hai\nby A"),
        ("> một\n> hai\nby A", (1, 0), "> mộthai\nby A"),
        ("> một\nby A", (0, 0), "p một\np A"),
        ("> một\nby", (1, 0), "caret 0 3"),
        ("photo\ncap một\np", (2, 0), "caret 0 1"),
        ("photo\ncap một\np hai", (2, 0), "caret 0 1"),
        ("rule\np hai", (1, 0), "caret 0 1"),
        ("photo\ncap một", (1, 0), "caret 0 1"),
        ("p a\nphoto\ncap một\np b", (1, 0), "p a\np b"),
        ("box T\n.p một\np hai", (0, 0), "p T\np một\np hai"),
        ("box\n.p một", (0, 0), "p một"),
        ("box T\n.p một", (1, 0), "caret 0 1"),
        ("p một", (-2, 0), "nothing"),
    ],
)
def test_backspace(before: str, at: tuple[int, int], after: str) -> None:
    start = page(before)
    assert done(start, writing.backspace(start.rows, spot(at))) == after


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        ("p một\np hai", (0, 3), "p mộthai"),
        ("p\nh2 hai", (0, 0), "h2 hai"),
        ("p một\n-", (0, 3), "p một"),
        ("p một\nphoto\ncap", (0, 3), "caret 1 1"),
        ("> một\nby A", (0, 3), "nothing"),
        ("photo\ncap một\np hai", (1, 3), "nothing"),
        ("photo\ncap một\np", (1, 3), "photo\ncap một"),
        ("p một", (0, 3), "nothing"),
        ("photo\ncap một\np hai", (0, 0), "p hai"),
    ],
)
def test_delete(before: str, at: tuple[int, int], after: str) -> None:
    start = page(before)
    assert done(start, writing.delete(start.rows, spot(at))) == after


@pytest.mark.parametrize(
    ("before", "start", "end", "after"),
    [
        ("p một hai", (0, 1), (0, 4), "p mhai"),
        ("p một\nh2 hai\np ba", (0, 1), (2, 1), "p ma"),
        ("p một\nphoto\ncap hai\np ba", (0, 1), (2, 1), "p mai\np ba"),
        ("p một\nphoto\ncap hai\np ba", (0, 1), (1, 0), "p m\nphoto\ncap hai\np ba"),
        ("photo\ncap hai\np ba", (0, 1), (1, 1), "photo\ncap ai\np ba"),
        ("photo\ncap hai\np ba", (1, 1), (2, 1), "photo\ncap h\np a"),
        ("photo\ncap hai\np ba", (0, 0), (1, 1), "p ai\np ba"),
        ("p một\nbox T\n.p hai\n.p ba", (0, 1), (2, 1), "p mai\nbox\n.p ba"),
        ("> một\nby A\np hai", (1, 0), (2, 1), "> một\nby\np ai"),
        ("p một\nrule", (0, 0), (1, 1), "p"),
        ("p một", (-2, 0), (0, 3), ""),
    ],
)
def test_what_is_selected_goes(before: str, start: tuple[int, int], end: tuple[int, int], after: str) -> None:
    here = page(before)
    assert done(here, writing.erase(here.rows, spot(start), spot(end))) == after


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [("p một", (0, 1), "p m/ột"), ("photo\ncap một", (1, 3), "photo\ncap một/"), ("h2 một", (0, 1), "h2 m\nh2 ột")],
)
def test_a_hard_break_where_there_may_be_one(before: str, at: tuple[int, int], after: str) -> None:
    start = page(before)
    assert done(start, writing.break_line(start.rows, spot(at))) == after


@pytest.mark.parametrize(
    ("before", "first", "last", "kind", "after"),
    [
        ("p một\np hai", 0, 1, RowKind.BULLET, "- một\n- hai"),
        ("- một\np hai", 1, 1, RowKind.BULLET, "- một\n- hai"),
        ("- một\n-+ hai\n- ba", 1, 1, RowKind.NUMBER, "1. một\n1.+ hai\n1. ba"),
        ("- một\n- hai", 0, 1, RowKind.BULLET, "p một\np hai"),
        ("p một\nphoto\ncap x\np hai", 0, 3, RowKind.H2, "h2 một\nphoto\ncap x\nh2 hai"),
        ("p một", 0, 0, RowKind.QUOTE, "> một\nby"),
        ("> một\n> hai\nby A", 0, 0, RowKind.PULL_QUOTE, ">> một\n>> hai\nby A"),
        ("box T\n.p một", 1, 1, RowKind.H2, "box T\n.h3 một"),
        ("p một", -2, -1, RowKind.H2, "nothing"),
        ("photo\ncap x", 0, 1, RowKind.H2, "nothing"),
    ],
)
def test_kinds(before: str, first: int, last: int, kind: RowKind, after: str) -> None:
    start = page(before)
    fresh = count(50).__next__
    assert done(start, shaping.set_kind(start.rows, first + HEAD, last + HEAD, kind, fresh)) == after


@pytest.mark.parametrize(
    ("before", "first", "last", "after"),
    [
        ("p một\np hai", 0, 0, "box\n.p một\np hai"),
        ("- một\n- hai\np ba", 1, 1, "box\n.- một\n.- hai\np ba"),
        ("photo\ncap x\nh2 hai", 0, 2, "box\n.photo\n.cap x\n.h3 hai"),
        ("box T\n.p một\n.p hai", 2, 2, "p T\np một\np hai"),
        ("p một", -2, -2, "box\n.p\np một"),
    ],
)
def test_boxes(before: str, first: int, last: int, after: str) -> None:
    start = page(before)
    assert done(start, shaping.make_box(start.rows, first + HEAD, last + HEAD, count(50).__next__)) == after


def test_a_mark_is_on_until_all_of_the_text_has_it() -> None:
    start = page("p một hai\nbox T\n.p ba")
    ends = Spot(HEAD, 4), Spot(HEAD + 2, 2)
    once = start.spliced(_answered(shaping.toggle_mark(start.rows, *ends, "strong")), count(50).__next__).page
    assert once.rows[HEAD].inline == (Span("một "), Span("hai", strong=True))
    assert once.rows[HEAD + 1].inline == plain("T")
    assert shaping.has_mark(once.rows, *ends, "strong")
    twice = once.spliced(_answered(shaping.toggle_mark(once.rows, *ends, "strong")), count(50).__next__).page
    assert twice.article == start.article


def _answered(answer: Splice | None) -> Splice:
    assert answer is not None
    return answer


def test_an_address_is_written_where_nothing_is_selected() -> None:
    start = page("p a b")
    at = Spot(HEAD, 2)
    after = start.spliced(_answered(shaping.set_link(start.rows, at, at, "https://a.vn")), count(50).__next__).page
    assert after.rows[HEAD].inline == (Span("a "), Span("https://a.vn", link="https://a.vn"), Span("b"))
    assert shaping.set_link(start.rows, Spot(0, 0), Spot(0, 0), "https://a.vn") is None


@pytest.mark.parametrize(
    ("source", "start", "end", "target", "at", "after"),
    [
        ("p một hai", (0, 1), (0, 5), "p x", (0, 1), "p xột h"),
        ("h2 một", (0, 0), (0, 3), "p", (0, 0), "h2 một"),
        ("h2 một", (0, 0), (0, 3), "p x", (0, 1), "p xmột"),
        ("p một\np hai", (0, 1), (1, 2), "p xy", (0, 1), "p xột\np hay"),
        ("- một\n- hai", (0, 1), (1, 3), "- x\n- y", (0, 1), "- xột\n- hai\n- y"),
        ("photo\ncap một", (0, 0), (1, 3), "p xy", (0, 1), "p x\nphoto\ncap một\np y"),
        ("photo\ncap một", (0, 0), (0, 1), "p", (0, 0), "photo\ncap một"),
        ("p một\nphoto\ncap hai", (0, 0), (2, 3), "photo\ncap x", (1, 1), "photo\ncap xmột\nphoto\ncap hai"),
        ("box T\n.p một", (0, 0), (1, 3), "box U\n.p", (1, 0), "box U\n.p T\n.p một"),
        ("box T\n.p một\n.p hai", (1, 0), (2, 3), "p", (0, 0), "p một\np hai"),
        ("p một\np hai", (0, 0), (1, 3), "rule", (0, 0), "rule\np một\np hai"),
    ],
)
def test_what_is_copied_is_put_in(
    source: str, start: tuple[int, int], end: tuple[int, int], target: str, at: tuple[int, int], after: str
) -> None:
    piece = slices.cut_out(page(source).rows, spot(start), spot(end))
    here = page(target)
    assert done(here, slices.insert(here.rows, spot(at), piece, count(50).__next__)) == after


def test_a_piece_of_several_rows_is_one_line_in_the_headline_and_loses_no_photo() -> None:
    piece = slices.cut_out(page("p một\nphoto\ncap hai\np ba").rows, spot((0, 0)), spot((3, 2)))
    here = page("p x")
    after = here.spliced(_answered(slices.insert(here.rows, Spot(0, 0), piece, count(50).__next__)), count(80).__next__)
    assert after.page.article.headline == "một ba"
    assert drawn(unfold_article(after.page.article)) == "photo\ncap hai\np x"


@pytest.mark.parametrize(
    ("text", "rows"),
    [("", 0), ("một", 1), ("một\n", 1), ("một\r\n\r\nhai", 2), ("một\nhai\n\n\nba", 3)],
)
def test_plain_text_is_a_row_for_each_line(text: str, rows: int) -> None:
    assert len(slices.text_slice(text).rows) == rows


@pytest.mark.parametrize("act", [writing.enter, writing.backspace, writing.delete, writing.break_line])
def test_no_key_moves_a_photo_or_loses_a_word(act: Callable[[tuple[Row, ...], Spot], writing.Answer]) -> None:
    start = page("p a\nphoto\ncap b\n- c\n-+ d\n> e\nby f\nbox g\n.p h\n.photo\n.cap i\np j")
    for row in range(len(start.rows)):
        if start.rows[row].is_atom:
            continue
        edges = {writing.backspace: (0,), writing.delete: (start.rows[row].length,)}
        for offset in edges.get(act, (0, start.rows[row].length)):
            answer = act(start.rows, Spot(row, offset))
            if not isinstance(answer, Splice):
                continue
            after = start.spliced(answer, count(100).__next__).page
            assert set("abcdefghij") <= set("".join(r.text for r in after.rows))
            assert sum(r.kind is RowKind.FIGURE for r in after.rows) == 2
