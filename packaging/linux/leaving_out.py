"""What of Qt, Python and this computer does not go into the program's folder. Also read by standfirst.spec."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

MODULES = (
    *("tkinter", "pydoc", "pydoc_data", "xmlrpc", "unittest", "doctest", "pdb", "lib2to3", "distutils", "ensurepip"),
    *("PIL._avif", "PIL.AvifImagePlugin", "PIL._imagingft", "PIL._imagingtk", "PIL._imagingmath"),
    *("PySide6.QtNetwork", "ssl", "_ssl", "numpy", "olefile"),
    *("pygments", "markdown_it", "mdurl"),  # rich colours code with them; we show no code
)
"""Modules that nobody calls. AVIF is no format that `editor.images` takes; nothing of ours opens a connection."""

# Of pictures, Qt reads PNG and JPEG here (and writes them, also into a PDF); everything else is read by Pillow.
_QT_PLUGINS = {
    "platforms": ("libqxcb", "libqwayland", "libqoffscreen"),
    "platforminputcontexts": ("libcomposeplatforminputcontextplugin", "libibusplatforminputcontextplugin"),
    "platformthemes": ("libqxdgdesktopportal",),
    "printsupport": ("libcupsprintersupport",),
    "imageformats": ("libqjpeg",),
    "xcbglintegrations": ("libqxcb-egl-integration", "libqxcb-glx-integration"),
    "wayland-shell-integration": ("libxdg-shell",),
    "wayland-decoration-client": ("libadwaita", "libbradient"),
    "wayland-graphics-integration-client": ("libqt-plugin-wayland-egl",),
}
_QT_LIBRARIES = re.compile(
    r"libQt6(Core|DBus|Gui|OpenGL|PrintSupport|Svg|WaylandClient|Widgets|XcbQpa|WaylandEglClientHwIntegration)\b"
)
_PILLOWS = re.compile(r"lib(avif|freetype|harfbuzz|brotli)[a-z]*-[0-9a-f]{8}\.so")

FROM_SYSTEM = re.compile(
    r"lib(python3\.\d+|sqlite3|ffi|crypto|bz2|lzma|expat|uuid|xcb-(cursor|icccm|image|keysyms|render-util|util)"
    r"|xkbcommon|xkbcommon-x11)\.so"
)
"""Libraries of this computer that go along: Python's, and the small X11 ones that desktops often lack. The others
(X11, Mesa, GLib, fontconfig, D-Bus, Wayland) belong to the desktop and must be the desktop's own."""

UNUSED = frozenset({"frequency_bigramdictionary_en_243_342.txt", "Inter-Italic[opsz,wght].ttf"})
"""Pairs of English words: spelling looks at one word at a time. The interface is never italic."""

_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def shipped(name: str, source: str) -> bool:
    """Whether a file goes along. `name`: its place in the folder, `source`: where it was found."""
    place = PurePosixPath(name)
    if "plugins" in place.parts:
        kinds = _QT_PLUGINS.get(place.parent.name, ())
        return place.name.partition(".")[0] in kinds
    if ".dist-info" in name:
        return place.name in {"METADATA", "entry_points.txt"}  # versions, and where Markdown's extensions are
    if "translations" in place.parts or "__pycache__" in place.parts:
        return False
    if place.name.startswith("libQt6"):
        return _QT_LIBRARIES.match(place.name) is not None
    if ".so" in place.name and source.startswith(_SYSTEM) and "lib-dynload" not in source:
        return FROM_SYSTEM.match(place.name) is not None
    return _PILLOWS.match(place.name) is None and place.name not in UNUSED
