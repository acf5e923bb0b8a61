"""ninjs 1.6, for receivers that have not moved to 3.1: the same item with the older names, times in UTC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#"
_RENAMED = {
    "uri": "uri",
    "type": "type",
    "language": "language",
    "pubStatus": "pubstatus",
    "title": "title",
    "by": "byline",
    "slugline": "slugline",
    "located": "located",
    "copyrightNotice": "copyrightnotice",
}
_TIMES = {"firstCreated": "firstcreated", "versionCreated": "versioncreated", "embargoedUntil": "embargoed"}
_RENDITION = {"title": "title", "href": "href", "contentType": "mimetype", "width": "width", "height": "height"}


def ninjs_16(item: Mapping[str, Any]) -> dict[str, object]:
    """A 3.1 item of ours (`render.ninjs.ninjs`) as 1.6."""
    older: dict[str, object] = {"$standard": {"name": "ninjs", "version": "1.6", "schema": _SCHEMA}}
    older |= _flat(item)
    associated = item.get("associations", ())
    if associated:
        older["associations"] = {_key(picture["name"]): _flat(picture) for picture in associated}
    return older


def _flat(item: Mapping[str, Any]) -> dict[str, object]:
    older: dict[str, object] = {new: item[name] for name, new in _RENAMED.items() if name in item}
    older |= {new: _utc(item[name]) for name, new in _TIMES.items() if name in item}
    if item.get("representationType") == "full":
        older["representationtype"] = "complete"
    for headline in item.get("headlines", ()):
        older["headline" if headline["role"] == "main" else f"headline_{headline['role']}"] = headline["value"]
    older |= {f"description_{text['role']}": text["value"] for text in item.get("descriptions", ())}
    for body in item.get("bodies", ()):
        older |= {"body_html": body["value"], "wordcount": body["wordCount"]}
    lists = {"subject": _subjects(item.get("subjects", ())), "infosource": list(item.get("infoSources", ()))}
    older |= {name: value for name, value in lists.items() if value}
    if item.get("renditions"):
        older["renditions"] = {_key(file["name"]): _rendition(file) for file in item["renditions"]}
    if item.get("altIds"):
        older["altids"] = {_key(other["role"]): other["value"] for other in item["altIds"]}
    return older


def _subjects(subjects: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """A Media Topic's address in 3.1 is its scheme and code here."""
    older = []
    for subject in subjects:
        scheme, _, code = subject.get("uri", "").rpartition("/")
        coded = {"scheme": f"{scheme}/", "code": code} if code else {}
        older.append({"name": subject["name"], "rel": subject["rel"], **coded})
    return older


def _rendition(file: Mapping[str, object]) -> dict[str, object]:
    return {new: file[name] for name, new in _RENDITION.items() if name in file}


def _key(name: str) -> str:
    return name.replace("-", "_")


def _utc(time: str) -> str:
    return datetime.fromisoformat(time).astimezone(UTC).isoformat().replace("+00:00", "Z")
