"""A key on the page, all features on, against a QTextEdit that holds the same text: CPU time until it is painted."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from articles import PARAGRAPH
from measure import Row, median, pairs, run

WORDS = (1_000, 10_000, 50_000)
KEYS = 120


def rows() -> Iterator[Row]:
    script = Path(__file__)
    figures: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for words in WORDS:
            workspace = Path(folder) / str(words)
            run("-m", "editor", "init", workspace)
            body = Path(folder) / f"{words}.md"
            body.write_text("\n\n".join([PARAGRAPH] * (words // len(PARAGRAPH.split()))), encoding="utf-8")
            run("-m", "editor", "new", "-w", workspace, "--title", "Bài dài", "--body", body)
            article = next((workspace / "articles").iterdir())
            ours, floor = pairs((script, "ours", workspace, article), (script, "floor", body), 5)
            figures[words] = median(ours, "p95")
            yield Row(f"a key at {words:,} words, p95 / QTextEdit", figures[words], median(floor, "p95"), "ms", 1.5)
            yield Row("  peak memory", median(ours, "peak"), median(floor, "peak"), "MiB")
    yield Row("a key at 50,000 words / at 1,000", figures[50_000], figures[1_000], "ms", 1.3)


def type_into(edit: object) -> None:
    """Types in the middle of the text and prints the 95th percentile of a key's CPU time in ms, painting included."""
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextEdit

    assert isinstance(edit, QTextEdit)
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    edit.setFocus()
    times = []
    for number in range(KEYS):
        begin = time.process_time()
        QTest.keyClicks(edit, " " if number % 6 == 5 else "a")
        QApplication.processEvents()
        times.append(time.process_time() - begin)
    warm = sorted(times[KEYS // 4 :])
    print(json.dumps({"p95": warm[int(len(warm) * 0.95)] * 1e3}))


def floor(text: Path) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextEdit

    application = QApplication([])
    edit = QTextEdit()
    edit.setPlainText(text.read_text(encoding="utf-8").replace("\n\n", "\n"))
    edit.resize(1000, 900)
    edit.show()
    QTest.qWaitForWindowExposed(edit)
    type_into(edit)
    del application


def ours(workspace: Path, article: Path) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextEdit

    application = QApplication([])
    from editor.qt.main import open_window

    window = open_window(workspace)
    window.open_article(article)
    window.resize(1536, 960)
    window.show()
    QTest.qWaitForWindowExposed(window)
    type_into(window.findChild(QTextEdit, "surface"))
    window.close()
    del application


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        floor(Path(sys.argv[2]))
    else:
        ours(Path(sys.argv[2]), Path(sys.argv[3]))
