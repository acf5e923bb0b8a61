"""What the checks, the reader and the importers have to say about an article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Severity(StrEnum):
    BLOCKER = "blocker"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Characters of a block of the body.

    `block` is the index in `Article.body`. `start` and `end` count code points in the block's flat text: the texts of
    its rows (`editor.model.rows.unfold`) joined with "\\n"; a row without text (a photo, a rule) counts as "".
    """

    block: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of the article by its front-matter key: "title", "description", "authors", "categories", "tags"…"""

    field: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """A photo by its `src`; `part` is "", "alt", "caption" or "credit"."""

    photo: str
    part: str = ""


Place: TypeAlias = BlockPlace | FieldPlace | PhotoPlace


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to look at. Its sentence stands in resources/messages/*/checks.toml under the code."""

    code: str
    severity: Severity
    place: Place
    facts: tuple[tuple[str, str | int], ...] = ()
