"""`setup.exe`: for one person without an administrator, or for everybody on a computer."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import house
from house import DIST, NAME, PACKAGING, PUBLISHER, WORK, filled, put, run
from linux.desk import icons
from windows import signing
from windows.payload import LIBRARY

HERE = PACKAGING / "windows"


def build(payload: Path) -> Path:
    house.needs("makensis")
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{NAME}-{house.version()}-setup.exe"
    files = sorted(path.relative_to(payload) for path in payload.rglob("*") if path.is_file())
    facts = {
        "OUTPUT": target,
        "ICON": icons() / "icon.ico",
        "PUBLISHER": PUBLISHER,
        "VERSION": house.version(),
        "FOUR": ".".join((*house.version().split("."), "0", "0")[:4]),
        "LIBRARY": LIBRARY,
        "KILOBYTES": house.size([payload]) // 1024,
        "INSTALL": "\n".join(_install(payload, files)),
        "REMOVE": "\n".join(_remove(files)),
    }
    script = put(WORK / "windows" / "setup.nsi", filled(HERE / "setup.nsi.in", **facts))
    run("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", script)
    signing.sign(target)
    return target


def _install(payload: Path, files: list[Path]) -> list[str]:
    lines, folder = [], None
    for file in files:
        if file.parent != folder:
            folder = file.parent
            lines.append(f'  SetOutPath "{_inside(folder)}"')
        lines.append(f'  File "{payload / file}"')
    return [*lines, '  SetOutPath "$INSTDIR"']


def _remove(files: list[Path]) -> list[str]:
    folders = {folder for file in files for folder in file.parents if folder.parts}
    deepest_first = sorted(folders, key=lambda folder: (-len(folder.parts), folder))
    return [
        '  SetOutPath "$TEMP"',
        *(f'  Delete "{_inside(file)}"' for file in files),
        *(f'  RMDir "{_inside(folder)}"' for folder in deepest_first),
    ]


def _inside(path: Path) -> str:
    return str(PureWindowsPath("$INSTDIR", *path.parts)).replace("/", "\\")
