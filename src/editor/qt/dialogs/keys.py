"""Every command with its keys; another key is pressed, not typed. What nobody may take is refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.app import settings as user_settings
from editor.app.keys import conflict, forbidden, keys_of, with_choice
from editor.qt.actions import MENUS
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.search import SearchField
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, label
from editor.text.fold import search_key

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_KEYS_WIDTH = 150  # px at 100 %
_MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class KeyButton(Button):
    """Shows keys. Pressed, it waits for others: `given` carries them in Qt's portable form; Escape leaves it as it was,
    Backspace takes the keys away ("").
    """

    given = Signal(str)
    waiting = False

    def __init__(self, theme: Theme, name: str, waiting: str) -> None:
        super().__init__(theme, "secondary", "", size="sm", name=name)
        self._waiting_words = waiting
        self._shown = ""
        self.setFixedWidth(theme.px(_KEYS_WIDTH))
        self.clicked.connect(self._wait)

    def show_keys(self, keys: str) -> None:
        """Native text of the keys, "" for none."""
        self._shown = keys
        self.waiting = False
        self.setText(keys or "–")

    def _wait(self) -> None:
        self.waiting = True
        self.setText(self._waiting_words)

    def event(self, event: QEvent) -> bool:
        if self.waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the window's own commands wait
            return True
        if self.waiting and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._pressed(event)
            return True
        if event.type() == QEvent.Type.FocusOut and self.waiting:
            self.show_keys(self._shown)
        return super().event(event)

    def _pressed(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MODIFIERS:
            return
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and key == Qt.Key.Key_Escape:
            self.show_keys(self._shown)
        elif plain and key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.given.emit("")
        else:
            self.given.emit(QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText))


class KeysSheet(Sheet):
    """Groups as the menus are; a search field above; each choice counts at once and is kept."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("keys.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("keysSheet")
        self._window = window
        self.search = SearchField(theme, say("keys.search"))
        self.buttons: dict[str, KeyButton] = {}
        self.problem = label(theme, "", "ui_sm", "danger", wrap=True)
        self.problem.hide()
        self._rows: list[tuple[str, QWidget]] = []
        self.subtitle.setText(say("keys.hint"))
        self.subtitle.show()
        self.content.setSpacing(theme.px(4))
        self.content.addWidget(self.search)
        self.content.addWidget(self.problem)
        for title, idents in self._groups():
            self._add_group(title, idents)
        self.content.addStretch(1)
        self.reset = Button(theme, "link", say("keys.reset"))
        self.reset.clicked.connect(self._reset)
        done = Button(theme, "primary", say("done"))
        done.clicked.connect(self.dismiss)
        self.footer.addWidget(self.reset)
        self.footer.addStretch()
        self.footer.addWidget(done)
        self.search.textChanged.connect(self._filter)
        self._show()

    def _groups(self) -> list[tuple[str, list[str]]]:
        actions = self._window.actions_.by_id
        groups = [(title, [ident for ident in idents if ident]) for title, idents in MENUS]
        listed = {ident for _, idents in groups for ident in idents}
        return [*groups, ("keys.more", [ident for ident in actions if ident not in listed])]

    def _add_group(self, title: str, idents: list[str]) -> None:
        theme, desk = self._theme, self._window.desk
        if not idents:
            return
        head = label(theme, desk.say(title), "ui_sm", "second")
        head.setFont(theme.font("ui_sm", weight=600))
        head.setContentsMargins(0, theme.px(12), 0, 0)
        self.content.addWidget(head)
        group = QVBoxLayout()
        group.setSpacing(theme.px(2))
        for ident in idents:
            words = self._window.actions_.by_id[ident].text().replace("&", "").removesuffix("…")
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(label(theme, words, wrap=True), 1)
            button = KeyButton(theme, words, desk.say("keys.press"))
            button.given.connect(lambda keys, ident=ident: self._choose(ident, keys))
            line.addWidget(button)
            self.buttons[ident] = button
            group.addWidget(row)
            self._rows.append((search_key(f"{words} {desk.say(title)}"), row))
        self.content.addLayout(group)

    def _filter(self, typed: str) -> None:
        wanted = search_key(typed).split()
        for key, row in self._rows:
            row.setVisible(all(word in key for word in wanted))

    def _choose(self, ident: str, keys: str) -> None:
        """Take these keys, unless nobody may or another command has them."""
        say, actions, settings = self._window.desk.say, self._window.actions_, self._window.desk.settings
        reason = forbidden(keys) if keys else None
        taken = conflict(keys_of(settings.keys), ident, keys) if keys else ""
        if reason is not None:
            self._complain(say("keys.refused", keys=keys, reason=say(f"keys.{reason}")))
        elif taken:
            words = actions.by_id[taken].text().replace("&", "").removesuffix("…")
            self._complain(say("keys.taken", keys=keys, command=words))
        else:
            self._complain("")
            self._keep(with_choice(settings.keys, ident, keys))
        self._show()
        self.buttons[ident].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _reset(self) -> None:
        self._complain("")
        self._keep(())
        self._show()

    def _keep(self, chosen: tuple[str, ...]) -> None:
        desk = self._window.desk
        desk.settings = replace(desk.settings, keys=chosen)
        self._window.actions_.rebind(chosen)
        desk.attempt(lambda: user_settings.save(desk.settings))

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self._scroll.ensureWidgetVisible(self.problem)

    def _show(self) -> None:
        for ident, button in self.buttons.items():
            shortcuts = self._window.actions_.by_id[ident].shortcuts()
            native = (keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in shortcuts)
            button.show_keys(", ".join(native))
        self.reset.setVisible(bool(self._window.desk.settings.keys))


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = KeysSheet(window)
    return sheet, sheet.search
