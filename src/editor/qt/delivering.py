"""Exports that run while writing goes on, what waits for a CMS folder, and the way back to the export sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from editor.errors import EditorError
from editor.qt.delivery_chips import BackChip, WaitingChip
from editor.qt.panels.banner import Notice, Tone
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.outbox import Outcome, Waiting
    from editor.app.publish import Exported
    from editor.bundle.address import Target
    from editor.qt.desk import Desk
    from editor.qt.window import MainWindow

_Came: TypeAlias = "tuple[tuple[Outcome, ...], tuple[Waiting, ...], tuple[EditorError, ...]]"
"""What became of what waited, what still waits, what of it cannot be read."""
_LOOK_AGAIN = 60_000  # ms between two looks whether a CMS folder is back


@dataclass(frozen=True, slots=True)
class Order:
    """One export: which article, as what, to where. `name` is what people call the place.

    Without `outbox` a folder that is not there is made instead of waited for.
    """

    folder: Path
    profile: str
    target: Target
    name: str
    force: bool = False
    outbox: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """An export that has come to its end. `changed` names the fields of article.json that differ from the last one."""

    order: Order
    exported: Exported
    first: bool
    changed: tuple[str, ...] = ()


class Delivering(QObject):
    """`running` is the export at work; `moved` its steps (done, of how many, which file)."""

    moved = Signal(int, int, str)
    done = Signal(object)  # Done
    failed = Signal(object)  # EditorError
    waits = Signal(tuple)  # of Waiting

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk = window.desk
        self.running: Order | None = None
        self.step = (0, 0, "")
        self.waiting: tuple[Waiting, ...] = ()
        self.watched = False  # a sheet shows what happens: nothing is said twice
        self._back: BackChip | None = None
        self._told: set[str] = set()  # damaged entries that somebody has heard of
        self.chip = WaitingChip(window)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN)
        self._timer.timeout.connect(self.retry)
        self._desk.workspace_opened.connect(self.retry)
        self._desk.saver.failed.connect(self._save_failed)
        self.moved.connect(self._note_step)
        self._timer.start()
        self.retry()

    # -- the tool --

    def act(self, verb: str) -> None:
        """Copy for the CMS ("copy"), send as one file ("send"), hand over what waits ("retry")."""
        from editor.qt.delivery_acts import copy_article, send_article

        match verb:
            case "copy":
                copy_article(self._window)
            case "send":
                send_article(self._window)
            case _:
                self.retry()

    def is_on(self, verb: str) -> bool:
        return False

    def can(self, verb: str) -> bool:
        return True

    # -- exports --

    def export(self, order: Order) -> None:
        """Save, then export the saved article in a worker; the window stays free."""
        self.running, self.step = order, (0, 0, "")
        self._desk.saver.when_saved(lambda: self._run(order))

    def stop(self) -> None:
        """End the export at work; nothing of it is seen in the CMS folder."""
        self._desk.jobs.cancel("export")
        self.running = None

    def _save_failed(self, error: EditorError) -> None:
        """What could not be saved is not exported either; the saver has said why."""
        if self.running is not None and not self._desk.jobs.is_running("export"):
            self.running = None
            self.failed.emit(error)

    def _run(self, order: Order) -> None:
        workspace = self._desk.workspace
        if workspace is None or self.running is not order:
            return
        moved = self.moved.emit

        def work(cancel: Cancel) -> Done:
            from editor.app.publish import export
            from editor.app.receipt import delivered_of
            from editor.app.targets import place_of

            article = workspace.load(order.folder).article
            before = [
                item
                for item in delivered_of(workspace, order.folder, article.id)
                if (item.target, item.profile) == (place_of(order.target), order.profile)
            ]
            exported = export(
                workspace,
                order.folder,
                order.profile,
                order.target,
                force=order.force,
                outbox=order.outbox,
                cancel=cancel,
                progress=moved,
            )
            return Done(order, exported, not before, before[0].changed if before else ())

        self._desk.jobs.run("export", work, self._came, self._failed)

    def _note_step(self, done: int, total: int, item: str) -> None:
        self.step = (done, total, item)

    def _came(self, done: Done) -> None:
        self.running = None
        self.done.emit(done)
        self._desk.refresh()
        self.look()
        if not self.watched:
            say = self._desk.say
            words = say("export.waits-title" if done.exported.state else "export.into", name=done.order.name)
            tone: Tone = "info" if done.exported.state else "success"
            path = done.exported.bundle
            self._desk.noticed.emit(
                Notice(tone, words, "", say("open-folder"), lambda: open_place(path), about="export")
            )

    def _failed(self, error: EditorError) -> None:
        self.running = None
        self.failed.emit(error)
        if not self.watched:
            self._desk.report(error, self._desk.say("export"), lambda: self._window.shell.open("export"))

    # -- what waits --

    def retry(self) -> None:
        """Hand over what waits for folders that are back."""
        workspace = self._desk.workspace
        if workspace is None:
            return

        def work(cancel: Cancel) -> _Came:
            from editor.app.outbox import damaged, hand_over, waiting

            outcomes = hand_over(workspace, cancel) if waiting(workspace) else ()
            return outcomes, waiting(workspace), damaged(workspace)

        self._desk.jobs.run("outbox", work, self._handed, self._desk.report)

    def look(self) -> None:
        """What waits now; nothing is handed over."""
        workspace = self._desk.workspace
        if workspace is None:
            return

        def work(cancel: Cancel) -> _Came:
            from editor.app.outbox import damaged, waiting

            return (), waiting(workspace), damaged(workspace)

        self._desk.jobs.run("outbox", work, self._handed, self._desk.report)

    def _handed(self, came: _Came) -> None:
        outcomes, self.waiting, broken = came
        for lost in broken:
            if lost.file not in self._told:
                self._told.add(lost.file)
                self._desk.report(lost)
        self.chip.show_count(len(self.waiting))
        self.waits.emit(self.waiting)
        say = self._desk.say
        for outcome in outcomes:
            name = outcome.waiting.bundle.name
            if outcome.problem is not None:
                self._desk.report(outcome.problem)
            elif outcome.bundle is not None:
                self._desk.toast(say("outbox.handed", name=name), icon="package-check")
            else:
                self._desk.toast(say("outbox.superseded", name=name), icon="package-x")
        if outcomes:
            self._desk.refresh()

    # -- the way back --

    def offer_way_back(self) -> None:
        """A chip that leads back to the export sheet, after it has led to a finding."""
        if self._back is None:
            self._back = BackChip(self._window)
            self._back.clicked.connect(lambda: self._window.shell.open("export"))
        self._back.offer()

    def take_way_back(self) -> None:
        if self._back is not None:
            self._back.hide()


def open_place(path: Path) -> None:
    """A bundle or a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def attach(window: MainWindow) -> Delivering:
    return Delivering(window)


def delivering_of(window: MainWindow) -> Delivering:
    """The window's one."""
    return window.tools.of(Delivering, "delivery")
