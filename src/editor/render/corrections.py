"""Cải chính as blocks, for readers that have no place of their own for it: a heading, then a dated line for each."""

from __future__ import annotations

from editor.model.blocks import Body, Heading, Paragraph, plain
from editor.render.edition import Edition
from editor.render.words import spoken
from editor.text.labels import CORRECTION


def correction_title(lang: str) -> str:
    return CORRECTION.get(lang.split("-", maxsplit=1)[0].lower(), CORRECTION["en"])


def correction_blocks(edition: Edition) -> Body:
    """Empty when nothing was wrong. A date that is no time stands as it was typed."""
    corrections = edition.article.corrections
    if not corrections:
        return ()
    lines = []
    for item in corrections:
        moment = edition.moment(item.date)
        when = spoken(moment, edition.lang) if moment else item.date
        lines.append(Paragraph(plain(": ".join(filter(None, (when, item.text))))))
    return (Heading(2, plain(correction_title(edition.lang))), *lines)
