"""One running window per person and STANDFIRST_HOME: a second start, or a double click on an article, goes to it.

The first one listens on a local socket that nobody else may open. A socket left by a program that died answers nobody:
it is taken away, and the next start is the first one again.
"""

from __future__ import annotations

import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.library.places import local_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT = 300  # ms
_ANSWER = 2000  # ms: a window that does not answer is busy or hangs; then a second one opens, and leases keep order
_MOST = 10_000  # bytes of a message
_YES = b"yes\n"


def reach(path: Path | None) -> bool:
    """Give the path to the window that runs already; whether there is one that took it."""
    if sys.platform != "win32" and not Path(_name()).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name())
    if not socket.waitForConnected(_CONNECT):
        return False
    message = {"path": str(path.absolute()) if path is not None else ""}
    socket.write(json.dumps(message).encode("ascii") + b"\n")
    answered = socket.waitForBytesWritten(_CONNECT) and socket.waitForReadyRead(_ANSWER)
    took = bool(answered) and bytes(socket.readAll().data()) == _YES
    socket.abort()
    return took


class OneWindow(QObject):
    """Listens for later starts. `asked` carries the path that one of them was given, None for none."""

    asked = Signal(object)  # Path | None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._open: set[QLocalSocket] = set()

    def listen(self) -> bool:
        """Be the one that later starts go to; whether that was possible."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(_name()):
            if reach(None):
                return False  # somebody started in the same moment
            QLocalServer.removeServer(_name())
            if not server.listen(_name()):
                return False
        server.newConnection.connect(self._come)
        self._server = server
        return True

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _come(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            self._open.add(socket)
            socket.readyRead.connect(lambda: self._read(socket))
            socket.disconnected.connect(lambda: self._open.discard(socket))

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST:
                socket.abort()
            return
        try:
            path = json.loads(bytes(socket.readLine().data()))["path"]
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(_YES)
        socket.flush()
        QTimer.singleShot(0, self, lambda: self.asked.emit(Path(path) if path else None))  # out of the socket's hands


def _name() -> str:
    """The socket's name: its path where sockets are files, short enough for any system."""
    home = sha256(str(local_folder()).encode()).hexdigest()[:20]
    name = f"standfirst-{home}"
    return name if sys.platform == "win32" else str(Path(tempfile.gettempdir()) / name)
