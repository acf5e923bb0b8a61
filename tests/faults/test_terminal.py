"""A hostile name in a workspace or a bundle does nothing to the terminal that lists it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.newsroom import Desk

pty = pytest.importorskip("pty")


def on_a_terminal(*command: object, home: Path) -> bytes:
    """What a program writes to a terminal."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"this machine gives no terminal: {error}")
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {"STANDFIRST_HOME": str(home), "PYTHONPATH": paths, "TERM": "xterm"}
    process = subprocess.Popen([str(word) for word in command], stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux: the last writer has closed
            break
        if not piece:
            break
        written += piece
    process.wait()
    os.close(ours)
    return written


def test_a_hostile_folder_moves_no_cursor(desk: Desk) -> None:
    name = "2022-\x1b]0;owned\x07\x1b[31m\u202egnp"
    (desk.workspace / "articles" / name).mkdir()
    shown = on_a_terminal(sys.executable, "-m", "editor", "list", "-w", desk.workspace, home=desk.home)
    assert b"owned" in shown
    assert b"\x1b" not in shown
    assert b"\x07" not in shown
    assert "\u202e".encode() not in shown


def test_the_terminal_sees_what_is_printed_raw(desk: Desk) -> None:
    """Control."""
    assert b"\x1b" in on_a_terminal(sys.executable, "-c", r"print('\x1b[31m')", home=desk.home)


def test_a_pipe_gets_the_name_as_it_is(desk: Desk) -> None:
    name = "2022-\x1b[31mx"
    (desk.workspace / "articles" / name).mkdir()
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {"STANDFIRST_HOME": str(desk.home), "PYTHONPATH": paths}
    command = [sys.executable, "-m", "editor", "list", "-w", str(desk.workspace)]
    assert name.encode() in subprocess.run(command, capture_output=True, env=environment, check=True).stdout
