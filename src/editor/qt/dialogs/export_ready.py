"""What is chosen before an export: the kind of bundle, its CMS folder; and what stands in the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from editor.app.delivery_place import Looked, Reach, first_target, look_at, was_there
from editor.bundle.address import Target
from editor.model.finding import Severity
from editor.qt.dialogs.export_parts import ExportChecks, FolderRow, ProfileCards
from editor.qt.dialogs.export_password import PasswordRow
from editor.qt.dialogs.export_stands import StandsLine
from editor.qt.intake import file_dialog
from editor.qt.panels.parts import Section
from editor.qt.theme.controls import Check, label
from editor.text.fold import slug
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_LOOK_AGAIN = 5_000  # ms between two looks at the CMS folder while the sheet is open
_LONGEST = 64  # characters of a bundle's name


class ReadyPart(QWidget):
    """`judged` says that what stands in the way may be something else now."""

    judged = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._desk = desk = window.desk
        self.target: Target | None = None
        self.looked: Looked | None = None  # None while nobody has looked yet
        self._chose = False  # somebody chose a folder here: the newsroom's does not take its place
        self.kinds = ProfileCards(desk)
        self.folder = FolderRow(desk)
        self._will = label(desk.theme, "", "ui_sm", "second", wrap=True)
        self._problem = label(desk.theme, "", "ui_sm", "danger", wrap=True)
        self._problem.hide()
        self.password = PasswordRow(desk)
        self.stands = StandsLine(window)
        self.checks = ExportChecks(desk)
        self.force = Check(desk.theme, desk.say("export.force"))
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._desk.theme.px(20))
        self.kinds.choose(self._desk.settings.export_kind)
        place = Section(self._desk.theme, self._desk.say("export.folder"))
        place.add(self.folder)
        place.add(self._will)
        place.add(self._problem)
        place.add(self.password)
        place.add(self.stands)
        for part in (self.kinds, place, self.checks, self.force):
            column.addWidget(part)
        self.force.hide()

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._turn)
        self.folder.change.clicked.connect(self.choose_folder)
        self.force.toggled.connect(self.judged)
        self.stands.told.connect(self.judged)
        self.checks.list.grown.connect(self.judged)
        self._window.details.checks.serve(self.checks.list)
        self._desk.checker.found.connect(self.show_findings)
        self._desk.saver.saved.connect(self._saved)
        self._again.timeout.connect(self._look_again)
        self.password.opened.connect(self.look)
        self.password.told.connect(self._say_what_comes)
        self.password.told.connect(self.judged)

    def begin(self) -> None:
        """Look at the folder now and again."""
        self._again.start()
        self.show_findings()
        self._show_target(self.target or self._first())

    def rest(self) -> None:
        self._again.stop()
        self._desk.jobs.cancel("cms-folder")

    @property
    def blockers(self) -> int:
        return sum(found.severity is Severity.BLOCKER for found in self._desk.checker.findings)

    @property
    def forces(self) -> bool:
        """Whether somebody exports in spite of blockers, where the newsroom allows it."""
        return bool(self.blockers) and self._desk.newsroom.allow_force and self.force.isChecked()

    def reason(self) -> str:
        """Why it cannot be exported now; "" when it can."""
        say = self._desk.say
        if self.blockers and not self.forces:
            return say("export.blocked", n=self.blockers)
        if self.target is None:
            return say("export.no-folder")
        if self.looked is None:
            return say("export.looking")
        if self.password.is_asking:
            return say("export.password-first")
        return "" if self.looked.can_export else say("export.unwritable")

    def show_findings(self) -> None:
        checker = self._desk.checker
        self.checks.show_findings(checker.findings, checker.ignored)
        self.force.setVisible(bool(self.blockers) and self._desk.newsroom.allow_force)
        self.judged.emit()

    def set_target(self, target: Target) -> None:
        """Export into this folder, whatever kind of bundle is chosen."""
        self._chose = True
        self._show_target(target)

    def choose_folder(self) -> None:
        begin = self.target if isinstance(self.target, Path) else None
        dialog = file_dialog(self, self._desk.say("export.choose"), begin)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.set_target(Path(name)))
        dialog.open()

    def look(self) -> None:
        """Try the folder beside the window; an answer for another folder comes too late."""
        target, session, workspace = self.target, self._desk.session, self._desk.workspace
        if target is None or session is None or workspace is None:
            return
        article_id = session.article.id

        def work(cancel: Cancel) -> tuple[Target, Looked]:
            return target, look_at(target, known=was_there(workspace, article_id, target))

        self._desk.jobs.run("cms-folder", work, lambda came: self.show_looked(*came), self._desk.report)
        self.stands.look(self.kinds.profile, target)

    def _look_again(self) -> None:
        if not self.password.is_asking:
            self.look()

    def _saved(self, saved: object, pending: object) -> None:
        """What differs from the last export is told from the file."""
        if self._again.isActive():
            self._look_again()

    def show_looked(self, target: Target, looked: Looked) -> None:
        """What came of a look at a folder, if it is still the one that is chosen."""
        if target == self.target:
            self.looked = looked
            self.folder.show_folder(target, looked)
            self.password.show_for(target, looked)
            self._say_what_comes()
            self.judged.emit()

    def _turn(self) -> None:
        """Another kind of bundle has a CMS folder of its own."""
        self._show_target(self.target if self._chose else self._first())

    def _first(self) -> Target | None:
        desk = self._desk
        root = desk.workspace.root if desk.workspace is not None else Path()
        settings = desk.settings
        return first_target(desk.newsroom, settings.export_folders, settings.export_folder, self.kinds.profile, root)

    def _show_target(self, target: Target | None) -> None:
        if target != self.target:
            self.target, self.looked = target, None
        self.folder.show_folder(target, self.looked)
        self.password.show_for(target, self.looked)
        self._say_what_comes()
        self.judged.emit()
        self.look()

    def _say_what_comes(self) -> None:
        session = self._desk.session
        name = (slug(session.article.slug) or slug(session.article.headline)) if session is not None else ""
        if self.looked is not None and self.looked.reach is Reach.AWAY:
            self._will.setText(self._desk.say("export.will-wait"))
        else:
            self._will.setText(self._desk.say("export.will", name=shortened(name, _LONGEST)))
        problem = self.looked.problem if self.looked is not None and not self.password.is_asking else None
        self._problem.setText(self._desk.messages.error(problem) if problem is not None else "")
        self._problem.setVisible(problem is not None)
        self._will.setVisible(
            bool(name) and self.target is not None and problem is None and not self.password.is_asking
        )


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
