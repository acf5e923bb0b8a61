"""What stands beside the installers: their checksums, the list of what is inside, the announcement of the version."""

from __future__ import annotations

import json
import os
from pathlib import Path

import environments
import house
from house import DIST, NAME, ROOT, put, run, sha256


def bill_of_materials() -> Path:
    """The CycloneDX list of every package in the program with version and licence; equal for equal environments."""
    target = DIST / f"{NAME}-{house.version()}.cdx.json"
    DIST.mkdir(exist_ok=True)
    tool = environments.tools() / "bin" / "cyclonedx-py"
    about = ["--pyproject", ROOT / "pyproject.toml", "--mc-type", "application", "--gather-license-texts"]
    python = environments.python(environments.payload())
    run(tool, "environment", "--output-reproducible", *about, "--of", "JSON", "-o", target, python)
    return target


def checksums() -> Path:
    """SHA256SUMS of everything in dist/, for `sha256sum -c`."""
    files = sorted(path for path in DIST.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    return put(DIST / "SHA256SUMS", "".join(f"{sha256(path)}  {path.name}\n" for path in files))


def announcement() -> list[Path]:
    """What running programs look for (editor.app.updating): the version, `NOTES_VI` and `NOTES_EN`, what changed in a
    sentence, and the signature, when `UPDATE_KEY` names the file of a private RSA key (PEM).
    """
    notes = {lang: said for lang in ("vi", "en") if (said := os.environ.get(f"NOTES_{lang.upper()}", ""))}
    text = json.dumps({"version": house.version(), "notes": notes}, ensure_ascii=False, sort_keys=True)
    made = put(DIST / f"{NAME}-updates.json", f"{text}\n")
    key = os.environ.get("UPDATE_KEY", "")
    if not key:
        return [made]
    signature = made.with_name(f"{made.name}.sig")
    run("openssl", "dgst", "-sha256", "-sign", key, "-out", signature, made)
    return [made, signature]
