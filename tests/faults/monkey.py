"""A monkey over the whole window: random keys, clicks, wheels, commands, sheets, sizes; and what must hold after it.

    python -m faults.monkey FOLDER SEED EVENTS [PLANTED]    one run in a process of its own; prints JSON
    python -m faults.monkey FOLDER SEED OPENINGS soak [leak]    opens and closes articles instead

At each halt: no exception anywhere, the page says what the session says, the file says what the page says once it is
saved, and every article that ever was is still there, among the articles or in the bin, with the words it had.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QDrag, QGuiApplication, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from editor.app.session import Change
from editor.app.settings import Settings
from editor.library import bin as trash
from editor.library.workspace import Workspace
from editor.model import tidy
from editor.model.article import Article
from editor.qt.main import make_window
from editor.qt.window import MainWindow
from editor.source.writer import write

HALT = 400  # events between two halts
_REST = 0.5  # seconds; typography waits 0.4 for a pause
_LEAVES = {"app.quit", "workspace.open"}
_WORDS = ("đường", "ủy", "Hà Nội", "2022..", "🙂", "quản lý", "tie\u0302\u0301ng", "https://a.vn/x", "Ảnh: Lan")
_KEYS = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up),
    *(Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F6, Qt.Key.Key_Slash, Qt.Key.Key_Backtab, Qt.Key.Key_Menu),
)
_MODIFIERS = (
    *(Qt.KeyboardModifier.NoModifier,) * 6,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_SIZES = ((1536, 960), (1180, 760), (1000, 700), (800, 560))


@dataclass
class Monkey:
    """One window in random hands."""

    window: MainWindow
    chance: random.Random
    problems: list[str] = field(default_factory=list)
    said: dict[str, Article] = field(default_factory=dict)  # by id: folder names come again
    events: int = 0
    _rested: float = 0.0

    def __post_init__(self) -> None:
        self.follow(self.window)

    def follow(self, window: MainWindow) -> None:
        """Another language or size of words in the settings takes a new window and closes this one."""
        self.window = window
        window.shell.close_window = lambda: None  # type: ignore[method-assign]
        window.desk.article_changed.connect(self._changed)
        window.renewed.connect(self.follow)

    def _changed(self, change: Change) -> None:
        self.said[change.after.id] = change.after

    def act(self) -> None:
        """One gesture of one to some events."""
        chosen = self.chance.choices(
            (self._type, self._key, self._click, self._command, self._compose, self._wheel, self._drag, self._odd),
            (30, 26, 18, 9, 7, 4, 4, 2),
        )[0]
        chosen()
        self._turn()
        self._leave_popups()

    def _turn(self) -> None:
        """One turn of the event loop; what was to be deleted later goes too, which without a loop it would not."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _target(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def _type(self) -> None:
        for letter in self.chance.choice(("x", " ", "tin ", "abc", ".", "1 ", "-", "#", "/")):
            QTest.keyClick(self._target(), letter)
            self.events += 1

    def _key(self) -> None:
        key, modifiers = self.chance.choice(_KEYS), self.chance.choice(_MODIFIERS)
        QTest.keyPress(self._target(), key, modifiers)
        QTest.keyRelease(self._target(), key, modifiers)  # whoever has the focus by then: the first may be gone
        self.events += 1

    def _compose(self) -> None:
        word, target = self.chance.choice(_WORDS), self._target()
        for end in range(1, self.chance.randrange(1, len(word) + 1) + 1):
            QApplication.sendEvent(target, QInputMethodEvent(word[:end], []))
            self.events += 1
        if self.chance.random() < 0.8:
            done = QInputMethodEvent()
            done.setCommitString(word)
            QApplication.sendEvent(target, done)
            self.events += 1

    def _widget(self) -> QWidget:
        """A visible one that a mouse can reach: what covers it gets the click."""
        place = QPoint(self.chance.randrange(self.window.width()), self.chance.randrange(self.window.height()))
        return self.window.childAt(place) or self.window

    def _click(self) -> None:
        target = QApplication.activePopupWidget() or self._widget()
        at = QPoint(self.chance.randrange(max(target.width(), 1)), self.chance.randrange(max(target.height(), 1)))
        button = Qt.MouseButton.RightButton if self.chance.random() < 0.06 else Qt.MouseButton.LeftButton
        click = QTest.mouseDClick if self.chance.random() < 0.08 else QTest.mouseClick
        click(target, button, self.chance.choice(_MODIFIERS[:7]), at)
        self.events += 2

    def _drag(self) -> None:
        target = self._widget()
        width, height = max(target.width(), 1), max(target.height(), 1)
        start, end = (QPoint(self.chance.randrange(width), self.chance.randrange(height)) for _ in range(2))
        QTest.mousePress(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(target, end)
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        self.events += 3

    def _wheel(self) -> None:
        target, turn = self._widget(), QPoint(0, self.chance.choice((-360, -120, 120, 360)))
        at = QPointF(target.rect().center())
        none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(at, at, QPoint(), turn, Qt.MouseButton.NoButton, none, phase, False)
        QApplication.sendEvent(target, wheel)
        self.events += 1

    def _command(self) -> None:
        ident = self.chance.choice(sorted(self.window.actions_.by_id.keys() - _LEAVES))
        self.window.actions_.by_id[ident].trigger()
        self.events += 1

    def _odd(self) -> None:
        """What happens to a window in a newsroom: another size, another article, a clipboard, a lost focus."""
        match self.chance.randrange(5):
            case 0:
                self.window.resize(*self.chance.choice(_SIZES))
            case 1:
                folders = [item.folder for item in self.window.desk.articles]
                if folders and not self.window.shell.is_busy():
                    self.window.open_article(self.chance.choice(folders))
            case 2:
                QGuiApplication.clipboard().setText(self.chance.choice(("một dòng", "hai\ndòng", "https://a.vn/b")))
            case 3:
                QApplication.sendEvent(self.window, QEvent(QEvent.Type.ActivationChange))
            case _:
                self.window.surface.setFocus()
        self.events += 1

    def _leave_popups(self) -> None:
        """A file dialog leads out of the window; a menu stays open for a while."""
        for dialog in [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]:
            dialog.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None and self.chance.random() < 0.3:
            popup.close()

    # -- halts ---

    def halt(self) -> None:
        """Everything closes, everything is saved, everything is looked at."""
        for _ in range(20):
            popup = QApplication.activePopupWidget()
            if popup is not None:
                popup.close()
            elif self.window.shell.is_busy():
                QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Escape)
                self._close_sheet()
            else:
                break
            self._turn()
        self._rested = time.monotonic()
        self._wait(self._at_rest, 20)
        self.problems += list(self._wrong())

    def _at_rest(self) -> bool:
        """Tools that mend what was typed have had their turn, and it is saved: half a second after the last change."""
        desk = self.window.desk
        self.window.flush()
        modified = desk.session is not None and desk.session.is_modified
        if modified:
            desk.saver.save_now()
        if modified or desk.is_busy():
            self._rested = time.monotonic()
        return time.monotonic() - self._rested > _REST

    def _close_sheet(self) -> None:
        from editor.qt.dialogs.sheet import Sheet

        for sheet in self.window.findChildren(Sheet):
            if sheet.isVisible() and self.window.shell.is_busy():
                sheet.dismiss()

    def _wait(self, until: Callable[[], bool], most: float) -> None:
        end = time.monotonic() + most
        while not until() and time.monotonic() < end:
            self._turn()
            time.sleep(0.002)

    def _wrong(self) -> Iterator[str]:
        workspace, session = self.window.desk.workspace, self.window.session
        if workspace is None:
            yield "the workspace is gone"
            return
        if session is not None:
            self.said[session.article.id] = session.article
            shown = self.window.surface.toPlainText().replace("\ufffc", "").split("\n")
            if shown[0] != session.article.headline:
                yield f"the page says {shown[0]!r}, the session {session.article.headline!r}"
        places = [*workspace.article_folders(), *(entry.folder for entry in trash.entries(workspace))]
        stored = {article.id: article for article in map(_read, places)}
        for ident, article in self.said.items():
            if ident not in stored:
                yield f"{article.headline!r} ({ident}) is gone"
                continue
            disk, page = write(_words(stored[ident])).splitlines(), write(_words(article)).splitlines()
            if disk != page and page not in _unsaved(workspace.root):
                differs = [f"{one!r} ≠ {other!r}" for one, other in zip_longest(disk, page) if one != other]
                yield f"{ident} on the disk and on the page ({self.window.desk.saver.state}): {differs[:4]}"


