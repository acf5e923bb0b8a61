"""The window: opening, saving by itself, what goes wrong, keys, narrow screens."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from editor.app.commands import COMMANDS
from editor.app.settings import Settings
from editor.library.index import Index
from editor.library.journal import Journal
from editor.library.workspace import Workspace
from editor.model.finding import BlockPlace, FieldPlace, PhotoPlace
from editor.qt.dialogs.conflict import ConflictSheet
from editor.qt.main import open_window
from window_driver import CTRL, SHIFT, Driver, driving, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

HANDLES = (
    *("surface", "libraryList", "librarySearch", "sectionTree", "tagField", "relatedList"),
    *("checksList", "saveState"),
)


def text_of_file(workspace: Path) -> str:
    return (newest(workspace) / "article.md").read_text(encoding="utf-8")


def test_open_window_shows_the_workspaces_articles(sample: Path, qapp: QApplication) -> None:
    window = open_window(sample, Settings(lang="vi", theme="light"))
    driver = Driver(window)
    driver.settle()
    assert window.session is None
    assert window.library.model.rowCount() == 4  # a day and three articles
    assert window.open_article(newest(sample))
    assert window.session is not None
    assert window.windowTitle().startswith(window.session.article.headline)
    window.close()


def test_a_click_in_the_library_opens(sample: Path, qapp: QApplication) -> None:
    with driving(sample) as driver:
        driver.click_row(driver.window.library.view, 2)
        driver.settle()
        assert driver.window.session is not None
        assert driver.window.library.view.currentIndex().row() == 2


def test_every_handle_has_its_name_and_is_named_for_assistive_tools(driver: Driver) -> None:
    for name in HANDLES:
        part = driver.window.findChild(QWidget, name)
        assert part is not None, name
        assert part.accessibleName(), name


def test_every_button_is_named_for_assistive_tools(driver: Driver) -> None:
    from PySide6.QtWidgets import QAbstractButton

    nameless = [
        button
        for button in driver.window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_every_command_is_an_action_with_its_id_and_key(driver: Driver) -> None:
    for ident, command in COMMANDS.items():
        action = driver.window.findChild(QAction, ident)
        assert action is not None, ident
        if command.keys and sys.platform != "darwin":
            assert [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()] == list(
                command.keys
            )


def test_the_keys_are_those_of_the_design(driver: Driver) -> None:
    import yaml

    file = Path(__file__).resolve().parents[3] / "shared" / "design" / "shortcuts.yaml"
    if not file.is_file():
        pytest.skip("the design is not beside this checkout (../shared/design)")
    keys = {row["id"]: row["win"] for row in yaml.safe_load(file.read_text(encoding="utf-8"))}
    for ident, command in COMMANDS.items():
        if ident in keys and ident != "view.library":
            assert command.keys[0] == keys[ident], ident


def test_the_library_is_gone_to_also_when_it_is_hidden(driver: Driver) -> None:
    actions = driver.window.actions_.by_id
    actions["view.toggle_left"].trigger()
    assert not driver.window.library.isVisible()
    actions["view.library"].trigger()
    assert driver.window.library.view.hasFocus()


def test_no_two_actions_share_a_key(driver: Driver) -> None:
    keys = [key.toString() for action in driver.window.actions() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_typing_is_saved_by_itself_and_the_state_never_lies(driver: Driver, sample: Path) -> None:
    state = driver.window.status_bar.save
    assert state.words == "Đã lưu"
    driver.window.surface.setFocus()
    driver.write("Tin mới ")
    assert driver.article.headline.startswith("Tin mới ")
    assert state.words == "Đang viết…"
    assert "Tin mới" not in text_of_file(sample)
    until(lambda: "Tin mới" in text_of_file(sample))
    until(lambda: state.words.startswith("Đã lưu lúc"))


def test_the_journal_holds_what_the_file_does_not_yet(driver: Driver, sample: Path) -> None:
    driver.window.surface.setFocus()
    driver.write("Chưa lưu ")
    until(lambda: (kept := Journal(newest(sample)).read()) is not None and "Chưa lưu" in kept.text, most=1500)
    until(lambda: Journal(newest(sample)).read() is None)
    assert "Chưa lưu" in text_of_file(sample)


def test_opening_and_closing_changes_no_byte(sample: Path, qapp: QApplication) -> None:
    before = {path: path.read_bytes() for path in sample.rglob("article.md")}
    with driving(sample) as driver:
        for folder in sorted((sample / "articles").iterdir()):
            driver.window.open_article(folder)
            driver.settle()
    assert {path: path.read_bytes() for path in sample.rglob("article.md")} == before


def test_closing_saves_what_was_just_typed(sample: Path, qapp: QApplication) -> None:
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.window.surface.setFocus()
        driver.write("Vội ")
    assert "Vội" in text_of_file(sample)
    assert not list((sample / ".standfirst").rglob("leases/*.json"))


def test_switching_articles_saves_the_first(driver: Driver, sample: Path) -> None:
    driver.window.surface.setFocus()
    driver.write("Trước ")
    driver.window.open_article(sorted((sample / "articles").iterdir())[0])
    until(lambda: "Trước" in text_of_file(sample))


def test_a_save_that_fails_is_told_and_the_text_is_held(
    driver: Driver, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.errors import DiskFullError

    def full(*_: object, **__: object) -> None:
        raise DiskFullError(newest(sample) / "article.md")

    with monkeypatch.context() as broken:
        broken.setattr(Workspace, "save_with_findings", full)
        driver.window.surface.setFocus()
        driver.write("Đầy ")
        until(driver.window.banner.isVisible)
        notice = driver.window.banner.notice
        assert notice is not None
        assert "article.md" in notice.sentence
        assert notice.action == "Thử lại"
        assert driver.window.status_bar.save.words == "Chưa ghi được, đang giữ bản tạm"
        kept = Journal(newest(sample)).read()
        assert kept is not None
        assert "Đầy" in kept.text
    assert notice.act is not None
    notice.act()
    until(lambda: "Đầy" in text_of_file(sample))
    until(lambda: not driver.window.banner.isVisible())


def test_somebody_elses_save_is_not_overwritten_and_both_texts_are_there(driver: Driver, sample: Path) -> None:
    file = newest(sample) / "article.md"
    theirs = file.read_text(encoding="utf-8").replace("title: ", "title: Của họ ", 1)
    file.write_text(theirs, encoding="utf-8")
    driver.window.surface.setFocus()
    driver.write("Của mình ")
    until(driver.window.banner.isVisible)
    assert file.read_text(encoding="utf-8") == theirs
    notice = driver.window.banner.notice
    assert notice is not None
    assert notice.act is not None
    notice.act()
    sheets = [sheet for sheet in driver.window.findChildren(ConflictSheet) if sheet.isVisible()]
    driver.click(sheets[0].theirs_button)
    until(lambda: driver.article.headline.startswith("Của họ") and not driver.window.shell.is_busy())
    driver.window.surface.setFocus()
    driver.undo()
    assert driver.article.headline.startswith("Của mình")
    until(lambda: "Của mình" in file.read_text(encoding="utf-8"))


def test_what_was_never_saved_comes_back_and_undo_gives_the_file(sample: Path, qapp: QApplication) -> None:
    folder = newest(sample)
    text = (folder / "article.md").read_text(encoding="utf-8")
    opened = Workspace.open(sample).load(folder)
    Journal(folder).write(text.replace("title: ", "title: Sót lại ", 1), opened.content_hash)
    with driving(sample) as driver:
        driver.window.open_article(folder)
        assert driver.article.headline.startswith("Sót lại")
        assert driver.window.banner.notice is not None
        assert "Đã lấy lại" in driver.window.banner.notice.title
        driver.window.surface.setFocus()
        driver.undo()
        assert driver.article == opened.article


def test_a_missing_workspace_is_told_and_comes_back(tmp_path: Path, sample: Path, qapp: QApplication) -> None:
    elsewhere = tmp_path / "o-dia"
    with driving(elsewhere) as driver:
        notice = driver.window.banner.notice
        assert notice is not None
        assert "o-dia" in notice.sentence
        sample.rename(elsewhere)
        assert notice.act is not None
        notice.act()
        driver.settle()
        assert driver.window.library.model.rowCount() == 4
        assert not driver.window.banner.isVisible()


def test_a_broken_article_is_listed_told_and_left_alone(sample: Path, qapp: QApplication) -> None:
    broken = newest(sample) / "article.md"
    broken.write_bytes(b"---\ntitle: [\n---\nxin\n")
    with driving(sample) as driver:
        assert driver.window.library.model.rowCount() == 4
        assert not driver.window.open_article(broken.parent)
        assert driver.window.banner.notice is not None
        assert "article.md" in driver.window.banner.notice.sentence
    assert broken.read_bytes() == b"---\ntitle: [\n---\nxin\n"


def test_an_empty_workspace_offers_one_thing(tmp_path: Path, qapp: QApplication) -> None:
    Workspace.init(tmp_path / "moi")
    with driving(tmp_path / "moi") as driver:
        assert driver.window.session is None
        assert driver.window.format_bar.isHidden()
        driver.press(Qt.Key.Key_N, CTRL, on=driver.window)
        driver.settle()
        assert driver.window.session is not None
        driver.write("Bài đầu")
        assert driver.article.headline == "Bài đầu"


def test_checks_come_after_a_pause_and_go_away_when_mended(driver: Driver) -> None:
    checks = driver.window.details.checks.list
    assert checks.count() == 0
    tab = driver.window.details.article_tab
    for path in driver.article.sections:
        tab.sections.toggle(path)
    until(lambda: checks.count() == 1)
    assert "chuyên mục" in checks.item(0).text().lower()
    driver.window.surface.setFocus()
    driver.undo()
    until(lambda: checks.count() == 0)


def test_f8_goes_from_finding_to_finding(driver: Driver, sample: Path) -> None:
    tab = driver.window.details.article_tab
    driver.window.details.turn_to(1)
    alt = driver.window.details.photo_tab.alt
    alt.setFocus()
    alt.selectAll()
    driver.press(Qt.Key.Key_Delete)
    tab.authors.removed.emit(driver.article.authors[0].name)
    until(lambda: len(driver.window.desk.checker.findings) >= 2)
    driver.window.surface.setFocus()
    seen = []
    for _ in driver.window.desk.checker.findings:
        driver.press(Qt.Key.Key_F8, on=driver.window)
        seen.append(driver.window.places._last)
        focus = QApplication.focusWidget()
        match seen[-1].place:
            case PhotoPlace(part="alt"):
                assert focus is alt
            case FieldPlace(field="authors"):
                assert focus is tab.authors.field
            case BlockPlace() | _:
                assert focus is not None
    assert seen == list(driver.window.desk.checker.findings)
    driver.press(Qt.Key.Key_F8, SHIFT, on=driver.window)
    assert driver.window.places._last == seen[-2 if len(seen) > 1 else -1]


def test_go_to_selects_the_exact_words(driver: Driver) -> None:
    from editor.model.finding import Finding, Severity

    driver.window.places.go_to(Finding("x", Severity.WARNING, FieldPlace("title", 0, 6)))
    assert driver.window.surface.textCursor().selectedText() == driver.article.headline[:6]
    assert QApplication.focusWidget() is driver.window.surface


def test_narrow_windows_turn_panels_into_drawers(driver: Driver) -> None:
    areas, window = driver.window.areas, driver.window
    assert areas.is_shown("details")
    assert not areas.is_drawer("details")
    window.resize(1100, 700)
    pause(20)
    assert areas.is_drawer("details")
    assert not window.details.isVisible()
    assert window.library.isVisible()
    driver.action("view.toggle_right").trigger()
    assert window.details.isVisible()
    driver.press(Qt.Key.Key_Escape, on=window.details)
    assert not window.details.isVisible()
    window.resize(820, 600)
    pause(20)
    assert not window.library.isVisible()
    assert window.top_bar.menu_button.isVisible()
    window.resize(1440, 900)
    pause(20)
    assert window.details.isVisible()
    assert window.library.isVisible()


def test_the_theme_switches_while_it_runs(driver: Driver) -> None:
    before = driver.window.grab().toImage().pixelColor(5, 5)
    driver.action("view.dark").trigger()
    assert driver.window.desk.theme.name == "dark"
    assert driver.window.grab().toImage().pixelColor(5, 5) != before
    driver.action("view.dark").trigger()
    assert driver.window.grab().toImage().pixelColor(5, 5) == before


def test_what_was_chosen_stays_for_the_next_start(driver: Driver, sample: Path) -> None:
    from editor.app import settings

    driver.action("view.dark").trigger()
    driver.action("view.toggle_left").trigger()
    driver.window.close()
    stored = settings.load().settings
    assert stored.theme == "dark"
    assert stored.library_shown is False
    assert stored.workspace == str(sample)
    assert stored.article == newest(sample).name


_HEAVY = (
    "markdown",
    "PIL",
    "jinja2",
    "nh3",
    "click",
    "rich",
    "urllib.request",
    "ssl",
    "ctypes",
    "html",
    "uuid",
    "zoneinfo",
    "editor.render",
    "editor.bundle",
    "editor.qt.panels.details",
    "editor.qt.panels.library",
    "editor.qt.panels.toast",
    "editor.qt.dialogs.sheet",
)

_STARTS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.setStyle("Fusion")
from editor.app.settings import Settings
from editor.qt.main import make_window
window = make_window(Settings(lang="vi", theme="light"))
window.show()
window.show_workspace(Path(sys.argv[1]))
window.open_article(Path(sys.argv[2]))
window.grab()
print(" ".join(sorted(sys.modules)))
sys.stdout.flush()
window.close()
"""


