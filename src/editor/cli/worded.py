"""Click's commands with their words from resources/messages, so that `--help` speaks the user's language."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from editor.app.messages import Messages
from editor.cli.arguments import COMMANDS
from editor.errors import UsageError


def words_of(context: click.Context) -> Messages:
    """The language that this call speaks."""
    console = context.find_root().obj
    messages = getattr(console, "messages", None)
    return messages if isinstance(messages, Messages) else Messages.load("en")


class Option(click.Option):
    """An option whose help is the sentence `cli.<command>.<option>` or `cli.option.<option>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], _sentence(ctx, str(self.name)))


class _Worded(click.Command):
    """What commands and the program have in common: help, usage and headings in the user's words."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        shown = Option(["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help)
        options["params"] = [*(options.get("params") or ()), shown]
        options["add_help_option"] = False
        super().__init__(*arguments, **options)

    @property
    def text_code(self) -> str:
        """The code of the sentence that says what it is for."""
        return f"cli.{self.name}"

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        messages = words_of(ctx)
        pieces = (
            messages.say("cli.usage.options") if piece == self.options_metavar else piece
            for piece in self.collect_usage_pieces(ctx)
        )
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{messages.say('cli.heading.usage')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words_of(ctx).say(self.text_code))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [item for item in self.get_params(ctx) if isinstance(item, click.Option)]
        with formatter.section(words_of(ctx).say("cli.heading.options")):
            formatter.write_dl([record for item in options if (record := item.get_help_record(ctx)) is not None])


class Command(_Worded):
    """A command. Arguments too many are refused in our own words."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options, context_settings={"allow_extra_args": True})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise wrong("extra", arguments=" ".join(ctx.args))
        return rest


class Group(_Worded, click.Group):
    """The program itself. A command's module is loaded when that command is called."""

    @property
    def text_code(self) -> str:
        return "cli.program"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"editor.cli.{COMMANDS[cmd_name]}")
        return next(
            found for found in vars(module).values() if isinstance(found, click.Command) and found.name == cmd_name
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            near = get_close_matches(args[0], COMMANDS, n=1)
            if not near:
                raise wrong("no-command", command=args[0])
            raise wrong("no-such-command", command=args[0], near=near[0])
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        messages = words_of(ctx)
        with formatter.section(messages.say("cli.heading.commands")):
            formatter.write_dl([(name, messages.say(f"cli.{name}.short")) for name in COMMANDS])


def reworded(error: click.UsageError) -> UsageError:
    """Click's own complaints in our words."""
    match error:
        case click.NoSuchOption():
            return UsageError(reason="no-such-option", option=error.option_name)
        case click.MissingParameter():
            return UsageError(reason="missing", parameter=_name(error.param))
        case click.BadParameter():
            return UsageError(reason="bad-option", parameter=_name(error.param), hint=_taken(error.param))
        case click.BadOptionUsage():
            return UsageError(reason="option-needs-value", option=error.option_name)
        case _:
            return UsageError(problem=error.format_message().rstrip("."))


def wrong(reason: str, **facts: object) -> UsageError:
    """The error whose sentence is `usage.<reason>`."""
    return UsageError(reason=reason, **facts)


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return (parameter.metavar or str(parameter.name)).rstrip("…")


def _taken(parameter: click.Parameter | None) -> str:
    """What a parameter takes."""
    kind = None if parameter is None else parameter.type
    if isinstance(kind, click.Choice):
        return ", ".join(map(str, kind.choices))
    if isinstance(kind, click.IntRange):
        return f"{kind.min}, {(kind.min or 0) + 1}, {(kind.min or 0) + 2}…"
    return "" if parameter is None else str(parameter.metavar or "")


def _sentence(context: click.Context, option: str) -> str:
    messages = words_of(context)
    own = f"cli.{context.command.name}.{option}"
    return messages.say(own if messages.has(own) else f"cli.option.{option}")


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()
