"""The details panel, driven by keys and the mouse; what it shows is what the article says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.model.article import Author, Status
from editor.model.blocks import Span, figures_of, text_of
from editor.model.retyping import retyped
from editor.qt.panels.chips import Chip
from editor.qt.panels.moments import shown, typed
from window_driver import ALT, CTRL, Driver, until

ZONE = "Asia/Ho_Chi_Minh"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


def chips(driver: Driver, name: str) -> list[str]:
    field = driver.window.findChild(QLineEdit, name)
    assert field is not None
    return [chip.text() for chip in field.parentWidget().findChildren(Chip) if not chip.isHidden()]


def test_a_tag_is_typed_and_stands_in_the_article(driver: Driver) -> None:
    field = driver.window.findChild(QLineEdit, "tagField")
    assert field is not None
    field.setFocus()
    driver.write("lớp học số")
    driver.press(Qt.Key.Key_Return)
    assert driver.article.tags[-1] == "lớp học số"
    assert chips(driver, "tagField")[-1] == "lớp học số"
    assert field.text() == ""


def test_a_known_tag_is_suggested_without_its_marks(driver: Driver) -> None:
    before = driver.article.tags
    field = driver.window.findChild(QLineEdit, "tagField")
    assert field is not None
    field.setFocus()
    driver.write("bao hiem")
    driver.press(Qt.Key.Key_Down)
    driver.press(Qt.Key.Key_Return, on=field)
    added = driver.article.tags[len(before) :]
    assert len(added) == 1
    assert added[0] in driver.window.desk.newsroom.tags
    assert added[0].startswith("bảo hiểm")


def test_backspace_selects_the_last_tag_then_takes_it_off(driver: Driver) -> None:
    before = driver.article.tags
    field = driver.window.findChild(QLineEdit, "tagField")
    assert field is not None
    field.setFocus()
    driver.press(Qt.Key.Key_Backspace)
    assert driver.article.tags == before
    assert isinstance(QApplication.focusWidget(), Chip)
    driver.press(Qt.Key.Key_Backspace)
    assert driver.article.tags == before[:-1]


def test_a_click_on_a_chips_cross_takes_it_off(driver: Driver) -> None:
    first = driver.article.tags[0]
    chip = next(chip for chip in driver.window.findChildren(Chip) if chip.text() == first)
    driver.click(chip, chip._cross().center())
    assert first not in driver.article.tags


def test_undo_of_a_tag_works_from_the_field_and_from_the_page(driver: Driver) -> None:
    start = driver.article
    field = driver.window.findChild(QLineEdit, "tagField")
    assert field is not None
    field.setFocus()
    driver.write("một")
    driver.press(Qt.Key.Key_Return)
    driver.undo()
    assert driver.article == start
    driver.redo()
    assert driver.article.tags[-1] == "một"
    driver.window.surface.setFocus()
    driver.undo()
    assert driver.article == start
    assert chips(driver, "tagField") == list(start.tags)


def test_a_person_of_the_newsroom_signs_with_the_pen_name_and_id(driver: Driver) -> None:
    person = driver.window.desk.newsroom.people[-1]
    field = driver.window.findChild(QLineEdit, "authorField")
    assert field is not None
    field.setFocus()
    driver.write(person.name)
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Return, on=field)
    assert driver.article.authors[-1] == Author(person.byline, person.id)


def test_sections_are_assigned_and_made_main_by_keys(driver: Driver) -> None:
    tree = driver.window.details.article_tab.sections
    before = driver.article.sections
    path = next(path for path, _ in driver.window.desk.newsroom.sections.paths() if path not in before and "/" in path)
    tree.expandAll()
    tree.setFocus()
    tree.setCurrentIndex(tree.index_of(path))
    driver.press(Qt.Key.Key_Return)
    assert driver.article.sections == (*before, path)
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.article.sections[0] == path
    assert tree.is_main(path)
    driver.undo()
    driver.undo()
    assert driver.article.sections == before
    assert tree.is_main(before[0])
    assert tree.state_of(path) is Qt.CheckState.Unchecked


def test_a_click_on_a_section_assigns_it_and_its_parent_shows_a_bar(driver: Driver) -> None:
    tree = driver.window.details.article_tab.sections
    path = next(path for path in driver.article.sections if "/" in path)
    parent = path.rsplit("/", 1)[0]
    driver.window.details.ensure_seen(tree)
    for chosen in driver.article.sections:
        rect = tree.visualRect(tree.index_of(chosen))
        driver.click(tree.viewport(), rect.center())
    assert driver.article.sections == ()
    assert tree.state_of(parent) == Qt.CheckState.Unchecked
    driver.click(tree.viewport(), tree.visualRect(tree.index_of(path)).center())
    assert driver.article.sections == (path,)
    assert tree.state_of(parent) == Qt.CheckState.PartiallyChecked


def test_related_items_move_and_go_by_keys(driver: Driver) -> None:
    related = driver.window.details.article_tab.related
    before = driver.article.related
    assert len(before) >= 2
    related.setFocus()
    related.setCurrentRow(1)
    driver.press(Qt.Key.Key_Up, ALT)
    assert driver.article.related[:2] == (before[1], before[0])
    assert related.currentRow() == 0
    driver.press(Qt.Key.Key_Delete)
    assert driver.article.related == (before[0], *before[2:])
    driver.undo()
    driver.undo()
    assert driver.article.related == before


def test_status_is_chosen_from_its_menu(driver: Driver) -> None:
    button = driver.window.details.article_tab.status
    menu = button.menu()
    menu.actions()[1].trigger()
    assert driver.article.status is Status.REVIEW
    assert button.text() == "Chờ duyệt"


def test_a_date_is_read_as_it_is_written_here(driver: Driver) -> None:
    field = driver.window.details.article_tab.stop_of("date")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    driver.write("7/12/2026 5:30")
    driver.press(Qt.Key.Key_Return)
    assert driver.article.date == "2026-12-07T05:30:00+07:00"
    assert field.text() == "07/12/2026 05:30"


def test_what_is_no_date_is_said_and_changes_nothing(driver: Driver) -> None:
    before = driver.article.date
    field = driver.window.details.article_tab.stop_of("date")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    driver.write("thu ba")
    driver.press(Qt.Key.Key_Return)
    assert driver.article.date == before
    assert field.property("ui_state") == "bad"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("", ""),
        ("17/10/2022", "2022-10-17T00:00:00+07:00"),
        ("17/10/2022 8h05", "2022-10-17T08:05:00+07:00"),
        ("2022-10-17 08:00", "2022-10-17T08:00:00+07:00"),
        ("2022-10-17T08:00:00+07:00", "2022-10-17T08:00:00+07:00"),
        ("31/2/2022", None),
        ("hôm qua", None),
    ],
)
def test_moments_are_typed_in_the_newsrooms_zone(text: str, iso: str | None) -> None:
    assert typed(text, ZONE) == iso
    if iso:
        assert typed(shown(iso, ZONE), ZONE) == iso


def test_a_slug_becomes_an_address(driver: Driver) -> None:
    field = driver.window.details.article_tab.slug
    field.setFocus()
    field.selectAll()
    driver.write("Đảng ủy 2022")
    driver.press(Qt.Key.Key_Return)
    assert driver.article.slug == "dang-uy-2022"
    assert field.text() == "dang-uy-2022"


def test_alt_text_is_undone_word_by_word_and_redraws(driver: Driver) -> None:
    start = driver.article
    driver.window.details.turn_to(1)
    tab = driver.window.details.photo_tab
    tab.alt.setFocus()
    tab.alt.selectAll()
    driver.write("Bến sông lúc sáng")
    assert figures_of(driver.article.body)[0].alt == "Bến sông lúc sáng"
    driver.undo()
    assert figures_of(driver.article.body)[0].alt == tab.alt.toPlainText() == "Bến sông lúc"
    for _ in range(3):
        driver.undo()
    assert driver.article == start
    assert tab.alt.toPlainText() == figures_of(start.body)[0].alt


def test_the_photo_under_the_caret_is_the_one_whose_fields_show(driver: Driver) -> None:
    second = figures_of(driver.article.body)[1]
    driver.window.places.show_photo(second.src)
    driver.settle()
    tab = driver.window.details.photo_tab
    assert tab.src == second.src
    assert tab.caption.toPlainText() == text_of(second.caption)


def test_a_photo_becomes_and_ceases_to_be_the_lead_image(driver: Driver) -> None:
    second = figures_of(driver.article.body)[1].src
    driver.window.details.turn_to(1)
    tab = driver.window.details.photo_tab
    tab.choose(second)
    driver.click(tab.lead)
    assert driver.article.cover == second
    assert tab.lead.isHidden()
    driver.window.details.turn_to(0)
    driver.window.details.article_tab.cover.choices().actions()[-1].trigger()
    assert driver.article.cover == ""


def test_a_decorative_photo_needs_no_alt_text(driver: Driver) -> None:
    driver.window.details.turn_to(1)
    tab = driver.window.details.photo_tab
    driver.click(tab.decorative)
    assert driver.article.resource(tab.src).decorative is True
    assert not tab.alt.isEnabled()


def test_retyping_a_caption_keeps_the_marks_around() -> None:
    inline = (Span("Cầu "), Span("Bến Sông", strong=True), Span(" lúc sáng"))
    assert retyped(inline, "Cầu Bến Sông lúc chiều")[:2] == inline[:2]
    assert text_of(retyped(inline, "Cầu Bến Sông lúc chiều")) == "Cầu Bến Sông lúc chiều"
    assert retyped(inline, "Cầu Bến Sông lúc sáng") == inline
    assert retyped((), "mới") == (Span("mới"),)
    assert retyped(inline, "") == ()


def test_the_library_finds_headlines_without_marks(driver: Driver, sample: Path) -> None:
    library = driver.window.library
    everything = library.model.rowCount()
    library.search.setFocus()
    driver.write("vac xin")
    until(lambda: library.model.rowCount() < everything)
    assert library.model.rowCount() == 1  # hits stand by rank, without days
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    assert "vắc xin" in driver.article.headline
    driver.press(Qt.Key.Key_Escape, on=library.search)
    until(lambda: library.model.rowCount() == everything)
