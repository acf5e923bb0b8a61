"""The article as a value: standard library only, frozen, no input or output."""

from __future__ import annotations

from editor.model.normal import tidy
from editor.model.public import public

__all__ = ["public", "tidy"]
