"""The export sheet: what is chosen (`export_ready`), the work (`export_run`), what was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editor.app.delivery_place import Reach, folders_with
from editor.bundle.address import Target
from editor.errors import BlockedError, EditorError
from editor.model.finding import Finding
from editor.qt.delivering import Done, Order, delivering_of, open_place
from editor.qt.dialogs.export_parts import name_of
from editor.qt.dialogs.export_ready import ReadyPart, shortened
from editor.qt.dialogs.export_result import ResultPart
from editor.qt.dialogs.export_run import RunPart
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.banner import Banner, Notice
from editor.qt.theme.controls import Button, Check, label, restyle

if TYPE_CHECKING:
    from editor.app.publish import Exported
    from editor.qt.window import MainWindow

_RUN_WIDTH, _RESULT_WIDTH = 460, 520  # px at 100 %
_LONGEST = 76  # characters of the headline


class ExportSheet(Sheet):
    """`asked` carries a finding whose place somebody wants to see.

    Its three faces take turns. An export goes on when the sheet is closed, and is found again by the next one.
    """

    asked = Signal(object)  # Finding

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        self._ready_width = int(theme.tokens.number("layout.sheet_w.export"))
        super().__init__(theme, window, say("export"), say("close"), self._ready_width)
        self.setObjectName("exportSheet")
        self._desk = desk
        self._delivering = delivering_of(window)
        self.ready = ReadyPart(window)
        self.cards, self.checks = self.ready.kinds.cards, self.ready.checks.list
        self.folder = self.ready.folder
        self.run_part = RunPart(desk)
        self.result = ResultPart(desk)
        self.files = self.result.files
        self.remember = Check(theme, say("export.remember"))
        self.reason = label(theme, "", "ui_sm", "danger")
        self._aside = label(theme, say("export.cms-sees"), "ui_sm", "second")
        self.cancel_button = Button(theme, "secondary", say("cancel"))
        self.export_button = Button(theme, "primary", say("export"), icon="send")
        self.write_button = Button(theme, "secondary", say("export.go-on"))
        self.copy_button = Button(theme, "ghost", say("export.copy-path"), icon="copy")
        self.open_button = Button(theme, "secondary", say("open-folder"), icon="folder-open")
        self.done_button = Button(theme, "primary", say("done"))
        self._banner = Banner(theme, say("close"))
        self._exported: Exported | None = None  # what the last face is about
        self._build()
        self._connect()
        if self._delivering.running is None:
            self._show_ready()
        else:
            self._show_running()

    def _build(self) -> None:
        for part in (self._banner, self.ready, self.run_part, self.result):
            self.content.addWidget(part)
        self.remember.setChecked(True)
        self.footer.addWidget(self.remember)
        self.footer.addWidget(self.copy_button)
        self.footer.addWidget(self._aside)
        self.footer.addStretch()
        self.footer.addWidget(self.reason)
        for button in (self.cancel_button, self.write_button, self.open_button, self.export_button, self.done_button):
            self.footer.addWidget(button)

    def _connect(self) -> None:
        delivering = self._delivering
        self.ready.judged.connect(self._judge)
        self.ready.stands.gone_to.connect(self._leave_for)
        self.checks.chosen.connect(self._go)
        self.cancel_button.clicked.connect(self._cancel)
        self.write_button.clicked.connect(self.dismiss)
        self.done_button.clicked.connect(self.dismiss)
        self.export_button.clicked.connect(self._start)
        self.open_button.clicked.connect(self._open_bundle)
        self.copy_button.clicked.connect(self._copy_path)
        delivering.moved.connect(self.run_part.show_step)
        delivering.done.connect(self._done)
        delivering.failed.connect(self._failed)

    @property
    def kind(self) -> str:
        """The profile that is chosen."""
        return self.ready.kinds.profile

    def set_folder(self, folder: Target) -> None:
        """Export into this folder."""
        self.ready.set_target(folder)

    def _face(self, face: QWidget, title: str, subtitle: str, width: int) -> None:
        """Show one of the three faces with its title and its buttons."""
        for part in (self.ready, self.run_part, self.result):
            part.setVisible(part is face)
        for button, of in (
            (self.remember, self.ready),
            (self.export_button, self.ready),
            (self.cancel_button, self.ready),
            (self.write_button, self.run_part),
            (self._aside, self.run_part),
            (self.copy_button, self.result),
            (self.open_button, self.result),
            (self.done_button, self.result),
        ):
            button.setVisible(of is face or (button is self.cancel_button and face is self.run_part))
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self._delivering.watched = face is self.run_part
        self._width = self._desk.theme.px(width)
        self.refit()

    def _show_ready(self) -> None:
        say, session = self._desk.say, self._desk.session
        headline = session.article.headline if session is not None else ""
        self.cancel_button.setText(say("cancel"))
        self._face(
            self.ready, say("export"), shortened(headline or say("library.untitled"), _LONGEST), self._ready_width
        )
        self.ready.begin()

    def _show_running(self) -> None:
        say = self._desk.say
        self._banner.clear()
        self.ready.rest()
        self.cancel_button.setText(say("export.stop"))
        self.run_part.show_step(*self._delivering.step)
        self._face(self.run_part, say("export.running"), say("export.write-on"), _RUN_WIDTH)
        self._say_beside("", "")
        self.write_button.setFocus()

    def _judge(self) -> None:
        """The button, with the reason beside it when it cannot be pressed."""
        if not self.ready.isVisibleTo(self):
            return
        reason = self.ready.reason()
        looking = self.ready.looked is None and not self.ready.blockers and self.ready.target is not None
        self._say_beside(reason, "third" if looking else "danger")
        self.export_button.setEnabled(not reason)
        self.refit()

    def _say_beside(self, words: str, tone: str) -> None:
        self.reason.setText(words)
        self.reason.setVisible(bool(words))
        restyle(self.reason, "ui_tone", tone)

    def _start(self) -> None:
        session, target, desk = self._desk.session, self.ready.target, self._desk
        if session is None or target is None:
            return
        if self.remember.isChecked():
            folders = folders_with(desk.settings.export_folders, self.kind, str(target))
            desk.settings = replace(
                desk.settings, export_kind=self.kind, export_folder=str(target), export_folders=folders
            )
        is_new = self.ready.looked is not None and self.ready.looked.reach is Reach.NEW
        order = Order(session.folder, self.kind, target, name_of(desk, target), self.ready.forces, outbox=not is_new)
        self._show_running()
        self._delivering.export(order)

    def _cancel(self) -> None:
        """Stop the work, or close the sheet while there is none."""
        if self.run_part.isVisibleTo(self):
            self._delivering.stop()
            self._show_ready()
        else:
            self.dismiss()

    def _done(self, done: Done) -> None:
        say, exported = self._desk.say, done.exported
        self.result.show_done(done)
        title = say("export.waits-title" if exported.state else "export.finished")
        self._face(self.result, title, "", _RESULT_WIDTH)
        self._say_beside("", "")
        self._exported = exported
        self.open_button.setVisible(not exported.address)
        if exported.receipt_problem is not None:
            self._banner.show_notice(Notice("warning", "", self._desk.messages.error(exported.receipt_problem)))
        self.done_button.setFocus()
        self.refit()

    def _open_bundle(self) -> None:
        if self._exported is not None:
            open_place(self._exported.bundle)

    def _copy_path(self) -> None:
        if self._exported is not None:
            QGuiApplication.clipboard().setText(self._exported.address or str(self._exported.bundle))

    def _failed(self, error: EditorError) -> None:
        self._show_ready()
        if isinstance(error, BlockedError):
            self._desk.checker.look()
        words, other = self._desk.messages.error(error), self._desk.say("export.other")
        self._banner.show_notice(Notice("danger", "", words, other, self.ready.choose_folder))
        self.export_button.setFocus()
        self.refit()

    def dismiss(self) -> None:
        """What comes of an export at work is said in the window then."""
        self.ready.rest()
        self._delivering.watched = False
        super().dismiss()

    def _leave_for(self, follow: Callable[[], None]) -> None:
        self.dismiss()
        follow()

    def _go(self, finding: Finding) -> None:
        self.dismiss()
        self.asked.emit(finding)
        self._delivering.offer_way_back()


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    """What is typed is saved first: the bundle is made from the file."""
    window.flush()
    window.desk.saver.save_now()
    sheet = ExportSheet(window)
    sheet.asked.connect(window.places.go_to)
    delivering_of(window).take_way_back()
    return sheet, sheet.export_button if sheet.export_button.isEnabled() else sheet.cancel_button
