"""Commands that speak the clerk's language: help from the phrases, usage errors as sentences."""

import os
import re
from functools import partial
from typing import Any

import click

from lifecycle.documents.phrases import Phrases


def screen_language(told: str | None) -> str:
    """The language of the screen: the one told, else the locale's when it is English, else Czech."""
    if told:
        return told
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if locale.lower().startswith("en") else "cs"


def phrases_of(context: click.Context) -> Phrases:
    """The phrases help is printed in."""
    return Phrases.of(screen_language(context.find_root().params.get("lang")))


def _path(context: click.Context) -> str:
    return ".".join(context.command_path.split()[1:])


class SpokenOption(click.Option):
    """An option whose help is the phrase `option.<command>.<name>` or `option.<name>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's names and its sentence."""
        record = super().get_help_record(ctx)
        phrases = phrases_of(ctx)
        codes = (f"option.{_path(ctx)}.{self.name}", f"option.{self.name}")
        found = next((code for code in codes if phrases.has(code)), None)
        return (record[0], phrases.say(found)) if record and found else record


class Spoken(click.Command):
    """A command whose help is the phrase `help.<path>`; examples come first."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help."""
        context = click.get_current_context(silent=True)
        path = f"{_path(context)}.{self.name}".lstrip(".") if context else str(self.name)
        phrases = phrases_of(context) if context else Phrases.of("cs")
        return phrases.say(f"help.{path}").splitlines()[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of usage, headed in the clerk's language."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=phrases_of(ctx).say("help.usage") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, headed in the clerk's language."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for param in options if (record := param.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(phrases_of(ctx).say("help.options")):
                formatter.write_dl(records)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, then what the command does."""
        phrases, path = phrases_of(ctx), _path(ctx)
        if phrases.has(f"example.{path}"):
            with formatter.section(phrases.say("help.examples")):
                for line in phrases.say(f"example.{path}").splitlines():
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(phrases.say(f"help.{path}" if path else "help.root"))

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """`--help`, which speaks too."""
        return SpokenOption(["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_help)


class SpokenGroup(Spoken, click.Group):
    """A group of spoken commands."""

    command_class = Spoken

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options and the commands, headed in the clerk's language."""
        super().format_options(ctx, formatter)
        commands = [(name, self.commands[name].get_short_help_str()) for name in self.list_commands(ctx)]
        with formatter.section(phrases_of(ctx).say("help.commands")):
            formatter.write_dl(commands)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order a clerk meets them."""
        return list(self.commands)

    group_class = type


option = partial(click.option, cls=SpokenOption)


def _help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def _named(error: click.BadParameter) -> str:
    """The option or the argument as help names it."""
    param = error.param
    if param is None:
        return "?"
    return param.opts[0] if isinstance(param, click.Option) else str(param.name).upper()


def _quoted(error: click.BadParameter) -> str:
    """The value that was typed, as click quotes it first in its message."""
    found = re.match(r"""(['"])(.*)\1 """, error.message)
    return found[2] if found else "?"


def _wrong_value(error: click.BadParameter, phrases: Phrases) -> str:
    """What is wrong with the value of an option or an argument, in the clerk's language."""
    facts = {"name": _named(error), "value": _quoted(error)}
    match error.param and error.param.type:
        case click.Choice(choices=known):
            return phrases.say("usage.not_among", **facts, known=", ".join(map(str, known)))
        case click.IntRange(min=least, max=most) if not error.message.startswith("'"):
            facts["value"] = error.message.split(" ", 1)[0]
            code = "usage.too_small" if most is None else "usage.not_in_range"
            return phrases.say(code, **facts, least=str(least), most=str(most))
        case click.types.IntParamType():
            return phrases.say("usage.not_a_number", **facts)
        case click.Path(file_okay=files):
            found = re.search(r"'(.*)'", error.message)
            return phrases.say(
                "usage.folder" if files else "usage.file", name=facts["name"], value=found[1] if found else "?"
            )
        case click.ParamType(name="date"):  # its own sentence, said already
            return phrases.say("usage.bad_value", name=facts["name"], why=error.message)
        case _:
            return phrases.say("usage.not_understood", name=facts["name"])


def _other(error: click.UsageError, phrases: Phrases) -> str:
    """What click tells of a whole line; it says the kind only in its English sentence."""
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message, re.DOTALL)
    if extra:
        return phrases.say("usage.extra", value=extra[1])
    if isinstance(error, click.BadOptionUsage):
        takes_none = error.message.endswith("does not take a value.")
        return phrases.say("usage.takes_no_value" if takes_none else "usage.needs_value", option=error.option_name)
    return phrases.say("usage.other")


def usage_sentence(error: click.UsageError, phrases: Phrases) -> str:
    """A usage error as a sentence with what to do."""
    option: Any = getattr(error, "option_name", None)
    match error:
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            top = error.ctx.find_root().command if error.ctx else None
            if top and any(option in known.opts for known in top.params):
                return phrases.say("usage.option_before", option=option)
            return phrases.say("usage.no_option_like" if near else "usage.no_option", option=option, near=near)
        case click.exceptions.NoSuchCommand():
            near = ", ".join(getattr(error, "possibilities", None) or ())
            code = "usage.no_command_like" if near else "usage.no_command"
            return phrases.say(code, command=error.command_name, near=near)
        case click.UsageError() if error.message == "Missing command.":
            return phrases.say("usage.missing_command")
        case click.MissingParameter():
            name = (
                error.param.make_metavar(error.ctx)
                if error.param and error.ctx and error.param.param_type_name == "argument"
                else None
            )
            return phrases.say("usage.missing", name=name or (error.param.opts[0] if error.param else "?"))
        case click.BadParameter():
            return _wrong_value(error, phrases)
        case _:
            return _other(error, phrases)
