"""Settings: what one person likes on this computer, and what the newsroom shares in its newsroom.yaml."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.app.settings import Settings
from editor.qt.dialogs.settings_newsroom import NewsroomPage
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.parts import Section
from editor.qt.panels.segmented import Segmented
from editor.qt.renewing import renew, reread, use
from editor.qt.theme.controls import Button, Check, label

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import MainWindow

_THEMES = ("system", "light", "dark")
_LANGS = ("vi", "en")
_SIZES = (90, 100, 110, 125, 150, 175, 200)
_ZOOMS = (75, 90, 100, 110, 125, 150, 200)


_SWITCHES = {
    "spelling": "settings.spelling",
    "typography": "settings.typography",
    "less_motion": "settings.less-motion",
}
"""A yes or no of the settings → what stands beside its check box."""


class PersonalPage(QWidget):
    """`chosen` is what the controls say now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, say, now = desk.theme, desk.say, desk.settings
        self._before = now
        lang = desk.messages.lang
        self.lang = Segmented(theme, [say(f"lang.{code}") for code in _LANGS], say("settings.lang"))
        self.lang.show_number(_LANGS.index(lang))
        self.theme = Segmented(theme, [say(f"settings.theme-{name}") for name in _THEMES], say("settings.theme"))
        self.theme.show_number(_THEMES.index(now.theme))
        self.text_size = Segmented(theme, [f"{size}" for size in _SIZES], say("settings.size"))
        self.text_size.show_number(_nearest(_SIZES, now.zoom))
        self.zoom = Segmented(theme, [f"{zoom}" for zoom in _ZOOMS], say("settings.page-zoom"))
        self.zoom.show_number(_nearest(_ZOOMS, now.page_zoom))
        self.switches = {field: Check(theme, say(words)) for field, words in _SWITCHES.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        for title, hint, control in (
            ("settings.lang", "settings.lang-hint", self.lang),
            ("settings.theme", "", self.theme),
            ("settings.size", "settings.size-hint", self.text_size),
            ("settings.page-zoom", "settings.page-zoom-hint", self.zoom),
        ):
            section = Section(theme, say(title))
            section.add(control)
            if hint:
                section.add(label(theme, say(hint), "ui_sm", "second", wrap=True))
            column.addWidget(section)
        writing = Section(theme, say("settings.writing"))
        for field, check in self.switches.items():
            check.setChecked(getattr(now, field))
            writing.add(check)
        column.addWidget(writing)
        column.addStretch(1)

    @property
    def chosen(self) -> Settings:
        """The settings before, with what was changed here; what was not touched stays as exact as it was."""
        before = self._before
        return replace(
            before,
            theme=_THEMES[self.theme.number],
            zoom=_chosen(_SIZES, self.text_size.number, before.zoom),
            page_zoom=_chosen(_ZOOMS, self.zoom.number, before.page_zoom),
            spelling=self.switches["spelling"].isChecked(),
            typography=self.switches["typography"].isChecked(),
            less_motion=self.switches["less_motion"].isChecked(),
        )

    @property
    def language(self) -> str:
        return _LANGS[self.lang.number]


class SettingsSheet(Sheet):
    """Two pages; "Done" takes both, the cross and Escape neither."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("settings.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("settingsSheet")
        self._window = window
        self.tabs = Segmented(theme, (say("settings.personal"), say("settings.newsroom")), say("settings.title"))
        self.personal = PersonalPage(desk)
        self.newsroom = NewsroomPage(desk)
        for part in (self.tabs, self.personal, self.newsroom):
            self.content.addWidget(part)
        self.newsroom.hide()
        self.tabs.turned.connect(self._turn)
        self.keys = Button(theme, "link", say("keys.title"))
        self.keys.clicked.connect(self._to_keys)
        self.reason = label(theme, "", "ui_sm", "danger")
        self.done = Button(theme, "primary", say("done"))
        self.done.clicked.connect(self.accept)
        cancel = Button(theme, "secondary", say("cancel"))
        cancel.clicked.connect(self.dismiss)
        row = self.footer
        row.addWidget(self.keys)
        row.addStretch()
        row.addWidget(self.reason)
        row.addWidget(cancel)
        row.addWidget(self.done)
        self.newsroom.checked.connect(self._judge)
        self._judge()

    def _turn(self, number: int) -> None:
        self.personal.setVisible(number == 0)
        self.newsroom.setVisible(number == 1)
        QTimer.singleShot(0, self, self.refit)  # once what is shown now has its size

    def _judge(self) -> None:
        """Done only when every field can be taken, with the reason beside the button."""
        bad = self.newsroom.problems()
        self.done.setEnabled(not bad)
        self.reason.setText(self._window.desk.say("settings.bad-fields", n=bad) if bad else "")

    def accept(self) -> None:
        window, desk = self._window, self._window.desk
        if self.newsroom.changes():
            if not desk.attempt(self.newsroom.save):
                return  # the reason is told in the window
            reread(window)
        chosen, before, lang = self.personal.chosen, desk.settings, self.personal.language
        if lang != desk.messages.lang:
            chosen = replace(chosen, lang=lang)
        again = chosen.zoom != before.zoom or lang != desk.messages.lang
        self.dismiss()
        if again:
            # not from inside a button of the window that goes
            QTimer.singleShot(0, window, lambda: renew(window, chosen))
        else:
            use(window, chosen)

    def _to_keys(self) -> None:
        self.dismiss()
        self._window.shell.open("keys")


def _nearest(steps: tuple[int, ...], value: int) -> int:
    return min(range(len(steps)), key=lambda at: abs(steps[at] - value))


def _chosen(steps: tuple[int, ...], number: int, before: int) -> int:
    """The step of that number; the value before where the control still stands at the step nearest to it."""
    return before if _nearest(steps, before) == number else steps[number]


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = SettingsSheet(window)
    return sheet, sheet.tabs.chosen()
