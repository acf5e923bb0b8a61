"""The command that looks at this computer: doctor."""

from __future__ import annotations

from pathlib import Path

import click

from editor.app.doctor import Line, Page, examine
from editor.cli.console import Console
from editor.cli.options import json_option
from editor.cli.worded import Command, Option
from editor.errors import EditorError
from editor.source.settings_tree import SettingsProblem

_TROUBLE = 1


@click.command("doctor", cls=Command)
@click.option("-w", "--workspace", cls=Option, metavar="WS", type=click.Path(path_type=Path, readable=False))
@json_option
@click.pass_obj
def doctor(console: Console, workspace: Path | None, as_json: bool) -> int:
    page = examine(workspace)
    console.result(_stored(page, console), *_page(page, console))
    return 0 if page.is_well else _TROUBLE


def _page(page: Page, console: Console) -> list[str]:
    """As few lines as it takes: what is wrong stands first."""
    say = console.messages.say
    wrong = [*(_wrong(line, console) for _, lines in page.parts for line in lines if line.trouble)]
    wrong += [_sentence(problem, console) for problem in page.problems]
    out = [say("doctor.well")] if not wrong else [say("doctor.wrong"), *(f"  {sentence}" for sentence in wrong)]
    for code, lines in page.parts:
        out += ["", say(code)]
        width = max(len(say(line.code)) for line in lines)
        out += [f"  {say(line.code):<{width}}  {_value(line, console)}" for line in lines]
    return out


def _stored(page: Page, console: Console) -> dict[str, object]:
    return {
        "ok": page.is_well,
        "parts": {
            code.removeprefix("doctor."): {line.code.removeprefix("doctor."): line.value for line in lines}
            for code, lines in page.parts
        },
        "troubles": [
            {"code": line.trouble, "message": _wrong(line, console)}
            for _, lines in page.parts
            for line in lines
            if line.trouble
        ]
        + [{"code": problem.code, "message": _sentence(problem, console)} for problem in page.problems],
    }


def _wrong(line: Line, console: Console) -> str:
    return console.messages.say(line.trouble, label=console.messages.say(line.code), value=_value(line, console))


def _sentence(problem: EditorError | SettingsProblem, console: Console) -> str:
    if isinstance(problem, EditorError):
        return console.messages.error(problem)
    return console.messages.say(problem.code, **problem.facts)


def _value(line: Line, console: Console) -> str:
    """A value that is a code of ours is worded; the home folder is not told to whoever reads the page."""
    if line.value.startswith("doctor."):
        return console.messages.say(line.value)
    home = str(Path.home())
    return line.value.replace(home, "~") if len(home) > 1 else line.value
