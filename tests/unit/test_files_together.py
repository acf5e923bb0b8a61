"""Many files at once: each stands whole or as it was, whatever happens to the others."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from editor.errors import ChangedOnDiskError, FileUnwritableError
from editor.files import digest
from editor.files.together import Write, clear_leftovers, write_together
from editor.files.volume import Volume, volume_of


@pytest.fixture(params=["one push for all", "a push for each"])
def volume(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "a push for each":
        monkeypatch.setattr(Volume, "push", lambda self: False)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("volume")
def test_new_files_and_changed_ones_stand_beside_each_other(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"one")
    writes = [
        Write(tmp_path / "new", b"1"),
        Write(tmp_path / "old", b"two", digest(b"one")),
        Write(tmp_path / "folder" / "deep", b"3"),
    ]
    assert write_together(tmp_path, writes) == [None] * 3
    assert [write.path.read_bytes() for write in writes] == [b"1", b"two", b"3"]
    assert names(tmp_path) == ["folder/deep", "new", "old"]


@pytest.mark.usefixtures("volume")
def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path) -> None:
    for name in ("taken", "changed"):
        (tmp_path / name).write_bytes(b"theirs")
    writes = [
        Write(tmp_path / "taken", b"ours"),
        Write(tmp_path / "changed", b"ours", digest(b"before")),
        Write(tmp_path / "gone", b"ours", digest(b"before")),
        Write(tmp_path / "free", b"ours"),
    ]
    *refused, kept = write_together(tmp_path, writes)
    assert kept is None
    assert all(isinstance(problem, ChangedOnDiskError) for problem in refused)
    assert names(tmp_path) == ["changed", "free", "taken"]
    assert (tmp_path / "taken").read_bytes() == (tmp_path / "changed").read_bytes() == b"theirs"


def test_a_file_that_the_disk_did_not_take_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Volume, "push", lambda self: False)
    fsync = os.fsync

    def lying(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode) and os.pread(handle, 99, 0) == b"second":
            raise OSError(errno.EIO, "lost")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", lying)
    first, second = write_together(tmp_path, [Write(tmp_path / "a", b"first"), Write(tmp_path / "b", b"second")])
    assert first is None
    assert isinstance(second, FileUnwritableError)
    assert second.file == str(tmp_path / "b")
    assert names(tmp_path) == ["a"]


def test_a_disk_that_cannot_be_asked_as_a_whole_says_nothing(tmp_path: Path) -> None:
    with volume_of(tmp_path) as whole:
        assert whole.push() in {True, False}
    assert Volume(-1).push() is False


def test_what_a_killed_writer_left_goes(tmp_path: Path) -> None:
    left = tmp_path / ".a.json.00000000-1-abcd.tmp"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    clear_leftovers((tmp_path, tmp_path / "none"))
    assert names(tmp_path) == []
