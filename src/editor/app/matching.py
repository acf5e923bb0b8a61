"""Which photo belongs to which place of an imported text (format.md 7).

First by the name that the text gives, then by a caption that stands inside the photo too, then in the order in which
the photos were shot. The last is a guess: it fills places that name no photo, and places whose own photo is not there
only when exactly as many photos are left as places. Among many more photos than places none is guessed: a folder of
downloads is no order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from editor.images.asset import ImageAsset, in_shooting_order
from editor.ingest.reading import file_name
from editor.model.blocks import Figure, text_of
from editor.text.fold import search_key

_PILE = 3
"""So many photos more than twice the open places, and they are a pile."""


@dataclass(frozen=True, slots=True)
class Match:
    """The photos of a text's figures by their number in reading order."""

    photos: dict[int, ImageAsset]
    guessed: tuple[int, ...] = ()  # figures that were matched by the order alone


def match_photos(figures: Sequence[Figure], photos: Sequence[ImageAsset]) -> Match:
    """Pair figures with photos; a photo is used once, except where the text names it more often."""
    found: dict[int, ImageAsset] = {}
    left = list(in_shooting_order(photos))
    _by_key(figures, found, left, lambda figure: _name_key(figure.src), lambda photo: _name_key(photo.path.name))
    _by_key(figures, found, left, lambda figure: _stem_key(figure.src), lambda photo: _stem_key(photo.path.name))
    _by_key(figures, found, left, _caption_key, lambda photo: _words_key(photo.text.caption))
    open_places = [number for number in range(len(figures)) if number not in found]
    if len(open_places) != len(left):
        open_places = [number for number in open_places if not figures[number].src]
    if len(left) > _PILE + 2 * len(open_places):
        open_places = []
    guessed = dict(zip(open_places, left, strict=False))
    return Match({**found, **guessed}, tuple(guessed))


def _by_key(
    figures: Sequence[Figure],
    found: dict[int, ImageAsset],
    left: list[ImageAsset],
    of_figure: Callable[[Figure], str],
    of_photo: Callable[[ImageAsset], str],
) -> None:
    """Pair what shares a key; pairs go from `left` to `found`. The first photo of a key is taken first."""
    taken: dict[str, ImageAsset] = {}
    for number, figure in enumerate(figures):
        key = of_figure(figure)
        if not key or number in found:
            continue
        photo = next((item for item in left if of_photo(item) == key), None) or taken.get(key)
        if photo is None:
            continue
        found[number] = taken[key] = photo
        if photo in left:
            left.remove(photo)


def _name_key(src: str) -> str:
    return search_key(file_name(src))


def _stem_key(src: str) -> str:
    """The name without its endings: a site's "IMG_4411.JPG.webp" is the camera's IMG_4411.JPG."""
    name = file_name(src)
    while PurePath(name).suffix.lower() in {".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic"}:
        name = PurePath(name).stem
    return search_key(name)


def _caption_key(figure: Figure) -> str:
    return _words_key(text_of(figure.caption))


def _words_key(text: str) -> str:
    """A caption without case, spaces and punctuation, its Vietnamese marks kept."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
