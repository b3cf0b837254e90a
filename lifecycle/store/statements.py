"""Statements in the words of the driver, told once for each kind of database and then executed without SQLAlchemy.

A command opens a new connection every time, and preparing a statement anew costs more than the statement. Parameters
are told by their place. It is used where every cell goes as it is; all else goes through SQLAlchemy.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.sql import ClauseElement

_DRIVERS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
_STYLES = {"sqlite": "qmark", "postgresql": "format"}


class Ready(NamedTuple):
    """The driver's text of a statement and the names of its parameters in their order."""

    text: str
    names: tuple[str, ...]


@cache
def ready(statement: ClauseElement, dialect: str) -> Ready:
    """The statement as the driver of `dialect` takes it; it is kept, so the statement is one that lives on."""
    made: Any = make_url(_DRIVERS[dialect]).get_dialect()
    driver = made(paramstyle=_STYLES[dialect])
    compiled: Any = statement.compile(dialect=driver)
    return Ready(str(compiled), tuple(compiled.positiontup or ()))


def cursor(connection: sa.Connection) -> Any:
    """A cursor of the driver in the connection's transaction, which has begun."""
    return connection.connection.cursor()


def run(connection: sa.Connection, statement: ClauseElement, values: Mapping[str, object]) -> Any:
    """The driver's cursor after the statement."""
    text, names = ready(statement, connection.dialect.name)
    made = cursor(connection)
    made.execute(text, tuple([values[name] for name in names]))
    return made


def run_each(connection: sa.Connection, statement: ClauseElement, rows: Iterable[Sequence[object]]) -> None:
    """The statement is executed for each row, whose cells stand in the order of `ready(...).names`."""
    text, _ = ready(statement, connection.dialect.name)
    cursor(connection).executemany(text, rows)