def _unsaved(root: Path) -> list[list[str]]:
    """What a save could not write, an article that was left or thrown away meanwhile: offered at the next start."""
    from editor.library.journal import journals, read_file
    from editor.source.reader import read

    return [write(_words(read(read_file(path).text)[0])).splitlines() for path in journals(root)]


def _read(place: Path) -> Article:
    from editor.source.reader import read

    return read((place / "article.md").read_text(encoding="utf-8"))[0]


def _words(article: Article) -> Article:
    from dataclasses import replace

    return replace(tidy(article), lastmod="", id="")


@contextmanager
def tame() -> Iterator[list[str]]:
    """What would lead out of the window does nothing; every exception and complaint of Qt is collected."""
    problems: list[str] = []
    hook = sys.excepthook
    sys.excepthook = lambda kind, error, trace: problems.append("".join(traceback.format_exception(error))[-3000:])
    QDesktopServices.openUrl = lambda url: True  # type: ignore[method-assign]
    QDrag.exec = lambda self, *actions: Qt.DropAction.IgnoreAction  # type: ignore[method-assign]
    QFileDialog.open = lambda self: None  # type: ignore[method-assign,assignment]

    def heard(kind: QtMsgType, context: object, words: str) -> None:
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            problems.append(f"Qt: {words}")

    qInstallMessageHandler(heard)
    try:
        yield problems
    finally:
        qInstallMessageHandler(None)
        sys.excepthook = hook


