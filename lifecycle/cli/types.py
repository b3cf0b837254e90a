"""What options may be: civil days as clerks write them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lifecycle.cli.speech import phrases_of
from lifecycle.documents.phrases import Phrases
from lifecycle.model.calendar import read_day
from lifecycle.model.errors import Wrong


class Day(click.ParamType[dt.date]):
    """A civil day: 2015-07-01, 1.7.2015 or 1. 7. 2015."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day; a usage error where there is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return read_day(str(value))
        except ValueError:
            phrases = phrases_of(ctx) if ctx else Phrases.of("cs")
            self.fail(phrases.say("usage.not_a_day", value=str(value)), param, ctx)


DAY = Day()


def one_of(*words: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What the shell offers for an argument: those of `words` that begin as typed."""
    return lambda _context, _parameter, typed: [word for word in words if word.startswith(typed)]


def ending(path: Path | None, *known: str) -> None:
    """Nothing where the file's ending is one of `known`; Wrong names them, for a file under a false name misleads."""
    if path is not None and path.suffix.lower() not in known:
        raise Wrong("file.ending", file=path.name, known=known)
