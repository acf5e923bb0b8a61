"""Settings of one person: typed, kept, and never in the way of a start."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from editor.app import settings
from editor.app.settings import Settings
from editor.errors import FileUnwritableError, SettingsError


def test_a_first_start_has_the_defaults_and_no_problem() -> None:
    loaded = settings.load()
    assert loaded.settings == Settings()
    assert loaded.problems == ()
    assert not settings.settings_file().exists()


def test_settings_come_back_as_they_were_saved() -> None:
    saved = Settings(theme="dark", lang="vi", zoom=150, recent=("/a", "/b"), window=(1, 2, 300, 400), maximized=True)
    settings.save(saved)
    assert settings.load() == settings.Loaded(saved)


def test_the_command_lines_language_wins() -> None:
    settings.save(Settings(lang="vi"))
    assert settings.load(lang="en").settings.lang == "en"


def test_the_last_workspace_is_the_first_of_the_recent_ones() -> None:
    now = Settings()
    for name in [*"abcdefghijklm", "c"]:
        now = now.with_workspace(Path("/") / name)
    assert now.workspace == "/c"
    assert now.recent[:3] == ("/c", "/m", "/l")
    assert len(now.recent) == 10


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_file_that_says_nothing_gives_the_defaults_and_is_kept(content: bytes) -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    loaded = settings.load()
    assert loaded.settings == Settings()
    assert [type(problem) for problem in loaded.problems] == [SettingsError]
    assert loaded.problems[0].file == str(path)
    assert path.with_name("settings.json.bad").read_bytes() == content


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("theme", 3),
        ("zoom", 5000),
        ("zoom", True),
        ("zoom", "100"),
        ("recent", "x"),
        ("recent", [1]),
        ("window", [1, "2"]),
        ("maximized", 1),
        ("lang", "fr"),
    ],
)
def test_a_bad_value_gives_way_to_its_default_alone(key: str, value: object) -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"version": 1, "export_folder": "/cms", key: value}, indent=1))
    loaded = settings.load()
    assert getattr(loaded.settings, key) == getattr(Settings(), key)
    assert loaded.settings.export_folder == "/cms"
    assert [(problem.facts["key"], problem.facts["line"]) for problem in loaded.problems] == [(key, 4)]


def test_a_newer_file_is_used_as_far_as_it_is_understood_and_kept() -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"version": 99, "theme": "dark", "hologram": {"a": 1}}))
    loaded = settings.load()
    assert loaded.settings.theme == "dark"
    settings.save(loaded.settings)
    assert "hologram" in path.with_name("settings.json.bad").read_text()


def test_an_old_file_passes_every_upgrade_in_turn() -> None:
    steps = {1: lambda old: {**old, "seen": [1]}, 2: lambda old: {**old, "seen": [*old["seen"], 2]}}
    assert settings.upgraded({"version": 1, "a": 1}, steps) == {"version": 3, "a": 1, "seen": [1, 2]}
    assert settings.upgraded({"version": 9}, steps) == {"version": 9}


def test_every_upgrade_leads_to_the_present_version() -> None:
    assert set(settings.UPGRADES) == set(range(1, settings.VERSION))


def test_every_default_is_a_value_that_its_own_file_takes() -> None:
    settings.save(Settings())
    assert settings.load().problems == ()
    assert all(item.default is not None for item in fields(Settings))


def test_settings_that_cannot_be_saved_say_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileUnwritableError) as caught:
        settings.save(Settings(), tmp_path / "file" / "settings.json")
    assert str(tmp_path / "file") in caught.value.file
