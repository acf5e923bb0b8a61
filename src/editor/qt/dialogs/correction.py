"""Cải chính: a dated note of what was wrong, at the foot of the article and in everything that leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.model.article import Article, Correction
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.parts import Section, TextField, clear_layout
from editor.qt.theme.controls import Button, label
from editor.text.moment import written

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import MainWindow

_LINES = 4


class CorrectionSheet(Sheet):
    """Notes that stand there, and a new one. Each is one undo step; the CMS gets it with the next export."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        width = theme.tokens.number("layout.sheet_w.md")
        super().__init__(theme, window, say("correction.heading"), say("close"), width)
        self.setObjectName("correctionSheet")
        self._window = window
        self._desk = desk
        self.subtitle.setText(say("correction.hint"))
        self.subtitle.show()
        self._known = Section(theme, say("correction.known"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(8))
        self._known.add(self._rows)
        fresh = Section(theme, say("correction.new"))
        self.field = TextField(theme, _LINES, say("correction.placeholder"), say("correction.new"))
        fresh.add(self.field)
        self._dated = label(theme, say("correction.dated", when=now(desk)), "ui_sm", "second")
        fresh.add(self._dated)
        self.content.addWidget(self._known)
        self.content.addWidget(fresh)
        self.reason = label(theme, say("correction.empty"), "ui_sm", "second")
        self.cancel_button = Button(theme, "secondary", say("close"))
        self.export_button = Button(theme, "secondary", say("correction.export"), icon="send")
        self.add_button = Button(theme, "primary", say("correction.add"))
        self.footer.addStretch()
        for part in (self.reason, self.cancel_button, self.export_button, self.add_button):
            self.footer.addWidget(part)
        self.cancel_button.clicked.connect(self.dismiss)
        self.export_button.clicked.connect(self._export)
        self.add_button.clicked.connect(self._add)
        self.field.edited.connect(self._judge)
        self.export_button.hide()
        self.show_corrections()
        self._judge()

    def show_corrections(self) -> None:
        clear_layout(self._rows)
        session = self._desk.session
        known = session.article.corrections if session is not None else ()
        for correction in known:
            row = CorrectionRow(self._desk, correction)
            row.remove.clicked.connect(lambda _=False, gone=correction: self._remove(gone))
            self._rows.addWidget(row)
        self._known.setVisible(bool(known))
        QTimer.singleShot(0, self, self.refit)  # what was put in counts from the next event on

    def _judge(self) -> None:
        words = self.field.toPlainText().strip()
        self.add_button.setEnabled(bool(words))
        self.reason.setVisible(not words and self.export_button.isHidden())

    def _add(self) -> None:
        note = Correction(now(self._desk), " ".join(self.field.toPlainText().split()))
        self._desk.edit(lambda article: with_correction(article, note), origin="correction")
        self.field.clear()
        self.show_corrections()
        self.export_button.show()
        self._judge()
        self._desk.toast(self._desk.say("correction.added"), icon="circle-check")
        self.export_button.setFocus()
        self.refit()

    def _remove(self, gone: Correction) -> None:
        self._desk.edit(lambda article: without_correction(article, gone), origin="correction")
        self.show_corrections()

    def _export(self) -> None:
        self.dismiss()
        self._window.shell.open("export")


class CorrectionRow(QWidget):
    """One note with its day."""

    def __init__(self, desk: Desk, correction: Correction) -> None:
        super().__init__()
        theme, say = desk.theme, desk.say
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(label(theme, say("correction.of", when=correction.date), "ui_sm", "second"))
        words.addWidget(label(theme, correction.text, "ui", wrap=True))
        self.remove = Button(theme, "icon", icon="x", size="sm", name=say("correction.remove"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.remove)


def with_correction(article: Article, correction: Correction) -> Article:
    return replace(article, corrections=(*article.corrections, correction))


def without_correction(article: Article, correction: Correction) -> Article:
    return replace(article, corrections=tuple(item for item in article.corrections if item is not correction))


def now(desk: Desk) -> str:
    """The present on the newsroom's clock, ISO text."""
    try:
        zone: ZoneInfo | None = ZoneInfo(desk.newsroom.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return written(datetime.now().astimezone(zone).replace(microsecond=0, second=0))


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    window.flush()
    sheet = CorrectionSheet(window)
    return sheet, sheet.field
