"""What newsroom.yaml says of the details panel and of kinds of stories.

fields: {kicker: hidden, dateline: required}       # any field: shown (the default), required or hidden
templates:
  phong-van:                                       # a name of story_types
    kicker: Phỏng vấn
    sections: [Tin tức/Đời sống]                   # the first is the main one
    tags: [người cao tuổi]
    body: [Lời dẫn, "## Hỏi", "> Trả lời"]         # a block each, in the dialect of the article file
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from editor.model.newsroom import FIELDS, Template
from editor.source.settings_reader import SettingsReader
from editor.source.settings_tree import Setting

_USES = ("shown", "required", "hidden")
_KEYS = ("kicker", "sections", "tags", "body")


def read_fields(reader: SettingsReader, tree: Setting) -> Mapping[str, str]:
    """Field → shown, required or hidden, for those that the file names."""
    found = reader.mapping(tree, "fields")
    reader.known(found, FIELDS, "fields")
    named = found.value if isinstance(found.value, Mapping) else {}
    return MappingProxyType(
        {name: reader.choice(found, name, _USES, "shown", "fields") for name in FIELDS if name in named}
    )


def read_templates(reader: SettingsReader, tree: Setting) -> Mapping[str, Template]:
    """What an empty article of each kind begins with."""
    found = reader.mapping(tree, "templates")
    templates: dict[str, Template] = {}
    for name in found.value if isinstance(found.value, Mapping) else ():
        path = f"templates.{name}"
        inner = reader.mapping(found, name, "templates")
        reader.known(inner, _KEYS, path)
        templates[name] = Template(
            reader.text(inner, "kicker", "", path),
            reader.texts(inner, "sections", path),
            reader.texts(inner, "tags", path),
            reader.texts(inner, "body", path),
        )
    return MappingProxyType(templates)
