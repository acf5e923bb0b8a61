"""Photos of an article as a proof on paper shows them: small, upright, turned and blurred as they will leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import EditorError
from editor.model.blocks import figures_of
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.model.article import Article

_LONGEST = 900  # px of the longer side: 300 dots an inch on a third of a page


@dataclass(frozen=True, slots=True)
class PaperPhoto:
    """Three bytes a pixel, row by row."""

    width: int
    height: int
    pixels: bytes


def paper_photos(folder: Path, article: Article, cancel: Cancel) -> Mapping[str, PaperPhoto]:
    """By `src`; a photo that cannot be read is left out, and its caption says which it was. Raises CancelledError."""
    from editor.app.photos import photo_cache
    from editor.images.preview import preview
    from editor.images.probe import probe

    cache = photo_cache()
    made: dict[str, PaperPhoto] = {}
    for figure in figures_of(article.body):
        cancel.check()
        resource = article.resource(figure.src)
        path = folder / figure.src
        try:
            asset = probe(path, cache) if figure.src else None
            if asset is None:
                continue
            sides = (asset.height, asset.width) if resource.rotate in {90, 270} else (asset.width, asset.height)
            scale = min(1.0, _LONGEST / max(sides))
            size = max(round(sides[0] * scale), 1), max(round(sides[1] * scale), 1)
            pixels = preview(path, size, resource.rotate, resource.hidden, cache)
        except EditorError:
            continue
        made[figure.src] = PaperPhoto(*size, pixels)
    return made
