"""The window on the sample newsroom, for every test that drives it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from window_driver import Driver, driving, newest, sample_workspace


@pytest.fixture
def sample(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of its own with the three sample articles."""
    return sample_workspace(tmp_path / "kho", tmp_path_factory.getbasetemp())


@pytest.fixture
def driver(sample: Path, qapp: object) -> Iterator[Driver]:
    """The window with the newest sample article open."""
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        yield driver
