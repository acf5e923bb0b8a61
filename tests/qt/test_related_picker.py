"""The related picker by keys and mouse: search, suggestions with reasons, order, limit, links from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.library import archive
from editor.library.archive import Item
from editor.library.workspace import Workspace
from editor.model.article import Article, Related
from editor.model.blocks import Paragraph, plain
from editor.qt.dialogs.related import RelatedSheet
from editor.qt.dialogs.related_list import CHOICE, Choice
from editor.qt.panels.related import RelatedList
from window_driver import ALT, CTRL, SHIFT, Driver, driving, pause

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TITLES = ("Giá vàng miếng SJC lập đỉnh", "Người dân xếp hàng mua vàng", "Đảng ủy xã họp", "Cầu mới thông xe")


@pytest.fixture
def picker(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Driver, RelatedSheet]]:
    """An article on gold, four others of the library, two stories of the archive; the picker is open."""
    space = Workspace.init(tmp_path / "kho")
    own = space.create(
        Article(headline="Giá vàng tăng mạnh", tags=("giá vàng",), body=(Paragraph(plain("Vàng miếng SJC tăng.")),)),
        NOW,
    )
    for title in TITLES:
        text = "Nhắc tới giá vàng trong bài." if title.startswith("Cầu") else "Chữ."
        space.create(Article(headline=title, body=(Paragraph(plain(text)),)), NOW)
    archive.add(
        space.root,
        [
            Item("Vàng nhẫn theo giá vàng miếng", "https://bao.vn/1", "Kinh tế", "2026-11-01", tags=("giá vàng",)),
            Item("Bão số 9", "https://bao.vn/2", "Thời sự", "2019-01-01"),
        ],
    )
    with driving(space.root) as driver:
        driver.window.open_article(own)
        driver.settle()
        driver.window.surface.setFocus()
        driver.press(Qt.Key.Key_R, CTRL | SHIFT)
        driver.settle()
        sheet = driver.window.findChild(RelatedSheet)
        assert isinstance(sheet, RelatedSheet)
        yield driver, sheet


def rows(sheet: RelatedSheet) -> list[str]:
    """Titles in order; a heading in brackets."""
    found = [sheet.list.item(row) for row in range(sheet.list.count())]
    return [item.text() if isinstance(item.data(CHOICE), Choice) else f"[{item.text()}]" for item in found]


def titles(driver: Driver) -> list[str]:
    return [item.title for item in driver.article.related]


def test_it_opens_with_suggestions_and_their_reasons(picker: tuple[Driver, RelatedSheet]) -> None:
    _, sheet = picker
    assert rows(sheet)[0] == "[Gợi ý cho bài này]"
    assert set(rows(sheet)[1:4]) >= {"Vàng nhẫn theo giá vàng miếng", "Giá vàng miếng SJC lập đỉnh"}
    choice = sheet.list.current()
    assert choice is not None
    assert choice.reason in {"cùng thẻ", "cùng đề tài"}
    assert QApplication.focusWidget() is sheet.search


def test_words_without_marks_find_articles_and_published_stories(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    driver.write("gia vang")
    driver.settle()
    found = rows(sheet)[: rows(sheet).index("[Gợi ý cho bài này]")]
    assert set(found) == {"Giá vàng miếng SJC lập đỉnh", "Cầu mới thông xe", "Vàng nhẫn theo giá vàng miếng"}
    by_text = next(item for item in (sheet.list.item(row).data(CHOICE) for row in range(3)) if item.excerpt)
    assert by_text.related.title == "Cầu mới thông xe"
    assert [by_text.excerpt[start:end] for start, end in by_text.excerpt_marks] == ["giá", "vàng"]


def test_enter_adds_and_the_field_is_ready_for_the_next(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    driver.write("dang uy")
    driver.press(Qt.Key.Key_Return)  # before the answer is there
    driver.settle()
    assert titles(driver) == ["Đảng ủy xã họp"]
    assert QApplication.focusWidget() is sheet.search
    driver.write("bão")
    driver.settle()
    assert sheet.search.text() == "bão"
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    assert driver.article.related[1] == Related("Bão số 9", url="https://bao.vn/2", section="Thời sự")
    driver.press(Qt.Key.Key_Return)
    assert len(driver.article.related) == 2


def test_arrows_step_and_a_click_takes(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    first = sheet.list.current()
    driver.press(Qt.Key.Key_Down)
    second = sheet.list.current()
    assert second != first
    driver.press(Qt.Key.Key_Up)
    assert sheet.list.current() == first
    driver.press(Qt.Key.Key_Down)
    driver.press(Qt.Key.Key_Return)
    driver.click_row(sheet.list, 1)
    assert second is not None
    assert first is not None
    assert [(item.title, item.origin) for item in driver.article.related] == [
        (second.related.title, "suggested"),
        (first.related.title, "suggested"),
    ]
    spoken = sheet.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Đã thêm" in spoken


def test_no_more_than_the_newsroom_wants(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    from dataclasses import replace

    driver.window.desk.newsroom = replace(
        driver.window.desk.newsroom, limits=replace(driver.window.desk.newsroom.limits, related_most=2)
    )
    for _ in range(4):
        driver.press(Qt.Key.Key_Return)
        driver.press(Qt.Key.Key_Down)
    assert len(driver.article.related) == 2
    assert sheet._count.text() == "2 / tối đa 2"


def test_items_move_by_keys_with_the_focus_following(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    said: list[str] = []
    sheet.chosen._announce = said.append  # type: ignore[method-assign]
    for _ in range(3):
        driver.press(Qt.Key.Key_Return)
        driver.press(Qt.Key.Key_Down)
    before = titles(driver)
    sheet.chosen.setFocus()
    sheet.chosen.setCurrentRow(2)
    driver.press(Qt.Key.Key_Up, ALT)
    assert titles(driver) == [before[0], before[2], before[1]]
    assert sheet.chosen.currentRow() == 1
    assert said[-1] == f"{before[2]}, mục 2 trên 3"
    driver.press(Qt.Key.Key_Delete)
    assert titles(driver) == [before[0], before[1]]


def drag(view: RelatedList, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    steps = 6
    for step in range(1, steps + 1):
        QTest.mouseMove(port, start + (end - start) * step / steps)
        pause(5)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    pause()


def test_items_move_by_a_drag(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    for _ in range(3):
        driver.press(Qt.Key.Key_Return)
        driver.press(Qt.Key.Key_Down)
    before = titles(driver)
    row = [sheet.chosen.visualRect(sheet.chosen.model().index(at, 0)) for at in range(3)]
    drag(sheet.chosen, row[2].center(), row[0].center() - QPoint(0, row[0].height() // 2 - 2))
    assert titles(driver) == [before[2], before[0], before[1]]
    driver.undo()


def test_a_link_from_elsewhere_needs_a_headline_and_an_address(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    driver.click(sheet.outside_button)
    driver.write("Bài của báo bạn")
    driver.press(Qt.Key.Key_Return)
    driver.write("không phải")
    driver.press(Qt.Key.Key_Return)
    assert sheet._problem.isVisible()
    sheet.url_field.selectAll()
    driver.write("example.com/bai")
    driver.press(Qt.Key.Key_Return)
    assert driver.article.related == (Related("Bài của báo bạn", url="https://example.com/bai"),)


def test_only_what_was_published_and_only_of_a_year(picker: tuple[Driver, RelatedSheet]) -> None:
    driver, sheet = picker
    driver.click(sheet.choices.delivered)
    driver.settle()
    assert set(rows(sheet)) <= {"[Gợi ý cho bài này]", "Vàng nhẫn theo giá vàng miếng", "Bão số 9"}
    driver.click(sheet.choices.recent)
    driver.settle()
    assert "Bão số 9" not in rows(sheet)
