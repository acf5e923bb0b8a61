"""Folders on other computers, reached by SFTP or WebDAV through fsspec (extra `standfirst[remote]`).

A key of SSH, its agent or a password in the system's key ring opens them. A server of SFTP must be one that
`~/.ssh/known_hosts` knows: who answers in its place would get the article.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.bundle.address import Address
from editor.errors import (
    DiskFullError,
    EditorError,
    ExtraMissingError,
    FileMissingError,
    RemoteError,
    RemoteRefusedError,
    RemoteUnreachableError,
)

if TYPE_CHECKING:
    from datetime import datetime

_SERVICE = "Standfirst"
_PATIENCE = 20.0
"""Seconds to wait for an answer."""
_KNOWN_HOSTS = Path("~/.ssh/known_hosts")

Ask = Callable[[Address], str]
"""Asks a person for the password; "" for none."""


def connect(address: Address, ask: Ask | None = None) -> FsspecFolder:
    """The folder of an address, which is there and answers.

    Args:
        ask: for a server that wants a password which the key ring does not hold; one that opens it is put there.

    Raises:
        ExtraMissingError, RemoteUnreachableError, RemoteRefusedError; FileMissingError: not even the folder above.
    """
    stored = password(address)
    try:
        return _opened(address, stored)
    except RemoteRefusedError as refused:
        if ask is None or refused.facts.get("reason") != "login":
            raise
        typed = ask(address)
        if not typed:
            raise
    folder = _opened(address, typed)
    keep_password(address, typed)
    return folder


def password(address: Address) -> str:
    """What the system's key ring holds for a server, "" for nothing."""
    keyring = _imported("keyring")
    try:
        return keyring.get_password(_SERVICE, address.server) or ""
    except keyring.errors.KeyringError:
        return ""  # a computer without a key ring, or a locked one: the server says whether it wants a password


def keep_password(address: Address, typed: str) -> bool:
    """Put a password into the system's key ring; whether there is one."""
    keyring = _imported("keyring")
    try:
        keyring.set_password(_SERVICE, address.server, typed)
    except keyring.errors.KeyringError:
        return False
    return True


class FsspecFolder:
    """`editor.bundle.remote.RemoteFolder` over one of fsspec's file systems.

    Args:
        move: moves a whole folder in one step of the server.
        close: ends the connection.
    """

    def __init__(
        self,
        address: Address,
        system: Any,
        root: str,
        move: Callable[[str, str], object],
        close: Callable[[], object],
    ) -> None:
        self.address = str(address)
        self.close = close
        self._system = system
        self._root = root.rstrip("/")
        self._move = move

    def names(self) -> Mapping[str, float]:
        with self._asked():
            found = self._system.ls(self._root, detail=True)
            return {str(item["name"]).rstrip("/").rsplit("/", 1)[-1]: _changed(item) for item in found}

    def exists(self, name: str) -> bool:
        with self._asked(name):
            return bool(self._system.exists(self._path(name)))

    def read(self, name: str) -> bytes:
        with self._asked(name):
            return bytes(self._system.cat_file(self._path(name)))

    def sizes(self, name: str) -> Mapping[str, int]:
        root = self._path(name).strip("/")
        with self._asked(name):
            found = self._system.find(self._path(name), detail=True)
            return {path.strip("/").removeprefix(root).strip("/"): int(item["size"]) for path, item in found.items()}

    def make(self, name: str) -> None:
        with self._asked(name):
            self._system.mkdir(self._path(name), create_parents=False)

    def put(self, file: Path, name: str) -> None:
        with self._asked(name):
            self._system.put_file(str(file), self._path(name))

    def move(self, name: str, to: str) -> None:
        with self._asked(name):
            self._move(self._path(name), self._path(to))

    def remove(self, name: str) -> None:
        with self._asked(name):
            self._system.rm(self._path(name), recursive=True)

    def make_itself(self) -> None:
        """Make the folder where only it is missing, as the hand-off on this computer does."""
        with self._asked():
            if not self._system.isdir(self._root or "/"):
                self._system.mkdir(self._root, create_parents=False)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _asked(self, name: str = "") -> Iterator[None]:
        with answered(f"{self.address}/{name}".rstrip("/")):
            yield


@contextmanager
def answered(named: str) -> Iterator[None]:
    """What libraries raise becomes an error of ours that names the address."""
    try:
        yield
    except EditorError:
        raise
    except Exception as error:  # every library under fsspec has a family of its own
        known = _known(error, named)
        if known is None:
            raise
        raise known from error


def _known(error: Exception, named: str) -> EditorError | None:
    names = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status_code", 0)
    words = str(error) or type(error).__name__
    if names & {"PermissionDenied", "KeyImportError", "KeyEncryptionError"} or status == 401:
        return RemoteRefusedError(named, reason="login")
    if "HostKeyNotVerifiable" in names:
        return RemoteRefusedError(named, reason="host-key")
    if isinstance(error, PermissionError) or names & {"ForbiddenOperation", "ResourceLocked"} or status == 403:
        return RemoteRefusedError(named, reason="right")
    if isinstance(error, FileNotFoundError) or names & {"ResourceNotFound", "ResourceConflict"}:
        return FileMissingError(named)
    if "InsufficientStorage" in names or getattr(error, "errno", 0) in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(named, reason="ENOSPC")
    if isinstance(error, OSError) or names & {"Error", "ClientError", "TransportError", "HTTPError", "TimeoutError"}:
        return RemoteUnreachableError(named, problem=words)
    return None


def _opened(address: Address, secret: str) -> FsspecFolder:
    with answered(str(address)):
        try:
            folder = _sftp(address, secret) if address.scheme == "sftp" else _webdav(address, secret)
        except PermissionError as error:  # before there is a folder, it is the login that is refused
            raise RemoteRefusedError(address, reason="login") from error
        folder.make_itself()
    return folder


def _sftp(address: Address, secret: str) -> FsspecFolder:
    system = _imported("sshfs").SSHFileSystem(
        address.host,
        timeout=_PATIENCE,
        known_hosts=str(_KNOWN_HOSTS.expanduser()) if _KNOWN_HOSTS.expanduser().is_file() else ([], [], []),
        skip_instance_cache=True,  # a connection that is lost must not be handed out again
        **({"username": address.user} if address.user else {}),
        **({"port": address.port} if address.port else {}),
        **({"password": secret} if secret else {}),
    )
    return FsspecFolder(address, system, address.path, system.mv, system.client.close)


def _webdav(address: Address, secret: str) -> FsspecFolder:
    client = _imported("webdav4.client", "webdav4").Client
    host = f"[{address.host}]" if ":" in address.host else address.host
    scheme = "https" if address.is_encrypted else "http"
    base = f"{scheme}://{host}" + (f":{address.port}" if address.port else "") + "/"
    login = {"auth": (address.user, secret)} if address.user else {}
    opened = client(base, timeout=_PATIENCE, **login)
    system = _imported("webdav4.fsspec", "webdav4").WebdavFileSystem(base, client=opened, skip_instance_cache=True)
    return FsspecFolder(
        address, system, address.path.strip("/"), partial(opened.move, overwrite=False), opened.http.close
    )


def _imported(module: str, package: str = "") -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise ExtraMissingError(package or module, extra="remote") from error


def _changed(item: Mapping[str, Any]) -> float:
    changed: datetime | None = item.get("mtime") or item.get("modified")
    return changed.timestamp() if changed is not None else 0.0


__all__ = ["Ask", "FsspecFolder", "RemoteError", "connect", "keep_password", "password"]
