"""What is left behind when something happens that nobody foresaw: a report on this computer, never a traceback."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from editor import __version__, files
from editor.library.places import local_folder


def write_report(error: BaseException, doing: str = "") -> Path:
    """Keep the traceback of an error.

    Args:
        doing: a command's name; never what somebody typed.
    Returns:
        The report's file.
    Raises:
        FileUnwritableError, DiskFullError: there is no report.
    """
    now = datetime.now(UTC)
    head = f"Standfirst {__version__}, Python {platform.python_version()}, {platform.platform()}\n{now.isoformat()}"
    text = f"{head} {doing}\n\n{''.join(traceback.format_exception(error))}"
    folder = local_folder() / "crashes"
    files.make_folder(folder)
    path = folder / f"{now:%Y%m%d-%H%M%S}-{token_hex(3)}.txt"
    files.write_atomic(path, text.encode("utf-8", errors="backslashreplace"))
    return path
