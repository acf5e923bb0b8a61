"""The program for Windows as one folder: CPython's own signed libraries, wheels, and two small starters.

No frozen program: anti-virus tools take those for what they often are. Everything here is made on Linux.
"""

from __future__ import annotations

import compileall
import py_compile
import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

import environments
import house
from house import NAME, PACKAGING, PUBLISHER, ROOT, WORK, BuildError, filled, fresh, put, run, say
from icon_database import trim
from linux.desk import icons
from windows import leaving_out, pe

HERE = PACKAGING / "windows"
MINGW = "x86_64-w64-mingw32-"
PYTHON = "3.11"
"""Of the libraries in runtime.lock; the Python that builds must be of the same kind, for its compiled files to fit."""

PACKAGES = "packages.zip"
"""Ours and everybody's code that needs no file of its own; `editor` finds `resources` beside it."""

LIBRARY = f"python{PYTHON.replace('.', '')}"


def build(notices: str) -> Path:
    """The program's folder."""
    if not sys.version.startswith(f"{PYTHON}."):
        raise BuildError(f"the Windows program is built by Python {PYTHON}; this is {sys.version.split()[0]}")
    house.needs(f"{MINGW}gcc", f"{MINGW}windres", f"{MINGW}dlltool")
    say("Gathering the Windows program …")
    folder = fresh(WORK / "windows") / NAME
    _packages(folder / "lib")
    trim(folder / "lib/lucide/data/lucide-icons.db")
    _ours(folder / "lib")
    _python(folder)
    _compiled(folder / "lib")
    _packed(folder)
    _one_runtime(folder)
    _forwarder(folder)
    _starters(folder)
    put(folder / "LICENSE.txt", _windows_lines((ROOT / "LICENSE").read_text(encoding="utf-8")))
    put(folder / "third-party.txt", _windows_lines(notices))
    put(folder / "newsroom.example.yaml", _windows_lines((PACKAGING / "newsroom.example.yaml").read_text("utf-8")))
    shutil.copy(icons() / "icon.ico", folder / "standfirst.ico")
    house.settle(folder)
    return folder


def _packages(target: Path) -> None:
    environments.install_for_windows(environments.PROGRAM_LOCK, target, PYTHON)
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_file() and not leaving_out.shipped(path.relative_to(target)):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _ours(target: Path) -> None:
    nothing_compiled = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "editor", target / "editor", ignore=nothing_compiled)
    shutil.copytree(ROOT / "resources", target.parent / "resources", ignore=nothing_compiled)


def _python(folder: Path) -> None:
    """CPython's libraries as they were signed, its standard library as one archive, and the file that isolates it."""
    wheel = environments.fetch_for_windows(HERE / "runtime.lock", WORK / "windows-runtime", PYTHON)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            place = Path(name)
            if place.parent.name == "deploy_libs" and place.name in leaving_out.RUNTIME:
                inner = "dlls" if place.suffix == ".pyd" or place.name in leaving_out.BESIDE_MODULES else ""
                put(folder / inner / place.name, archive.read(name))
    missing = [name for name in leaving_out.RUNTIME if not list(folder.rglob(name))]
    if missing:
        raise BuildError(f"{wheel.name} has no {', '.join(missing)}")
    _standard_library(folder / f"{LIBRARY}.zip")
    put(folder / f"{LIBRARY}._pth", f"{LIBRARY}.zip\r\n{PACKAGES}\r\ndlls\r\nlib\r\n")


def _standard_library(target: Path) -> None:
    source = Path(sysconfig.get_path("stdlib"))
    copy = fresh(WORK / "windows-stdlib")
    for path in sorted(source.rglob("*.py")):
        place = path.relative_to(source)
        if leaving_out.standard(place):
            (copy / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy / place)
    _compiled(copy, optimize=2)
    _archive(target, copy, sorted(copy.rglob("*.pyc")))


def _packed(folder: Path) -> None:
    """Packages of nothing but code go into one archive: half the size, and one file to open at a start."""
    library = folder / "lib"
    pure = [
        entry
        for entry in sorted(library.iterdir())
        if entry.suffix == ".pyc" or (entry.is_dir() and all(_is_code(path) for path in entry.rglob("*")))
    ]
    files = [file for entry in pure for file in ((entry,) if entry.is_file() else sorted(entry.rglob("*.pyc")))]
    _archive(folder / PACKAGES, library, files)
    for entry in pure:
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _is_code(path: Path) -> bool:
    return path.is_dir() or path.suffix == ".pyc"


def _archive(target: Path, base: Path, files: list[Path]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files:
            entry = zipfile.ZipInfo(str(path.relative_to(base)), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def _one_runtime(folder: Path) -> None:
    """Microsoft's runtime once, beside the program, where Windows looks first: the newest copy, which is Qt's."""
    for name in ("shiboken6", "PySide6"):
        for path in sorted((folder / "lib" / name).glob("*.dll")):
            if leaving_out.RUNTIME_OF_QT.fullmatch(path.name):
                for older in folder.glob("*.dll"):
                    if older.name.lower() == path.name.lower():
                        older.unlink()
                shutil.move(path, folder / path.name.lower())
    asked = {library for file in pe.binaries(folder) for library in pe.imports(file)}
    for path in folder.glob("msvcp140_*.dll"):
        if path.name not in asked:
            path.unlink()


def _compiled(folder: Path, optimize: int = 0) -> None:
    """Compiled files in place of sources: a start writes nothing, so nothing is left when the program goes."""
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    options = {
        "quiet": 1,
        "force": True,
        "legacy": True,
        "stripdir": str(folder),
        "invalidation_mode": mode,
        "optimize": optimize,
    }
    if not compileall.compile_dir(str(folder), maxlevels=20, **options):
        raise BuildError(f"not all of {folder} compiles")
    for path in folder.rglob("*.py"):
        path.unlink()


def _forwarder(folder: Path) -> None:
    """`python3.dll`, which PySide6 asks for: every name that is taken from it is handed on to the real library."""
    names = pe.taken_from("python3.dll", pe.binaries(folder))
    lines = [f"  {name} = {LIBRARY}.{name}" for name in names]
    definition = put(WORK / "windows" / "python3.def", "\n".join(["LIBRARY python3.dll", "EXPORTS", *lines, ""]))
    options = ["-shared", "-nostdlib", "-s", "-Wl,--no-insert-timestamp", "-Wl,--entry=0"]
    run(f"{MINGW}gcc", *options, "-o", folder / "python3.dll", definition)


def _starters(folder: Path) -> None:
    place = WORK / "windows"
    numbers = (*house.version().split("."), "0", "0")[:4]
    facts = {"ICON": icons() / "icon.ico", "MANIFEST": HERE / "app.manifest", "FOUR": ",".join(numbers)}
    rc = put(place / "app.rc", filled(HERE / "app.rc.in", PUBLISHER=PUBLISHER, VERSION=house.version(), **facts))
    run(f"{MINGW}windres", rc, "-O", "coff", "-o", place / "app.res")
    options = ["-O2", "-Wall", "-Wextra", "-Werror", "-s", "-municode", "-static", "-Wl,--no-insert-timestamp"]
    options += [f'-DPYTHON_DLL=L"{LIBRARY}.dll"', HERE / "launcher.c", place / "app.res"]
    run(f"{MINGW}gcc", *options, "-o", folder / "standfirst.exe")
    run(f"{MINGW}gcc", *options, "-DWINDOW", "-mwindows", "-o", folder / "standfirstw.exe")


def _windows_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
