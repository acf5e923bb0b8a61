"""The Debian package."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import house
from house import ARCHITECTURE, DIST, NAME, PACKAGING, PUBLISHER, SUMMARY, WORK, filled, fresh, put, run
from linux import program
from linux.desk import integrate
from linux.leaving_out import FROM_SYSTEM

HERE = PACKAGING / "linux"
DOC = Path("usr/share/doc/standfirst")


def build(frozen: Path, notices: str) -> Path:
    """The .deb of a frozen program."""
    house.needs("dpkg-deb", "dpkg-shlibdeps")
    root = fresh(WORK / "deb" / "root")
    shutil.copytree(frozen, root / "usr/lib/standfirst", symlinks=True)
    _leave_to_debian(root / "usr/lib/standfirst")
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/standfirst").symlink_to("../lib/standfirst/standfirst")
    integrate(root / "usr", "standfirst")
    put(root / "etc/standfirst/newsroom.yaml", (PACKAGING / "newsroom.example.yaml").read_bytes())
    _documents(root, notices)
    _control(root)
    house.settle(root)
    target = DIST / f"{NAME}_{house.version()}_{ARCHITECTURE}.deb"
    made = WORK / "deb" / target.name
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--threads-max=2", "--build", root, made)
    DIST.mkdir(exist_ok=True)
    return made.replace(target)  # whole or not at all


def _leave_to_debian(folder: Path) -> None:
    """Small libraries of the system that Debian has: it keeps them safe, and the package names them."""
    for library in (folder / "_internal").glob("*.so*"):
        if FROM_SYSTEM.match(library.name) and not library.name.startswith("libpython"):
            library.unlink()


def _documents(root: Path, notices: str) -> None:
    facts = {"VERSION": house.version(), "PUBLISHER": PUBLISHER, "DATE": f"{_now():%Y-%m-%d}"}
    put(root / DOC / "copyright", filled(HERE / "copyright.in", PUBLISHER=PUBLISHER))
    put(root / DOC / "third-party.txt.gz", zipped(notices))
    put(root / DOC / "changelog.gz", zipped(_changelog()))
    page = filled(HERE / "standfirst.1.in", VERSION=facts["VERSION"], DATE=facts["DATE"])
    put(root / "usr/share/man/man1/standfirst.1.gz", zipped(page))
    put(root / "usr/share/lintian/overrides/standfirst", (HERE / "lintian-overrides").read_bytes())


def _control(root: Path) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}\n"
        for path in files
        if path.relative_to(root).parts[0] != "etc"
    )
    facts = {
        "VERSION": house.version(),
        "ARCHITECTURE": ARCHITECTURE,
        "PUBLISHER": PUBLISHER,
        "SUMMARY": SUMMARY[0].lower() + SUMMARY[1:],
        "KILOBYTES": sum(path.stat().st_size + 1023 for path in files) // 1024,
        "DEPENDS": _depends(root / "usr/lib/standfirst"),
    }
    put(root / "DEBIAN/control", filled(HERE / "control.in", **facts))
    put(root / "DEBIAN/conffiles", "/etc/standfirst/newsroom.yaml\n")
    put(root / "DEBIAN/md5sums", sums)


def _depends(folder: Path) -> str:
    """Every package that a library in the folder is linked against, with the oldest version that has what it needs."""
    place = fresh(WORK / "deb" / "shlibdeps")
    put(place / "debian/control", f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: {ARCHITECTURE}\n")
    programs = [path for path in sorted(folder.rglob("*")) if program.is_elf(path)]
    options = ["-O", "--ignore-missing-info", "--warnings=0", f"-l{folder / '_internal'}", f"-S{WORK / 'deb' / 'root'}"]
    answer = run("dpkg-shlibdeps", *options, *(f"-e{path}" for path in programs), cwd=place)
    return answer.strip().partition("shlibs:Depends=")[2]


def _changelog() -> str:
    return (
        f"{NAME} ({house.version()}) stable; urgency=medium\n\n  * Version {house.version()}; what changed stands in "
        f"the program's own changelog.\n\n -- {PUBLISHER} <maintainers@standfirst.invalid>  "
        f"{_now():%a, %d %b %Y %H:%M:%S +0000}\n"
    )


def _now() -> datetime:
    return datetime.fromtimestamp(house.epoch(), UTC)


def zipped(text: str) -> bytes:
    """gzip without a time in it."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(text.encode("utf-8"))
    return out.getvalue()
