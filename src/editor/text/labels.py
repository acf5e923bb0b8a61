"""Words that stand in an article itself, by its language; the window's own words stand in resources/messages."""

from __future__ import annotations

PHOTO = {"vi": "Ảnh:", "en": "Photo:"}
"""Before a photo's credit, as written; `PHOTO_READ` is what is read as one."""

PHOTO_READ = ("Ảnh:", "Photo:")
PHOTO_IMPORTED = ("Ảnh:", "Photo:", "Nguồn:", "Credit:", "Nguồn ảnh:")

RELATED = {"vi": "Tin liên quan", "en": "Related stories"}
CORRECTION = {"vi": "Cải chính", "en": "Correction"}


def photo_label(lang: str) -> str:
    """The label before a credit in an article of this language."""
    return PHOTO.get(lang.split("-", maxsplit=1)[0].lower(), PHOTO["en"])
