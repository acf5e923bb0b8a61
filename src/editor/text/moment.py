"""Points in time as text: ISO 8601 with an offset, "2022-10-17T08:00:00+07:00"."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime, tzinfo

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", re.ASCII)


def parse(text: str, zone: tzinfo = UTC) -> datetime | None:
    """The aware time that a field holds, None when it is none.

    A date alone is its midnight; a time without an offset is one of `zone`.
    """
    if not _MOMENT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def is_written(text: str) -> bool:
    """Whether a text is a time in the form of our files: seconds, offset, "T"; "Z" is an offset too."""
    return _WRITTEN.fullmatch(text) is not None


def written(moment: datetime) -> str:
    """A moment as we write it: seconds, offset, "T"; UTC as "+00:00"."""
    return moment.replace(microsecond=0).isoformat()


def day_and_time(moment: datetime, zone: tzinfo) -> str:
    """A moment as a sentence names it in a newsroom of `zone`, in either language: "08:00 17/10/2022"."""
    with contextlib.suppress(OverflowError):  # 9999-12-31 for "never" has no next morning
        moment = moment.astimezone(zone)
    return f"{moment:%H:%M} {moment.day:02}/{moment.month:02}/{moment.year}"
