"""Background jobs and windows that go before their jobs have ended."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from editor.qt.jobs_bridge import JobsBridge
from editor.work import Cancel
from window_driver import pause, until


def test_a_result_that_comes_after_its_window_is_gone_ends_nothing(qapp: QApplication) -> None:
    for _ in range(20):
        parent, go, done, came = QObject(), Event(), Event(), list[object]()

        def work(cancel: Cancel, go: Event = go, done: Event = done) -> None:
            go.wait(10)
            done.set()

        bridge = JobsBridge(parent)
        bridge.run("slow", work, came.append, came.append)
        parent.deleteLater()
        pause()
        go.set()
        until(done.is_set)
        pause(5)
        assert came == []


def test_a_closed_bridge_calls_nobody_back(qapp: QApplication) -> None:
    came: list[object] = []
    bridge = JobsBridge()
    bridge.run("quick", lambda cancel: 1, came.append, came.append)
    bridge.close()
    pause(5)
    assert came == []
