"""What an export made: where it stands, what differs from the last time, which files."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.model.finding import Severity
from editor.qt.delivering import Done
from editor.qt.desk import Desk
from editor.qt.dialogs.export_run import FilesList, Ground, OutcomeCard
from editor.qt.theme.controls import label
from editor.qt.theme.ring import Ring

_MEGABYTE = 1_000_000

CHANGED = {
    "headline": "changed.headline",
    "standfirst": "changed.standfirst",
    "body": "changed.body",
    "kicker": "changed.kicker",
    "dateline": "changed.dateline",
    "authors": "changed.authors",
    "sections": "changed.sections",
    "tags": "changed.tags",
    "cover": "changed.cover",
    "resources": "changed.photos",
    "related": "changed.related",
    "corrections": "changed.corrections",
    "slug": "changed.slug",
    "date": "changed.date",
    "embargo": "changed.date",
    "seo": "changed.seo",
}


class ResultPart(QWidget):
    """The outcome on its soft ground, the files, what is left to look at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.outcome = OutcomeCard(desk)
        self.files = FilesList(desk)
        Ring(desk.theme, self.files)
        self._icon = QLabel()
        self._left = label(theme, "", "ui_sm", "second", wrap=True)
        self.changed = label(theme, "", "ui_sm", "second", wrap=True)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._icon)
        row.addWidget(self._left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for part in (self.outcome, Ground(desk, self.files), self.changed, self._row):
            column.addWidget(part)

    def show_done(self, done: Done) -> None:
        desk, exported = self._desk, done.exported
        waits = bool(exported.state)
        tone, icon = ("info", "package") if waits else ("success", "package-check")
        self.outcome.show_outcome(tone, icon, *outcome_words(desk, done))
        self.files.show_files(exported.bundle.name, [(item.path, item.bytes) for item in exported.files])
        self.changed.setText(changed_words(desk, done))
        self.changed.setVisible(bool(self.changed.text()))
        left = [found for found in desk.checker.findings if found.severity is Severity.WARNING]
        self._row.setVisible(bool(left))
        if left:
            first = desk.messages.finding(left[0])
            self._left.setText(desk.say("export.left", n=len(left), first=first))
            side = desk.theme.px(16)
            pixmap = desk.theme.icon("triangle-alert", "warning").pixmap(QSize(side, side), self.devicePixelRatioF())
            self._icon.setPixmap(pixmap)


def outcome_words(desk: Desk, done: Done) -> tuple[str, str]:
    """A title and a line: what happened, when, how much."""
    say, exported = desk.say, done.exported
    size = desk.messages.number(round(sum(item.bytes for item in exported.files) / _MEGABYTE, 1))
    facts = {"time": desk.messages.time(datetime.now().astimezone()), "n": len(exported.files), "size": size}
    if exported.state:
        return say("export.waits", name=done.order.name), say("export.waits-hint", **facts)
    if not exported.written:
        return say("export.same", name=done.order.name), say("export.same-hint", **facts)
    title = say("export.into", name=done.order.name)
    return title, say("export.into-hint", **facts)


def changed_words(desk: Desk, done: Done) -> str:
    """What differs from the last time; "" for a first time."""
    if done.first or not done.exported.written:
        return ""
    say = desk.say
    revision = done.exported.revision
    names = dict.fromkeys(say(CHANGED.get(name, "changed.other")) for name in done.changed)
    if not names:
        return say("export.revision", revision=revision)
    return say("export.changed", revision=revision, what=", ".join(names))
