"""The two commands of the README on a machine that has only Python: a Debian root made by debootstrap."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
TRUSTED = "etc/host-certificates.crt"  # in the root; Debian's own list is made anew when ca-certificates is installed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("debootstrap"), reason="needs root and debootstrap"),
]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A root with python3 and nothing else, and a clone of what is committed here in /work/standfirst."""
    root = tmp_path_factory.mktemp("bare") / "root"
    make = ["debootstrap", "--variant=minbase", "--include=python3", "bookworm", str(root)]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    (root / "work").mkdir()
    subprocess.run(["git", "clone", "-q", str(ROOT), str(root / "work" / "standfirst")], check=True)
    if (shared := ROOT.parent / "shared").is_dir():
        shutil.copytree(shared, root / "work" / "shared")
    # How this machine reaches its registries is its own affair: its names and certificates come along.
    for path, there in ((Path("/etc/resolv.conf"), "etc/resolv.conf"), (CERTIFICATES, TRUSTED)):
        if path.is_file():
            shutil.copy(path, root / there)
    for name in ("proc", "dev", "sys"):
        subprocess.run(["mount", "--bind", f"/{name}", str(root / name)], check=True)
    try:
        yield root
    finally:
        for name in ("proc", "dev", "sys"):
            subprocess.run(["umount", "-l", str(root / name)], check=True)


def inside(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the root, in the clone, with a clean environment but for how registries are reached."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
    if (root / TRUSTED).is_file():
        environment |= {"PIP_CERT": f"/{TRUSTED}", "SSL_CERT_FILE": f"/{TRUSTED}"}
    here = ["chroot", str(root), "/bin/sh", "-c", 'cd /work/standfirst && exec "$@"', "sh", *command]
    return subprocess.run(here, env=environment, capture_output=True, text=True, check=False)


def test_run_without_a_display_exports_the_sample_article_both_ways(bare: Path) -> None:
    result = inside(bare, "python3", "dev.py", "run")
    assert result.returncode == 0, result.stdout + result.stderr
    bundles = sorted({line for line in result.stdout.splitlines() if line.startswith("/work/standfirst/build/cms/")})
    assert len(bundles) == 2, result.stdout
    for bundle in bundles:
        assert (bare / bundle.lstrip("/") / "manifest.json").is_file()
        assert inside(bare, "python3", "dev.py", "run", "--", "verify", bundle).returncode == 0


def test_the_tests_pass(bare: Path) -> None:
    result = inside(bare, "python3", "dev.py", "test")
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
