"""The page: the article as rows in a text widget (surface.md)."""

from __future__ import annotations

from editor.qt.surface.view import Surface

__all__ = ["Surface"]
