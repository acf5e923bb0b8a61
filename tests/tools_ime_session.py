"""Uses the page's tools with a real Vietnamese input method in the real window. Run by qt/test_tools_real_input.py
in a session of its own (X server, bus, ibus-unikey). Ends with status 0 when everything held."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.model.history import Caret
from editor.qt.main import make_window
from vietnamese_keys import WAYS
from window_driver import until

PAUSE = 0.9  # seconds: longer than any tool waits


class Desk:
    """The window with all its tools, and hands on a real keyboard."""

    def __init__(self, typist: Callable[[QWidget], Any], telex: Callable[[str], Any], workspace: Path) -> None:
        self.window = make_window(Settings(theme="light", lang="vi"))
        self.window.resize(1000, 740)
        self.window.show()
        self.window.show_workspace(workspace)
        self.window.open_article(sorted((workspace / "articles").iterdir())[-1])
        for name in ("bubble", "insert", "counters", "typing", "spelling"):
            self.window.tools.get(name)
        self.surface = self.window.surface
        self.telex = telex
        self.typist = typist(self.surface)
        self.typist.focus()
        self.typist.pump(1.0)

    def at_end(self) -> None:
        """The caret in a new paragraph after everything."""
        self.surface.setFocus()
        rows = self.surface.editing.rows
        self.surface.editing.place(Caret.at(len(rows) - 1, rows[-1].length))
        self.key("Return")
        self.key("Return")

    def type(self, text: str) -> None:
        self.typist.type(self.telex(text))
        self.typist.settle()

    def key(self, *names: str) -> None:
        self.typist.key(*names)
        self.typist.settle()
        self.typist.pump(0.2)

    def rest(self) -> None:
        self.typist.pump(PAUSE)

    def row(self) -> str:
        self.surface.commit_preedit()
        self.surface.flush()
        return self.surface.editing.rows[self.surface.editing.caret().row].text


def words_stay_whole_with_every_tool_at_work(desk: Desk, words: list[str]) -> None:
    desk.at_end()
    for start in range(0, 40, 10):
        desk.type(" ".join(words[start : start + 10]) + " ")
        desk.rest()
    assert desk.row().split() == words[:40], desk.row()
    misspelt = [mark.cursor.selectedText() for mark in desk.surface.layers.marks("spelling")]
    assert not set(misspelt) & set(words[:40]), misspelt


def quotation_marks_wait_for_the_rest(desk: Desk) -> None:
    desk.at_end()
    desk.type('"Đảng ủy" và ')
    desk.rest()
    assert desk.row() == "“Đảng ủy” và ", desk.row()


def the_insert_menu_opens_behind_a_committed_slash(desk: Desk) -> None:
    desk.at_end()
    desk.type("/")
    desk.rest()
    shown = desk.window.findChild(QListWidget, "insertList")
    assert shown is not None
    assert shown.isVisible()
    desk.type("tít nhỏ ")
    desk.key("Return")
    assert desk.surface.block_kind() == "h3", (desk.surface.block_kind(), desk.row())
    assert desk.row() == "", desk.row()


def a_link_is_found_with_a_composed_word(desk: Desk) -> None:
    rows = desk.surface.editing.rows
    number = next(at for at, row in enumerate(rows) if row.kind.value == "paragraph" and row.length > 100)
    desk.surface.editing.place(Caret(number, 8, number, 0))
    desk.key("k", "Control_L")
    desk.rest()
    desk.type("vắc xin ")
    shown = desk.window.findChild(QListWidget, "linkList")
    assert shown is not None
    until(lambda: shown.count() == 1)
    desk.key("Return")
    assert "lich-tiem" in desk.surface.editing.rows[number].inline[0].link


def words_are_found_with_a_composed_word(desk: Desk) -> None:
    desk.surface.setFocus()
    desk.key("f", "Control_L")
    desk.type("phường ")
    desk.rest()
    count = desk.window.findChild(QLabel, "findCount")
    assert count is not None
    assert "/" in count.text(), count.text()
    desk.key("Escape")


def main(tools: str, way: str) -> None:
    sys.path.insert(0, tools)
    application = QApplication([])
    application.setStyle("Fusion")
    import example_words  # type: ignore[import-not-found]
    from ime_harness import Typist  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as place:
        os.environ["STANDFIRST_HOME"] = f"{place}/home"
        Workspace.init(Path(place) / "kho", sample=True, lang="vi")
        desk = Desk(Typist, WAYS[way], Path(place) / "kho")
        words_stay_whole_with_every_tool_at_work(desk, example_words.WORDS)
        for step in (
            quotation_marks_wait_for_the_rest,
            the_insert_menu_opens_behind_a_committed_slash,
            a_link_is_found_with_a_composed_word,
            words_are_found_with_a_composed_word,
        ):
            step(desk)
        desk.window.close()
    del desk, application


if __name__ == "__main__":
    main(*sys.argv[1:])
