"""Text in photo metadata: usually UTF-8, in older files whatever the writer's computer had."""

from __future__ import annotations


def decoded(raw: bytes) -> str:
    """UTF-8, else Windows-1258 (Vietnamese; Western letters read the same but for a few), else Latin-1.

    IIM without its UTF-8 flag and EXIF, which has no flag at all, are read by this guess: UTF-8 of Vietnamese words is
    practically never valid by chance.
    """
    raw = raw.split(b"\0", 1)[0]
    for charset in ("utf-8", "cp1258"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
