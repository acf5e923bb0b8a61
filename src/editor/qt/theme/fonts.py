"""Inter and Source Serif 4 from their packages, and fonts made from the type roles.

Qt does not choose a variable font's weight by `setWeight`; every font of ours is made here, by its `wght` axis.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from editor.qt.theme.tokens import TypeRole
from editor.resources import files_of

_PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4")
_WEIGHT = QFont.Tag("wght")


@cache
def register_fonts() -> tuple[str, ...]:
    """Make the shipped families known to Qt, once a process; the families that are there now."""
    families: list[str] = []
    for package in _PACKAGES:
        for file in files_of(package, "files/*.ttf"):  # without any, the fallbacks of the tokens serve
            number = _registered(file)
            families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))


def _registered(file: Path | bytes) -> int:
    if isinstance(file, bytes):
        return QFontDatabase.addApplicationFontFromData(file)
    return QFontDatabase.addApplicationFont(str(file))


def make_font(role: TypeRole, scale: float, *, weight: int | None = None, italic: bool = False) -> QFont:
    """A font of this role at this text scale; `weight` and `italic` where a mark asks for another cut."""
    font = QFont([role.family, *role.fallback])
    font.setPixelSize(max(1, round(role.size * scale)))
    font.setVariableAxis(_WEIGHT, float(weight or role.weight))
    font.setItalic(role.italic or italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role.tracking != 100:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, role.tracking)
    return font


def set_weight(font: QFont, weight: int) -> QFont:
    """The same font at another weight (100–900)."""
    other = QFont(font)
    other.setVariableAxis(_WEIGHT, float(weight))
    return other
