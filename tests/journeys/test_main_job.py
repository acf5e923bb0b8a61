"""The whole job in the real window, by keys and the mouse: the seed article comes in, is edited, undone, redone, saved
and exported, and the bundle is the command line's byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit

from editor.bundle.verify import verify
from editor.cli.main import run as command_line
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.model.blocks import Paragraph, figures_of, text_of
from editor.model.finding import Severity
from editor.model.rows import RowKind
from editor.qt.dialogs.export import ExportSheet
from editor.qt.dialogs.photos import PhotoSheet
from editor.qt.dialogs.related import RelatedSheet
from window_driver import CTRL, SHIFT, Driver, driving, sample_workspace, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

EPOCH = "1666000000"
WORDS = "Chiều 17/10, lớp bồi dưỡng tiếp tục với chuyên đề về chuyển đổi số ở cơ sở."


@pytest.fixture
def workspace(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, seed: Path, qapp: object) -> Path:
    """The sample newsroom with the seed article imported into it."""
    folder = sample_workspace(tmp_path / "kho", tmp_path_factory.getbasetemp())
    assert command_line(["import", "-w", str(folder), str(seed / "article.txt"), "--photos", str(seed)]) == 0
    return folder


@pytest.fixture
def desk(workspace: Path) -> Iterator[Driver]:
    with driving(workspace) as driver:
        folder = next(item.folder for item in driver.window.desk.articles if item.headline.startswith("Hà Nội"))
        driver.click_row(driver.window.library.view, driver.window.library.model.index_of(folder).row())
        driver.settle()
        assert driver.window.session is not None
        assert driver.window.session.folder == folder
        yield driver


def field(driver: Driver, name: str) -> QLineEdit:
    found = driver.window.findChild(QLineEdit, name)
    assert found is not None
    driver.window.details.turn_to(0)
    driver.window.details.ensure_seen(found)
    driver.click(found)
    return found


def mend_what_blocks(driver: Driver) -> None:
    """Byline, section, three alt texts and a credit, as the checks ask for them."""
    window = driver.window
    field(driver, "authorField")
    driver.write("Hoàng Phúc")
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Return, on=field(driver, "authorField"))
    tree = window.details.article_tab.sections
    window.details.ensure_seen(tree)
    tree.setFocus()
    driver.press(Qt.Key.Key_Home)
    driver.press(Qt.Key.Key_Return)
    window.details.turn_to(1)
    tab = window.details.photo_tab
    for at, figure in enumerate(figures_of(driver.article.body)):
        item = tab.strip.layout().itemAt(at)
        assert item is not None
        driver.click(item.widget())
        assert tab.src == figure.src
        if not figure.credit:
            driver.click(tab.credit)
            driver.write("Viết Thành")
        driver.click(tab.alt)
        driver.write(f"Hội trường trong ảnh {at + 1}")
    driver.settle()
    blockers = [found for found in window.desk.checker.findings if found.severity is Severity.BLOCKER]
    assert blockers == []


def type_a_paragraph(driver: Driver) -> None:
    """Headline → standfirst → body by Enter, then a paragraph of its own."""
    surface = driver.window.surface
    driver.click(surface.viewport())
    driver.press(Qt.Key.Key_Home, CTRL, on=surface)
    driver.press(Qt.Key.Key_Return, on=surface)
    driver.press(Qt.Key.Key_Return, on=surface)
    before = len(driver.article.body)
    driver.write(WORDS, on=surface)
    if any(isinstance(block, Paragraph) and text_of(block.inline) == WORDS for block in driver.article.body):
        return
    driver.press(Qt.Key.Key_Return, on=surface)
    assert len(driver.article.body) == before + 1


def edit_a_caption(driver: Driver) -> None:
    tab, surface = driver.window.details.photo_tab, driver.window.surface
    driver.window.details.turn_to(1)
    item = tab.strip.layout().itemAt(1)
    assert item is not None
    driver.click(item.widget())
    surface.setFocus()
    driver.press(Qt.Key.Key_Down, on=surface)
    assert surface.editing.rows[surface.editing.caret().row].kind is RowKind.CAPTION
    driver.press(Qt.Key.Key_End, on=surface)
    driver.write(" sáng nay", on=surface)


def insert_a_photo(driver: Driver, photo: Path) -> None:
    count = len(figures_of(driver.article.body))
    driver.press(Qt.Key.Key_I, CTRL | SHIFT, on=driver.window.surface)
    dialog = driver.window.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setFocus()
    driver.write(str(photo), on=name)
    driver.press(Qt.Key.Key_Return, on=name)
    driver.window.activateWindow()
    until(lambda: driver.window.findChild(PhotoSheet) is not None, most=30_000)
    driver.settle()
    sheet = driver.window.findChild(PhotoSheet)
    assert sheet is not None
    sheet.columns.fields.alt.setFocus()
    driver.write("Bục phát biểu trong hội trường")
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.press(Qt.Key.Key_Space)
    until(lambda: len(figures_of(driver.article.body)) == count + 1, most=30_000)
    driver.settle()


def add_a_tag(driver: Driver) -> None:
    field(driver, "tagField")
    driver.write("Thành ủy Hà Nội")
    driver.press(Qt.Key.Key_Return)
    if driver.article.tags == ():
        driver.press(Qt.Key.Key_Return)
    assert driver.article.tags == ("Thành ủy Hà Nội",)


def add_a_related_item(driver: Driver) -> None:
    driver.press(Qt.Key.Key_R, CTRL | SHIFT)
    assert driver.window.findChild(RelatedSheet) is not None
    driver.write("vac xin")
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Escape)
    assert driver.window.findChild(RelatedSheet) is None
    assert len(driver.article.related) == 1


def edit(driver: Driver, seed: Path) -> list[Article]:
    """The edits of the issue, and the article after each."""
    seen = [driver.article]
    for step in (
        type_a_paragraph,
        edit_a_caption,
        lambda one: insert_a_photo(one, seed / "IMG_4411.JPG"),
        add_a_tag,
        add_a_related_item,
    ):
        step(driver)
        assert driver.article != seen[-1]
        seen.append(driver.article)
    return seen


def export_from_window(driver: Driver, target: Path) -> Path:
    target.mkdir()
    driver.press(Qt.Key.Key_E, CTRL | SHIFT)
    sheet = driver.window.findChild(ExportSheet)
    assert sheet is not None
    driver.click(sheet.cards["both"])
    driver.click(sheet.folder.change)
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setFocus()
    name.selectAll()
    driver.write(str(target), on=name)
    driver.press(Qt.Key.Key_Return, on=name)
    driver.window.activateWindow()
    driver.settle()
    assert sheet.export_button.isEnabled(), sheet.reason.text()
    driver.click(sheet.export_button)
    until(lambda: sheet.files.count() > 0, most=120_000)
    driver.press(Qt.Key.Key_Escape)
    return next(path for path in target.iterdir() if not path.name.startswith("."))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def same_but_for_lastmod(one: Article, other: Article) -> bool:
    from dataclasses import replace

    return replace(one, lastmod="") == replace(other, lastmod="")


def test_the_main_job_from_the_seed_to_the_bundle(
    desk: Driver, seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    mend_what_blocks(desk)
    session = desk.window.session
    assert session is not None
    done_before = len(session.history.past)
    seen = edit(desk, seed)
    steps = len(session.history.past) - done_before
    assert steps >= 5

    desk.window.surface.setFocus()
    undone = [desk.article]
    for _ in range(steps):
        desk.undo()
        undone.append(desk.article)
        assert not same_but_for_lastmod(undone[-1], undone[-2])
    assert same_but_for_lastmod(desk.article, seen[0])
    assert same_but_for_lastmod(desk.article, session.article)
    for _ in range(steps):
        desk.redo()
    assert same_but_for_lastmod(desk.article, seen[-1])
    for step in seen[1:-1]:
        assert any(same_but_for_lastmod(step, one) for one in undone)

    desk.press(Qt.Key.Key_S, CTRL)
    until(lambda: not session.is_modified)
    opened = Workspace.open(desk.window.desk.workspace.root).load(session.folder)  # type: ignore[union-attr]
    assert opened.article == desk.article

    ours = export_from_window(desk, tmp_path / "cua-so")
    (tmp_path / "dong-lenh").mkdir()
    arguments = ["export", str(session.folder), "--to", str(tmp_path / "dong-lenh"), "--kind", "both"]
    assert command_line(arguments) == 0
    theirs = next(path for path in (tmp_path / "dong-lenh").iterdir() if not path.name.startswith("."))
    assert contents(ours) == contents(theirs)
    assert len(contents(ours)) > 30
    assert verify(ours).ok


def test_undo_has_a_key_in_every_language(desk: Driver) -> None:
    assert desk.action("edit.undo").shortcut() == QKeySequence("Ctrl+Z")
