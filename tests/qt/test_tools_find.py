"""The find bar, driven with keys on the real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from editor.model.article import Article
from editor.model.blocks import Box, Figure, Paragraph, Table, plain
from editor.model.rows import flat_text
from editor.qt.tools.find import Find
from window_driver import CTRL, SHIFT, Driver, pause, until

TEXT = Article(
    headline="Hà Nội hôm nay",
    standfirst="Ở Hà Nội",
    body=(
        Paragraph(plain("Người Hà Nội và người hà nội.")),
        Figure("images/01.jpg", caption=plain("Một góc Hà Nội")),
        Box("Về Hà Nội", (Paragraph(plain("Hà Nội cũ")),)),
        Table(((plain("Nơi"), plain("Số")), (plain("Hà Nội"), plain("579")))),
        *(Paragraph(plain(f"Đoạn {number}")) for number in range(60)),
        Paragraph(plain("Hà Nội cuối bài")),
    ),
)


@pytest.fixture
def on_text(driver: Driver) -> Driver:
    session = driver.window.session
    assert session is not None
    session.apply(
        Article(
            **{
                **{f: getattr(session.article, f) for f in ("id", "authors", "sections", "tags")},
                "headline": TEXT.headline,
                "standfirst": TEXT.standfirst,
                "body": TEXT.body,
            }
        ),
        "details",
    )
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    return driver


def field(driver: Driver, name: str = "findField") -> QLineEdit:
    found = driver.window.findChild(QLineEdit, name)
    assert found is not None
    return found


def count(driver: Driver) -> str:
    found = driver.window.findChild(QLabel, "findCount")
    assert found is not None
    return found.text()


def look_for(driver: Driver, words: str) -> None:
    driver.press(Qt.Key.Key_F, CTRL)
    field(driver).clear()
    driver.write(words)
    pause(160)


def chosen(driver: Driver) -> tuple[int, str]:
    cursor = driver.window.surface.textCursor()
    return cursor.blockNumber(), cursor.selectedText()


def test_ctrl_f_finds_while_typing_and_f3_goes_round(on_text: Driver) -> None:
    look_for(on_text, "Hà Nội")
    assert QApplication.focusWidget() is field(on_text)
    assert (count(on_text), chosen(on_text)) == ("1/9", (0, "Hà Nội"))
    on_text.press(Qt.Key.Key_F3)
    assert (count(on_text), chosen(on_text)) == ("2/9", (1, "Hà Nội"))
    on_text.press(Qt.Key.Key_F3, SHIFT)
    on_text.press(Qt.Key.Key_F3, SHIFT)
    assert count(on_text) == "9/9"
    assert on_text.window.surface.cursorRect().bottom() < on_text.window.surface.viewport().height()
    on_text.press(Qt.Key.Key_Return)
    assert count(on_text) == "1/9"
    on_text.press(Qt.Key.Key_Return, SHIFT)
    assert count(on_text) == "9/9"


def test_hits_on_the_screen_are_marked_and_escape_takes_the_marks_off(on_text: Driver) -> None:
    surface = on_text.window.surface
    look_for(on_text, "đoạn")
    marked = [mark.cursor.selectedText() for mark in surface.layers.marks("find")]
    assert marked
    assert len(marked) < 40
    assert set(marked) == {"Đoạn"}
    before = on_text.article
    on_text.press(Qt.Key.Key_Escape)
    assert not surface.layers.marks("find")
    assert QApplication.focusWidget() is surface
    assert chosen(on_text)[1] == "Đoạn"
    assert on_text.article is before


def test_case_whole_words_and_marks_are_choices(on_text: Driver) -> None:
    bar = on_text.window.tools.of(Find, "find").bar
    look_for(on_text, "ha noi")
    assert count(on_text) == "Không thấy"
    bar.bare.click()
    pause(160)
    assert count(on_text).endswith("/9")
    bar.case.click()
    pause(160)
    assert count(on_text) == "1/1"
    bar.bare.click()
    bar.case.click()
    field(on_text).setText("Hà")
    bar.whole.click()
    pause(160)
    assert count(on_text).endswith("/9")
    field(on_text).setText("H")
    pause(160)
    assert count(on_text) == "Không thấy"


def test_replace_takes_one_and_goes_on_and_replace_all_is_one_step(on_text: Driver) -> None:
    before = on_text.article
    on_text.press(Qt.Key.Key_H, CTRL)
    on_text.write("Hà Nội")
    pause(160)
    other = field(on_text, "replaceField")
    other.setFocus()
    on_text.write("Thủ đô")
    on_text.press(Qt.Key.Key_Return)
    assert on_text.article.headline == "Thủ đô hôm nay"
    assert chosen(on_text) == (1, "Hà Nội")
    on_text.window.tools.of(Find, "find").bar.all.click()
    after = on_text.article
    everything = " ".join([after.headline, after.standfirst, *(flat_text(block) for block in after.body)])
    assert "hà nội" not in everything.lower()
    assert count(on_text) == "Đã thay 8 chỗ"
    table = after.body[3]
    assert isinstance(table, Table)
    assert table.rows[1][0] == plain("Thủ đô")
    on_text.undo()
    on_text.undo()
    assert (on_text.article.headline, on_text.article.body) == (before.headline, before.body)


def test_a_name_is_put_right_in_the_descriptions_and_credits_of_photos_too(driver: Driver) -> None:
    wrong = "Nguyễn Văn Kha"
    photo = Figure("images/01.jpg", plain(f"Ông {wrong}"), f"Ảnh của {wrong}", f"{wrong} phát biểu, {wrong} bắt tay")
    other = Figure("images/02.jpg", plain("Toàn cảnh"), "Viết Thành", f"{wrong} ở giữa")
    session = driver.window.session
    assert session is not None
    session.apply(replace(session.article, body=(Paragraph(plain("Mở đầu")), photo, other)), "details")
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    driver.press(Qt.Key.Key_H, CTRL)
    driver.window.resize(1700, 900)
    driver.write(wrong)
    pause(160)
    assert count(driver).endswith("/5 · Tác giả ảnh")  # the last of the three in the photo that is selected
    assert driver.window.surface.current_photo() == photo.src
    driver.press(Qt.Key.Key_Return)
    assert count(driver) == "4/5"
    driver.press(Qt.Key.Key_Return)
    assert count(driver) == "5/5 · Mô tả ảnh"
    driver.window.resize(1280, 900)
    driver.settle()
    high = driver.window.tools.of(Find, "find").bar.height()
    for _ in range(3):
        driver.press(Qt.Key.Key_Return)
        driver.settle()
        assert driver.window.tools.of(Find, "find").bar.height() == high
    assert driver.window.findChild(QLabel, "findCount").accessibleName() == "5/5 · Mô tả ảnh"
    field(driver, "replaceField").setText("Nguyễn Văn Khả")
    bar = driver.window.tools.of(Find, "find").bar
    bar.one.click()
    assert driver.article.body[2] == replace(other, alt="Nguyễn Văn Khả ở giữa")
    bar.all.click()
    assert wrong not in repr(driver.article.body)
    assert count(driver) == "Đã thay 4 chỗ"
    driver.undo()
    driver.undo()
    assert driver.article.body[1:] == (photo, other)


def test_a_key_on_the_page_reads_one_row_with_the_bar_open_and_composing_changes_nothing(on_text: Driver) -> None:
    surface = on_text.window.surface
    look_for(on_text, "Hà Nội")
    surface.setFocus()
    on_text.press(Qt.Key.Key_End, CTRL)
    read = surface.sync.rows_read
    on_text.write("x")
    pause(600)
    assert surface.sync.rows_read == read + 1
    until(lambda: count(on_text) == "–/9")
    QApplication.sendEvent(surface, QInputMethodEvent("Hà Nội", []))
    pause(600)
    assert count(on_text) == "–/9"
    done = QInputMethodEvent()
    done.setCommitString("Hà Nội")
    QApplication.sendEvent(surface, done)
    until(lambda: count(on_text) == "–/10")
