"""What this is, which version, and the licence of everything that is shipped with it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor import __version__
from editor.qt.dialogs.sheet import Sheet
from editor.qt.dialogs.texts import TextRows
from editor.qt.dialogs.texts_view import TextView
from editor.qt.panels.bars import Mark
from editor.qt.panels.parts import Section
from editor.qt.theme.controls import Button, label
from editor.qt.theme.ring import Ring

if TYPE_CHECKING:
    from importlib.metadata import Distribution

    from editor.qt.window import MainWindow

_HEIGHT = 220  # px at 100 %
SHIPPED = (
    *("PySide6-Essentials", "PySide6-Addons", "Markdown", "Pillow", "PyYAML", "pyromark", "mammoth", "nh3", "Jinja2"),
    *("click", "rich", "platformdirs", "defusedxml", "regex", "python-lucide", "fontpkg-inter"),
    *("fontpkg-source-serif-4", "tzdata", "symspellpy", "pi-heif", "fsspec", "sshfs", "webdav4", "keyring"),
    "distributed",
)
"""What pyproject.toml asks for, extras too; what is not installed here is not listed."""
_LICENCE_FILES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "OFL")


@dataclass(frozen=True, slots=True)
class Component:
    """Something of others that is shipped: its licence's short name, and the licence's text where it comes along."""

    name: str
    version: str
    licence: str
    text: str = ""


def components() -> tuple[Component, ...]:
    """Python, and every package that Standfirst asks for, directly or not, as they are installed on this computer."""
    from importlib.metadata import PackageNotFoundError, distribution

    found: dict[str, Component] = {}
    waiting = [_name(name) for name in SHIPPED]
    while waiting:
        name = waiting.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # an extra that is not installed
        wanted = (line for line in package.requires or () if "extra ==" not in line)
        waiting.extend(other for other in map(_name, wanted) if other not in found)
        text = _text(package)
        licence = _licence(package) or text.strip().partition("\n")[0] or "–"
        found[name] = Component(package.name, package.version, licence, text)
    python = Component("Python", sys.version.split()[0], "PSF-2.0")
    return (python, *sorted(found.values(), key=lambda one: one.name.lower()))


def _name(requirement: str) -> str:
    """ "PySide6-Essentials<6.12; python_version < '3.12'" → "pyside6-essentials"."""
    import re

    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""


def _licence(package: Distribution) -> str:
    facts = package.metadata.json
    said = str(facts.get("license_expression") or facts.get("license") or "")
    if said and len(said) < 80 and "\n" not in said:
        return said
    lines = package.metadata.get_all("Classifier") or ()
    named = [line.rsplit(" :: ", 1)[-1] for line in lines if "License ::" in line]
    return ", ".join(named)


def _text(package: Distribution) -> str:
    texts = []
    for file in package.files or ():
        if file.name.upper().startswith(_LICENCE_FILES) and not file.name.endswith(".py"):
            try:
                texts.append(Path(str(package.locate_file(file))).read_text(encoding="utf-8", errors="replace"))
            except OSError:
                continue  # installed without its licence's text: its name stands in the list
    return "\n\n".join(texts)


class AboutSheet(Sheet):
    """Chosen in the list, a component shows its licence below."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("about.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("aboutSheet")
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(Mark(theme, 44))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(theme, f"{say('app')} {__version__}", "ui_lg"))
        words.addWidget(label(theme, say("about.what", qt=qVersion()), "ui_sm", "second", wrap=True))
        head.addLayout(words, 1)
        self.content.addLayout(head)
        self._components = components()
        self.list = QListWidget()
        Ring(theme, self.list)
        self.list.setObjectName("componentList")
        self.list.setAccessibleName(say("about.components"))
        self.list.setItemDelegate(TextRows(theme, self.list))
        self.list.setFixedHeight(theme.px(_HEIGHT))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._components:
            self.list.addItem(QListWidgetItem(f"{one.name} {one.version}\n{one.licence}"))
        self.view = TextView(theme, say("about.licence"))
        self.view.setFixedHeight(theme.px(_HEIGHT))
        listed = Section(theme, say("about.components"))
        listed.add(self.list)
        licence = Section(theme, say("about.licence"))
        licence.add(self.view)
        self.content.addWidget(listed)
        self.content.addWidget(licence)
        self.list.currentRowChanged.connect(self._show)
        done = Button(theme, "primary", say("close"))
        done.clicked.connect(self.dismiss)
        self.footer.addStretch()
        self.footer.addWidget(done)
        self._say = say
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        one = self._components[row]
        self.view.show_plain(one.text or self._say("about.no-text", licence=one.licence))


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = AboutSheet(window)
    return sheet, sheet.list
