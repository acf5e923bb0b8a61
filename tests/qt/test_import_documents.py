"""Documents imported in the window: opened at once, and what was converted is said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.model.blocks import figures_of
from made_documents import docx, drawing, paragraph, run
from window_driver import Driver, until


def test_a_word_document_opens_with_its_picture_and_says_what_was_converted(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "bài cũ.docx"
    path.write_bytes(
        docx(
            paragraph(run("Líp häc ®µn"))
            + paragraph(
                run("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc, ñy ban nh©n d©n huyÖn häp b¸o.")
            )
            + paragraph(drawing("rPhoto"))
        )
    )
    driver.window.intake.import_files([path])
    until(lambda: driver.article.headline == "Lớp học đàn", most=60_000)
    (figure,) = figures_of(driver.article.body)
    assert driver.window.session is not None
    assert (driver.window.session.folder / figure.src).is_file()
    notice = driver.window.banner.notice
    assert notice is not None
    assert notice.title == "Đã nhập 1 bài"
    assert "TCVN3 (ABC)" in notice.sentence


def test_a_document_dropped_on_the_page_is_an_article_of_its_own(driver: Driver, tmp_path: Path) -> None:
    before = driver.article
    path = tmp_path / "tin.docx"
    path.write_bytes(docx(paragraph(run("Tít của tin"), style="Title") + paragraph(run("Một đoạn văn."))))
    driver.window.surface.files_dropped.emit((str(path),), 0)
    until(lambda: driver.article.headline == "Tít của tin", most=60_000)
    assert before.id != driver.article.id


def test_a_document_dropped_on_the_library_is_imported_and_a_photo_is_not_taken_there(
    driver: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "tin.md"
    path.write_text("# Tít thả vào\n\nMột đoạn văn.", encoding="utf-8")
    areas = driver.window.areas
    assert not dropped(areas, tmp_path / "anh.jpg")
    assert dropped(areas, path)
    until(lambda: driver.article.headline == "Tít thả vào", most=60_000)


def dropped(widget: QWidget, path: Path) -> bool:
    """Whether a file is taken where it is dropped."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 200), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(20, 200), copy, data, left, none)
    QApplication.sendEvent(widget, drop)
    return drop.isAccepted()


def test_the_old_letters_of_an_import_can_be_kept(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "bài cũ.docx"
    old = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc, ñy ban nh©n d©n huyÖn häp b¸o."
    path.write_bytes(docx(paragraph(run("Líp häc ®µn")) + paragraph(run(old)) + paragraph(drawing("rPhoto"))))
    driver.window.intake.import_files([path])
    until(lambda: driver.article.headline == "Lớp học đàn", most=60_000)
    photos = figures_of(driver.article.body)
    notice = driver.window.banner.notice
    assert notice is not None
    assert notice.act is not None
    notice.act()
    until(lambda: driver.article.headline == "Líp häc ®µn")
    assert old in repr(driver.article.body)
    assert [photo.src for photo in figures_of(driver.article.body)] == [photo.src for photo in photos]
    driver.window.session.undo()  # type: ignore[union-attr]
    assert driver.article.headline == "Lớp học đàn"


def test_an_old_doc_is_answered_with_what_to_do(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "cũ.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    driver.window.intake.import_files([path])
    until(lambda: (notice := driver.window.banner.notice) is not None and "lưu thành .docx" in notice.sentence)
