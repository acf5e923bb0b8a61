"""Jobs for the warm parent that are no commands: what the window does of itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

TEXTS = tuple(f"---\ntitle: Bản {number}\n---\n\n{'Chữ mới. ' * number}\n" for number in range(6))


def keep_journal(arguments: list[str]) -> int:
    """Six texts into a journal, each said on stdout once it is confirmed; exit 3 with a sentence after an error."""
    from editor.app.messages import Messages
    from editor.errors import EditorError
    from editor.library.journal import Journal

    (folder,) = arguments
    journal = Journal(Path(folder))
    failed = 0
    for number, text in enumerate(TEXTS):
        try:
            journal.write(text, "base")
        except EditorError as error:
            sys.stderr.write(Messages.load("en").error(error) + "\n")
            failed = 3
        else:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            failed = 0
    return failed


def set_by_command(arguments: list[str]) -> int:
    """`standfirst set`, under a lease."""
    from editor.cli.main import run

    folder, key, value = arguments
    return run(["--lang", "en", "set", folder, f"{key}={value}"])


def set_by_session(arguments: list[str]) -> int:
    """As a window saves whose lease was lost: what guards the file is its hash alone."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from editor.app.messages import Messages
    from editor.app.session import DocumentSession
    from editor.errors import EditorError
    from editor.library.workspace import Workspace

    folder, key, value = arguments
    try:
        workspace, article_folder = Workspace.of_article(Path(folder))
        opened = workspace.load(article_folder)
        session = DocumentSession(article_folder, opened.article, workspace.newsroom(), opened.content_hash)
        field = {"title": "headline", "description": "standfirst"}[key]
        session.apply(replace(opened.article, **{field: value}), "page")
        session.save(workspace, datetime.now(UTC))
    except EditorError as error:
        sys.stderr.write(Messages.load("en").error(error) + "\n")
        return error.exit_code
    return 0


def type_without_pause(arguments: list[str]) -> int:
    """A session without a window under keys that never pause; it says each key, journal entry and save on stdout.

    A journal entry every 12 keys and a save every 60, as a fast typist makes them; what a killed one left is taken up
    where its journal ends. Ends by being killed.
    """
    import os
    from dataclasses import replace
    from datetime import UTC, datetime

    from editor.app.session import DocumentSession
    from editor.library.journal import Journal, newer_than_saved
    from editor.library.workspace import Workspace
    from editor.model.blocks import Paragraph, plain
    from editor.source.reader import read
    from editor.source.writer import write

    folder = Path(arguments[0])
    workspace = Workspace.open(folder.parents[1])
    opened = workspace.load(folder)
    session = DocumentSession(folder, opened.article, workspace.newsroom(), opened.content_hash)
    journal = Journal(folder)
    kept = newer_than_saved(folder)
    journal.read()
    if kept is not None:
        session.apply(read(kept.text)[0], "disk")
    number = last_key(write(session.article))
    while True:
        number += 1
        body = session.article.body
        session.apply(replace(session.article, body=(*body[-40:], Paragraph(plain(f"Phím k{number}.")))), "page")
        os.write(1, f"K {number}\n".encode())
        if number % 12 == 0:
            journal.write(write(session.article), session.content_hash)
            os.write(1, f"J {number}\n".encode())
        if number % 60 == 0:
            session.save(workspace, datetime.now(UTC))
            os.write(1, f"S {number}\n".encode())
            journal.remove(session.content_hash)


def last_key(text: str) -> int:
    """The number of the last key in a text."""
    import re

    return max((int(found) for found in re.findall(r"k(\d+)\.", text)), default=0)


