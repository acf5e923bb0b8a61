"""The checks card: go to the place, mend with one undo step, ignore with a reason, all by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from editor.model.article import Article
from editor.model.blocks import Paragraph, plain
from editor.model.finding import BlockPlace
from editor.model.ignoring import ignored_in
from editor.qt.panels.checks import ChecksCard
from editor.qt.panels.checks_ignore import IgnorePopover
from window_driver import CTRL, NO, SHIFT, Driver, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def with_slip(article: Article) -> Article:
    """One slip of the key in a paragraph of its own, far down the page, and no tags."""
    slip = Paragraph(plain("Từ năm 2022.. đường ven kênh đã xong."))
    return replace(article, body=(*article.body, slip), tags=())


@pytest.fixture
def card(driver: Driver) -> ChecksCard:
    found = driver.window.details.checks
    driver.window.desk.edit(with_slip)
    until(lambda: found.list.count() == 2)
    return found


def offer(card: ChecksCard, action: str) -> QPoint:
    """The middle of an offer of the row at hand."""
    row = card.list.currentRow()
    rect = card.list.visualItemRect(card.list.item(row))
    return next(zone.center() for known, _, zone in card.list._delegate._offered(row, rect) if known == action)


def test_the_row_at_hand_offers_what_can_be_done_and_mends_in_one_step(driver: Driver, card: ChecksCard) -> None:
    before = driver.article
    driver.click_row(card.list, 0)
    surface = driver.window.surface
    assert surface.textCursor().selectedText() == "2022.."
    QTest.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, NO, offer(card, "fix"))
    until(lambda: card.list.count() == 1)
    assert driver.article.body[-1] == Paragraph(plain("Từ năm 2022. đường ven kênh đã xong."))
    surface.setFocus()
    driver.undo()
    assert driver.article == before


def test_the_keyboard_goes_mends_and_ignores(driver: Driver, card: ChecksCard) -> None:
    card.list.setFocus()
    driver.press(Qt.Key.Key_Home)
    card.list.setCurrentRow(0)
    driver.press(Qt.Key.Key_Return, CTRL)
    until(lambda: card.list.count() == 1)
    card.list.setCurrentRow(0)
    card.list.setFocus()
    driver.press(Qt.Key.Key_Delete)
    popover = driver.window.findChild(IgnorePopover)
    assert popover is not None
    assert popover.isVisible()
    for _ in range(3):
        driver.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is popover.field
    driver.write("bài ảnh, không cần thẻ")
    driver.press(Qt.Key.Key_Return)
    until(lambda: bool(driver.window.desk.checker.ignored))
    assert [item.reason for item in ignored_in(driver.article)] == ["bài ảnh, không cần thẻ"]
    assert driver.window.desk.checker.findings == ()
    assert popover.isHidden()
    assert QApplication.focusWidget() is card.list


def test_what_was_ignored_is_folded_with_a_way_back(driver: Driver, card: ChecksCard) -> None:
    finding = card.list.finding_at(1)
    assert finding is not None
    card.ignore(finding, "thôi")
    until(lambda: bool(driver.window.desk.checker.ignored))
    assert [card.list.item(row).text() for row in range(card.list.count())][1:] == ["1 mục đã bỏ qua"]
    driver.click_row(card.list, 1)
    assert card.list.count() == 3
    line = card.list.line_at(2)
    assert line is not None
    assert line.hint == "thôi"
    card.list.setCurrentRow(2)
    card.list.setFocus()
    driver.press(Qt.Key.Key_Delete)
    until(lambda: card.list.count() == 2 and not driver.window.desk.checker.ignored)
    assert ignored_in(driver.article) == ()


def test_escape_and_a_click_elsewhere_leave_the_finding(driver: Driver, card: ChecksCard) -> None:
    card.list.setFocus()
    card.list.setCurrentRow(1)
    driver.press(Qt.Key.Key_Delete)
    popover = driver.window.findChild(IgnorePopover)
    assert popover is not None
    driver.press(Qt.Key.Key_Escape)
    assert popover.isHidden()
    driver.press(Qt.Key.Key_Delete, on=card.list)
    assert popover.isVisible()
    QTest.mouseClick(driver.window.surface.viewport(), Qt.MouseButton.LeftButton, NO, QPoint(20, 20))
    assert popover.isHidden()
    driver.press(Qt.Key.Key_Delete, on=card.list)
    driver.window.library.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert popover.isHidden()
    assert QApplication.focusWidget() is driver.window.library.search
    assert ignored_in(driver.article) == ()


def test_a_reason_is_one_click_away(driver: Driver, card: ChecksCard) -> None:
    card.list.setCurrentRow(1)
    card.list.act("ignore", 1)
    popover = driver.window.findChild(IgnorePopover)
    assert popover is not None
    driver.click(popover.findChildren(QPushButton)[0])
    assert [item.reason for item in ignored_in(driver.article)] == ["Giữ nguyên văn lời nói, văn bản"]


def test_a_blocker_offers_no_way_around(driver: Driver, card: ChecksCard) -> None:
    driver.window.desk.edit(lambda article: replace(article, sections=()))
    until(lambda: card.list.count() == 3)
    line = card.list.line_at(0)
    assert line is not None
    assert line.finding is not None
    assert line.finding.code == "no-section"
    assert card.list.actions_of(line) == ()


def test_f8_selects_the_exact_words_at_a_third_of_the_height(driver: Driver, card: ChecksCard) -> None:
    surface = driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_F8)
    assert surface.textCursor().selectedText() == "2022.."
    pause(300)
    line = card.list.line_at(card.list.currentRow())
    assert line is not None
    assert line.finding is not None
    assert isinstance(line.finding.place, BlockPlace)
    driver.press(Qt.Key.Key_F8, SHIFT)
    assert card.list.currentRow() == 1


def test_checks_come_again_400_ms_after_a_pause(driver: Driver, card: ChecksCard) -> None:
    looked: list[int] = []
    driver.window.desk.checker.found.connect(lambda found: looked.append(len(found)))
    surface = driver.window.surface
    surface.setFocus()
    for _ in range(5):
        driver.write("a")
        pause(120)
    assert looked == []
    until(lambda: len(looked) == 1)


def test_a_bad_house_style_is_told_in_the_window(driver: Driver, sample: Path) -> None:
    (sample / "house-style.yaml").write_text("patterns:\n  - {pattern: '(', write: x}\n", encoding="utf-8")
    driver.window.desk.checker.look()
    until(lambda: driver.window.banner.notice is not None)
    notice = driver.window.banner.notice
    assert notice is not None
    assert "house-style.yaml, dòng 2" in notice.sentence
