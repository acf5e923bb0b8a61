"""The checks, the export in its states, what was handed over, the preview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.model.article import Article
from editor.model.blocks import Paragraph, figures_of, plain
from editor.model.edits import set_alt
from editor.qt.look.view import LEAST, WIDE, View

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


def faulty(article: Article) -> Article:
    """One thing to mend, three to look at: as in the mock-ups."""
    photo = figures_of(article.body)[0]
    at = next(number for number, block in enumerate(article.body) if isinstance(block, Paragraph))
    words = "Từ năm 2022.. người dân phường Bến Sông góp hai tỉ đồng làm lại đường ven kênh."
    body = (*article.body[: at + 1], Paragraph(plain(words)), *article.body[at + 1 :])
    return set_alt(replace(article, body=body, tags=()), photo.src, "")


def with_faults(window: MainWindow) -> None:
    from editor.qt.look import settle

    window.desk.edit(faulty)
    settle(window)


def at_hand(window: MainWindow) -> None:
    """The finding that somebody has gone to, with what can be done about it."""
    with_faults(window)
    card = window.details.checks
    card.list.setCurrentRow(1)


def ignored(window: MainWindow) -> None:
    from editor.qt.look import settle

    with_faults(window)
    card = window.details.checks
    finding = card.list.finding_at(card.list.count() - 1)
    if finding is not None:
        card.ignore(finding, window.desk.say("checks.reason-other"))
    settle(window)
    card.list.act("fold", card.list.count() - 1)


def asking(window: MainWindow) -> None:
    at_hand(window)
    window.details.checks.list.act("ignore", 1)


VIEWS = (
    View("checks", WIDE, at_hand),
    View("checks-ignored", WIDE, ignored),
    View("checks-reason", WIDE, asking),
    View("checks-least", LEAST, asking),
)
