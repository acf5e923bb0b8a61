"""The page by real keys, input methods and clipboard: one test for each thing that a writer may expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from editor.app.session import DocumentSession
from editor.model import edits
from editor.model.article import Article, Resource
from editor.model.blocks import (
    Block,
    Box,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    plain,
    text_of,
)
from editor.model.finding import BlockPlace, FieldPlace, PhotoPlace
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.model.row_rules import settle
from editor.model.rows import fold, unfold_article
from editor.qt.surface import Surface, keys
from editor.qt.surface.clipboard import settle_clipboard
from editor.qt.theme.theme import Theme
from surface_monkey import some_article

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PHOTO = Figure("images/01-a.jpg", plain("Quang cảnh"), "Viết Thành", "mô tả")


class Desk:
    """A page with an article on it, and hands."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.open(Article())

    def open(self, article: Article, folder: Path = Path("/nonexistent")) -> None:
        self.session = DocumentSession(folder, article, Newsroom())
        self.surface.show_session(self.session)

    def body(self, *blocks: Block) -> None:
        self.open(Article(headline="Tít", standfirst="Sapo", body=blocks))

    @property
    def article(self) -> Article:
        return self.session.article

    def at(self, row: int, offset: int = 0, anchor: tuple[int, int] | None = None) -> None:
        self.surface.editing.place(Caret(row, offset, *(anchor or (row, offset))))

    def caret(self) -> tuple[int, int]:
        caret = self.surface.editing.caret()
        return caret.row, caret.offset

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.surface, key, held)

    def type(self, text: str) -> None:
        for letter in text:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.surface, event)

    def compose(self, *parts: str, commit: str = "") -> None:
        for part in parts:
            QApplication.sendEvent(self.surface, QInputMethodEvent(part, []))
        if commit:
            event = QInputMethodEvent()
            event.setCommitString(commit)
            QApplication.sendEvent(self.surface, event)

    def paste(self, text: str = "", html: str = "") -> None:
        data = QMimeData()
        if text:
            data.setText(text)
        if html:
            data.setHtml(html)
        self.surface.insertFromMimeData(data)

    def words(self) -> list[str]:
        self.surface.flush()
        return [row.text for row in self.surface.editing.rows]

    def kinds(self) -> list[str]:
        return [row.kind.value for row in self.surface.editing.rows[2:]]


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    surface = Surface(Theme.load("light"))
    surface.resize(900, 1000)
    surface.show()
    yield Desk(surface)
    settle_clipboard()
    surface.photos.close()
    surface.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text))


def test_only_an_empty_body_says_what_it_is_for(desk: Desk) -> None:
    def seen(words: str) -> QImage:
        desk.surface.set_words({"paragraph": words})
        return desk.surface.viewport().grab().toImage()

    for body, shows in (((paragraph(""),), True), ((paragraph("a"), paragraph(""), paragraph("")), False)):
        desk.body(*body)
        desk.surface.clearFocus()
        assert (seen("Thân bài") != seen("")) is shows


# -- from the headline down ------------------------------------------------------------------------------


def test_enter_goes_from_headline_to_standfirst_to_body(desk: Desk) -> None:
    desk.type("Tít bài")
    desk.key(Qt.Key.Key_Return)
    desk.type("Sapo")
    desk.key(Qt.Key.Key_Return)
    desk.type("Hà Nội")
    desk.key(Qt.Key.Key_Return)
    desk.type("hai")
    assert desk.article == Article(headline="Tít bài", standfirst="Sapo", body=(paragraph("Hà Nội"), paragraph("hai")))


def test_showing_an_article_changes_nothing(desk: Desk) -> None:
    article = Article(headline="a", body=(paragraph(""), PHOTO, Rule()))
    desk.open(article)
    desk.surface.set_theme(Theme.load("dark"), 1.3)
    desk.surface.resize(700, 400)
    QCoreApplication.processEvents()
    desk.surface.resize(1600, 900)
    desk.surface.set_theme(Theme.load("light"), 1.0)
    QCoreApplication.processEvents()
    assert desk.article is article
    assert not desk.session.can_undo


def test_pasted_breaks_become_spaces_in_the_headline(desk: Desk) -> None:
    desk.paste("Hà Nội\nmột\n\nhai")
    assert desk.article.headline == "Hà Nội một hai"
    assert desk.article.body == ()


