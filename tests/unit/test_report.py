"""What is sent in when something went wrong holds nobody's words, no name and no path."""

from __future__ import annotations

import getpass
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.app import logbook
from editor.app.crashes import write_report
from editor.app.messages import Messages
from editor.app.report import report_parts, save_report, scrubbed, scrubbed_trace
from editor.errors import ChangedOnDiskError
from editor.library.workspace import Workspace
from editor.model.article import Article

WORDS = "Zxqnguồn zxqtin zxqgiấu zxqtên"


@pytest.fixture
def log() -> object:
    logbook.open_log()
    yield logbook
    logbook.close_log()


def crash_quoting(words: str) -> None:
    try:
        {}[words]
    except KeyError as error:
        write_report(error, "window")


def test_a_report_holds_no_words_names_or_paths(tmp_path: Path, log: object) -> None:
    workspace = Workspace.init(tmp_path / "Kho của Lan Chi", sample=False)
    folder = workspace.create(Article(headline=WORDS), datetime.now(UTC))
    logbook.note("open", place=folder, headline=WORDS, error=str(folder))
    logbook.note(WORDS)
    crash_quoting(WORDS)
    write_report(ChangedOnDiskError(folder / "article.md"), "window")
    parts = report_parts(Messages.load("vi"), workspace.root)
    told = "\n".join(f"{part.name}\n{part.text}" for part in parts)
    assert "test_report.py" in told
    assert "KeyError" in told
    assert "open" in told
    for secret in (*WORDS.split(), "Lan Chi", folder.name, str(tmp_path), socket.gethostname(), str(Path.home())):
        assert len(secret) < 4 or secret not in told, secret
    assert getpass.getuser() == "root" or getpass.getuser() not in told


def test_the_zip_says_what_was_shown_and_overwrites_none(tmp_path: Path) -> None:
    parts = report_parts(Messages.load("en"))
    now = datetime(2026, 11, 24, 8, 49, tzinfo=UTC)
    first, second = save_report(parts, tmp_path, now), save_report(parts, tmp_path, now)
    assert first != second
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '  File "/home/lan/standfirst/src/editor/qt/desk.py", line 9, in open\n    x = y\n',
            "  editor/qt/desk.py:9 open\n",
        ),
        (
            r'  File "C:\Users\lan\app\editor\files\__init__.py", line 3, in f' + "\n",
            "  editor/files/__init__.py:3 f\n",
        ),
        ('  File "/usr/lib/python3.11/json/decoder.py", line 337 in decode\n', "  decoder.py:337 decode\n"),
        ("KeyError: 'Nguồn tin'\n", "KeyError\n"),
        ("editor.errors.DiskFullError: ('file.disk-full', '/mnt/x')\n", "editor.errors.DiskFullError\n"),
        ("Nguồn tin nói gì đó\n", "\n"),
    ],
)
def test_of_a_trace_only_places_in_code_stay(text: str, expected: str) -> None:
    assert scrubbed_trace(text) == expected


def test_places_are_cut_down_to_their_endings() -> None:
    assert "srv" not in scrubbed("/srv/kho/bai.md")
    assert "CMS" not in scrubbed(r"D:\CMS\tin.html")


def test_the_log_is_bounded(log: object) -> None:
    for number in range(20_000):
        logbook.note("saved", number=number, written=True)
    assert sum(path.stat().st_size for path in logbook.log_files()) < 600_000
