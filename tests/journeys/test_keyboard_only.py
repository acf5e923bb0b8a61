"""The whole job without a mouse, in both languages, in a wide window and in one whose panels are drawers: new article,
write, three photos, captions, sections, tags, related story, mend what the checks find, export.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from editor.app.settings import Settings
from editor.bundle.verify import verify
from editor.model.blocks import Figure, Paragraph, figures_of, text_of
from editor.model.finding import Severity
from editor.qt.dialogs.export import ExportSheet
from editor.qt.dialogs.photos import PhotoSheet
from editor.qt.dialogs.related import RelatedSheet
from window_driver import CTRL, NO, SHIFT, Driver, driving, pause, sample_workspace, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

SIZES = [(1536, 960), (1024, 640)]
HEADLINE = "Phường Bến Sông khai giảng lớp học số thứ hai"
STANDFIRST = "Hơn bốn mươi người cao tuổi học cách gọi xe và nộp hồ sơ qua mạng ngay tại nhà văn hóa."
PARAGRAPHS = (
    "Sáng 24/11, lớp học số thứ hai của phường mở cửa với bốn mươi hai học viên, nhiều hơn lớp đầu một nửa.",
    "Học viên lớn tuổi nhất năm nay tám mươi ba tuổi và đến lớp bằng xe buýt cùng cháu ngoại.",
)
PHOTOS = (
    ("Quang cảnh lễ khai giảng", "Các cụ ngồi kín hội trường nhà văn hóa"),
    ("Cô giáo hướng dẫn cách gọi xe", "Cô giáo trẻ cầm điện thoại đứng giữa hai học viên"),
    ("Học viên lớn tuổi nhất lớp", ""),
)
LAST_ALT = "Một cụ ông cười bên chiếc điện thoại mới"


@pytest.fixture
def workspace(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Path:
    return sample_workspace(tmp_path / "kho", tmp_path_factory.getbasetemp())


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    made = []
    for number, hue in enumerate((30, 120, 200)):
        path = tmp_path / f"IMG_{4400 + number}.jpg"
        Image.effect_mandelbrot((1500, 1000), (-2 + number / 9, -1, 1, 1), 60).convert("RGB").point(
            lambda value, hue=hue: (value * 3 + hue) % 256
        ).save(path, quality=85)
        made.append(path)
    return made


@pytest.fixture(
    params=[(lang, size) for lang in ("vi", "en") for size in SIZES], ids=lambda one: f"{one[0]}-{one[1][0]}"
)
def driver(request: pytest.FixtureRequest, workspace: Path) -> Iterator[Driver]:
    lang, size = request.param
    with driving(workspace, Settings(theme="light", lang=lang), size) as driver:
        yield driver


def focus() -> QWidget:
    part = QApplication.focusWidget()
    assert part is not None
    return part


def tab_to(driver: Driver, wanted: QWidget) -> None:
    """By Tab alone."""
    for _ in range(150):
        if focus() is wanted:
            return
        driver.press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {wanted.objectName() or wanted.accessibleName()}")


def answer(driver: Driver, above: QWidget, text: str) -> None:
    """Type into the file dialog that has come up, and Enter."""
    until(lambda: above.findChild(QFileDialog) is not None)
    dialog = above.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setFocus()  # the system's own dialog has its field ready
    name.selectAll()
    driver.write(text, on=name)
    driver.press(Qt.Key.Key_Return, on=name)
    driver.window.activateWindow()
    pause(30)


def write_the_story(driver: Driver) -> None:
    driver.press(Qt.Key.Key_N, CTRL)
    driver.settle()
    assert focus() is driver.window.surface
    for text in (HEADLINE, STANDFIRST, *PARAGRAPHS):
        driver.write(text)
        driver.press(Qt.Key.Key_Return)
    assert driver.article.headline == HEADLINE
    assert driver.article.standfirst == STANDFIRST


def put_photos_in(driver: Driver, photos: list[Path]) -> None:
    driver.press(Qt.Key.Key_I, CTRL | SHIFT)
    answer(driver, driver.window, " ".join(f'"{photo}"' for photo in photos))
    until(lambda: driver.window.findChild(PhotoSheet) is not None)
    sheet = driver.window.findChild(PhotoSheet)
    assert isinstance(sheet, PhotoSheet)
    until(sheet.done_button.isEnabled, most=30_000)
    driver.settle()
    fields = sheet.columns.fields
    for caption, alt in PHOTOS:
        tab_to(driver, fields.caption)
        driver.write(caption)
        tab_to(driver, fields.credit)
        driver.write("Lan Chi")
        tab_to(driver, fields.alt)
        driver.write(alt)
        driver.press(Qt.Key.Key_Return, CTRL)
    tab_to(driver, sheet.done_button)
    driver.press(Qt.Key.Key_Space)
    until(lambda: len(figures_of(driver.article.body)) == 3, most=60_000)
    until(lambda: not driver.window.shell.is_busy())
    driver.settle()
    assert [text_of(figure.caption) for figure in figures_of(driver.article.body)] == [words for words, _ in PHOTOS]


def details(driver: Driver) -> None:
    """The details are in sight, as a panel or as a drawer."""
    if not driver.window.areas.is_shown("details"):
        driver.press(Qt.Key.Key_2, CTRL | SHIFT)
    assert driver.window.areas.is_shown("details")


def fill_in_the_details(driver: Driver) -> None:
    details(driver)
    tab = driver.window.details.article_tab
    tab_to(driver, tab.sections)
    driver.press(Qt.Key.Key_Home)
    driver.press(Qt.Key.Key_Return)
    assert len(driver.article.sections) == 1
    tab_to(driver, tab.tags.field)
    driver.write("chuyển đổi số")
    driver.press(Qt.Key.Key_Return)
    if not driver.article.tags:
        driver.press(Qt.Key.Key_Return)
    assert driver.article.tags == ("chuyển đổi số",)
    tab_to(driver, tab.authors.field)
    driver.write("Lan Chi")
    driver.press(Qt.Key.Key_Escape)
    if not driver.window.areas.is_shown("details"):
        details(driver)
        tab_to(driver, tab.authors.field)
    driver.press(Qt.Key.Key_Return)
    assert [author.name for author in driver.article.authors] == ["Lan Chi"]


def relate(driver: Driver) -> None:
    driver.press(Qt.Key.Key_R, CTRL | SHIFT)
    sheet = driver.window.findChild(RelatedSheet)
    assert isinstance(sheet, RelatedSheet)
    driver.write("vac xin")
    driver.settle()
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    for _ in range(4):
        if not driver.window.shell.is_busy():
            break
        if len(driver.article.related) != 1 and hasattr(sheet, "done_button"):
            tab_to(driver, sheet.done_button)
            driver.press(Qt.Key.Key_Space)
        else:
            driver.press(Qt.Key.Key_Escape)
    assert len(driver.article.related) == 1


def blockers(driver: Driver) -> list[str]:
    return [found.code for found in driver.window.desk.checker.findings if found.severity is Severity.BLOCKER]


def mend(driver: Driver) -> None:
    """F8 leads to the photo without a description."""
    driver.settle()
    assert blockers(driver) == ["no-alt"]
    for _ in range(len(driver.window.desk.checker.findings) + 1):
        driver.press(Qt.Key.Key_F8, NO)
        pause(30)
        if focus() is driver.window.details.photo_tab.alt:
            break
    assert focus() is driver.window.details.photo_tab.alt
    driver.write(LAST_ALT)
    driver.settle()
    until(lambda: not blockers(driver))


def export(driver: Driver, target: Path) -> Path:
    target.mkdir()
    driver.press(Qt.Key.Key_E, CTRL | SHIFT)
    sheet = driver.window.findChild(ExportSheet)
    assert isinstance(sheet, ExportSheet)
    tab_to(driver, sheet.folder.change)
    driver.press(Qt.Key.Key_Space)
    answer(driver, sheet, str(target))
    driver.settle()
    until(sheet.export_button.isEnabled)
    tab_to(driver, sheet.export_button)
    driver.press(Qt.Key.Key_Space)
    until(lambda: sheet.files.count() > 0, most=120_000)
    driver.press(Qt.Key.Key_Escape)
    assert not driver.window.shell.is_busy()
    return next(path for path in target.iterdir() if not path.name.startswith("."))


def test_the_whole_job_by_keys_alone(driver: Driver, photos: list[Path], tmp_path: Path) -> None:
    write_the_story(driver)
    put_photos_in(driver, photos)
    fill_in_the_details(driver)
    relate(driver)
    mend(driver)
    bundle = export(driver, tmp_path / "cms")
    assert verify(bundle).ok
    page = (bundle / "index.html").read_text(encoding="utf-8")
    for words in (HEADLINE, STANDFIRST, *PARAGRAPHS, LAST_ALT, *(caption for caption, _ in PHOTOS)):
        assert words in page
    body = driver.article.body
    assert [text_of(block.inline) for block in body if isinstance(block, Paragraph) and block.inline] == list(
        PARAGRAPHS
    )
    assert sum(isinstance(block, Figure) for block in body) == 3
