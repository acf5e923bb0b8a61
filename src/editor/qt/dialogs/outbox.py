"""What waits for a CMS folder that is out of reach: each bundle with its place, tried again or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.qt.delivering import Delivering, delivering_of
from editor.qt.dialogs.export_parts import at, middle, name_of
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.parts import clear_layout
from editor.qt.theme.controls import Button, Hairline, label
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.outbox import Waiting
    from editor.qt.desk import Desk
    from editor.qt.window import MainWindow


class OutboxSheet(Sheet):
    """One row a bundle; the list follows what becomes of them."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("outbox.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("outboxSheet")
        self._desk = desk
        self._delivering: Delivering = delivering_of(window)
        self.subtitle.setText(say("outbox.hint"))
        self.subtitle.show()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(10))
        self._none = label(theme, say("outbox.none"), "ui", "second", wrap=True)
        self.content.addLayout(self._rows)
        self.content.addWidget(self._none)
        self.retry = Button(theme, "primary", say("outbox.retry"), icon="refresh-cw")
        self.finish = Button(theme, "secondary", say("close"))
        self.footer.addStretch()
        self.footer.addWidget(self.finish)
        self.footer.addWidget(self.retry)
        self.finish.clicked.connect(self.dismiss)
        self.retry.clicked.connect(self._delivering.retry)
        self._delivering.waits.connect(self.show_waiting)
        self.show_waiting(self._delivering.waiting)

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        clear_layout(self._rows)
        for number, entry in enumerate(waiting):
            if number:
                self._rows.addWidget(Hairline(self._theme))
            row = WaitingRow(self._desk, entry)
            row.drop.clicked.connect(lambda _=False, gone=entry: self._drop(gone))
            self._rows.addWidget(row)
        self._none.setVisible(not waiting)
        self.retry.setVisible(bool(waiting))
        QTimer.singleShot(0, self, self.refit)  # what was put in counts from the next event on

    def _drop(self, entry: Waiting) -> None:
        """Taken out: the article can be exported again at any time."""
        workspace = self._desk.workspace
        if workspace is None:
            return

        def work(cancel: Cancel) -> bool:
            from editor.app.outbox import discard

            return discard(workspace, entry.article_id, entry.target, entry.profile)

        self._desk.jobs.run(("outbox", entry.bundle), work, lambda _: self._delivering.look(), self._desk.report)


class WaitingRow(QWidget):
    """The bundle's name, where it goes to, since when it waits."""

    def __init__(self, desk: Desk, entry: Waiting) -> None:
        super().__init__()
        theme, say = desk.theme, desk.say
        icon = QLabel()
        side = theme.px(20)
        icon.setPixmap(theme.icon("package", "warning").pixmap(QSize(side, side), self.devicePixelRatioF()))
        title = label(theme, middle(entry.bundle.name, 58), "ui")
        title.setFont(theme.font("ui", weight=500))
        title.setToolTip(entry.bundle.name)
        since = str(entry.receipt.get("exported", ""))
        code = "outbox.withdrawal" if entry.receipt.get("state") else "outbox.entry"
        place = label(theme, say(code, name=name_of(desk, entry.target), when=at(since)), "ui_sm", "second", wrap=True)
        place.setToolTip(str(entry.target))
        self.drop = Button(theme, "link", say("outbox.drop"), name=f"{say('outbox.drop')}: {entry.bundle.name}")
        self.drop.setFont(theme.font("ui_sm", weight=500))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(title)
        words.addWidget(place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(icon)
        row.addLayout(words, 1)
        row.addWidget(self.drop)


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = OutboxSheet(window)
    delivering_of(window).look()
    return sheet, sheet.retry if sheet.retry.isVisibleTo(sheet) else sheet.finish
