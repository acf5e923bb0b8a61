"""The text files of a bundle, to the letter. After a change: `pytest tests/golden --golden-write`, read the diff.

The photos' bytes belong to the encoder's version, so their hashes and lengths are not part of the picture.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM, assets, everything
from editor.app.publish import clock
from editor.bundle.handoff import hand_off
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile
from editor.resources import resource

FOLDERS = Path(__file__).parent / "bundles"


def text_files(bundle: Path) -> dict[str, str]:
    files = {
        path.relative_to(bundle).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and path.suffix not in {".jpg", ".webp", ".css"}
    }
    manifest = json.loads(files["manifest.json"])
    manifest["generator"] = manifest["generator"].split()[0]
    for entry in manifest["files"]:
        if entry["role"] in {"image", "style"}:
            entry |= {"bytes": 0, "sha256": ""}
    files["manifest.json"] = f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n"
    return files


def made(name: str, tmp_path: Path) -> Path:
    photos = assets(tmp_path / "article")
    moment = clock(datetime(2030, 1, 1, tzinfo=UTC))
    return hand_off(
        plan_bundle(everything(), profile(name, NEWSROOM), photos, NEWSROOM, moment), tmp_path / "cms"
    ).bundle


@pytest.mark.parametrize("name", ["html", "markdown", "pelican", "jekyll", "eleventy", "wordpress", "mastercms"])
def test_a_bundle_is_what_it_was(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1666000000")
    bundle = made(name, tmp_path)
    if (bundle / "assets").exists():
        assert (bundle / "assets/article.css").read_bytes() == resource("templates/article.css").read_bytes()
    found = text_files(bundle)
    folder = FOLDERS / name
    if request.config.getoption("--golden-write"):
        for path, text in found.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert kept == set(found)
    for path, text in found.items():
        assert text == (folder / path).read_text(encoding="utf-8"), path