def memory() -> float:
    """Megabytes of this process that are its own."""
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def run(folder: Path, seed: int, events: int) -> dict[str, object]:
    """That many random events on a new sample newsroom in `folder`."""
    with tame() as heard, _window(folder) as window:
        monkey = Monkey(window, random.Random(seed))
        begun, next_halt = time.monotonic(), HALT
        window.open_article(window.desk.workspace.article_folders()[-1])  # type: ignore[union-attr]
        monkey.halt()
        while monkey.events < events and not heard and not monkey.problems:
            monkey.act()
            if monkey.events >= next_halt:
                next_halt += HALT
                monkey.halt()
        monkey.halt()
        seconds = time.monotonic() - begun
    return {"events": monkey.events, "problems": [*heard, *monkey.problems], "seconds": round(seconds, 1)}


def soak(folder: Path, seed: int, openings: int) -> dict[str, object]:
    """Articles opened and closed in turn, a word typed in each; growth is counted after a warm-up of a tenth."""
    import gc

    with tame() as heard, _window(folder) as window:
        workspace = window.desk.workspace
        assert workspace is not None
        folders, monkey = workspace.article_folders(), Monkey(window, random.Random(seed))
        before, curve = 0.0, list[float]()
        for number in range(openings):
            window.open_article(folders[number % len(folders)])
            QTest.keyClick(window.surface, "a")
            QTest.keyClick(window.surface, Qt.Key.Key_Backspace)
            monkey._wait(lambda: not window.desk.is_busy(), 10)
            if number == openings // 10:
                gc.collect()
                before = memory()
            if number % 100 == 0:
                curve.append(round(memory(), 1))
        gc.collect()
        growth = memory() - before
    return {"events": openings, "problems": [*heard, *monkey.problems], "growth": round(growth, 1), "curve": curve}


@contextmanager
def _window(folder: Path) -> Iterator[MainWindow]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    Workspace.init(folder / "kho", sample=True, lang="vi")
    (folder / "cwd").mkdir()
    os.chdir(folder / "cwd")
    window = make_window(Settings(theme="light", lang="vi"))
    window.resize(*_SIZES[0])
    window.show()
    window.activateWindow()
    window.show_workspace(folder / "kho")
    end = time.monotonic() + 20
    while time.monotonic() < end and (window.desk.is_busy() or not window.desk.articles):
        app.processEvents()
    yield window  # never closed: the process ends with it, so that an exception from here comes out whole


def plant(name: str) -> None:
    """Bugs that a run must find."""
    if name == "lost-save":
        from editor.qt import saving

        whole = saving._write

        def forgetful(workspace: Workspace, journal: object, pending: object) -> object:
            kept = workspace.save_with_findings
            workspace.save_with_findings = lambda *given: __import__(  # type: ignore[method-assign]
                "editor.library.workspace"
            ).library.workspace.Saved(given[2], written=True)
            try:
                return whole(workspace, journal, pending)  # type: ignore[arg-type]
            finally:
                workspace.save_with_findings = kept  # type: ignore[method-assign]

        saving._write = forgetful  # type: ignore[assignment]
    elif name == "raise":
        from editor.qt.surface import Surface

        # In a slot: from a method that Qt calls inside a call of ours, PySide 6.11 does not come back at all.
        opened = Surface.show_session

        def show_and_raise(self: Surface, session: object) -> None:
            opened(self, session)  # type: ignore[arg-type]
            QTimer.singleShot(0, lambda: 1 // 0)

        Surface.show_session = show_and_raise  # type: ignore[method-assign]
    elif name == "leak":
        from editor.qt.surface import Surface

        shown, kept = Surface.show_session, list[bytearray]()

        def show_and_keep(self: Surface, session: object) -> None:
            shown(self, session)  # type: ignore[arg-type]
            kept.append(bytearray(150_000))

        Surface.show_session = show_and_keep  # type: ignore[method-assign]


def main(arguments: list[str]) -> None:
    place, seed, number, *planted = arguments
    folder = Path(place)
    os.environ["STANDFIRST_HOME"] = str(folder / "home")
    for name in planted:
        plant(name)
    found = (soak if "soak" in planted else run)(folder, int(seed), int(number))
    print(json.dumps(found, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)  # what happens to a window after its tests is tested elsewhere
