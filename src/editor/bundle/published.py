"""What a reader would see of an article, as a short hash a field: two exports can be compared without their texts."""

from __future__ import annotations

import json
from collections.abc import Mapping

from editor.files import digest
from editor.model import public
from editor.model.article import Article
from editor.model.blocks import figures_of
from editor.source.article_json import to_json

_SAYS_NOTHING = {"schema", "id", "lastmod"}
_LENGTH = 16  # hexadecimal digits
_as_json = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes an encoder each time


def fingerprints(article: Article) -> dict[str, str]:
    """Field of article.json → hash, empty fields left out; `resources` counts what is baked into its photos too."""
    fields = to_json(public(article, {}), bundle=True)
    used = {figure.src for figure in figures_of(article.body)} | {article.cover}
    cuts = [
        repr((item.src, item.rotate, item.crops, item.blur))
        for item in article.resources
        if item.src in used and (item.rotate or item.crops or item.blur)
    ]
    if cuts:
        fields["resources"] = [fields.get("resources"), cuts]
    return {name: _hash(value) for name, value in fields.items() if value and name not in _SAYS_NOTHING}


def changed_fields(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that differ, those of the newer article first."""
    return tuple(name for name in dict.fromkeys((*after, *before)) if before.get(name) != after.get(name))


def _hash(value: object) -> str:
    return digest(_as_json(value).encode())[:_LENGTH]
