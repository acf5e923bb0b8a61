"""20,000 words pasted into an article, and 50,000 opened, against a QTextEdit that gets the same text.

A paste is measured by the wall, from the key to the page that shows it. Opening is CPU time of the window's thread,
from the session that is read to the first screen that is painted, all rows in place and ready for keys, and to the
page that is laid out to its end, both against the plain widget's load and layout of the same text to its end, in the
same font and column: what a widget of a machine's own face takes is that machine's affair (on one with Inter it takes
more than with ours, on one with next to no kerning less), and stands beside it. A plain text has no marks: a text with
four in each paragraph, far more than news has, is measured against the widget that gets the words with their looks.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from articles import PARAGRAPH
from measure import RUNS, Row, run

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

    from editor.app.session import DocumentSession
    from editor.qt.surface import Surface

Act: TypeAlias = "tuple[Callable[[], object], Callable[[], object]]"
"""What comes before, and what is measured."""

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
    opened = "open 50,000 words, laid out to the end / QTextEdit"
    yield Row("open 50,000 words, on the screen / QTextEdit", said["shown"], said["floor"], "ms", 1.2)
    yield Row(opened, said["open"], said["floor"], "ms", 1.2)
    yield Row("  with the machine's own face in the widget", said["open"], said["face"], "ms")
    yield Row("  with 3,700 marks in both", said["marked"], said["looks"], "ms", 1.2)


def main() -> None:
    from PySide6.QtWidgets import QApplication

    from editor.qt.surface import Surface
    from editor.qt.theme.theme import Theme

    application = QApplication([])
    application.setStyle("Fusion")
    page = Surface(Theme.load("light"))
    page.resize(1000, 900)
    page.show()
    print(json.dumps(medians(pastes(page)) | medians(openings(page), time.thread_time)))
    page.photos.close()


def pastes(page: Surface) -> dict[str, Act]:
    from PySide6.QtCore import QCoreApplication, QMimeData

    count = PASTED // len(PARAGRAPH.split())
    word, text = QMimeData(), QMimeData()
    word.setHtml(MARKED * count)
    text.setText("\n".join([PARAGRAPH] * count))

    def pasted(data: QMimeData) -> None:
        page.insertFromMimeData(data)
        QCoreApplication.processEvents()

    return {
        "html": (lambda: begin_anew(page), lambda: pasted(word)),
        "text": (lambda: begin_anew(page), lambda: pasted(text)),
    }


def openings(page: Surface) -> dict[str, Act]:
    from PySide6.QtCore import QCoreApplication

    from editor.model.blocks import text_of
    from editor.model.rows import unfold_article
    from editor.qt.surface.markup import html_of

    marked = session_of(PARAGRAPH)
    bare = session_of(text_of(unfold_article(marked.article)[-1].inline))
    text = "\n".join(text_of(row.inline) for row in unfold_article(bare.article))
    html = html_of(unfold_article(marked.article)[2:])
    floor, face, looks = (plain_widget(page) for _ in range(3))
    for widget in (floor, looks):
        widget.document().setDefaultFont(page.sync.formats.font("body"))

    def opened(session: DocumentSession, *, whole: bool = True) -> None:
        page.show_session(session)
        if whole:
            page.document().documentLayout().documentSize()
        QCoreApplication.processEvents()

    def loaded(widget: QTextEdit, put: Callable[[str], object], content: str) -> None:
        put(content)
        widget.document().documentLayout().documentSize()
        QCoreApplication.processEvents()

    def cleared(widget: QTextEdit) -> None:
        for other in (floor, face, looks):
            other.setVisible(other is widget)  # one that is not looked at paints nothing
        widget.clear()
        QCoreApplication.processEvents()

    return {
        "shown": (lambda: begin_anew(page), lambda: opened(bare, whole=False)),
        "open": (lambda: begin_anew(page), lambda: opened(bare)),
        "marked": (lambda: begin_anew(page), lambda: opened(marked)),
        "floor": (lambda: cleared(floor), lambda: loaded(floor, floor.setPlainText, text)),
        "face": (lambda: cleared(face), lambda: loaded(face, face.setPlainText, text)),
        "looks": (lambda: cleared(looks), lambda: loaded(looks, looks.setHtml, html)),
    }


def begin_anew(page: Surface) -> None:
    """A page of one word, all of it selected."""
    from PySide6.QtCore import QCoreApplication

    page.show_session(session_of("Một", 1))
    page.selectAll()
    QCoreApplication.processEvents()


def session_of(paragraph: str, times: int = OPENED // len(PARAGRAPH.split())) -> DocumentSession:
    """An article of so many times the same paragraph."""
    from editor.app.session import DocumentSession
    from editor.model.article import Article
    from editor.model.newsroom import Newsroom
    from editor.source.dialect_read import read_body

    body = read_body("\n\n".join([paragraph] * times), "vi")[0]
    return DocumentSession(Path("/nonexistent"), Article(headline="Tít", body=body), Newsroom())


def plain_widget(page: Surface) -> QTextEdit:
    """As wide as the page, its text in a column as wide as the page's."""
    from PySide6.QtWidgets import QTextEdit

    widget = QTextEdit()
    widget.resize(page.size())
    side = (widget.width() - round(page._frame.width)) // 2
    widget.setViewportMargins(side, 0, side, 0)
    return widget


def medians(
    acts: Mapping[str, Act],
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
