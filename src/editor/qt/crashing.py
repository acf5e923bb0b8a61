"""What nobody foresaw, in Python, in a thread, in Qt or below: the journal first, then a report, then a sentence."""

from __future__ import annotations

import contextlib
import faulthandler
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QMetaObject, QObject, Qt, QtMsgType, Slot, qInstallMessageHandler

from editor.app import logbook
from editor.app.crashes import write_report
from editor.errors import EditorError
from editor.library.places import local_folder

_MOST = 5
"""Reports of one run: an error that comes with every key fills no disk."""


class CrashHandler(QObject):
    """Installed once, at the start. `keep` writes the journal; `tell` says where a report lies, in its thread."""

    def __init__(self, keep: Callable[[], None], tell: Callable[[Path], None]) -> None:
        super().__init__()
        self._keep, self._tell = keep, tell
        self._reports: list[Path] = []
        self._fault: IO[bytes] | None = None
        self._inside = False

    def install(self) -> None:
        """Every way in which something unforeseen shows itself leads here."""
        sys.excepthook = self.crashed
        threading.excepthook = self._crashed_thread
        qInstallMessageHandler(self._qt_said)
        with contextlib.suppress(OSError, ValueError):
            folder = local_folder() / "crashes"
            folder.mkdir(parents=True, exist_ok=True)
            _drop_empty(folder)
            self._fault = (folder / f"fault-{_stamp()}.txt").open("ab")
            faulthandler.enable(self._fault)

    def remove(self) -> None:
        """At the end: what comes after is nobody's."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._fault is not None:
            faulthandler.disable()
            path = Path(self._fault.name)
            self._fault.close()
            self._fault = None
            with contextlib.suppress(OSError):
                if not path.stat().st_size:
                    path.unlink()

    def crashed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For `sys.excepthook`."""
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        self._meet(error)

    def _crashed_thread(self, hook: threading.ExceptHookArgs) -> None:
        threading.__excepthook__(hook)
        if hook.exc_value is not None:
            self._meet(hook.exc_value)

    def _meet(self, error: BaseException) -> None:
        """What can be kept is kept, told and written down."""
        if self._inside or len(self._reports) >= _MOST:
            return
        self._inside = True
        try:
            self._call("keep_text")
            logbook.note("crash", kind=type(error).__name__)
            with contextlib.suppress(EditorError, OSError):
                self._reports.append(write_report(error, "window"))
                self._call("tell_person")
        finally:
            self._inside = False

    def _call(self, name: str) -> None:
        """At once on the window's thread; from another one as soon as that thread is free."""
        if threading.current_thread() is threading.main_thread():
            getattr(self, name)()
        else:
            QMetaObject.invokeMethod(self, name, Qt.ConnectionType.QueuedConnection)

    # An error while an error is met changes nothing: it would come back here, and what it is about is reported already.

    @Slot()
    def keep_text(self) -> None:
        with contextlib.suppress(Exception):
            self._keep()

    @Slot()
    def tell_person(self) -> None:
        with contextlib.suppress(Exception):
            self._tell(self._reports[-1])

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        """Qt's own complaints: into the log by their kind; the words go to the terminal, they may name files."""
        with contextlib.suppress(Exception):
            sys.stderr.write(f"{words}\n")
            if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
                logbook.note("qt", kind=kind.name, category=context.category or "default")
            if kind is QtMsgType.QtFatalMsg:
                self._keep()


def _drop_empty(folder: Path) -> None:
    """Of a run that was killed nothing is left to read."""
    for path in folder.glob("fault-*.txt"):
        with contextlib.suppress(OSError):
            if not path.stat().st_size:
                path.unlink()


def _stamp() -> str:
    from datetime import UTC, datetime
    from os import getpid

    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{getpid()}"
