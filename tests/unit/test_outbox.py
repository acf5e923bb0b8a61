"""A CMS folder out of reach: the bundle is built, waits, and is handed over when the folder is back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commandline import InProcess
from editor.app.outbox import damaged, hand_over, waiting
from editor.app.publish import Exported, export, withdraw
from editor.bundle.manifest import read_manifest
from editor.bundle.verify import verify
from editor.errors import FileMissingError, ManifestError, NameTakenError
from editor.library import receipts
from editor.library.workspace import Workspace
from stored_articles import NOW, edit, newsroom, stored, without_galleries


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))
    return newsroom(tmp_path / "newsroom", "name: Báo\nimages:\n  widths: [120]\n")


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    return stored(workspace, without_galleries())


@pytest.fixture
def cms(tmp_path: Path) -> Path:
    return tmp_path / "share" / "cms"


def waits(workspace: Workspace, folder: Path, cms: Path, profile: str = "html") -> Exported:
    made = export(workspace, folder, profile, cms, outbox=True, now=NOW)
    assert made.state == "waiting"
    return made


def test_without_the_outbox_a_missing_folder_is_an_error(workspace: Workspace, folder: Path, cms: Path) -> None:
    with pytest.raises(FileMissingError):
        export(workspace, folder, "html", cms, now=NOW)
    assert waiting(workspace) == ()


@pytest.mark.parametrize("profile", ["html", "both", "jekyll"])
def test_a_bundle_waits_whole_and_is_handed_over_when_the_folder_is_back(
    workspace: Workspace, folder: Path, cms: Path, profile: str
) -> None:
    made = waits(workspace, folder, cms, profile)
    assert verify(made.bundle).ok
    assert receipts.load(workspace, made.article_id) == ()
    assert hand_over(workspace) == ()
    cms.mkdir(parents=True)
    edit(workspace, folder, headline="Tít đã đổi sau khi xuất")
    (outcome,) = hand_over(workspace)
    assert outcome.bundle == cms / "truong-lang-ben-song"
    assert verify(outcome.bundle).ok
    assert read_manifest(outcome.bundle) == replace(read_manifest(outcome.bundle), files=made.files)
    (kept,) = receipts.load(workspace, made.article_id)
    assert (kept["bundle"], kept["profile"], kept["revision"]) == (str(outcome.bundle), profile, 1)
    assert waiting(workspace) == ()
    assert not made.bundle.exists()
    again = export(workspace, folder, profile, cms, now=NOW)
    assert (again.revision, again.written) == (2, True)


def test_what_was_handed_over_is_known_as_such_by_the_next_export(
    workspace: Workspace, folder: Path, cms: Path
) -> None:
    waits(workspace, folder, cms)
    cms.mkdir(parents=True)
    hand_over(workspace)
    assert not export(workspace, folder, "html", cms, now=NOW).written


def test_a_folder_above_is_not_enough(workspace: Workspace, folder: Path, cms: Path) -> None:
    cms.parent.mkdir()
    waits(workspace, folder, cms)
    assert not cms.exists()


def test_a_newer_export_takes_the_place_of_one_that_waits(workspace: Workspace, folder: Path, cms: Path) -> None:
    waits(workspace, folder, cms)
    edit(workspace, folder, headline="Tít thứ hai của bài này")
    second = waits(workspace, folder, cms)
    assert [entry.bundle for entry in waiting(workspace)] == [second.bundle]
    cms.mkdir(parents=True)
    edit(workspace, folder, headline="Tít thứ ba của bài này")
    export(workspace, folder, "html", cms, outbox=True, now=NOW)
    assert waiting(workspace) == ()
    assert hand_over(workspace) == ()


def test_what_a_colleague_has_exported_meanwhile_is_not_replaced_by_something_older(
    workspace: Workspace, folder: Path, cms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(workspace, folder, cms)
    edit(workspace, folder, headline="Tít mới của đồng nghiệp")
    cms.mkdir(parents=True)
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "colleague"))
    newer = export(workspace, folder, "html", cms, now=NOW)
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))
    (outcome,) = hand_over(workspace)
    assert (outcome.bundle, outcome.problem) == (None, None)
    assert waiting(workspace) == ()
    assert "đồng nghiệp" in (newer.bundle / "index.html").read_text(encoding="utf-8")


def test_what_waits_goes_when_the_export_finds_nothing_to_do(workspace: Workspace, folder: Path, cms: Path) -> None:
    cms.mkdir(parents=True)
    export(workspace, folder, "html", cms, now=NOW)
    before = workspace.load(folder).article.headline
    edit(workspace, folder, headline="Tít mà sau đó bị bỏ")
    cms.rename(cms.with_name("away"))
    waits(workspace, folder, cms)
    cms.with_name("away").rename(cms)
    edit(workspace, folder, headline=before)
    assert not export(workspace, folder, "html", cms, outbox=True, now=NOW).written
    assert hand_over(workspace) == ()


def test_a_bundle_that_nobody_has_seen_is_withdrawn_by_forgetting_it(
    workspace: Workspace, folder: Path, cms: Path
) -> None:
    waits(workspace, folder, cms)
    gone = withdraw(workspace, folder, "html", cms, now=NOW)
    assert (gone.state, gone.written) == ("withdrawn", False)
    cms.mkdir(parents=True)
    assert hand_over(workspace) == ()
    assert list(cms.iterdir()) == []


def test_a_withdrawal_can_wait_too(workspace: Workspace, folder: Path, cms: Path) -> None:
    cms.mkdir(parents=True)
    made = export(workspace, folder, "html", cms, now=NOW)
    cms.rename(cms.with_name("away"))
    assert withdraw(workspace, folder, "html", cms, outbox=True, now=NOW).state == "waiting"
    cms.with_name("away").rename(cms)
    (outcome,) = hand_over(workspace)
    assert outcome.bundle == made.bundle
    assert read_manifest(made.bundle).state == "withdrawn"
    assert read_manifest(made.bundle).revision == 2


def test_a_place_that_is_taken_meanwhile_is_left_alone_and_the_bundle_waits_on(
    workspace: Workspace, folder: Path, cms: Path
) -> None:
    waits(workspace, folder, cms)
    (cms / "truong-lang-ben-song").mkdir(parents=True)
    (outcome,) = hand_over(workspace)
    assert isinstance(outcome.problem, NameTakenError)
    assert len(waiting(workspace)) == 1


def test_a_waiting_bundle_that_was_touched_is_not_handed_over(workspace: Workspace, folder: Path, cms: Path) -> None:
    made = waits(workspace, folder, cms)
    (made.bundle / "index.html").write_text("x", encoding="utf-8")
    cms.mkdir(parents=True)
    (outcome,) = hand_over(workspace)
    assert isinstance(outcome.problem, ManifestError)
    assert list(cms.iterdir()) == []


def test_a_damaged_entry_is_none(workspace: Workspace, folder: Path, cms: Path) -> None:
    made = waits(workspace, folder, cms)
    note = made.bundle.parent.with_suffix(".json")
    for text in (
        "",
        "{",
        "[]",
        '{"format": "x"}',
        note.read_text(encoding="utf-8").replace('"bundle": "', '"bundle": "../', 1),
    ):
        note.write_text(text, encoding="utf-8")
        assert waiting(workspace) == ()
        assert [problem.file for problem in damaged(workspace)] == [str(note)]
    waits(workspace, folder, cms)  # the same once more takes its place
    assert damaged(workspace) == ()


def test_the_commands_tell_a_damaged_entry(
    workspace: Workspace, folder: Path, cms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = waits(workspace, folder, cms).bundle.parent.with_suffix(".json")
    note.write_text("{", encoding="utf-8")
    cms.parent.mkdir()
    done = InProcess(capsys)("export", folder, "--to", cms.parent)
    assert (done.code, note.name in done.err) == (0, True)


def test_a_path_that_is_no_article_does_not_hide_the_others(
    workspace: Workspace, folder: Path, cms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waits(workspace, folder, cms, "jekyll")
    cms.mkdir(parents=True)
    done = InProcess(capsys)("export", workspace.root / "none", folder, "--to", cms.parent, "--json")
    assert (done.code, len(done.json)) == (3, 2)
    assert "error" in done.json[0]
    assert waiting(workspace) == ()
    assert (cms / "truong-lang-ben-song" / "index.md").exists()


def test_the_commands_say_what_waits_and_hand_it_over(
    workspace: Workspace, folder: Path, cms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = InProcess(capsys)
    done = run("export", folder, "--to", cms, "--outbox", "--json")
    assert (done.code, done.json[0]["state"]) == (0, "waiting")
    assert str(cms) in done.err
    assert run("list", "-w", workspace.root, "--status", "waiting", "--json").json[0]["delivery"] == "waiting"
    assert run("show", folder).json["exports"][0]["state"] == "waiting"
    cms.mkdir(parents=True)
    listed = run("list", "-w", workspace.root, "--json")
    assert listed.json[0]["delivery"] == "exported"
    assert str(cms / "truong-lang-ben-song") in listed.err
