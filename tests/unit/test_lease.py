"""Leases: one holder at a time, named to the others; only a person takes over from somebody who lives."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from editor.app.messages import Messages
from editor.errors import LockedError, UnsafePathError
from editor.library import lease as leases
from editor.library.lease import STALE, Lease, holder_of, lease_file
from editor.model.article import Article

ARTICLE = Article(id="0b1c-2d")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "ws" / "articles" / "a").mkdir(parents=True)
    return tmp_path / "ws"


def held_by(root: Path, *, host: str = "ANNA-PC", pid: int = 1, age: float = 0) -> Path:
    """A lease that somebody else has written."""
    path = lease_file(root, root / "articles" / "a", ARTICLE)
    path.parent.mkdir(parents=True, exist_ok=True)
    holder = {
        "id": "f" * 32,
        "host": host,
        "user": "anna",
        "pid": pid,
        "started": "2026-11-24T10:12:00+07:00",
        "beat": 3,
    }
    path.write_text(json.dumps(holder))
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def acquire(root: Path, *, take_over: bool = False) -> Lease:
    return Lease.acquire(root, root / "articles" / "a", ARTICLE, take_over=take_over)


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_lease_says_who_and_is_gone_when_released(root: Path) -> None:
    with acquire(root) as lease:
        stored = json.loads(lease_file(root, root / "articles" / "a", ARTICLE).read_text())
        assert stored["host"] == socket.gethostname()
        assert stored["pid"] == os.getpid()
        assert stored["id"] == lease.holder.id
        assert datetime.fromisoformat(stored["started"]).tzinfo is not None
    assert not list((root / ".standfirst" / "leases").iterdir())


def test_a_live_holder_is_named(root: Path) -> None:
    held_by(root)
    with pytest.raises(LockedError) as caught:
        acquire(root)
    assert caught.value.exit_code == 4
    sentence = Messages.load("vi").error(caught.value)
    assert "anna" in sentence
    assert "ANNA-PC" in sentence
    assert holder_of(root, root / "articles" / "a", ARTICLE) is not None


def test_only_a_person_takes_over_from_the_living(root: Path) -> None:
    path = held_by(root)
    lease = acquire(root, take_over=True)
    assert json.loads(path.read_text())["id"] == lease.holder.id
    lease.release()


def test_a_process_of_this_computer_that_has_ended_holds_nothing(root: Path) -> None:
    held_by(root, host=socket.gethostname(), pid=dead_pid())
    assert holder_of(root, root / "articles" / "a", ARTICLE) is None
    acquire(root).release()


def test_a_process_of_this_computer_that_runs_holds(root: Path) -> None:
    held_by(root, host=socket.gethostname(), pid=os.getppid())
    with pytest.raises(LockedError):
        acquire(root)


def test_the_number_of_a_dead_process_that_is_now_ours_holds_nothing(root: Path) -> None:
    held_by(root, host=socket.gethostname(), pid=os.getpid())
    acquire(root).release()


@pytest.mark.parametrize(("age", "live"), [(0, True), (STALE - 20, True), (STALE + 20, False)])
def test_another_computer_holds_as_long_as_it_gives_signs_of_life(root: Path, age: float, live: bool) -> None:
    held_by(root, age=age)
    assert (holder_of(root, root / "articles" / "a", ARTICLE) is not None) == live


def test_a_sign_of_life_keeps_a_lease_fresh(root: Path) -> None:
    lease = acquire(root)
    path = lease_file(root, root / "articles" / "a", ARTICLE)
    os.utime(path, (0, 0))
    assert lease.beat()
    assert json.loads(path.read_text())["beat"] == 1
    assert time.time() - path.stat().st_mtime < 60
    lease.release()


def test_who_has_lost_the_lease_is_told_and_takes_nothing_back(root: Path) -> None:
    lease = acquire(root)
    path = held_by(root)
    theirs = path.read_bytes()
    assert not lease.beat()
    lease.release()
    assert path.read_bytes() == theirs


def test_a_lease_that_was_swept_away_is_written_again(root: Path) -> None:
    lease = acquire(root)
    lease_file(root, root / "articles" / "a", ARTICLE).unlink()
    assert lease.beat()
    lease.release()


def test_within_one_process_a_second_lease_is_part_of_the_first(root: Path) -> None:
    with acquire(root):
        with acquire(root):
            pass
        assert lease_file(root, root / "articles" / "a", ARTICLE).exists()
        assert holder_of(root, root / "articles" / "a", ARTICLE) is None


def test_another_process_is_kept_out(root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from editor.library.lease import Lease; "
        "from editor.model.article import Article\n"
        f"root = Path({str(root)!r})\n"
        "try: Lease.acquire(root, root / 'articles' / 'a', Article(id='0b1c-2d'))\n"
        "except Exception as error: print(error.code, error.facts['holder'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(leases.__file__).parents[2])}
    with acquire(root):
        said = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True, timeout=60
        )
    assert said.stdout.split()[0] == "conflict.locked"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"id": 1}', "{}"])
def test_a_lease_file_that_says_nothing_holds_nothing(root: Path, content: str) -> None:
    held_by(root).write_text(content)
    acquire(root).release()


@pytest.mark.parametrize("ident", ["../../x", "", "a/b", "con.txt", "x" * 300, "Đ"])
def test_a_hostile_id_stays_inside_the_leases(root: Path, ident: str) -> None:
    path = lease_file(root, root / "articles" / "a", Article(id=ident))
    assert path.parent == root / ".standfirst" / "leases"
    assert path.name.isascii()
    assert len(path.name) < 80


def test_a_link_in_the_place_of_the_leases_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / ".standfirst").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafePathError):
        acquire(root)
