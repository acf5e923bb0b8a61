"""A monkey for the page: random gestures on the real widget, and what must hold after each (surface.md, properties)."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model import tidy
from editor.model.article import Article
from editor.model.blocks import Embed, Figure, Rule, Source, Span, Table, figures_of, plain
from editor.model.newsroom import Newsroom
from editor.model.page import Spot
from editor.model.row_rules import settle
from editor.model.rows import Row, RowKind, canonical, fold_article, unfold_article
from editor.model.shaping import SHAPED
from editor.model.slices import cut_out
from editor.qt.surface import Surface
from editor.qt.surface.formats import PLAIN_LOOK
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
_NEW_FIGURES = {"paste", "undo", "redo", "drag", "raw"}


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

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.start = some_article(self.rng)
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
            taken = self.figures_taken()
            self.session.seal()
            self.surface.editing.word.end()
            self.trail.append(f"{name} at {self.surface.editing.caret()}")
            gesture()
            self.surface.flush()
            self.check()
            if name not in {"undo", "redo"}:
                self.hold(self.steps() <= steps + 1, f"one gesture, one step: {steps} -> {self.steps()}")
            if name not in {"undo", "redo", "raw"}:
                self.hold(len(self.figures()) >= len(figures) - taken, "a photo is lost")
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
        self.send_text(word)
        if caret.is_empty and not row.is_atom:
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

    def drag(self) -> None:
        rows = self.surface.editing.rows
        row = self.rng.randrange(len(rows))
        data = self.surface.createMimeDataFromSelection()
        self.surface.pasting.move(data, Spot(row, self.rng.randint(0, rows[row].length)))

    def move_block(self) -> None:
        self.surface.shaping.move_block(self.rng.choice([-1, 1]))


def _focus_out() -> QEvent:
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
