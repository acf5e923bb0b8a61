"""A monkey for the page: random gestures on the real widget, and what must hold after each (surface.md, properties)."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model import tables, tidy
from editor.model.article import Article
from editor.model.blocks import Body, Embed, Figure, Paragraph, Rule, Source, Span, Table, figures_of, plain
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.model.page import Spot
from editor.model.row_rules import settle
from editor.model.rows import HEADS, Row, RowKind, canonical, fold_article, unfold_article
from editor.model.shaping import SHAPED
from editor.model.slices import Slice, cut_out
from editor.model.writing import select_atom
from editor.qt.dialogs.grid_model import GridModel
from editor.qt.surface import Surface
from editor.qt.surface.formats import PLAIN_LOOK
from editor.qt.surface.layers import mark
from editor.qt.surface.reading import read_block, utf16
from editor.qt.theme.theme import Theme
from editor.source.reader import read
from editor.source.writer import write
from editor.text.clean import is_clean

WORDS = [
    "nghiêng",
    "đường",
    "Hà",
    "ủy",
    "quản",
    "lý",
    "2022..",
    "a",
    "🙂",
    "e\u0302\u0301",
    "tie\u0302\u0301ng",
    "k\u030a",
    "(47-KH/TU)",
    "👨\u200d👩\u200d👧",
    "🇻🇳",
    "❤\ufe0f",
    "שלום",
    "مرحبا",
    "\u200fעברית",
]
COMPOSED = [("d", "đ", "đư", "đường"), ("t", "ti", "tiê", "tiếng"), ("V", "Vi", "Việ", "Việt"), ("a", "â")]
KINDS = sorted(SHAPED)
HTML = [
    "<h2>Tít</h2><p>một <b>hai</b></p>",
    "<ul><li>a<ul><li>b</li></ul></li></ul><blockquote><p>c</p></blockquote>",
    "<p>chỉ một đoạn</p>",
    "<table><tr><td>a</td><td>b</td></tr></table><hr><p>x</p>",
    '<div><img src="https://a.vn/x.jpg"><span style="color:red">đỏ</span><br>dòng</div>',
]
BURSTS = [("dda", 3, "đang"), ("Vieejt", 4, "ệt"), ("tieesng", 5, "iếng"), ("nguwowif", 4, "ời"), ("aa", 2, "â")]
"""What tools like Unikey send: letters, so many Backspaces, the word as it should be."""
CELLS = ["", "một", "tie\u0302\u0301ng", "🙂", "2.204", "hai\nba"]
_NEW_FIGURES = {"paste", "undo", "redo", "drag", "raw", "drop_own"}


class BrokenError(AssertionError):
    """A property does not hold."""


def some_article(rng: random.Random) -> Article:
    """An article with every kind of row somewhere, in a legal order."""
    photos = count(1)
    rows: list[Row] = [Row(RowKind.HEADLINE, plain("Tít bài số một")), Row(RowKind.STANDFIRST, plain("Sapo"))]
    for _ in range(rng.randint(0, 9)):
        kind = rng.choice(list(RowKind))
        payload = {
            RowKind.FIGURE: Figure(f"images/{next(photos):02}.jpg", credit="Viết Thành"),
            RowKind.TABLE: Table(((plain("a"), plain("b")),)),
            RowKind.EMBED: Embed("https://vtv.vn/x"),
            RowKind.RULE: Rule(),
            RowKind.SOURCE: Source("# tít"),
        }.get(kind)
        text = rng.choice(["", "một hai ba", "Đảng\nủy", "🙂 vui", "bốn"])
        look = Span(text, rng.random() < 0.3, rng.random() < 0.3, rng.choice(["", "", "https://a.vn"]))
        inline = () if payload is not None or not text else (look, Span(" năm"))
        rows.append(
            Row(kind, inline, rng.choice([0, 0, 1]), rng.choice([0, 1, 1, 2]), rng.choice([0, 0, 0, 4]), payload)
        )
    return fold_article(Article(sections=("Tin tức/Chính trị",)), settle(rows))


@dataclass
class Monkey:
    """Plays on a surface and checks after every gesture. Raises BrokenError with the trail of what it did."""

    surface: Surface
    seed: int
    trail: list[str] = field(default_factory=list)
    most: int = 1  # steps that the gesture at hand may leave
    taken: int = 0  # photos that it may take
    before: Body = ()  # what stands before the blocks that are played with

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.start = some_article(self.rng)
        self.start = replace(self.start, body=(*self.before, *self.start.body))
        self.session = DocumentSession(Path("/nonexistent"), self.start, Newsroom())
        self.surface.show_session(self.session)
        self.gestures: list[tuple[int, Callable[[], None]]] = [
            (12, self.type_word),
            (6, self.compose),
            (5, self.place),
            (5, self.select),
            (4, self.key),
            (4, self.backspace),
            (3, self.delete),
            (1, self.back_to_photo),
            (5, self.enter),
            (3, self.cut),
            (2, self.copy),
            (4, self.paste),
            (2, self.paste_text),
            (4, self.raw),
            (4, self.undo),
            (3, self.redo),
            (3, self.shape),
            (3, self.mark),
            (1, self.box),
            (2, self.indent),
            (2, self.drag),
            (3, self.drop_own),
            (1, self.drop_text),
            (1, self.drop_files),
            (2, self.insert),
            (2, self.edit_table),
            (3, self.gallery),
            (2, self.burst),
            (2, self.replace_before),
            (2, self.speak),
            (1, self.mark_over),
            (1, self.copy_elsewhere),
            (1, self.move_block),
            (1, self.cut_and_paste),
            (1, self.select_all),
            (1, self.paste_html),
            (1, self.change_looks),
            (1, self.resize),
        ]

    def play(self, moves: int) -> None:
        self.check()
        weights = [weight for weight, _ in self.gestures]
        for _ in range(moves):
            _, gesture = self.rng.choices(self.gestures, weights)[0]
            name = gesture.__name__
            figures, steps = self.figures(), self.steps()
            self.taken = self.figures_taken()
            self.session.seal()
            self.surface.editing.word.end()
            self.trail.append(f"{name} at {self.surface.editing.caret()}")
            self.most = 1
            gesture()
            self.surface.flush()
            self.check()
            if name not in {"undo", "redo"}:
                self.hold(self.steps() <= steps + self.most, f"one gesture, one step: {steps} -> {self.steps()}")
            if name not in {"undo", "redo", "raw", "speak"}:
                self.hold(len(self.figures()) >= len(figures) - self.taken, "a photo is lost")
            if name not in _NEW_FIGURES and name != "cut_and_paste":
                self.hold(len(self.figures()) <= len(figures), "a photo has come")
        self.wind_back()

    def wind_back(self) -> None:
        while self.session.redo():
            pass
        end = self.session.article
        self.hold(read(write(end))[0] == tidy(end), "what is written is read again")
        while self.session.undo():
            pass
        self.trail.append("undo all")
        self.hold(self.session.article == self.start, "undo-all gives the start")
        self.check()
        while self.session.redo():
            pass
        self.trail.append("redo all")
        self.hold(self.session.article == end, "redo-all gives the end")
        self.check()

    # -- what must hold

    def hold(self, fact: bool, words: str) -> None:
        if not fact:
            raise BrokenError(f"seed {self.seed}: {words}\n" + "\n".join(self.trail[-4:]))

    def steps(self) -> int:
        return len(self.session.history.past)

    def figures(self) -> list[str]:
        return [figure.src for figure in figures_of(self.session.article.body)]

    def figures_taken(self) -> int:
        """How many photos lie in the selection, or are next to be taken by a key on a selected one."""
        chosen = self.surface.editing.selected()
        if chosen is None:
            return 0
        return sum(row.kind is RowKind.FIGURE for row in cut_out(self.surface.editing.rows, *chosen).rows)

    def check(self) -> None:
        surface, rows = self.surface, self.surface.sync.page.rows
        article = self.session.article
        self.hold(surface.sync.page.article == article, "the page shows the session's article")
        self.hold(canonical(rows) == unfold_article(article), "the rows are the article's")
        self.hold(settle(unfold_article(article)) == unfold_article(article), "the schema is valid")
        document = surface.document()
        self.hold(document.blockCount() == len(rows), f"{document.blockCount()} blocks, {len(rows)} rows")
        before: Row | None = None
        block = document.firstBlock()
        for number, row in enumerate(rows):
            reading = read_block(block)
            self.hold(reading.exact and reading.rows == (row,), f"row {number}: {reading} is not {row}")
            formats = surface.sync.formats
            self.hold(block.blockFormat() == formats.block(row, before), f"the form of row {number} {row.kind}")
            plain_look = formats.char(row.kind, PLAIN_LOOK, row.box != 0)
            self.hold(block.charFormat() == plain_look, f"the form of an empty row {number}")
            self.check_looks(block, row)
            self.check_letters(row)
            before, block = row, block.next()
        cursor = surface.textCursor()
        here = rows[cursor.blockNumber()]
        self.hold(not here.is_atom or cursor.hasSelection(), "a caret in an atom selects it")

    def check_looks(self, block: object, row: Row) -> None:
        formats, iterator = self.surface.sync.formats, block.begin()  # type: ignore[attr-defined]
        spans = list(row.inline)
        while not iterator.atEnd():
            fragment = iterator.fragment()
            if row.is_atom:
                self.hold(fragment.charFormat() == formats.atom(row), "the look of an atom")
            else:
                rest = fragment.length()
                look = formats.char(row.kind, spans[0], row.box != 0)
                self.hold(fragment.charFormat() == look, f"the look of {fragment.text()!r}")
                while rest > 0 and spans and formats.char(row.kind, spans[0], row.box != 0) == look:
                    rest -= utf16(spans.pop(0).text)
            iterator += 1

    def check_letters(self, row: Row) -> None:
        self.hold(is_clean(row.text), f"letters: {row.text!r}")
        self.hold(unicodedata.is_normalized("NFC", row.text), "NFC")
        self.hold("\ufffc" not in row.text, "no object in a text")

    # -- gestures

    def send_text(self, text: str) -> None:
        """Letters as keys, one event each as a keyboard sends them."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.surface, letter)
            else:
                QApplication.sendEvent(
                    self.surface, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                )

    def type_word(self) -> None:
        word = self.rng.choice(WORDS)
        editing = self.surface.editing
        caret, row = editing.caret(), editing.rows[editing.caret().row]
        read = self.surface.sync.rows_read
        self.send_text(word)
        self.surface.flush()
        if caret.is_empty and not row.is_atom:
            # at most one row a letter, at any length; fewer when letters rest together
            self.hold(self.surface.sync.rows_read - read <= len(word), "a key reads one row")
            self.check_typed(row, caret.offset, word)

    def check_typed(self, row: Row, offset: int, word: str) -> None:
        """The text stands at the caret and the caret behind it; inside one letter with its mark nobody can type."""
        if any(map(unicodedata.combining, row.text[offset : offset + 1])):
            return
        self.surface.flush()
        here = self.surface.editing.caret()
        expected = unicodedata.normalize("NFC", row.text[:offset] + word)
        now = self.surface.editing.rows[here.row].text
        self.hold(now == unicodedata.normalize("NFC", expected + row.text[offset:]), f"typed {word!r} into {now!r}")
        self.hold(
            here.is_empty and (here.offset == len(expected) or len(expected) + len(row.text[offset:]) != len(now)),
            f"the caret stands behind {word!r}: {here}",
        )

    def compose(self) -> None:
        """A word is composed, then committed, or something comes between."""
        before = self.session.article
        word = self.rng.choice(COMPOSED)
        editing = self.surface.editing
        caret, row = editing.caret(), editing.rows[editing.caret().row]
        bare = caret.is_empty and not row.is_atom
        for part in word:
            self.input_method(preedit=part)
            if bare:
                self.hold(self.session.article == before, "composing text is not in the model")
        ending = self.rng.choice(["commit", "commit", "click", "focus", "save", "copy"])
        self.trail.append(f"  composing {word[-1]} ends by {ending}")
        if ending == "commit":
            self.input_method(commit=word[-1])
            if bare:
                self.check_typed(row, caret.offset, word[-1])
        elif ending == "click":
            self.most = 2  # the word, and the paragraph that a click below the text makes
            place = QPointF(self.surface.viewport().width() / 2, 90)
            for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
                button = Qt.MouseButton.LeftButton
                event = QMouseEvent(kind, place, place, button, button, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(self.surface.viewport(), event)
        elif ending == "focus":
            QApplication.sendEvent(self.surface, _focus_out())
        elif ending == "save":
            self.surface.commit_preedit()
        else:
            self.surface.copy()
        words = " ".join(row.text for row in editing.rows)
        self.hold(word[-1] in words, f"a composed word is lost: {word[-1]}")
        self.hold(not self.surface.composition.text, "nothing is composed any more")

    def input_method(self, preedit: str = "", commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.surface, event)

    def place(self) -> None:
        cursor = self.surface.textCursor()
        cursor.setPosition(self.rng.randrange(self.surface.document().characterCount()))
        self.surface.setTextCursor(cursor)

    def select(self) -> None:
        cursor = self.surface.textCursor()
        size = self.surface.document().characterCount()
        first = self.rng.randrange(size)
        span = self.rng.choice([3, 12, size])
        cursor.setPosition(first)
        cursor.setPosition(min(size - 1, first + self.rng.randrange(span)), QTextCursor.MoveMode.KeepAnchor)
        self.surface.setTextCursor(cursor)

    def select_all(self) -> None:
        QTest.keyClick(self.surface, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    def key(self) -> None:
        before = self.session.article
        key = self.rng.choice(
            [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End]
        )
        held = self.rng.choice(
            [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier]
        )
        for _ in range(self.rng.randint(1, 4)):
            QTest.keyClick(self.surface, key, held)
        self.hold(self.session.article is before, "moving changes nothing")

    def backspace(self) -> None:
        held = self.rng.choice([Qt.KeyboardModifier.NoModifier] * 3 + [Qt.KeyboardModifier.ControlModifier])
        QTest.keyClick(self.surface, Qt.Key.Key_Backspace, held)

    def back_to_photo(self) -> None:
        """Backspace below a photo selects it; the next one takes it, with its caption."""
        rows = self.surface.editing.rows
        below = [at for at, row in enumerate(rows) if rows[at - 1].kind is RowKind.CAPTION and not row.is_atom]
        below = [at for at in below if rows[at].kind is RowKind.PARAGRAPH and rows[at].box == rows[at - 1].box]
        if not below:
            return
        self.surface.editing.place(Caret.at(self.rng.choice(below), 0))
        before, photos = self.session.article, len(self.figures())
        QTest.keyClick(self.surface, Qt.Key.Key_Backspace)
        self.hold(self.session.article is before, "the first Backspace takes no photo")
        QTest.keyClick(self.surface, Qt.Key.Key_Backspace)
        self.taken = 1
        self.hold(len(self.figures()) == photos - 1, "the second Backspace takes one")

    def delete(self) -> None:
        QTest.keyClick(self.surface, Qt.Key.Key_Delete)

    def enter(self) -> None:
        held = self.rng.choice([Qt.KeyboardModifier.NoModifier] * 3 + [Qt.KeyboardModifier.ShiftModifier])
        QTest.keyClick(self.surface, Qt.Key.Key_Return, held)

    def cut(self) -> None:
        QTest.keyClick(self.surface, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)

    def copy(self) -> None:
        before = self.session.article
        QTest.keyClick(self.surface, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        self.hold(self.session.article is before, "copying changes nothing")

    def paste(self) -> None:
        QTest.keyClick(self.surface, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def cut_and_paste(self) -> None:
        """Cut and paste in place: the same article, and two undo steps, of which one is taken back here."""
        if self.surface.editing.selected() is None:
            return
        before = self.session.article
        self.cut()
        self.paste()
        self.hold(self.session.article == before, "cut and paste in place gives the same article")
        self.session.undo()

    def paste_text(self) -> None:
        text = self.rng.choice(
            ["một dòng", "hai\ndòng", "tie\u0302\u0301ng\u2028x\u0007\ty", "https://hanoi.vn/a", "\n\nba\n\nbốn\n"]
        )
        QGuiApplication.clipboard().setText(text)
        self.rng.choice([self.paste, self.surface.paste_plain])()

    def paste_html(self) -> None:
        data = QMimeData()
        data.setHtml(self.rng.choice(HTML))
        self.surface.insertFromMimeData(data)

    def change_looks(self) -> None:
        before = self.session.article
        self.surface.set_theme(Theme.load(self.rng.choice(["light", "dark"])), self.rng.choice([0.9, 1.0, 1.5]))
        self.hold(self.session.article is before, "theme and zoom change nothing")

    def resize(self) -> None:
        before = self.session.article
        self.surface.resize(self.rng.choice([400, 900, 1500]), self.rng.choice([300, 1000]))
        QApplication.processEvents()
        self.hold(self.session.article is before, "the size of the window changes nothing")

    def raw(self) -> None:
        """An edit past all handlers, as assistive tools make them."""
        document = self.surface.document()
        cursor = QTextCursor(document)
        size = document.characterCount()
        cursor.setPosition(self.rng.randrange(size))
        what = self.rng.choice(["insert", "insert", "remove", "block", "nfd", "half"])
        self.trail.append(f"  raw {what} at {cursor.position()}")
        if what == "insert":
            cursor.insertText(self.rng.choice(["x", "đ ", "hai\ndòng", "\ufffc", "\u2028", "a\u0000b"]))
        elif what == "nfd":
            cursor.insertText("o\u0302\u0301")
        elif what == "block":
            cursor.insertBlock()
        else:
            span = 1 if what == "half" else self.rng.choice([1, 2, 8, 30])
            cursor.setPosition(min(size - 1, cursor.position() + span), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        if self.rng.random() < 0.3:
            QApplication.processEvents()

    def undo(self) -> None:
        QTest.keyClick(self.surface, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def redo(self) -> None:
        QTest.keyClick(self.surface, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        if self.rng.random() < 0.5:
            QTest.keyClick(
                self.surface, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            )

    def shape(self) -> None:
        self.surface.set_block_kind(self.rng.choice(KINDS).value)

    def mark(self) -> None:
        if self.rng.random() < 0.25:
            self.surface.set_link(self.rng.choice(["", "https://b.vn"]))
        else:
            self.surface.toggle_mark(self.rng.choice(["strong", "emphasis"]))

    def box(self) -> None:
        self.surface.make_box()

    def indent(self) -> None:
        key = self.rng.choice([Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight])
        QTest.keyClick(self.surface, key, Qt.KeyboardModifier.ControlModifier)

    def burst(self) -> None:
        """Letters, Backspaces, letters: one word, one step."""
        typed, back, word = self.rng.choice(BURSTS)
        editing = self.surface.editing
        caret, row = editing.caret(), editing.rows[editing.caret().row]
        self.send_text(typed)
        for _ in range(back):
            QTest.keyClick(self.surface, Qt.Key.Key_Backspace)
        self.send_text(word)
        if caret.is_empty and not row.is_atom:
            self.check_typed(row, caret.offset, typed[: len(typed) - back] + word)

    def replace_before(self) -> None:
        """An input method in surrounding-text mode: the letters before the caret give way to others."""
        editing = self.surface.editing
        caret, row = editing.caret(), editing.rows[editing.caret().row]
        length = self.rng.choice([1, 2])
        before = row.text[max(caret.offset - length, 0) : caret.offset]
        if not caret.is_empty or row.is_atom or caret.offset < length or not before.isalpha():
            return
        if any(map(unicodedata.combining, row.text[caret.offset : caret.offset + 1])):
            return
        event = QInputMethodEvent()
        event.setCommitString("ệ", -utf16(before), utf16(before))
        QApplication.sendEvent(self.surface, event)
        self.surface.flush()
        now = editing.rows[editing.caret().row].text
        wanted = row.text[: caret.offset - length] + "ệ" + row.text[caret.offset :]
        self.hold(now == unicodedata.normalize("NFC", wanted), f"replaced {before!r}: {now!r}")

    def speak(self) -> None:
        """A screen reader, or a dictation program, writes through the accessible text interface."""
        interface = QAccessible.queryAccessibleInterface(self.surface)
        text = interface.editableTextInterface()
        size = self.surface.document().characterCount() - 1
        at = self.rng.randint(0, size)
        match self.rng.choice(["insert", "delete", "replace"]):
            case "insert":
                text.insertText(at, self.rng.choice(["đọc", "🙂 ", "hai\ndòng"]))
            case "delete":
                text.deleteText(at, min(size, at + self.rng.randint(0, 5)))
            case _:
                text.replaceText(at, min(size, at + self.rng.randint(0, 3)), "thay")

    def mark_over(self) -> None:
        """Spelling and the like mark words; the article is not touched."""
        before = self.session.article
        row = self.rng.randrange(len(self.surface.editing.rows))
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        length = self.surface.editing.rows[row].length
        shown = [mark(self.surface, self.surface.editing, row, (0, length), look)]
        self.surface.layers.show("spelling", self.rng.choice([shown, []]))
        self.hold(self.session.article is before, "spelling changes nothing")

    def copy_elsewhere(self) -> None:
        """What is copied and pasted into an empty article is what was selected."""
        surface, rows = self.surface, self.surface.editing.rows
        if len(rows) == len(HEADS):
            return
        first = self.rng.randrange(len(HEADS), len(rows))
        last = self.rng.randrange(first, len(rows))
        start, end = self.rng.randint(0, rows[first].length), self.rng.randint(0, rows[last].length)
        surface.editing.place(Caret(last, end, first, start))
        piece = surface.pasting.selection()
        if piece is None:
            return
        surface.copy()
        other = DocumentSession(Path("/nonexistent"), Article(body=(Paragraph(),)), Newsroom())
        surface.show_session(other)
        surface.editing.place(Caret.at(2, 0))
        surface.paste()
        pasted = other.article.body
        caret = self.session.caret
        surface.show_session(self.session)
        surface.editing.place(caret)
        wanted = (Paragraph(piece.rows[0].inline),) if _is_words(piece) else piece.body()
        if not wanted:  # rows without a word: the empty article stays empty
            pasted = tidy(other.history.present).body
        self.hold(pasted == wanted, f"copied and pasted elsewhere: {pasted} is not {wanted}")

    def insert(self) -> None:
        match self.rng.choice(["rule", "table", "embed", "pull", "box"]):
            case "rule":
                self.surface.insert_rule()
            case "table":
                self.surface.insert_table(self.rng.randint(1, 3), self.rng.randint(1, 3))
            case "embed":
                self.surface.insert_embed(self.rng.choice(["https://vtv.vn/y", "không phải"]))
            case "pull":
                self.surface.make_pull_quote()
            case _:
                self.surface.make_box(titled=False)

    def edit_table(self) -> None:
        """What the grid sheet does: cells, rows and columns, then one edit of the page."""
        found = [(at, row.payload) for at, row in enumerate(self.surface.editing.rows) if row.kind is RowKind.TABLE]
        if not found:
            return
        at, table = self.rng.choice(found)
        assert isinstance(table, Table)
        grid = GridModel(table, lambda row, column: f"{row} {column}")
        for _ in range(self.rng.randint(1, 4)):
            row, column = self.rng.randrange(grid.rowCount()), self.rng.randrange(grid.columnCount())
            match self.rng.choice(["cell", "cell", "row", "column", "drop", "mark", "paste", "undo"]):
                case "cell":
                    grid.setData(grid.index(row, column), self.rng.choice(CELLS))
                case "row":
                    grid.change(tables.with_row(grid.table, row))
                case "column":
                    grid.change(tables.with_column(grid.table, column))
                case "drop":
                    grid.change(self.rng.choice([tables.without_row, tables.without_column])(grid.table, 0))
                case "mark":
                    grid.mark([grid.index(row, column)], "strong")
                case "paste":
                    grid.change(tables.put(grid.table, row, column, tables.from_text("a\tb\nc")))
                case _:
                    grid.undo()
        self.surface.inserting.set_atom(at, table, grid.table)
        shown = [row.payload for row in self.surface.editing.rows if row.kind is RowKind.TABLE]
        self.hold(grid.table in shown, "the page shows the table of the grid")

    def gallery(self) -> None:
        photos = [at for at, row in enumerate(self.surface.editing.rows) if row.kind is RowKind.FIGURE]
        if photos and self.rng.random() < 0.8:
            self.surface.editing.place(select_atom(self.rng.choice(photos)))
        figures = self.surface.figures
        before = sorted(self.figures())
        match self.rng.choice(["make", "make", "out", "dissolve", "size", "turn"]):
            case "make":
                figures.make_gallery()
            case "out":
                figures.take_out()
            case "dissolve":
                figures.dissolve()
            case "size":
                figures.set_size(self.rng.choice(["wide", "small", "column"]))
            case _:
                figures.turn(self.rng.choice([90, -90]))
        self.hold(sorted(self.figures()) == before, "a gallery keeps its photos")

    # -- dragging: the events that Qt sends, this page being where the drag began

    def drop_own(self) -> None:
        """What is selected, or a photo with its caption, dragged to another place of the page."""
        editing = self.surface.editing
        atoms = [at for at, row in enumerate(editing.rows) if row.is_atom]
        if atoms and self.rng.random() < 0.6:
            editing.place(select_atom(self.rng.choice(atoms)))
        alone = editing.selected_atom()
        if editing.selected() is None:
            return
        before, data = sorted(self.figures()), self.surface.createMimeDataFromSelection()
        payload = None if alone is None else editing.rows[alone].payload
        under = None if alone is None or alone + 1 >= len(editing.rows) else editing.rows[alone + 1].inline
        self.drop(data, own=True)
        if alone is not None:
            self.hold(sorted(self.figures()) == before, "a dragged photo is moved, not copied")
            self.surface.flush()
            rows = self.surface.editing.rows
            at = next((number for number, row in enumerate(rows) if row.payload == payload), None)
            self.hold(at is not None, "a dragged atom is still there")
            if isinstance(payload, Figure) and at is not None:
                captions = [rows[n + 1].inline for n, row in enumerate(rows) if row.payload == payload]
                self.hold(under in captions, "a dragged photo takes its caption along")

    def drop_text(self) -> None:
        data = QMimeData()
        data.setText(self.rng.choice(["thả vào", "hai\ndòng"]))
        if self.rng.random() < 0.4:
            data.setHtml(self.rng.choice(HTML))
        self.drop(data, own=False)

    def drop_files(self) -> None:
        before = self.session.article
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile("/x/IMG_1.JPG"), QUrl.fromLocalFile("/x/IMG_2.JPG")])
        told: list[int] = []
        hear = self.surface.files_dropped.connect(lambda _files, at: told.append(at))
        self.drop(data, own=False)
        self.surface.files_dropped.disconnect(hear)
        self.hold(len(told) == 1 and 0 <= told[0] <= len(before.body), f"files are told once: {told}")
        self.hold(self.session.article is before, "dropped files change nothing by themselves")

    def drop(self, data: QMimeData, *, own: bool) -> None:
        size = self.surface.viewport().size()
        places = [QPointF(self.rng.uniform(5, size.width() - 5), self.rng.uniform(5, size.height() - 5)) for _ in "abc"]
        drag_and_drop(self.surface, data, places, own=own)
        self.hold(self.surface._canvas.drop_line is None, "the line goes with the drag")

    def drag(self) -> None:
        rows = self.surface.editing.rows
        row = self.rng.randrange(len(rows))
        data = self.surface.createMimeDataFromSelection()
        self.surface.pasting.move(data, Spot(row, self.rng.randint(0, rows[row].length)))

    def move_block(self) -> None:
        self.surface.shaping.move_block(self.rng.choice([-1, 1]))


def _is_words(piece: Slice) -> bool:
    """Part of a row's text, or a row of words whose kind an empty paragraph does not take over."""
    return piece.is_text and (piece.open_start or piece.open_end)


class _Enter(QDragEnterEvent):
    def source(self) -> QObject | None:
        return self.began


class _Move(QDragMoveEvent):
    def source(self) -> QObject | None:
        return self.began


class _Drop(QDropEvent):
    def source(self) -> QObject | None:
        return self.began


def drag_and_drop(surface: Surface, data: QMimeData, places: Sequence[QPointF], *, own: bool) -> bool:
    """A drag over the viewport that is dropped at the last place; whether it was taken.

    Qt knows where a drag began only while the system drags; so the events say it themselves.
    """
    target, action = surface.viewport(), Qt.DropAction.MoveAction if own else Qt.DropAction.CopyAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    began = target if own else None

    def send(kind: type[_Enter] | type[_Move] | type[_Drop], place: QPointF) -> bool:
        at = place if kind is _Drop else place.toPoint()
        event = kind(at, action, data, *held)  # type: ignore[arg-type]
        event.began = began  # type: ignore[union-attr]
        QApplication.sendEvent(target, event)
        return event.isAccepted()

    if not send(_Enter, places[0]):
        return False
    for place in places:
        send(_Move, place)
    return send(_Drop, places[-1])


def _focus_out() -> QEvent:
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