def type_in_window(arguments: list[str]) -> int:
    """The real window, offscreen; keys on the page without a pause, each said with the time. Ends by being killed."""
    import os
    import time

    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.app.settings import Settings
    from editor.qt.main import make_window

    folder = Path(arguments[0])
    app = QApplication([])
    window = make_window(Settings(theme="light", lang="vi"))
    window.show()
    window.activateWindow()
    window.show_workspace(folder.parents[1])
    window.open_article(folder)
    surface = window.surface
    surface.setFocus()
    QTest.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(400, 300))
    QTest.keyClick(surface, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    text = window.session.article if window.session else None
    number = last_key(str(text))
    os.write(1, b"R 0 0\n")
    while True:
        number += 1
        for letter in f" k{number}.":
            QTest.keyClick(surface, letter)
        os.write(1, f"K {number} {time.monotonic()}\n".encode())
        end = time.monotonic() + 0.02
        while time.monotonic() < end:
            app.processEvents()


def type_in_window_without_journal(arguments: list[str]) -> int:
    """The same window, its journal planted broken."""
    from editor.qt import saving

    saving._keep = lambda journal, article, base: None
    return type_in_window(arguments)


def export_without_pause(arguments: list[str]) -> int:
    """Exports of one article, over and over, changed each time, each said on stdout. Ends by being killed."""
    import os
    from dataclasses import replace

    from editor.app.publish import export
    from editor.library.workspace import Workspace

    folder, target = map(Path, arguments)
    workspace = Workspace.open(folder.parents[1])
    number = 0
    while True:
        number += 1
        opened = workspace.load(folder)
        workspace.save(folder, replace(opened.article, kicker=f"Lần {number}"), opened.content_hash)
        export(workspace, folder, "html", target)
        os.write(1, f"E {number}\nK {number}\n".encode())


def export_many_without_pause(arguments: list[str]) -> int:
    """Exports of several articles together, over and over, changed each time; each round is said on stdout.

    Rounds are counted on from what the articles say, which stands in their kickers.

    Args: arguments: the CMS folder, then the articles' folders, all of one workspace. Ends by being killed.
    """
    import os
    from dataclasses import replace

    from editor.app.bulk import Exports
    from editor.app.orders import Order
    from editor.library.workspace import Workspace
    from editor.work import Cancel

    target, *folders = map(Path, arguments)
    workspace = Workspace.open(folders[0].parents[1])
    number = max(int(f"0{workspace.load(folder).article.kicker.removeprefix('Lần ')}") for folder in folders)
    while True:
        number += 1
        for folder in folders:
            opened = workspace.load(folder)
            workspace.save(folder, replace(opened.article, kicker=f"Lần {number}"), opened.content_hash)
        exports = Exports(Order("html", target), Cancel())
        exports.know(folders)
        done = exports.carry_out(folders, 60)
        if len(done) != len(folders) or any(isinstance(one, Exception) for one in done):
            raise AssertionError(done)
        os.write(1, f"E {number}\nK {number}\n".encode())


def type_on_a_broken_disk(arguments: list[str]) -> int:
    """The window while its workspace's disk refuses everything, and afterwards. Prints what a person and the disk have.

    Args: arguments: the article's folder, the errno.
    """
    import ctypes
    import json
    import time

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.app.settings import Settings
    from editor.library.journal import Journal
    from editor.qt.main import make_window

    folder, number = Path(arguments[0]), int(arguments[1])
    app = QApplication([])
    window = make_window(Settings(theme="light", lang="vi"))
    window.show()
    window.show_workspace(folder.parents[1])
    window.open_article(folder)
    saver = window.desk.saver

    def wait(until: Callable[[], object], most: float) -> None:
        end = time.monotonic() + most
        while time.monotonic() < end and not until():
            app.processEvents()
            time.sleep(0.005)

    wait(lambda: not window.desk.is_busy(), 20)
    QTest.keyClick(window.surface, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    shim = ctypes.CDLL(None)
    shim.fault_no_roots()
    shim.fault_root(str(folder.parents[1]).encode())
    shim.fault_arm(1, 1, number, 1, ctypes.c_long(1))
    for letter in " k77.":
        QTest.keyClick(window.surface, letter)
    wait(lambda: saver.state.kind == "holding", 5)
    wait(lambda: (kept := Journal(folder).read()) and "k77." in kept.text, 8)
    file, kept = folder / "article.md", Journal(folder).read()
    broken = {
        "state": saver.state.kind,
        "told": window.banner.isVisible(),
        "page": last_key(str(window.session.article)) if window.session else 0,
        "journal": last_key(kept.text) if kept else 0,
        "file": last_key(file.read_text(encoding="utf-8")),
    }
    shim.fault_disarm()
    saver.save_now()
    wait(lambda: saver.state.kind == "saved", 8)
    mended = {"state": saver.state.kind, "file": last_key(file.read_text(encoding="utf-8"))}
    print(json.dumps({"broken": broken, "mended": mended}))
    return 0


def type_on_a_broken_disk_silently(arguments: list[str]) -> int:
    """The same window, planted broken: a failed save is called saved."""
    from editor.qt.saving import Saver, SaveState

    Saver._failed = lambda self, session, error: self._set(SaveState("saved"))  # type: ignore[method-assign]
    return type_on_a_broken_disk(arguments)
