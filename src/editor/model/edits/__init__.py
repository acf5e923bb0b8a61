"""Edits: each takes an article and gives a new one. Wrong use raises EditError."""

from __future__ import annotations

from editor.model.edits.body import (
    insert_block,
    insert_figure,
    move_block,
    remove_block,
    replace_photo,
    replace_rows,
)
from editor.model.edits.fields import (
    add_author,
    add_tag,
    remove_author,
    remove_tag,
    set_field,
    set_main_section,
    set_sections,
    set_slug,
)
from editor.model.edits.photos import set_alt, set_caption, set_cover, set_credit, set_resource
from editor.model.edits.related import add_related, move_related, remove_related

__all__ = [
    "add_author",
    "add_related",
    "add_tag",
    "insert_block",
    "insert_figure",
    "move_block",
    "move_related",
    "remove_author",
    "remove_block",
    "remove_related",
    "remove_tag",
    "replace_photo",
    "replace_rows",
    "set_alt",
    "set_caption",
    "set_cover",
    "set_credit",
    "set_field",
    "set_main_section",
    "set_resource",
    "set_sections",
    "set_slug",
]
