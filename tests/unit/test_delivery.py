"""What has been handed over, what changed since, what is taken back, and who is paid for it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bundle_samples import draw, everything
from editor.app.delivery import Delivery, deliveries, overall
from editor.app.messages import Messages
from editor.app.publish import export, withdraw
from editor.app.receipt import delivered_of, delivery_states
from editor.app.royalty import royalties, royalty_csv
from editor.bundle.manifest import read_manifest
from editor.bundle.published import changed_fields, fingerprints
from editor.bundle.verify import verify
from editor.errors import BlockedError, UsageError
from editor.library import receipts
from editor.library.workspace import Workspace
from editor.model.article import Article, Author, Crop, Status
from editor.model.blocks import Figure, Paragraph, Table, plain
from editor.work import Cancel
from stored_articles import NOW, credited, edit, newsroom, stored


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    settings = "name: Báo Bến Sông\nurl: https://bensong.example\nimages:\n  widths: [120]\n"
    return newsroom(tmp_path / "newsroom", settings)


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    return stored(workspace, credited())


def fields(article: Article, **changes: object) -> tuple[str, ...]:
    return changed_fields(fingerprints(article), fingerprints(replace(article, **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"note": "x", "status": Status.DRAFT, "lastmod": "2030-01-01T00:00:00+07:00"}, ()),
        ({"headline": "Khác"}, ("headline",)),
        ({"tags": ()}, ("tags",)),
        ({"corrections": ()}, ("corrections",)),
        ({"body": (Paragraph(plain("Khác")),)}, ("resources", "body")),
        ({"resources": (replace(everything().resources[0], rotate=90), everything().resources[1])}, ("resources",)),
        (
            {"resources": (*everything().resources[1:], replace(
                everything().resources[0], crops=(Crop("1:1", 0, 0, 0.5, 0.5),)))},
            ("resources",),
        ),
        ({"authors": (Author("Lê Minh Hà", "khac"), Author("Trần Đức"))}, ()),
    ],
)  # fmt: skip
def test_what_changed_is_named_by_field_and_internal_things_are_none(
    changes: dict[str, object], named: tuple[str, ...]
) -> None:
    assert set(fields(everything(), **changes)) == set(named)


def receipt(**facts: object) -> dict[str, Any]:
    return {"target": "/cms", "profile": "html", "bundle": "/cms/a", "revision": 1, "article_hash": "1", **facts}


def test_the_state_is_that_of_the_latest_hand_off_to_each_place() -> None:
    def never() -> Mapping[str, str]:
        pytest.fail("nothing has to be compared")

    kept = [receipt(), receipt(profile="markdown"), receipt(revision=2, state="withdrawn")]
    found = deliveries(kept, "1", never)
    assert [(item.profile, item.revision, item.state) for item in found] == [
        ("markdown", 1, Delivery.CURRENT), ("html", 2, Delivery.WITHDRAWN),
    ]  # fmt: skip
    assert overall(found) is Delivery.CURRENT
    assert overall(()) is Delivery.NEVER
    assert overall(found[1:]) is Delivery.WITHDRAWN


def test_a_file_that_differs_is_changed_only_where_a_reader_sees_it() -> None:
    kept = [receipt(published={"headline": "a", "body": "b"})]
    assert deliveries(kept, "2", lambda: {"headline": "a", "body": "b"})[0].state is Delivery.CURRENT
    changed = deliveries(kept, "2", lambda: {"headline": "a", "body": "c", "tags": "d"})[0]
    assert (changed.state, changed.changed) == (Delivery.CHANGED, ("body", "tags"))
    old = deliveries([receipt()], "2", dict)[0]
    assert (old.state, old.changed) == (Delivery.CHANGED, ())


def test_an_article_is_exported_then_changed_then_exported_again(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    def state() -> Delivery:
        return overall(delivered_of(workspace, folder, everything().id))

    assert state() is Delivery.NEVER
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert state() is Delivery.CURRENT
    edit(workspace, folder, note="Ghi chú khác")
    assert state() is Delivery.CURRENT
    edit(workspace, folder, headline="Tít khác hẳn tít cũ")
    assert state() is Delivery.CHANGED
    assert delivered_of(workspace, folder, everything().id)[0].changed == ("headline",)
    assert delivery_states(workspace, [(folder, everything().id)], (), Cancel()) == {folder: Delivery.CHANGED}
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert state() is Delivery.CURRENT


@pytest.mark.parametrize("profile", ["html", "both", "markdown", "pelican"])
def test_a_withdrawn_article_leaves_nothing_of_itself(
    workspace: Workspace, folder: Path, tmp_path: Path, profile: str
) -> None:
    made = export(workspace, folder, profile, tmp_path / "cms", now=NOW)
    edit(workspace, folder, slug="duong-dan-khac", headline="Tít khác hẳn tít cũ")
    gone = withdraw(workspace, folder, profile, tmp_path / "cms", now=NOW)
    assert (gone.bundle, gone.revision, gone.state) == (made.bundle, 2, "withdrawn")
    manifest = read_manifest(gone.bundle)
    assert (manifest.state, manifest.supersedes, manifest.id) == ("withdrawn", 1, everything().id)
    assert json.loads((gone.bundle / "manifest.json").read_bytes())["state"] == "withdrawn"
    assert verify(gone.bundle).ok
    text = "".join(path.read_text(encoding="utf-8") for path in gone.bundle.rglob("*") if path.is_file())
    assert "Trường làng" not in text
    assert "312" not in text
    files = {path.name for path in gone.bundle.rglob("*") if path.is_file()}
    pages = {"index.html", "article.ninjs.json"} if profile in {"html", "both"} else set()
    assert files == {"manifest.json", *pages}
    assert overall(delivered_of(workspace, folder, everything().id)) is Delivery.WITHDRAWN


def test_a_withdrawn_page_says_so_and_is_not_indexed(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    bundle = withdraw(workspace, folder, "html", tmp_path / "cms", now=NOW).bundle
    page = (bundle / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "<p>Bài viết này đã được gỡ.</p>" in page
    item = json.loads((bundle / "article.ninjs.json").read_bytes())
    assert item["pubStatus"] == "canceled"


def test_what_was_withdrawn_may_come_back_as_the_next_revision(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    first = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    withdraw(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert not withdraw(workspace, folder, "html", tmp_path / "cms", now=NOW).revision > 2
    again = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert (again.revision, again.bundle) == (3, first.bundle)
    assert "state" not in json.loads((again.bundle / "manifest.json").read_bytes())


def test_revisions_are_withdrawn_by_one_more(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    settings = workspace.root / "newsroom.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}export:\n  replace: revision\n", encoding="utf-8")
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    edit(workspace, folder, headline="Tít khác hẳn tít cũ")
    second = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    gone = withdraw(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert (second.bundle.name, gone.bundle.name) == ("truong-lang-ben-song.r2", "truong-lang-ben-song.r3")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_was_never_exported_cannot_be_withdrawn(
    workspace: Workspace, folder: Path, tmp_path: Path, lang: str
) -> None:
    export(workspace, folder, "html", tmp_path / "other", now=NOW)
    with pytest.raises(UsageError) as caught:
        withdraw(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert not (tmp_path / "cms").exists()
    sentence = Messages.load(lang).error(caught.value)
    assert str(tmp_path / "cms") in sentence
    assert folder.name in sentence


def test_an_embargo_says_until_when(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    edit(workspace, folder, embargo="2022-10-21T06:00:00+07:00")
    with pytest.raises(BlockedError) as caught:
        export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert caught.value.facts["codes"] == "embargo"
    assert "06:00 21/10/2022" in Messages.load("vi").error(caught.value)


def test_what_did_not_change_is_not_written_again(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    made = export(workspace, folder, "both", tmp_path / "cms", now=NOW)
    assert made.written
    times = {path: path.stat().st_mtime_ns for path in (made.bundle, *made.bundle.rglob("*"))}
    later = datetime(2023, 1, 1, tzinfo=UTC)
    again = export(workspace, folder, "both", tmp_path / "cms", now=later)
    assert (again.written, again.revision, again.files, again.bundle) == (False, 1, again.files, made.bundle)
    assert times == {path: path.stat().st_mtime_ns for path in (made.bundle, *made.bundle.rglob("*"))}
    assert len(receipts.load(workspace, everything().id)) == 1


@pytest.mark.parametrize("harm", ["byte", "file", "extra", "manifest", "bundle"])
def test_a_bundle_that_was_touched_is_made_again(workspace: Workspace, folder: Path, tmp_path: Path, harm: str) -> None:
    made = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    match harm:
        case "byte":
            image = next((made.bundle / "images").glob("*.jpg"))
            image.write_bytes(image.read_bytes()[:-1] + b"x")
        case "file":
            (made.bundle / "body.html").unlink()
        case "extra":
            (made.bundle / "thumbs.db").write_bytes(b"x")
        case "manifest":
            (made.bundle / "manifest.json").unlink()
            for path in sorted(made.bundle.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            made.bundle.rmdir()
        case _:
            made.bundle.rename(tmp_path / "taken")
    again = export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    assert again.written
    assert again.revision == 1
    assert verify(again.bundle).ok


def test_a_photo_or_a_profile_that_changed_is_written(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    export(workspace, folder, "html", tmp_path / "cms", now=NOW)
    draw(folder / "images/03-cong-truong.jpg", 201, 151)
    assert export(workspace, folder, "html", tmp_path / "cms", now=NOW).written
    settings = workspace.root / "newsroom.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}  jpeg_quality: 50\n", encoding="utf-8")
    assert export(workspace, folder, "html", tmp_path / "cms", now=NOW).written
    assert not export(workspace, folder, "html", tmp_path / "cms", now=NOW).written
    settings.write_text(text.replace("Bến Sông", "Bên Sông"), encoding="utf-8")
    assert export(workspace, folder, "html", tmp_path / "cms", now=NOW).written


def test_a_new_slug_leaves_no_second_bundle(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    cms = tmp_path / "cms"
    first = export(workspace, folder, "html", cms, now=NOW)
    edit(workspace, folder, slug="duong-dan-khac")
    second = export(workspace, folder, "html", cms, now=NOW)
    assert (second.bundle, second.revision) == (cms / "duong-dan-khac", 2)
    assert list(cms.iterdir()) == [second.bundle]
    first.bundle.mkdir()
    (first.bundle / "not-ours.txt").write_text("x", encoding="utf-8")
    edit(workspace, folder, slug="lan-thu-ba")
    export(workspace, folder, "html", cms, now=NOW)
    assert {path.name for path in cms.iterdir()} == {"truong-lang-ben-song", "lan-thu-ba"}
    cms_two = tmp_path / "two"
    export(workspace, folder, "html", cms_two, now=NOW)
    (cms_two / "lan-thu-ba" / "manifest.json").unlink()
    edit(workspace, folder, slug="lan-thu-tu")
    export(workspace, folder, "html", cms_two, now=NOW)
    assert {path.name for path in cms_two.iterdir()} == {"lan-thu-ba", "lan-thu-tu"}


def test_royalties_name_everybody_once_an_article() -> None:
    rows = royalties(credited())
    assert [(row.work, row.by, row.photos, row.share) for row in rows] == [
        ("text", "Lê Minh Hà", 0, 0.5), ("text", "Trần Đức", 0, 0.5),
        ("photo", "Viết Thành", 1, 1), ("photo", "Đức Anh", 2, 1), ("photo", "Hội phụ huynh", 1, 1),
    ]  # fmt: skip
    small = Article(headline="Một hai", body=(Paragraph(plain("ba bốn")), Table(((plain("năm"), plain("6")),))))
    assert [(row.by, row.words) for row in royalties(small)] == [("", 6)]


def test_the_royalty_list_is_csv_that_no_spreadsheet_runs() -> None:
    figure = Figure("images/1.jpg", plain("x"), '=HYPERLINK("http://evil.example")', "y")
    article = Article(headline='Tít "có, dấu"\n', authors=(Author("@SUM(A1)"),), sections=("-1+1",), body=(figure,))
    rows = list(csv.DictReader(io.StringIO(royalty_csv([("bai", article)]))))
    assert [row["by"] for row in rows] == ["'@SUM(A1)", '\'=HYPERLINK("http://evil.example")']
    assert {row["section"] for row in rows} == {"'-1+1"}
    assert rows[1]["photos"] == "1"
