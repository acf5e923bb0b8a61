"""A key on the page, all features on, against a QTextEdit that holds the same text: CPU time until it is painted.

Both stand in one process at the same window size, laid out to their end, and get keys turn by turn at the pace of a
very fast typist, so that what else the machine does hits both alike; each round types into another paragraph around the
middle. The second figure also counts what is done before the next key (the row that is read, panels that follow).
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
FIGURES = (0, 150)
ROUNDS, KEYS, WARM = 12, 30, 6
PACE = 25  # ms between two keys
SIZE = (1536, 960)


def rows() -> Iterator[Row]:
    script = Path(__file__)
    with tempfile.TemporaryDirectory() as folder:
        for figures in FIGURES:
            ratios: dict[int, float] = {}
            photos = f", {figures} photos" if figures else ""
            for words in WORDS:
                workspace = made(Path(folder) / f"{words}-{figures}", words, figures)
                said = run(script, workspace, next((workspace / "articles").iterdir())).said
                ratios[words] = said["ours.p95"] / said["floor.p95"]
                named = f"a key at {words:,} words{photos}"
                yield Row(f"{named}, p50 / QTextEdit", said["ours.p50"], said["floor.p50"], "ms")
                yield Row(f"{named}, p95 / QTextEdit", said["ours.p95"], said["floor.p95"], "ms", 1.5)
                yield Row("  with what follows before the next key", said["ours.all"], said["floor.all"], "ms")
            yield Row(f"that p95 at 50,000 words / at 1,000{photos}", ratios[50_000], ratios[1_000], "", 1.3)


def made(workspace: Path, words: int, figures: int) -> Path:
    """A workspace of one article of so many words, its photos spread over it."""
    paragraphs = [PARAGRAPH] * max(words // len(PARAGRAPH.split()), 1)
    each = figures / len(paragraphs)
    pieces: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        pieces.append(paragraph)
        pieces += [photo_of(number) for number in range(round(at * each) + 1, round((at + 1) * each) + 1)]
    run("-m", "editor", "init", workspace)
    body = workspace.with_suffix(".md")
    body.write_text("\n\n".join(pieces), encoding="utf-8")
    run("-m", "editor", "new", "-w", workspace, "--title", "Bài dài", "--body", body)
    if figures:
        from made_photos import encoded, picture

        images = next((workspace / "articles").iterdir()) / "images"
        images.mkdir(exist_ok=True)
        for number in range(1, figures + 1):
            (images / f"{number:03d}-anh.jpg").write_bytes(encoded(picture(1200, 800)))
    return workspace


def photo_of(number: int) -> str:
    return f"![Ảnh](images/{number:03d}-anh.jpg)  \n_Chú thích ảnh số {number}_ Ảnh: Viết Thành"


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
    for round_ in range(ROUNDS):
        for name, edit in edits.items():
            go_to_middle(edit, round_)
            times[name].extend(type_into(edit))
    said: dict[str, float] = {}
    for name, both in times.items():
        painted, whole = [first for first, _ in both], [last for _, last in both]
        said |= {f"{name}.p50": percentile(painted, 0.5), f"{name}.p95": percentile(painted, 0.95)}
        said[f"{name}.all"] = percentile(whole, 0.5)
    print(json.dumps(said))
    window.close()


def go_to_middle(edit: QTextEdit, further: int) -> None:
    """The end of a paragraph, so many paragraphs after the middle."""
    from PySide6.QtGui import QTextCursor

    edit.document().documentLayout().documentSize()  # all of it is laid out now
    block = edit.document().findBlock(edit.document().characterCount() // 2)
    while further or block.length() < len(PARAGRAPH) // 2:
        further -= block.length() >= len(PARAGRAPH) // 2
        block = block.next() if block.next().isValid() else edit.document().firstBlock()
    cursor = QTextCursor(block)
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


def percentile(times: list[float], part: float) -> float:
    """In ms."""
    return sorted(times)[int(len(times) * part)] * 1e3


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
