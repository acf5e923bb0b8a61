"""The manifest, and what verify finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.bundle.manifest import FileEntry, Manifest, content_hash, manifest_bytes, read_manifest
from editor.bundle.verify import verify
from editor.errors import FileMissingError, ManifestError, UnsafePathError
from editor.files import digest

CONTENTS = {"index.html": b"<p>", "images/01-a.jpg": b"\xff\xd8", "assets/article.css": b""}


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bai"
    files = []
    for name, content in CONTENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        files.append(FileEntry(name, len(content), digest(content), "text/plain", "page"))
    (folder / "manifest.json").write_bytes(manifest_bytes(manifest(*files)))
    return folder


def manifest(*files: FileEntry) -> Manifest:
    return Manifest("html", "bai", "id-1", "vi", "index.html", "2022-10-17T00:00:00+00:00", 3, 2, files=files)


def rewrite(bundle: Path, **changes: object) -> None:
    data = json.loads((bundle / "manifest.json").read_bytes())
    (bundle / "manifest.json").write_text(json.dumps(data | changes), encoding="utf-8")


def test_a_bundle_as_it_was_made_is_sound(bundle: Path) -> None:
    assert verify(bundle).ok


def test_the_manifest_says_what_the_format_asks_for(bundle: Path) -> None:
    data = json.loads((bundle / "manifest.json").read_bytes())
    assert list(data) == [
        "format", "schema", "kind", "slug", "id", "revision", "supersedes", "lang", "entry", "created", "generator",
        "files",
    ]  # fmt: skip
    assert data["format"] == "standfirst-bundle"
    assert [list(entry) for entry in data["files"]] == [["path", "bytes", "sha256", "mime", "role"]] * 3
    assert [entry["path"] for entry in data["files"]] == sorted(CONTENTS)


def test_what_was_written_is_read(bundle: Path) -> None:
    read = read_manifest(bundle)
    assert (read.kind, read.slug, read.id, read.revision, read.supersedes) == ("html", "bai", "id-1", 3, 2)
    assert {entry.path for entry in read.files} == set(CONTENTS)


def test_every_fault_is_named(bundle: Path) -> None:
    (bundle / "index.html").unlink()
    (bundle / "images/01-a.jpg").write_bytes(b"\xff\xd9")
    (bundle / "images/Thumbs.db").write_bytes(b"")
    (bundle / ".DS_Store").write_bytes(b"")
    found = verify(bundle)
    assert not found.ok
    assert found.missing == ("index.html",)
    assert found.changed == ("images/01-a.jpg",)
    assert found.extra == (".DS_Store", "images/Thumbs.db")


@pytest.mark.parametrize("name", list(CONTENTS))
def test_one_more_byte_is_a_change(bundle: Path, name: str) -> None:
    with (bundle / name).open("ab") as stream:
        stream.write(b"x")
    assert verify(bundle).changed == (name,)


def test_a_link_in_the_place_of_a_file_is_not_followed(bundle: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "same-content"
    elsewhere.write_bytes(CONTENTS["index.html"])
    (bundle / "index.html").unlink()
    (bundle / "index.html").symlink_to(elsewhere)
    assert verify(bundle).changed == ("index.html",)


def test_a_linked_folder_is_not_followed(bundle: Path, tmp_path: Path) -> None:
    (bundle / "images").rename(tmp_path / "images")
    (bundle / "images").symlink_to(tmp_path / "images")
    assert verify(bundle).missing == ("images/01-a.jpg",)
    assert verify(bundle).extra == ("images",)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "images/../../x", "C:/x", "a\\b", ""])
def test_a_manifest_that_leaves_its_bundle_is_refused(bundle: Path, path: str) -> None:
    rewrite(bundle, files=[{"path": path, "bytes": 0, "sha256": ""}])
    with pytest.raises(UnsafePathError):
        verify(bundle)


def test_a_linked_manifest_is_refused(bundle: Path, tmp_path: Path) -> None:
    (bundle / "manifest.json").rename(tmp_path / "m.json")
    (bundle / "manifest.json").symlink_to(tmp_path / "m.json")
    with pytest.raises(UnsafePathError):
        verify(bundle)


def test_a_folder_without_a_manifest_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(ManifestError):
        verify(tmp_path)
    with pytest.raises(FileMissingError):
        verify(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"format": "other"}', "[" * 200_000, "\x00", '{"format":"standfirst-bundle","schema":9}'],
)
def test_another_manifest_is_refused(bundle: Path, content: str) -> None:
    (bundle / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(ManifestError):
        verify(bundle)


@pytest.mark.parametrize("changes", [{"files": 3}, {"files": [3]}, {"files": [{}]}, {"revision": "1"}, {"forced": 1}])
def test_a_manifest_of_another_shape_is_refused(bundle: Path, changes: dict[str, object]) -> None:
    rewrite(bundle, **changes)
    with pytest.raises(ManifestError):
        verify(bundle)


@given(st.lists(st.tuples(st.text(), st.text()), unique_by=lambda item: item[0]), st.randoms())
def test_equal_content_has_one_hash_in_any_order(files: list[tuple[str, str]], chance: object) -> None:
    entries = [FileEntry(path, 0, digest(text.encode(errors="replace"))) for path, text in files]
    turned = entries[::-1]
    assert content_hash(tuple(entries)) == content_hash(tuple(turned))
