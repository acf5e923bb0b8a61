"""Servers of SFTP and WebDAV that others wrote, started on this computer for tests."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "toa-soan", "mat-khau-thu"


@dataclass(frozen=True)
class Server:
    """`root` is what its "/" shows; `known` is the line of known_hosts that names it; `home` is a user's folder with
    the key that opens it, "" where a password does."""

    scheme: str
    port: int
    root: Path
    user: str = USER
    known: str = ""
    key: Path | None = None
    prefix: str = ""

    def address(self, folder: str) -> str:
        user = f"{self.user}@" if self.user else ""
        return f"{self.scheme}://{user}127.0.0.1:{self.port}{self.prefix}/{folder}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def webdav(root: Path) -> Iterator[Server]:
    """WsgiDAV on Cheroot, with a password."""
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    port = free_port()
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = wsgi.Server(("127.0.0.1", port), app)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield Server("dav", port, root)
    finally:
        server.stop()
        thread.join(10)


@contextmanager
def asyncssh_server(root: Path) -> Iterator[Server]:
    """SFTP by asyncssh, with a password."""
    import asyncssh

    class Login(asyncssh.SSHServer):
        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, PASSWORD)

    key = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=Login,
            server_host_keys=[key],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(root).encode()),
        )

    acceptor = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    port = acceptor.get_port()
    public = key.export_public_key().decode().strip()
    try:
        yield Server("sftp", port, root, known=f"[127.0.0.1]:{port} {public}")
    finally:
        with suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(_end(acceptor.close), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _end(close: Callable[[], None]) -> None:
    """What still serves a client that has gone is cancelled: asyncio complains of tasks that are left behind."""
    close()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


@contextmanager
def openssh(root: Path, place: Path) -> Iterator[Server]:
    """SFTP by OpenSSH's own server, for whoever runs the tests, with a key."""
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    port = free_port()
    place.mkdir()
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", place / name], check=True)
    shutil.copy(place / "user.pub", place / "authorized")
    lines = (
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {place / 'host'}\nAuthorizedKeysFile {place / 'authorized'}\n"
        f"StrictModes no\nPidFile none\nUsePAM no\nPermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\n"
    )
    (place / "config").write_text(lines, encoding="utf-8")
    Path("/run/sshd").mkdir(exist_ok=True)  # where it wants to have been made by its package's service
    process = subprocess.Popen([sshd, "-D", "-e", "-f", place / "config"], stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        public = " ".join((place / "host.pub").read_text(encoding="ascii").split()[:2])
        known = f"[127.0.0.1]:{port} {public}"
        yield Server("sftp", port, root, "", known, place / "user", str(root))
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("sshd did not start")
