"""The interactions of look.md 10 that happen on the page, by their numbers: real keys, drags and clicks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model.blocks import (
    Block,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    Paragraph,
    Rule,
    Span,
    Table,
    figures_of,
    plain,
)
from editor.model.edits import add_tag, set_alt
from editor.qt.panels.toast import Toast
from editor.qt.surface.view import Surface
from editor.qt.surface.whereabouts import Whereabouts
from made_photos import encoded, picture
from surface_monkey import drag_and_drop
from window_driver import CTRL, SHIFT, Driver, newest, pause, until


def p(text: str = "") -> Paragraph:
    return Paragraph(plain(text))


def photo(number: int) -> Figure:
    return Figure(f"images/{number:02}-a.jpg", plain(f"Ảnh số {number}"), "Viết Thành", "mô tả")


class Page(Driver):
    """The window with an article of our own on the page, the focus in it."""

    @property
    def surface(self) -> Surface:
        return self.window.surface

    @property
    def session(self) -> DocumentSession:
        assert self.window.session is not None
        return self.window.session

    def body(self, *blocks: Block) -> None:
        for figure in figures_of(blocks):
            path = self.session.folder / figure.src
            if not path.exists():
                path.write_bytes(encoded(picture(600, 400), quality=80))
        self.session.apply(replace(self.session.article, body=blocks, resources=()), "details")
        self.surface.photos.open(self.session.folder)
        self.surface.set_theme(self.window.desk.theme)
        self.surface.setFocus()
        pause(30)

    def at(self, row: int, offset: int = 0, anchor: tuple[int, int] | None = None) -> None:
        caret = self.surface.editing.caret()
        placed = caret.at(row, offset)
        if anchor is not None:
            placed = replace(placed, anchor_row=anchor[0], anchor_offset=anchor[1])
        self.surface.editing.place(placed)
        self.surface.setFocus()

    def caret(self) -> tuple[int, int]:
        caret = self.surface.editing.caret()
        return caret.row, caret.offset

    def rect(self, row: int) -> QRectF:
        layout = self.surface.document().documentLayout()
        rect = layout.blockBoundingRect(self.surface.document().findBlockByNumber(row))
        return rect.translated(0, -self.surface.verticalScrollBar().value())

    def drag(self, data: QMimeData, *places: QPointF, own: bool = False) -> bool:
        return drag_and_drop(self.surface, data, places, own=own)

    def drag_photo(self, row: int, *places: QPointF) -> bool:
        self.at(row)
        return self.drag(self.surface.createMimeDataFromSelection(), *places, own=True)


@pytest.fixture
def page(driver: Driver) -> Page:
    return Page(driver.window)


def files(*names: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    return data


def accent(page: Page) -> str:
    color: QColor = page.window.desk.theme.color("accent")
    return color.name()


# -- 1, 2: dropping ----------------------------------------------------------------------------------------------------


def test_interaction_01_files_dragged_over_the_page_show_an_accent_line_in_the_next_frame(page: Page) -> None:
    page.body(p("một"), p("hai"))
    below = QPointF(300, page.rect(2).bottom() - 1)
    shown: list[str] = []
    told: list[tuple[Sequence[str], int]] = []
    page.surface.files_dropped.disconnect()
    page.surface.files_dropped.connect(lambda names, at: told.append((names, at)))
    dropping = page.surface._dropping
    whole = dropping.drop

    def look_first(event: object) -> None:
        line = page.surface._canvas.drop_line
        assert line is not None
        assert page.rect(2).bottom() < line.y1() < page.rect(3).top()
        ratio = page.surface.devicePixelRatioF()
        image = page.surface.viewport().grab().toImage()  # the frame that comes next
        shown.append(image.pixelColor(int(300 * ratio), int(line.y1() * ratio)).name())
        whole(event)  # type: ignore[arg-type]

    dropping.drop = look_first  # type: ignore[method-assign]
    assert page.drag(files("/x/2.jpg", "/x/1.jpg"), QPointF(300, 5), below)
    assert shown == [accent(page)]
    assert told == [(("/x/2.jpg", "/x/1.jpg"), 1)]
    assert page.surface._canvas.drop_line is None


def test_interaction_01_leaving_with_escape_takes_the_line_away_and_changes_nothing(page: Page) -> None:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent

    page.body(p("một"), p("hai"))
    before = page.article
    view, data = page.surface.viewport(), files("/x/1.jpg")
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(view, kind(QPoint(300, 200), Qt.DropAction.CopyAction, data, *held))
    assert page.surface._canvas.drop_line is not None
    QApplication.sendEvent(view, QDragLeaveEvent())
    assert page.surface._canvas.drop_line is None
    assert page.article is before


def test_interaction_01_a_photo_of_the_page_is_dragged_with_its_caption_in_one_step(page: Page) -> None:
    page.body(p("một"), photo(1), p("hai"), p("ba"))
    steps = len(page.session.history.past)
    assert page.drag_photo(3, QPointF(300, page.rect(6).bottom() - 1))
    assert page.article.body == (p("một"), p("hai"), p("ba"), photo(1))
    assert len(page.session.history.past) == steps + 1
    assert page.surface.current_photo() == photo(1).src
    page.undo()
    assert page.article.body == (p("một"), photo(1), p("hai"), p("ba"))


def test_interaction_01_a_photo_dropped_on_the_side_of_another_stands_beside_it(page: Page) -> None:
    page.window.resize(1440, 1400)
    page.body(photo(1), p("giữa"), photo(2))
    page.surface.verticalScrollBar().setValue(0)
    side = page.surface.places.rect(2)
    assert page.drag_photo(5, QPointF(side.right() - 20, side.center().y()))
    assert page.article.body == (Gallery((photo(1), photo(2))), p("giữa"))
    page.surface.verticalScrollBar().setValue(0)
    first = page.surface.places.rect(2)
    assert page.drag_photo(4, QPointF(first.left() + 10, first.center().y()))
    assert page.article.body == (Gallery((photo(2), photo(1))), p("giữa"))


@pytest.mark.parametrize("atom", [photo(1), Rule(), Table(((plain("a"), plain("b")),))], ids=["photo", "rule", "table"])
def test_interaction_01_what_a_box_may_hold_is_dragged_into_it_about_in_it_and_out(page: Page, atom: Block) -> None:
    page.window.resize(1440, 1400)
    more = 1 if isinstance(atom, Figure) else 0  # its caption
    page.body(atom, Box("Hộp", (p("một"), p("hai"))), p("ba"))
    before = page.article.body
    steps = len(page.session.history.past)
    assert page.drag_photo(2, QPointF(300, page.rect(4 + more).bottom() + 3))
    assert page.article.body == (Box("Hộp", (p("một"), atom, p("hai"))), p("ba"))
    assert len(page.session.history.past) == steps + 1
    assert page.drag_photo(4, QPointF(300, page.rect(2).bottom() + 2))
    assert page.article.body == (Box("Hộp", (atom, p("một"), p("hai"))), p("ba"))
    assert page.drag_photo(3, QPointF(300, page.rect(5 + more).bottom() + 2))
    assert page.article.body == (Box("Hộp", (p("một"), p("hai"), atom)), p("ba"))
    assert page.drag_photo(5, QPointF(300, page.rect(6 + more).bottom() - 2))
    assert page.article.body == (Box("Hộp", (p("một"), p("hai"))), p("ba"), atom)
    for _ in range(4):
        page.undo()
    assert page.article.body == before


def test_interaction_01_what_a_box_may_not_hold_goes_above_or_below_it(page: Page) -> None:
    page.window.resize(1440, 1400)
    video = Embed("https://www.youtube.com/watch?v=abc")
    page.body(video, Box("Hộp", (p("một"), p("hai"))), p("ba"))
    assert page.drag_photo(2, QPointF(300, page.rect(5).bottom() - 2))
    assert page.article.body == (Box("Hộp", (p("một"), p("hai"))), video, p("ba"))


def test_interaction_01_a_press_on_a_photo_and_a_move_begin_a_drag_of_photo_and_caption(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDrag

    began: list[QMimeData] = []

    def record(drag: QDrag, *_: object) -> Qt.DropAction:  # the platform of tests has no drags
        began.append(drag.mimeData())
        assert not drag.pixmap().isNull()
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", record)
    page.body(p("một"), photo(1))
    view, place = page.surface.viewport(), page.surface.places.rect(3).center().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    assert page.surface.current_photo() == photo(1).src
    QTest.mouseMove(view, place + QPoint(40, 10))
    _moved_with_button(page, place + QPoint(50, 20))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)
    assert len(began) == 1
    assert began[0].hasFormat("application/x-standfirst-rows+json")
    assert "Ảnh số 1" in began[0].text()


def _moved_with_button(page: Page, place: QPoint) -> None:
    """QTest moves the mouse without a button; a hand holds it."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    at = QPointF(place)
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, left, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.surface.viewport(), event)


