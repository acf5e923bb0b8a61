"""The page that tells what is installed, where files are and what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commandline import NEWSROOM, InProcess
from editor.app import doctor
from editor.app.messages import LANGUAGES, Messages


@pytest.fixture(autouse=True)
def _a_whole_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether Qt and its libraries are there is this test run's affair."""
    monkeypatch.setattr("editor.app.doctor._is_there", lambda module: True)
    monkeypatch.setattr("editor.app.doctor._loads", lambda library: True)


@pytest.fixture
def space(tmp_path: Path, run: InProcess) -> Path:
    root = tmp_path / "kho"
    assert run("init", root).code == 0
    return root


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_well_worded_and_not_longer_than_a_page(run: InProcess, space: Path, lang: str) -> None:
    done = run("doctor", "-w", space, lang=lang)
    assert done.code == 0
    assert "doctor." not in done.out
    assert ("Không thiếu gì." if lang == "vi" else "Nothing is missing.") in done.out
    assert str(space) in done.out
    assert done.out.count("\n") < 50


def test_the_page_for_machines_holds_the_same(run: InProcess, space: Path) -> None:
    page = run("doctor", "-w", space, "--json").json
    assert page["ok"] is True
    assert page["troubles"] == []
    assert page["parts"]["places"]["workspace"] == str(space)


def test_a_workspace_that_is_not_there_is_named(run: InProcess, tmp_path: Path) -> None:
    done = run("doctor", "-w", tmp_path / "away")
    assert done.code == 1
    assert str(tmp_path / "away") in done.out


def test_a_cms_folder_that_is_away_is_named(run: InProcess, space: Path, tmp_path: Path) -> None:
    target = tmp_path / "cms"
    text = f"{NEWSROOM}export:\n  targets: [{{name: Toà soạn, folder: {target}, profile: html}}]\n"
    (space / "newsroom.yaml").write_text(text, encoding="utf-8")
    troubles = run("doctor", "-w", space, "--json").json["troubles"]
    assert [trouble["code"] for trouble in troubles if str(target) in trouble["message"]] == ["doctor.trouble.missing"]
    target.mkdir()
    assert not any(str(target) in found["message"] for found in run("doctor", "-w", space, "--json").json["troubles"])


def test_a_slip_in_newsroom_yaml_is_named_with_its_line(run: InProcess, space: Path) -> None:
    (space / "newsroom.yaml").write_text("name: Báo Thử\ntimezone: Hanoi\n", encoding="utf-8")
    done = run("doctor", "-w", space)
    assert done.code == 1
    assert "timezone" in done.out
    assert "2" in done.out


def test_a_missing_library_is_told_by_the_package_to_install(
    run: InProcess, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.app.doctor._loads", lambda library: library != "libxcb-cursor.so.0")
    done = run("doctor", "-w", space)
    assert done.code == 1
    assert "apt-get install libxcb-cursor0\n" in done.out


def test_a_damaged_program_is_told_so(
    run: InProcess, space: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(tmp_path / "nothing", ignore_errors=True)
    monkeypatch.setattr("editor.app.doctor.resources.root", lambda: tmp_path / "nothing")
    page = doctor.examine(space)
    assert "doctor.trouble.damaged" in {line.trouble for _, lines in page.parts for line in lines}


def test_a_missing_part_of_the_program_is_named(run: InProcess, space: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.app.doctor._is_there", lambda module: module != "nh3")
    done = run("doctor", "-w", space)
    assert done.code == 1
    assert "nh3 –" in done.out


def test_fcitx_set_for_qt_is_told_with_what_helps() -> None:
    page = doctor.examine(None, {"QT_IM_MODULE": "fcitx", "DISPLAY": ":0"})
    assert "doctor.trouble.fcitx" in {line.trouble for _, lines in page.parts for line in lines}


def test_every_line_has_its_words_in_both_languages(space: Path) -> None:
    codes = {line.code for _, lines in doctor.examine(space).parts for line in lines if line.code.startswith("doctor.")}
    for lang in LANGUAGES:
        assert [code for code in codes if not Messages(lang).has(code)] == []
