"""A newsroom's house style, as values: how words are not to be written, and how instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HouseRule:
    """One way not to write something.

    `find` is text as typed, or a regular expression when `is_pattern`; `write` stands in its place ("\\1" is what the
    first group of a pattern met), "" when the rule only warns. `spared` are phrases in which it is right as it is.
    """

    find: str
    write: str = ""
    note: str = ""
    is_pattern: bool = False
    spared: tuple[str, ...] = ()
    line: int = 0  # in its file, from 1


@dataclass(frozen=True, slots=True, eq=False)
class HouseStyle:
    """The rules of one file. Told apart by identity: comparing 13,000 rules at every key would cost more than they."""

    rules: tuple[HouseRule, ...] = ()
    file: str = ""


NO_STYLE = HouseStyle()
"""A newsroom without rules."""
