"""The newsroom's page of the settings: the keys of newsroom.yaml that people change, each told what is wrong with it.

What an administrator has locked is shown and cannot be changed; every other key of the file stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.model.newsroom import Newsroom
from editor.qt.panels.parts import Field, Section
from editor.qt.theme.controls import Check, label, restyle

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.source.settings_writer import Value


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the file: what it holds now as text, and what is wrong with a text ("" or a code)."""

    name: str
    words: str
    now: Callable[[Newsroom], str]
    wrong: Callable[[str], str]
    value: Callable[[str], Value]


def _text(text: str) -> str:
    return ""


def _address(text: str) -> str:
    from urllib.parse import urlsplit

    if not text:
        return ""
    parts = urlsplit(text)
    return "" if parts.scheme in {"http", "https"} and "." in parts.netloc else "settings.bad-url"


def _zone(text: str) -> str:
    from zoneinfo import available_timezones

    return "" if text in available_timezones() else "settings.bad-zone"


def _language(text: str) -> str:
    fits = 2 <= len(text) <= 35 and text.replace("-", "").isascii() and text.replace("-", "").isalnum()
    return "" if fits else "settings.bad-lang"


def _figure(least: int, most: int) -> Callable[[str], str]:
    def wrong(text: str) -> str:
        fits = text.isascii() and text.isdigit() and least <= int(text) <= most
        return "" if fits else "settings.bad-figure"

    return wrong


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


KEYS = (
    Key("name", "settings.name", lambda one: one.name, _text, str),
    Key("url", "settings.url", lambda one: one.url, _address, str),
    Key("lang", "settings.text-lang", lambda one: one.lang, _language, str),
    Key("timezone", "settings.timezone", lambda one: one.timezone, _zone, str),
    Key("tags", "settings.tags", lambda one: ", ".join(one.tags), _text, _list),
    Key("licences", "settings.licences", lambda one: ", ".join(one.licences), _text, _list),
    Key(
        "checks.limits.headline_max",
        "settings.headline-max",
        lambda one: str(one.limits.headline_max),
        _figure(10, 1000),
        int,
    ),
    Key(
        "checks.limits.sentence_syllables",
        "settings.sentence-max",
        lambda one: str(one.limits.sentence_syllables),
        _figure(10, 1000),
        int,
    ),
    Key(
        "checks.limits.photo_min_width",
        "settings.photo-min",
        lambda one: str(one.limits.photo_min_width),
        _figure(1, 20000),
        int,
    ),
)


class KeyField(QWidget):
    """A field under its name, with what is wrong or who locked it below."""

    changed = Signal()

    def __init__(self, desk: Desk, key: Key, *, locked: bool) -> None:
        super().__init__()
        self.key = key
        self._say = desk.say
        self._before = key.now(desk.newsroom)
        self.field = Field(desk.theme, "", desk.say(key.words))
        self.field.show_text(self._before)
        self.field.setCursorPosition(0)
        self.field.setReadOnly(locked)
        self.note = label(desk.theme, desk.say("settings.locked") if locked else "", "ui_sm", "second", wrap=True)
        self.note.setVisible(locked)
        if locked:
            self.field.setAccessibleDescription(self.note.text())
        section = Section(desk.theme, desk.say(key.words))
        section.add(self.field)
        section.add(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)
        self.field.textChanged.connect(self._check)

    @property
    def text(self) -> str:
        return self.field.text().strip()

    @property
    def is_changed(self) -> bool:
        return self.text != self._before

    @property
    def wrong(self) -> str:
        """The code of what is wrong; nothing that was not touched is."""
        return self.key.wrong(self.text) if self.is_changed else ""

    def _check(self) -> None:
        wrong = self.wrong
        self.field.set_bad(bool(wrong))
        restyle(self.note, "ui_tone", "danger" if wrong else "second")
        self.note.setText(self._say(wrong) if wrong else "")
        self.note.setVisible(bool(wrong))
        self.field.setAccessibleDescription(self.note.text())
        self.changed.emit()


class NewsroomPage(QWidget):
    """`checked` whenever a field has been judged."""

    checked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        locked = _locked()
        theme, say = desk.theme, desk.say
        self.new_tags = Check(theme, say("settings.new-tags"))
        self.new_tags.setChecked(desk.newsroom.new_tags)
        self.new_tags.setEnabled("new_tags" not in locked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        workspace = desk.workspace
        where = str(workspace.root / "newsroom.yaml") if workspace is not None else ""
        column.addWidget(label(theme, say("settings.where", file=where), "ui_sm", "second", wrap=True))
        self.fields = [KeyField(desk, key, locked=_is_locked(key.name, locked)) for key in KEYS]
        for field in self.fields:
            column.addWidget(field)
            field.changed.connect(self.checked)
            if field.key.name == "tags":
                column.addWidget(self.new_tags)
        column.addStretch(1)
        self.setEnabled(workspace is not None)

    def problems(self) -> int:
        """How many fields cannot be taken as they are."""
        return sum(bool(field.wrong) for field in self.fields)

    def changes(self) -> Mapping[str, Value]:
        """Keys and their new values."""
        found: dict[str, Value] = {
            field.key.name: field.key.value(field.text) for field in self.fields if field.is_changed
        }
        if self.new_tags.isChecked() != self._desk.newsroom.new_tags:
            found["new_tags"] = self.new_tags.isChecked()
        return found

    def save(self) -> bool:
        """Write what was changed. Raises EditorError."""
        from editor.source.newsroom import FILE
        from editor.source.settings_writer import write_settings

        workspace = self._desk.workspace
        if workspace is None:
            return False
        write_settings(workspace.root / FILE, self.changes())
        return True


def _locked() -> frozenset[str]:
    from editor.source.newsroom import machine_file
    from editor.source.settings_tree import load, locks

    return locks(load(machine_file())[0])


def _is_locked(key: str, locked: frozenset[str]) -> bool:
    """A key is locked with what it stands under."""
    parts = key.split(".")
    return any(".".join(parts[:length]) in locked for length in range(1, len(parts) + 1))
