"""An older story beside the page: found without marks, read only, copied with its structure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget

from editor.model.blocks import Figure, Paragraph, figures_of
from editor.qt.surface import Surface
from editor.qt.tab_order import stops
from window_driver import CTRL, Driver, pause, until


@pytest.fixture
def beside(driver: Driver) -> Driver:
    """The older story of the vaccination beside the page."""
    driver.window.surface.setFocus()
    driver.action("view.older").trigger()
    driver.settle()
    assert QApplication.focusWidget().objectName() == "olderSearch"
    driver.write("cau di bo")
    pause(120)
    driver.settle()
    driver.press(Qt.Key.Key_Return)
    pause(50)
    return driver


def page(driver: Driver) -> Surface:
    found = driver.window.findChild(Surface, "olderPage")
    assert found is not None
    return found


def test_a_story_is_found_without_marks_and_shown_beside_the_page(beside: Driver) -> None:
    shown = page(beside)
    assert shown.isVisible()
    assert shown.toPlainText().startswith("Cầu đi bộ")
    assert shown.geometry().width() > 200
    assert beside.window.surface.isVisible()
    assert not beside.window.details.isVisible()
    assert QApplication.focusWidget() is shown


def test_nothing_can_be_written_in_it(beside: Driver) -> None:
    shown = page(beside)
    before, file = shown.toPlainText(), shown.editing.session
    assert file is not None
    text = (file.folder / "article.md").read_bytes()
    beside.write("xyz", on=shown)
    beside.press(Qt.Key.Key_Delete)
    beside.press(Qt.Key.Key_Return)
    beside.press(Qt.Key.Key_V, CTRL)
    assert shown.toPlainText() == before
    assert (file.folder / "article.md").read_bytes() == text


def test_its_copy_keeps_structure_in_the_article(beside: Driver) -> None:
    shown = page(beside)
    assert shown.editing.session is not None
    older = shown.editing.session.article
    beside.press(Qt.Key.Key_A, CTRL)
    beside.press(Qt.Key.Key_C, CTRL)
    surface = beside.window.surface
    surface.setFocus()
    beside.press(Qt.Key.Key_End, CTRL)
    beside.press(Qt.Key.Key_Return)
    beside.press(Qt.Key.Key_Return)
    photos = len(figures_of(beside.article.body))
    beside.press(Qt.Key.Key_V, CTRL)
    beside.settle()
    assert len(figures_of(beside.article.body)) == photos + len(figures_of(older.body))
    wanted = [block for block in older.body if not isinstance(block, Figure)]
    assert {type(block) for block in wanted} != {Paragraph}
    assert all(block in beside.article.body for block in wanted)


def test_escape_closes_it_and_the_details_come_back(beside: Driver) -> None:
    beside.press(Qt.Key.Key_Escape)
    assert not page(beside).isVisible()
    assert beside.window.details.isVisible()
    assert QApplication.focusWidget() is beside.window.surface
    assert not beside.action("view.older").isChecked()


def test_arrows_choose_from_the_newest_and_the_open_article_is_not_among_them(driver: Driver) -> None:
    driver.action("view.older").trigger()
    driver.settle()
    pause(120)
    driver.settle()
    shown = driver.window.findChild(QListWidget, "olderList")
    assert shown is not None
    titles = [shown.item(at).text() for at in range(shown.count())]
    assert len(titles) == 2
    assert driver.article.headline not in " ".join(titles)


def test_enter_waits_for_the_answer_of_what_was_typed(driver: Driver) -> None:
    driver.window.surface.setFocus()
    driver.action("view.older").trigger()
    driver.settle()
    driver.write("cau di bo")
    driver.press(Qt.Key.Key_Return)
    until(lambda: page(driver).toPlainText().startswith("Cầu đi bộ"))


def test_the_row_of_the_library_opens_beside_the_page(driver: Driver) -> None:
    view = driver.window.library.view
    other = next(item for item in driver.window.desk.articles if item.folder != driver.window.session.folder)  # type: ignore[union-attr]
    model = view.model()
    rows = [model.index(at, 0) for at in range(model.rowCount())]
    for index in rows:
        view.setCurrentIndex(index)
        if driver.window.library.current() == other:
            break
    driver.action("older.open").trigger()
    pause(50)
    assert page(driver).isVisible()
    assert page(driver).editing.session.folder == other.folder  # type: ignore[union-attr]


def test_without_room_for_both_it_lies_over_the_page_until_the_page_is_gone_to(beside: Driver) -> None:
    window = beside.window
    window.resize(910, 700)
    beside.settle()
    shown = page(beside)
    assert shown.isVisible()
    assert not window.surface.isVisible()
    assert window.surface not in stops(window)
    window.resize(1400, 700)
    beside.settle()
    assert shown.isVisible()
    assert window.surface.isVisible()
    assert window.surface.width() > 200
    window.resize(910, 700)
    beside.settle()
    beside.press(Qt.Key.Key_F, CTRL, on=window.surface)
    beside.write("ba")
    pause(160)
    assert not shown.isVisible()
    assert window.surface.isVisible()
    assert QApplication.focusWidget().objectName() == "findField"


def test_escape_leads_back_to_the_page_under_it(beside: Driver) -> None:
    beside.window.resize(910, 700)
    beside.settle()
    beside.press(Qt.Key.Key_Escape, on=page(beside))
    assert QApplication.focusWidget() is beside.window.surface
    assert beside.window.surface.isVisible()
