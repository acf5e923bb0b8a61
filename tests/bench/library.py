"""A library of ten thousand: first index, reopening it unchanged, the window on it, against bare looks at the disk."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from made_library import workspace
from measure import RUNS, Row, median, pairs, run

_MANY = 10_000
_PAINT = 16.0  # ms
_SWITCH = 100.0  # ms


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        many, empty = Path(folder) / "many", Path(folder) / "empty"
        workspace(many, _MANY)
        run("-m", "editor", "init", empty)
        home = {"STANDFIRST_HOME": str(Path(folder) / "home")}
        script = Path(__file__)
        first = run(script, "first", many, extra=home).said
        yield Row("first index of 10,000 / reading their files", first["index"], first["read"], "s")
        again = run(script, "again", many, extra=home).said
        yield Row("reopen 10,000 unchanged / scandir + stat", again["list"], again["floor"], "ms", 1.5)
        yield Row("  one changed among them", again["one"], again["floor"], "ms")
        yield Row("refresh of a window that looks again", again["refresh"], again["floor"], "ms")
        start = Path(__file__).with_name("start.py")
        old, none = sorted((many / "articles").iterdir())[-1], Path(folder) / "sample"
        run("-m", "editor", "init", none, "--sample")
        one = sorted((none / "articles").iterdir())[-1]
        run(start, "once", many, old, extra=home)
        run(start, "once", none, one, extra=home)
        full, small = pairs((start, "ours", many, old), (start, "ours", none, one), extra=home)
        yield Row("start to first paint at 10,000 / at three", median(full, "wall"), median(small, "wall"), "s", 1.1)
        used, bare = pairs((script, "window", many), (script, "window", none), runs=3, extra=home)
        yield Row("start to usable list at 10,000 / at three", median(used, "usable"), median(bare, "usable"), "s", 1.1)
        yield Row("memory of the window at 10,000 / at three", median(used, "peak"), median(bare, "peak"), "MiB")
        yield Row("typed letter to painted list, p95 / 16 ms", median(used, "letter"), _PAINT, "ms", 1)
        yield Row("another article chosen and painted, p95 / 100 ms", median(used, "switch"), _SWITCH, "ms", 1)


def _floor(articles: Path) -> int:
    total = 0
    with os.scandir(articles) as entries:
        for entry in entries:
            total += os.stat(f"{entry.path}/article.md").st_size  # noqa: PTH116 — as quick as it goes
    return total


def _milliseconds(*calls: Callable[[], object]) -> list[float]:
    """The median of each, turn by turn."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(RUNS):
        for call, known in zip(calls, times, strict=True):
            begin = time.perf_counter()
            call()
            known.append((time.perf_counter() - begin) * 1e3)
    return [statistics.median(known) for known in times]


def first(root: Path) -> dict[str, float]:
    from editor.library.workspace import Workspace

    space = Workspace.open(root)
    begin = time.perf_counter()
    for folder in space.article_folders():
        (folder / "article.md").read_bytes()
    read = time.perf_counter()
    space.list()
    return {"read": read - begin, "index": time.perf_counter() - read}


def again(root: Path) -> dict[str, float]:
    from editor.library.workspace import Workspace

    space = Workspace.open(root)
    _age(root)
    space.list()
    listed, floor = _milliseconds(space.list, lambda: _floor(root / "articles"))
    with space.index() as index:
        (refreshed,) = _milliseconds(lambda: index.refresh(space.article_folders()))
    file = space.article_folders()[0] / "article.md"
    stamps = iter(range(RUNS))

    def change() -> None:
        old = time.time() - 100 - next(stamps)
        os.utime(file, (old, old))
        space.list()

    (one,) = _milliseconds(change)
    return {"list": listed, "floor": floor, "refresh": refreshed, "one": one}


def _age(root: Path) -> None:
    """A file that is younger than two seconds is read again: these are a minute old."""
    old = time.time() - 60
    for path in (root / "articles").glob("*/article.md"):
        os.utime(path, (old, old))


class Sitter:
    """The window with somebody at it: waits for what was asked for as long as it takes."""

    def __init__(self, root: Path) -> None:
        self.begin = time.perf_counter()
        from PySide6.QtWidgets import QApplication

        self.app = QApplication([])
        from editor.qt.main import open_window

        self.window = open_window(root)
        self.window.resize(1536, 960)
        self.window.show()
        self.wait(lambda: self.window.library is not None and self.window.library.model.rowCount())
        self.usable = time.perf_counter() - self.begin
        self.rest()

    def wait(self, true: Callable[[], object]) -> None:
        """As the event loop waits: a loop that never sleeps would take the time of the threads that it waits for."""
        from PySide6.QtCore import QEventLoop, QTimer

        until = time.perf_counter() + 30
        tick = QTimer()
        tick.start(20)
        while not true() and time.perf_counter() < until:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self) -> None:
        self.wait(lambda: not self.window.desk.is_busy())


def letters(sitter: Sitter) -> list[float]:
    """ms from a key in the search field to the list of its answer, painted and handed to the screen."""
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtTest import QTest

    panel, painted, times = sitter.window.library, [0], []
    show = panel._show

    class Watch(QObject):
        """The paint that follows an answer, with the flush behind it."""

        answers = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and self.answers > painted[0]:
                QTimer.singleShot(0, lambda: painted.__setitem__(0, self.answers))
            return False

    watch = Watch()
    panel._pages.installEventFilter(watch)
    panel.view.viewport().installEventFilter(watch)

    def shown(answer: object) -> None:
        show(answer)
        watch.answers += 1

    panel._show = shown
    panel.search.setFocus()
    for words in ("đảng ủy", "ha noi", "boi duong", "cầu đi bộ", "nguyen thi", "so 12"):
        for letter in words:
            begin, before = time.perf_counter(), painted[0]
            QTest.sendKeyEvent(QTest.KeyAction.Click, panel.search, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier(0))
            sitter.wait(lambda before=before: painted[0] > before)
            times.append((time.perf_counter() - begin) * 1e3)
        panel.search.clear()
        sitter.rest()
    return times


def switches(sitter: Sitter) -> list[float]:
    """ms from choosing another article to its painted page."""
    times = []
    for folder in sitter.window.desk.workspace.article_folders()[:40]:
        begin = time.perf_counter()
        sitter.window.open_article(folder)
        sitter.window.surface.viewport().repaint()
        times.append((time.perf_counter() - begin) * 1e3)
        sitter.rest()
    return times


def window(root: Path) -> dict[str, float]:
    """Seconds until the list can be used; ms of a letter and of a switch, at the 95th of a hundred."""
    sitter = Sitter(root)
    figures = {"usable": sitter.usable, "letter": _p95(letters(sitter)), "switch": _p95(switches(sitter))}
    sitter.window.close()
    return figures


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    print(json.dumps({"first": first, "again": again, "window": window}[sys.argv[1]](Path(sys.argv[2]))))