# -- 3 to 6: captions, photos, heads -----------------------------------------------------------------------------------


@pytest.mark.parametrize("offset", [8, 4])
def test_interaction_03_enter_in_a_caption_goes_to_a_paragraph_below_and_splits_nothing(
    page: Page, offset: int
) -> None:
    page.body(photo(1), p("sau"))
    page.at(3, offset)
    page.press(Qt.Key.Key_Return)
    page.write("mới", page.surface)
    assert page.article.body == (photo(1), p("mới"), p("sau"))


def test_interaction_03_enter_in_a_caption_of_a_gallery_goes_below_all_of_it(page: Page) -> None:
    page.body(Gallery((photo(1), photo(2))), p("sau"))
    page.at(3, 8)
    page.press(Qt.Key.Key_Return)
    page.write("mới", page.surface)
    assert page.article.body == (Gallery((photo(1), photo(2))), p("mới"), p("sau"))


def test_interaction_04_shift_enter_breaks_a_caption_and_up_and_down_leave_it(page: Page) -> None:
    page.body(photo(1), p("sau"))
    page.at(3, 3)
    page.press(Qt.Key.Key_Return, SHIFT)
    assert figures_of(page.article.body)[0].caption == plain("Ảnh\n số 1")
    page.press(Qt.Key.Key_Down)
    assert page.caret()[0] == 4
    page.press(Qt.Key.Key_Up)
    page.press(Qt.Key.Key_Up)
    page.press(Qt.Key.Key_Up)
    assert page.surface.editing.selected_atom() == 2
    page.press(Qt.Key.Key_Up)
    assert page.caret()[0] == 1