def test_headline_and_standfirst_survive_select_all_and_delete(desk: Desk) -> None:
    desk.body(paragraph("a"), PHOTO)
    desk.key(Qt.Key.Key_A, CTRL)
    desk.key(Qt.Key.Key_Delete)
    assert desk.article == Article()


def test_a_click_below_the_text_gives_a_paragraph(desk: Desk) -> None:
    desk.body(PHOTO)
    QTest.mouseClick(
        desk.surface.viewport(), Qt.MouseButton.LeftButton, pos=desk.surface.viewport().rect().bottomLeft()
    )
    desk.type("x")
    assert desk.article.body == (PHOTO, paragraph("x"))


# -- rows ------------------------------------------------------------------------------------------------


def test_enter_splits_and_backspace_joins_with_marks_kept(desk: Desk) -> None:
    inline = (Span("một "), Span("hai ba", strong=True))
    desk.body(Paragraph(inline))
    desk.at(2, 7)
    desk.key(Qt.Key.Key_Return)
    assert desk.article.body == (
        Paragraph((Span("một "), Span("hai", strong=True))),
        Paragraph((Span(" ba", strong=True),)),
    )
    desk.key(Qt.Key.Key_Backspace)
    assert desk.article.body == (Paragraph(inline),)
    assert desk.caret() == (2, 7)


def test_shift_enter_is_a_hard_break(desk: Desk) -> None:
    desk.body(paragraph("ab"))
    desk.at(2, 1)
    desk.key(Qt.Key.Key_Return, SHIFT)
    assert desk.article.body == (paragraph("a\nb"),)
    desk.at(0, 1)
    desk.key(Qt.Key.Key_Return, SHIFT)
    assert desk.article.headline == "Tít"
    assert desk.caret() == (1, 0)


def test_enter_on_an_empty_item_leaves_the_list(desk: Desk) -> None:
    desk.body(List(False, (ListItem(plain("a")), ListItem(plain("b")))))
    desk.at(3, 1)
    desk.key(Qt.Key.Key_Return, times=2)
    desk.type("sau")
    assert desk.article.body == (List(False, (ListItem(plain("a")), ListItem(plain("b")))), paragraph("sau"))


def test_ctrl_bracket_changes_the_level_of_an_item(desk: Desk) -> None:
    flat = List(False, (ListItem(plain("a")), ListItem(plain("b"))))
    desk.body(flat)
    desk.at(3, 0)
    desk.key(Qt.Key.Key_BracketRight, CTRL)
    assert desk.article.body == (List(False, (ListItem(plain("a"), List(False, (ListItem(plain("b")),))),)),)
    desk.key(Qt.Key.Key_BracketLeft, CTRL)
    assert desk.article.body == (flat,)


def test_enter_leads_out_of_a_quote_by_its_attribution(desk: Desk) -> None:
    desk.body(paragraph("“Lời nói”"))
    desk.at(2, 9)
    desk.surface.set_block_kind("quote")
    desk.key(Qt.Key.Key_Return, times=2)
    desk.type("Bà A")
    desk.key(Qt.Key.Key_Return)
    desk.type("tiếp")
    assert desk.article.body == (Quote((plain("“Lời nói”"),), "Bà A"), paragraph("tiếp"))


def test_a_box_is_made_filled_left_and_undone_by_backspace_in_its_title(desk: Desk) -> None:
    desk.body(paragraph("a"))
    desk.at(2, 0)
    desk.surface.make_box()
    desk.type("Thông tin")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_End)
    desk.key(Qt.Key.Key_Return, times=2)
    desk.type("ngoài")
    box = Box("Thông tin", (paragraph("a"),))
    assert desk.article.body == (box, paragraph("ngoài"))
    desk.at(2, 0)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.article.body == (paragraph("Thông tin"), paragraph("a"), paragraph("ngoài"))


@pytest.mark.parametrize("kind", ["h2", "h3", "bullet", "number", "quote", "pull_quote"])
def test_a_kind_is_set_and_taken_back(desk: Desk, kind: str) -> None:
    desk.body(paragraph("a"), paragraph("b"))
    desk.at(3, 1, (2, 0))
    desk.surface.set_block_kind(kind)
    assert set(desk.kinds()) <= {kind, "attribution"}
    assert desk.surface.block_kind() == kind
    desk.surface.set_block_kind(kind)
    assert desk.article.body == (paragraph("a"), paragraph("b"))


