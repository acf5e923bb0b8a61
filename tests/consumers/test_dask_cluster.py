"""`export --scheduler` on a real Dask scheduler with two worker processes: the same bundles as made here."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import NEWSROOM, ROOT, InProcess, fingerprint
from editor.bundle.verify import verify
from editor.library.workspace import Workspace
from editor.model.article import Article, Author
from editor.model.blocks import Paragraph, plain

ARTICLES = 24
EPOCH = "1666000000"


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    workspace = Workspace.init(tmp_path / "newsroom")
    (workspace.root / "newsroom.yaml").write_text(NEWSROOM, encoding="utf-8")
    return [workspace.create(article(number), datetime(2022, 10, 20, tzinfo=UTC)) for number in range(ARTICLES)]


def article(number: int) -> Article:
    return Article(
        id=f"00000000-0000-4000-8000-{number:012d}",
        headline=f"Bài số {number}",
        slug=f"bai-{number}",
        date="2022-10-17T08:00:00+07:00",
        authors=(Author("Lan Chi"),),
        sections=("Kinh tế",),
        body=tuple(Paragraph(plain(f"Đoạn {at}. " + "Chữ nghĩa trong bài. " * 60)) for at in range(20)),
    )


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._home = home
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self._await(port)
        self.workers = [self._start("worker", self.address, "--nthreads", "1", "--no-dashboard") for _ in range(2)]

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{kind}", *arguments]
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        environment = os.environ | {"PYTHONPATH": path, "STANDFIRST_HOME": str(self._home / "worker-home")}
        environment.pop("SOURCE_DATE_EPOCH", None)
        return subprocess.Popen(
            command, cwd=self._home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def _await(self, port: int) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.1)
        raise RuntimeError("no scheduler")

    def end(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait(10)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


def test_two_workers_make_the_bundles_that_are_made_here(
    run: InProcess, articles: list[Path], cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    done = run("export", *articles, "--to", there, "--scheduler", cluster.address, "--json")
    assert done.code == 0, done.err
    assert [item["article"] for item in done.json] == [article(number).id for number in range(ARTICLES)]
    assert run("export", *articles, "--to", here, "--json").code == 0
    assert fingerprint(there) == fingerprint(here)
    again = run("export", *articles, "--to", there, "--scheduler", cluster.address, "--json")
    assert {item["written"] for item in again.json} == {False}


def test_a_worker_that_dies_loses_nothing_and_a_bad_article_stops_no_other(
    run: InProcess, articles: list[Path], cluster: Cluster, tmp_path: Path
) -> None:
    target = tmp_path / "cms"
    target.mkdir()
    (articles[3] / "article.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    command = [sys.executable, "-m", "editor", "export", *map(str, articles), "--to", str(target), "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(
        [*command, "--scheduler", cluster.address], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    end = time.monotonic() + 60
    while not any(target.glob("[!.]*")) and time.monotonic() < end:
        time.sleep(0.02)
    cluster.workers[0].kill()
    out, err = process.communicate(timeout=120)
    assert process.returncode == 3, err
    outcomes = json.loads(out)
    assert "error" in outcomes[3]
    assert b"Traceback" not in err
    assert sorted(path.name for path in target.iterdir() if not path.name.startswith(".")) == sorted(
        f"bai-{number}" for number in range(ARTICLES) if number != 3
    )
    assert all(verify(path).ok for path in target.glob("[!.]*"))


def test_no_scheduler_is_a_sentence(run: InProcess, articles: list[Path], tmp_path: Path) -> None:
    (tmp_path / "cms").mkdir()
    done = run("export", articles[0], "--to", tmp_path / "cms", "--scheduler", "nonsense")
    assert done.code == 3
    assert "nonsense" in done.err
    assert "Traceback" not in done.err