def test_interaction_05_backspace_below_a_photo_selects_it_and_the_next_removes_it_with_a_toast(page: Page) -> None:
    page.body(photo(1), p(""), p("sau"))
    page.at(4)
    page.press(Qt.Key.Key_Backspace)
    assert page.surface.current_photo() == photo(1).src
    assert len(figures_of(page.article.body)) == 1
    page.press(Qt.Key.Key_Backspace)
    assert figures_of(page.article.body) == ()
    toast = page.window.findChild(Toast)
    assert toast is not None
    assert toast.isVisible()
    assert toast.said.words == "Đã bỏ ảnh 1 khỏi bài"
    toast._undo.click()
    assert page.article.body == (photo(1), p(""), p("sau"))


def test_interaction_06_enter_goes_from_headline_to_standfirst_to_body_and_neither_takes_a_break(page: Page) -> None:
    page.body(p("thân bài"))
    page.at(0, 2)
    page.press(Qt.Key.Key_Return)
    assert page.caret() == (1, 0)
    page.press(Qt.Key.Key_Return, SHIFT)
    assert page.caret() == (2, 0)
    data = QMimeData()
    data.setText("Hà Nội\nbồi dưỡng")
    page.at(0, 0, (0, len(page.article.headline)))
    page.surface.insertFromMimeData(data)
    page.at(1, 0, (1, len(page.article.standfirst)))
    page.surface.insertFromMimeData(data)
    assert (page.article.headline, page.article.standfirst) == ("Hà Nội bồi dưỡng",) * 2
    assert page.article.body == (p("thân bài"),)


# -- 8, 14, 15 ---------------------------------------------------------------------------------------------------------


def test_interaction_08_an_address_pasted_on_a_selection_makes_a_link(page: Page) -> None:
    page.body(p("Kế hoạch 47"))
    page.at(2, 8, (2, 0))
    QApplication.clipboard().setText("https://hanoi.gov.vn/47")
    page.press(Qt.Key.Key_V, CTRL)
    assert page.article.body == (Paragraph((Span("Kế hoạch", link="https://hanoi.gov.vn/47"), Span(" 47"))),)