def test_tab_leaves_the_page(desk: Desk) -> None:
    window = QWidget()
    desk.surface.setParent(window)
    field = QLineEdit(window)
    window.show()
    window.activateWindow()
    desk.surface.setFocus()
    desk.key(Qt.Key.Key_Tab)
    assert "\t" not in "".join(desk.words())
    assert window.focusWidget() is field
    desk.surface.setParent(None)
    window.deleteLater()


def test_blocks_change_places_with_the_caret_in_them(desk: Desk) -> None:
    desk.body(paragraph("a"), PHOTO, paragraph("c"))
    desk.at(5, 1)
    assert desk.surface.shaping.move_block(-1)
    assert desk.article.body == (paragraph("a"), paragraph("c"), PHOTO)
    assert desk.caret() == (3, 1)
    assert desk.surface.shaping.move_block(1)
    assert desk.article.body == (paragraph("a"), PHOTO, paragraph("c"))
    assert desk.caret() == (5, 1)


# -- photos ----------------------------------------------------------------------------------------------


def test_letters_never_replace_a_photo(desk: Desk) -> None:
    desk.body(PHOTO)
    desk.at(2, 0)
    desk.type("đá")
    desk.at(2, 0)
    desk.compose("t", "tê", commit="tên ")
    assert desk.article.body == (PHOTO, paragraph("tên "), paragraph("đá"))


def test_delete_takes_photo_and_caption_and_undo_brings_them_back(desk: Desk) -> None:
    desk.body(paragraph("a"), PHOTO, paragraph("b"))
    desk.at(3, 0)
    desk.key(Qt.Key.Key_Delete)
    assert desk.article.body == (paragraph("a"), paragraph("b"))
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.article.body == (paragraph("a"), PHOTO, paragraph("b"))
    assert desk.surface.current_photo() == PHOTO.src


def test_backspace_after_a_photo_selects_it_and_the_next_removes_it(desk: Desk) -> None:
    desk.body(PHOTO, paragraph(""))
    desk.at(4, 0)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.article.body == (PHOTO, paragraph(""))
    assert desk.surface.editing.selected_atom() == 2
    desk.key(Qt.Key.Key_Backspace)
    assert desk.article.body == (paragraph(""),)


def test_arrows_leave_a_photo(desk: Desk) -> None:
    desk.body(paragraph("a"), PHOTO, paragraph("b"))
    desk.at(3, 0)
    desk.key(Qt.Key.Key_Down)
    assert desk.caret() == (4, 0)
    desk.key(Qt.Key.Key_Left)
    assert desk.surface.editing.selected_atom() == 3
    desk.key(Qt.Key.Key_Up)
    assert desk.caret() == (2, 1)


@pytest.mark.parametrize("offset", [0, 4, 10])
def test_enter_in_a_caption_goes_below_and_splits_nothing(desk: Desk, offset: int) -> None:
    desk.body(PHOTO, paragraph("b"))
    desk.at(3, offset)
    desk.key(Qt.Key.Key_Return)
    desk.type("x")
    assert desk.article.body == (PHOTO, paragraph("x"), paragraph("b"))


def test_a_caption_holds_breaks_and_bold_but_no_italic(desk: Desk) -> None:
    desk.body(Figure("images/01-a.jpg", plain("ab")))
    desk.at(3, 1)
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.at(3, 3, (3, 0))
    desk.surface.toggle_mark("emphasis")
    desk.surface.toggle_mark("strong")
    assert desk.article.body == (Figure("images/01-a.jpg", (Span("a\nb", strong=True),)),)


def test_a_photo_is_drawn_at_its_own_ratio_and_a_missing_one_as_a_place(desk: Desk, tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "images").mkdir()
    Image.new("RGB", (1200, 600), (200, 30, 30)).save(tmp_path / "images" / "01-a.jpg")
    missing = Figure("images/02-b.jpg")
    desk.open(Article(body=(PHOTO, missing)), tmp_path)
    layout = desk.surface.document().documentLayout()
    block = desk.surface.document().findBlockByNumber(2)
    assert 340 <= layout.blockBoundingRect(block).height() <= 344
    desk.surface.grab()
    desk.surface.photos.wait()
    QTest.qWait(50)
    picture = desk.surface.grab().toImage()
    red = picture.pixelColor(450, int(layout.blockBoundingRect(block).center().y()))
    assert red.red() > 180
    assert red.green() < 60


def test_no_file_is_opened_by_name(desk: Desk) -> None:
    assert desk.surface.loadResource(2, QUrl("file:///etc/passwd")) is None
    outside = Figure("../../../etc/passwd")
    desk.body(outside)
    desk.surface.grab()
    assert not desk.surface.photos.size(outside.src).isValid()


