"""Export from a workspace: check, plan, write, receipt."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import everything
from editor.app.publish import clock, export, withdraw
from editor.bundle.verify import verify
from editor.errors import (
    BlockedError,
    CopiedArticleError,
    FileUnwritableError,
    NameTakenError,
    SettingsError,
    UsageError,
)
from editor.library import receipts
from editor.library.workspace import Workspace
from editor.model.article import Article, Related
from editor.text.moment import written
from stored_articles import NOW, credited, edit, newsroom, stored


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    settings = "name: Báo Bến Sông\nurl: https://bensong.example\nimages:\n  widths: [120, 240]\n"
    return newsroom(tmp_path / "newsroom", settings)


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    return stored(workspace, credited())


def manifest(bundle: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads((bundle / "manifest.json").read_bytes())
    return data


def test_an_export_makes_a_sound_bundle_and_keeps_a_receipt(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    made = export(workspace, folder, "both", tmp_path / "cms", now=NOW)
    assert made.bundle == tmp_path / "cms" / "truong-lang-ben-song"
    assert (made.article_id, made.kind, made.revision) == (everything().id, "both", 1)
    assert made.receipt_problem is None
    assert verify(made.bundle).ok
    (kept,) = receipts.load(workspace, made.article_id)
    assert kept["bundle"] == str(made.bundle)
    assert kept["article_hash"] == workspace.load(folder).content_hash
    assert [entry["path"] for entry in kept["files"]] == [entry.path for entry in made.files]


def test_blockers_stop_an_export_before_anything_is_written(workspace: Workspace, tmp_path: Path) -> None:
    folder = stored(workspace, replace(everything(), headline=""))
    with pytest.raises(BlockedError) as caught:
        export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert caught.value.facts["codes"] == "no-headline, no-credit"
    assert not (tmp_path / "cms").exists()
    assert receipts.load(workspace, everything().id) == ()


def test_no_bundle_is_put_among_the_articles(workspace: Workspace, folder: Path) -> None:
    before = sorted(workspace.root.rglob("*"))
    for target in (workspace.root / "articles", folder):
        with pytest.raises(UsageError):
            export(workspace, folder, "html", target, now=NOW)
    assert sorted(workspace.root.rglob("*")) == before


def test_force_exports_and_says_in_spite_of_what(workspace: Workspace, tmp_path: Path) -> None:
    folder = stored(workspace, replace(everything(), embargo="2022-10-21T00:00:00+07:00"))
    made = export(workspace, folder, "html", tmp_path / "cms", force=True, now=NOW)
    assert set(made.forced) == {"embargo", "no-credit"}
    assert set(manifest(made.bundle)["forced"]) == {"embargo", "no-credit"}  # type: ignore[call-overload]
    assert verify(made.bundle).ok


def test_an_embargo_ends(workspace: Workspace, tmp_path: Path) -> None:
    folder = stored(workspace, replace(credited(), embargo="2022-10-21T00:00:00+07:00"))
    with pytest.raises(BlockedError):
        export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    later = datetime(2022, 10, 21, tzinfo=UTC)
    assert "forced" not in manifest(export(workspace, folder, "html", tmp_path / "cms", now=later).bundle)


def test_a_revision_belongs_to_a_folder_and_a_profile(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    assert export(workspace, folder, "html", tmp_path / "one", now=NOW).revision == 1
    assert export(workspace, folder, "html", tmp_path / "one", now=NOW).revision == 1
    edit(workspace, folder, headline="Tít khác hẳn tít cũ")
    assert export(workspace, folder, "html", tmp_path / "one" / "", now=NOW).revision == 2
    assert export(workspace, folder, "html", tmp_path / "two", now=NOW).revision == 1
    assert export(workspace, folder, "markdown", tmp_path / "three", now=NOW).revision == 1


def test_what_only_the_newsroom_sees_raises_no_revision(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    edit(workspace, folder, note="Một ghi chú khác.")
    assert export(workspace, folder, "html", tmp_path / "cms", now=NOW).revision == 1


def test_the_source_date_fixes_every_time(
    workspace: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1666000000")
    one = export(workspace, folder, "both", tmp_path / "one").bundle
    other = export(workspace, folder, "both", tmp_path / "other").bundle
    assert manifest(one)["created"] == "2022-10-17T09:46:40+00:00"
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    assert all((one / path).read_bytes() == (other / path).read_bytes() for path in files)


def test_a_source_date_that_is_none_is_not_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hôm qua")
    assert written(clock(NOW)) == written(NOW)


def test_related_articles_of_ours_are_linked_where_they_will_stand(workspace: Workspace, tmp_path: Path) -> None:
    other = Article(id="0b7c3f7e-0000-4000-8000-000000000001", headline="Thầy giáo chèo đò", slug="cheo-do")
    workspace.create(other, NOW)
    related = (Related("Thầy giáo", id=other.id), Related("Không còn", id="gone"))
    made = export(workspace, stored(workspace, replace(credited(), related=related)), "html", tmp_path / "cms", now=NOW)
    nav = (made.bundle / "related.html").read_text(encoding="utf-8")
    assert '<a href="https://bensong.example/cheo-do/">Thầy giáo</a>' in nav
    assert "<li>Không còn</li>" in nav


def test_two_articles_of_one_slug_do_not_replace_each_other(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    twin = stored(
        workspace, replace(credited(), id="0b7c3f7e-0000-4000-8000-000000000002", headline="Bài khác cùng đường dẫn")
    )
    with pytest.raises(NameTakenError):
        export(workspace, twin, "html", tmp_path / "cms", now=NOW)


def test_a_folder_copied_by_hand_neither_replaces_nor_withdraws_what_it_was_copied_from(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    cms = tmp_path / "cms"
    bundle = export(workspace, folder, "html", cms, now=NOW).bundle
    copy = folder.with_name("2021-01-01-ban-sao")
    shutil.copytree(folder, copy)
    edit(workspace, copy, headline="Bài khác hẳn")
    before = (bundle / "index.html").read_bytes()
    with pytest.raises(CopiedArticleError) as refused:
        export(workspace, copy, "html", cms, now=NOW)
    assert (refused.value.file, refused.value.facts["other"]) == (str(copy), folder.name)
    with pytest.raises(CopiedArticleError):
        withdraw(workspace, copy, "html", cms, now=NOW)
    assert (bundle / "index.html").read_bytes() == before
    assert export(workspace, folder, "html", cms, now=NOW).revision == 1


def test_an_article_whose_folder_was_renamed_goes_on_replacing_its_bundle(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    renamed = folder.rename(folder.with_name("2021-01-01-ten-moi"))
    edit(workspace, renamed, headline="Tên khác")
    assert export(workspace, renamed, "html", tmp_path / "cms", now=NOW).revision == 2


def test_an_article_without_an_id_gets_the_same_one_each_time(workspace: Workspace, tmp_path: Path) -> None:
    folder = stored(workspace, credited())
    text = (folder / "article.md").read_text(encoding="utf-8")
    (folder / "article.md").write_text(text.replace(f"id: {everything().id}", ""), encoding="utf-8")
    first = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert len(first.article_id) == 36
    assert export(workspace, folder, "html", tmp_path / "cms", now=NOW).article_id == first.article_id


def test_a_receipt_that_cannot_be_kept_does_not_undo_the_export(
    workspace: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise FileUnwritableError(workspace.root, reason="EROFS")

    monkeypatch.setattr(receipts, "add", fails)
    made = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert isinstance(made.receipt_problem, FileUnwritableError)
    assert verify(made.bundle).ok


def test_a_damaged_receipt_is_not_trusted(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    first = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    kept = receipts.load(workspace, first.article_id)[0]
    receipts.add(workspace, first.article_id, {**kept, "files": 3})
    assert export(workspace, folder, "html", tmp_path / "cms", now=NOW).revision == 1


def test_wrong_profiles_are_refused_before_anything_is_written(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError):
        export(workspace, folder, "joomla", tmp_path / "cms", now=NOW)
    settings = workspace.root / "newsroom.yaml"
    settings.write_text("export:\n  profiles:\n    web: {base: html, widths: [breit]}\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        export(workspace, folder, "web", tmp_path / "cms", now=NOW)
    assert not (tmp_path / "cms").exists()


def test_a_newsrooms_own_profile_is_used(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    settings = workspace.root / "newsroom.yaml"
    settings.write_text(
        "export:\n  profiles:\n    web: {base: html, widths: [100], webp: false, side_files: [article.json]}\n",
        encoding="utf-8",
    )
    made = export(workspace, folder, "web", tmp_path / "cms", now=NOW)
    assert {path.name for path in (made.bundle / "images").iterdir()} == {
        "01-san-truong-100.jpg", "02-lop-hoc-100.jpg", "03-cong-truong-100.jpg", "04-thay-co-100.jpg",
    }  # fmt: skip
    assert not (made.bundle / "body.html").exists()


def test_a_newsrooms_own_template_is_the_page(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    settings = workspace.root / "newsroom.yaml"
    settings.write_text("export:\n  profiles:\n    web: {base: html, template: bai.html}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as missing:
        export(workspace, folder, "web", tmp_path / "cms", now=NOW)
    assert missing.value.file == str(workspace.root / "templates" / "bai.html")
    (workspace.root / "templates" / "assets").mkdir(parents=True)
    (workspace.root / "templates" / "assets" / "site.css").write_text("p{}", encoding="utf-8")
    (workspace.root / "templates" / "bai.html").write_text("<h1>{{ article.headline }}</h1>{{ x }}", encoding="utf-8")
    with pytest.raises(SettingsError):
        export(workspace, folder, "web", tmp_path / "cms", now=NOW)
    assert not (tmp_path / "cms").exists()
    (workspace.root / "templates" / "bai.html").write_text("<h1>{{ article.headline }}</h1>", encoding="utf-8")
    made = export(workspace, folder, "web", tmp_path / "cms", now=NOW)
    assert (made.bundle / "index.html").read_text(encoding="utf-8").startswith("<h1>Trường làng")
    assert {path.name for path in (made.bundle / "assets").iterdir()} == {"article.css", "site.css"}
    assert verify(made.bundle).ok


def test_originals_and_article_stay_as_they_were(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    def state() -> dict[str, bytes]:
        return {os.fspath(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = state()
    export(workspace, folder, "both", tmp_path / "cms", now=NOW)
    assert state() == before


def test_a_figure_with_no_file_can_only_be_forced(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    (folder / "images/03-cong-truong.jpg").unlink()
    with pytest.raises(BlockedError) as caught:
        export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert caught.value.facts["codes"] == "photo-missing"
    made = export(workspace, folder, "html", tmp_path / "cms", force=True, now=NOW)
    assert verify(made.bundle).ok
    assert not any("03-cong" in entry.path for entry in made.files)
