"""The rules of format.md 7 and the one function that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from editor.checks import fields, links, photos, repeats, required, variants, wording
from editor.checks.context import Assets, Context, Known, Rule
from editor.checks.house_style import house_style
from editor.checks.pieces import photos_of
from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace, Severity

if TYPE_CHECKING:
    from editor.model.article import Article
    from editor.model.newsroom import Newsroom

_BLOCKER, _WARNING = Severity.BLOCKER, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule("no-headline", _BLOCKER, fields.no_headline),
    Rule("headline-length", _WARNING, fields.headline_length),
    Rule("no-standfirst", _WARNING, fields.no_standfirst),
    Rule("standfirst-length", _WARNING, fields.standfirst_length, advice=True),
    Rule("no-body", _BLOCKER, fields.no_body),
    Rule("photo-missing", _BLOCKER, photos.photo_missing),
    Rule("photo-unreadable", _BLOCKER, photos.photo_unreadable),
    Rule("no-alt", _BLOCKER, photos.no_alt),
    Rule("no-caption", _BLOCKER, photos.no_caption),
    Rule("no-credit", _BLOCKER, photos.no_credit),
    Rule("low-resolution", _WARNING, photos.low_resolution),
    Rule("unreviewed-photo-text", _WARNING, photos.unreviewed_photo_text),
    Rule("double-punctuation", _WARNING, wording.double_punctuation),
    Rule("long-sentence", _WARNING, wording.long_sentence),
    Rule("placeholder-left", _WARNING, wording.placeholder_left),
    Rule("house-style", _WARNING, house_style),
    Rule("repeated-word", _WARNING, repeats.repeated_word, advice=True),
    Rule("name-variants", _WARNING, variants.name_variants, advice=True),
    Rule("figure-variants", _WARNING, variants.figure_variants, advice=True),
    Rule("dead-link", _WARNING, links.dead_link),
    Rule("duplicate-link", _WARNING, links.duplicate_link),
    Rule("not-in-dialect", _WARNING, wording.not_in_dialect),
    Rule("no-byline", _BLOCKER, fields.no_byline),
    Rule("no-section", _BLOCKER, fields.no_section),
    Rule("no-date", _WARNING, fields.no_date),
    Rule("no-tags", _WARNING, fields.no_tags),
    Rule("no-cover", _WARNING, fields.no_cover),
    Rule("no-kicker", _BLOCKER, required.no_kicker),
    Rule("no-dateline", _BLOCKER, required.no_dateline),
    Rule("no-story-type", _BLOCKER, required.no_story_type),
    Rule("no-related", _BLOCKER, required.no_related),
    Rule("no-seo", _BLOCKER, required.no_seo),
    Rule("embargo", _BLOCKER, fields.embargo),
    Rule("not-a-time", _WARNING, fields.not_a_time),
)
"""Every rule, in the order in which findings of one place are told.

Those of format.md 7 are always asked for. What goes beyond it advises: the window asks for it, a command only when
newsroom.yaml grades it.
"""

READER_CODES = ("cleaned", "field-unreadable", "comment-lost")
"""Findings that the reader and whoever saves raise; a newsroom may grade them like the rules'."""

CODES = (*(rule.code for rule in RULES), *READER_CODES)
"""What newsroom.yaml may grade under `checks`."""

_ABOVE = ("kicker", "title", "description", "dateline", "body")  # fields that are read before the body
_PHOTO_PARTS = ("", "alt", "caption", "credit")


_NOTHING_KNOWN = Known()


def run_checks(
    article: Article,
    newsroom: Newsroom,
    assets: Assets,
    now: datetime,
    known: Known = _NOTHING_KNOWN,
    only: Severity | None = None,
) -> tuple[Finding, ...]:
    """Everything to mend or to look at, in reading order: headline, standfirst, body, then the other fields.

    Args:
        assets: what lies under each photo's `src` (`editor.images.catalog.look`); an absent one is not judged.
        now: aware; an embargo is measured against it.
        known: the house style, which articles are ours, and whether advice is wanted.
        only: ask the rules alone whose findings are of this severity.
    """
    context = Context.of(article, newsroom, assets, now, known)
    graded = newsroom.severities
    rules = [rule for rule in RULES if only is None or graded.get(rule.code, rule.severity) is only]
    found = [finding for rule in rules for finding in rule.findings(context)]
    return in_reading_order(found, article)


def regraded(findings: Iterable[Finding], newsroom: Newsroom) -> Iterator[Finding]:
    """The reader's findings with the newsroom's severities, without those that it has switched off.

    A finding that a rule makes too is left to the rule, which sees the article as it is by now.
    """
    by_rule = {rule.code for rule in RULES}
    for finding in findings:
        if finding.code in by_rule:
            continue
        severity = newsroom.severities.get(finding.code, finding.severity)
        if severity is not None:
            yield replace(finding, severity=severity)


def in_reading_order(findings: Iterable[Finding], article: Article) -> tuple[Finding, ...]:
    """The findings as a reader meets their places; those of one place stay in their order."""
    photos = {photo.src: photo.anchor for photo in photos_of(article)}

    def place(finding: Finding) -> tuple[int, int, int, int]:
        match finding.place:
            case FieldPlace(name, start) if name in _ABOVE:
                return 0, _ABOVE.index(name), start, 0
            case BlockPlace(block, start):
                return 1, block, start, 0
            case PhotoPlace(src, part) if anchor := photos.get(src):
                return 1, anchor.block, anchor.start, _PHOTO_PARTS.index(part) if part in _PHOTO_PARTS else 0
            case _:
                return 2, 0, 0, 0

    return tuple(sorted(findings, key=place))
