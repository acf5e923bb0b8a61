"""A Debian of its own, made by debootstrap, to install things in."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MOUNTS = ("proc", "dev", "sys", "tmp/.X11-unix")
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Machine:
    """A Debian root; what is called in it has no network unless a test says so."""

    root: Path

    def __call__(self, *command: object, user: str = "root", network: bool = False, **environment: str) -> str:
        done = self.tried(*command, user=user, network=network, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def tried(
        self, *command: object, user: str = "root", network: bool = False, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.words(*command, user=user, network=network),
            env=self.environment(user, **environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def words(self, *command: object, user: str = "root", network: bool = False) -> list[str]:
        cut_off = [] if network else ["unshare", "-n"]
        who = [] if user == "root" else ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        return [*cut_off, "chroot", str(self.root), *who, *map(str, command)]

    @staticmethod
    def environment(user: str, **more: str) -> dict[str, str]:
        home = "/root" if user == "root" else f"/home/{user}"
        return {"PATH": _PATH, "HOME": home, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **more}

    def inside(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def install(self, *packages: str) -> None:
        self("apt-get", "update", "-qq", network=True)
        self("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, network=True)


@contextlib.contextmanager
def debian(root: Path) -> Iterator[Machine]:
    """The smallest Debian 12 in a folder, with this machine's way to its packages."""
    subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(root)], check=True, stdout=subprocess.DEVNULL)
    sources = Path("/etc/apt/sources.list")
    known = (Path("/etc/resolv.conf"), sources, *Path("/etc/apt/apt.conf.d").glob("*proxy*"))
    for path in known:
        if path.is_file() and path.stat().st_size:
            shutil.copy(path, root / path.relative_to("/"))
    Path("/tmp/.X11-unix").mkdir(mode=0o1777, exist_ok=True)  # noqa: S108 - where X servers are looked for
    for name in _MOUNTS:
        (root / name).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", f"/{name}", str(root / name)], check=True)
    try:
        yield Machine(root)
    finally:
        for name in _MOUNTS:
            subprocess.run(["umount", "-l", str(root / name)], check=True)