# -- marks and links -------------------------------------------------------------------------------------


def test_bold_chosen_before_typing_holds_for_keys_and_input_methods(desk: Desk) -> None:
    desk.body(paragraph("a"))
    desk.at(2, 1)
    desk.surface.toggle_mark("strong")
    assert desk.surface.has_mark("strong")
    desk.type("b")
    desk.type("c")
    desk.at(2, 0)
    desk.surface.toggle_mark("emphasis")
    desk.compose("d", "đ", commit="đi ")
    assert desk.article.body == (Paragraph((Span("đi ", emphasis=True), Span("a"), Span("bc", strong=True))),)


def test_text_behind_a_link_is_outside_it(desk: Desk) -> None:
    link = Span("báo", link="https://a.vn")
    desk.body(Paragraph((link,)))
    desk.at(2, 3)
    desk.type("x")
    desk.type("y")
    assert desk.article.body == (Paragraph((link, Span("xy"))),)
    desk.at(2, 1)
    desk.type("z")
    assert desk.article.body == (Paragraph((Span("bzáo", link="https://a.vn"), Span("xy"))),)


def test_a_link_is_set_changed_and_removed(desk: Desk) -> None:
    desk.body(paragraph("một hai"))
    desk.at(2, 7, (2, 4))
    desk.surface.set_link("https://a.vn")
    desk.at(2, 5)
    assert desk.surface.current_link() == "https://a.vn"
    desk.surface.set_link("https://b.vn")
    assert desk.article.body == (Paragraph((Span("một "), Span("hai", link="https://b.vn"))),)
    desk.surface.set_link("")
    assert desk.article.body == (paragraph("một hai"),)


def test_copying_does_not_reformat(desk: Desk) -> None:
    desk.body(Paragraph((Span("a", strong=True), Span("b"))), PHOTO)
    article = desk.article
    desk.key(Qt.Key.Key_A, CTRL)
    desk.key(Qt.Key.Key_C, CTRL)
    assert desk.article is article


# -- input methods ---------------------------------------------------------------------------------------


def test_composing_text_is_not_in_the_article_and_a_commit_is_one_step(desk: Desk) -> None:
    desk.body(paragraph("a "))
    desk.at(2, 2)
    desk.compose("t", "ti", "tiê", "tiến", "tiếng")
    assert desk.article.body == (paragraph("a "),)
    desk.compose(commit="tiếng ")
    assert desk.article.body == (paragraph("a tiếng "),)
    assert len(desk.session.history.past) == 1
    assert desk.session.undo()
    assert desk.article.body == (paragraph("a "),)


def _click(desk: Desk) -> None:
    QTest.mouseClick(desk.surface.viewport(), Qt.MouseButton.LeftButton)


def _leave(desk: Desk) -> None:
    QApplication.sendEvent(desk.surface, QFocusEvent(QEvent.Type.FocusOut))


def _save(desk: Desk) -> None:
    desk.surface.commit_preedit()


def _paste(desk: Desk) -> None:
    desk.paste(" dán")


def _mark(desk: Desk) -> None:
    desk.surface.toggle_mark("strong")


@pytest.mark.parametrize("event", [_click, _leave, _save, _paste, _mark])
def test_a_word_that_is_composed_is_kept_whatever_comes_between(desk: Desk, event: Callable[[Desk], None]) -> None:
    desk.body(paragraph("a "))
    desk.at(2, 2)
    desk.compose("n", "nă", "năm")
    event(desk)
    assert text_of(desk.article.body[0].inline).startswith("a năm")  # type: ignore[union-attr]


def test_undo_finishes_the_word_and_takes_it_back(desk: Desk) -> None:
    desk.body(paragraph("a"))
    desk.at(2, 1)
    desk.compose("n", "năm")
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.article.body == (paragraph("a"),)
    assert desk.session.can_redo


def test_a_word_that_is_composed_stays_in_its_article(desk: Desk) -> None:
    desk.body(paragraph("a "))
    desk.at(2, 2)
    first = desk.session
    desk.compose("n", "năm")
    desk.open(Article(headline="Bài khác"))
    assert first.article.body == (paragraph("a năm"),)
    assert desk.article == Article(headline="Bài khác")


