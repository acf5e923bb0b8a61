"""The fields of the details: typed in, undone in the one timeline, as the newsroom wants them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from editor.app.settings import Settings
from editor.model.article import Author
from editor.model.blocks import figures_of
from editor.qt.panels.byline import author_of
from editor.qt.panels.explain import HELP, help_code
from window_driver import Driver, driving, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


def type_into(driver: Driver, field: QWidget, words: str) -> None:
    field.setFocus()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.selectAll()
    driver.write(words)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("kicker", lambda article: article.kicker),
        ("dateline", lambda article: article.dateline),
        ("seo.title", lambda article: article.seo.title),
        ("seo.description", lambda article: article.seo.description),
    ],
)
def test_a_field_is_typed_word_by_word_into_the_one_timeline(driver: Driver, key: str, says) -> None:  # type: ignore[no-untyped-def]
    start = driver.article
    field = driver.window.details.article_tab.stop_of(key)
    type_into(driver, field, "mot hai")
    assert says(driver.article) == "mot hai"
    driver.undo()
    assert says(driver.article) == "mot"
    driver.undo()
    assert driver.article == start
    driver.redo()
    driver.redo()
    assert says(driver.article) == "mot hai"
    shown = field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]
    assert shown == "mot hai"


def test_a_space_at_the_end_waits_for_the_next_word(driver: Driver) -> None:
    """What the article keeps has no space there; the field must not lose it under the caret."""
    driver.window.details.turn_to(1)
    credit = driver.window.details.photo_tab.credit
    type_into(driver, credit, "Lan Chi va Hoang")
    assert credit.text() == "Lan Chi va Hoang"
    assert figures_of(driver.article.body)[0].credit == "Lan Chi va Hoang"


def test_the_note_is_kept_with_the_article_and_undone(driver: Driver) -> None:
    start = driver.article
    driver.window.details.turn_to(2)
    note = driver.window.details.note_tab.note
    type_into(driver, note, "Hỏi lại tổ trưởng")
    driver.press(Qt.Key.Key_Return)
    driver.write("Gọi sau 9 giờ")
    assert driver.article.note == "Hỏi lại tổ trưởng\nGọi sau 9 giờ"
    while driver.article != start:
        driver.undo()
    assert note.toPlainText() == start.note


def test_an_embargo_is_set_in_the_newsrooms_zone_and_said_by_the_button(driver: Driver) -> None:
    tab = driver.window.details.article_tab
    assert not tab.schedule.isVisible()
    driver.click(tab.schedule.button)
    assert QApplication.focusWidget() is tab.date
    type_into(driver, tab.schedule.embargo, "25/12/2026 5h30")
    driver.press(Qt.Key.Key_Return)
    assert driver.article.embargo == "2026-12-25T05:30:00+07:00"
    assert "25/12/2026 05:30" in tab.schedule.button.accessibleName()
    assert "Asia/Ho_Chi_Minh (GMT+7)" in tab.schedule.zone.text()
    type_into(driver, tab.schedule.embargo, "mai")
    driver.press(Qt.Key.Key_Return)
    assert tab.schedule.problem.isVisible()
    assert driver.article.embargo == "2026-12-25T05:30:00+07:00"


def test_a_quick_choice_sets_the_date(driver: Driver) -> None:
    tab = driver.window.details.article_tab
    tab.schedule.unfold()
    pause()
    morning = next(one for one in tab.schedule.findChildren(QAbstractButton) if one.text() == "6 giờ sáng mai")
    driver.click(morning)
    assert driver.article.date[11:] == "06:00:00+07:00"
    assert tab.date.text().endswith("06:00")


def test_a_slug_of_another_article_is_told_while_it_is_typed(driver: Driver, sample: Path) -> None:
    workspace = driver.window.desk.workspace
    assert workspace is not None
    other = workspace.load(sorted((sample / "articles").iterdir())[0]).article
    tab = driver.window.details.article_tab
    type_into(driver, tab.slug, other.slug)
    until(lambda: tab.address.state.property("ui_tone") == "danger")
    assert other.headline[:30] in tab.address.state.text()
    assert tab.slug.property("ui_state") == "bad"
    type_into(driver, tab.slug, f"{other.slug}-2")
    until(lambda: tab.address.state.property("ui_tone") == "third")
    assert tab.address.state.text() == f"www.example.com/{other.slug}-2"


def test_slug_and_section_keep_lead_image_captions_and_related(driver: Driver) -> None:
    """Interaction 23."""
    start = driver.article
    tab = driver.window.details.article_tab
    type_into(driver, tab.slug, "duong dan moi")
    driver.press(Qt.Key.Key_Return)
    tab.sections.toggle("Kinh tế")
    tab.sections.make_main("Kinh tế")
    driver.settle()
    after = driver.article
    assert (after.slug, after.sections[0]) == ("duong-dan-moi", "Kinh tế")
    assert (after.cover, after.body, after.related, after.resources) == (
        start.cover,
        start.body,
        start.related,
        start.resources,
    )
    assert tab.cover._words.text()


def test_a_story_type_comes_with_its_template(sample: Path, qapp: QApplication) -> None:
    settings = sample / "newsroom.yaml"
    words = settings.read_text(encoding="utf-8")
    assert "  canonical: shown" in words
    words = words.replace("  canonical: shown", "  canonical: hidden\n  dateline: required")
    settings.write_text(words, encoding="utf-8")
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        tab = driver.window.details.article_tab
        assert tab.story._parts["dateline"][1].isVisibleTo(tab)
        assert not tab.address._canonical_part.isVisibleTo(tab)
        start = driver.article
        tab.story._fill()
        next(one for one in tab.story._menu.actions() if one.text() == "phong-van").trigger()
        assert (driver.article.story_type, driver.article.kicker) == ("phong-van", "Phỏng vấn")
        assert driver.article.tags == start.tags
        driver.window.surface.setFocus()
        driver.undo()
        assert driver.article == start


def test_pasted_tags_with_commas_between_are_several(driver: Driver) -> None:
    tab, before = driver.window.details.article_tab, driver.article.tags
    tab.tags.field.setFocus()
    QApplication.clipboard().setText("bao so 3, Y TE; ")
    tab.tags.field.paste()
    driver.press(Qt.Key.Key_Return)
    assert driver.article.tags == (*before, "bao so 3", "y tế")


def test_a_closed_list_of_tags_takes_no_new_one(driver: Driver) -> None:
    session = driver.window.session
    assert session is not None
    driver.window.desk.newsroom = replace(driver.window.desk.newsroom, new_tags=False)
    start = driver.article
    tab = driver.window.details.article_tab
    type_into(driver, tab.tags.field, "the chua co")
    driver.press(Qt.Key.Key_Return)
    assert driver.article == start
    assert tab._tags_part._problem.text() == "“the chua co” không có trong danh sách thẻ của tòa soạn."
    type_into(driver, tab.tags.field, "Y TE")
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Return, on=tab.tags.field)
    assert driver.article.tags[-1] == "y tế"


def test_people_are_found_by_id_name_and_pen_name(driver: Driver) -> None:
    newsroom = driver.window.desk.newsroom
    assert author_of(newsroom, "@hoang-phuc") == Author("Hoàng Phúc", "hoang-phuc")
    assert author_of(newsroom, "Trần Hoàng Phúc") == Author("Hoàng Phúc", "hoang-phuc")
    assert author_of(newsroom, "Phúc Trần") == Author("Phúc Trần", "hoang-phuc")
    assert author_of(newsroom, "Người ngoài") == Author("Người ngoài")


def test_sections_are_narrowed_down_without_marks(driver: Driver) -> None:
    tab = driver.window.details.article_tab
    part = tab._section_part
    driver.click(part._find)
    driver.write("nong nghiep")
    paths = ("Kinh tế", "Kinh tế/Nông nghiệp", "Kinh tế/Thị trường", "Giáo dục")
    visible = [path for path in paths if tab.sections.visualRect(tab.sections.index_of(path)).height() > 0]
    assert visible == ["Kinh tế", "Kinh tế/Nông nghiệp"]
    part.search.setText("")
    assert tab.sections.visualRect(tab.sections.index_of("Giáo dục")).height() > 0


def test_previews_follow_the_words(driver: Driver) -> None:
    tab = driver.window.details.article_tab
    assert driver.article.headline in tab.sharing.search.accessibleDescription()
    type_into(driver, tab.sharing.title, "Tit ngan")
    assert "Tit ngan" in tab.sharing.search.accessibleDescription()
    assert "Tit ngan" in tab.sharing.social.accessibleDescription()
    assert tab.sharing._title_count.text() == "8 / 60"
    type_into(driver, tab.sharing.title, "x" * 61)
    assert tab.sharing._title_count.property("ui_tone") == "warning"


def test_every_field_says_what_it_is(driver: Driver) -> None:
    details = driver.window.details
    for tab in (details.article_tab, details.photo_tab, details.note_tab):
        for field in tab.findChildren(QWidget):
            if isinstance(field, QLineEdit | QPlainTextEdit) and field.objectName() != "sectionSearch":
                code = help_code(field)
                if code:
                    assert driver.window.desk.messages.has(f"help.{code}"), code
                    assert field.whatsThis() == driver.window.desk.say(f"help.{code}") or field.property(HELP) is None
                else:
                    assert field is details.article_tab._section_part.search


@pytest.mark.parametrize("zoom", [90, 125, 200])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_in_the_details_is_wider_than_the_panel(sample: Path, qapp: QApplication, zoom: int, lang: str) -> None:
    size = (1800, 1000) if zoom < 200 else (2400, 1300)
    with driving(sample, Settings(theme="light", lang=lang, zoom=zoom), size) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        details = driver.window.details
        details.article_tab.schedule.unfold()
        for number, tab in enumerate((details.article_tab, details.photo_tab, details.note_tab)):
            details.turn_to(number)
            driver.settle()
            assert tab.width() <= details.width(), (zoom, lang, number)
            assert tab.minimumSizeHint().width() <= details.width(), (zoom, lang, number)
