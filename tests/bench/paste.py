"""20,000 words pasted into an article, and 50,000 opened, against a QTextEdit that gets the same text.

A paste is measured by the wall, from the key to the page that shows it. Opening is CPU time of the window's thread,
from the session that is read to the first screen that is painted, all rows in place and ready for keys, and to the
page that is laid out to its end, both against the plain widget's load and layout to its end. A second floor gets the
words with their looks, in the same font and column, as Qt takes them.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from articles import PARAGRAPH
from measure import RUNS, Row, run

PASTED, OPENED = 20_000, 50_000
MARKED = (
    '<p class=MsoNormal style="margin:0"><span style="font-family:Times">Phát biểu tại lễ khai giảng, đồng chí Bí thư '
    'Đảng ủy phường cho biết, ngày 29/10/2026, Ban Thường vụ đã ban hành <a href="https://www.example.com/ke-hoach-47">'
    "Kế hoạch số 47</a> về đào tạo, <b>bồi dưỡng cán bộ</b>, qua đó trang bị, <i>cập nhật</i> kiến thức, kỹ năng cho "
    "đội ngũ cán bộ cơ sở nhiệm kỳ 2025–2030.</span></p>\n"
)


def rows() -> Iterator[Row]:
    said = run(Path(__file__), "child").said
    yield Row("paste of 20,000 words from Word / 300 ms", said["html"], 300, "ms", 1.0)
    yield Row("paste of 20,000 words of plain text / 300 ms", said["text"], 300, "ms", 1.0)
    yield Row("open 50,000 words, on the screen / QTextEdit", said["shown"], said["floor"], "ms", 1.2)
    yield Row("open 50,000 words, laid out to the end / QTextEdit", said["open"], said["floor"], "ms", 1.2)
    yield Row("the same / QTextEdit with the same looks", said["open"], said["looks"], "ms")


def main() -> None:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QApplication, QTextEdit

    from editor.app.session import DocumentSession
    from editor.model.article import Article
    from editor.model.blocks import Paragraph, plain, text_of
    from editor.model.newsroom import Newsroom
    from editor.model.rows import unfold_article
    from editor.qt.surface import Surface
    from editor.qt.surface.markup import html_of
    from editor.qt.theme.theme import Theme
    from editor.source.dialect_read import read_body

    application = QApplication([])
    application.setStyle("Fusion")
    page = Surface(Theme.load("light"))
    page.resize(1000, 900)
    page.show()
    count = PASTED // len(PARAGRAPH.split())
    word, text = QMimeData(), QMimeData()
    word.setHtml(MARKED * count)
    text.setText("\n".join([PARAGRAPH] * count))
    empty = Article(headline="Tít", body=(Paragraph(plain("Một")),))

    def fresh() -> None:
        page.show_session(DocumentSession(Path("/nonexistent"), empty, Newsroom()))
        page.selectAll()
        application.processEvents()

    def pasted(data: QMimeData) -> None:
        page.insertFromMimeData(data)
        application.processEvents()

    body = read_body("\n\n".join([PARAGRAPH] * (OPENED // len(PARAGRAPH.split()))), "vi")[0]
    session = DocumentSession(Path("/nonexistent"), Article(headline="Tít", body=body), Newsroom())
    plain_text = "\n".join(text_of(row.inline) for row in unfold_article(session.article))
    floor = QTextEdit()
    floor.resize(1000, 900)
    floor.show()

    def shown() -> None:
        page.show_session(session)
        application.processEvents()

    def opened() -> None:
        page.show_session(session)
        page.document().documentLayout().documentSize()
        application.processEvents()

    def loaded() -> None:
        floor.setPlainText(plain_text)
        floor.document().documentLayout().documentSize()
        application.processEvents()

    looks = QTextEdit()
    looks.resize(1000, 900)
    side = (looks.width() - round(page._frame.width)) // 2
    looks.setViewportMargins(side, 0, side, 0)
    looks.document().setDefaultFont(page.sync.formats.font("body"))
    looks.show()
    marked = html_of(unfold_article(session.article)[2:])

    def loaded_with_looks() -> None:
        looks.setHtml(marked)
        looks.document().documentLayout().documentSize()
        application.processEvents()

    figures = medians({"html": (fresh, lambda: pasted(word)), "text": (fresh, lambda: pasted(text))})
    figures |= medians(
        {
            "shown": (fresh, shown),
            "open": (fresh, opened),
            "floor": (floor.clear, loaded),
            "looks": (looks.clear, loaded_with_looks),
        },
        time.thread_time,
    )
    print(json.dumps(figures))
    page.photos.close()


def medians(
    acts: Mapping[str, tuple[Callable[[], object], Callable[[], object]]],
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """ms of acts by name, turn by turn. Args: acts: what comes before each, and the act."""
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(RUNS + 1):
        for name, (before, act) in acts.items():
            before()
            begin = clock()
            act()
            times[name].append((clock() - begin) * 1e3)
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


if __name__ == "__main__" and sys.argv[1:] == ["child"]:
    main()
