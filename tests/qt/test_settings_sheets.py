"""Settings, keys, the list of commands, the guide: what is chosen counts at once, is kept, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.app import settings as user_settings
from editor.qt.dialogs.about import SHIPPED, AboutSheet, components
from editor.qt.dialogs.guide import GuideSheet
from editor.qt.dialogs.keys import KeysSheet
from editor.qt.dialogs.palette import PaletteSheet
from editor.qt.dialogs.settings import SettingsSheet
from editor.qt.dialogs.sheet import Sheet
from editor.qt.dialogs.workspaces import WorkspacesSheet
from editor.qt.theme.controls import Button
from editor.qt.window import MainWindow
from window_driver import ALT, CTRL, SHIFT, Driver, pause, sample_workspace, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


S = TypeVar("S", bound=Sheet)


def opened(driver: Driver, ident: str, kind: type[S]) -> S:
    driver.action(ident).trigger()
    sheet = driver.window.findChild(kind)
    assert isinstance(sheet, kind)
    return sheet


def test_theme_zoom_and_helps_come_into_force_at_once_and_are_kept(driver: Driver) -> None:
    sheet = opened(driver, "settings.open", SettingsSheet)
    sheet.personal.theme.turn_to(2)
    sheet.personal.zoom.turn_to(4)
    sheet.personal.switches["typography"].setChecked(False)
    sheet.personal.switches["spelling"].setChecked(False)
    sheet.personal.switches["less_motion"].setChecked(True)
    driver.click(sheet.done)
    window = driver.window
    assert window.desk.theme.name == "dark"
    assert window.desk.theme.motion("slow") == 0
    assert window.surface.sync.formats.zoom == 1.25
    kept = user_settings.load().settings
    assert (kept.theme, kept.page_zoom, kept.typography, kept.spelling) == ("dark", 125, False, False)
    assert kept.less_motion


def test_escape_takes_nothing(driver: Driver) -> None:
    before = driver.window.desk.settings
    sheet = opened(driver, "settings.open", SettingsSheet)
    sheet.personal.theme.turn_to(2)
    driver.press(Qt.Key.Key_Escape)
    assert driver.window.desk.settings == before
    assert driver.window.desk.theme.name == "light"


def test_another_language_and_size_come_without_a_restart(driver: Driver) -> None:
    old, came = driver.window, []
    old.renewed.connect(came.append)
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    driver.write("Mới ")
    folder = driver.window.session.folder  # type: ignore[union-attr]
    sheet = opened(driver, "settings.open", SettingsSheet)
    sheet.personal.lang.turn_to(1)
    sheet.personal.text_size.turn_to(3)
    driver.click(sheet.done)
    until(lambda: came)
    new = came[0]
    assert isinstance(new, MainWindow)
    assert not old.isVisible()
    again = Driver(new)
    again.settle()
    assert new.session is not None
    assert new.session.folder == folder
    assert new.session.article.headline.startswith("Mới ")
    assert again.action("file.save").text() == "Save now"
    assert new.desk.theme.scale == 1.25
    assert new.geometry().size() == old.geometry().size()
    assert user_settings.load().settings.lang == "en"
    new.surface.setFocus()
    again.undo()
    assert not new.session.article.headline.startswith("Mới ")
    new.close()
    new.deleteLater()


def test_the_newsrooms_settings_are_judged_beside_the_field_and_written_in_place(driver: Driver, sample: Path) -> None:
    file = sample / "newsroom.yaml"
    text = file.read_text(encoding="utf-8")
    sheet = opened(driver, "settings.open", SettingsSheet)
    sheet.tabs.turn_to(1)
    pause(20)
    fields = {field.key.name: field for field in sheet.newsroom.fields}
    fields["url"].field.setText("không phải địa chỉ")
    assert fields["url"].note.isVisible()
    assert not sheet.done.isEnabled()
    assert sheet.reason.text() == "Còn 1 ô phải sửa"
    fields["url"].field.setText("https://www.example.net")
    fields["checks.limits.headline_max"].field.setText("77")
    assert sheet.done.isEnabled()
    driver.click(sheet.done)
    assert driver.window.desk.newsroom.url == "https://www.example.net"
    assert driver.window.session.newsroom.limits.headline_max == 77  # type: ignore[union-attr]
    changed = file.read_text(encoding="utf-8")
    assert "https://www.example.net" in changed
    assert [line for line in text.splitlines() if line.lstrip().startswith("#") and line not in changed] == []


def test_what_an_administrator_locked_is_shown_and_cannot_be_changed(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = tmp_path / "machine.yaml"
    machine.write_text("url: https://locked.example\nlocked: [url, checks]\n", encoding="utf-8")
    monkeypatch.setattr("editor.source.newsroom.machine_file", lambda: machine)
    sheet = opened(driver, "settings.open", SettingsSheet)
    sheet.tabs.turn_to(1)
    pause(20)
    fields = {field.key.name: field for field in sheet.newsroom.fields}
    for name in ("url", "checks.limits.headline_max"):
        assert fields[name].field.isReadOnly()
        assert fields[name].note.text() == "Quản trị viên đã khóa mục này."
    assert not fields["name"].field.isReadOnly()
    driver.press(Qt.Key.Key_Escape)


def test_other_keys_are_pressed_refused_taken_kept_and_given_back(driver: Driver) -> None:
    sheet = opened(driver, "help.keys", KeysSheet)
    button = sheet.buttons["insert.photo"]
    driver.click(button)
    driver.press(Qt.Key.Key_Z, ALT, on=button)
    assert "Alt+Z" in sheet.problem.text()
    driver.click(button)
    driver.press(Qt.Key.Key_B, CTRL, on=button)
    assert "Đậm" in sheet.problem.text()
    assert driver.action("fmt.bold").shortcut().toString() == "Ctrl+B"
    driver.click(button)
    driver.press(Qt.Key.Key_J, CTRL | SHIFT, on=button)
    assert not sheet.problem.isVisible()
    assert driver.action("insert.photo").shortcut().toString() == "Ctrl+Shift+J"
    assert user_settings.load().settings.keys == ("insert.photo=Ctrl+Shift+J",)
    tips = [part.toolTip() for part in driver.window.format_bar.findChildren(Button)]
    assert any("Ctrl+Shift+J" in tip for tip in tips)
    driver.click(button)
    driver.press(Qt.Key.Key_Escape, on=button)
    assert sheet.isVisible()
    assert button.text() == "Ctrl+Shift+J"
    driver.click(sheet.reset)
    assert driver.action("insert.photo").shortcut().toString() == "Ctrl+Shift+I"
    assert user_settings.load().settings.keys == ()


def test_a_command_is_found_without_marks_and_done(driver: Driver) -> None:
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_P, CTRL | SHIFT)
    sheet = driver.window.findChild(PaletteSheet)
    assert isinstance(sheet, PaletteSheet)
    driver.write("giao dien toi")
    assert sheet.list.count() == 1
    driver.press(Qt.Key.Key_Return)
    assert driver.window.findChild(PaletteSheet) is None
    assert driver.window.desk.theme.name == "dark"


def test_every_command_is_in_the_list_and_greyed_where_it_is_not_possible(driver: Driver) -> None:
    sheet = opened(driver, "palette.open", PaletteSheet)
    assert sheet.list.count() == len(driver.window.actions_.by_id) - 1
    driver.write("lam lai")
    item = sheet.list.item(0)
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    driver.press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    driver.press(Qt.Key.Key_Escape)


def test_f1_in_a_field_says_what_the_field_is(driver: Driver) -> None:
    driver.window.details.article_tab.authors.field.setFocus()
    driver.press(Qt.Key.Key_F1)
    sheet = driver.window.findChild(GuideSheet)
    assert isinstance(sheet, GuideSheet)
    assert sheet.this.text() == driver.window.desk.say("help.authors")
    assert "Ctrl+N" in sheet.view.toPlainText()
    sheet.tabs.turn_to(1)
    assert "Ctrl+Shift+P" in sheet.view.toPlainText()
    driver.press(Qt.Key.Key_Escape)


def test_every_key_that_the_guide_names_is_that_key(driver: Driver) -> None:
    import re

    from editor.resources import resource

    known = {key.toString() for action in driver.window.actions_.by_id.values() for key in action.shortcuts()}
    english = resource("guide/en.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:Ctrl|Alt|Shift)(?:\+\w+)+|\bF\d+", english))
    assert len(named) > 15
    assert sorted(key for key in named if key not in known) == []
    vietnamese = resource("guide/vi.md").read_text(encoding="utf-8")
    assert set(re.findall(r"Ctrl(?:\+\w+)+|\bF\d+", vietnamese)) == {key for key in named if not key.startswith("Alt")}


def test_the_licences_of_everything_shipped_are_there(driver: Driver) -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    asked = {line.split(";")[0].split(">")[0].split("[")[0].strip() for line in [*project["dependencies"], *extras]}
    assert asked == set(SHIPPED)
    found = {one.name.lower(): one for one in components()}
    assert {"pyside6-essentials", "pillow", "pyyaml", "markupsafe", "python"} <= {
        name.replace("_", "-") for name in found
    }
    assert [one.name for one in found.values() if one.licence == "–"] == []
    sheet = opened(driver, "help.about", AboutSheet)
    sheet.list.setCurrentRow(3)
    assert sheet.view.toPlainText()
    driver.press(Qt.Key.Key_Escape)


def test_the_other_workspace_is_two_keys_away(
    driver: Driver, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = driver.window.desk.workspace.root  # type: ignore[union-attr]
    other = sample_workspace(tmp_path / "kho-khac", tmp_path_factory.getbasetemp())
    driver.window.show_workspace(other)
    driver.settle()
    sheet = opened(driver, "workspace.switch", WorkspacesSheet)
    assert list(sheet.cards) == [other, first]
    assert QApplication.focusWidget() is sheet.cards[other]
    driver.click(sheet.cards[first])
    driver.click(sheet.open)
    driver.settle()
    assert driver.window.desk.workspace.root == first  # type: ignore[union-attr]
