"""Words typed in a headline while the window does something else are on the page, in the file or in the journal.

Real keys without a pause in between, each burst followed at once by something that takes the page away from under
them: another article, a new one, undo and redo, a save, a sheet, another language, theme or zoom, the bin, focus mode,
another part of the window, a word that is being composed. The disk takes its time, so that saves are on their way.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.settings import Settings
from editor.errors import EditorError
from editor.library.journal import journals, read_file
from editor.library.workspace import Saved, Workspace
from editor.model.article import Article
from editor.qt.renewing import renew, use
from editor.qt.window import MainWindow
from editor.source.reader import read
from editor.source.writer import write
from window_driver import CTRL, Driver, driving, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


@dataclass
class Hands:
    """Somebody types fast and does something else before the last letter is on the page's rows."""

    window: MainWindow
    chance: random.Random
    words: dict[str, list[str]] = field(default_factory=dict)  # by an article's id, in the order of typing
    refused: list[str] = field(default_factory=list)
    number: int = 0
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.follow(self.window)

    def follow(self, window: MainWindow) -> None:
        self.window = window
        window.desk.saver.failed.connect(self._failed)
        window.renewed.connect(self.follow)

    def _failed(self, error: EditorError, folder: Path) -> None:
        self.refused.append(f"{folder.name}: {error!r}")

    @property
    def root(self) -> Path:
        assert self.window.desk.workspace is not None
        return self.window.desk.workspace.root

    # -- typing

    def type(self) -> None:
        """A word at the end of the headline; nothing is waited for."""
        window = self.window
        if window.session is None:
            window.actions_.by_id["article.new"].trigger()
        session, surface = window.session, window.surface
        assert session is not None
        surface.setFocus()
        QTest.keyClick(surface, Qt.Key.Key_Home, CTRL)
        surface.moveCursor(QTextCursor.MoveOperation.EndOfBlock)  # End is the end of a line, of which it may have two
        self.number += 1
        word = f"tu{self.number}"
        self.words.setdefault(session.history.present.id, []).append(word)
        self.done.append(word)
        driver = Driver(window)
        for letter in f" {word}":
            driver._letter(surface, letter)
            self._breathe(0.1)
        if self.chance.random() < 0.3:
            self._compose(session.history.present.id)

    def _compose(self, ident: str) -> None:
        """A word that is still being composed when the window does something else."""
        self.number += 1
        word = f"tu{self.number}"
        self.words[ident].append(word)
        self.done.append(f"{word}…")
        surface = self.window.surface
        Driver(self.window)._letter(surface, " ")
        for end in range(1, len(word) + 1):
            QApplication.sendEvent(surface, QInputMethodEvent(word[:end], []))
            self._breathe(0.1)

    def _breathe(self, often: float) -> None:
        if self.chance.random() < often:
            pause(self.chance.choice((0, 1, 5, 15, 25, 60)))

    # -- what comes between

    def disturb(self, name: str) -> None:
        self.done.append(name)
        getattr(self, f"_{name}")()

    def _command(self, ident: str) -> None:
        self.window.actions_.refresh()
        self.window.actions_.by_id[ident].trigger()

    def _new(self) -> None:
        self._command("article.new")

    def _other(self) -> None:
        """Another article, and half of the time straight back."""
        here = self.window.session.folder if self.window.session is not None else None
        self.window.open_article(self.chance.choice(list(Workspace(self.root).article_folders())))
        if here is not None and self.chance.random() < 0.5:
            self._breathe(0.3)
            self.window.open_article(here)

    def _reopened(self) -> None:
        """By what a notice offers, which is not the window's own way."""
        self.window.desk.disk._reopen(self.chance.choice(list(Workspace(self.root).article_folders())))

    def _undo_redo(self) -> None:
        steps = self.chance.randrange(1, 5)
        for ident in ("edit.undo", "edit.redo"):
            for _ in range(steps):
                self._command(ident)
                self._breathe(0.2)

    def _save(self) -> None:
        self._command("file.save")
        self._breathe(0.3)

    def _finish(self) -> None:
        self.window.desk.saver.finish()

    def _export(self) -> None:
        self._sheet("export.open")

    def _palette(self) -> None:
        self._sheet("palette.open")

    def _sheet(self, ident: str) -> None:
        if ident not in self.window.actions_.by_id:
            return
        self._command(ident)
        self._breathe(0.5)
        for _ in range(5):
            if not self.window.shell.is_busy():
                return
            QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Escape)
            pause(5)

    def _theme(self) -> None:
        settings = self.window.desk.settings
        use(self.window, replace(settings, theme="dark" if settings.theme == "light" else "light"))

    def _zoom(self) -> None:
        self.window.shell.zoom_page(self.chance.choice((1, -1, 0)))

    def _renew(self) -> None:
        settings = self.window.desk.settings
        lang = "en" if self.window.desk.messages.lang == "vi" else "vi"
        old = self.window
        renew(old, replace(settings, lang=lang, zoom=self.chance.choice((100, 125))))
        assert self.window is not old

    def _bin(self) -> None:
        """Into the bin and, by the toast, back."""
        desk, session = self.window.desk, self.window.session
        if session is None:
            return
        told: list[Callable[[], object]] = []
        connection = desk.toasted.connect(lambda said: told.append(said.undo))
        self._command("article.delete")
        until(lambda: told)
        desk.toasted.disconnect(connection)
        if self.chance.random() < 0.7:
            told[0]()
            until(lambda: not desk.saver.jobs.is_busy())

    def _focus(self) -> None:
        QTest.keyClick(self.window.surface, Qt.Key.Key_F11)
        self._breathe(0.5)
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_F11)

    def _area(self) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_F6)

    def _click(self) -> None:
        target = self.chance.choice(
            (self.window.surface.viewport(), self.window.status_bar, self.window.library.search, self.window.details)
        )
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)

    def _away(self) -> None:
        """The window loses the keyboard to another program and gets it back."""
        QApplication.sendEvent(self.window, QEvent(QEvent.Type.ActivationChange))
        self.window.changeEvent(QEvent(QEvent.Type.ActivationChange))

    def _tag(self) -> None:
        """A panel changes something else of the article."""
        self.window.desk.edit(lambda article: replace(article, kicker=f"k{self.number}"))

    def _look(self) -> None:
        self.window.desk.disk.look()
        self._breathe(0.5)

    def _nothing(self) -> None:
        self._breathe(0.8)

    # -- where the words are

    def missing(self) -> list[str]:
        """What is not where it was typed. Somebody who leaves an article finds it in its file or in the journal."""
        window, lost = self.window, list(self.refused)
        session = window.session
        if session is not None:
            window.flush()
            present = session.article
            shown = window.surface.toPlainText().split("\n")[0]
            if shown != present.headline:
                lost.append(f"the page says {shown!r}, the session {present.headline!r}")
            lost += self._lacking(present.id, [present.headline], "the page")
            window.desk.saver.finish()
        until(lambda: not window.desk.saver.jobs.is_busy())
        for ident in self.words:
            lost += self._lacking(ident, self._stored(ident), "the disk")
        return lost

    def _lacking(self, ident: str, headlines: list[str], place: str) -> list[str]:
        wanted = self.words.get(ident, [])
        if any(headline.split() == wanted for headline in headlines):
            return []
        return [f"{place} of {ident}: {headlines} instead of {wanted}"]

    def _stored(self, ident: str) -> list[str]:
        places = [*(self.root / "articles").glob("*/article.md"), *self.root.glob(".standfirst/trash/*/*/article.md")]
        texts = [place.read_text(encoding="utf-8") for place in places]
        texts += [read_file(path).text for path in journals(self.root)]
        articles: list[Article] = [read(text)[0] for text in texts if ident in text]
        return [article.headline for article in articles if article.id == ident]