def test_a_word_that_vanishes_with_the_focus_is_put_back(desk: Desk) -> None:
    desk.body(paragraph("a "))
    desk.at(2, 2)
    desk.compose("n", "năm", "")
    assert desk.article.body == (paragraph("a "),)
    _leave(desk)
    assert desk.article.body == (paragraph("a năm"),)


def test_a_word_deleted_letter_by_letter_stays_deleted(desk: Desk) -> None:
    desk.body(paragraph("a "))
    desk.at(2, 2)
    desk.compose("n", "nă", "n", "")
    desk.compose(commit="n")
    _leave(desk)
    assert desk.article.body == (paragraph("a "),)
    desk.compose("n", commit="n")
    assert desk.article.body == (paragraph("a n"),)


def test_surrounding_text_mode_replaces_the_letter_before(desk: Desk) -> None:
    desk.body(paragraph(""))
    desk.at(2, 0)
    desk.compose(commit="a")
    event = QInputMethodEvent()
    event.setCommitString("â", -1, 1)
    QApplication.sendEvent(desk.surface, event)
    assert desk.article.body == (paragraph("â"),)
    assert len(desk.session.history.past) == 1


def test_backspace_mode_is_one_step_a_word(desk: Desk) -> None:
    desk.body(paragraph(""))
    desk.at(2, 0)
    desk.type("dda")
    desk.key(Qt.Key.Key_Backspace, times=3)
    desk.type("đang")
    desk.type(" làm")
    assert desk.article.body == (paragraph("đang làm"),)
    assert len(desk.session.history.past) == 2
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.article.body == (paragraph("đang "),)


def test_decomposed_letters_become_composed(desk: Desk) -> None:
    desk.body(paragraph(""))
    desk.at(2, 0)
    desk.type("tie\u0302\u0301ng")
    assert desk.article.body == (paragraph("tiếng"),)
    assert desk.caret() == (2, 5)


# -- clipboard -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_what_is_copied_and_pasted_into_an_empty_article_is_what_was_selected(desk: Desk, seed: int) -> None:
    import random

    rng = random.Random(seed)
    desk.open(some_article(rng))
    rows = desk.surface.editing.rows
    if len(rows) == 2:
        return
    first = rng.randrange(2, len(rows))
    last = rng.randrange(first, len(rows))
    desk.at(last, rows[last].length, (first, 0))
    piece = desk.surface.pasting.selection()
    if piece is None:  # one empty row: nothing is selected
        return
    desk.surface.copy()
    desk.open(Article(body=(paragraph(""),)))
    desk.at(2, 0)
    desk.surface.paste()
    assert desk.article.body == fold(settle(piece.rows, from_top=False))


def test_a_whole_article_is_copied_into_an_empty_one(desk: Desk) -> None:
    article = Article(headline="Tít", standfirst="Sapo", body=(paragraph("a"), PHOTO, Quote((plain("q"),), "B")))
    desk.open(article)
    desk.key(Qt.Key.Key_A, CTRL)
    desk.surface.copy()
    desk.open(Article())
    desk.key(Qt.Key.Key_A, CTRL)
    desk.surface.paste()
    assert desk.article == article


def test_an_address_pasted_on_a_selection_makes_a_link(desk: Desk) -> None:
    desk.body(paragraph("một hai"))
    desk.at(2, 7, (2, 4))
    desk.paste("https://hanoi.vn/tin")
    assert desk.article.body == (Paragraph((Span("một "), Span("hai", link="https://hanoi.vn/tin"))),)


def test_html_keeps_structure_and_drops_looks(desk: Desk) -> None:
    desk.body(paragraph(""))
    desk.at(2, 0)
    desk.paste(
        "x",
        '<style>p{color:red}</style><h2>Tít phụ</h2><p style="font:x">a <b>b</b> <a href="https://a.vn">c</a></p>'
        "<ul><li>một</li><li>hai</li></ul><script>alert(1)</script>",
    )
    assert desk.article.body == (
        Heading(2, plain("Tít phụ")),
        Paragraph((Span("a "), Span("b", strong=True), Span(" "), Span("c", link="https://a.vn"))),
        List(False, (ListItem(plain("một")), ListItem(plain("hai")))),
    )


def test_plain_paste_takes_the_words_alone(desk: Desk) -> None:
    desk.body(Heading(2, plain("Tít")))
    desk.at(2, 3, (2, 0))
    desk.surface.copy()
    desk.body(paragraph(""))
    desk.at(2, 0)
    desk.surface.paste_plain()
    assert desk.article.body == (paragraph("Tít"),)


