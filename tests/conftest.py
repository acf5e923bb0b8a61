"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow: runs with `python3 dev.py test --slow`")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the settings, journals or index of whoever runs it."""
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "standfirst-home"))


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real article that the product must carry, beside the checkout in `shared/seed`."""
    folder = ROOT.parent / "shared" / "seed"
    if not folder.is_dir():
        pytest.skip("the seed article is not beside this checkout (../shared/seed)")
    return folder
