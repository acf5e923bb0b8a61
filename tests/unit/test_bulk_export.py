"""Many articles at once: what they share is read once, what is there already is left alone, a kill costs nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import ROOT, InProcess
from editor.app.batch import Batch
from editor.app.publish import export
from editor.bundle.verify import verify
from editor.errors import FileMissingError, NameTakenError
from editor.library.workspace import Workspace
from editor.model.article import Article, Author, Related
from editor.model.blocks import Paragraph, plain

NOW = datetime(2022, 10, 20, 9, 30, tzinfo=UTC)
MANY = 40


def article(number: int) -> Article:
    return Article(
        id=f"00000000-0000-4000-8000-{number:012d}",
        headline=f"Bài số {number} về một việc trong xã",
        slug=f"bai-{number}",
        date="2022-10-17T08:00:00+07:00",
        standfirst="Sapo của bài.",
        authors=(Author("Lan Chi"),),
        sections=("Tin tức",),
        related=(Related("Bài liên quan", id=f"00000000-0000-4000-8000-{(number + 1) % MANY:012d}"),),
        body=(Paragraph(plain("Một đoạn văn.")),),
    )


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))
    made = Workspace.init(tmp_path / "newsroom")
    (made.root / "newsroom.yaml").write_text(
        "name: Báo\nurl: https://bao.example\nsections: [Tin tức]\n", encoding="utf-8"
    )
    for number in range(MANY):
        made.create(article(number), NOW)
    return made


def times(cms: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in cms.iterdir() if not path.name.startswith(".")}


def runs(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[int]]:
    def count(name: str) -> list[int]:
        calls: list[int] = []
        original = getattr(Workspace, name)

        def counting(*arguments: object, **named: object) -> object:
            calls.append(1)
            return original(*arguments, **named)

        monkeypatch.setattr(Workspace, name, counting)
        return calls

    return count


def test_what_articles_share_is_read_once(
    workspace: Workspace, tmp_path: Path, counted: Callable[[str], list[int]], capsys: pytest.CaptureFixture[str]
) -> None:
    lists, loads = counted("list"), counted("load")
    done = InProcess(capsys)("export", *workspace.article_folders(), "--to", tmp_path / "cms", "--jobs", 1, "--json")
    assert done.code == 0
    assert len(done.json) == MANY
    assert lists == []  # neighbours are among those that are exported
    assert len(loads) == MANY
    page = (tmp_path / "cms" / "bai-3" / "related.html").read_text(encoding="utf-8")
    assert "https://bao.example/bai-4/" in page


def test_the_second_time_nothing_is_written_but_what_changed(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, cms = InProcess(capsys), tmp_path / "cms"
    folders = workspace.article_folders()
    assert run("export", *folders, "--to", cms).code == 0
    before = times(cms)
    assert run("set", folders[5], "title=Tít khác hẳn tít cũ").code == 0
    done = run("export", *folders, "--to", cms, "--jobs", 2, "--json")
    slug = workspace.load(folders[5]).article.slug
    assert [Path(item["bundle"]).name for item in done.json if item["written"]] == [slug]
    assert {name for name, moment in times(cms).items() if before[name] != moment} == {slug}


def test_a_batch_keeps_no_address_of_what_it_does_not_find(workspace: Workspace) -> None:
    batch = Batch(workspace)
    lost = Article(related=(Related("Không có", id="gone"), Related("Ngoài", url="https://x.example")))
    assert batch.addresses(lost) == {}
    assert batch.addresses(article(3)) == {article(4).id: "https://bao.example/bai-4/"}


def test_a_killed_batch_goes_on_where_it_was(workspace: Workspace, tmp_path: Path) -> None:
    cms = tmp_path / "cms"
    cms.mkdir()
    articles = map(str, workspace.article_folders())
    command = [sys.executable, "-m", "editor", "export", *articles, "--to", str(cms), "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while not times(cms) and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    while runs(process.pid) and time.monotonic() < deadline:  # its workers go with it
        time.sleep(0.01)
    assert 1 <= len(times(cms)) < MANY
    kept = {path.stem for path in (workspace.root / ".standfirst" / "receipts").glob("[!.]*.json")}
    batch = Batch(workspace)
    made = [export(workspace, folder, "html", cms, batch=batch, now=NOW) for folder in workspace.article_folders()]
    assert {item.article_id for item in made if not item.written} == kept
    assert {item.revision for item in made} == {1}
    assert len(times(cms)) == MANY
    assert all(verify(item.bundle).ok for item in made)
    assert [path for path in cms.iterdir() if path.name.startswith(".")] == []


def kept_of(workspace: Workspace, target: Path) -> dict[str, object]:
    """The receipts for one folder without their times, and the names of the versions without theirs."""
    state = workspace.root / ".standfirst"
    known = {
        path.name: [
            {key: value for key, value in receipt.items() if key not in ("exported", "target", "bundle")}
            for receipt in json.loads(path.read_text(encoding="utf-8"))["receipts"]
            if receipt["target"] == str(target)
        ]
        for path in (state / "receipts").iterdir()
    }
    return {"receipts": known, "versions": sorted(path.name[-67:] for path in state.glob("versions/*/*"))}


@pytest.mark.parametrize("profile", ["html", "markdown", "both"])
def test_many_together_are_what_they_are_alone(
    profile: str,
    workspace: Workspace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    together, alone = tmp_path / "together", tmp_path / "alone"
    run, folders = InProcess(capsys), workspace.article_folders()
    assert run("export", *folders, "--to", together, "--profile", profile).code == 0
    first = kept_of(workspace, together)
    for folder in folders:
        export(workspace, folder, profile, alone)
    assert tree(together) == tree(alone)
    assert first["receipts"] == kept_of(workspace, alone)["receipts"]
    assert first["versions"] == kept_of(workspace, alone)["versions"]  # the same text is kept once


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_of_many_that_cannot_leave_stops_no_other(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cms, folders = tmp_path / "cms", workspace.article_folders()
    (cms / "bai-4").mkdir(parents=True)
    (cms / "bai-4" / "somebody's.txt").write_text("x", encoding="utf-8")
    same = (workspace.article_file(folders[1])).read_text(encoding="utf-8").replace("bai-1\n", "bai-2\n")
    workspace.article_file(folders[1]).write_text(same, encoding="utf-8")
    damaged = workspace.root / ".standfirst" / "receipts" / f"{article(7).id}.json"
    damaged.parent.mkdir(parents=True, exist_ok=True)
    damaged.write_text("{", encoding="utf-8")
    done = InProcess(capsys)("export", *folders, "--to", cms, "--profile", "markdown", "--jobs", 1, "--json")
    problems = [item["error"]["code"] for item in done.json if "error" in item]
    assert done.code == 4
    assert len(problems) == 2
    assert set(problems) == {NameTakenError.code}
    assert len([item for item in done.json if item.get("written") and "receipt_problem" not in item]) == MANY - 2
    assert damaged.with_suffix(".bad").read_text(encoding="utf-8") == "{"
    assert len(json.loads(damaged.read_text(encoding="utf-8"))["receipts"]) == 1


def test_many_for_a_folder_that_is_not_there_are_all_refused(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = InProcess(capsys)("export", *workspace.article_folders(), "--to", tmp_path / "gone" / "cms", "--json")
    assert done.code == 3
    assert {item["error"]["code"] for item in done.json} == {FileMissingError.code}


def test_processes_make_what_one_makes(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All at once on a workspace without an index: one makes it, nobody takes it for damaged."""
    run, articles = InProcess(capsys), workspace.article_folders()
    (articles[5] / "article.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    made = {}
    for jobs in (4, 1):
        cms = tmp_path / f"cms{jobs}"
        done = run("export", *articles, "--to", cms, "--jobs", jobs, "--json")
        assert done.code == 3
        assert "error" in done.json[5]
        assert len([item for item in done.json if item.get("written")]) == MANY - 1
        made[jobs] = {path.name: (path / "index.html").read_bytes() for path in cms.iterdir()}
    assert made[4] == made[1]
