"""P3: rights that are missing: a sentence that names the file, or the work is done without; nothing is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from faults.ledger import Ledger
from faults.newsroom import Desk

NOBODY = 65534
ARTICLE = "ws/articles/2022-10-17-cau-di-bo"
REFUSED = {
    "a folder that may not be written": (ARTICLE, 0o555),
    "a file that may not be read": (f"{ARTICLE}/article.md", 0o000),
    "a folder that may not be opened": (ARTICLE, 0o000),
    "a state that may not be opened": ("ws/.standfirst", 0o000),
}


def run(desk: Desk, *words: object) -> subprocess.CompletedProcess[str]:
    """The program as a plain user, who has the desk."""
    environment = {
        **os.environ,
        "STANDFIRST_HOME": str(desk.home),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    plain = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if os.geteuid() == 0 else []
    command = [*plain, sys.executable, "-m", "editor", "--lang", "en", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def mine(desk: Desk) -> Iterator[Desk]:
    if sys.platform != "linux" or shutil.which("setpriv") is None:
        pytest.skip("rights are taken away as on Linux, with setpriv (util-linux)")
    desk.top.parent.chmod(0o755)
    if os.geteuid() == 0:
        for path in (desk.top, *desk.top.rglob("*")):
            shutil.chown(path, NOBODY, NOBODY)
    if run(desk, "--version").returncode:
        pytest.skip("a plain user may not run this Python, or not read this checkout")
    yield desk
    for path in (desk.top, *desk.top.rglob("*")):
        path.chmod(0o755)


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_may_not_be_done_is_said_and_nothing_is_touched(what: str, mine: Desk) -> None:
    name, mode = REFUSED[what]
    before = mine.file.read_bytes()
    (mine.top / name).chmod(mode)
    done = run(mine, "set", mine.article, "kicker=x")
    Ledger.add("P3", "rights taken away", 1, "" if done.returncode == 3 else what)
    assert done.returncode == 3, done.stderr
    assert "no right to" in done.stderr
    assert str(mine.workspace) in done.stderr
    assert mine.file.read_bytes() == before
    assert (mine.top / name).stat().st_mode & 0o777 == mode


def test_an_article_that_may_not_be_read_is_listed_beside_the_others(mine: Desk) -> None:
    mine.file.chmod(0o000)
    done = run(mine, "list", "-w", mine.workspace)
    assert done.returncode == 0, done.stderr
    assert "no right to read" in done.stdout
    assert "Bài thứ hai" in done.stdout


def test_a_home_that_may_not_be_written_stops_no_save(mine: Desk) -> None:
    mine.home.chmod(0o555)
    done = run(mine, "set", mine.article, "kicker=x")
    assert done.returncode == 0, done.stderr
    assert "kicker: x" in mine.file.read_text(encoding="utf-8")
