"""Random editing of the real page: what surface.md promises holds after every gesture; planted faults are caught.

The slow test plays STANDFIRST_SEEDS ("0:3000" without it), so that a long run can be cut in shares.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication

import surface_monkey
from editor.app.session import DocumentSession
from editor.model import history, page, row_rules, writing
from editor.model.blocks import Body, Paragraph, plain
from editor.model.history import Caret, History, Step
from editor.model.newsroom import Newsroom
from editor.model.page import Spot
from editor.model.rows import Row, RowKind
from editor.qt.surface import Surface
from editor.qt.surface.editing import Editing
from editor.qt.surface.sync import Sync
from editor.qt.surface.word import Word
from editor.qt.surface.writing import RowWriter
from editor.source.writer import write
from surface_monkey import BrokenError, Monkey, some_article
from window_driver import open_page

MOVES = 60
SEEDS = 200
Patch = pytest.MonkeyPatch


@pytest.fixture
def surface(qapp: QApplication) -> Iterator[Surface]:
    with open_page(1000) as shown:
        yield shown


def play(surface: Surface, seeds: range) -> None:
    for seed in seeds:
        Monkey(surface, seed).play(MOVES)


def seeds() -> range:
    first, _, end = os.environ.get("STANDFIRST_SEEDS", "0:3000").partition(":")
    return range(int(first), int(end))


@pytest.mark.parametrize("first", range(0, SEEDS, 25))
def test_random_editing_holds_every_property(surface: Surface, first: int) -> None:
    play(surface, range(first, first + 25))


@pytest.mark.slow
def test_random_editing_holds_over_three_thousand_seeds(surface: Surface) -> None:
    play(surface, seeds())


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_random_editing_of_a_page_that_is_still_being_laid_out(surface: Surface, first: int) -> None:
    before = tuple(Paragraph(plain(f"{number} " + "Đảng ủy phường cho biết " * 20)) for number in range(60))
    for seed in range(first, first + 10):
        Monkey(surface, seed, before=before).play(6)


@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_what_is_cut_and_pasted_in_place_leaves_the_article_as_it_was(surface: Surface, first: int) -> None:
    for seed in range(first, first + 250):
        rng = random.Random(seed)
        article = some_article(rng)
        session = DocumentSession(Path("/nonexistent"), article, Newsroom())
        surface.show_session(session)
        cursor, size = surface.textCursor(), surface.document().characterCount()
        one, other = rng.sample(range(size), 2)
        cursor.setPosition(one)
        cursor.setPosition(other, QTextCursor.MoveMode.KeepAnchor)
        surface.setTextCursor(cursor)
        surface.cut()
        surface.paste()
        assert session.article == article, f"seed {seed}: {one}–{other}"
        while session.undo():
            pass
        assert session.article == article


# -- one planted fault for each property -------------------------------------------------------------------------------


def _no_forms(patch: Patch) -> None:
    """Trap 3: what is left after a removal keeps the form that Qt gave it."""
    patch.setattr(RowWriter, "_form", lambda *_: None)


def _no_looks(patch: Patch) -> None:
    """Text that came past us keeps its look."""
    patch.setattr(RowWriter, "_look", lambda *_: None)


def _no_schema(patch: Patch) -> None:
    """Captions without a photo, lists of one group in two kinds: nothing is put right any more."""
    patch.setattr(page, "settle", lambda rows, fresh=None, from_top=True: tuple(rows))


def _short_memory(patch: Patch) -> None:
    """Undo forgets all but the last steps."""
    patch.setattr(history, "MAX_STEPS", 4)


def _wrong_redo(patch: Patch) -> None:
    """Redo gives what was before the step."""
    whole = History.redone

    def redone(self: History) -> tuple[History, Caret] | None:
        done = whole(self)
        if done is None:
            return None
        step: Step = replace(self.future[-1], after=self.future[-1].before)
        return replace(done[0], present=step.after), done[1]

    patch.setattr(History, "redone", redone)


def _no_gesture(patch: Patch) -> None:
    """Every edit is an undo step of its own, so that one gesture leaves several."""
    patch.setattr(Word, "gesture", lambda *_: "")


def _copy_cuts(patch: Patch) -> None:
    """Ctrl+C takes the words out."""
    patch.setattr(Surface, "copy", Surface.cut)


def _resize_writes(patch: Patch) -> None:
    """Another size of the window leaves a letter in the text."""
    whole = Surface.resizeEvent

    def resized(self: Surface, event: QResizeEvent) -> None:
        whole(self, event)
        QTextCursor(self.document()).insertText("x")

    patch.setattr(Surface, "resizeEvent", resized)


def _spelling_writes(patch: Patch) -> None:
    """A mark over a word is made by changing the word."""
    from editor.qt.surface.layers import Layers

    def show(self: Layers, name: str, marks: Sequence[object]) -> None:
        if name == "spelling":
            QTextCursor(self._view.document()).insertText("x")

    patch.setattr(Layers, "show", show)


def _no_commit(patch: Patch) -> None:
    """A word that is being composed is forgotten when something comes between."""
    patch.setattr(Surface, "commit_preedit", lambda _self: None)


def _eager_composing(patch: Patch) -> None:
    """What is being composed is written into the text at once."""
    whole = Surface.inputMethodEvent

    def composed(self: Surface, event: QInputMethodEvent) -> None:
        if event.preeditString() and not event.commitString():
            self.textCursor().insertText(event.preeditString())
        whole(self, event)

    patch.setattr(Surface, "inputMethodEvent", composed)


def _copies_without_marks(patch: Patch) -> None:
    """Bold, italic and links are lost on the way to another article."""
    from editor.model import row_json

    patch.setattr(row_json, "_inline", lambda inline: [[span.text, False, False, ""] for span in inline])


def _no_swap(patch: Patch) -> None:
    """Pasting in place puts in what was cut as if it came from elsewhere."""
    patch.setattr(Editing, "swap", lambda *_: False)


def _no_cleaning(patch: Patch) -> None:
    """Letters stay as they came: decomposed, with control characters."""
    patch.setattr(row_rules, "tidy_letters", lambda inline: inline)


def _fold_forgets(patch: Patch) -> None:
    """Who is quoted is lost between the rows and the body."""
    whole = page.fold

    def forgetting(rows: Sequence[Row]) -> Body:
        return whole(tuple(replace(row, inline=()) if row.kind is RowKind.ATTRIBUTION else row for row in rows))

    patch.setattr(page, "fold", forgetting)


def _file_forgets(patch: Patch) -> None:
    """The article file loses bold."""
    patch.setattr(surface_monkey, "write", lambda article: write(article).replace("**", ""))


def _reads_all(patch: Patch) -> None:
    """A key reads the whole page."""

    def record(self: Sync, _position: int, _removed: int, _added: int) -> None:
        if not self._writing:
            self._dirty = (0, 0)
            self._on_dirty()

    patch.setattr(Sync, "_record", record)


def _caret_stays(patch: Patch) -> None:
    """The caret does not stand behind what was composed."""
    whole = Surface.inputMethodEvent

    def composed(self: Surface, event: QInputMethodEvent) -> None:
        whole(self, event)
        if event.commitString():
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Left)
            self.setTextCursor(cursor)

    patch.setattr(Surface, "inputMethodEvent", composed)


def _no_snap(patch: Patch) -> None:
    """Letters may be typed into a photo's row."""
    patch.setattr(Editing, "snap", lambda _self: None)


