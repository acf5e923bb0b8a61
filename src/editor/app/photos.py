"""What is remembered of photos from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.images.cache import PhotoCache


def photo_cache() -> PhotoCache:
    """The cache of this computer, shared by everything that runs on it."""
    from editor.images.cache import PhotoCache
    from editor.library.places import photo_cache_folder

    return PhotoCache(photo_cache_folder())
