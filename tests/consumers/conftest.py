"""Bundles for other people's software."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM, assets, everything
from editor.bundle.handoff import hand_off
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import profile
from editor.model.article import Article

Export = Callable[..., Path]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Exports our article with everything in it; returns the bundle's folder."""

    def run(profile_name: str, target: Path, article: Article | None = None) -> Path:
        folder = tmp_path / "article"
        plan = plan_bundle(
            article or everything(),
            profile(profile_name, NEWSROOM),
            assets(folder),
            NEWSROOM,
            datetime(2022, 10, 20, tzinfo=UTC),
        )
        return hand_off(plan, target).bundle

    return run