def _eager_backspace(patch: Patch) -> None:
    """Backspace below a photo removes it at once."""

    def back(rows: writing.Rows, at: int) -> writing.Answer:
        before = rows[at - 1]
        photo = at - 2 if before.kind is RowKind.CAPTION else at - 1
        return writing.erase(rows, Spot(photo, 0), Spot(photo, 1)) if rows[photo].is_atom else None

    patch.setattr(writing, "_back_over", back)


def _drag_copies(patch: Patch) -> None:
    """A photo that is dragged stays where it was too."""
    from editor.model import galleries
    from editor.model.page import Splice

    def copied(rows: Sequence[Row], at: int, to: int, box: int = 0) -> Splice:
        pair = tuple(rows[at : at + 2]) if rows[at].kind is RowKind.FIGURE else (rows[at],)
        return Splice(to, to, tuple(replace(row, group=0, box=box) for row in pair), Spot(to, 0))

    patch.setattr(galleries, "move", copied)


FAULTS: dict[str, tuple[Callable[[Patch], None], str]] = {
    "rows(document) == model, forms": (_no_forms, "form of|blocks|is not"),
    "rows(document) == model, looks": (_no_looks, "look|is not"),
    "the schema is valid after each event": (_no_schema, "schema|rows are"),
    "undo-all gives the start": (_short_memory, "undo-all"),
    "redo-all gives the end": (_wrong_redo, "redo-all|written"),
    "one gesture is one undo step": (_no_gesture, "one step"),
    "copying changes nothing": (_copy_cuts, "copying"),
    "resizing changes nothing": (_resize_writes, "size of the window|page shows|blocks|is not"),
    "spelling changes nothing": (_spelling_writes, "spelling|one step"),
    "composing text is never lost": (_no_commit, "lost|composed"),
    "composing text is never in the model": (_eager_composing, "composing"),
    "copied and pasted elsewhere is what was selected": (_copies_without_marks, "elsewhere"),
    "cut and pasted in place is the same article": (_no_swap, "cut and paste"),
    "NFC, no control characters": (_no_cleaning, "letters|NFC|typed|is not"),
    "fold and unfold": (_fold_forgets, "rows are"),
    "write and read": (_file_forgets, "written"),
    "a key reads one row": (_reads_all, "reads one row"),
    "typed text appears at the caret": (_caret_stays, "caret stands|typed"),
    "a photo is never typed over": (_no_snap, "photo|atom|blocks|is not"),
    "a photo goes only when it was selected": (_eager_backspace, "takes no photo|photo is lost"),
    "a dragged photo is moved": (_drag_copies, "moved, not copied"),
}
"""Property → a fault that breaks it, and what the monkey then says."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_caught(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    plant, words = FAULTS[name]
    plant(monkeypatch)
    with open_page(1000) as faulty, pytest.raises(BrokenError, match=words):
        play(faulty, range(120))


def test_a_page_without_a_planted_fault_is_not_blamed(surface: Surface) -> None:
    """The control: the same seeds hold when nothing is broken."""

    play(surface, range(8))
