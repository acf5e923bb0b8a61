"""What a page states of its article for search engines (JSON-LD of schema.org): when it came out and who wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from editor.ingest.settle import names_of
from editor.text.clean import clean_line

_ARTICLE = re.compile(r"(?:News|Reportage|Analysis|Opinion|Tech)?Article$|BlogPosting$|Report$")
_MOST = 8  # scripts of a page that are looked into
_LONGEST = 200_000  # characters of one


@dataclass(frozen=True, slots=True)
class Stated:
    """`date` is as the page writes it; "" and `()` for what it does not say."""

    date: str = ""
    authors: tuple[str, ...] = ()


def stated_in(html: str) -> Stated:
    """What the first article of a page's JSON-LD says. An organisation is no author: it is the site. Never raises."""
    for script in islice(_scripts(html), _MOST):
        try:
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(found):
            if _is_article(thing):
                return Stated(_line(thing.get("datePublished")), tuple(_persons(thing.get("author"))))
    return Stated()


def _scripts(html: str) -> Iterator[str]:
    """The insides of the scripts that hold JSON-LD; linear in the length, whatever is not closed."""
    if "ld+json" not in html:
        return
    plain = html.lower()
    at = 0
    while (start := plain.find("<script", at)) >= 0:
        inside, end = plain.find(">", start) + 1, plain.find("</script", start)
        if not inside or end < inside:
            return
        if "ld+json" in plain[start:inside] and end - inside <= _LONGEST:
            yield html[inside:end]
        at = end


def _things(value: object) -> Iterator[dict[str, object]]:
    """Objects at the top, in a list and in an "@graph"."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _is_article(thing: dict[str, object]) -> bool:
    kind = thing.get("@type")
    return any(isinstance(one, str) and _ARTICLE.match(one) for one in (kind if isinstance(kind, list) else [kind]))


def _persons(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = _line(item.get("name")) if isinstance(item, dict) and item.get("@type") == "Person" else ""
        yield from names_of(name, least=2)


def _line(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""
