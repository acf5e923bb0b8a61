"""A report for whoever helps: every word of it is shown before it is saved, and nothing is sent by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit

from editor.app.report import Part, report_parts, save_report
from editor.errors import EditorError
from editor.qt.desk import Desk
from editor.qt.dialogs.decided import anyway, leave, refusal
from editor.qt.dialogs.sheet import Sheet
from editor.qt.dialogs.texts import TextRows
from editor.qt.intake import file_dialog
from editor.qt.panels.banner import Notice
from editor.qt.theme.controls import Button, label
from editor.qt.theme.ring import Ring

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.qt.window import MainWindow


class ReportSheet(Sheet):
    """The files of the report at the left, what one of them says at the right."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("report.title"), say("close"), theme.tokens.number("layout.sheet_w.lg"))
        self.setObjectName("reportSheet")
        self.subtitle.setText(say("report.hint"))
        self.subtitle.setWordWrap(True)
        self.subtitle.show()
        self._desk = desk
        self._parts: Sequence[Part] = ()
        self.list = QListWidget()
        Ring(theme, self.list)
        self.text = QPlainTextEdit()
        self.problem = label(theme, "", "ui_sm", "danger", wrap=True)
        self.save_button = Button(theme, "primary", say("report.save"), icon="folder-down")
        self._build_report()
        self.list.currentRowChanged.connect(self._show)
        self.save_button.clicked.connect(self._choose_folder)
        root = desk.workspace.root if desk.workspace is not None else None
        messages = desk.messages
        desk.jobs.run("report", lambda cancel: report_parts(messages, root), self._came, self._refused)

    def _build_report(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        self.list.setAccessibleName(say("report.files"))
        self.list.setObjectName("reportFiles")
        self.list.setFont(theme.font("ui"))
        self.list.setFixedWidth(theme.px(230))
        self.list.setItemDelegate(TextRows(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("report.content"))
        self.text.setFont(theme.font("ui_sm"))
        self.text.setMinimumSize(theme.px(280), theme.px(340))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.content.addLayout(row)
        self.problem.hide()
        self.content.addWidget(self.problem)
        self.save_button.setEnabled(False)
        self.footer.addWidget(label(theme, say("report.stays"), "ui_sm", "second"))
        self.footer.addStretch()
        self.footer.addWidget(self.save_button)

    def _came(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        for part in parts:
            self.list.addItem(QListWidgetItem(part.name))
        self.list.setCurrentRow(0)
        self.save_button.setEnabled(bool(parts))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            self.text.setPlainText(self._parts[row].text)

    def _choose_folder(self) -> None:
        dialog = file_dialog(self, self._desk.say("report.save"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.save_into(Path(name)))
        dialog.open()

    def save_into(self, folder: Path) -> None:
        """Write what is shown, and nothing else, into this folder."""
        parts = self._parts
        saved, failed = anyway(self._saved), refusal(self, self._desk, self._refused)
        self._desk.jobs.run("report", lambda cancel: save_report(parts, folder, datetime.now(UTC)), saved, failed)

    def _saved(self, path: Path) -> None:
        say = self._desk.say
        self._desk.noticed.emit(Notice("success", say("report.saved"), say("report.saved-hint", file=path)))
        leave(self)

    def _refused(self, error: EditorError) -> None:
        self.problem.setText(self._desk.messages.error(error))
        self.problem.show()
        self.refit()


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = ReportSheet(window.desk, window)
    return sheet, sheet.list
