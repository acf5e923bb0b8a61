"""A crash leaves a report on this computer: what happened and where, nothing that anybody wrote."""

from __future__ import annotations

import pytest

from editor import __version__
from editor.app.crashes import write_report
from editor.errors import FileUnwritableError


def test_a_report_says_what_happened_and_where() -> None:
    try:
        {}["tít mật"]
    except KeyError as error:
        path = write_report(error, "export")
    text = path.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "test_crashes.py" in text
    assert text.startswith(f"Standfirst {__version__}, Python 3.")
    assert "export" in text


def test_two_reports_of_one_moment_are_two_files() -> None:
    assert write_report(ValueError("\ud800")) != write_report(ValueError("x"))


def test_where_nothing_can_be_written_that_is_said(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDFIRST_HOME", "/proc/nowhere")
    with pytest.raises(FileUnwritableError):
        write_report(ValueError("x"))
