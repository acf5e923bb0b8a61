"""P4: whatever somebody puts in the place of the open article, what is typed is there, and theirs stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.library.journal import journals, read_file
from window_driver import Driver, driving, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
GARBAGE = b"\xff\xfe\x00garbage"


def texts(sample: Path) -> list[str]:
    """All that could be had back: articles, versions, journals."""
    files = [path for path in sample.rglob("*.md") if path.is_file()]
    kept = [read_file(path).text for path in journals(sample)]
    return [*(path.read_text(encoding="utf-8", errors="replace") for path in files), *kept]


def _garbage(file: Path, aside: Path) -> None:
    file.write_bytes(GARBAGE)


def _nothing(file: Path, aside: Path) -> None:
    file.write_bytes(b"")


def _folder(file: Path, aside: Path) -> None:
    file.unlink()
    file.mkdir()


def _link(file: Path, aside: Path) -> None:
    aside.write_text("của người khác", encoding="utf-8")
    file.unlink()
    file.symlink_to(aside)


@pytest.mark.parametrize("put", [_garbage, _nothing, _folder, _link])
def test_what_is_typed_over_something_else_is_kept_and_it_stays(
    put: Callable[[Path, Path], None], driver: Driver, sample: Path, tmp_path: Path
) -> None:
    file, aside = newest(sample) / "article.md", tmp_path / "aside.md"
    driver.write_at_the_start("Một ")
    until(lambda: "Một" in file.read_text(encoding="utf-8"))
    driver.settle()
    put(file, aside)
    driver.write("hai ", on=driver.window.surface)
    until(lambda: driver.window.desk.saver.state.kind == "holding")
    until(lambda: driver.window.banner.notice is not None)
    until(lambda: any("Một hai" in text for text in texts(sample)))
    assert driver.article.headline.startswith("Một hai")
    assert put is not _garbage or file.read_bytes() == GARBAGE
    assert put is not _nothing or file.read_bytes() == b""
    assert put is not _folder or file.is_dir()
    assert put is not _link or aside.read_text(encoding="utf-8") == "của người khác"


def test_a_drive_that_is_an_empty_folder_for_a_while_gets_nothing_and_has_all_afterwards(
    driver: Driver, sample: Path
) -> None:
    file, away = newest(sample) / "article.md", sample.with_name("away")
    driver.write_at_the_start("Một ")
    until(lambda: "Một" in file.read_text(encoding="utf-8"))
    driver.settle()
    sample.rename(away)
    sample.mkdir()
    driver.write("hai ", on=driver.window.surface)
    until(lambda: driver.window.desk.saver.state.kind == "holding")
    pause(500)
    assert list(sample.iterdir()) == []
    shutil.rmtree(sample)
    away.rename(sample)
    driver.write("ba ", on=driver.window.surface)
    until(lambda: "Một hai ba" in file.read_text(encoding="utf-8"))


def test_two_windows_of_one_article_keep_both_texts(driver: Driver, sample: Path) -> None:
    with driving(sample) as second:
        second.window.open_article(newest(sample))
        second.settle()
        for word in ("Ba ", "Năm "):
            driver.write_at_the_start(word)
            second.write_at_the_start(word.upper())
        until(lambda: any("Năm Ba" in text for text in texts(sample)))
        until(lambda: any("NĂM BA" in text for text in texts(sample)))