QUICK = ("new", "other", "reopened", "undo_redo", "save", "finish", "theme", "zoom", "focus", "area", "click", "away")
QUICK += ("tag", "look", "nothing")
SLOW = ("export", "palette", "renew", "bin")


@contextmanager
def slow_disk(chance: random.Random) -> Iterator[None]:
    """Saves take up to a tenth of a second, as on a share."""
    whole = Workspace.save_with_findings

    def later(self: Workspace, folder: Path, article: Article, expected_hash: str) -> Saved:
        time.sleep(chance.choice((0, 0.005, 0.03, 0.1)))
        return whole(self, folder, article, expected_hash)

    Workspace.save_with_findings = later  # type: ignore[method-assign]
    try:
        yield
    finally:
        Workspace.save_with_findings = whole  # type: ignore[method-assign]


def keep_at_it(sample: Path, seed: int, steps: int, seconds: float) -> int:
    """So many words, or as many as fit into the time; how many there were."""
    chance = random.Random(seed)
    for folder in Workspace(sample).article_folders():  # only what is typed here is looked for
        empty_headline(folder)
    end = time.monotonic() + seconds
    with driving(sample, Settings(theme="light", lang="vi")) as driver, slow_disk(random.Random(seed + 1)):
        hands = Hands(driver.window, chance)
        for done in range(steps):
            hands.type()
            hands.disturb(chance.choice(SLOW if chance.random() < 0.06 else QUICK))
            if chance.random() < 0.3:
                hands.type()
                hands.disturb(chance.choice(QUICK))
            lost = hands.missing()
            assert not lost, "\n".join([f"{seed}, {done}: {' '.join(hands.done[-20:])}", *lost])
            if time.monotonic() > end:
                break
        if hands.window is not driver.window:
            hands.window.leave()
            hands.window.deleteLater()
    return hands.number


def empty_headline(folder: Path) -> None:
    file = folder / "article.md"
    article, _ = read(file.read_text(encoding="utf-8"))
    file.write_text(write(replace(article, headline="")), encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_words_typed_while_the_window_does_something_else_are_kept(seed: int, sample: Path, qapp: object) -> None:
    assert keep_at_it(sample, seed, 60, seconds=6) > 15


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_many_words_typed_while_the_window_does_something_else_are_kept(seed: int, sample: Path, qapp: object) -> None:
    assert keep_at_it(sample, seed, 400, seconds=240) > 100
