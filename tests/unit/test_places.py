"""Where this computer keeps what does not belong on the share."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.library import places


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))
    for folder in (places.settings_folder(), places.local_folder(), places.workspace_folder(tmp_path)):
        assert folder.is_relative_to(tmp_path / "home")


def test_without_it_the_system_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("STANDFIRST_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert places.settings_folder().name == "standfirst"
    assert places.local_folder() != places.settings_folder()


def test_each_workspace_has_its_corner_whatever_way_leads_to_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert places.workspace_folder(tmp_path / "link") == places.workspace_folder(tmp_path / "a")
    assert places.workspace_folder(tmp_path / "b") != places.workspace_folder(tmp_path / "a")
