"""What a hand-off leaves: what stands there now, and what the next one may take from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.bundle.manifest import FileEntry


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last hand-off of this article to this folder with this profile, as a receipt tells it.

    `recipes` is path in the bundle → recipe (`PhotoJob.recipe`): what need not be made again.
    """

    bundle: Path
    revision: int
    content_hash: str
    files: tuple[FileEntry, ...] = ()
    recipes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed over. `files` are those of the manifest; it does not list itself.

    `address` is where the bundle stands on another computer, "" where it stands in a folder of this one.
    """

    bundle: Path
    article_id: str
    kind: str
    profile: str
    revision: int
    created: str
    content_hash: str
    files: tuple[FileEntry, ...]
    recipes: Mapping[str, str]
    state: str = ""
    forced: tuple[str, ...] = ()
    address: str = ""
