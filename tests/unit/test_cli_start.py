"""How the program starts: no Qt and little else for a command, a sentence where no window can open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import ROOT, program
from editor.cli.arguments import COMMANDS
from editor.library.workspace import Workspace

LOADED = """
import json, sys
from editor.__main__ import main
code = main(json.loads(sys.argv[1]))
print("\\n" + json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def loaded(*arguments: object) -> tuple[int, set[str]]:
    """The exit code of a call and the top-level modules that it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps([str(word) for word in arguments])],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
        timeout=120,
    )
    code, names = json.loads(done.stdout.splitlines()[-1])
    return code, set(names)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Workspace.init(tmp_path_factory.mktemp("start") / "ws", sample=True).root


def test_no_command_loads_qt(sample: Path, tmp_path: Path) -> None:
    article = next(path for path in sorted((sample / "articles").iterdir()) if "lop-hoc" in path.name)
    bundle = tmp_path / "cms" / "phuong-ben-song-dua-lop-hoc-so-den-tung-to-dan-pho"
    photo = next((article / "images").iterdir())
    (tmp_path / "a.md").write_text("# Tít\n\nĐoạn.\n")
    (tmp_path / "a.jsonl").write_text('{"title": "Tin", "url": "https://example.com/1"}\n')
    calls: dict[str, list[object]] = {
        "init": [tmp_path / "new"],
        "new": ["-w", tmp_path / "new", "--title", "x"],
        "import": ["-w", tmp_path / "new", tmp_path / "a.md"],
        "set": [article, "note=x"],
        "attach": [article, photo, "--alt", "x", "--caption", "y", "--credit", "z"],
        "relate": [article, "--add", "https://example.com/"],
        "list": ["-w", sample],
        "search": ["-w", sample, "ben song"],
        "show": [article],
        "check": [article],
        "export": [article, "--to", tmp_path / "cms", "--kind", "both"],
        "verify": [bundle],
        "index": ["-w", sample],
        "versions": [article],
        "archive": ["-w", sample, tmp_path / "a.jsonl"],
        "doctor": [],
    }
    assert set(calls) == set(COMMANDS)
    for name, arguments in calls.items():
        code, names = loaded(name, *arguments)
        assert code == 0, name
        assert not {"PySide6", "shiboken6"} & names, name


def test_looking_at_an_article_loads_little(sample: Path) -> None:
    article = next((sample / "articles").iterdir())
    _, names = loaded("show", article)
    assert not names & {"PIL", "markdown", "jinja2", "nh3", "rich", "sqlite3", "pygments"}
    assert "yaml" in names  # the test can see what is loaded


def test_help_loads_no_yaml() -> None:
    _, names = loaded("--help")
    assert not names & {"yaml", "PIL", "markdown", "sqlite3", "rich", "platformdirs"}


def test_without_a_display_there_is_a_sentence(sample: Path) -> None:
    for arguments, words in (([], "no display"), ([sample], "màn hình"), (["--lang", "vi"], "màn hình")):
        done = program(*arguments)
        assert (done.code, done.out) == (3, "")
        assert words in done.err
        assert "--help" in done.err


def test_the_program_is_a_function_that_returns_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    from editor.__main__ import main

    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("standfirst ")
