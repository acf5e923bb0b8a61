"""Commands of the writing page by their keys, in the real window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from editor.app.settings import load
from editor.model.blocks import Figure, Heading, Paragraph, figures_of, text_of
from editor.model.edits import set_alt
from editor.qt.remembering import remember
from window_driver import ALT, CTRL, SHIFT, Driver, driving, newest, until


def stand(driver: Driver, block: int) -> None:
    """The caret in a block of the body."""
    surface = driver.window.surface
    surface.setFocus()
    cursor = surface.textCursor()
    cursor.setPosition(surface.document().findBlockByNumber(surface.sync.page.starts[block]).position())
    surface.setTextCursor(cursor)


def tag_of(driver: Driver, photo: str) -> str:
    tag = driver.window.surface._frame.tags.get(photo)
    return "" if tag is None else tag.words


def texts(driver: Driver) -> list[str]:
    return [text_of(block.inline) for block in driver.article.body if isinstance(block, Paragraph | Heading)]


def test_alt_up_and_down_move_the_block_under_the_caret_one_step_each(driver: Driver) -> None:
    body = driver.article.body
    at = next(n for n in range(1, len(body)) if isinstance(body[n], Paragraph) and isinstance(body[n - 1], Paragraph))
    stand(driver, at)
    driver.press(Qt.Key.Key_Up, ALT)
    assert driver.article.body == (*body[: at - 1], body[at], body[at - 1], *body[at + 1 :])
    driver.press(Qt.Key.Key_Down, ALT)
    assert driver.article.body == body
    driver.undo()
    assert driver.article.body != body
    driver.undo()
    assert driver.article.body == body


def test_a_photo_moves_with_its_caption(driver: Driver) -> None:
    body = driver.article.body
    at = next(n for n, block in enumerate(body) if isinstance(block, Figure))
    stand(driver, at)
    driver.press(Qt.Key.Key_Down, ALT)
    assert driver.article.body[at + 1] == body[at]
    assert driver.article.body[at] == body[at + 1]


def test_ctrl_space_takes_the_marks_off_what_is_selected(driver: Driver) -> None:
    at = next(n for n, block in enumerate(driver.article.body) if isinstance(block, Paragraph))
    before = driver.article
    stand(driver, at)
    for _ in range(8):
        driver.press(Qt.Key.Key_Right, SHIFT)
    driver.press(Qt.Key.Key_B, CTRL)
    assert driver.article != before
    driver.press(Qt.Key.Key_Space, CTRL)
    block = driver.article.body[at]
    assert isinstance(block, Paragraph)
    assert not block.inline[0].strong
    assert driver.window.surface.textCursor().hasSelection()


def test_the_tag_of_a_photo_says_what_it_lacks(driver: Driver) -> None:
    photo = figures_of(driver.article.body)[0].src
    driver.window.desk.edit(lambda article: set_alt(article, photo, ""))
    until(lambda: "Thiếu mô tả ảnh" in tag_of(driver, photo))
    assert driver.window.surface._frame.tags[photo].tone == "danger"
    driver.window.desk.edit(lambda article: set_alt(article, photo, "Người đứng trên bục"))
    until(lambda: "Thiếu mô tả ảnh" not in tag_of(driver, photo))


def test_words_that_a_check_names_are_underlined_and_stay_while_typing(driver: Driver) -> None:
    at = next(n for n, block in enumerate(driver.article.body) if isinstance(block, Paragraph))
    stand(driver, at)
    surface = driver.window.surface
    surface.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    driver.write(" Năm 2022.. đó")
    until(lambda: any(one.cursor.selectedText() == "2022.." for one in surface.extraSelections()))
    driver.write(" hay")
    assert any(one.cursor.selectedText() == "2022.." for one in surface.extraSelections())
    assert texts(driver)


def test_zoom_changes_the_page_alone_and_is_kept_for_the_next_start(driver: Driver, sample: Path) -> None:
    article, surface = driver.article, driver.window.surface
    button = driver.window.top_bar.export.height()
    size = surface.document().firstBlock().charFormat().font().pixelSize()
    driver.press(Qt.Key.Key_Plus, CTRL)
    assert surface.document().firstBlock().charFormat().font().pixelSize() == round(size * 1.1)
    for _ in range(8):
        driver.press(Qt.Key.Key_Plus, CTRL)
    assert surface.sync.formats.zoom == 2.0
    driver.window.use_theme("dark")
    assert surface.sync.formats.zoom == 2.0
    for _ in range(14):
        driver.press(Qt.Key.Key_Minus, CTRL)
    assert surface.sync.formats.zoom == 0.5
    assert driver.window.top_bar.export.height() == button
    assert driver.article is article
    remember(driver.window)
    kept = load().settings
    assert kept.page_zoom == 50
    with driving(sample, kept) as again:
        assert again.window.surface.sync.formats.zoom == 0.5
        again.window.open_article(newest(sample))
        again.settle()
        again.action("view.zoom_reset").trigger()
        assert again.window.surface.sync.formats.zoom == 1.0
