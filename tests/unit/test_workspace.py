"""A workspace on disk: layout, names, saving, and what must never be lost or touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import fingerprint
from editor.errors import (
    ChangedOnDiskError,
    FileUnreadableError,
    FrontMatterError,
    NameTakenError,
    NoArticleError,
    TooHardError,
    UnsafePathError,
    WorkspaceMissingError,
)
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.model.blocks import Paragraph, plain

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "kho bài")


def article(headline: str = "Hà Nội mở lớp", text: str = "Một đoạn.") -> Article:
    return Article(headline=headline, body=(Paragraph(plain(text)),))


def test_a_new_workspace_has_settings_and_room_for_articles(tmp_path: Path) -> None:
    space = Workspace.init(tmp_path / "a" / "b", lang="en")
    assert sorted(path.name for path in space.root.iterdir()) == [".standfirst", "articles", "newsroom.yaml"]
    assert space.newsroom().lang == "en"
    assert space.settings()[1] == ()
    assert space.list() == ()


def test_the_sample_newsroom_comes_with_articles_and_photos(tmp_path: Path) -> None:
    space = Workspace.init(tmp_path / "mau", sample=True)
    listed = space.list()
    assert len(listed) == 3
    assert all(item.problem is None for item in listed)
    assert all((item.folder / item.thumbnail).is_file() for item in listed if item.thumbnail)
    assert not list(space.root.rglob("*.py"))


def test_a_folder_that_holds_anything_is_not_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    before = fingerprint(tmp_path)
    with pytest.raises(NameTakenError):
        Workspace.init(tmp_path)
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize(("make", "reason"), [(False, "missing"), (True, "empty")])
def test_a_root_that_is_gone_or_empty_is_unplugged(tmp_path: Path, make: bool, reason: str) -> None:
    root = tmp_path / "drive"
    if make:
        root.mkdir()
    with pytest.raises(WorkspaceMissingError) as caught:
        Workspace.open(root)
    assert caught.value.facts["reason"] == reason
    assert caught.value.file == str(root)


def test_an_unplugged_root_is_no_empty_list(space: Workspace) -> None:
    space.create(article(), NOW)
    assert len(space.list()) == 1
    space.root.rename(space.root.with_name("away"))
    with pytest.raises(WorkspaceMissingError):
        space.list()
    space.root.mkdir()
    with pytest.raises(WorkspaceMissingError):
        space.list()
    space.root.rmdir()
    space.root.with_name("away").rename(space.root)
    assert len(space.list()) == 1


def test_a_folder_of_other_things_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(WorkspaceMissingError) as caught:
        Workspace.open(tmp_path)
    assert caught.value.facts["reason"] == "not-a-workspace"


def test_an_article_gets_a_dated_ascii_folder_an_id_and_a_slug(space: Workspace) -> None:
    folder = space.create(article("Đảng ủy xã: 3 lớp!"), NOW)
    assert folder.name == "2026-11-24-dang-uy-xa-3-lop"
    made = space.load(folder).article
    assert made.id
    assert made.slug == "dang-uy-xa-3-lop"


def test_the_folder_is_dated_by_the_article_where_it_has_a_date(space: Workspace) -> None:
    folder = space.create(replace(article(), date="2022-10-17T08:00:00+07:00"), NOW)
    assert folder.name.startswith("2022-10-17-")


def test_folder_names_are_unique_without_regard_to_case_and_at_most_100_bytes(space: Workspace) -> None:
    (space.root / "articles" / "2026-11-24-HA-NOI-MO-LOP").mkdir()
    headline = "Hà Nội mở lớp"
    names = [space.create(article(headline), NOW).name for _ in range(3)]
    assert names == [f"2026-11-24-ha-noi-mo-lop-{number}" for number in (2, 3, 4)]
    long = [space.create(article("Nghiêng " * 60), NOW).name for _ in range(12)]
    assert len({name.casefold() for name in long}) == 12
    assert max(map(len, long)) <= 100
    assert all(name.isascii() for name in long)


def test_a_headline_without_letters_gets_a_folder_all_the_same(space: Workspace) -> None:
    assert space.create(article("!!!"), NOW).name == "2026-11-24-bai"


@pytest.mark.parametrize("slug", ["../../evil", "/etc", "CON", "A b/c", "Đảng", "x" * 300, ".hidden", "a\\b"])
def test_a_slug_from_elsewhere_never_leads_out_of_the_articles(space: Workspace, slug: str) -> None:
    folder = space.create(replace(article(), slug=slug), NOW)
    assert folder.parent == space.root / "articles"
    assert folder.name.startswith("2026-11-24-")
    assert folder.name.isascii()
    assert space.load(folder).article.slug == slug


def test_a_new_article_that_cannot_be_written_leaves_no_folder(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(space.root)

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("editor.files.write_new", full)
    with pytest.raises(Exception, match="disk-full"):
        space.create(article(), NOW)
    assert fingerprint(space.root) == before


def test_an_article_is_found_by_its_folder_and_by_its_file(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = space.create(article(), NOW)
    assert Workspace.of_article(folder)[1] == folder
    assert Workspace.of_article(folder / "article.md")[1] == folder
    monkeypatch.chdir(folder)
    found, at = Workspace.of_article(Path())
    assert (found.root, at) == (space.root, folder)
    with pytest.raises(NoArticleError):
        Workspace.of_article(space.root)
    with pytest.raises(NoArticleError):
        Workspace.of_article(folder.with_name("none"))


def test_an_article_on_a_missing_drive_names_the_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissingError) as caught:
        Workspace.of_article(tmp_path / "drive" / "articles" / "2026-11-24-x")
    assert caught.value.file == str(tmp_path / "drive")


def test_what_is_saved_is_read_back(space: Workspace) -> None:
    folder = space.create(article(), NOW)
    opened = space.load(folder)
    changed = replace(opened.article, headline="Tít mới: 3-1 #hot")
    stamp = space.save(folder, changed, opened.content_hash)
    again = space.load(folder)
    assert again.article == changed
    assert again.content_hash == stamp


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle:   Một tít   # lời bàn\nla: {b: 1}\n---\n\nThân   bài\n* a\n* b\n",
        "---\r\ntitle: x\r\n---\r\n\r\nhai\r\n",
        "\ufeff---\ntitle: 'x'\n---\nba",
        "chỉ có chữ",
        "",
    ],
)
def test_saving_without_an_edit_changes_no_byte(space: Workspace, text: str) -> None:
    folder = space.create(article(), NOW)
    path = folder / "article.md"
    path.write_bytes(text.encode())
    stamp = path.stat().st_mtime_ns
    opened = space.load(folder)
    saved = space.save_with_findings(folder, opened.article, opened.content_hash)
    assert not saved.written
    assert saved.content_hash == opened.content_hash
    assert path.read_bytes() == text.encode()
    assert path.stat().st_mtime_ns == stamp


def test_a_comment_lost_by_saving_is_said(space: Workspace) -> None:
    folder = space.create(article(), NOW)
    (folder / "article.md").write_text("---\n# of the desk\ntitle: x\n---\n\nbody\n")
    opened = space.load(folder)
    saved = space.save_with_findings(folder, replace(opened.article, headline="y"), opened.content_hash)
    assert [finding.code for finding in saved.findings] == ["comment-lost"]
    again = space.save_with_findings(folder, replace(opened.article, headline="z"), saved.content_hash)
    assert again.findings == ()


def test_somebody_elses_edit_is_never_overwritten(space: Workspace) -> None:
    folder = space.create(article(), NOW)
    opened = space.load(folder)
    theirs = opened.text.replace("Một đoạn.", "Đoạn của người khác.")
    (folder / "article.md").write_text(theirs, encoding="utf-8")
    for ours in (replace(opened.article, headline="khác"), opened.article):
        with pytest.raises(ChangedOnDiskError):
            space.save(folder, ours, opened.content_hash)
    assert (folder / "article.md").read_text(encoding="utf-8") == theirs


def test_links_in_the_place_of_an_article_are_refused_and_left_alone(space: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "article.md").write_text("secret")
    linked = space.root / "articles" / "2026-11-24-linked"
    linked.symlink_to(outside)
    folder = space.create(article(), NOW)
    (folder / "article.md").unlink()
    (folder / "article.md").symlink_to(outside / "article.md")
    for path in (linked, folder):
        with pytest.raises(UnsafePathError):
            space.load(path)
        with pytest.raises(UnsafePathError):
            space.save(path, article(), "")
    assert [type(item.problem) for item in space.list()] == [UnsafePathError, UnsafePathError]
    assert (outside / "article.md").read_text() == "secret"


def test_an_article_outside_the_workspace_is_refused(space: Workspace, tmp_path: Path) -> None:
    for path in (tmp_path, space.root, space.root / "articles" / "a" / "b", space.root / "articles" / ".."):
        with pytest.raises((NoArticleError, UnsafePathError)):
            space.load(path)


def test_a_broken_article_blocks_no_other_and_is_not_rewritten(space: Workspace) -> None:
    good = space.create(article(), NOW)
    articles = space.root / "articles"
    hostile: dict[str, bytes | None] = {
        "yaml": b"---\ntitle: [\n---\n\nx\n",
        "newer": b"---\ntitle: x\nstandfirst:\n  schema: 99\n---\n\nx\n",
        "latin": b"---\ntitle: x\n---\n\xff\xfe\xfa\n",
        "none": None,
        "folder": None,
    }
    for name, content in hostile.items():
        (articles / name).mkdir()
        if content is not None:
            (articles / name / "article.md").write_bytes(content)
    (articles / "folder" / "article.md").mkdir()
    (articles / "stray.txt").write_text("no article")
    before = fingerprint(articles)
    for _ in range(2):  # the second time from the index
        listed = {item.folder.name: item for item in space.list()}
        assert listed.pop(good.name).problem is None
        assert set(listed) == set(hostile)
        assert all(item.problem is not None for item in listed.values())
        assert isinstance(listed["yaml"].problem, FrontMatterError)
        assert listed["yaml"].problem.file.endswith("yaml/article.md")
        assert isinstance(listed["latin"].problem, FileUnreadableError)
    assert fingerprint(articles) == before


def test_a_file_that_is_no_article_by_its_size_is_not_read(space: Workspace) -> None:
    folder = space.create(article(), NOW)
    with (folder / "article.md").open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(TooHardError):
        space.load(folder)


def test_the_newest_article_is_listed_first(space: Workspace) -> None:
    for day in ("2022-01-05", "2024-01-05", "2023-01-05"):
        space.create(replace(article(), date=f"{day}T08:00:00+07:00"), NOW)
    assert [item.date[:4] for item in space.list()] == ["2024", "2023", "2022"]
