"""Words that a page of ours says by itself, in the article's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "vi": {
            "box": "Hộp thông tin",
            "gallery": "Chùm ảnh",
            "table": "Bảng",
            "tags": "Thẻ",
            "updated": "Cập nhật",
            "withdrawn": "Bài viết này đã được gỡ.",
        },
        "en": {
            "box": "Info box",
            "gallery": "Photo gallery",
            "table": "Table",
            "tags": "Tags",
            "updated": "Updated",
            "withdrawn": "This article has been withdrawn.",
        },
    }
)
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def word(key: str, lang: str) -> str:
    """English for a language that we do not know."""
    return WORDS.get(_primary(lang), WORDS["en"])[key]


def locale(lang: str) -> str:
    """ "vi" → "vi_VN", "en-GB" → "en_GB": what og:locale wants."""
    parts = lang.split("-")
    return f"{parts[0].lower()}_{parts[-1].upper()}" if len(parts) > 1 else _LOCALES.get(parts[0].lower(), lang)


def spoken(moment: datetime, lang: str) -> str:
    """A date as a reader sees it, in the offset that it was typed in; midnight shows no time."""
    if _primary(lang) == "vi":
        day = f"{moment.day:02}/{moment.month:02}/{moment.year}"
    else:
        day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return day if (moment.hour, moment.minute) == (0, 0) else f"{day}, {moment:%H:%M}"


def _primary(lang: str) -> str:
    return lang.split("-", maxsplit=1)[0].lower()
