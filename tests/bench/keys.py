"""A key on the page, all features on, against a QTextEdit that holds the same text: CPU time until it is painted.

Both stand in one process at the same window size, laid out to their end, and get keys turn by turn at the pace of a
very fast typist, so that what else the machine does hits both alike. The second figure also counts what is done before
the next key (the row that is read, panels that follow).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from articles import PARAGRAPH
from measure import Row, run

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

WORDS = (1_000, 10_000, 50_000)
ROUNDS, KEYS, WARM = 8, 36, 6
PACE = 25  # ms between two keys
SIZE = (1536, 960)


def rows() -> Iterator[Row]:
    script = Path(__file__)
    ratios: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for words in WORDS:
            workspace = Path(folder) / str(words)
            run("-m", "editor", "init", workspace)
            body = Path(folder) / f"{words}.md"
            body.write_text("\n\n".join([PARAGRAPH] * (words // len(PARAGRAPH.split()))), encoding="utf-8")
            run("-m", "editor", "new", "-w", workspace, "--title", "Bài dài", "--body", body)
            said = run(script, workspace, next((workspace / "articles").iterdir())).said
            ratios[words] = said["ours.p95"] / said["floor.p95"]
            yield Row(f"a key at {words:,} words, p95 / QTextEdit", said["ours.p95"], said["floor.p95"], "ms", 1.5)
            yield Row("  with what follows before the next key", said["ours.all"], said["floor.all"], "ms")
    yield Row("that ratio at 50,000 words / at 1,000", ratios[50_000], ratios[1_000], "", 1.3)


def main(workspace: Path, article: Path) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextEdit

    application = QApplication([])
    application.setStyle("Fusion")
    from editor.qt.main import open_window

    window = open_window(workspace)
    window.open_article(article)
    window.resize(*SIZE)
    page = window.surface
    plain = QTextEdit()
    plain.setPlainText(page.toPlainText())
    plain.resize(*SIZE)
    plain.show()
    QTest.qWait(2000)
    edits: dict[str, QTextEdit] = {"ours": page, "floor": plain}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in edits}
    for edit in edits.values():
        go_to_middle(edit)
    for _ in range(ROUNDS):
        for name, edit in edits.items():
            times[name].extend(type_into(edit))
    figures = {f"{name}.p95": percentile([painted for painted, _ in both]) for name, both in times.items()}
    figures |= {f"{name}.all": percentile([whole for _, whole in both]) for name, both in times.items()}
    print(json.dumps(figures))
    window.close()


def go_to_middle(edit: QTextEdit) -> None:
    from PySide6.QtGui import QTextCursor

    edit.document().documentLayout().documentSize()  # all of it is laid out now
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)


def type_into(edit: QTextEdit) -> list[tuple[float, float]]:
    """CPU seconds of this thread for each key: until it is painted, and until the next key."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    edit.activateWindow()
    edit.setFocus()
    QTest.qWait(150)
    times = []
    for number in range(WARM + KEYS):
        begin = time.thread_time()
        QTest.keyClicks(edit, " " if number % 6 == 5 else "a")
        QApplication.processEvents()
        painted = time.thread_time()
        QTest.qWait(PACE)
        times.append((painted - begin, time.thread_time() - begin))
    for _ in range(WARM + KEYS):  # the paragraph stays as long as it was
        edit.textCursor().deletePreviousChar()
    QTest.qWait(PACE)
    return times[WARM:]


def percentile(times: list[float]) -> float:
    """The 95th, in ms."""
    return sorted(times)[int(len(times) * 0.95)] * 1e3


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
