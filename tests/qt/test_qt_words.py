"""Qt's own words in the window's language, asked for in any thread."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication

from editor.qt.words import translate_qt
from editor.resources import resource
from window_driver import pause


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    translate_qt("en")


def test_every_word_of_the_table_is_what_qt_says() -> None:
    table = tomllib.loads(resource("qt/vi.toml").read_text(encoding="utf-8"))
    translate_qt("vi")
    for source, words in table.items():
        assert QCoreApplication.translate("QAnything", source) == words
        assert QCoreApplication.translate("QAnything", source, "a remark") == words
    assert QCoreApplication.translate("QAnything", "Never heard") == "Never heard"
    translate_qt("en")
    assert QCoreApplication.translate("QAnything", next(iter(table))) == next(iter(table))


def test_threads_that_read_photos_ask_qt_for_words_and_nobody_waits_for_ever(
    qapp: QApplication, tmp_path: Path
) -> None:
    """A translator in Python is called back under Qt's locks from there, and has stopped whole test runs."""
    translate_qt("vi")
    translators = [part for part in qapp.children() if isinstance(part, QTranslator)]
    assert translators
    assert {type(part) for part in translators} == {QTranslator}

    def read(number: int) -> str:
        return QImageReader(str(tmp_path / f"{number}.jpg")).errorString()

    with ThreadPoolExecutor(4) as executor:
        asked = [executor.submit(read, number) for number in range(100)]
        while not all(one.done() for one in asked):
            pause()
    assert all(one.result() for one in asked)
