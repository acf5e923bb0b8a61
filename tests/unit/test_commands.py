"""Commands without a window: what is possible when, and that a composed word is finished first."""

from __future__ import annotations

import re
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest

from editor.app.commands import COMMANDS


def context(*, busy: bool = False, article: bool = True, writable: bool = True) -> SimpleNamespace:
    shell = MagicMock()
    shell.is_busy.return_value = busy
    shell.has_workspace.return_value = True
    shell.has_checks.return_value = True
    page = MagicMock()
    page.is_writable.return_value = writable
    session = MagicMock() if article else None
    return SimpleNamespace(shell=shell, page=page, session=session)


def test_ids_say_area_and_verb() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9_]+", ident) for ident in COMMANDS)
    assert all(ident == command.id for ident, command in COMMANDS.items())


def test_no_key_is_taken_twice_and_none_is_an_input_methods() -> None:
    keys = [key for command in COMMANDS.values() for key in command.keys]
    assert sorted(keys) == sorted(set(keys))
    assert not [key for key in keys if key in {"Alt+Z", "Ctrl+Shift", "Ctrl+Shift+U"} or key.startswith("Ctrl+Alt+")]


def test_a_sheet_stops_everything_but_leaving_and_the_theme() -> None:
    possible = {ident for ident, command in COMMANDS.items() if command.enabled(context(busy=True))}
    assert possible == {"app.quit", "view.dark"}


def test_without_an_article_nothing_is_edited() -> None:
    empty = context(article=False)
    possible = {ident for ident, command in COMMANDS.items() if command.enabled(empty)}
    assert "article.new" in possible
    assert not possible & {"edit.undo", "file.save", "export.open", "fmt.bold", "insert.photo", "check.next"}


def test_marks_need_the_page() -> None:
    elsewhere = context(writable=False)
    assert not COMMANDS["fmt.bold"].enabled(elsewhere)
    assert not COMMANDS["block.h2"].enabled(elsewhere)
    assert COMMANDS["edit.undo"].enabled(elsewhere)


def test_a_composed_word_is_finished_before_a_command_acts() -> None:
    here = context()
    calls = MagicMock()
    here.page.commit_preedit.side_effect = lambda: calls("commit")
    here.session.undo.side_effect = lambda: calls("undo")
    assert COMMANDS["edit.undo"].run(here)
    assert [call.args[0] for call in calls.call_args_list] == ["commit", "undo"]


@pytest.mark.parametrize("ident", sorted(COMMANDS))
def test_what_is_not_possible_does_nothing(ident: str) -> None:
    here = context(busy=True, article=False)
    command = COMMANDS[ident]
    if command.enabled(here):
        return
    assert not command.run(here)
    assert here.page.mock_calls == []
    assert [call for call in here.shell.mock_calls if not call[0].startswith(("is_", "has_"))] == []


def test_undo_is_possible_only_when_there_is_something() -> None:
    here = context()
    here.session.can_undo = False
    assert not COMMANDS["edit.undo"].enabled(here)
    here.session.can_undo = True
    assert COMMANDS["edit.undo"].enabled(here)
