"""What stands beside the installers: their checksums and the list of what is inside."""

from __future__ import annotations

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
