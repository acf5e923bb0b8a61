"""`standfirst versions`: what an article said before, listed and brought back, undone like it was made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import InProcess
from editor.app.versioning import keep_saved
from editor.library.lease import lease_file
from editor.library.state import write_state
from editor.library.workspace import Workspace
from editor.model.article import Article

NOW = datetime(2026, 11, 24, 8, 49, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace = Workspace.init(tmp_path / "kho")
    folder = workspace.create(Article(headline="Tít đầu"), NOW)
    keep_saved(workspace, folder, workspace.load(folder).article, "opened", NOW)
    return folder


def test_a_version_is_listed_and_brought_back(run: InProcess, folder: Path) -> None:
    assert run("set", folder, "title=Tít sau").code == 0
    (listed,) = run("versions", folder, "--json").json
    assert (listed["headline"], listed["reason"]) == ("Tít đầu", "opened")
    came = run("versions", folder, "--restore", listed["id"], "--json")
    assert came.code == 0
    assert came.json["written"]
    assert run("show", folder).json["headline"] == "Tít đầu"
    again = run("versions", folder, "--json").json
    assert [version["reason"] for version in again] == ["restored", "replaced", "opened"]
    assert run("versions", folder, "--restore", again[1]["id"]).code == 0
    assert run("show", folder).json["headline"] == "Tít sau"


def test_a_list_for_people_says_when_and_why(run: InProcess, folder: Path) -> None:
    came = run("versions", folder, lang="vi")
    assert "khi mở" in came.out
    assert "Tít đầu" in came.out


def test_a_version_that_is_not_there_changes_nothing(run: InProcess, folder: Path) -> None:
    before = (folder / "article.md").read_bytes()
    came = run("versions", folder, "--restore", "7-abc", "--json")
    assert came.code == 2
    assert came.json["error"]["code"] == "workspace.no-version"
    assert (folder / "article.md").read_bytes() == before


def test_an_article_that_somebody_has_open_is_not_restored(run: InProcess, folder: Path) -> None:
    workspace, _ = Workspace.of_article(folder)
    article = workspace.load(folder).article
    holder = {"id": "x", "host": "ANNA-PC", "user": "anna", "pid": 1, "started": "2026-11-24T08:00:00+00:00"}
    write_state(lease_file(workspace.root, folder, article), holder)
    came = run("versions", folder, "--restore", "1")
    assert came.code == 4
    assert "anna" in came.err


def test_a_damaged_version_is_listed_and_not_restored(run: InProcess, folder: Path) -> None:
    before = (folder / "article.md").read_bytes()
    (listed,) = run("versions", folder, "--json").json
    Path(listed["file"]).write_text("khác", encoding="utf-8")
    (again,) = run("versions", folder, "--json").json
    assert again["headline"] == ""
    assert run("versions", folder, "--restore", listed["id"]).code == 3
    assert (folder / "article.md").read_bytes() == before


def test_what_was_exported_is_a_version(run: InProcess, tmp_path: Path) -> None:
    assert run("init", tmp_path / "sample", "--sample").code == 0
    article = sorted((tmp_path / "sample" / "articles").iterdir())[-1]
    (tmp_path / "cms").mkdir()
    assert run("export", article, "--to", tmp_path / "cms", "--force").code == 0
    (listed,) = run("versions", article, "--json").json
    assert listed["reason"] == "exported"
    assert Path(listed["file"]).read_bytes() == (article / "article.md").read_bytes()
