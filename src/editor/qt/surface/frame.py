"""What the painters of the page share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.qt.surface.formats import Formats
from editor.qt.surface.photos import Marks, Photos


@dataclass(frozen=True, slots=True)
class Tag:
    """What is wrong with a photo: words and the colour token of its severity."""

    words: str
    tone: str


@dataclass(slots=True)
class Frame:
    """What a painter needs of the page around. Lengths are px on the screen; what belongs to a photo is kept by src."""

    formats: Formats
    photos: Photos
    width: float  # of the text
    marks: dict[str, Marks] = field(default_factory=dict)
    sizes: dict[str, str] = field(default_factory=dict)  # "wide" and "small"; the others are as wide as the text
    tags: dict[str, Tag] = field(default_factory=dict)
    overhang: float = 0.0  # how far a wide photo steps out of the column, on each side
    words: Mapping[str, str] = field(default_factory=dict)  # "missing", "find"
