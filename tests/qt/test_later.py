"""What waits for the first paint: in order, one thing a turn, and the less urgent behind what a person looks for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from editor.app.settings import Settings
from editor.library.browsing import Shelf, Wanted
from editor.library.index import Index
from editor.qt.later import FirstPaint
from editor.qt.main import make_window
from editor.qt.panels.details import DetailsPanel
from window_driver import driving, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_what_waits_for_something_more_urgent_is_done_when_that_is_over(qapp: object) -> None:
    window, done = QWidget(), list[str]()
    painted = FirstPaint(window)
    painted.then(lambda: done.append("list"))
    painted.then(lambda: done.append("details"), at_last=60_000)
    painted.then(lambda: done.append("tools"))
    painted.go_on()  # nothing has been painted yet
    pause(20)
    assert done == []
    window.show()
    until(lambda: done == ["list"])
    pause(50)
    assert done == ["list"]
    assert painted.is_waiting()
    painted.go_on()
    until(lambda: done == ["list", "details", "tools"])
    assert not painted.is_waiting()
    window.close()


def test_it_is_done_at_last_although_nobody_says_that_it_may(qapp: object) -> None:
    window, done = QWidget(), list[str]()
    painted = FirstPaint(window)
    painted.then(lambda: done.append("details"), at_last=30)
    window.show()
    until(lambda: done == ["details"])
    window.close()


def test_the_list_can_be_used_before_the_details_are_made(
    sample: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with driving(sample):
        pass  # another day: the list is known
    browse = Index.browse

    def slowly(self: Index, wanted: Wanted) -> Shelf:
        time.sleep(0.15)  # longer than the event loop needs to come to what is next
        return browse(self, wanted)

    monkeypatch.setattr(Index, "browse", slowly)
    window, rows = make_window(Settings(theme="light", lang="vi")), list[int]()
    details = window._details
    make = details._make

    def note() -> DetailsPanel:
        rows.append(window.library.model.rowCount())
        return make()

    details._make = note
    window.show_workspace(sample)
    window.show()
    until(details.is_made)
    assert rows[0] >= 3
    until(lambda: not window.desk.is_busy())
    window.close()
