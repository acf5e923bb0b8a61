"""What the related picker offers: stories that hold the words, and stories that belong beside the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from editor.library.browsing import Marks, Wanted
from editor.model.article import Related
from editor.text import moment

if TYPE_CHECKING:
    from editor.app.delivery import Delivery
    from editor.library.index import Index
    from editor.library.listing import Listed
    from editor.library.suggest import Suggestion
    from editor.library.workspace import Workspace
    from editor.model.article import Article
    from editor.work import Cancel

_FOUND = 30  # of each kind
_SUGGESTED = 12
_YEAR = 365 * 86400.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for."""

    query: str = ""
    section: str = ""
    recent: bool = False  # of the last twelve months
    delivered: bool = False  # handed over, or of the archive


@dataclass(frozen=True, slots=True)
class Offered:
    """A story that can be related. `listed` is its line where it is ours, `delivery` where it was handed over."""

    related: Related
    day: date | None = None
    listed: Listed | None = None
    delivery: Delivery | None = None
    title_marks: Marks = ()
    excerpt: str = ""
    excerpt_marks: Marks = ()
    reason: str = ""  # of a suggestion: `library.suggest.Reason`
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """What was found for the words, and what is suggested; both the best first."""

    found: tuple[Offered, ...] = ()
    suggested: tuple[Offered, ...] = field(default=())


def offers(index: Index, workspace: Workspace, article: Article, asked: Asked, now: datetime, cancel: Cancel) -> Offers:
    """Stories for the picker of an article; what it has already is among them, the article itself is not.

    Raises CancelledError.
    """
    bare = replace(article, related=())
    suggestions = index.suggest(bare, now.date(), _SUGGESTED)
    cancel.check()
    since = now.timestamp() - _YEAR if asked.recent else 0.0
    found: list[Offered] = []
    if asked.query.strip():
        rows = index.browse(Wanted(asked.query, section=asked.section, since=since)).rows[:_FOUND]
        for shown in index.page(rows, asked.query):
            listed = shown.listed
            if listed.id and listed.id != article.id:
                excerpt = "" if shown.headline_marks else shown.excerpt
                found.append(_own(listed, shown.headline_marks, excerpt, shown.marks))
        found += [
            Offered(Related(item.title, url=item.url, section=item.section), _day(item.date), title_marks=item.marks)
            for item in index.published(asked.query, _FOUND)
        ]
    cancel.check()
    known = {(item.related.url, item.related.id) for item in found}
    suggested = [item for item in map(_suggested, suggestions) if (item.related.url, item.related.id) not in known]
    ids = [item.related.id for item in suggested if item.related.id]
    lines = index.by_id(ids) if ids else {}
    suggested = [replace(item, listed=lines.get(item.related.id)) for item in suggested]
    states = _states(workspace, [*found, *suggested], cancel)
    return Offers(_fitting(found, states, asked, since), _fitting(suggested, states, asked, since))


def _own(listed: Listed, title_marks: Marks, excerpt: str, marks: Marks) -> Offered:
    related = Related(listed.headline, id=listed.id, section=listed.section)
    return Offered(related, _day(listed.date), listed, None, title_marks, excerpt, marks)


def _suggested(item: Suggestion) -> Offered:
    found = item.candidate
    related = Related(
        found.title, url="" if found.id else found.url, id=found.id, section=found.section, origin="suggested"
    )
    return Offered(related, found.day, reason=str(item.reason), shared=item.words)


def _states(workspace: Workspace, offered: Sequence[Offered], cancel: Cancel) -> Mapping[Path, Delivery]:
    from editor.app.outbox import waiting
    from editor.app.receipt import delivery_states

    ours = {item.listed.folder: item.listed.id for item in offered if item.listed is not None}
    return delivery_states(workspace, list(ours.items()), {item.article_id for item in waiting(workspace)}, cancel)


def _fitting(
    offered: Sequence[Offered], states: Mapping[Path, Delivery], asked: Asked, since: float
) -> tuple[Offered, ...]:
    out = []
    for item in offered:
        state = states.get(item.listed.folder) if item.listed is not None else None
        in_section = not asked.section or f"{item.related.section}/".startswith(f"{asked.section}/")
        is_recent = not since or item.day is None or item.day >= datetime.fromtimestamp(since, UTC).date()
        is_out = not asked.delivered or state is not None or not item.related.id
        if in_section and is_recent and is_out:
            out.append(replace(item, delivery=state))
    return tuple(out)


def _day(text: str) -> date | None:
    found = moment.parse(text)
    return found.date() if found else None
