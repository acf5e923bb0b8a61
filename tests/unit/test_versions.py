"""Versions: by content, in the order in which they were kept, thinned without losing what matters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor.errors import FileUnreadableError, NoVersionError
from editor.library.versions import LAST, Versions, read
from editor.model.article import Article

NOW = datetime(2026, 11, 24, 8, 49, tzinfo=UTC)


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path, tmp_path / "articles" / "2026-11-24-bai", Article(id="3f1d2c4b-5a69"))


def test_the_same_content_is_kept_once(versions: Versions) -> None:
    first = versions.keep("một", "opened", NOW)
    assert first is not None
    assert versions.keep("một", "saved", NOW) is None
    assert versions.keep("hai", "saved", NOW) is not None
    assert [read(version) for version in versions.all()] == ["hai", "một"]
    assert [version.reason for version in versions.all()] == ["saved", "opened"]


def test_an_export_is_marked_even_when_nothing_changed(versions: Versions) -> None:
    versions.keep("một", "saved", NOW)
    assert versions.keep("một", "exported", NOW) is not None
    assert versions.keep("một", "exported", NOW) is None


def test_the_order_is_by_counters(versions: Versions) -> None:
    for number, years in enumerate((0, -10, 10, 1)):
        versions.keep(f"bản {number}", "saved", NOW + timedelta(days=365 * years))
    assert [read(version) for version in versions.all()] == ["bản 3", "bản 2", "bản 1", "bản 0"]


def test_thinning_keeps_the_last_ones_the_last_of_each_day_and_every_exported_one(versions: Versions) -> None:
    for day in range(3):
        for number in range(LAST):
            versions.keep(f"{day} {number}", "exported" if number == 3 else "saved", NOW + timedelta(days=day))
    kept = [read(version) for version in versions.all()]
    assert kept[:LAST] == [f"2 {number}" for number in reversed(range(LAST))]
    # Thinned before the newest is added: one more of the day before stays until the next.
    assert [text for text in kept[LAST:] if not text.startswith("2")] == ["1 49", "1 3", "0 49", "0 3"]


def test_a_clock_ten_years_ahead_thins_nothing_of_today(versions: Versions) -> None:
    for number in range(LAST - 1):
        versions.keep(str(number), "saved", NOW)
    versions.keep("later", "saved", NOW + timedelta(days=3650))
    assert len(versions.all()) == LAST


def test_a_damaged_version_is_not_taken_for_text(versions: Versions) -> None:
    version = versions.keep("một", "saved", NOW)
    assert version is not None
    version.path.write_text("khác", encoding="utf-8")
    with pytest.raises(FileUnreadableError):
        read(version)


def test_a_version_is_found_by_id_or_number(versions: Versions) -> None:
    version = versions.keep("một", "saved", NOW)
    assert version is not None
    assert versions.find("1") == versions.find(version.id) == version
    for wrong in ("2", "", "1-", "../1"):
        with pytest.raises(NoVersionError):
            versions.find(wrong)


def test_two_computers_that_keep_at_once_lose_nothing(versions: Versions) -> None:
    """Both looked before either wrote: the same number twice, two files."""
    first = versions.keep("một", "saved", NOW)
    assert first is not None
    twin = first.path.with_name(first.path.name.replace(first.content_hash, "0" * 64))
    twin.write_text("cùng lúc", encoding="utf-8")
    assert len(versions.all()) == 2
    with pytest.raises(NoVersionError):
        versions.find("1")
    assert versions.find(first.id) == first


def test_strangers_in_the_folder_are_left_alone(versions: Versions) -> None:
    versions.keep("một", "saved", NOW)
    (versions.path / "notes.txt").write_text("của ai đó", encoding="utf-8")
    (versions.path / ("000001-99999999T999999Z-saved-" + "0" * 64 + ".md")).write_text("x", encoding="utf-8")
    assert len(versions.all()) == 1
