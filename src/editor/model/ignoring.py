"""Findings that somebody has decided to leave as they are, with the reason. They stand under `standfirst.ignored` in
the article's file, a key of our own that never leaves (`editor.model.public` drops it)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor.model.article import Article, Extra, Fields, Plain
from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace, Severity
from editor.model.rows import flat_text

_KEY = "ignored"
_SAMPLE = 120  # letters


@dataclass(frozen=True, slots=True)
class Ignored:
    """One decision: a finding of this code, at this place, about these words.

    `place` is "body", a field's key or "images/01-….jpg#alt"; `text` the words it marked, so that it stays ignored
    when they move and comes back when they change.
    """

    code: str
    place: str
    text: str = ""
    reason: str = ""


def ignored_in(article: Article) -> tuple[Ignored, ...]:
    """Every decision that the article's file holds; what cannot be understood is none."""
    found = next((extra.value for extra in article.standfirst_extra if extra.key == _KEY), ())
    items = found if isinstance(found, tuple) else ()
    read = (_ignored(item) for item in items)
    return tuple(item for item in read if item is not None)


def mark_of(finding: Finding, article: Article, reason: str = "") -> Ignored:
    """The decision to leave this finding."""
    place, text = "body", ""
    match finding.place:
        case BlockPlace(block, start, end) if block < len(article.body):
            text = flat_text(article.body[block])[start:end]
        case FieldPlace(field, start, end):
            place, text = field, _field_text(article, field)[start:end]
        case PhotoPlace(photo, part):
            place = f"{photo}#{part}" if part else photo
        case _:
            pass
    return Ignored(finding.code, place, " ".join(text.split())[:_SAMPLE].strip(), " ".join(reason.split()))


def decision_on(finding: Finding, article: Article, decisions: tuple[Ignored, ...]) -> Ignored | None:
    """Whether the finding was decided to be left; never for a blocker."""
    if finding.severity is Severity.BLOCKER or not decisions:
        return None
    mark = mark_of(finding, article)
    return next((item for item in decisions if replace(item, reason="") == mark), None)


def ignore(article: Article, finding: Finding, reason: str = "") -> Article:
    """The article with one more decision; a blocker is never ignored."""
    if finding.severity is Severity.BLOCKER:
        return article
    mark = mark_of(finding, article, reason)
    others = (item for item in ignored_in(article) if replace(item, reason="") != replace(mark, reason=""))
    return _with(article, (*others, mark))


def heed(article: Article, decision: Ignored) -> Article:
    """The article without that decision."""
    return _with(article, tuple(item for item in ignored_in(article) if item != decision))


def _with(article: Article, decisions: tuple[Ignored, ...]) -> Article:
    others = tuple(extra for extra in article.standfirst_extra if extra.key != _KEY)
    if not decisions:
        return replace(article, standfirst_extra=others)
    value: Plain = tuple(_plain(item) for item in decisions)
    present = next((extra for extra in article.standfirst_extra if extra.key == _KEY), Extra(_KEY, (), "id"))
    return replace(article, standfirst_extra=(*others, replace(present, value=value)))


def _plain(item: Ignored) -> Fields:
    pairs = (("code", item.code), ("place", item.place), ("text", item.text), ("reason", item.reason))
    return Fields(tuple((key, value) for key, value in pairs if value))


def _ignored(value: Plain) -> Ignored | None:
    if not isinstance(value, Fields):
        return None
    texts = {key: item for key, item in value.pairs if isinstance(item, str)}
    if not texts.get("code") or not texts.get("place"):
        return None
    return Ignored(texts["code"], texts["place"], texts.get("text", ""), texts.get("reason", ""))


_FIELDS = {"title": "headline", "description": "standfirst", "kicker": "kicker", "dateline": "dateline"}


def _field_text(article: Article, field: str) -> str:
    return str(getattr(article, _FIELDS[field])) if field in _FIELDS else ""
