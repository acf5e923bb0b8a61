"""What of wheels and of Python goes into the Windows program."""

from __future__ import annotations

import re
from pathlib import PurePath

from linux.leaving_out import UNUSED

RUNTIME = (
    *("python311.dll", "VCRUNTIME140.dll", "libffi-8.dll", "sqlite3.dll"),
    *("_ctypes.pyd", "_elementtree.pyd", "_queue.pyd"),
    *("_multiprocessing.pyd", "_socket.pyd", "_sqlite3.pyd", "_uuid.pyd"),
    *("_zoneinfo.pyd", "pyexpat.pyd", "select.pyd", "unicodedata.pyd"),
)
"""Without OpenSSL: Python hashes by itself, and nothing of ours opens a connection. Without bzip2 and LZMA: no document
that is read is packed so. Python counts in decimals by itself, too."""

BESIDE_MODULES = frozenset(("libffi-8.dll", "sqlite3.dll"))

_QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")
# Of pictures, Qt reads PNG and JPEG here (and writes them, also into a PDF); everything else is read by Pillow.
_QT_PLUGINS = {
    "platforms": ("qwindows.dll",),
    "printsupport": ("windowsprintersupport.dll",),
    "imageformats": ("qjpeg.dll",),
}
_QT_LIBRARIES = frozenset(("pyside6.abi3.dll", *(f"{name.replace('Qt', 'Qt6', 1)}.dll" for name in _QT_MODULES)))
RUNTIME_OF_QT = re.compile(r"(msvcp140|msvcp140_\d|vcruntime140|vcruntime140_1)\.dll", re.IGNORECASE)

_NOT_NEEDED = ("pygments", "markdown_it", "mdurl", "bin", "Scripts")
_PILLOW = re.compile(r"(_avif|_imagingft|_imagingtk|_imagingmath|_imagingmorph)\b.*\.pyd")

ARCHIVED = frozenset(("tzdata", "symspellpy", "fontpkg_inter", "fontpkg_source_serif_4"))
"""Packages with files that are read through their loader, and so may lie in an archive."""

DIVIDED = ("PIL", "regex", "yaml")
"""Packages with much code beside their libraries."""

_TIMES = frozenset(("tzdata.zi", "leapseconds", "iso3166.tab", "zone.tab", "zone1970.tab", "zonenow.tab"))
"""Of tzdata, what is no time zone: its own source and lists for maps."""


def shipped(place: PurePath) -> bool:
    """Whether a file of a wheel goes along. `place`: below the folder of packages."""
    top, name = place.parts[0], place.name
    if "__pycache__" in place.parts or "tests" in place.parts:
        return False
    if top == "PySide6":
        return _of_qt(place)
    if top.endswith(".dist-info"):
        return not top.startswith(_NOT_NEEDED) and name in {"METADATA", "entry_points.txt"}
    if top in _NOT_NEEDED or name in _TIMES or name.endswith((".pyi", ".h", ".lib", "py.typed")):
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
