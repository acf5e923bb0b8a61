"""Drives the real window as a person does: key, input-method and mouse events, never calls into the model."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget

from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.qt.main import make_window
from editor.qt.surface import Surface
from editor.qt.surface.clipboard import settle_clipboard
from editor.qt.theme.theme import Theme
from editor.qt.window import MainWindow

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def pause(milliseconds: int = 0) -> None:
    """Let events be handled; other threads run meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(true: Callable[[], object], most: int = 15_000) -> None:
    """Wait until something holds, at most so many ms."""
    deadline = QDeadlineTimer(most)
    while not true():
        assert not deadline.hasExpired(), "waited in vain"
        pause(15)


class Driver:
    """One window and the hands on it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def article(self) -> Article:
        assert self.window.session is not None
        return self.window.session.article

    def settle(self) -> None:
        """Until everything that was asked for has come."""
        pause(20)
        until(lambda: not self.window.desk.is_busy())
        pause(20)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO, on: QWidget | None = None) -> None:
        """A key, on the widget with the focus."""
        target = on or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)
        pause()

    def write(self, text: str, on: QWidget | None = None) -> None:
        """Type as a Vietnamese keyboard does: words with marks are composed and committed, the rest are keys."""
        target = on or QApplication.focusWidget()
        assert target is not None
        for word in text.replace(" ", "\0 \0").split("\0"):
            if word.isascii():
                for letter in word:
                    self._letter(target, letter)
            else:
                for end in range(1, len(word) + 1):
                    QApplication.sendEvent(target, QInputMethodEvent(word[:end], []))
                done = QInputMethodEvent()
                done.setCommitString(word)
                QApplication.sendEvent(target, done)
        pause()

    def write_at_the_start(self, words: str) -> None:
        """Into the first line of the page."""
        surface = self.window.surface
        surface.setFocus()
        self.press(Qt.Key.Key_Home, CTRL, on=surface)
        self.write(words, on=surface)

    def _letter(self, target: QWidget, letter: str) -> None:
        code = ord(letter.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, code, NO, letter))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO, at or widget.rect().center())
        pause()

    def act_on_banner(self) -> None:
        """Press what the banner offers, as soon as there is one."""
        banner = self.window.banner
        until(banner.isVisible)
        assert banner.notice is not None
        assert banner.notice.act is not None, banner.notice
        self.click(next(one for one in banner.findChildren(QPushButton) if one.text() == banner.notice.action))

    def click_row(self, view: QAbstractItemView, row: int, from_right: int | None = None) -> None:
        """A row of a list, in its middle or so many px from its right edge."""
        rect = view.visualRect(view.model().index(row, 0))
        spot = rect.center() if from_right is None else QPoint(rect.right() - from_right, rect.center().y())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO, spot)
        pause()

    def action(self, ident: str) -> QAction:
        """The action of a command, by its object name."""
        found = self.window.findChild(QAction, ident)
        assert found is not None, ident
        return found

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, CTRL)

    def redo(self) -> None:
        self.press(Qt.Key.Key_Y, CTRL)


@contextmanager
def driving(workspace: Path, settings: Settings | None = None, size: tuple[int, int] = (1440, 900)) -> Iterator[Driver]:
    """A window on a workspace, its list read; closed afterwards."""
    window = make_window(settings or Settings(theme="light", lang="vi"))
    window.resize(*size)
    window.show()
    window.activateWindow()
    window.show_workspace(workspace)
    driver = Driver(window)
    driver.settle()
    try:
        yield driver
    finally:
        if not window.close():
            window.leave()  # what could not be saved is in the journal
        window.deleteLater()
        pause()


@contextmanager
def open_page(height: int) -> Iterator[Surface]:
    """A page by itself, 900 px wide and so many high."""
    shown = Surface(Theme.load("light"))
    shown.resize(900, height)
    shown.show()
    yield shown
    settle_clipboard()
    shown.photos.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


_samples: dict[str, Path] = {}


def sample_workspace(folder: Path, cache: Path) -> Path:
    """The sample newsroom with its three articles; its photos are drawn once a run and copied after that."""
    if "sample" not in _samples:
        made = cache / "sample"
        Workspace.init(made, sample=True, lang="vi")
        _samples["sample"] = made
    shutil.copytree(_samples["sample"], folder)
    return folder


def newest(workspace: Path) -> Path:
    """The folder of the newest article."""
    return sorted((workspace / "articles").iterdir())[-1]
