"""A workspace on a share that goes away and comes back: a file system of our own (`vanish.c`), and a window on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("vanish.c")


def missing() -> str:
    """What this computer lacks for a file system of our own, "" for nothing."""
    if sys.platform != "linux" or not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "/dev/fuse is not here, or not ours to use"
    for program, package in (("gcc", "gcc"), ("pkg-config", "pkg-config"), ("fusermount3", "fuse3")):
        if shutil.which(program) is None:
            return f"{program} (apt-get install {package})"
    if subprocess.run(["pkg-config", "--exists", "fuse3"], check=False).returncode:
        return "libfuse3 (apt-get install libfuse3-dev)"
    return ""


def build(folder: Path) -> Path:
    """The file system, built with the system's C compiler."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "fuse3"], capture_output=True, text=True, check=True)
    program = folder / "vanish"
    options = [word for word in flags.stdout.split() if not word.startswith("-l")]
    libraries = [word for word in flags.stdout.split() if word.startswith("-l")]
    command = ["gcc", "-Wall", "-Wextra", "-Werror", "-O2", *options, "-o", str(program), str(SOURCE), *libraries]
    subprocess.run(command, check=True)
    return program


@dataclass(frozen=True, slots=True)
class Share:
    """`root` is what a person sees; `behind` what the server has."""

    root: Path
    behind: Path
    switch: Path

    def go(self, how: str = "gone") -> None:
        """ "gone": every call fails at once; "hang": every call waits until the share is back."""
        self.switch.write_text(how, encoding="ascii")

    def come_back(self) -> None:
        self.switch.unlink(missing_ok=True)


@contextmanager
def mounted(program: Path, top: Path, behind: Path) -> Iterator[Share]:
    """What lies in `behind`, as a share below `top`."""
    share = Share(top / "share", behind, top / "share-is-gone")
    share.root.mkdir(parents=True)
    command = [str(program), str(behind), str(share.root), str(share.switch)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + 10
            while not os.path.ismount(share.root) and time.monotonic() < end:
                time.sleep(0.02)
            assert os.path.ismount(share.root), "the share could not be mounted"
            yield share
        finally:
            share.come_back()
            subprocess.run(["fusermount3", "-u", "-z", str(share.root)], check=False, capture_output=True)
            process.terminate()


def type_while_it_is_gone(arguments: list[str]) -> int:
    """Keys without a pause before, while and after a share is away; prints what was seen and said.

    Args: arguments: the article's folder on the share, the switch, how it goes, seconds.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.app.settings import Settings
    from editor.library.journal import Journal
    from editor.qt.main import make_window
    from faults.answering import now
    from faults.writers import last_key

    folder, switch, how, seconds = Path(arguments[0]), Path(arguments[1]), arguments[2], float(arguments[3])
    app = QApplication([])
    window = make_window(Settings(theme="light", lang="vi"))
    window.show()
    window.activateWindow()
    window.show_workspace(folder.parents[1])
    window.open_article(folder)
    saver, surface = window.desk.saver, window.surface
    told: list[str] = []
    window.desk.noticed.connect(lambda notice: told.append(f"{notice.title} {notice.sentence}"))
    number, slowest = 0, 0.0

    def wait(until: Callable[[], object], most: float) -> None:
        end = time.monotonic() + most
        while time.monotonic() < end and not until():
            app.processEvents()
            time.sleep(0.005)

    def type_for(span: float) -> None:
        nonlocal number, slowest
        end = time.monotonic() + span
        while time.monotonic() < end:
            number += 1
            begun = now()
            for letter in f" k{number}.":
                QTest.keyClick(surface, letter)
            app.processEvents()
            slowest = max(slowest, now() - begun)
            wait(lambda: False, 0.03)

    wait(lambda: not window.desk.is_busy(), 20)
    surface.setFocus()
    QTest.keyClick(surface, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_for(1.5)
    slowest = 0.0  # what follows is what counts: the first keys warm up
    switch.write_text(how, encoding="ascii")
    # A window that waits must come back too.
    back = threading.Timer(seconds + 3, lambda: switch.unlink(missing_ok=True))
    back.start()
    type_for(seconds)
    # A pause, so that a save is tried; where calls fail at once, until somebody was told.
    wait(lambda: how != "hang" and told and saver.state.kind == "holding", 1.3 if how == "hang" else 8)
    kept = None if how == "hang" else Journal(folder).read()
    away = {"state": saver.state.kind, "told": told[-1:], "journal": last_key(kept.text) if kept else 0, "key": number}
    switch.unlink(missing_ok=True)
    window.desk.look_again()
    type_for(1.0)
    saver.save_now()
    wait(lambda: saver.state.kind == "saved" and not window.desk.is_busy(), 20)
    file = last_key((folder / "article.md").read_text(encoding="utf-8"))
    back = {"state": saver.state.kind, "file": file, "key": number}
    print(json.dumps({"away": away, "back": back, "slowest": round(slowest, 3)}))
    return 0


def type_while_it_is_gone_naively(arguments: list[str]) -> int:
    """The control: a window that writes its article on its own thread at each change."""
    from editor.qt.saving import Saver

    changed = Saver._changed

    def write_at_once(self: Saver, change: object) -> None:
        changed(self, change)  # type: ignore[arg-type]
        session = self._session
        if session is not None:
            try:
                (session.folder / "article.md").read_text(encoding="utf-8")
            except OSError:
                self.save_now()

    Saver._changed = write_at_once  # type: ignore[method-assign]
    return type_while_it_is_gone(arguments)
