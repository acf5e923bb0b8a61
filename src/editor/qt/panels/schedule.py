"""When an article is to be published, and before when nobody may hand it over; in the newsroom's time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.model.article import Article
from editor.model.edits import set_field
from editor.model.newsroom import Newsroom
from editor.qt.desk import Desk
from editor.qt.panels.explain import explained
from editor.qt.panels.moments import shown, typed, zone_of
from editor.qt.panels.parts import Field, Section
from editor.qt.theme.controls import Button, label
from editor.text import moment


class Schedule(QWidget):
    """Two moments and quick choices, folded away under `button`, which says what is set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, say = desk.theme, desk.say
        self.button = explained(desk.messages, Button(theme, "select", say("schedule"), icon="calendar-clock"), "date")
        self.button.setCheckable(True)
        self.button.setMinimumWidth(theme.px(64))
        self.date = explained(desk.messages, Field(theme, say("date.placeholder"), say("date")), "date")
        self.embargo = explained(desk.messages, Field(theme, say("date.placeholder"), say("embargo.title")), "embargo")
        self.zone = label(theme, "", "ui_sm", "third", wrap=True)
        self.problem = label(theme, "", "ui_sm", "danger", wrap=True)
        self._embargo_part = Section(theme, say("embargo.title"))
        self._date_part = Section(theme, say("date"))
        self._build()
        self.button.clicked.connect(lambda on: self.unfold(on=on))
        self.date.left.connect(lambda: self._give("date", self.date))
        self.embargo.left.connect(lambda: self._give("embargo", self.embargo))
        self.hide()

    def _build(self) -> None:
        theme, say, px = self._desk.theme, self._desk.say, self._desk.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self._date_part.add(self.date)
        quick = QHBoxLayout()
        quick.setSpacing(px(12))
        for words, when in (
            (say("schedule.now"), _now),
            (say("schedule.evening"), _evening),
            (say("schedule.morning"), _morning),
        ):
            link = Button(theme, "link", words)
            link.setFont(theme.font("ui_sm", weight=500))
            link.clicked.connect(lambda _=False, choose=when: self._choose(choose(self._now())))
            quick.addWidget(link)
        quick.addStretch()
        self._date_part.add(quick)
        self._embargo_part.add(self.embargo)
        for part in (self._date_part, self._embargo_part, self.problem, self.zone):
            column.addWidget(part)
        self.problem.hide()

    def unfold(self, *, on: bool = True) -> None:
        """Show or hide the two moments."""
        self.button.setChecked(on)
        self.setVisible(on)
        if on:
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_article(self, article: Article, newsroom: Newsroom) -> None:
        say, zone = self._desk.say, newsroom.timezone
        self.date.show_text(shown(article.date, zone))
        self.embargo.show_text(shown(article.embargo, zone))
        for field in (self.date, self.embargo):
            field.set_bad(False)
        self.problem.hide()
        self.zone.setText(say("schedule.zone", zone=zone, offset=_offset(zone)))
        self._date_part.setVisible(newsroom.uses("date"))
        self._embargo_part.setVisible(newsroom.uses("embargo") or bool(article.embargo))
        day = shown(article.date, zone)
        self.button.setText(_brief(day) if article.date else say("schedule"))
        self.button.setToolTip(day or self.button.whatsThis())
        name = say("embargo.until", when=shown(article.embargo, zone)) if article.embargo else ""
        self.button.setAccessibleName(". ".join(filter(None, (say("date"), day, name))))
        self.button.updateGeometry()

    def _give(self, name: str, field: Field) -> None:
        session = self._desk.session
        if session is None:
            return
        zone = session.newsroom.timezone
        present: str = getattr(session.article, name)
        if field.text() == shown(present, zone):
            return
        read = typed(field.text(), zone)
        field.set_bad(read is None)
        self.problem.setText(self._desk.say("date.unread"))
        self.problem.setVisible(read is None)
        if read is not None:
            self._desk.edit(lambda article: set_field(article, name, read))

    def _choose(self, when: datetime) -> None:
        self._desk.edit(lambda article: set_field(article, "date", moment.written(when)))

    def _now(self) -> datetime:
        return datetime.now(zone_of(self._desk.newsroom.timezone))


def _brief(day: str) -> str:
    """ "23/11 16:30" in this year, "23/11/2025" in another: the button is narrow, its tooltip says all."""
    date, _, time = day.partition(" ")
    return f"{date[:-5]} {time}" if date.endswith(f"/{datetime.now(UTC).year}") else date


def _now(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _evening(now: datetime) -> datetime:
    """18:00 of the day, of the next one when that has passed."""
    at = now.replace(hour=18, minute=0, second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)


def _morning(now: datetime) -> datetime:
    return now.replace(hour=6, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _offset(zone: str) -> str:
    """ "GMT+7" """
    offset = datetime.now(zone_of(zone)).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"GMT{sign}{hours}" + (f":{rest:02}" if rest else "")
