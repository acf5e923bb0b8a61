"""How soon the window answers while photos that somebody built to freeze it are read, on the page and in the sheet."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.qt.dialogs.photos import PhotoSheet
    from editor.qt.window import MainWindow

_BEAT = 5  # ms between two signs of life of the event loop
_LEAST = 1.0  # seconds of keys


def type_beside_photos(arguments: list[str]) -> int:
    """Keys on the page while it reads its photos, then in the photo sheet while it looks at others; prints JSON.

    `slowest` is the longest time in seconds between two turns of the event loop, or that a key took, by place.

    Args: arguments: the article's folder, a folder of photos for the sheet.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.app.settings import Settings
    from editor.qt.main import make_window
    from faults.writers import last_key

    folder, photos = map(Path, arguments)
    app = QApplication([])
    window = make_window(Settings(theme="light", lang="vi"))
    window.show()
    window.activateWindow()
    window.show_workspace(folder.parents[1])
    _pass(app, lambda: not window.desk.is_busy(), 20)
    surface = window.surface

    def look() -> None:
        surface.setFocus()
        QTest.keyClick(surface, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        for src in sorted(path.name for path in (folder / "images").iterdir()):
            surface.photos.image(f"images/{src}", 640, 480)  # as the page asks when it paints it

    for other in (one for one in sorted(folder.parent.iterdir()) if one != folder):
        window.open_article(other)  # what is opened first warms up
        _typed(app, lambda: surface, lambda: False, begin=lambda: None)
    window.open_article(folder)
    page = _typed(app, lambda: surface, lambda: bool(surface.photos._loading), begin=look)
    number = last_key(str(window.session.article)) if window.session else 0
    sheet = _opened(window, sorted((folder / "images").glob("01*")))
    _pass(app, lambda: _looked(sheet), 20)
    sheet.dismiss()  # the first sheet of its kind warms up
    _pass(app, lambda: not window.shell.is_busy(), 20)
    sheets: list[PhotoSheet] = []
    in_sheet = _typed(
        app,
        lambda: QApplication.focusWidget() or window,
        lambda: not _looked(sheets[0]),
        begin=lambda: sheets.append(_opened(window, sorted(photos.iterdir()))),
    )
    print(json.dumps({"page": page, "sheet": in_sheet, "keys": number, "looked": _looked(sheets[0])}))
    return 0


def _opened(window: MainWindow, files: Sequence[Path]) -> PhotoSheet:
    from editor.qt.dialogs.photos import PhotoSheet, open_photos

    open_photos(window, files, None)
    return next(sheet for sheet in window.findChildren(PhotoSheet) if sheet.isVisible())


def _looked(sheet: PhotoSheet) -> bool:
    return all(one.asset is not None or one.problem is not None for one in sheet.bench.batch.photos)


def type_beside_photos_naively(arguments: list[str]) -> int:
    """The control: a window that reads photos on its own thread."""
    from editor.qt.jobs_bridge import JobsBridge
    from editor.work import Cancel

    run = JobsBridge.run

    def at_once(self: JobsBridge, key: object, work: Callable, done: Callable, failed: Callable) -> Cancel:  # type: ignore[type-arg]
        made = run(self, key, work, done, failed)  # type: ignore[arg-type]
        if isinstance(key, tuple) and len(key) == 3:  # what the photo sheet asks of one of its photos
            self.wait(key)
        return made

    JobsBridge.run = at_once  # type: ignore[method-assign,assignment]
    return type_beside_photos(arguments)


def _pass(app: object, until: Callable[[], object], most: float) -> None:
    end = time.monotonic() + most
    while time.monotonic() < end and not until():
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.002)


def _typed(
    app: object, target: Callable[[], QWidget], going: Callable[[], bool], *, begin: Callable[[], object]
) -> dict[str, float]:
    """Keys into a widget for as long as something is going on; the slowest answer and the whole time, in seconds."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    slowest, last = 0.0, now()

    def beat() -> None:
        nonlocal slowest, last
        moment = now()
        slowest, last = max(slowest, moment - last), moment

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(_BEAT)
    begin()
    beat()
    number, begun = 0, time.monotonic()
    while (going() or time.monotonic() - begun < _LEAST) and time.monotonic() - begun < 90:
        number += 1
        for letter in f" k{number}.":
            QTest.keyClick(target(), letter)
            beat()
        _pass(app, lambda: False, 0.03)
        beat()
    timer.stop()
    return {"slowest": round(slowest, 3), "seconds": round(time.monotonic() - begun, 1)}


def now() -> float:
    """Seconds of this thread, less those in which it could have run and other programs had the processor."""
    waited = int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1])
    return time.monotonic() - waited / 1e9
