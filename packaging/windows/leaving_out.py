"""What of wheels and of Python goes into the Windows program."""

from __future__ import annotations

import re
from pathlib import PurePath

from linux.leaving_out import UNUSED

RUNTIME = (
    *("python311.dll", "VCRUNTIME140.dll", "libffi-8.dll", "sqlite3.dll"),
    *("_bz2.pyd", "_ctypes.pyd", "_decimal.pyd", "_elementtree.pyd", "_lzma.pyd", "_queue.pyd"),
    *("_multiprocessing.pyd", "_socket.pyd", "_sqlite3.pyd", "_uuid.pyd"),
    *("_zoneinfo.pyd", "pyexpat.pyd", "select.pyd", "unicodedata.pyd"),
)
"""Without OpenSSL: Python hashes by itself, and nothing of ours opens a connection."""

BESIDE_MODULES = frozenset(("libffi-8.dll", "sqlite3.dll"))

_QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")
_QT_PLUGINS = {
    "platforms": ("qwindows.dll",),
    "printsupport": ("windowsprintersupport.dll",),
    "imageformats": ("qjpeg.dll", "qwebp.dll", "qgif.dll", "qsvg.dll", "qico.dll"),
    "iconengines": ("qsvgicon.dll",),
}
_QT_LIBRARIES = frozenset(("pyside6.abi3.dll", *(f"{name.replace('Qt', 'Qt6', 1)}.dll" for name in _QT_MODULES)))
RUNTIME_OF_QT = re.compile(r"(msvcp140|msvcp140_\d|vcruntime140|vcruntime140_1)\.dll", re.IGNORECASE)

_NOT_NEEDED = ("pygments", "markdown_it", "mdurl", "bin", "Scripts")
_PILLOW = re.compile(r"(_avif|_imagingft|_imagingtk|_imagingmath)\b.*\.pyd")
_STANDARD = (
    *("test", "tests", "idlelib", "tkinter", "turtledemo", "lib2to3", "ensurepip", "pydoc_data", "distutils", "venv"),
    *(
        "asyncio",
        "site-packages",
        "dist-packages",
        "__pycache__",
        "unittest",
        "xmlrpc",
        "curses",
        "dbm",
        "wsgiref",
        "config",
    ),
)


def shipped(place: PurePath) -> bool:
    """Whether a file of a wheel goes along. `place`: below the folder of packages."""
    top, name = place.parts[0], place.name
    if top == "PySide6":
        return _of_qt(place)
    if top.endswith(".dist-info"):
        return not top.startswith(_NOT_NEEDED) and name in {"METADATA", "entry_points.txt"}
    if top in _NOT_NEEDED or name.endswith((".pyi", ".h", ".lib", "py.typed")) or "__pycache__" in place.parts:
        return False
    if top == "shiboken6" and name.lower().endswith(".dll"):
        return name == "shiboken6.abi3.dll" or RUNTIME_OF_QT.fullmatch(name) is not None
    return _PILLOW.match(name) is None and name not in UNUSED


def _of_qt(place: PurePath) -> bool:
    name = place.name
    if "plugins" in place.parts:
        return name in _QT_PLUGINS.get(place.parent.name, ())
    if len(place.parts) > 2:
        return False
    if name.endswith(".pyd"):
        return name.partition(".")[0] in _QT_MODULES
    return name in _QT_LIBRARIES or name.endswith(".py") or RUNTIME_OF_QT.fullmatch(name) is not None


def standard(place: PurePath) -> bool:
    """Whether a file of the standard library goes along."""
    return not any(part.startswith(_STANDARD) for part in place.parts[:-1]) and place.parts[0] not in {
        *("turtle.py", "antigravity.py", "doctest.py", "pdb.py", "pydoc.py", "imaplib.py", "smtplib.py", "ftplib.py"),
    }
