"""A CMS folder is tried by writing: what can be, what will be made, what is away, what refuses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.app.delivery_place import (
    Reach,
    first_target,
    folder_kept,
    folders_with,
    look_at,
)
from editor.bundle.address import Address
from editor.model.newsroom import ExportTarget, Newsroom


def test_a_folder_that_takes_a_file_is_writable_and_left_as_it_was(tmp_path: Path) -> None:
    assert look_at(tmp_path, known=False).reach is Reach.WRITABLE
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_new_unless_it_was_there(tmp_path: Path) -> None:
    assert look_at(tmp_path / "moi", known=False).reach is Reach.NEW
    assert look_at(tmp_path / "moi", known=True).reach is Reach.AWAY
    assert look_at(tmp_path / "o" / "cms", known=False).reach is Reach.AWAY
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_its_place_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    looked = look_at(tmp_path / "tep", known=False)
    assert looked.reach is Reach.UNWRITABLE
    assert not looked.can_export
    assert looked.problem is not None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_nothing_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert look_at(tmp_path, known=False).reach is Reach.UNWRITABLE
    finally:
        tmp_path.chmod(0o700)


def test_a_server_that_does_not_answer_is_away() -> None:
    looked = look_at(Address("sftp", "127.0.0.1", "/cms", port=9), known=False)
    assert looked.reach in {
        Reach.AWAY,
        Reach.UNWRITABLE,
    }  # refused without the extra
    assert (looked.problem is None) == (looked.reach is Reach.AWAY)


def test_each_profile_keeps_its_folder(tmp_path: Path) -> None:
    kept = folders_with((), "html", "/a")
    kept = folders_with(kept, "markdown", "/b")
    kept = folders_with(kept, "html", "/c")
    assert (folder_kept(kept, "html"), folder_kept(kept, "markdown"), folder_kept(kept, "both")) == ("/c", "/b", "")
    newsroom = Newsroom(targets=(ExportTarget("Một", "mot", "html"), ExportTarget("Hai", "sftp://a@b/c", "both")))
    assert first_target(newsroom, kept, "/cuoi", "html", tmp_path) == Path("/c")
    assert first_target(newsroom, (), "/cuoi", "html", tmp_path) == tmp_path / "mot"
    assert first_target(newsroom, (), "/cuoi", "both", tmp_path) == Address("sftp", "b", "/c", user="a")
    assert first_target(newsroom, (), "/cuoi", "jekyll", tmp_path) == Path("/cuoi")
    assert first_target(newsroom, (), "", "jekyll", tmp_path) == tmp_path / "mot"
    assert first_target(Newsroom(), (), "", "html", tmp_path) is None
    bad = Newsroom(targets=(ExportTarget("Hỏng", "ftp://x/y", "html"),))
    assert first_target(bad, (), "", "html", tmp_path) is None
