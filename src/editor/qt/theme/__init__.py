"""Tokens turned into what Qt paints with: colours, fonts, icons, the palette, the style sheet, small controls."""

from __future__ import annotations

from editor.qt.theme.theme import Theme
from editor.qt.theme.tokens import ThemeName, Tokens, TypeRole, load_tokens

__all__ = ["Theme", "ThemeName", "Tokens", "TypeRole", "load_tokens"]