def test_dropped_files_are_told_with_their_place(desk: Desk) -> None:
    desk.body(paragraph("a"), paragraph("b"))
    desk.at(2, 0)
    told: list[tuple[object, int]] = []
    desk.surface.files_dropped.connect(lambda files, at: told.append((files, at)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/x/IMG_1.JPG"), QUrl.fromLocalFile("/x/IMG_0.JPG")])
    desk.surface.insertFromMimeData(data)
    assert told == [(("/x/IMG_1.JPG", "/x/IMG_0.JPG"), 1)]
    assert desk.article.body == (paragraph("a"), paragraph("b"))


def test_a_damaged_clipboard_of_ours_falls_back_to_its_text(desk: Desk) -> None:
    data = QMimeData()
    data.setData("application/x-standfirst-rows+json", b'{"version": 1, "open": 3}')
    data.setText("chữ")
    desk.body(paragraph(""))
    desk.at(2, 0)
    desk.surface.insertFromMimeData(data)
    assert desk.article.body == (paragraph("chữ"),)


# -- the session -----------------------------------------------------------------------------------------


def test_undo_crosses_text_photos_tags_and_order(desk: Desk) -> None:
    desk.body(paragraph("a"), PHOTO)
    start = desk.article
    desk.at(2, 1)
    desk.type(" b")
    desk.session.apply(edits.add_tag(desk.article, "Hà Nội"), "details")
    desk.session.apply(edits.set_caption(desk.article, PHOTO.src, plain("khác")), "photo")
    desk.session.apply(edits.move_block(desk.article, 1, 0), "details")
    assert desk.words()[2:] == ["", "khác", "a b"]
    steps = 0
    while desk.session.undo():
        steps += 1
    assert steps == 4
    assert desk.article == start
    assert desk.words() == ["Tít", "Sapo", "a", "", "Quang cảnh"]


def test_undo_of_an_edit_in_a_panel_leaves_the_caret_where_it_was(desk: Desk) -> None:
    desk.body(paragraph("a"), paragraph("b"))
    desk.at(2, 1)
    desk.type("x")
    desk.at(3, 1)
    desk.session.apply(edits.add_tag(desk.article, "Hà Nội"), "details")
    desk.at(0, 0)
    desk.session.undo()
    assert desk.caret() == (3, 1)


def test_an_edit_past_the_keys_is_in_the_article_when_somebody_reads_it(desk: Desk) -> None:
    desk.body(paragraph("a"))
    cursor = QTextCursor(desk.surface.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("đọc màn hình")
    assert desk.article.body == (paragraph("ađọc màn hình"),)
    cursor.insertText(" nữa")
    QTest.qWait(20)
    assert desk.session.history.present.body == (paragraph("ađọc màn hình nữa"),)


def test_a_key_reads_one_row_at_any_length(desk: Desk) -> None:
    desk.body(*(paragraph(f"đoạn {number}") for number in range(2000)))
    desk.at(1000, 3)
    read = desk.surface.sync.rows_read
    for letter in "xin chào":
        desk.type(letter)
        desk.surface.flush()
    assert desk.surface.sync.rows_read - read == len("xin chào")


def test_letters_typed_without_a_rest_are_read_together_and_stay_one_step_a_word(desk: Desk) -> None:
    desk.body(paragraph("Đoạn"))
    desk.at(2, 4)
    read, told = desk.surface.sync.rows_read, len(desk.session.history.past)
    desk.type(" một")
    assert desk.surface.sync.rows_read == read
    assert desk.session.history.present.body == (paragraph("Đoạn"),)
    QTest.qWait(60)
    assert desk.session.history.present.body == (paragraph("Đoạn một"),)
    assert desk.surface.sync.rows_read == read + 1
    desk.type(" hai")
    assert desk.article.body == (paragraph("Đoạn một hai"),)
    assert len(desk.session.history.past) == told + 2
    assert desk.session.undo()
    assert desk.article.body == (paragraph("Đoạn một "),)  # a space belongs to the word before it
    assert desk.caret() == (2, 9)


def test_a_move_between_two_letters_reads_the_first_before_it(desk: Desk) -> None:
    desk.body(paragraph("ab"))
    desk.at(2, 2)
    desk.type("c")
    desk.key(Qt.Key.Key_Left, times=3)
    assert desk.session.history.present.body == (paragraph("abc"),)
    desk.type("x")
    assert desk.article.body == (paragraph("xabc"),)
    assert desk.session.undo()
    assert desk.article.body == (paragraph("abc"),)


def test_places_of_findings_are_selected(desk: Desk) -> None:
    desk.body(paragraph("một"), Quote((plain("hai"), plain("ba")), "Bà A"), PHOTO)
    surface = desk.surface
    assert surface.go_to(BlockPlace(1, 4, 6))
    assert surface.textCursor().selectedText() == "ba"
    assert surface.go_to(BlockPlace(1, 7, 11))
    assert surface.textCursor().selectedText() == "Bà A"
    assert surface.go_to(FieldPlace("title", 0, 3))
    assert surface.textCursor().selectedText() == "Tít"
    assert surface.go_to(PhotoPlace(PHOTO.src, "alt"))
    assert surface.current_photo() == PHOTO.src
    assert surface.go_to(PhotoPlace(PHOTO.src, "caption"))
    assert desk.caret()[0] == 7
    assert not surface.go_to(FieldPlace("tags"))
    assert not surface.go_to(BlockPlace(9))


def test_a_page_without_an_article_takes_no_keys(desk: Desk) -> None:
    desk.surface.show_session(None)
    desk.type("x")
    desk.compose("y", commit="y")
    desk.paste("z")
    assert desk.words() == ["", ""]


def test_drawing_every_kind_of_row_in_both_themes(desk: Desk) -> None:
    import random

    for seed in range(6):
        desk.open(some_article(random.Random(seed)))
        for name in ("light", "dark"):
            desk.surface.set_theme(Theme.load(name))
            assert not desk.surface.grab().isNull()
    assert unfold_article(desk.article)
    assert QGuiApplication.clipboard() is not None


# -- files of photos -------------------------------------------------------------------------------------


def _photo(folder: Path, src: str, color: tuple[int, int, int]) -> None:
    from PIL import Image

    (folder / src).parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (1200, 800), color).save(folder / src)


def test_a_copy_of_a_photo_has_a_file_of_its_own(desk: Desk, tmp_path: Path) -> None:
    _photo(tmp_path, PHOTO.src, (9, 9, 9))
    desk.open(Article(body=(PHOTO, paragraph("")), resources=(Resource(PHOTO.src, rights="©"),)), tmp_path)
    desk.at(2, 0)
    desk.surface.copy()
    desk.at(4, 0)
    desk.surface.paste()
    first, second = desk.article.body
    assert isinstance(second, Figure)
    assert (first, second.caption, second.credit) == (PHOTO, PHOTO.caption, PHOTO.credit)
    assert second.src != PHOTO.src
    assert (tmp_path / second.src).read_bytes() == (tmp_path / PHOTO.src).read_bytes()
    assert desk.article.resource(second.src).rights == "©"
    assert len(desk.session.history.past) == 1


def test_a_photo_pasted_into_another_article_comes_with_its_file(desk: Desk, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    _photo(one, PHOTO.src, (200, 0, 0))
    _photo(other, PHOTO.src, (0, 0, 200))
    desk.open(Article(body=(PHOTO,)), one)
    desk.at(2, 0)
    desk.surface.copy()
    desk.open(Article(body=(paragraph(""),)), other)
    desk.at(2, 0)
    desk.surface.paste()
    (pasted,) = desk.article.body
    assert isinstance(pasted, Figure)
    assert (other / pasted.src).read_bytes() == (one / PHOTO.src).read_bytes()


def test_a_photo_that_is_cut_and_pasted_elsewhere_keeps_its_file(desk: Desk, tmp_path: Path) -> None:
    _photo(tmp_path, PHOTO.src, (9, 9, 9))
    desk.open(Article(body=(PHOTO, paragraph("a"))), tmp_path)
    desk.at(2, 0)
    desk.surface.cut()
    desk.at(2, 1)
    desk.surface.paste()
    assert desk.article.body == (paragraph("a"), PHOTO)


def test_a_page_may_go_while_its_photos_are_loading(qapp: QApplication, tmp_path: Path) -> None:
    for number in range(6):
        _photo(tmp_path, f"images/{number}.jpg", (number, 90, 90))
    for _ in range(5):
        surface = Surface(Theme.load("light"))
        surface.resize(900, 4000)
        article = Article(body=tuple(Figure(f"images/{number}.jpg") for number in range(6)))
        surface.show_session(DocumentSession(tmp_path, article, Newsroom()))
        surface.show()
        surface.grab()
        surface.deleteLater()
        del surface
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def test_photos_of_a_web_page_leave_their_words(desk: Desk) -> None:
    desk.body(paragraph(""))
    desk.at(2, 0)
    desk.paste("x", '<p>a</p><figure><img src="https://a.vn/x.jpg"><figcaption>Lễ hội</figcaption></figure><p>b</p>')
    assert desk.article.body == (paragraph("a"), paragraph("Lễ hội"), paragraph("b"))


# -- keys that Qt would take -----------------------------------------------------------------------------


def test_ctrl_k_is_the_windows_command(desk: Desk) -> None:
    desk.body(paragraph("một hai"))
    desk.at(2, 0)
    action = QAction(desk.surface)
    action.setShortcut(QKeySequence("Ctrl+K"))
    desk.surface.addAction(action)
    done: list[bool] = []
    action.triggered.connect(lambda: done.append(True))
    desk.surface.setFocus()
    desk.key(Qt.Key.Key_K, CTRL)
    assert desk.article.body == (paragraph("một hai"),)
    assert done == [True]


def test_the_wheel_scrolls_the_page_beside_the_paper_too(desk: Desk) -> None:
    desk.body(*(paragraph(f"đoạn {number}") for number in range(80)))
    desk.surface.resize(1500, 500)
    QCoreApplication.processEvents()
    place = QPoint(20, 200)
    beside = desk.surface.childAt(place)
    assert beside is not None
    assert beside is not desk.surface.viewport()
    wheel = QWheelEvent(
        place, desk.surface.mapToGlobal(place), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(beside, wheel)
    assert desk.surface.verticalScrollBar().value() > 0


def test_a_key_that_qt_would_take_finds_its_command(desk: Desk) -> None:
    action = QAction(desk.surface)
    action.setShortcut(QKeySequence("Ctrl+K"))
    done: list[bool] = []
    action.triggered.connect(lambda: done.append(True))
    assert keys._command_of_window(desk.surface, QKeySequence("Ctrl+K"))
    assert keys._command_of_window(desk.surface, QKeySequence("Ctrl+U"))
    assert done == [True]


# -- dragging --------------------------------------------------------------------------------------------


def _drag(desk: Desk, to: tuple[int, int]) -> bool:
    from editor.model.page import Spot

    return desk.surface.pasting.move(desk.surface.createMimeDataFromSelection(), Spot(*to))


def test_a_selection_is_dragged_in_one_step(desk: Desk) -> None:
    desk.body(paragraph("một hai"), PHOTO, paragraph("ba"))
    start = desk.article
    desk.at(2, 7, (2, 3))
    assert _drag(desk, (5, 2))
    assert desk.article.body == (paragraph("một"), PHOTO, paragraph("ba hai"))
    assert desk.caret() == (5, 6)
    desk.at(3, 0)
    assert _drag(desk, (2, 0))
    assert [type(block).__name__ for block in desk.article.body] == ["Figure", "Paragraph", "Paragraph"]
    assert desk.session.undo()
    assert desk.session.undo()
    assert desk.article == start


def test_a_selection_dropped_on_itself_stays(desk: Desk) -> None:
    desk.body(paragraph("một hai"))
    desk.at(2, 7, (2, 3))
    assert not _drag(desk, (2, 5))
    assert not desk.session.can_undo


def test_files_dragged_over_the_page_show_where_they_would_go(desk: Desk) -> None:
    desk.body(paragraph("a"), PHOTO, paragraph("b"))
    told: list[int] = []
    desk.surface.files_dropped.connect(lambda _files, at: told.append(at))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/x/IMG_1.JPG")])
    layout = desk.surface.document().documentLayout()
    lines = []
    for row, lower in ((0, True), (2, False), (3, False), (4, True), (5, True)):
        rect = layout.blockBoundingRect(desk.surface.document().findBlockByNumber(row))
        place = QPointF(300, rect.bottom() - 2 if lower else rect.top() + 2)
        buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        move = QDragMoveEvent(place.toPoint(), Qt.DropAction.CopyAction, data, buttons, held)
        desk.surface.dragMoveEvent(move)
        line = desk.surface._canvas.drop_line
        assert line is not None
        lines.append(line.y1())
        assert not desk.surface.grab().isNull()
        desk.surface.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, held))
        assert desk.surface._canvas.drop_line is None
    assert told == [0, 0, 1, 2, 3]
    assert lines == sorted(lines)
    assert desk.article.body == (paragraph("a"), PHOTO, paragraph("b"))
