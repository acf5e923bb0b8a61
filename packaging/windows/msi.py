"""`.msi`: for everybody on a computer, silently, by policy."""

from __future__ import annotations

from pathlib import Path

import house
from house import DIST, NAME, PACKAGING, PUBLISHER, WORK, filled, put, run
from windows import signing

HERE = PACKAGING / "windows"


def build(payload: Path, version: str = "") -> Path:
    """The .msi of a Windows program. `version`: another than its own, for tests of upgrades."""
    version = version or house.version()
    house.needs("wixl", "wixl-heat")
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{NAME}-{version}-x64.msi"
    place = WORK / "windows"
    names = "".join(f"{path}\n" for path in sorted(payload.rglob("*")) if path.is_file())
    options = ["--prefix", f"{payload}/", "--directory-ref", "INSTALLDIR", "--component-group", "Files"]
    fragment = run("wixl-heat", *options, "--var", "var.Payload", "--win64", stdin=names)
    put(place / "files.wxs", fragment)
    # wixl knows relative names only.
    facts = {"VERSION": version, "PUBLISHER": PUBLISHER, "ICON": f"{payload.name}/standfirst.ico"}
    put(place / "main.wxs", filled(HERE / "main.wxs.in", **facts))
    defined = ["-D", f"Payload={payload.name}", "-D", "Win64=yes", "--arch", "x64"]
    run("wixl", *defined, "-o", target, place / "main.wxs", place / "files.wxs", cwd=payload.parent)
    signing.sign(target)
    return target
