"""One running window per person and STANDFIRST_HOME: a second start, or a double click on an article, goes to it.

The first one listens where nobody else may speak to it: a socket file of the person's own, a named pipe on Windows. A
socket left by a program that died answers nobody: it is taken away, and the next start is the first one again. Qt's
network module does the same, and brings 4 MB of what the program promises not to do.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.library.places import local_folder

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, Listener

_ANSWER = 2.0  # seconds: a window that does not answer is busy or hangs; then a second one opens, and leases keep order
_MOST = 10_000  # bytes of a message
_YES, _END = b"yes", b"end"


def reach(path: Path | None) -> bool:
    """Give the path to the window that runs already; whether there is one that took it."""
    if not _is_mine():
        return False
    from multiprocessing.connection import Client

    try:
        with Client(_name()) as line:
            line.send_bytes(json.dumps({"path": str(path.absolute()) if path is not None else ""}).encode("ascii"))
            return line.poll(_ANSWER) and line.recv_bytes(_MOST) == _YES
    except (OSError, EOFError):
        return False


class OneWindow(QObject):
    """Listens for later starts. `asked` carries the path that one of them was given, None for none."""

    asked = Signal(object)  # Path | None
    _came = Signal(str, object)  # path, Event: set once the window's own thread has taken it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None
        self._came.connect(self._take)

    def listen(self) -> bool:
        """Be the one that later starts go to; whether that was possible."""
        from multiprocessing.connection import Listener

        name = _name()
        try:
            listener = Listener(name)
        except OSError:
            if sys.platform == "win32" or reach(None) or not _is_mine():
                return False  # somebody started in the same moment, or the name is another person's
            Path(name).unlink(missing_ok=True)
            try:
                listener = Listener(name)
            except OSError:
                return False
        if sys.platform != "win32":
            Path(name).chmod(0o600)
        self._thread = Thread(target=self._serve, args=(listener,), name="one window", daemon=True)
        self._thread.start()
        return True

    def close(self) -> None:
        if self._thread is None:
            return
        from multiprocessing.connection import Client

        try:
            with Client(_name()) as line:
                line.send_bytes(_END)
        except OSError:
            pass  # its socket file is gone: nobody hears of it any more
        else:
            self._thread.join(_ANSWER)
        self._thread = None

    def _serve(self, listener: Listener) -> None:
        """In a thread of its own, until it is told to end."""
        with listener:
            while True:
                try:
                    with listener.accept() as line:
                        if not self._answered(line):
                            return
                except (OSError, EOFError):
                    continue  # whoever asked has gone

    def _answered(self, line: Connection) -> bool:
        message = line.recv_bytes(_MOST) if line.poll(_ANSWER) else b""
        if message == _END:
            return False
        try:
            path = str(json.loads(message)["path"])
        except (ValueError, KeyError, TypeError):
            return True
        taken = Event()
        self._came.emit(path, taken)
        if taken.wait(_ANSWER):
            line.send_bytes(_YES)
        return True

    def _take(self, path: str, taken: Event) -> None:
        taken.set()
        self.asked.emit(Path(path) if path else None)


def _is_mine() -> bool:
    """Whether there may be a window to speak to: the name in a folder for everybody may be somebody else's."""
    if sys.platform == "win32":
        return True
    try:
        return Path(_name()).stat().st_uid == os.getuid()
    except OSError:
        return False


def _name() -> str:
    """The socket's name: its path where sockets are files, short enough for any system."""
    home = sha256(str(local_folder()).encode()).hexdigest()[:20]
    if sys.platform == "win32":
        return rf"\\.\pipe\standfirst-{home}"
    return str(Path(tempfile.gettempdir()) / f"standfirst-{home}")
