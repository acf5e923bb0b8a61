"""The library driven by keys and the mouse: found by any word, narrowed, thrown away and brought back."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from editor.library.listing import Listed
from editor.library.workspace import Workspace
from editor.model.article import Article, Author, Status
from editor.model.blocks import Paragraph, plain
from editor.qt.panels.library_filters import FilterChip
from editor.qt.panels.library_model import Heading, Index, LibraryModel, Line
from editor.qt.panels.library_rows import Rows
from editor.qt.window import MainWindow
from window_driver import Driver, driving, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def model(driver: Driver) -> LibraryModel:
    return driver.window.library.model


def headlines(driver: Driver) -> list[str]:
    rows = (model(driver).row_at(model(driver).index(row)) for row in range(model(driver).rowCount()))
    return [row.headline for row in rows if isinstance(row, Listed)]


def search(driver: Driver, words: str) -> None:
    driver.window.library.search.setFocus()
    driver.window.library.search.clear()
    driver.write(words)
    driver.settle()


@pytest.fixture
def many(tmp_path: Path, qapp: QApplication) -> Iterator[Driver]:
    """Twelve articles of two authors, three sections, three states."""
    space = Workspace.init(tmp_path / "kho")
    states = list(Status)
    for number in range(12):
        space.create(
            Article(
                headline=f"Tin số {number}",
                status=states[number % 3],
                sections=(("Tin tức/Chính trị", "Tin tức", "Kinh tế")[number % 3],),
                authors=(Author(("Lan Chi", "Hoàng Phúc")[number % 2]),),
                date=f"2026-11-{number + 1:02}T08:00:00+07:00",
                body=(Paragraph(plain("Đảng ủy xã họp" if number == 7 else "Người dân đang đi chợ")),),
            ),
            NOW,
        )
    with driving(space.root) as driver:
        yield driver


def chip(driver: Driver, words: str) -> FilterChip:
    found = driver.window.library.filters.findChildren(FilterChip)
    return next(item for item in found if item.text().startswith(words) and not item.isHidden())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dang uy", ["Tin số 7"]),
        ("đảng", ["Tin số 7"]),
        ("tin số 1", ["Tin số 1", "Tin số 10", "Tin số 11"]),
        ("xyz", []),
    ],
)
def test_any_word_of_an_article_finds_it(many: Driver, words: str, found: list[str]) -> None:
    search(many, words)
    assert sorted(headlines(many)) == sorted(found)


def test_a_word_with_marks_finds_only_those(many: Driver) -> None:
    search(many, "đang")
    assert len(headlines(many)) == 11
    assert "Tin số 7" not in headlines(many)


def test_what_was_met_is_marked_in_the_excerpt(many: Driver) -> None:
    search(many, "dang uy")
    line = model(many).line_at(model(many).index_at(0))
    assert isinstance(line, Line)
    assert [line.shown.excerpt[start:end] for start, end in line.shown.marks] == ["Đảng", "ủy"]


def test_enter_opens_the_first_hit_and_escape_shows_all_again(many: Driver) -> None:
    search(many, "dang uy")
    many.press(Qt.Key.Key_Return)
    many.settle()
    assert many.article.headline == "Tin số 7"
    many.window.library.search.setFocus()
    many.press(Qt.Key.Key_Escape)
    many.settle()
    assert len(headlines(many)) == 12


def test_states_narrow_the_list_and_say_how_many_they_have(many: Driver) -> None:
    assert chip(many, "Nháp").text() == "Nháp 4"
    many.click(chip(many, "Chờ"))
    many.settle()
    assert len(headlines(many)) == 4
    many.click(chip(many, "Tất cả"))
    many.settle()
    assert len(headlines(many)) == 12


def test_section_author_and_time_narrow_together_with_the_search(many: Driver) -> None:
    filters = many.window.library.filters
    filters._want(replace(filters.wanted, section="Tin tức"))
    many.settle()
    assert len(headlines(many)) == 8
    filters._want(replace(filters.wanted, author="Lan Chi"))
    many.settle()
    assert len(headlines(many)) == 4
    search(many, "tin số 4")
    assert headlines(many) == ["Tin số 4"]
    many.click(chip(many, "Lan Chi"))
    many.settle()
    assert filters.wanted.author == ""
    filters._since(7)
    many.settle()
    assert headlines(many) == ["Tin số 4"]


def test_where_nothing_fits_the_filters_are_named_and_taken_off(many: Driver) -> None:
    many.click(chip(many, "Chờ"))
    many.settle()
    search(many, "dang uy")
    search(many, "không có bài nào như thế")
    panel = many.window.library
    assert panel._pages.currentWidget() is panel._nothing
    panel._nothing.acted.emit()
    panel.search.clear()
    many.settle()
    assert len(headlines(many)) == 12


def test_the_order_is_chosen(many: Driver) -> None:
    filters = many.window.library.filters
    filters._want(replace(filters.wanted, order="date"))
    many.settle()
    assert headlines(many) == [f"Tin số {number}" for number in range(11, -1, -1)]
    filters._want(replace(filters.wanted, order="headline"))
    many.settle()
    assert headlines(many)[:3] == ["Tin số 0", "Tin số 1", "Tin số 10"]
    assert not any(isinstance(model(many).line_at(model(many).index(row)), Heading) for row in range(3))


def test_articles_stand_under_their_days(many: Driver) -> None:
    old = time.time() - 3 * 86400
    folder = many.window.desk.workspace.article_folders()[0]
    import os

    os.utime(folder / "article.md", (old, old))
    many.window.desk.refresh()
    many.settle()
    rows = [model(many).line_at(model(many).index(row)) for row in range(model(many).rowCount())]
    assert [row.words for row in rows if isinstance(row, Heading)] == ["Hôm nay", "Trong tuần"]
    assert isinstance(rows[-1], Line)
    assert rows[-1].listed.folder == folder


def test_the_bin_takes_an_article_and_the_toast_gives_it_back(driver: Driver) -> None:
    folder, headline = driver.window.session.folder, driver.article.headline
    driver.window.library.view.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press(Qt.Key.Key_Delete)
    driver.settle()
    assert not folder.exists()
    assert driver.window.session is None
    assert headline not in headlines(driver)
    from editor.qt.panels.toast import ToastButton

    button = next(item for item in driver.window.findChildren(ToastButton) if item.isVisible())
    driver.click(button)
    driver.settle()
    assert folder.exists()
    assert driver.article.headline == headline
    assert headline in headlines(driver)


def test_the_bin_sheet_brings_back(driver: Driver) -> None:
    folder = driver.window.session.folder
    driver.action("article.delete").trigger()
    driver.settle()
    driver.action("bin.open").trigger()
    driver.settle()
    sheet = driver.window.findChild(object, "binSheet")
    assert sheet.list.count() == 1
    driver.press(Qt.Key.Key_Return, on=sheet.list)
    driver.settle()
    assert driver.window.session.folder == folder


def test_a_copy_is_an_article_of_its_own_with_its_photos(driver: Driver) -> None:
    before = driver.article
    driver.window.surface.setFocus()
    driver.action("article.duplicate").trigger()
    driver.settle()
    assert driver.article.headline == f"{before.headline} (bản sao)"
    assert driver.article.id != before.id
    assert driver.article.body == before.body
    photos = sorted(path.name for path in (driver.window.session.folder / "images").iterdir())
    assert photos
    assert len(headlines(driver)) == 4


def test_the_link_of_an_article_is_copied(driver: Driver) -> None:
    driver.action("article.copy_link").trigger()
    link = QGuiApplication.clipboard().text()
    assert link.endswith(driver.article.slug) or link == str(driver.window.session.folder)


def test_a_change_made_elsewhere_shows_after_a_look(many: Driver) -> None:
    space = many.window.desk.workspace
    space.create(Article(headline="Từ máy khác"), NOW)
    until(lambda: "Từ máy khác" in headlines(many))
    shutil.rmtree(space.article_folders()[-1])
    many.window.desk.refresh()
    many.settle()
    assert "Từ máy khác" not in headlines(many)


def test_a_thousand_broken_articles_hide_none_of_a_thousand_good_ones(tmp_path: Path, qapp: QApplication) -> None:
    space = Workspace.init(tmp_path / "kho")
    for number in range(1000):
        for name, text in (
            (f"2026-01-01-tot-{number}", f"---\ntitle: Bài tốt {number}\nstandfirst:\n  schema: 1\n---\n\nChữ.\n"),
            (f"2026-01-02-hong-{number}", "---\ntitle: [\n---\n\nhỏng\n"),
        ):
            folder = space.root / "articles" / name
            folder.mkdir(parents=True)
            (folder / "article.md").write_text(text, encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in space.root.rglob("article.md")}
    with driving(space.root) as driver:
        until(lambda: model(driver).articles() == 2000, 60_000)
        driver.settle()
        assert chip(driver, "Cần xem").text() == "Cần xem 1.000"
        driver.click(chip(driver, "Cần xem"))
        driver.settle()
        assert model(driver).articles() == 1000
        line = model(driver).line_at(model(driver).index_at(0))
        assert isinstance(line, Line)
        assert model(driver).status(line) == "Cần xem lại"
        driver.click(chip(driver, "Tất cả"))
        search(driver, "bài tốt 999")
        assert headlines(driver) == ["Bài tốt 999"]
    assert {path: path.stat().st_mtime_ns for path in space.root.rglob("article.md")} == before


def test_keys_go_from_the_search_into_the_list_and_back(many: Driver) -> None:
    panel = many.window.library
    panel.search.setFocus()
    many.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.view
    first = panel.view.currentIndex().row()
    many.press(Qt.Key.Key_Down)
    assert panel.view.currentIndex().row() == first + 1
    many.press(Qt.Key.Key_End)
    assert panel.view.currentIndex().row() == model(many).rowCount() - 1
    many.press(Qt.Key.Key_Home)
    many.press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is panel.search


def test_a_row_is_where_a_click_finds_it(many: Driver) -> None:
    view = many.window.library.view
    for row in range(model(many).rowCount()):
        index = model(many).index(row)
        view.scrollTo(index)
        rect = view.visualRect(index)
        assert view.indexAt(rect.center()).row() == row
        assert view.viewport().rect().contains(rect)


@pytest.mark.parametrize("heads", [(), (0,), (0, 5), (0, 1, 2), (0, 3, 40)])
def test_places_of_rows_are_their_inverse(heads: tuple[int, ...]) -> None:
    rows = Rows(60, heads, 84, 26, 34)
    top = 0
    for row in range(rows.count):
        assert rows.top(row) == top
        assert rows.at(top) == row
        assert rows.at(top + rows.height_of(row) - 1) == row
        top += rows.height_of(row)
    assert rows.total == top
    assert rows.at(top) == -1
    assert rows.at(-1) == -1


def test_a_screen_reader_hears_state_time_and_open_checks(driver: Driver) -> None:
    index = model(driver).index_of(driver.window.session.folder)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert driver.article.headline in spoken
    assert "Sẵn sàng" in spoken


def test_where_an_article_was_handed_over_stands_in_its_row(driver: Driver, tmp_path: Path) -> None:
    window: MainWindow = driver.window
    assert window.desk.workspace is not None
    from editor.library import receipts

    article = driver.article
    opened = window.desk.workspace.load(window.session.folder)
    receipts.add(
        window.desk.workspace,
        article.id,
        {"target": str(tmp_path), "profile": "html", "article_hash": opened.content_hash, "revision": 1},
    )
    window.desk.refresh()
    driver.settle()
    line = model(driver).line_at(model(driver).index_of(opened.folder))
    assert isinstance(line, Line)
    assert model(driver).status(line) == "Đã xuất"


def test_an_answer_paints_each_row_once_and_asks_for_nothing_that_came_with_it(many: Driver) -> None:
    panel = many.window.library
    asked: list[object] = []
    painted: list[int] = []
    many.settle()
    panel.model.wanted.connect(asked.append)
    delegate = panel.view.itemDelegate()

    class Counting(type(delegate)):  # type: ignore[misc]
        def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
            painted.append(index.row())
            super().paint(painter, option, index)

    panel.view.setItemDelegate(Counting(many.window.desk.theme, panel.model, many.window.desk.thumbnails, panel.view))
    panel.view.viewport().update()
    many.settle()
    painted.clear()
    panel.search.setText("tin")
    until(lambda: painted and not many.window.desk.catalogue.is_busy())
    assert panel.model.articles() == 12
    assert sorted(painted) == sorted(set(painted))
    assert asked == []
