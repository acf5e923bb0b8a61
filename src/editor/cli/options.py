"""Options that many commands share, and arguments whose order says more than click can hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from editor.cli.worded import Option, wrong

json_option = click.option("--json", "as_json", cls=Option, is_flag=True)
"""Read before anything else by `editor.cli.main`: errors are JSON too."""

workspace_option = click.option(
    "-w", "--workspace", cls=Option, required=True, metavar="WS", type=click.Path(path_type=Path, readable=False)
)

_TEXTS = {".txt", ".html", ".htm", ".md", ".markdown", ".docx", ".docm", ".odt", ".rtf", ".doc", ".zip", ".json"}


def spread(arguments: Sequence[str], option: str) -> list[str]:
    """`OPTION a b c` as `OPTION a OPTION b OPTION c`, up to the next option; text files are no values of it."""
    return list(_spread(arguments, option))


def _spread(arguments: Sequence[str], option: str) -> Iterator[str]:
    taking = False
    for argument in arguments:
        if argument == option:
            taking = True
        elif not taking or argument.startswith("-") or Path(argument).suffix.lower() in _TEXTS:
            taking = taking and not argument.startswith("-")
            yield argument
        else:
            yield from (option, argument)


def paired(arguments: Sequence[str], first: str, second: str, pair: str) -> list[str]:
    """Every `FIRST a`, with the `SECOND b` behind it if there is one, as `PAIR a b`."""
    words = list(_split(arguments, (first, second)))
    out: list[str] = []
    index = 0
    while index < len(words):
        if words[index] != first or "--help" in words:
            out.append(words[index])
            index += 1
            continue
        if index + 1 == len(words):
            raise wrong("option-needs-value", option=first)
        titled = words[index + 2 : index + 3] == [second] and index + 3 < len(words)
        out += [pair, words[index + 1], words[index + 3] if titled else ""]
        index += 4 if titled else 2
    return out


def _split(arguments: Sequence[str], options: Sequence[str]) -> Iterator[str]:
    """`--add=URL` as two words."""
    for argument in arguments:
        name, equals, value = argument.partition("=")
        yield from (name, value) if equals and name in options else (argument,)
