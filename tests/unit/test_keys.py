"""Keys that a person chooses: kept, refused with a reason, told when somebody has them already."""

from __future__ import annotations

import pytest

from editor.app.commands import COMMANDS
from editor.app.keys import conflict, forbidden, keys_of, with_choice


def test_without_a_choice_every_command_has_its_own_keys() -> None:
    assert keys_of(()) == {ident: command.keys for ident, command in COMMANDS.items()}


def test_a_choice_replaces_takes_away_and_is_given_back() -> None:
    chosen = with_choice((), "export.open", "Ctrl+Shift+Y")
    assert keys_of(chosen)["export.open"] == ("Ctrl+Shift+Y",)
    chosen = with_choice(chosen, "export.open", "")
    assert keys_of(chosen)["export.open"] == ()
    assert with_choice(chosen, "export.open", None) == ()


def test_what_nobody_may_take_is_passed_over_even_in_the_file() -> None:
    bound = keys_of(("fmt.bold=Alt+Z", "no.such=Ctrl+J", "nonsense", "fmt.italic=Ctrl+J"))
    assert bound["fmt.bold"] == ("Ctrl+B",)
    assert bound["fmt.italic"] == ("Ctrl+J",)


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("Alt+Z", "input-method"),
        ("Ctrl+Shift", "bare"),
        ("Alt", "bare"),
        ("Ctrl+Alt+K", "altgr"),
        ("Ctrl+Alt+Shift+2", "altgr"),
        ("Ctrl+Shift+U", "unicode"),
        ("K", "typing"),
        ("Shift+K", "typing"),
        ("Ctrl+K", None),
        ("Ctrl++", None),
        ("F7", None),
        ("Shift+F7", None),
        ("Alt+Up", None),
        ("Ctrl+Shift+Y", None),
    ],
)
def test_keys_of_input_methods_and_of_typing_are_refused(keys: str, reason: str | None) -> None:
    assert forbidden(keys) == reason


def test_no_command_of_ours_comes_with_forbidden_or_doubled_keys() -> None:
    bound = keys_of(())
    for ident, keys in bound.items():
        for one in keys:
            assert forbidden(one) is None or (ident, one) == ("fmt.clear", "Ctrl+Space"), (ident, one)
            assert conflict(bound, ident, one) == "", (ident, one)