def test_the_first_paint_imports_nothing_heavy(sample: Path) -> None:
    """At the second start: the first one has looked up the icons."""
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", _STARTS, str(sample), str(newest(sample))],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
        )
    modules = set(done.stdout.split())
    assert "PySide6.QtWidgets" in modules
    assert sorted(name for name in _HEAVY if name in modules) == []


def test_a_window_that_cannot_save_asks_before_it_goes_and_keeps_the_text(
    sample: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.errors import DiskFullError

    def full(*_: object, **__: object) -> None:
        raise DiskFullError(newest(sample) / "article.md")

    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        monkeypatch.setattr(Workspace, "save_with_findings", full)
        driver.window.surface.setFocus()
        driver.write("Giữ lại ")
        assert not driver.window.close()
        assert driver.window.isVisible()
        notice = driver.window.banner.notice
        assert notice is not None
        assert notice.action == "Thoát, giữ bản tạm"
        driver.window.banner.clear()
        assert not driver.window.close()
        assert driver.window.banner.notice == notice  # asked each time anew, also an hour later
        assert notice.act is not None
        notice.act()
        assert not driver.window.isVisible()
    kept = Journal(newest(sample)).read()
    assert kept is not None
    assert "Giữ lại" in kept.text


def test_a_look_at_the_disk_that_takes_long_does_not_bring_back_the_line_before_a_save(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, go = threading.Event(), threading.Event()

    def slow(self: Index, *rest: object) -> int:
        looked.set()
        go.wait(30)
        return 0

    desk = driver.window.desk
    driver.settle()
    monkeypatch.setattr(Index, "refresh_archive", slow)
    desk.refresh()
    until(looked.is_set)
    driver.window.surface.setFocus()
    driver.write("Dòng mới ")
    until(lambda: any(item.headline.startswith("Dòng mới") for item in desk.articles))
    go.set()
    driver.settle()
    assert any(item.headline.startswith("Dòng mới") for item in desk.articles)


def test_a_save_changes_its_own_line_of_the_list_and_reads_no_other(
    driver: Driver, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "list", lambda self: pytest.fail("the whole library was read"))
    driver.window.surface.setFocus()
    driver.write("Dòng mới ")
    until(lambda: any(item.headline.startswith("Dòng mới") for item in driver.window.desk.articles))
    assert len(driver.window.desk.articles) == 3
    model = driver.window.library.model
    until(lambda: model.row_at(model.index(1)).headline.startswith("Dòng mới"))  # type: ignore[union-attr]
