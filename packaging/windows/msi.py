"""`.msi`: for everybody on a computer, silently, by policy."""

from __future__ import annotations

import re
import struct
import uuid
from hashlib import sha256
from pathlib import Path

import house
from house import APP_ID, DIST, NAME, PACKAGING, PUBLISHER, TITLE, WORK, BuildError, filled, put, run
from windows import signing

HERE = PACKAGING / "windows"
_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, APP_ID)
_TIME = struct.pack("<I", 0x40)  # VT_FILETIME, before eight bytes of time in the file's summary (MS-OLEPS)
_RECENT = 3600  # seconds
_TICKS, _SINCE_1601 = 10_000_000, 11_644_473_600  # of a second; seconds before 1970


def build(payload: Path, version: str = "") -> Path:
    """The .msi of a Windows program. `version`: another than its own, for tests of upgrades."""
    version = version or house.version()
    house.needs("wixl", "wixl-heat", "msibuild")
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{NAME}-{version}-x64.msi"
    place = WORK / "windows"
    names = "".join(f"{path}\n" for path in sorted(payload.rglob("*")) if path.is_file())
    options = ["--prefix", f"{payload}/", "--directory-ref", "INSTALLDIR", "--component-group", "Files"]
    fragment = run("wixl-heat", *options, "--var", "var.Payload", "--win64", stdin=names)
    put(place / "files.wxs", _named(fragment))
    # wixl knows relative names only.
    code = _code(payload, version)
    facts = {"VERSION": version, "PUBLISHER": PUBLISHER, "ICON": f"{payload.name}/standfirst.ico", "CODE": code}
    put(place / "main.wxs", filled(HERE / "main.wxs.in", **facts))
    defined = ["-D", f"Payload={payload.name}", "-D", "Win64=yes", "--arch", "x64"]
    run("wixl", *defined, "-o", target, place / "main.wxs", place / "files.wxs", cwd=payload.parent)
    _settle(target, code)
    signing.sign(target)
    return target


def _code(payload: Path, version: str) -> str:
    """The product's code: another one for every other content, so that any build upgrades any other."""
    files = (path for path in sorted(payload.rglob("*")) if path.is_file())
    content = "".join(f"{path.relative_to(payload)} {house.sha256(path)}\n" for path in files)
    return _guid(f"{version} {sha256(content.encode()).hexdigest()}")


def _guid(text: str) -> str:
    return str(uuid.uuid5(_OURS, text)).upper()


def _named(fragment: str) -> str:
    """wixl-heat calls each folder by chance; here by its number."""
    found = dict.fromkeys(re.findall(r"\bdir[0-9A-F]{32}\b", fragment))
    for number, name in enumerate(found):
        fragment = fragment.replace(name, f"dir{number:04}")
    return fragment


def _settle(target: Path, product: str) -> None:
    """The package's own code follows from the product's, and its times are those of everything else."""
    run("msibuild", target, "-s", TITLE, PUBLISHER, "x64;1033", f"{{{_guid(f'package {product}')}}}")
    moment = struct.pack("<Q", (house.epoch() + _SINCE_1601) * _TICKS)
    written = target.stat().st_mtime + _SINCE_1601
    content = bytearray(target.read_bytes())
    times = [found.end() for found in re.finditer(re.escape(_TIME), content)]
    times = [at for at in times if abs(struct.unpack_from("<Q", content, at)[0] / _TICKS - written) < _RECENT]
    if not times:
        raise BuildError(f"{target.name} has no times where they are looked for")
    for at in times:
        content[at : at + len(moment)] = moment
    target.write_bytes(content)
