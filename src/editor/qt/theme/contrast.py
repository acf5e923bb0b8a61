"""The system's high-contrast theme: its own colours stand for every token, and there is no style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QGuiApplication, QPalette, QStyleHints

_GROUND = ("bg_", "shadow", "scrim", "border_soft")
_FILLED = ("accent", "accent_hover", "accent_pressed", "selection", "bg_selected", "brand")
_ROLES = {
    **dict.fromkeys(_FILLED, QPalette.ColorRole.Highlight),
    "text_on_accent": QPalette.ColorRole.HighlightedText,
    "accent_text": QPalette.ColorRole.Link,
    "bg_field": QPalette.ColorRole.Base,
}


def wanted_by_system() -> bool:
    """Whether this computer's user has chosen a theme of high contrast."""
    return bool(hints().contrastPreference() == Qt.ContrastPreference.HighContrast)


def hints() -> QAccessibilityHints:
    """What the system tells of its user."""
    return _kept()[1]


@cache
def _kept() -> tuple[QStyleHints, QAccessibilityHints]:
    """Both wrappers for good: when the first one goes, PySide takes that for the end of the other."""
    style = QGuiApplication.styleHints()
    return style, style.accessibility()


def system_colors(tokens: Iterable[str], palette: QPalette) -> dict[str, QColor]:
    """Each token in a colour of the palette: grounds, ink, and what is filled (selection, the one filled button)."""
    return {token: palette.color(_role(token)) for token in tokens}


def _role(token: str) -> QPalette.ColorRole:
    if token in _ROLES:
        return _ROLES[token]
    if token.startswith(_GROUND) or token.endswith("_soft"):
        return QPalette.ColorRole.Window
    return QPalette.ColorRole.WindowText
