"""The shim, the warm parent under it, and a newsroom to break."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.newsroom import Desk, make_newsroom
from faults.warm import Warm, build, warm

_IMPORTED = (
    "editor.cli.main",
    "editor.cli.writing",
    "editor.cli.export",
    "editor.cli.exporting",
    "editor.cli.looking",
    "editor.app.publish",
    "editor.app.intake",
    "editor.app.session",
    "editor.library.journal",
    "editor.library.index",
    "editor.library.lease",
    "editor.source.reader",
    "editor.source.writer",
    "editor.source.newsroom",
    "editor.bundle.handoff",
    "editor.images.renditions",
    "editor.ingest.html",
    "editor.ingest.plain",
    "PIL.JpegImagePlugin",
    "PIL.WebPImagePlugin",
    "editor.cli.versions",
    "editor.library.bin",
    "faults.kept",
    "faults.naive",
    "faults.writers",
)


def share() -> float:
    """How much of the full figures of trust.md the slow tests run: FAULTS=1 is all, 0.1 (the default) a tenth."""
    return float(os.environ.get("FAULTS", "0.1"))


def seeded(base: int) -> int:
    """The seed of a slow test: each FAULTS_SEED (0 where none is given) is another part, so that counts add up."""
    return base + 1000 * int(os.environ.get("FAULTS_SEED", "0"))


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux" or shutil.which("gcc") is None:
        pytest.skip("the shim needs Linux and gcc (apt-get install gcc libc6-dev)")
    return build(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def parent(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    with warm(shim, tmp_path_factory.mktemp("home"), *_IMPORTED) as started:
        yield started


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory where there is such a place: thousands of syncs need no disk, but those of the power cuts' own."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    folder = Path(tempfile.mkdtemp(prefix="standfirst-", dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom of two articles, photos and a text to import, in a folder of the test's own."""
    return make_newsroom(tmp_path / "desk")
