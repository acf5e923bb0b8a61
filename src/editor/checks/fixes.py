"""What can be offered beside a finding: an edit that mends it. A rule never changes anything by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from editor.model.article import Article, Related
from editor.model.blocks import figures_of
from editor.model.edits.photos import set_cover
from editor.model.edits.wording import replace_words
from editor.model.finding import BlockPlace, FieldPlace, Finding
from editor.model.rows import flat_text

_SAME = re.compile(r"([.,;:])\1+")
_MIXED = re.compile(r"[,;:](\.)|([?!])\.")
_SPACE = re.compile(r"[ \u00a0]")


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit with what it puts there.

    `kind` says in which words it is offered: "replace" (`words` come), "cover", "drop-related".
    """

    kind: str
    words: str
    apply: Callable[[Article], Article]


def fix_of(finding: Finding, article: Article) -> Fix | None:
    """The one mend that leaves nothing to choose; None where a person must decide."""
    facts = dict(finding.facts)
    match finding.code:
        case "house-style" if facts.get("write"):
            return _replacing(finding, article, str(facts["word"]), str(facts["write"]))
        case "name-variants" | "figure-variants":
            return _replacing(finding, article, str(facts["word"]), str(facts["other"]))
        case "repeated-word":
            word = str(facts["word"])
            return _replacing(finding, article, word, word[: _half(word)])
        case "double-punctuation":
            word = str(facts["word"])
            return _replacing(finding, article, word, single_marks(word))
        case "no-cover" if photos := figures_of(article.body):
            return Fix("cover", photos[0].src, lambda now: set_cover(now, photos[0].src))
        case "duplicate-link" if isinstance(finding.place, FieldPlace):
            return _dropping_related(article)
        case _:
            return None


def single_marks(word: str) -> str:
    """ "2022.." → "2022.", "hết,." → "hết."; a word whose marks could be meant in two ways stays as it is."""
    return _MIXED.sub(lambda match: match[1] or match[2], _SAME.sub(r"\1", word))


def words_at(article: Article, finding: Finding) -> str:
    """The words that a finding marks; "" when it marks none."""
    match finding.place:
        case BlockPlace(block, start, end) if block < len(article.body):
            return flat_text(article.body[block])[start:end]
        case FieldPlace(field, start, end) if field in {"title", "description", "kicker", "dateline"}:
            name = {"title": "headline", "description": "standfirst"}.get(field, field)
            return str(getattr(article, name))[start:end]
        case _:
            return ""


def _half(doubled: str) -> int:
    """Where the first half of a doubled word or phrase ends."""
    spaces = [match.start() for match in _SPACE.finditer(doubled)]
    return spaces[len(spaces) // 2] if spaces else len(doubled)


def _replacing(finding: Finding, article: Article, old: str, new: str) -> Fix | None:
    """Only while the words still stand where they were found."""
    if new == old or words_at(article, finding) != old:
        return None

    def apply(now: Article) -> Article:
        return replace_words(now, finding.place, new) if words_at(now, finding) == old else now

    return Fix("replace", new, apply)


def _dropping_related(article: Article) -> Fix | None:
    if len(_without_doubles(article)) == len(article.related):
        return None
    return Fix("drop-related", "", lambda now: replace(now, related=_without_doubles(now)))


def _without_doubles(article: Article) -> tuple[Related, ...]:
    pages = [item.id or item.url.rstrip("/") for item in article.related]
    return tuple(item for at, item in enumerate(article.related) if pages[at] not in pages[:at])
