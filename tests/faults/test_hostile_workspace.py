"""P7, P11, P12: a broken article stops no other, the index is disposable, and opening changes no byte."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.app.session import DocumentSession
from editor.errors import EditorError
from editor.files import digest
from editor.library.places import workspace_folder
from editor.library.workspace import Workspace
from faults.conftest import seeded, share
from faults.hostile import odd, poison
from faults.ledger import Ledger
from faults.newsroom import Desk

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def state(path: Path) -> tuple[object, ...]:
    """Kind, link's aim, bytes and times of everything below; pipes are not read."""
    found = []
    for one in sorted([path, *(path.rglob("*") if path.is_dir() and not path.is_symlink() else ())]):
        status = one.lstat()
        content = digest(one.read_bytes()) if stat.S_ISREG(status.st_mode) else ""
        aim = str(one.readlink()) if stat.S_ISLNK(status.st_mode) else ""
        found.append((str(one), stat.S_IFMT(status.st_mode), aim, content, status.st_mtime_ns))
    return tuple(found)


def multiply(desk: Desk, n: int) -> list[str]:
    """So many good articles beside the first two; their headlines."""
    for number in range(n):
        folder = desk.workspace / "articles" / f"2023-01-01-tot-{number}"
        folder.mkdir()
        text = f"---\ntitle: Bài tốt {number}\nstandfirst:\n  schema: 1\n  id: tot-{number}\n---\n\nChữ {number}.\n"
        (folder / "article.md").write_text(text, encoding="utf-8")
    return [f"Bài tốt {number}" for number in range(n)]


def hostile_folders(desk: Desk, n: int, seed: int) -> None:
    good = multiply(desk, n)
    bad = poison(desk.workspace / "articles", n, random.Random(seed))
    before = {folder: state(folder) for folder in bad}
    workspace = Workspace.open(desk.workspace)
    started = time.monotonic()
    listed = workspace.list()
    seconds = time.monotonic() - started
    headlines = {line.headline for line in listed if line.problem is None}
    assert set(good) <= headlines
    assert len(listed) == 2 * n + 2
    with workspace.index() as index:
        index.refresh(workspace.article_folders())
        assert index.search(f"tốt {n - 1}")
    for folder in bad:
        with contextlib.suppress(EditorError):
            opened = workspace.load(folder)
            workspace.save(folder, opened.article, opened.content_hash)
    assert all(line.problem.file for line in listed if line.problem is not None)
    assert {folder: state(folder) for folder in bad} == before
    assert seconds < 5 * n + 5
    Ledger.add("P7", "hostile folders among as many good ones", n)


def test_hostile_folders_hide_no_good_article_and_stay_as_they_are(desk: Desk) -> None:
    hostile_folders(desk, 60, 7)


@pytest.mark.slow
def test_many_hostile_folders(desk: Desk) -> None:
    hostile_folders(desk, round(1000 * share()), seeded(8))


def test_the_state_sees_a_rewritten_article(desk: Desk) -> None:
    """Control: a program that mends what it opens."""
    (folder,) = poison(desk.workspace / "articles", 1, random.Random(1))
    # A file system's clock may tick only every few milliseconds: what was poisoned is made a second old first.
    old = (folder / "article.md").stat().st_mtime_ns - 10**9
    os.utime(folder / "article.md", ns=(old, old))
    before = state(folder)
    (folder / "article.md").write_bytes((folder / "article.md").read_bytes())
    assert state(folder) != before


def lines(workspace: Workspace) -> list[tuple[object, ...]]:
    return [(line.folder, line.id, line.headline, str(line.problem)) for line in workspace.list()]


def damaged_index(desk: Desk, times: int, seed: int) -> None:
    multiply(desk, 12)
    poison(desk.workspace / "articles", 6, random.Random(seed))
    chance = random.Random(seed)
    workspace = Workspace.open(desk.workspace)
    expected, articles = lines(workspace), state(desk.workspace)
    file = workspace_folder(desk.workspace) / "index.sqlite3"
    for _ in range(times):
        content = bytearray(file.read_bytes()) if file.is_file() else bytearray(b"x")
        match chance.randrange(6):
            case 0:
                file.unlink(missing_ok=True)
            case 1:
                file.write_bytes(content[: chance.randrange(len(content))])
            case 2:
                file.write_bytes(chance.randbytes(len(content)))
            case 3:
                shutil.rmtree(file.parent)
            case 4:
                file.with_name(file.name + "-journal").write_bytes(chance.randbytes(2000))
            case _:
                for _ in range(chance.randrange(1, 400)):
                    content[chance.randrange(len(content))] = chance.randrange(256)
                file.write_bytes(content)
        assert lines(Workspace.open(desk.workspace)) == expected
        with workspace.index() as index:
            index.refresh(workspace.article_folders())
            assert len(index.search("tốt")) == 12
    assert state(desk.workspace) == articles
    Ledger.add("P11", "indexes deleted or damaged", times)


def test_a_damaged_index_is_made_anew(desk: Desk) -> None:
    damaged_index(desk, 25, 11)


@pytest.mark.slow
def test_many_damaged_indexes(desk: Desk) -> None:
    damaged_index(desk, round(2000 * share()), seeded(12))


def unedited(desk: Desk, n: int, seed: int) -> None:
    chance = random.Random(seed)
    readable = 0
    for _ in range(n):
        content = odd(chance)
        desk.file.write_bytes(content)
        time_before = desk.file.stat().st_mtime_ns
        workspace = Workspace.open(desk.workspace)
        opened = workspace.load(desk.article)
        session = DocumentSession(desk.article, opened.article, workspace.newsroom(), opened.content_hash)
        assert session.begin_save(NOW) is None
        assert not session.save(workspace, NOW)
        saved = workspace.save_with_findings(desk.article, opened.article, opened.content_hash)
        assert not saved.written
        assert desk.file.read_bytes() == content
        assert desk.file.stat().st_mtime_ns == time_before
        readable += 1
    Ledger.add("P12", "odd articles opened and saved unedited", readable)


def test_opening_and_saving_unedited_changes_no_byte(desk: Desk) -> None:
    unedited(desk, 120, 12)


@pytest.mark.slow
def test_opening_many_and_saving_unedited_changes_no_byte(desk: Desk) -> None:
    unedited(desk, round(20_000 * share()), seeded(13))


def test_after_an_edit_unknown_keys_stay(desk: Desk) -> None:
    """And a file that is truly rewritten is seen to be: the control of the test above."""
    from dataclasses import replace

    desk.file.write_bytes(odd(random.Random(3)).replace(b"lang: vi", b"lang: vi\nkhoa_cua_ai: [1, 2]"))
    before = desk.file.read_bytes()
    workspace = Workspace.open(desk.workspace)
    opened = workspace.load(desk.article)
    workspace.save(desk.article, replace(opened.article, headline="Tít mới"), opened.content_hash)
    assert desk.file.read_bytes() != before
    assert b"khoa_cua_ai" in desk.file.read_bytes()
