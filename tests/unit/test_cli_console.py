"""The bar: on a terminal, when a person waits; results and notes never mix."""

from __future__ import annotations

import io
import signal

import pytest

from editor.app.messages import Messages
from editor.cli import console as consoles
from editor.cli.console import Bar, Console
from editor.errors import FileMissingError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(consoles.time, "monotonic", lambda: now[0])
    return now


def test_a_bar_is_shown_on_a_terminal_from_the_second_second_on(clock: list[float]) -> None:
    terminal = Terminal()
    bar = Bar(terminal)
    bar(0, 3, "/x/01-a[b].jpg")
    assert terminal.getvalue() == ""
    clock[0] = 1.5
    bar(2, 3, "/x/01-a[b].jpg")
    bar.close()
    assert "01-a[b].jpg" in terminal.getvalue()
    assert "2/3" in terminal.getvalue()


def test_no_bar_is_shown_elsewhere(clock: list[float]) -> None:
    stream = io.StringIO()
    bar = Bar(stream)
    clock[0] = 9
    bar(2, 3, "x")
    bar.close()
    assert stream.getvalue() == ""


def test_quick_work_shows_nothing(clock: list[float]) -> None:
    terminal = Terminal()
    bar = Bar(terminal)
    for done in range(100):
        bar(done, 100, "x")
    bar.close()
    assert terminal.getvalue() == ""


def interrupted_twice() -> None:
    with Console(Messages.load("en")).work() as (cancel, _):
        signal.raise_signal(signal.SIGINT)
        assert cancel.is_set
        signal.raise_signal(signal.SIGINT)


def test_ctrl_c_sets_the_token_first_and_ends_at_once_the_second_time() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        interrupted_twice()
    assert signal.getsignal(signal.SIGINT) is before


def test_who_ignores_ctrl_c_goes_on_ignoring_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Console(Messages.load("en")).work() as (cancel, _):
            signal.raise_signal(signal.SIGINT)
            assert not cancel.is_set
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_results_go_to_stdout_and_words_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(Messages.load("vi"))
    console.result([1], "một", "hai")
    console.note("cli.check.clean")
    console.fail(FileMissingError("a.md"))
    printed = capsys.readouterr()
    assert printed.out == "một\nhai\n"
    assert printed.err.splitlines()[0] == "Không có gì phải sửa."
    assert "a.md" in printed.err


def test_for_machines_only_json_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(Messages.load("vi"), as_json=True)
    console.result({"tít": "Đảng"}, "never")
    assert capsys.readouterr().out == '{\n "tít": "Đảng"\n}\n'


def test_what_many_articles_have_in_common_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(Messages.load("en"))
    for _ in range(3):
        console.note_once("cli.check.clean")
    assert capsys.readouterr().err.count("\n") == 1
