"""The design tokens: colours, type, spaces, sizes. One file, `resources/tokens.json`, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from editor.resources import resource

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class TypeRole:
    """How one kind of text is set. Sizes in device-independent px at 100 % text."""

    family: str
    fallback: tuple[str, ...]
    size: float
    line: float
    weight: int
    tracking: float  # per cent of the normal advance
    italic: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The token file. Lengths are px at 100 % text; whoever uses one multiplies by the text scale."""

    raw: dict[str, Any]

    def colors(self, name: ThemeName) -> dict[str, str]:
        """Token → "#RRGGBB"."""
        return dict(self.raw["color"][name])

    def contrast_pairs(self) -> tuple[tuple[str, str, float], ...]:
        """(foreground, background, least contrast ratio of WCAG 2) which must hold in both themes."""
        return tuple((front, back, float(ratio)) for front, back, ratio in self.raw["contrast_pairs"])

    def role(self, name: str) -> TypeRole:
        kind = self.raw["type"][name]
        font = self.raw["font"][kind["font"]]
        return TypeRole(
            family=font["family"],
            fallback=tuple(font["fallback"]),
            size=kind["size"],
            line=kind["line"],
            weight=kind["weight"],
            tracking=kind.get("track", 100),
            italic=kind.get("italic", False),
        )

    def number(self, path: str) -> float:
        """A figure by its path in the file, "layout.control_h.md"."""
        value: Any = self.raw
        for part in path.split("."):
            value = value[part]
        return float(value)


@cache
def load_tokens() -> Tokens:
    return Tokens(json.loads(resource("tokens.json").read_text(encoding="utf-8")))
