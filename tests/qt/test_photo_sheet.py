"""The photo sheet, driven by keys and the mouse: what goes in, in which order, with which words."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, Event

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.model.blocks import Figure, Paragraph, figures_of, text_of
from editor.qt.dialogs.photos import PhotoSheet, edit_photos, open_photos
from photo_sheets import WORDS, opened, photo, sheet_of, texts
from window_driver import ALT, CTRL, SHIFT, Driver, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


def closed(driver: Driver) -> bool:
    sheet = driver.window.findChild(PhotoSheet)
    return sheet is None or not sheet.isVisible()


def put_in(driver: Driver, sheet: PhotoSheet) -> None:
    driver.click(sheet.done_button)
    until(lambda: closed(driver), most=30_000)
    driver.settle()


def test_photos_that_are_chosen_go_in_behind_the_caret_in_one_step(
    driver: Driver, tmp_path: Path, sample: Path
) -> None:
    start = driver.article
    one = photo(tmp_path, "IMG_1.JPG", WORDS)
    at = next(at for at, block in enumerate(start.body) if isinstance(block, Paragraph))
    cursor = driver.window.surface.textCursor()
    cursor.setPosition(driver.window.surface.document().toPlainText().index(text_of(start.body[at].inline)[:20]))
    driver.window.surface.setTextCursor(cursor)
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_I, CTRL | SHIFT)
    dialog = driver.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(one)])
    dialog.close()
    driver.window.activateWindow()
    until(lambda: driver.window.findChild(PhotoSheet) is not None)
    driver.settle()
    assert driver.article == start
    put_in(driver, sheet_of(driver))
    figure = driver.article.body[at + 1]
    assert isinstance(figure, Figure)
    assert text_of(figure.caption) == WORDS.caption
    assert (newest(sample) / figure.src).read_bytes() == one.read_bytes()
    assert driver.article.resource(figure.src).reviewed is False
    driver.window.surface.setFocus()
    driver.undo()
    assert driver.article == start


def test_files_dropped_on_the_page_open_the_sheet_for_that_place(driver: Driver, tmp_path: Path) -> None:
    """Interactions 1 and 2: the place and the order of the drop stay."""
    driver.window.surface.files_dropped.emit(
        (str(photo(tmp_path, "b.jpg", hue=1)), str(photo(tmp_path, "a.jpg", hue=2))), 2
    )
    sheet = sheet_of(driver)
    driver.settle()
    assert [one.name for one in sheet.bench.batch.photos] == ["b.jpg", "a.jpg"]
    assert [sheet.bench.batch.place(one.key) for one in sheet.bench.batch.photos] == [1, 2]
    assert "Vị trí: sau đoạn" in sheet.subtitle.text()
    put_in(driver, sheet)
    srcs = [block.src for block in driver.article.body[2:4] if isinstance(block, Figure)]
    assert [src.rsplit("-", 1)[1] for src in srcs] == ["b.jpg", "a.jpg"]


def test_words_of_the_file_are_marked_until_somebody_edits_them(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, "IMG_1.JPG", WORDS)])
    fields = sheet.columns.fields
    assert fields.caption.toPlainText() == WORDS.caption
    assert fields._sections["caption"].from_file.isVisible()
    assert fields._sections["credit"].from_file.isVisible()
    fields.caption.setFocus()
    fields.caption.moveCursor(QTextCursor.MoveOperation.End)
    driver.write(", sáng thứ hai")
    assert not fields._sections["caption"].from_file.isVisible()
    assert fields._sections["credit"].from_file.isVisible()
    put_in(driver, sheet)
    figure = driver.article.body[1]
    assert isinstance(figure, Figure)
    assert text_of(figure.caption) == f"{WORDS.caption}, sáng thứ hai"
    assert driver.article.resource(figure.src).reviewed is True


def test_words_that_were_read_are_marked_no_more(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, "IMG_1.JPG", WORDS)])
    fields = sheet.columns.fields
    driver.click(fields.read_button)
    assert not fields._sections["caption"].from_file.isVisible()
    assert not fields.read_button.isVisible()
    put_in(driver, sheet)
    figure = driver.article.body[1]
    assert isinstance(figure, Figure)
    assert driver.article.resource(figure.src).reviewed is True


def test_what_the_file_says_never_takes_the_place_of_typed_words(driver: Driver, tmp_path: Path) -> None:
    """Interaction 19: the words of the file arrive after the person has begun to type."""
    open_photos(driver.window, [photo(tmp_path, "IMG_1.JPG", WORDS)], 1)
    sheet = sheet_of(driver)
    assert sheet.bench.batch.photos[0].asset is None
    driver.write("Lễ khai giảng")
    driver.settle()
    assert sheet.bench.batch.photos[0].asset is not None
    assert texts(sheet, "caption") == ["Lễ khai giảng"]
    assert texts(sheet, "credit") == [WORDS.credit]


def test_one_bad_file_among_thirty_is_told_and_the_others_go_in(driver: Driver, tmp_path: Path) -> None:
    files = [photo(tmp_path, f"IMG_{number:02}.JPG", hue=number, size=(120, 80)) for number in range(29)]
    bad = tmp_path / "gia.jpg"
    bad.write_text("không phải ảnh", encoding="utf-8")
    start = driver.article
    sheet = opened(driver, [*files[:10], bad, *files[10:]])
    assert sheet.note.text() == "1 tệp không dùng được; các ảnh khác vẫn chèn được"
    assert sheet.done_button.text() == "Chèn 29 ảnh"
    sheet.choose(11)
    assert "gia.jpg" in driver.window.desk.messages.error(sheet.photo.problem)  # type: ignore[union-attr, arg-type]
    assert not sheet.columns.fields.isEnabled()
    put_in(driver, sheet)
    assert len(figures_of(driver.article.body)) == len(figures_of(start.body)) + 29
    driver.window.surface.setFocus()
    driver.undo()
    assert driver.article == start


def test_thirty_photos_are_captioned_without_the_mouse(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, f"{number:02}.jpg", hue=number, size=(120, 80)) for number in range(30)])
    assert QApplication.focusWidget() is sheet.columns.fields.caption
    for number in range(30):
        driver.write(f"Ảnh số {number + 1} của lễ hội")
        driver.press(Qt.Key.Key_Return, CTRL)
    assert texts(sheet, "caption") == [f"Ảnh số {number + 1} của lễ hội" for number in range(30)]
    assert QApplication.focusWidget() is sheet.done_button
    driver.press(Qt.Key.Key_Space)
    until(lambda: closed(driver), most=60_000)
    driver.settle()
    assert [text_of(one.caption) for one in driver.article.body[1:31]] == [  # type: ignore[union-attr]
        f"Ảnh số {number + 1} của lễ hội" for number in range(30)
    ]


def test_page_keys_go_from_photo_to_photo_and_keep_the_field(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, f"{number}.jpg", WORDS, hue=number) for number in range(3)])
    sheet.columns.fields.credit.setFocus()
    driver.press(Qt.Key.Key_PageDown)
    assert (sheet.current, QApplication.focusWidget()) == (2, sheet.columns.fields.credit)
    driver.press(Qt.Key.Key_PageUp)
    assert sheet.current == 1
    assert sheet.bench.batch.photos[0].unread  # looking at another photo is not reading this one
    driver.press(Qt.Key.Key_Return, CTRL)
    assert not sheet.bench.batch.photos[0].unread
    assert sheet.bench.batch.photos[1].unread


def test_alt_with_an_arrow_and_a_drag_change_the_order(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, f"{number}.jpg", hue=number) for number in range(3)])
    driver.press(Qt.Key.Key_Down, ALT)
    assert [one.name for one in sheet.bench.batch.photos] == ["1.jpg", "0.jpg", "2.jpg"]
    assert sheet.current == 1
    order = sheet.columns.order
    order.setFocus()
    driver.press(Qt.Key.Key_Down, ALT)
    assert [one.name for one in sheet.bench.batch.photos] == ["1.jpg", "2.jpg", "0.jpg"]
    assert order.currentRow() == 2
    order.drop_current(order.visualRect(order.model().index(0, 0)).topLeft() + QPoint(5, 3))
    assert [one.name for one in sheet.bench.batch.photos] == ["0.jpg", "1.jpg", "2.jpg"]
    driver.undo()
    assert [one.name for one in sheet.bench.batch.photos] == ["1.jpg", "2.jpg", "0.jpg"]


def test_more_photos_are_dropped_into_the_sheet_and_taken_out_again(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, "0.jpg")])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo(tmp_path, "1.jpg", hue=1)))])
    drop, middle = sheet.columns.drop, sheet.columns.drop.rect().center()
    enter = QDragEnterEvent(
        middle, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(drop, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(
        drop,
        QDropEvent(
            QPointF(middle), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        ),
    )
    driver.settle()
    assert [one.name for one in sheet.bench.batch.photos] == ["0.jpg", "1.jpg"]
    sheet.columns.order.setFocus()
    sheet.choose(2)
    driver.press(Qt.Key.Key_Delete)
    assert [one.name for one in sheet.bench.batch.photos] == ["0.jpg"]


def test_credit_and_rights_for_all_are_one_step(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, f"{number}.jpg", WORDS, hue=number) for number in range(3)])
    fields = sheet.columns.fields
    fields.credit.setFocus()
    fields.credit.selectAll()
    driver.write("Lan Chi")
    driver.click(fields.share)
    assert texts(sheet, "credit") == ["Lan Chi"] * 3
    assert texts(sheet, "rights") == [WORDS.rights] * 3
    assert fields.share.text() == "Dùng tác giả và nguồn cho cả 3 ảnh"
    driver.undo()
    assert texts(sheet, "credit") == ["Lan Chi", WORDS.credit, WORDS.credit]
    driver.redo()
    fields.credit.setFocus()
    driver.write(" (ảnh)")
    assert len(set(texts(sheet, "credit"))) == 1


def test_words_typed_in_one_go_are_one_step_of_the_sheets_undo(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, "0.jpg", WORDS)])
    sheet.columns.fields.alt.setFocus()
    driver.write("hai nguoi")
    driver.undo()
    assert texts(sheet, "alt") == [""]
    assert sheet.columns.fields.alt.toPlainText() == ""
    driver.redo()
    assert texts(sheet, "alt") == ["hai nguoi"]
    assert driver.window.session is not None
    assert not driver.window.session.can_undo


def test_the_first_photo_of_an_article_without_one_becomes_its_lead_image(driver: Driver, tmp_path: Path) -> None:
    driver.window.desk.new_article()
    driver.settle()
    sheet = opened(driver, [photo(tmp_path, "0.jpg"), photo(tmp_path, "1.jpg", hue=1)], None)
    assert sheet.columns.fields.lead.isChecked()
    sheet.choose(2)
    driver.click(sheet.columns.fields.lead)
    put_in(driver, sheet)
    assert driver.article.cover == figures_of(driver.article.body)[1].src


def test_a_picture_from_the_clipboard_goes_in_too(driver: Driver, tmp_path: Path, sample: Path) -> None:
    content = photo(tmp_path, "0.jpg").read_bytes()
    sheet = opened(driver, [content], 1)
    assert sheet.bench.batch.photos[0].name == "Ảnh dán 1"
    put_in(driver, sheet)
    figure = driver.article.body[1]
    assert isinstance(figure, Figure)
    assert (newest(sample) / figure.src).read_bytes() == content


def test_closing_leaves_the_article_alone_and_the_words_can_be_had_back(driver: Driver, tmp_path: Path) -> None:
    start = driver.article
    sheet = opened(driver, [photo(tmp_path, "0.jpg")])
    driver.write("Đã gõ")
    driver.press(Qt.Key.Key_Escape)
    assert closed(driver)
    assert driver.article == start
    notice = driver.window.banner.notice
    assert notice is not None
    assert notice.act is not None
    pause(30)
    notice.act()
    again = next(one for one in driver.window.findChildren(PhotoSheet) if one is not sheet)
    assert texts(again, "caption") == ["Đã gõ"]


def test_photos_of_the_article_are_edited_as_one_step(driver: Driver) -> None:
    start = driver.article
    srcs = [figure.src for figure in figures_of(start.body)]
    edit_photos(driver.window, srcs[1])
    sheet = sheet_of(driver)
    driver.settle()
    assert sheet.photo is not None
    assert sheet.photo.figure.src == srcs[1]
    sheet.columns.fields.credit.setFocus()
    sheet.columns.fields.credit.selectAll()
    driver.write("Lan Chi")
    driver.press(Qt.Key.Key_Up, ALT)
    driver.click(sheet.done_button)
    assert closed(driver)
    after = figures_of(driver.article.body)
    assert [figure.src for figure in after] == [srcs[1], srcs[0], *srcs[2:]]
    assert after[0].credit == "Lan Chi"
    driver.window.surface.setFocus()
    driver.undo()
    assert driver.article == start


def test_a_photo_that_was_used_before_is_recognised_with_place_and_caption(
    driver: Driver, tmp_path: Path, sample: Path
) -> None:
    """Saved anew at half the size, with another name: it is the picture that counts."""
    other = sorted((sample / "articles").iterdir())[0]
    with Image.open(next((other / "images").iterdir())) as image:
        image.resize((image.width // 2, image.height // 2)).save(tmp_path / "moi.jpg", quality=60)
    sheet = opened(driver, [tmp_path / "moi.jpg", photo(tmp_path, "khac.jpg", hue=3)])
    until(lambda: sheet.recognition.found)
    driver.settle()
    assert set(sheet.recognition.found) == {1}
    used = sheet.recognition.found[1]
    assert used.folder == other
    assert used.caption
    assert used.caption in sheet.columns.fields.used.text()
    assert used.headline[:20] in sheet.columns.fields.used.text()
    driver.click(sheet.columns.fields.take_over)
    assert sheet.bench.batch.photos[0].text("caption") == used.caption
    sheet.choose(2)
    assert not sheet.columns.fields.used.isVisible()


def test_photos_of_former_years_are_looked_at_beside_everything_else(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look of a large newsroom takes half an hour: no job waits for it, the sheet closes at once."""
    looking, go = Event(), Event()

    def slow(path: Path) -> int:
        looking.set()
        go.wait(30)
        return 0

    monkeypatch.setattr("editor.app.photos._likeness", slow)
    open_photos(driver.window, [photo(tmp_path, "moi.jpg")], 1)
    until(looking.is_set)
    both = Barrier(2, timeout=10)
    met: list[int] = []
    for key in ("one", "two"):
        driver.window.desk.jobs.run(key, lambda cancel: both.wait(), met.append, lambda error: None)
    until(lambda: len(met) == 2)
    sheet_of(driver).close()
    until(lambda: closed(driver))
    go.set()


