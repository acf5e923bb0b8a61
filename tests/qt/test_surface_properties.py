"""Random editing of the real page: what surface.md promises holds after every gesture; planted faults are caught."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from editor.qt.surface import Surface
from editor.qt.surface.clipboard import settle_clipboard
from editor.qt.surface.editing import Editing
from editor.qt.surface.word import Word
from editor.qt.surface.writing import RowWriter
from editor.qt.theme.theme import Theme
from surface_monkey import BrokenError, Monkey

MOVES = 60


@pytest.fixture
def surface(qapp: QApplication) -> Iterator[Surface]:
    shown = Surface(Theme.load("light"))
    shown.resize(900, 1000)
    shown.show()
    yield shown
    settle_clipboard()
    shown.photos.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def play(surface: Surface, seeds: range) -> None:
    for seed in seeds:
        Monkey(surface, seed).play(MOVES)


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_random_editing_holds_every_property(surface: Surface, first: int) -> None:
    play(surface, range(first, first + 20))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(60, 300, 40))
def test_random_editing_holds_over_three_hundred_seeds(surface: Surface, first: int) -> None:
    play(surface, range(first, first + 40))


def _no_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap 3: what is left after a removal keeps the form that Qt gave it."""
    monkeypatch.setattr(RowWriter, "_form", lambda *_: None)


def _no_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is being composed is forgotten when something comes between."""
    monkeypatch.setattr(Surface, "commit_preedit", lambda _self: None)


def _no_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that came past us keeps its look."""
    monkeypatch.setattr(RowWriter, "_look", lambda *_: None)


def _no_snap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters may be typed into a photo's row."""
    monkeypatch.setattr(Editing, "snap", lambda _self: None)


def _no_gesture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every edit is an undo step of its own, so that one gesture leaves several."""
    monkeypatch.setattr(Word, "gesture", lambda *_: "")


@pytest.mark.parametrize("plant", [_no_forms, _no_commit, _no_looks, _no_snap, _no_gesture])
def test_a_planted_fault_is_caught(surface: Surface, monkeypatch: pytest.MonkeyPatch, plant: object) -> None:
    assert callable(plant)
    plant(monkeypatch)
    with pytest.raises(BrokenError):
        play(surface, range(40))
