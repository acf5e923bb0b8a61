"""The archive: what the paper has published before, one JSON object a line in `archive/*.jsonl` of the workspace.

`published.jsonl` is ours, one item an address; other files of the folder are read only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from editor import files
from editor.errors import FileMissingError, TooHardError
from editor.text.clean import clean_line
from editor.text.fold import search_key
from editor.text.moment import parse, written

FOLDER = "archive"
OURS = "published.jsonl"

_FILE_BYTES = 256 * 1024 * 1024
_TITLE, _ABOUT, _TAG, _TAGS, _URL = 400, 1000, 80, 20, 2000  # characters; a longer one is cut
_MOMENTS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d", "%H:%M %d/%m/%Y")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name", "tit", "tieu_de", "ten_bai"),
    "url": ("url", "link", "loc", "address", "href", "canonical", "permalink", "duong_dan", "dia_chi", "lien_ket"),
    "section": ("section", "category", "categories", "articlesection", "chuyen_muc", "muc"),
    "date": (
        *(
            "date",
            "published",
            "pubdate",
            "pub_date",
            "datepublished",
            "published_at",
            "published_date",
            "publish_date",
        ),
        *("publication_date", "datetime", "time", "lastmod", "updated", "ngay", "ngay_dang", "ngay_xuat_ban"),
        *("thoi_gian",),
    ),
    "about": (
        "description",
        "standfirst",
        "summary",
        "sapo",
        "excerpt",
        "about",
        "tom_tat",
        "mo_ta",
        "lead",
        "content",
    ),
    "tags": ("tags", "keywords", "tag", "the", "tu_khoa"),
    "id": ("id", "guid"),
}
"""What a field is called elsewhere, without marks and case, spaces as "_"."""


@dataclass(frozen=True, slots=True)
class Item:
    """A published story. `date` is ISO text or ""; `url` may be a path on the paper's own site."""

    title: str
    url: str
    section: str = ""
    date: str = ""
    about: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of items: new ones, ones that say something else than before, ones that were there."""

    new: int = 0
    changed: int = 0
    same: int = 0
    addresses: tuple[str, ...] = ()  # of the new ones


def archive_folder(root: Path) -> Path:
    return root / FOLDER


def item_of(stored: object, zone: tzinfo = UTC) -> Item | None:
    """An item from a JSON object, whatever its keys are called; None without a title and an address.

    Args: zone: of dates that name none.
    """
    if not isinstance(stored, Mapping):
        return None
    named = {known_key(key): value for key, value in stored.items() if isinstance(key, str)}
    values = {key: _first(named, names) for key, names in _KEYS.items()}
    title, url = _line(values["title"], _TITLE), _line(values["url"], _URL)
    if not url and str(values["id"]).startswith(("http://", "https://")):
        url = _line(values["id"], _URL)
    if not title or not is_address(url):
        return None
    section = values["section"][0] if isinstance(values["section"], list) and values["section"] else values["section"]
    return Item(
        title,
        url,
        _line(section, _TITLE),
        _day(values["date"], zone),
        _line(values["about"], _ABOUT),
        _tags(values["tags"]),
    )


@lru_cache(maxsize=512)
def known_key(key: str) -> str:
    """A field's name as `item_of` knows it: "Ngày đăng" → "ngay_dang"."""
    return search_key(key[:_TAG]).strip().replace(" ", "_").replace("-", "_")


def has_fields(names: Iterable[str]) -> bool:
    """Whether these names hold one of a title and one of an address."""
    known = {known_key(name) for name in names}
    return all(known & {*_KEYS[key]} for key in ("title", "url"))


def is_address(url: str) -> bool:
    """http, https, or a path on the paper's own site."""
    return url.startswith(("http://", "https://", "/")) and not any(letter.isspace() for letter in url)


def read(path: Path) -> Iterator[Item | None]:
    """The items of a file, line by line; None for a line that holds none.

    Raises FileMissingError, FileUnreadableError, TooHardError above 256 MB.
    """
    with files.reading(path):
        if path.stat().st_size > _FILE_BYTES:
            raise TooHardError(path)
        with path.open("rb") as lines:
            for line in lines:
                if line.strip():
                    yield item_of(_json(line))


def add(root: Path, items: Iterable[Item]) -> Added:
    """Put items into the archive of a workspace, one an address; the same again changes nothing.

    Raises FileUnwritableError, DiskFullError, ChangedOnDiskError when somebody else added meanwhile.
    """
    path = files.inside(root, f"{FOLDER}/{OURS}")
    try:
        content = files.read_bytes(path)
    except FileMissingError:
        content = b""
    known = {item.url: item for item in (item_of(_json(line)) for line in content.splitlines()) if item is not None}
    new: list[str] = []
    changed = same = 0
    for item in items:
        before = known.get(item.url)
        if before is None:
            new.append(item.url)
        elif before != item:
            changed += 1
        else:
            same += 1
        known[item.url] = item
    if new or changed:
        files.make_folder(path.parent)
        text = "".join(f"{_stored(item)}\n" for item in known.values())
        files.write_atomic(path, text.encode("utf-8"), expected_hash=files.digest(content) if content else "")
    return Added(len(new), changed, same, tuple(new))


def take_out(root: Path, urls: Collection[str]) -> None:
    """Take items of these addresses out of what was added here. Errors as `add`."""
    path = files.inside(root, f"{FOLDER}/{OURS}")
    content = files.read_bytes(path)
    items = (item_of(_json(line)) for line in content.splitlines())
    text = "".join(f"{_stored(item)}\n" for item in items if item is not None and item.url not in urls)
    files.write_atomic(path, text.encode("utf-8"), expected_hash=files.digest(content))


def _stored(item: Item) -> str:
    values = {
        "title": item.title,
        "url": item.url,
        "section": item.section,
        "date": item.date,
        "description": item.about,
        "tags": list(item.tags),
    }
    return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)


def _json(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _first(stored: Mapping[Any, Any], names: Iterable[str]) -> Any:
    return next((stored[name] for name in names if stored.get(name)), "")


def _line(value: object, most: int) -> str:
    return clean_line(value)[:most] if isinstance(value, str) else ""


def _day(value: object, zone: tzinfo) -> str:
    """A date as ISO text, be it written as feeds or as spreadsheets write it; "" for none."""
    text = _line(value, 40)
    if not text or parse(text) is not None:
        return text
    try:
        return written(parsedate_to_datetime(text))
    except (ValueError, IndexError, TypeError):
        pass
    for form in _MOMENTS:
        try:
            return written(datetime.strptime(text, form).replace(tzinfo=zone))
        except ValueError:
            continue
    return ""


def _tags(value: object) -> tuple[str, ...]:
    parts = re.split("[,;]", value) if isinstance(value, str) else value if isinstance(value, list) else ()
    found = (_line(part, _TAG) for part in parts)
    return tuple(dict.fromkeys(tag for tag in found if tag))[:_TAGS]
