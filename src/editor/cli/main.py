"""Runs one command: builds the command line in the user's language, words errors, chooses the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import TracebackType

import click

from editor import __version__
from editor.app import settings
from editor.app.crashes import write_report
from editor.app.messages import Messages
from editor.cli.arguments import COMMANDS, language, language_first
from editor.cli.console import Console
from editor.cli.worded import Group, Option, reworded
from editor.errors import CancelledError, EditorError, UsageError
from editor.files import named

EXIT_CRASH = 3


@click.group(cls=Group, invoke_without_command=True, subcommand_metavar="COMMAND …")
@click.option("--lang", cls=Option, metavar="vi|en")
@click.option("--version", cls=Option, is_flag=True)
@click.pass_context
def standfirst(context: click.Context, lang: str | None, version: bool) -> None:
    """What stands before a command; the words are in resources/messages."""
    if lang not in {None, "vi", "en"}:
        raise UsageError(reason="bad-value", field="--lang", value=lang, hint="vi, en")
    console: Console = context.obj
    if version:
        console.result({"version": __version__}, f"standfirst {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """One call of the command line. Returns its exit code (format.md 7); never raises."""
    speak_utf8()
    console = console_for(arguments)
    with CrashGuard(console, next((word for word in arguments if word in COMMANDS), "")) as guard:
        guard.exit_code = _outcome(arguments, console)
    return guard.exit_code


def console_for(arguments: Sequence[str]) -> Console:
    """The console that fits these arguments, the user's settings and the system's language."""
    chosen = settings.load().settings.lang
    return Console(Messages.load(language(arguments, chosen)), as_json="--json" in arguments)


def speak_utf8() -> None:
    """Vietnamese on every terminal and in every pipe; file names of another encoding pass through unharmed."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


class CrashGuard:
    """Turns what nobody foresaw into a report and one sentence. The only place that catches everything."""

    def __init__(self, console: Console, doing: str = "") -> None:
        self._console = console
        self._doing = doing
        self.exit_code = EXIT_CRASH

    def __enter__(self) -> CrashGuard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None or isinstance(error, SystemExit | GeneratorExit):
            return False
        if isinstance(error, KeyboardInterrupt):
            self._console.fail(CancelledError())
            self.exit_code = CancelledError.exit_code
            return True
        try:
            report: object = write_report(error, self._doing)
        except EditorError as problem:
            report = self._console.messages.error(problem)
        self._console.crashed(report)
        return True


def _outcome(arguments: Sequence[str], console: Console) -> int:
    try:
        code = standfirst.main(language_first(arguments), prog_name="standfirst", standalone_mode=False, obj=console)
    except click.UsageError as error:
        return _failed(console, reworded(error))
    except click.Abort:
        return _failed(console, CancelledError())
    except EditorError as error:
        return _failed(console, error)
    except OSError as error:
        return _failed(console, named(error))
    return code if isinstance(code, int) else 0


def _failed(console: Console, error: EditorError) -> int:
    console.fail(error)
    return error.exit_code