def test_a_small_photo_is_warned_of(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, "nho.jpg", size=(320, 200))])
    assert sheet.columns.fields.small.text().startswith("Ảnh rộng 320 px, dưới mức 800 px")
    assert sheet.columns.fields.small.isVisible()


def test_tab_goes_column_by_column_and_every_stop_has_a_name(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, f"{number}.jpg", WORDS, hue=number) for number in range(2)])
    fields, columns = sheet.columns.fields, sheet.columns
    met = []
    for _ in range(40):
        part = QApplication.focusWidget()
        assert part is not None
        assert part.accessibleName() or getattr(part, "text", str)(), part
        if met and part is met[0]:
            break
        met.append(part)
        driver.press(Qt.Key.Key_Tab)
    assert len(met) < 40
    assert met[:4] == [fields.caption, fields.credit, fields.alt, fields.decorative]
    wanted = [columns.order, columns.drop, columns.turn, columns.blur, columns.crop]
    assert [part for part in met if part in wanted] == wanted
    assert met.index(sheet.done_button) < met.index(sheet.close_button) < met.index(columns.order)


def test_the_columns_fold_with_the_width_and_nothing_is_cut(driver: Driver, tmp_path: Path) -> None:
    sheet = opened(driver, [photo(tmp_path, "0.jpg")])
    for size, folded in (((1440, 900), 3), ((1024, 640), 2), ((800, 560), 1)):
        driver.window.resize(*size)
        driver.settle()
        assert sheet.columns._folded == folded
        assert sheet.card.width() <= driver.window.width() - 48
        assert sheet.card.height() <= driver.window.height() - 48
        assert sheet.columns.minimumSizeHint().width() <= sheet.card.width()
        for column in sheet.columns.columns:
            assert column.minimumSizeHint().width() <= column.width(), (size, column)
