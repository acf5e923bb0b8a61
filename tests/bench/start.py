"""Start to first paint with the last article open, against a bare PySide6 window with a QTextEdit.

Somebody has been here before: the home holds what an earlier window kept (settings, the icons that it drew).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Row, median, pairs, run


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "ws"
        run("-m", "editor", "init", workspace, "--sample")
        article = sorted((workspace / "articles").iterdir())[-1]
        script = Path(__file__)
        home = {"STANDFIRST_HOME": str(Path(folder) / "home")}
        run(script, "once", workspace, article, extra=home)
        ours, floor = pairs((script, "ours", workspace, article), (script, "floor", article / "article.md"), extra=home)
    yield Row("start to first paint / a bare window", median(ours, "wall"), median(floor, "wall"), "s", 1.25)
    yield Row("  CPU", median(ours, "cpu"), median(floor, "cpu"), "s")
    more = median(ours, "peak") - median(floor, "peak")
    yield Row("  peak memory", median(ours, "peak"), median(floor, "peak"), "MiB")
    yield Row("  memory above the bare window / 75 MiB", more, 75, "MiB", 1)


def paint_and_leave(viewport: object) -> object:
    """End the process at the first paint that has reached the window. What is returned must be kept until then."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, leave)
            return False

    def leave() -> None:
        print(json.dumps({}), flush=True)
        os._exit(0)

    watch = Watch()
    viewport.installEventFilter(watch)  # type: ignore[attr-defined]
    return watch


def floor(text: Path) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    application = QApplication([])
    window = QMainWindow()
    edit = QTextEdit()
    edit.setPlainText(text.read_text(encoding="utf-8"))
    window.setCentralWidget(edit)
    window.resize(1536, 960)
    watch = paint_and_leave(edit.viewport())
    window.show()
    application.exec()
    del watch


def ours(workspace: Path, article: Path) -> None:
    import gc

    gc.disable()  # as `editor.__main__` does
    from PySide6.QtWidgets import QApplication, QTextEdit

    application = QApplication([])
    from editor.qt.main import open_window

    window = open_window(workspace)
    window.open_article(article)
    window.resize(1536, 960)
    surface = window.findChild(QTextEdit, "surface")
    watch = paint_and_leave(surface.viewport())
    window.show()
    application.exec()
    del watch


def once(workspace: Path, article: Path) -> None:
    """A window that is closed again, for what it keeps."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    from editor.qt.main import open_window

    window = open_window(workspace)
    window.open_article(article)
    QTimer.singleShot(3000, window.close)
    application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        floor(Path(sys.argv[2]))
    elif sys.argv[1] == "once":
        once(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        ours(Path(sys.argv[2]), Path(sys.argv[3]))
