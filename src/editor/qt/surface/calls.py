"""What the window, its commands and its tools ask of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTextEdit

from editor.model.article import Resource
from editor.model.blocks import Figure
from editor.model.rows import Atom, RowKind
from editor.qt.surface import input_method, whereabouts
from editor.qt.surface.editing import Editing
from editor.qt.surface.figures import Figures
from editor.qt.surface.inserting import Inserting, empty_table
from editor.qt.surface.pasting import Pasting
from editor.qt.surface.shaping import Shaping
from editor.qt.surface.whereabouts import Whereabouts


class PageCalls(QTextEdit):
    """A page that does what it is asked by name. A word that is being composed is finished first."""

    editing: Editing
    shaping: Shaping
    inserting: Inserting
    figures: Figures
    pasting: Pasting
    composition: input_method.Composition

    def flush(self) -> bool:
        """Take over what Qt has changed by itself; whether the article is another one now."""
        return self.editing.flush()

    def commit_preedit(self) -> None:
        """Finish the word that an input method is composing."""
        input_method.commit(self.composition, self.inputMethodEvent)

    def whereabouts(self) -> Whereabouts:
        """The caret and the scroll, to come back to (`return_to`)."""
        return whereabouts.read(self, self.editing)

    def return_to(self, place: Whereabouts) -> None:
        """The caret and the scroll as they were when this article was left."""
        self.commit_preedit()
        self.flush()
        whereabouts.go(self, self.editing, place)

    def show_caret(self) -> None:
        """Scroll so that the caret stands at a third of the height."""
        bar = self.verticalScrollBar()
        whereabouts.scroll_to(self, bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    # -- what stands under the caret

    def block_kind(self) -> str:
        """The kind of the row under the caret: "headline", "paragraph", "h2", "figure" … (`RowKind`)."""
        return self.shaping.kind().value

    def current_link(self) -> str:
        """The address of the link under the caret, "" for none."""
        return self.shaping.link()

    def current_photo(self) -> str:
        """The `src` of the photo that is selected or whose caption the caret stands in, "" for none."""
        return self.shaping.photo()

    def selected_payload(self) -> Atom | None:
        """The photo, table or the like that is selected alone."""
        row = self.editing.selected_atom()
        return None if row is None else self.editing.rows[row].payload

    def block_after_caret(self) -> int:
        """How many blocks stand before something that is put in at the caret."""
        return self.shaping.insertion_block()

    def has_mark(self, mark: str) -> bool:
        return self.shaping.has_mark(mark)

    # -- kinds, marks, links

    def set_block_kind(self, kind: str) -> None:
        self.commit_preedit()
        self.shaping.set_kind(RowKind(kind))

    def toggle_mark(self, mark: str) -> None:
        self.commit_preedit()
        self.shaping.toggle_mark(mark)

    def set_link(self, url: str) -> None:
        self.commit_preedit()
        self.shaping.set_link(url)

    def make_pull_quote(self) -> bool:
        """The chosen blocks as one pull quote; paragraphs again when they are one."""
        self.commit_preedit()
        return self.inserting.pull_quote()

    def make_box(self, *, titled: bool = True) -> None:
        """The chosen blocks in a box, the caret in its title or, untitled, in its text; out of the box they are in."""
        self.commit_preedit()
        self.inserting.box(titled=titled)

    # -- what is put in at the caret

    def insert_rule(self) -> bool:
        self.commit_preedit()
        return self.inserting.rule()

    def insert_table(self, rows: int = 3, columns: int = 2) -> bool:
        """An empty table, selected; its cells are written in the grid sheet (`editor.qt.dialogs.grid`)."""
        self.commit_preedit()
        return self.inserting.table(empty_table(rows, columns))

    def insert_embed(self, url: str) -> bool:
        """A video or a post by its address; False when it is no address on the web."""
        self.commit_preedit()
        return self.inserting.embed(url)

    def insert_gallery(self, photos: Sequence[tuple[Figure, Resource | None]], at: int | None = None) -> bool:
        """Photos of the article's folder side by side, before block `at` or at the caret."""
        self.commit_preedit()
        return self.figures.insert_gallery(photos, at)

    def make_gallery(self) -> bool:
        """The chosen photos, or the one under the caret with the one below it, side by side."""
        self.commit_preedit()
        return self.figures.make_gallery()

    def paste_plain(self) -> None:
        self.pasting.paste_plain()
