"""Photos on the page by mouse and keyboard: words, menus, galleries, sizes, another file, a way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from editor.app.commands import COMMANDS
from editor.model.article import Article, Resource
from editor.model.blocks import Figure, Gallery, Paragraph, figures_of, plain
from editor.qt.dialogs.alt import AltPopover
from editor.qt.panels.toast import Toast
from editor.qt.tools.figures import MENU, FigureTool
from made_photos import encoded, picture
from surface_monkey import drag_and_drop
from window_driver import ALT, CTRL, Driver, pause


def photo(number: int, **words: str) -> Figure:
    return Figure(f"images/{number:02}-a.jpg", plain(f"Ảnh số {number}"), **words)


def p(text: str) -> Paragraph:
    return Paragraph(plain(text))


@pytest.fixture
def page(driver: Driver) -> Driver:
    """An article of two paragraphs and three photos, of which the last is missing."""
    session = driver.window.session
    assert session is not None
    for number in (1, 2):
        (session.folder / f"images/{number:02}-a.jpg").write_bytes(encoded(picture(600, 400), quality=80))
    body = (p("trước"), photo(1, credit="Viết Thành", alt="cũ"), photo(2), p("giữa"), photo(3), p("sau"))
    session.apply(replace(session.article, body=body, resources=()), "details")
    driver.window.surface.photos.open(session.folder)
    driver.settle()
    driver.window.surface.setFocus()
    return driver


def figure(page: Driver, number: int) -> Figure:
    return next(one for one in figures_of(page.article.body) if one.src.startswith(f"images/{number:02}"))


def select(page: Driver, number: int) -> None:
    assert page.window.surface.figures.select(f"images/{number:02}-a.jpg")
    page.window.surface.setFocus()
    pause()


def popover(page: Driver) -> AltPopover:
    found = page.window.findChild(AltPopover)
    assert found is not None
    return found


def tool(page: Driver) -> FigureTool:
    found = page.window.tools.get("figures")
    assert isinstance(found, FigureTool)
    return found


def run(page: Driver, verb: str) -> None:
    page.window.actions_.refresh()
    page.action(f"figure.{verb}").trigger()
    pause()


def test_alt_enter_opens_the_words_beside_the_photo_and_escape_goes_back(page: Driver) -> None:
    select(page, 1)
    page.window.actions_.refresh()
    page.press(Qt.Key.Key_Return, ALT)
    card = popover(page)
    assert card.isVisible()
    assert card.alt.hasFocus()
    assert card.alt.toPlainText() == "cũ"
    surface = page.window.surface
    corner = surface.viewport().mapTo(page.window, QPoint(0, 0))
    shown = surface.places.rect(3).toRect().translated(corner)
    assert not card.card().intersects(shown)
    session = page.window.session
    assert session is not None
    steps = len(session.history.past)
    card.alt.selectAll()
    page.write("Bí thư phát biểu")
    assert figure(page, 1).alt == "Bí thư phát biểu"
    assert len(session.history.past) == steps + 1
    page.press(Qt.Key.Key_Tab)
    page.press(Qt.Key.Key_Tab)
    assert card.credit.hasFocus()
    card.credit.selectAll()
    page.write("Lan Chi")
    page.press(Qt.Key.Key_Return)
    assert figure(page, 1).credit == "Lan Chi"
    assert not card.isVisible()
    assert surface.hasFocus()
    assert surface.current_photo() == "images/01-a.jpg"
    page.undo()
    page.undo()
    assert figure(page, 1) == photo(1, credit="Viết Thành", alt="cũ")


def test_a_double_click_on_a_photo_opens_its_words_and_a_click_elsewhere_closes_them(page: Driver) -> None:
    surface = page.window.surface
    place = surface.places.rect(3).center().toPoint()
    QTest.mouseDClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=place)
    card = popover(page)
    assert (card.isVisible(), card.src) == (True, "images/01-a.jpg")
    page.window.library.search.setFocus()
    pause()
    assert not card.isVisible()


def test_a_decorative_photo_needs_no_words(page: Driver) -> None:
    select(page, 1)
    run(page, "words")
    card = popover(page)
    card.decorative.click()
    assert page.article.resource("images/01-a.jpg").decorative
    assert not card.alt.isEnabled()


def test_the_words_follow_their_photo_and_go_when_it_leaves_the_window(page: Driver) -> None:
    page.window.resize(1440, 700)
    pause(30)
    select(page, 1)
    run(page, "words")
    card, bar = popover(page), page.window.surface.verticalScrollBar()
    before = card.card().top()
    bar.setValue(bar.value() + 300)
    assert card.card().top() != before
    bar.setValue(bar.maximum())
    assert not card.isVisible()


def test_the_right_button_on_a_photo_offers_what_is_possible(page: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    surface = page.window.surface
    shown: list[QMenu] = []

    def record(menu: QMenu, _place: QPoint) -> None:  # the platform of tests shows no menus
        shown.append(menu)

    monkeypatch.setattr(QMenu, "popup", record)
    place = surface.places.rect(3).center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, surface.viewport().mapToGlobal(place))
    surface.contextMenuEvent(event)
    pause()
    offered = [action.objectName() for action in shown[0].actions() if not action.isSeparator()]
    assert surface.current_photo() == "images/01-a.jpg"
    assert {"figure.words", "figure.replace", "figure.gallery", "figure.remove"} <= set(offered)
    assert "figure.take_out" not in offered
    assert set(filter(None, MENU)) <= set(COMMANDS)


def test_neighbouring_photos_become_a_gallery_and_come_apart_again(page: Driver) -> None:
    select(page, 1)
    run(page, "gallery")
    gallery = page.article.body[1]
    assert isinstance(gallery, Gallery)
    assert [one.src for one in gallery.figures] == ["images/01-a.jpg", "images/02-a.jpg"]
    one, two = page.window.surface.places.rect(3), page.window.surface.places.rect(5)
    assert one.top() == two.top()
    assert one.right() < two.left()
    page.window.actions_.refresh()
    assert not page.action("figure.wide").isEnabled()
    select(page, 2)
    run(page, "take_out")
    assert page.article.body[1:3] == (photo(1, credit="Viết Thành", alt="cũ"), photo(2))
    page.undo()
    run(page, "dissolve")
    assert not any(isinstance(block, Gallery) for block in page.article.body)
    page.undo()
    page.undo()
    assert page.article.body[1] == photo(1, credit="Viết Thành", alt="cũ")


def test_a_click_on_the_second_photo_of_a_gallery_selects_that_one(page: Driver) -> None:
    select(page, 1)
    run(page, "gallery")
    surface = page.window.surface
    QTest.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=surface.places.rect(5).center().toPoint())
    assert surface.current_photo() == "images/02-a.jpg"
    page.window.library.search.setFocus()
    QTest.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=surface.places.rect(3).center().toPoint())
    assert surface.hasFocus()
    assert surface.current_photo() == "images/01-a.jpg"
    page.press(Qt.Key.Key_Down)
    assert surface.block_kind() == "caption"


def test_sizes_and_turns_change_the_place_of_a_photo(page: Driver) -> None:
    surface = page.window.surface
    select(page, 1)
    column = surface.places.rect(3)
    run(page, "wide")
    assert page.article.resource("images/01-a.jpg").size == "wide"
    assert surface.places.rect(3).width() > column.width()
    page.window.actions_.refresh()
    assert page.action("figure.wide").isChecked()
    run(page, "small")
    assert surface.places.rect(3).width() == pytest.approx(column.width() / 2, abs=1)
    run(page, "column")
    assert page.article.resource("images/01-a.jpg").size == ""
    run(page, "right")
    assert page.article.resource("images/01-a.jpg").rotate == 90
    assert surface.places.rect(3).height() > surface.places.rect(3).width()
    run(page, "left")
    run(page, "left")
    assert page.article.resource("images/01-a.jpg").rotate == 270
    for _ in range(3):
        page.undo()
    assert page.article.resource("images/01-a.jpg").rotate == 0


def test_another_file_takes_the_place_of_a_photo_and_the_words_stay(page: Driver, tmp_path: Path) -> None:
    other = tmp_path / "IMG_77.JPG"
    other.write_bytes(encoded(picture(500, 900), quality=80))
    session = page.window.session
    assert session is not None
    session.apply(
        replace(
            session.article,
            cover="images/01-a.jpg",
            resources=(Resource("images/01-a.jpg", size="wide", rotate=90, focus=(0.1, 0.2)),),
        ),
        "details",
    )
    select(page, 1)
    tool(page).replace("images/01-a.jpg", other)
    page.settle()
    new = page.article.body[1]
    assert isinstance(new, Figure)
    assert (new.caption, new.credit, new.alt) == (plain("Ảnh số 1"), "Viết Thành", "cũ")
    assert new.src not in {"images/01-a.jpg", ""}
    assert page.article.cover == new.src
    known = page.article.resource(new.src)
    assert (known.size, known.rotate, known.focus) == ("wide", 0, None)
    assert (session.folder / new.src).read_bytes() == other.read_bytes()
    assert page.window.surface.current_photo() == new.src
    page.undo()
    assert page.article.cover == "images/01-a.jpg"
    assert page.article.resource("images/01-a.jpg").rotate == 90


def test_a_missing_photo_offers_to_be_found_by_enter_and_by_a_click(
    page: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QFileDialog] = []

    def record(dialog: QFileDialog) -> None:  # the platform of tests shows no dialogs
        asked.append(dialog)

    monkeypatch.setattr(QFileDialog, "open", record)
    surface = page.window.surface
    select(page, 3)
    assert surface.places.is_missing(8)
    page.press(Qt.Key.Key_Return)
    assert len(asked) == 1
    surface.ensureCursorVisible()
    offer = surface._atoms.photos.offer(surface.places.rect(8)).center().toPoint()
    QTest.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=offer)
    assert len(asked) == 2
    file = tmp_path / "thay.jpg"
    file.write_bytes(encoded(picture(300, 200), quality=80))
    asked[1].fileSelected.emit(str(file))
    page.settle()
    assert not surface.places.is_missing(8)


def test_a_file_that_is_no_photo_is_refused_with_a_sentence_and_nothing_changes(page: Driver, tmp_path: Path) -> None:
    file = tmp_path / "chu.jpg"
    file.write_text("không phải ảnh", encoding="utf-8")
    before = page.article
    tool(page).replace("images/01-a.jpg", file)
    page.settle()
    assert page.article == before
    assert page.window.banner.notice is not None
    assert "chu.jpg" in page.window.banner.notice.sentence


@pytest.mark.parametrize("written", ["", "mới "])
def test_a_photo_that_is_removed_comes_back_from_the_toast_and_what_was_written_since_stays(
    page: Driver, written: str
) -> None:
    surface, before = page.window.surface, page.article
    select(page, 1)
    page.press(Qt.Key.Key_Delete)
    assert len(figures_of(page.article.body)) == 2
    toast = page.window.findChild(Toast)
    assert toast is not None
    assert toast.said.words == "Đã bỏ ảnh 1 khỏi bài"
    surface.editing.place(surface.editing.caret().at(2, 0))
    page.write(written)
    assert toast.said.undo is not None
    toast.said.undo()
    assert page.article.body[1] == before.body[1]
    assert surface.editing.rows[2].text == f"{written}trước"
    if not written:
        assert page.article == before


def test_ctrl_z_after_a_removal_brings_photo_caption_and_credit_back(page: Driver) -> None:
    before = page.article
    select(page, 1)
    run(page, "remove")
    assert len(figures_of(page.article.body)) == 2
    page.press(Qt.Key.Key_Z, CTRL)
    assert page.article == before


def test_hundred_and_fifty_photos_cost_a_key_nothing_and_a_paint_only_what_is_shown(page: Driver) -> None:
    session = page.window.session
    assert session is not None
    body = tuple(block for number in range(1, 151) for block in (p(f"đoạn {number}"), photo(number)))
    session.apply(replace(Article(headline="Tít"), body=body), "details")
    surface = page.window.surface
    surface.editing.place(surface.editing.caret().at(2, 0))
    drawn: list[str] = []
    painter = surface._atoms.photos
    original = painter._draw_photo

    def counted(painting: object, rect: object, src: str) -> None:
        drawn.append(src)
        original(painting, rect, src)  # type: ignore[arg-type]

    painter._draw_photo = counted  # type: ignore[method-assign]
    surface.grab()
    shown = len(set(drawn))
    read = surface.sync.rows_read
    page.write("x")
    surface.flush()
    assert 1 <= shown <= 4
    assert surface.sync.rows_read == read + 1
    assert surface.places.at(QPointF(3, 3)) is None


def test_a_selected_photo_keeps_its_colours_and_has_a_ring(page: Driver) -> None:
    surface = page.window.surface
    surface.grab()
    surface.photos.wait()
    page.settle()

    def color(place: QPoint) -> str:
        ratio = surface.devicePixelRatioF()
        image = surface.viewport().grab().toImage()
        return image.pixelColor(int(place.x() * ratio), int(place.y() * ratio)).name()

    rect = surface.places.rect(3)
    middle, edge = rect.center().toPoint(), QPoint(int(rect.center().x()), int(rect.top()) - 2)
    before = color(middle)
    select(page, 1)
    surface.ensureCursorVisible()
    moved = surface.places.rect(3).center().toPoint() - middle
    assert color(middle + moved) == before
    assert color(edge + moved) == page.window.desk.theme.color("accent").name()


def test_a_file_that_was_put_into_the_folder_is_shown_when_somebody_comes_back_to_the_page(page: Driver) -> None:
    session, surface = page.window.session, page.window.surface
    assert session is not None
    before = surface.places.rect(8).height()
    assert surface.places.is_missing(8)
    (session.folder / "images/03-a.jpg").write_bytes(encoded(picture(600, 400), quality=80))
    page.window.library.search.setFocus()
    pause()
    surface.setFocus()
    pause()
    assert not surface.places.is_missing(8)
    assert surface.places.rect(8).height() > before


def test_a_file_dropped_on_a_missing_photo_is_that_photo(page: Driver, tmp_path: Path) -> None:
    file = tmp_path / "IMG_9.JPG"
    file.write_bytes(encoded(picture(320, 200), quality=80))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    select(page, 3)
    surface, photos = page.window.surface, len(figures_of(page.article.body))
    surface.ensureCursorVisible()
    place = surface.places.rect(8).center()
    assert drag_and_drop(surface, data, [place - QPointF(0, 5), place], own=False)
    page.settle()
    found = figures_of(page.article.body)
    assert len(found) == photos
    assert found[-1].caption == plain("Ảnh số 3")
    assert not surface.places.is_missing(8)
