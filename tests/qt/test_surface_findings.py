"""What the checks found is marked on the page: lines under words, tags on photos, nothing in the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.model.blocks import Figure, Paragraph, plain
from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace, Severity
from editor.model.newsroom import Newsroom
from editor.qt.surface import Surface
from editor.qt.theme.theme import Theme

PHOTO = Figure("images/01-anh.jpg", caption=plain("Chú thích"))


@pytest.fixture
def surface(qapp: QApplication) -> Iterator[Surface]:
    shown = Surface(Theme.load("light"))
    shown.resize(900, 700)
    shown.show()
    yield shown
    shown.photos.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def opened(surface: Surface, *blocks: object) -> DocumentSession:
    body = tuple(blocks)
    session = DocumentSession(
        Path("/nonexistent"),
        Article(headline="Tít 2022..", body=body),
        Newsroom(),
    )
    surface.show_session(session)
    QTest.qWait(10)
    return session


def warned(place: BlockPlace | FieldPlace | PhotoPlace, severity: Severity = Severity.WARNING) -> Finding:
    return Finding("double-punctuation", severity, place)


def codes(findings: Sequence[Finding]) -> str:
    return ", ".join(finding.code for finding in findings)


def marked(surface: Surface) -> list[str]:
    return [selection.cursor.selectedText() for selection in surface.extraSelections()]


def test_words_of_a_finding_get_a_dotted_line_in_the_colour_of_its_severity(surface: Surface) -> None:
    session = opened(surface, Paragraph(plain("🙂 năm 2022.. qua")), Paragraph(plain("hết")))
    before = session.article
    surface.findings.show((warned(BlockPlace(0, 6, 12)), warned(FieldPlace("title", 4, 10), Severity.BLOCKER)), codes)
    assert marked(surface) == ["2022..", "2022.."]
    of_words, of_headline = surface.extraSelections()
    assert of_words.format.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
    assert of_words.format.underlineColor() == Theme.load("light").color("warning")
    assert of_headline.format.underlineColor() == Theme.load("light").color("danger")
    surface.flush()
    assert session.article is before


def test_a_finding_about_no_words_or_a_whole_row_draws_no_line(surface: Surface) -> None:
    opened(surface, Paragraph(plain("cả đoạn")), PHOTO)
    places = (BlockPlace(0, 3, 3), BlockPlace(0, 0, 7), FieldPlace("tags"), BlockPlace(9, 0, 4), BlockPlace(1, 0, 0))
    surface.findings.show(tuple(map(warned, places)), codes)
    assert marked(surface) == []


def test_only_rows_on_the_screen_are_marked_and_scrolling_marks_others(surface: Surface) -> None:
    blocks = [Paragraph(plain(f"đoạn số {number}..")) for number in range(400)]
    opened(surface, *blocks)
    surface.findings.show(tuple(warned(BlockPlace(at, 0, 4)) for at in range(400)), codes)
    first = len(marked(surface))
    assert 0 < first < 40
    surface.verticalScrollBar().setValue(surface.verticalScrollBar().maximum())
    QTest.qWait(120)
    assert 0 < len(marked(surface)) < 40
    assert surface.extraSelections()[-1].cursor.blockNumber() == 401


def test_a_line_moves_with_its_words_while_somebody_types_and_goes_when_they_changed(surface: Surface) -> None:
    opened(surface, Paragraph(plain("năm 2022.. qua")))
    surface.findings.show((warned(BlockPlace(0, 4, 10)),), codes)
    surface.editing.place(surface.editing.caret().at(2, 0))
    QTest.keyClicks(surface, "Trong ")
    assert marked(surface) == ["2022.."]
    surface.flush()
    surface.findings.draw()
    assert marked(surface) == []


def test_a_photo_carries_a_tag_with_its_worst_finding_and_another_article_none(surface: Surface) -> None:
    opened(surface, PHOTO)
    photo = PhotoPlace(PHOTO.src, "alt")
    found = (Finding("low-resolution", Severity.WARNING, photo), Finding("no-alt", Severity.BLOCKER, photo))
    plain_picture = surface.grab().toImage()
    surface.findings.show(found, codes)
    tag = surface._frame.tags[PHOTO.src]
    assert (tag.words, tag.tone) == ("no-alt, low-resolution", "danger")
    QTest.qWait(20)
    assert surface.grab().toImage() != plain_picture
    opened(surface, PHOTO)
    assert surface._frame.tags == {}
