"""The program as one folder that needs no Python: what the .deb and the .tar.gz carry."""

from __future__ import annotations

from pathlib import Path

import environments
from house import NAME, PACKAGING, WORK, fresh, needs, run, say, settle
from icon_database import trim
from linux import icu

_ELF = b"\x7fELF"


def build() -> Path:
    """Freeze what lies in src/; the program's folder, with `standfirst` in it."""
    needs("objdump", "objcopy", "ld", "strip")
    tools = environments.tools()
    say("Freezing the program …")
    made = fresh(WORK / "frozen")
    spec = PACKAGING / "linux" / "standfirst.spec"
    places = ["--workpath", made / "work", "--distpath", made]
    run(tools / "bin" / "pyinstaller", "--noconfirm", "--clean", "--log-level", "WARN", *places, spec)
    folder = made / NAME
    trim(folder / "_internal/lucide/data/lucide-icons.db")
    for data in (folder / "_internal").glob("libicudata.so.*"):
        icu.trim(data)
    libraries = [path for path in folder.rglob("*") if is_elf(path) and path.parent != folder]
    run("strip", "--strip-unneeded", *libraries)
    for library in libraries:
        library.chmod(0o644)
    settle(folder)
    return folder


def is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == _ELF
