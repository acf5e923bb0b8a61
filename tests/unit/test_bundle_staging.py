"""Hidden folders, and renames that are one step."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.bundle import staging
from editor.bundle.staging import clear_leftovers, staging_name
from editor.files import exchange
from editor.files.exchange import rename_into_place, swap

ID = "3f1d2c4b-5a69-4788-9c0d-1e2f3a4b5c6d"


def folder(path: Path, word: str) -> Path:
    path.mkdir()
    (path / "word").write_text(word, encoding="utf-8")
    return path


def word(path: Path) -> str:
    return (path / "word").read_text(encoding="utf-8")


@pytest.fixture
def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def leftover(target: Path, bundle: str, monkeypatch: pytest.MonkeyPatch, pid: int, article: str = ID) -> Path:
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: pid)
        return folder(target / staging_name(bundle, article), "half")


def test_two_folders_change_places_at_once(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "other", "2")
    if not swap(one, other):
        pytest.skip("this file system cannot swap")
    assert (word(one), word(other)) == ("2", "1")


def test_a_rename_takes_only_a_free_name(tmp_path: Path) -> None:
    one, taken = folder(tmp_path / "one", "1"), tmp_path / "taken"
    taken.mkdir()  # empty: a plain rename would replace it without a word
    with pytest.raises(FileExistsError):
        rename_into_place(one, taken)
    rename_into_place(one, tmp_path / "free")
    assert word(tmp_path / "free") == "1"


def test_a_rename_takes_only_a_free_name_where_the_system_has_no_such_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_system_call", lambda: None)
    test_a_rename_takes_only_a_free_name(tmp_path)
    assert not swap(tmp_path / "free", tmp_path / "taken")


def test_a_failed_rename_names_the_reason(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rename_into_place(tmp_path / "nothing", tmp_path / "place")


def test_the_hidden_folder_names_bundle_and_article_but_not_the_computer() -> None:
    import socket

    name = staging_name("bai", ID)
    assert name.startswith(f".bai.standfirst-{ID}.")
    assert socket.gethostname() not in name


def test_what_a_dead_process_left_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dead_process: int
) -> None:
    left = leftover(tmp_path, "bai", monkeypatch, dead_process)
    clear_leftovers(tmp_path, ID, time.time())
    assert not left.exists()


def test_what_is_not_ours_or_still_in_use_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dead_process: int
) -> None:
    others = leftover(tmp_path, "bai", monkeypatch, dead_process, article="0b7c3f7e-0000-4000-8000-000000000001")
    live = leftover(tmp_path, "bai", monkeypatch, os.getpid())
    strange = folder(tmp_path / f".bai.standfirst-{ID}", "?")
    plain = folder(tmp_path / "bai", "!")
    clear_leftovers(tmp_path, ID, time.time())
    assert all(path.exists() for path in (others, live, strange, plain))


def test_another_computers_folder_is_left_over_after_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(staging, "_host", lambda: "elsewhere")
        left = leftover(tmp_path, "bai", monkeypatch, 1)
    clear_leftovers(tmp_path, ID, time.time())
    assert left.exists()
    clear_leftovers(tmp_path, ID, time.time() + 4000)
    assert not left.exists()


def test_a_link_is_never_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dead_process: int) -> None:
    precious = folder(tmp_path / "precious", "x")
    left = leftover(tmp_path, "bai", monkeypatch, dead_process)
    (left / "link").symlink_to(precious)
    named = left.with_name(left.name[:-1] + ("e" if left.name.endswith("f") else "f"))
    named.symlink_to(precious)
    clear_leftovers(tmp_path, ID, time.time())
    assert word(precious) == "x"
    assert named.is_symlink()


def test_a_bundle_set_aside_by_a_killed_export_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dead_process: int
) -> None:
    left = leftover(tmp_path, "bai.r2", monkeypatch, dead_process)
    aside = left.with_name(left.name + ".old")
    left.rename(aside)
    clear_leftovers(tmp_path, ID, time.time())
    assert word(tmp_path / "bai.r2") == "half"
    assert not aside.exists()


def test_an_articles_strange_id_is_still_a_name() -> None:
    assert "/" not in staging_name("bai", "../../etc")
