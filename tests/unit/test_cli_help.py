"""Help and complaints of the command line, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commandline import InProcess, program
from editor import __version__
from editor.app.messages import LANGUAGES
from editor.bundle.profile import BUILT_IN
from editor.cli.arguments import COMMANDS

LATER = ("--publish", "--upload")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_names_every_command_in_the_order_of_a_days_work(run: InProcess, lang: str) -> None:
    done = run("--help", lang=lang)
    assert done.code == 0
    assert re.findall(r"(?m)^  ([a-z]+)  +\S", done.out) == list(COMMANDS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_says_everything_in_one_language(run: InProcess, lang: str, command: str) -> None:
    done = run(*([command] if command else []), "--help", lang=lang)
    assert done.code == 0
    assert "cli." not in done.out  # no code without a sentence
    assert done.out.startswith("Cách dùng:" if lang == "vi" else "Usage:")
    assert not any(word in done.out for word in LATER)
    english = ("Options", "Commands", "Show this", "exit.") if lang == "vi" else ("Tùy chọn", "Lệnh")
    assert not any(word in done.out for word in english)


def test_help_is_vietnamese_where_the_system_is() -> None:
    assert "Lập kho bài mới" in program("--help", LANG="vi_VN.UTF-8").out
    assert "Make a new workspace" in program("--help", LC_ALL="C.UTF-8").out


def test_the_language_may_stand_anywhere() -> None:
    for words in (["list", "--help", "--lang", "vi"], ["--lang=vi", "list", "--help"], ["list", "--lang=vi", "-h"]):
        assert "Cách dùng" in program(*words).out
    assert program("list", "--lang", "fr", "-w", "x").code == 2


def test_the_version_is_said(run: InProcess) -> None:
    assert run("--version").out == f"standfirst {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lits"], "“list”"),
        (["frobnicate"], "--help"),
        (["list"], "-w"),
        (["list", "-w"], "-w"),
        (["list", "-w", "x", "--nonsense"], "--nonsense"),
        (["list", "-w", "x", "more"], "more"),
        (["list", "-w", "x", "--status", "done"], "--status"),
        (["attach", "a", "b", "--after", "-1"], "--after"),
        (["export", "a", "--to", "b", "--kind", "pdf"], "--kind"),
        (["export", "a", "--to", "b", "--kind", "both", "--profile", "html"], "--kind"),
        (["relate", "a"], "--add"),
        (["relate", "a", "--title", "T"], "--add"),
        (["set", "a"], "KEY=VALUE"),
        (["show"], "ARTICLE"),
        (["init", "a", "--lang", "fr"], "--lang"),
    ],
)
def test_a_slip_of_the_hand_is_told_in_a_sentence(run: InProcess, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "usage." not in done.err


def test_a_slip_of_the_hand_is_told_in_vietnamese_throughout(run: InProcess) -> None:
    said = run("list", "-w", "x", "--status", "done", lang="vi").err
    assert "draft, review, ready" in said
    assert "not" not in said
    assert "0, 1, 2…" in run("attach", "a", "b", "--after", "-1", lang="vi").err


def test_a_slip_of_the_hand_is_json_for_machines(run: InProcess) -> None:
    done = run("list", "--json")
    assert done.code == 2
    assert done.err == ""
    assert set(done.json["error"]) == {"code", "message", "file"}
    assert done.json["error"]["code"] == "usage"


def test_a_bug_leaves_a_report_and_one_sentence(
    run: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("headline of a secret story")

    monkeypatch.setattr("editor.library.workspace.Workspace.open", broken)
    done = run("list", "-w", tmp_path)
    assert done.code == 3
    assert done.out == ""
    assert "Traceback" not in done.err
    assert done.err.count("\n") == 1
    report = Path(done.err.rpartition(": ")[2].strip())
    assert "ZeroDivisionError" in report.read_text()
    assert run("list", "-w", tmp_path, "--json").json["error"]["code"] == "crash"


def test_a_bug_where_no_report_can_be_written_is_said_all_the_same(
    run: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("editor.library.workspace.Workspace.open", broken)
    done = run("list", "-w", tmp_path)
    assert done.code == 3
    assert "Traceback" not in done.err


def test_ctrl_c_ends_with_its_own_code(run: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("editor.library.workspace.Workspace.open", interrupted)
    done = run("list", "-w", tmp_path)
    assert done.code == 130
    assert done.err.strip().count("\n") == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_names_every_profile_that_comes_with_it(run: InProcess, lang: str) -> None:
    words = run("export", "--help", lang=lang).out
    assert [name for name in BUILT_IN if name not in words] == []
