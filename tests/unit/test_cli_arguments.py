"""What is told of the arguments before anything is loaded: a window or a command, and whose language."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.cli import display
from editor.cli.arguments import language, named_workspace, wants_window
from editor.cli.options import paired, spread
from editor.errors import UsageError


@pytest.mark.parametrize(
    "arguments",
    [[], ["--lang", "vi"], ["./kho"], ["."], ["--lang=en", "/kho/bài"], ["C:/kho"], [".."], ["article.md"]],
)
def test_a_path_alone_opens_the_window(arguments: list[str]) -> None:
    assert wants_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["--help"], ["--version"], ["lits"], ["a/b", "c"], ["import", "x"], ["--lang", "vi", "list"]],
)
def test_everything_else_is_a_command(arguments: list[str]) -> None:
    assert not wants_window(arguments)


def test_the_workspace_is_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert named_workspace([]) is None
    assert named_workspace(["--lang", "vi"]) is None
    assert named_workspace(["."]) == tmp_path
    assert named_workspace(["--lang=vi", "kho"]) == tmp_path / "kho"


def test_a_folder_here_opens_the_window_unless_it_is_called_like_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kho").mkdir()
    (tmp_path / "list").mkdir()
    assert wants_window(["kho"])
    assert not wants_window(["list"])
    assert wants_window(["./list"])


@pytest.mark.parametrize(
    ("arguments", "chosen", "environment", "expected"),
    [
        (["--lang", "vi"], "en", {"LANG": "en_US.UTF-8"}, "vi"),
        (["list", "--lang=en"], "vi", {}, "en"),
        (["list"], "vi", {"LANG": "en_US.UTF-8"}, "vi"),
        (["list"], "", {"LANG": "vi_VN.UTF-8"}, "vi"),
        (["list"], "", {"LC_ALL": "vi_VN", "LANG": "en_US"}, "vi"),
        (["list"], "", {"LC_ALL": "", "LANG": "fr_FR.UTF-8"}, "fr"),
        (["list"], "", {"LANG": "C.UTF-8"}, "en"),
        (["list"], "", {"LC_ALL": "POSIX", "LANG": "vi_VN"}, "en"),
        (["list"], "", {}, "en"),
    ],
)
def test_the_language_is_the_most_particular_one(
    arguments: list[str], chosen: str, environment: dict[str, str], expected: str
) -> None:
    assert language(arguments, chosen, environment) == expected


def test_where_the_system_speaks_none_the_newsroom_does(tmp_path: Path) -> None:
    (tmp_path / "newsroom.yaml").write_text("name: x\nlang: vi\n")
    article = tmp_path / "articles" / "a" / "article.md"
    article.parent.mkdir(parents=True)
    article.touch()
    for path in (tmp_path, article, article.parent, tmp_path / "articles" / "gone"):
        assert language(["check", str(path)], "", {"LANG": "C"}) == "vi"
        assert language(["check", str(path)], "", {"LANG": "en_GB"}) == "en"
    assert language(["set", "title=/x", "\0"], "", {}) == "en"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a.txt", "--photos", "p"], ["a.txt", "--photos", "p"]),
        (["a.txt", "--photos", "p", "q.jpg", "r"], ["a.txt", "--photos", "p", "--photos", "q.jpg", "--photos", "r"]),
        (["--photos", "p", "a.TXT", "b.html"], ["--photos", "p", "a.TXT", "b.html"]),
        (["--photos", "p", "--json", "x"], ["--photos", "p", "--json", "x"]),
        (["--photos=p", "x"], ["--photos=p", "x"]),
        (["--photos"], []),
    ],
)
def test_photos_takes_all_that_follow(words: list[str], expected: list[str]) -> None:
    assert spread(words, "--photos") == expected


def test_a_title_belongs_to_the_address_before_it() -> None:
    words = ["art", "--add", "u1", "--title", "T1", "--add=u2", "--json", "--add", "u3", "--title=T3"]
    expected = ["art", "--pair", "u1", "T1", "--pair", "u2", "", "--json", "--pair", "u3", "T3"]
    assert paired(words, "--add", "--title", "--pair") == expected
    with pytest.raises(UsageError):
        paired(["--add"], "--add", "--title", "--pair")
    assert paired(["--help", "--add"], "--add", "--title", "--pair") == ["--help", "--add"]


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", "cli.no-display"),
        ({"DISPLAY": ":0"}, "linux", ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ""),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", ""),
        ({}, "win32", ""),
        ({}, "darwin", ""),
    ],
)
def test_a_window_needs_a_display(
    environment: dict[str, str], platform: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "find_spec", lambda name: object())
    assert display.missing(environment, platform) == expected


def test_a_window_needs_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "find_spec", lambda name: None)
    assert display.missing({"DISPLAY": ":0"}, "linux") == "cli.no-qt"
