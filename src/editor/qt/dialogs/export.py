"""The export sheet: which bundle, into which folder, what stands in the way; then the progress and what was made."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.errors import BlockedError, EditorError
from editor.model.finding import Finding, Severity
from editor.qt.desk import Desk
from editor.qt.dialogs.cards import ChoiceCard
from editor.qt.dialogs.export_parts import ExportChecks, FilesList, FolderRow, ProgressLine, SideBySide
from editor.qt.dialogs.sheet import Sheet
from editor.qt.intake import file_dialog
from editor.qt.panels.banner import Banner, Notice
from editor.qt.panels.parts import Section
from editor.qt.theme.controls import Button, Check, label
from editor.text.fold import slug
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.publish import Exported
    from editor.qt.window import MainWindow

KINDS = ("html", "markdown", "both")


class ExportSheet(Sheet):
    """`asked` carries a finding whose place somebody wants to see."""

    asked = Signal(object)  # Finding

    def __init__(self, desk: Desk, window: QWidget) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("export"), say("close"), theme.tokens.number("layout.sheet_w.export"))
        self.setObjectName("exportSheet")
        self._desk = desk
        self._folder = _first_folder(desk)
        self._writable: bool | None = None
        self._gone = False
        self.cards = {kind: ChoiceCard(theme, say(f"kind.{kind}"), say(f"kind.{kind}-hint")) for kind in KINDS}
        self.folder = FolderRow(desk)
        self._will = label(theme, "", "ui_sm", "second")
        self._checks = ExportChecks(desk)
        self.checks = self._checks.list
        self.remember = Check(theme, say("export.remember"))
        self.reason = label(theme, "", "ui_sm", "danger")
        self.cancel_button = Button(theme, "secondary", say("cancel"))
        self.export_button = Button(theme, "primary", say("export"), icon="send")
        self._progress = ProgressLine(theme, say("export.working"))
        self._banner = Banner(theme, say("close"))
        self.files = FilesList(desk)
        self._choices = SideBySide(theme)
        self._build()
        self._connect()
        self._look_at_folder()
        self.show_findings(desk.checker.findings)

    def _build(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        session = self._desk.session
        if session is not None:
            self.subtitle.setText(_short(session.article.headline or say("library.untitled")))
            self.subtitle.show()
        kinds = Section(theme, say("export.kind"))
        for card in self.cards.values():
            self._choices.add(card)
        kinds.add(self._choices)
        chosen = self._desk.settings.export_kind
        self.cards[chosen if chosen in KINDS else "html"].setChecked(True)
        place = Section(theme, say("export.folder"))
        place.add(self.folder)
        place.add(self._will)
        self._parts = (kinds, place, self._checks)
        for part in (self._banner, *self._parts, self.files, self._progress):
            self.content.addWidget(part)
        self.files.hide()
        self._progress.hide()
        self.remember.setChecked(True)
        self.footer.addWidget(self.remember)
        self.footer.addStretch()
        self.footer.addWidget(self.reason)
        self.footer.addWidget(self.cancel_button)
        self.footer.addWidget(self.export_button)

    def _connect(self) -> None:
        self.folder.change.clicked.connect(self._choose_folder)
        self.cancel_button.clicked.connect(self._cancel)
        self.export_button.clicked.connect(self._start)
        self.checks.chosen.connect(self._go)
        self._desk.checker.found.connect(self.show_findings)
        self._desk.export_moved.connect(self._progress.show_step)
        self._desk.saver.failed.connect(self._failed)

    @property
    def kind(self) -> str:
        return next(kind for kind, card in self.cards.items() if card.isChecked())

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        self._checks.show_findings(findings)
        self._judge()
        self.refit()

    def set_folder(self, folder: Path) -> None:
        """Export into this folder."""
        self._folder = folder
        self._look_at_folder()

    def _judge(self) -> None:
        """The button, with the reason beside it when it cannot be pressed."""
        say = self._desk.say
        blockers = sum(found.severity is Severity.BLOCKER for found in self._desk.checker.findings)
        reason = ""
        if blockers:
            reason = say("export.blocked", n=blockers)
        elif self._folder is None:
            reason = say("export.no-folder")
        elif self._writable is False:
            reason = say("export.unwritable")
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.export_button.setEnabled(not reason and self._writable is True)
        session = self._desk.session
        if session is not None:
            name = slug(session.article.slug) or slug(session.article.headline)
            self._will.setText(say("export.will", name=_short(name, 64)) if name else "")
            self._will.setVisible(bool(name) and self._folder is not None)

    def _look_at_folder(self) -> None:
        folder = self._folder
        self._writable = None
        self.folder.show_folder(folder, None)
        self._judge()
        if folder is not None:
            self._desk.jobs.run("cms-folder", lambda cancel: _can_write(folder), self._looked, self._desk.report)

    def _looked(self, writable: bool) -> None:
        self._writable = writable
        self.folder.show_folder(self._folder, writable)
        self._judge()

    def _choose_folder(self) -> None:
        dialog = file_dialog(self, self._desk.say("export.choose"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.set_folder(Path(name)))
        dialog.open()

    def _start(self) -> None:
        """Save, then export the saved article in the worker."""
        self._banner.clear()
        self.export_button.setEnabled(False)
        self._choices.setEnabled(False)
        self._progress.show()
        self._progress.show_step(0, 0, "")
        self.refit()
        self._desk.saver.when_saved(self._run)

    def _run(self) -> None:
        from editor.app.publish import export

        desk, session, workspace, target = self._desk, self._desk.session, self._desk.workspace, self._folder
        if session is None or workspace is None or target is None or self._gone:
            return
        kind, folder, moved = self.kind, session.folder, desk.export_moved

        def work(cancel: Cancel) -> Exported:
            return export(workspace, folder, kind, target, cancel=cancel, progress=moved.emit)

        desk.jobs.run("export", work, self._exported, self._failed)

    def _exported(self, exported: Exported) -> None:
        desk = self._desk
        if self.remember.isChecked():
            desk.settings = replace(desk.settings, export_kind=self.kind, export_folder=str(self._folder))
        for part in self._parts:
            part.hide()
        self._progress.hide()
        self.remember.hide()
        size = sum(item.bytes for item in exported.files)
        megabytes = desk.messages.number(round(size / 1_000_000, 1))
        sentence = desk.say("export.done-hint", n=len(exported.files), size=megabytes)
        notice = Notice("success", desk.say("export.done", folder=exported.bundle.name), sentence)
        self._banner.show_notice(notice)
        self.files.show_files([(item.path, item.bytes) for item in exported.files])
        self.files.show()
        self.export_button.hide()
        self.reason.hide()
        self.cancel_button.setText(desk.say("close"))
        self.cancel_button.updateGeometry()
        opener = Button(desk.theme, "primary", desk.say("open-folder"), icon="folder-open")
        opener.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(exported.bundle))))
        self.footer.addWidget(opener)
        opener.setFocus()
        self.refit()
        desk.refresh()

    def _failed(self, error: EditorError) -> None:
        self._progress.hide()
        self._choices.setEnabled(True)
        if isinstance(error, BlockedError):
            self._desk.checker.look()
        other = self._desk.say("export.other")
        self._banner.show_notice(Notice("danger", "", self._desk.messages.error(error), other, self._choose_folder))
        self._judge()
        self.refit()

    def dismiss(self) -> None:
        """A sheet that goes takes its export with it: nothing half done is ever seen in the CMS folder."""
        self._desk.jobs.cancel("export")
        self._desk.jobs.cancel("cms-folder")
        self._gone = True
        super().dismiss()

    def _cancel(self) -> None:
        if self._desk.jobs.is_running("export"):
            self._desk.jobs.cancel("export")
            self._progress.hide()
            self._choices.setEnabled(True)
            self._judge()
            self.refit()
        else:
            self.dismiss()

    def _go(self, finding: Finding) -> None:
        self.dismiss()
        self.asked.emit(finding)


def _first_folder(desk: Desk) -> Path | None:
    """The folder that was used last, else the newsroom's first target."""
    if desk.settings.export_folder:
        return Path(desk.settings.export_folder)
    for target in desk.newsroom.targets:
        if target.folder:
            root = desk.workspace.root if desk.workspace is not None else Path()
            return root / Path(target.folder).expanduser()
    return None


def _can_write(folder: Path) -> bool:
    """Whether a bundle can be put there; a folder that is missing is made, in a parent that is there."""
    try:
        place = folder if folder.exists() else folder.parent
        return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    except OSError:  # nobody may even look there
        return False


def _short(text: str, most: int = 76) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    """What is typed is saved first: the bundle is made from the file."""
    window.flush()
    window.desk.saver.save_now()
    sheet = ExportSheet(window.desk, window)
    sheet.asked.connect(window.places.go_to)
    return sheet, sheet.export_button if sheet.export_button.isEnabled() else sheet.cancel_button
