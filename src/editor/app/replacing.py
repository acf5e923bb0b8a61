"""Another file in the place of a photo, or of one that is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editor.app.media import Words, figure_of
from editor.images.probe import probe
from editor.images.store import add
from editor.model.article import Resource
from editor.work import Cancel


def store_another(photo: Path, article_folder: Path, caption: str, cancel: Cancel | None = None) -> Resource:
    """Copy a photo into the article's folder; what belongs to the file then, its `src` among it.

    Args:
        caption: of the photo whose place it takes; the file is named after it.
    Raises:
        As `images.store.add`.
    """
    asset = probe(photo)
    src = add(asset.path, article_folder, caption or asset.text.caption, cancel)
    # the words under the photo stay those that somebody wrote: nothing of this file waits to be read
    return replace(figure_of(src, asset.text, Words())[1], reviewed=None)