def test_interaction_14_what_takes_something_away_on_the_page_can_be_undone_and_asks_nothing(page: Page) -> None:
    blocks = (p("một"), photo(1), Gallery((photo(2), photo(3))), Heading(2, plain("Tít phụ")))
    page.body(*blocks)
    for act in ("figure.remove", "figure.dissolve", "edit.cut"):
        before = page.article
        page.at({"figure.remove": 3, "figure.dissolve": 5, "edit.cut": 9}[act])
        if act == "edit.cut":
            page.at(9, 7, (9, 0))
        page.window.actions_.refresh()
        page.action(act).trigger()
        assert page.article != before
        assert not page.window.shell.is_busy()
        page.undo()
        assert page.article == before


def test_interaction_15_undo_crosses_text_photos_tags_and_order_one_word_or_act_a_step(page: Page) -> None:
    page.body(p("một"), photo(1), p("hai"))
    start, steps = page.article, len(page.session.history.past)
    page.at(2, 3)
    page.write(" hai ba", page.surface)
    page.at(3)
    page.window.actions_.refresh()
    page.action("figure.right").trigger()
    page.session.apply(set_alt(page.article, photo(1).src, "khác"), "photo")
    page.session.apply(add_tag(page.article, "Hà Nội"), "details")
    page.at(3)
    page.action("block.down").trigger()
    done = page.article
    assert done.body[1] == p("hai")
    assert len(page.session.history.past) == steps + 6
    for _ in range(6):
        page.undo()
    assert page.article == start
    for _ in range(6):
        page.redo()
    assert page.article == done


# -- 20, 24 ------------------------------------------------------------------------------------------------------------


def test_interaction_20_f8_selects_the_exact_words_a_third_of_the_height_down(page: Page) -> None:
    page.body(*(p(f"Đoạn số {number} nói về lễ khai giảng." * 3) for number in range(30)), p("Năm 2022.. qua"))
    page.settle()
    until(lambda: any(found.code == "double-punctuation" for found in page.window.desk.checker.findings))
    for _ in range(len(page.window.desk.checker.findings)):
        page.press(Qt.Key.Key_F8)
        if page.surface.textCursor().selectedText() == "..":
            break
    assert page.surface.textCursor().selectedText().endswith("..")
    top, height = page.surface.cursorRect().top(), page.surface.viewport().height()
    assert abs(top - height // 3) < 40 or page.surface.verticalScrollBar().value() == (
        page.surface.verticalScrollBar().maximum()
    )


def test_interaction_24_an_article_comes_back_with_its_caret_and_scroll(page: Page, sample: Path) -> None:
    page.body(*(p(f"Đoạn số {number}, dài hơn một chút để xuống dòng.") for number in range(60)))
    page.at(40, 5)
    pause(20)
    place = page.surface.whereabouts()
    scroll = page.surface.verticalScrollBar().value()
    assert scroll > 0
    folder = page.session.folder
    other = next(one for one in sorted((sample / "articles").iterdir()) if one != folder)
    page.window.open_article(other)
    page.settle()
    page.window.open_article(newest(sample) if newest(sample) == folder else folder)
    page.settle()
    assert page.caret() == (40, 5)
    page.surface.return_to(place)
    assert page.surface.verticalScrollBar().value() == pytest.approx(scroll, abs=2)
    page.window.resize(1100, 700)
    pause(20)
    page.surface.return_to(place)
    shown = page.surface.whereabouts()
    assert (shown.caret, shown.top_row) == (place.caret, place.top_row)


def test_interaction_24_a_place_in_an_article_that_is_shorter_now_is_the_nearest_there_is(page: Page) -> None:
    page.body(*(p(f"Đoạn {number}") for number in range(60)))
    page.at(55, 3)
    place = page.surface.whereabouts()
    page.body(p("một"))
    page.surface.return_to(place)
    assert page.caret() == (2, 3)


def test_interaction_24_a_place_is_kept_as_numbers_and_a_damaged_one_is_the_beginning(page: Page) -> None:
    page.body(*(p(f"Đoạn {number}") for number in range(60)))
    page.at(30, 2, (29, 1))
    place = page.surface.whereabouts()
    assert Whereabouts.of(place.numbers()) == place
    for damaged in ((), (1, 2), (-1, 0, 0, 0, 0, 0.5), (float("nan"),) * 6, (1e12,) * 6):
        assert Whereabouts.of(damaged) == Whereabouts()
