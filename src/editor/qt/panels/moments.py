"""A point in time as newsrooms write it: "17/10/2022 08:00"; "2022-10-17 08:00" and ISO text are read too."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from editor.text import moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2})[:h](\d{2})?)?$")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ ,T]+(\d{1,2})[:h](\d{2})?)?$")


def zone_of(name: str) -> ZoneInfo:
    """The newsroom's time zone; Hanoi's for a name that this computer does not know."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Asia/Ho_Chi_Minh")


def shown(text: str, zone: str) -> str:
    """A field's ISO text as the newsroom reads it; what is no time is shown as it was typed."""
    parsed = moment.parse(text, zone_of(zone))
    return parsed.astimezone(zone_of(zone)).strftime("%d/%m/%Y %H:%M") if parsed else text


def typed(text: str, zone: str) -> str | None:
    """ISO text with an offset for what somebody typed; "" for nothing, None for what is no time."""
    text = text.strip()
    if not text:
        return ""
    day = _DAY_FIRST.match(text)
    year = _YEAR_FIRST.match(text)
    if day is not None:
        numbers = [day[3], day[2], day[1], day[4], day[5]]
    elif year is not None:
        numbers = [year[1], year[2], year[3], year[4], year[5]]
    else:
        parsed = moment.parse(text, zone_of(zone))
        return moment.written(parsed) if parsed else None
    try:
        in_year, month, on_day, hour, minute = (int(number or 0) for number in numbers)
        made = datetime(in_year, month, on_day, hour, minute, tzinfo=zone_of(zone))
    except ValueError:
        return None
    return moment.written(made)
