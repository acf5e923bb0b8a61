"""The page: the article as rows in a text widget (surface.md).

What commands, menus and tools may ask of a `Surface` (`calls.PageCalls`, all of it one undo step each):

- at the caret: `block_kind()`, `has_mark("strong" | "emphasis")`, `current_link()`, `current_photo()`,
  `block_after_caret()`;
- kinds and marks: `set_block_kind("paragraph" | "h2" | "h3" | "bullet" | "number" | "quote" | "pull_quote")`,
  `make_pull_quote()`, `make_box(titled=True)`, `toggle_mark(…)`, `set_link(address)`;
- put in at the caret: `insert_rule()`, `insert_table(rows, columns)`, `insert_embed(address)`. A table that is written
  before it is put in: `shell.open("grid")` (`editor.qt.dialogs.grid`), which edits the selected table
  or makes a new one.
"""

from __future__ import annotations

from editor.qt.surface.view import Surface

__all__ = ["Surface"]
