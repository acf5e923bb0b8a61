"""Importing what the paper has published: from files that somebody has, with what could not be used named by line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QProgressBar, QWidget

from editor.errors import CancelledError, EditorError
from editor.qt.desk import Desk
from editor.qt.dialogs.decided import anyway, is_open, refusal
from editor.qt.dialogs.sheet import Sheet
from editor.qt.intake import file_dialog
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.app.archiving import Archived
    from editor.library.workspace import Workspace
    from editor.qt.window import MainWindow

_KINDS = "*.xml *.rss *.atom *.rdf *.csv *.tsv *.jsonl *.ndjson *.json *.gz"
_LINES = 6


class Steps(QObject):
    """What a worker has done so far: done, of how many, which file. It outlives the sheet that shows it."""

    moved = Signal(int, int, str)


class ArchiveSheet(Sheet):
    """Choose files, see them read, read what came of it; then choose more or go. Without it, an import goes on."""

    def __init__(self, desk: Desk, window: QWidget, workspace: Workspace) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("archive.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("archiveSheet")
        self._desk, self._workspace = desk, workspace
        self.choose = Button(theme, "secondary", say("archive.choose"), icon="file-plus")
        self.choose_folder = Button(theme, "secondary", say("archive.choose-folder"), icon="folder")
        self.sources = Button(theme, "secondary", say("archive.choose-sources"), icon="archive")
        self.stop = Button(theme, "secondary", say("cancel"))
        self.done = Button(theme, "primary", say("done"))
        self.result = label(theme, "", "ui_strong", wrap=True)
        self.findings = QPlainTextEdit()
        self.bar = QProgressBar()
        self._build()

    def _build(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        self.content.addWidget(label(theme, say("archive.hint"), "ui", "second", wrap=True))
        self.content.addWidget(self.bar)
        self.content.addWidget(self.result)
        self.content.addWidget(self.findings)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(4))
        self.bar.setAccessibleName(say("archive.progress"))
        self.findings.setReadOnly(True)
        self.findings.setTabChangesFocus(True)
        self.findings.setFont(theme.font("ui_sm"))
        self.findings.setAccessibleName(say("archive.left-out"))
        self.findings.setFixedHeight(_LINES * self.findings.fontMetrics().lineSpacing() + theme.px(18))
        for part in (self.bar, self.result, self.findings, self.stop):
            part.hide()
        for button in (self.choose, self.choose_folder, self.sources):
            self.footer.addWidget(button)
        self.sources.setVisible(bool(self._desk.newsroom.archive_sources))
        self.footer.addStretch()
        self.footer.addWidget(self.stop)
        self.footer.addWidget(self.done)
        self.choose.clicked.connect(lambda: self._ask(folder=False))
        self.choose_folder.clicked.connect(lambda: self._ask(folder=True))
        self.sources.clicked.connect(lambda: self.take(list(map(Path, self._desk.newsroom.archive_sources))))
        self.stop.clicked.connect(self._stop)
        self.done.clicked.connect(self.dismiss)

    def take(self, places: list[Path]) -> None:
        """Import these files and folders."""
        from editor.app.archiving import import_published

        workspace, steps = self._workspace, Steps(self._desk)
        steps.moved.connect(self._move)
        self._working(on=True)
        self._desk.jobs.run(
            "archive",
            lambda cancel: import_published(workspace, places, cancel, steps.moved.emit),
            anyway(self._came),
            refusal(self, self._desk, self._failed),
        )

    def _ask(self, *, folder: bool) -> None:
        dialog = file_dialog(self.window(), self._desk.say("archive.choose-title"))
        if folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            files = self._desk.say("archive.files")
            dialog.setNameFilter(f"{files} ({_KINDS})")
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names]))
        dialog.open()

    def _stop(self) -> None:
        self._desk.jobs.cancel("archive")
        self._failed(CancelledError())

    def _move(self, done: int, total: int, item: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setToolTip(item)

    def _working(self, *, on: bool) -> None:
        for part in (self.bar, self.stop):
            part.setVisible(on)
        for part in (self.choose, self.choose_folder, self.sources, self.done):
            part.setEnabled(not on)
        self.bar.setRange(0, 0)
        self.refit()

    def _came(self, archived: Archived) -> None:
        added, say = archived.added, self._desk.say
        words = say("archive.done", n=added.new, changed=added.changed, same=added.same)
        self._desk.refresh()
        if is_open(self):
            self._show(archived, words)
        else:
            self._desk.toast(words, icon="archive")

    def _show(self, archived: Archived, words: str) -> None:
        say = self._desk.say
        self._working(on=False)
        self.result.setText(words)
        lines = [self._desk.messages.finding(finding) for finding in archived.findings]
        more = archived.skipped - len(archived.findings)
        if more > 0:
            lines.append(say("archive.more", n=more))
        self.findings.setPlainText("\n".join(lines))
        self.findings.setVisible(bool(lines))
        self.result.show()
        self.refit()
        self.done.setFocus()

    def _failed(self, error: EditorError) -> None:
        self._working(on=False)
        self.result.setText(self._desk.messages.error(error))
        self.result.show()
        self.findings.hide()
        self.refit()


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget | None] | None:
    if window.desk.workspace is None:
        return None
    sheet = ArchiveSheet(window.desk, window, window.desk.workspace)
    return sheet, sheet.choose
