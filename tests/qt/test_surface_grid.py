"""A table is written cell by cell in its sheet: keys, clipboard, rows and columns; one undo step of the article."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from editor.model.blocks import Paragraph, Span, Table, plain, text_of
from editor.model.edits import set_field
from editor.qt.dialogs.grid import GridSheet
from editor.qt.surface.clipboard import put_data
from window_driver import CTRL, Driver, pause

LINKED = (Span("Kế hoạch"), Span(" 47", link="https://a.vn"))
TABLE = Table(((plain("Năm"), plain("Việc")), (plain("2021"), LINKED)))


@pytest.fixture
def grid(driver: Driver) -> GridSheet:
    """The sheet on a table of the article, opened by Enter on it."""
    article = driver.article
    session = driver.window.session
    assert session is not None
    session.apply(set_field(article, "note", "x"), "details")
    from dataclasses import replace

    session.apply(replace(session.article, body=(Paragraph(plain("trước")), TABLE, Paragraph(plain("sau")))), "details")
    surface = driver.window.surface
    surface.setFocus()
    surface.editing.place(surface.editing.caret().at(3, 0))
    driver.press(Qt.Key.Key_Return)
    sheet = driver.window.findChild(GridSheet)
    assert sheet is not None
    return sheet


def table_of(driver: Driver) -> Table:
    found = driver.article.body[1]
    assert isinstance(found, Table)
    return found


def words(table: Table) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in table.rows]


def write(driver: Driver, text: str) -> None:
    """Into the cell that is being edited."""
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    driver.write(text, editor)


def test_cells_are_typed_with_tab_between_them_and_become_one_step(driver: Driver, grid: GridSheet) -> None:
    session = driver.window.session
    assert session is not None
    steps = len(session.history.past)
    driver.press(Qt.Key.Key_F2)
    write(driver, " học")
    driver.press(Qt.Key.Key_Tab)
    write(driver, "Việc làm")
    driver.press(Qt.Key.Key_Return, CTRL)
    assert words(table_of(driver)) == [["Năm học", "Việc làm"], ["2021", "Kế hoạch 47"]]
    assert table_of(driver).rows[1][1] == LINKED
    assert len(session.history.past) == steps + 1
    assert driver.window.surface.hasFocus()
    driver.undo()
    assert table_of(driver) == TABLE


def test_typing_writes_over_a_cell_and_keeps_links_where_words_stay(driver: Driver, grid: GridSheet) -> None:
    grid.view.go(1, 1)
    driver.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.home(False)
    driver.write("Một ", editor)
    grid.accept.click()
    assert table_of(driver).rows[1][1] == (Span("Một Kế hoạch"), Span(" 47", link="https://a.vn"))


def test_tab_behind_the_last_cell_makes_a_row(driver: Driver, grid: GridSheet) -> None:
    grid.view.go(1, 1)
    driver.press(Qt.Key.Key_Tab, on=grid.view)
    assert grid.model.rowCount() == 3
    assert (grid.view.currentIndex().row(), grid.view.currentIndex().column()) == (2, 0)


def test_a_table_of_excel_is_pasted_as_cells(driver: Driver, grid: GridSheet) -> None:
    QGuiApplication.clipboard().setText("2022\tSơ kết\r\n2023\tTổng kết\r\n")
    grid.view.go(1, 0)
    driver.press(Qt.Key.Key_V, CTRL, on=grid.view)
    assert words(grid.model.table) == [["Năm", "Việc"], ["2022", "Sơ kết"], ["2023", "Tổng kết"]]
    driver.press(Qt.Key.Key_Z, CTRL, on=grid.view)
    assert grid.model.table == TABLE
    driver.press(Qt.Key.Key_Y, CTRL, on=grid.view)
    assert grid.model.rowCount() == 3


def test_a_table_of_a_web_page_keeps_its_marks_and_links(driver: Driver, grid: GridSheet) -> None:
    data = QMimeData()
    data.setHtml('<table><tr><td><b>đậm</b></td><td><a href="https://b.vn">liên kết</a></td></tr></table>')
    data.setText("đậm\tliên kết")
    put_data(data)
    grid.view.go(0, 0)
    driver.press(Qt.Key.Key_V, CTRL, on=grid.view)
    assert grid.model.table.rows[0] == ((Span("đậm", strong=True),), (Span("liên kết", link="https://b.vn"),))


def test_cells_are_copied_within_the_grid_with_their_marks(driver: Driver, grid: GridSheet) -> None:
    grid.view.go(1, 1)
    driver.press(Qt.Key.Key_C, CTRL, on=grid.view)
    assert QGuiApplication.clipboard().text() == "Kế hoạch 47"
    grid.view.go(0, 0)
    driver.press(Qt.Key.Key_V, CTRL, on=grid.view)
    assert grid.model.table.rows[0][0] == LINKED


def test_rows_and_columns_are_added_and_removed_by_buttons(driver: Driver, grid: GridSheet) -> None:
    from editor.qt.theme.controls import Button

    def push(name: str) -> None:
        button = grid.findChild(Button, name)
        assert button is not None
        driver.click(button)

    grid.view.go(0, 0)
    push("grid.row")
    push("grid.column")
    assert words(grid.model.table) == [["Năm", "", "Việc"], ["", "", ""], ["2021", "", "Kế hoạch 47"]]
    push("grid.drop-column")
    push("grid.drop-row")
    assert grid.model.table == TABLE
    assert grid.view.hasFocus()


def test_bold_and_delete_act_on_the_chosen_cells(driver: Driver, grid: GridSheet) -> None:
    grid.view.selectAll()
    driver.press(Qt.Key.Key_B, CTRL, on=grid.view)
    assert all(span.strong for row in grid.model.table.rows for cell in row for span in cell)
    driver.press(Qt.Key.Key_Delete, on=grid.view)
    assert words(grid.model.table) == [["", ""], ["", ""]]


def test_escape_leaves_the_article_as_it_was(driver: Driver, grid: GridSheet) -> None:
    grid.view.add_row(1)
    driver.press(Qt.Key.Key_Escape, on=grid.view)
    assert table_of(driver) == TABLE
    assert not driver.window.shell.is_busy()


def test_a_new_table_is_put_in_when_it_says_something(driver: Driver, grid: GridSheet) -> None:
    grid.dismiss()
    pause()
    surface = driver.window.surface
    surface.editing.place(surface.editing.caret().at(4, 0))
    before = driver.article
    driver.window.shell.open("grid")
    sheet = driver.window.findChildren(GridSheet)[-1]
    sheet.take_over()
    assert driver.article is before
    driver.window.shell.open("grid")
    sheet = driver.window.findChildren(GridSheet)[-1]
    sheet.view.go(0, 0)
    sheet.model.setData(sheet.model.index(0, 0), "Tên")
    sheet.take_over()
    assert isinstance(driver.article.body[3], Table)
    assert words(driver.article.body[3])[0][0] == "Tên"


def test_a_double_click_opens_the_grid_and_cells_have_names(driver: Driver, grid: GridSheet) -> None:
    from PySide6.QtTest import QTest

    assert grid.model.data(grid.model.index(1, 1), Qt.ItemDataRole.AccessibleTextRole) == "Hàng 2, cột 2: Kế hoạch 47"
    grid.dismiss()
    pause()
    surface = driver.window.surface
    place = surface.places.rect(3).center().toPoint()
    QTest.mouseDClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert driver.window.shell.is_busy()


def test_the_right_button_on_a_table_offers_to_edit_it(
    driver: Driver, grid: GridSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []

    def record(menu: QMenu, _place: QPoint) -> None:  # the platform of tests shows no menus
        shown.append(menu)

    monkeypatch.setattr(QMenu, "popup", record)
    grid.dismiss()
    pause()
    surface = driver.window.surface
    place = surface.places.rect(3).center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, surface.viewport().mapToGlobal(place))
    surface.contextMenuEvent(event)
    offered = [action.objectName() for action in shown[0].actions() if not action.isSeparator()]
    assert offered[0] == "table.edit"
    assert not any(name.startswith("figure.") for name in offered)
