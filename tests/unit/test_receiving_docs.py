"""The check that docs/receiving.md gives to CMSs without Python, run as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM, assets, everything
from editor.bundle.handoff import hand_off
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile
from editor.bundle.withdrawal import plan_withdrawal

DOCUMENT = Path(__file__).parents[2] / "docs" / "receiving.md"
CREATED = datetime(2022, 10, 20, tzinfo=UTC)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    if not all(map(shutil.which, ("sh", "awk", "sha256sum"))):
        pytest.skip("no sh, awk and sha256sum here")
    found = re.search(r"```sh\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    path = tmp_path / "check.sh"
    path.write_text(found[1], encoding="utf-8")
    return path


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    plan = plan_bundle(everything(), profile("both", NEWSROOM), assets(tmp_path / "a"), NEWSROOM, CREATED)
    return hand_off(plan, tmp_path / "cms").bundle


def check(script: Path, bundle: Path) -> tuple[int, str]:
    done = subprocess.run(["sh", str(script), str(bundle)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_ten_lines_are_enough(script: Path) -> None:
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line]
    assert len(lines) <= 11  # with the first one, that names the shell


def test_a_whole_bundle_passes_in_silence(script: Path, bundle: Path) -> None:
    assert check(script, bundle) == (0, "")


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_a_withdrawn_bundle_passes_too(script: Path, tmp_path: Path, kind: str) -> None:
    plan = plan_withdrawal(everything(), profile(kind, NEWSROOM), NEWSROOM, CREATED, Path("truong-lang"))
    assert check(script, hand_off(plan, tmp_path / "cms").bundle) == (0, "")


def test_every_file_is_looked_at(script: Path, bundle: Path) -> None:
    for path in sorted(bundle.rglob("*")):
        if not path.is_file() or path.name == "manifest.json":
            continue
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        code, said = check(script, bundle)
        assert code == 1
        assert path.name in said
        path.write_bytes(content)


@pytest.mark.parametrize("harm", ["missing", "extra", "manifest", "link", "empty"])
def test_other_harm_is_seen_too(script: Path, bundle: Path, harm: str) -> None:
    page = bundle / "html" / "body.html"
    match harm:
        case "missing":
            page.unlink()
        case "extra":
            (bundle / "html" / "thêm tệp.txt").write_text("x", encoding="utf-8")
        case "manifest":
            (bundle / "manifest.json").unlink()
        case "empty":
            (bundle / "manifest.json").write_text('{"files": [{"path": "x"}]}', encoding="utf-8")
        case _:
            page.unlink()
            page.symlink_to("/etc/passwd")
    assert check(script, bundle)[0] == 1
