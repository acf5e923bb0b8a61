"""Many articles at once: what they share is read once, what is there already is left alone, a kill costs nothing."""

from __future__ import annotations

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
    done = InProcess(capsys)("export", *workspace.article_folders(), "--to", tmp_path / "cms", "--json")
    assert done.code == 0
    assert len(done.json) == MANY
    assert len(lists) == 2  # for the addresses of neighbours, and for what no longer stands there
    assert len(loads) <= MANY * 4  # itself, as a neighbour, for the list of neighbours
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
    command = [sys.executable, "-m", "editor", "export", *map(str, workspace.article_folders()), "--to", str(cms)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(times(cms)) < 5 and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = times(cms)
    assert 5 <= len(before) < MANY
    batch = Batch(workspace)
    made = [export(workspace, folder, "html", cms, batch=batch, now=NOW) for folder in workspace.article_folders()]
    assert sum(not item.written for item in made) >= len(before) - 1  # one may have had no receipt yet
    assert len(times(cms)) == MANY
    assert all(verify(item.bundle).ok for item in made)
    assert [path for path in cms.iterdir() if path.name.startswith(".")] == []


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
