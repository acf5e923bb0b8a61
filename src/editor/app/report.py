"""What a person sends in when something went wrong: shown before it leaves, and without anybody's words or names.

The doctor's page, the log and the crash reports, scrubbed: no article text, no user name, no path of this computer.
"""

from __future__ import annotations

import contextlib
import getpass
import io
import re
import socket
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor import files
from editor.app.doctor import Page, examine
from editor.app.logbook import log_files
from editor.app.messages import Messages
from editor.errors import EditorError
from editor.library.places import local_folder, settings_folder

MOST_CRASHES = 10
_FRAME = re.compile(r'^(\s*)File "(?P<path>[^"]*)", line (?P<line>\d+)(?:, in (?P<name>[\w<>.]+))?$')
_RAISED = re.compile(r"^(?P<kind>[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Warning|Iteration|Group))\b")
_HEAD = re.compile(
    r"^(?:Standfirst |\d{4}-\d\d-\d\dT|Traceback |During handling|The above exception|Fatal |Thread |Current )"
)
_FAULT = re.compile(r'^\s*File "(?P<path>[^"]*)", line (?P<line>\d+) in (?P<name>[\w<>.]+)$')
_PATH = re.compile(r"(?:[A-Za-z]:\\|\\\\|/)[^\s\"'<>|]{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the report, as a person reads it before it leaves."""

    name: str
    text: str


def report_parts(messages: Messages, workspace: Path | None = None) -> tuple[Part, ...]:
    """Everything that would leave. Reads files: belongs into a worker."""
    return tuple(_parts(messages, workspace))


def save_report(parts: Sequence[Part], folder: Path, now: datetime) -> Path:
    """The parts as a zip in a folder that a person has chosen. Raises FileUnwritableError, DiskFullError."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts:
            info = zipfile.ZipInfo(part.name, date_time=now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, part.text)
    number = 1
    while (path := folder / f"standfirst-{now:%Y%m%d-%H%M}{f'-{number}' if number > 1 else ''}.zip").exists():
        number += 1
    files.write_atomic(path, made.getvalue(), expected_hash="")
    return path


def scrubbed_trace(text: str) -> str:
    """A traceback without its words: frames as file, line and function, errors by their kind.

    Source lines and messages are left out: a message may quote what somebody typed.
    """
    return "\n".join(_scrubbed_lines(text)) + "\n"


def scrubbed(text: str, known: Sequence[str] = ()) -> str:
    """A text of ours without places and names of this computer."""
    for word in sorted({*known, *_names()}, key=len, reverse=True):
        text = re.sub(re.escape(word), "…", text, flags=re.IGNORECASE)
    return _PATH.sub(lambda found: f"…/{_last(found[0])}", text)


def _parts(messages: Messages, workspace: Path | None) -> Iterator[Part]:
    yield Part("doctor.txt", scrubbed(_doctor(examine(workspace), messages)))
    for path in log_files():
        yield Part(f"log/{path.name}.txt", scrubbed(_read(path)))
    crashes = sorted((local_folder() / "crashes").glob("*.txt"), reverse=True)
    for path in crashes[:MOST_CRASHES]:
        yield Part(f"crashes/{path.name}", scrubbed_trace(_read(path)))


def _doctor(page: Page, messages: Messages) -> str:
    """Labels and values. Values that are places are cut down to what helps: whether they are there."""
    lines: list[str] = []
    for code, part in page.parts:
        lines += ["", messages.say(code)]
        for line in part:
            value = messages.say(line.value) if line.value.startswith("doctor.") else line.value
            trouble = f"  ({line.trouble})" if line.trouble else ""
            is_place = code in {"doctor.places", "doctor.cms"} and not value.isdigit()
            label = "…" if code == "doctor.cms" else messages.say(line.code)
            lines.append(f"  {label}: {'…' if is_place else value}{trouble}")
    lines += ["", *(problem.code for problem in page.problems)]
    return "\n".join(lines).strip() + "\n"


def _scrubbed_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        frame = _FRAME.match(line) or _FAULT.match(line)
        raised = _RAISED.match(line)
        if frame:
            yield f"  {_module(frame['path'])}:{frame['line']} {frame['name'] or ''}".rstrip()
        elif _HEAD.match(line):
            yield scrubbed(line)
        elif raised:
            yield raised["kind"]


def _module(path: str) -> str:
    """Of our own package the path below it, of others the file's name."""
    parts = Path(path.replace("\\", "/")).parts
    if "editor" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("editor") :])
    return parts[-1] if parts else "?"


def _last(path: str) -> str:
    """Of a path only the ending of its last part: ".md" helps, a headline does not."""
    return Path(path.replace("\\", "/")).suffix[:8]


def _names() -> Iterator[str]:
    """Whatever names this person, this computer and our folders on it."""
    found = [str(Path.home()), Path.home().name, socket.gethostname(), str(local_folder()), str(settings_folder())]
    with contextlib.suppress(KeyError, ImportError, OSError):
        found.append(getpass.getuser())
    yield from (word for word in found if len(word) > 2)


def _read(path: Path) -> str:
    try:
        return files.read_bytes(path).decode("utf-8", errors="replace")
    except EditorError as error:
        return f"{error.code}\n"
