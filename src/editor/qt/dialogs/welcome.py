"""The first screen, while there is no workspace: make one, open one, or look at the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from editor.app.messages import Messages
from editor.qt.dialogs.cards import ChoiceCard
from editor.qt.dialogs.sheet import Card
from editor.qt.intake import file_dialog
from editor.qt.panels.banner import Banner, Notice
from editor.qt.panels.bars import Mark
from editor.qt.panels.parts import Area, Field, Section
from editor.qt.panels.segmented import Segmented
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, label

CHOICES = ("new", "open", "sample")


class Welcome(Area):
    """`begun` carries what was chosen ("new", "open", "sample") and the folder; `language_chosen` "vi" or "en"."""

    begun = Signal(str, object)
    language_chosen = Signal(str)

    def __init__(self, theme: Theme, messages: Messages, home: Path) -> None:
        super().__init__("welcome")
        self._theme = theme
        self._say = messages.say
        self._home = home
        icons = {"new": "folder-plus", "open": "library", "sample": "book-open"}
        self.cards = {
            choice: ChoiceCard(
                theme,
                self._say(f"welcome.{choice}"),
                self._say(f"welcome.{choice}-hint"),
                icon=icons[choice],
                mark_right=True,
            )
            for choice in CHOICES
        }
        self.folder = Field(theme, "", self._say("welcome.place"))
        self.start = Button(theme, "primary", self._say("welcome.start"), icon="arrow-right", size="lg")
        self.banner = Banner(theme, self._say("close"))
        self._hint = label(theme, "", "ui_sm", "second", wrap=True)
        self._build(messages.lang)
        self._turn()

    def _build(self, lang: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._promise(), 3)
        row.addWidget(self._form(lang), 5)

    def _promise(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        side = Area("welcomeSide")
        column = QVBoxLayout(side)
        column.setContentsMargins(px(48), px(48), px(40), px(48))
        column.setSpacing(px(12))
        column.addWidget(Mark(theme, 44))
        column.addSpacing(px(20))
        column.addWidget(label(theme, self._say("welcome.promise"), "ui_display", wrap=True))
        column.addWidget(label(theme, self._say("welcome.promise-hint"), "ui", "second", wrap=True))
        column.addStretch()
        column.addWidget(self._paper())
        return side

    def _paper(self) -> QWidget:
        """How a page will look: a headline and its standfirst."""
        theme, px = self._theme, self._theme.px
        paper = Card(theme, self)
        column = QVBoxLayout(paper)
        column.setContentsMargins(px(22), px(22), px(22), px(24))
        column.setSpacing(px(10))
        headline = label(theme, self._say("welcome.paper-headline"), "heading3", wrap=True)
        standfirst = label(theme, self._say("welcome.paper-standfirst"), "ui", "second", wrap=True)
        column.addWidget(headline)
        column.addWidget(standfirst)
        return paper

    def _form(self, lang: str) -> QWidget:
        theme, px = self._theme, self._theme.px
        form = Ground(theme)
        column = QVBoxLayout(form)
        column.setContentsMargins(px(64), px(44), px(64), px(36))
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.addWidget(label(theme, self._say("welcome.title"), "ui_title"))
        head.addStretch()
        switch = Segmented(theme, (self._say("lang.vi"), self._say("lang.en")))
        switch.setFixedWidth(switch.sizeHint().width())
        if lang == "en":
            switch.turn_to(1)
        switch.turned.connect(lambda at: self.language_chosen.emit(("vi", "en")[at]))
        head.addWidget(switch)
        column.addLayout(head)
        column.addSpacing(px(12))
        column.addWidget(self.banner)
        for card in self.cards.values():
            column.addWidget(card)
            card.toggled.connect(self._turn)
        self.cards["sample"].setChecked(True)
        column.addSpacing(px(14))
        place = Section(theme, self._say("welcome.place"))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.folder, 1)
        choose = Button(theme, "secondary", self._say("welcome.choose"))
        choose.clicked.connect(self._choose)
        line.addWidget(choose)
        place.add(line)
        place.add(self._hint)
        column.addWidget(place)
        column.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        self.start.clicked.connect(self._begin)
        self.folder.returnPressed.connect(self._begin)
        foot.addWidget(self.start)
        column.addLayout(foot)
        return form

    @property
    def choice(self) -> str:
        return next((choice for choice, card in self.cards.items() if card.isChecked()), "sample")

    def complain(self, sentence: str) -> None:
        """What went wrong, above the choices."""
        self.banner.show_notice(Notice("danger", "", sentence))

    def _turn(self) -> None:
        """The place that fits the choice."""
        if self.choice == "open":
            self.folder.show_text("")
        else:
            self.folder.show_text(str(self._home / self._say(f"welcome.{self.choice}-name")))
        self._hint.setText(self._say(f"welcome.{self.choice}-place"))
        self.start.setText(self._say("welcome.start"))

    def _choose(self) -> None:
        dialog = file_dialog(self, self._say("welcome.choose-title"), self._home)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, name: str) -> None:
        folder = Path(name)
        if self.choice != "open":
            folder = folder / self._say(f"welcome.{self.choice}-name")
        self.folder.show_text(str(folder))

    def _begin(self) -> None:
        text = self.folder.text().strip()
        self.folder.set_bad(not text)
        if text:
            self.begun.emit(self.choice, Path(text).expanduser())


class Ground(QWidget):
    """The page's colour behind a form."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), self._theme.color("bg_page"))
