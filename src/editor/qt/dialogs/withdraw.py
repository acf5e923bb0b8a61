"""Gỡ bài: take an article back from the CMS folders that it was handed over to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.app.delivery import Delivered, Delivery
from editor.bundle.address import Target, target_of
from editor.errors import EditorError
from editor.qt.delivering import delivering_of
from editor.qt.dialogs.decided import anyway, leave, refusal
from editor.qt.dialogs.export_parts import at, name_of
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.banner import Banner, Notice
from editor.qt.theme.controls import Button, Check, label
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.publish import Exported
    from editor.qt.window import MainWindow


class WithdrawSheet(Sheet):
    """A box for every place where the article stands now; all are ticked at first."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        width = theme.tokens.number("layout.sheet_w.md")
        super().__init__(theme, window, say("withdraw.heading"), say("close"), width)
        self.setObjectName("withdrawSheet")
        self._desk = desk
        self._delivering = delivering_of(window)
        self._boxes: list[tuple[Check, Delivered]] = []
        self._banner = Banner(theme, say("close"))
        self._hint = label(theme, say("withdraw.hint"), "ui", "second", wrap=True)
        self._places = QVBoxLayout()
        self._places.setSpacing(theme.px(6))
        self.reason = label(theme, say("withdraw.looking"), "ui_sm", "third")
        self.cancel_button = Button(theme, "secondary", say("cancel"))
        self.withdraw_button = Button(theme, "primary", say("withdraw.now"), icon="archive-x")
        for part in (self._banner, self._hint):
            self.content.addWidget(part)
        self.content.addLayout(self._places)
        self.footer.addStretch()
        for button in (self.reason, self.cancel_button, self.withdraw_button):
            self.footer.addWidget(button)
        self.withdraw_button.setEnabled(False)
        self.cancel_button.clicked.connect(self.dismiss)
        self.withdraw_button.clicked.connect(self._withdraw)
        self._look()

    def _look(self) -> None:
        session, workspace = self._desk.session, self._desk.workspace
        if session is None or workspace is None:
            return
        folder, ident = session.folder, session.article.id
        self.subtitle.setText(session.article.headline)
        self.subtitle.show()

        def work(cancel: Cancel) -> tuple[Delivered, ...]:
            from editor.app.receipt import delivered_of

            found = delivered_of(workspace, folder, ident)
            return tuple(item for item in found if item.state is not Delivery.WITHDRAWN)

        self._desk.jobs.run("stands", work, self.show_places, self._failed)

    def show_places(self, delivered: tuple[Delivered, ...]) -> None:
        say = self._desk.say
        for item in delivered:
            code = f"kind.{item.profile}"
            kind = say(code) if self._desk.messages.has(code) else item.profile
            facts = {"name": self._name(item), "when": at(item.exported), "profile": kind}
            box = Check(self._theme, say("withdraw.place", **facts), wrap=True)
            box.setChecked(True)
            box.toggled.connect(self._judge)
            box.setToolTip(item.target)
            self._places.addWidget(box)
            self._boxes.append((box, item))
        if not delivered:
            self._hint.setText(say("withdraw.nowhere"))
        self._judge()
        QTimer.singleShot(0, self, self.refit)  # what was put in counts from the next event on

    def _judge(self) -> None:
        chosen = any(box.isChecked() for box, _ in self._boxes)
        self.withdraw_button.setEnabled(chosen)
        self.reason.setText("" if chosen or not self._boxes else self._desk.say("withdraw.none-chosen"))
        self.reason.setVisible(bool(self.reason.text()))

    def _withdraw(self) -> None:
        session, workspace = self._desk.session, self._desk.workspace
        if session is None or workspace is None:
            return
        folder = session.folder
        chosen = [item for box, item in self._boxes if box.isChecked()]
        self.withdraw_button.setEnabled(False)

        def work(cancel: Cancel) -> tuple[Exported, ...]:
            from editor.app.publish import withdraw

            return tuple(
                withdraw(workspace, folder, item.profile, target_of(item.target), outbox=True, cancel=cancel)
                for item in chosen
            )

        self._desk.jobs.run("withdraw", work, anyway(self._done), refusal(self, self._desk, self._failed))

    def _done(self, made: tuple[Exported, ...]) -> None:
        from editor.app.publish import WAITING

        waits = any(item.state == WAITING for item in made)
        say = self._desk.say
        words = say("withdraw.waits" if waits else "withdraw.done", n=len(made))
        self._desk.toast(words, icon="archive-x")
        self._delivering.look()
        self._desk.refresh()
        leave(self)

    def _failed(self, error: EditorError) -> None:
        self._banner.show_notice(Notice("danger", "", self._desk.messages.error(error)))
        self._judge()
        self.refit()

    def _name(self, item: Delivered) -> str:
        try:
            target: Target = target_of(item.target)
        except EditorError:
            return item.target
        return name_of(self._desk, target)


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    window.flush()
    window.desk.saver.save_now()
    sheet = WithdrawSheet(window)
    return sheet, sheet.cancel_button
