"""The archive for other distributions and for people without an administrator: unpack, ./install.sh."""

from __future__ import annotations

import shutil
from pathlib import Path

import house
from house import DIST, NAME, PACKAGING, ROOT, WORK, fresh, put, run
from linux.desk import integrate

HERE = PACKAGING / "linux"


def build(frozen: Path, notices: str) -> Path:
    """The .tar.gz of a frozen program."""
    name = f"{NAME}-{house.version()}-linux-x86_64"
    folder = fresh(WORK / "tar") / name
    shutil.copytree(frozen, folder / "program", symlinks=True)
    integrate(folder, "standfirst")
    put(folder / "install.sh", (HERE / "install.sh").read_bytes(), 0o755)
    put(folder / "LICENSE", (ROOT / "LICENSE").read_bytes())
    put(folder / "third-party.txt", notices)
    put(folder / "newsroom.example.yaml", (PACKAGING / "newsroom.example.yaml").read_bytes())
    house.settle(folder)
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{name}.tar.gz"
    plain = folder.parent / f"{name}.tar"
    order = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu", f"--mtime=@{house.epoch()}"]
    run("tar", *order, "-C", folder.parent, "-cf", plain, name)
    run("gzip", "-n", "-9", "-f", plain)
    shutil.move(f"{plain}.gz", target)
    return target
