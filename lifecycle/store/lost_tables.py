"""What a driver says where a table or a column is not there any more: no program of ours takes one away."""

import re
import sqlite3
from collections.abc import Mapping

from lifecycle.model.thing import Thing
from lifecycle.store.spine import METADATA

_SQLITE = re.compile(r"no such (?:table|column): (?:.*\.)?(.+)")
_POSTGRESQL = ("42P01", "42703")
"""undefined_table, undefined_column"""


def lost_place(error: object) -> str | None:
    """The name of the table or column that is missed; None where the failure is another one."""
    if isinstance(error, sqlite3.OperationalError):
        found = _SQLITE.match(str(error))
        return found[1] if found else None
    if getattr(error, "sqlstate", None) in _POSTGRESQL:
        named = re.search(r'"([^"]+)"', str(error))
        return named[1] if named else "?"
    return None


def places(kinds: Mapping[str, type[Thing]]) -> set[str]:
    """The names of every table and column a store of these kinds reads."""
    columns = {column.name for kind in kinds.values() for column in kind.columns()}
    return {*kinds, *columns, *METADATA.tables, *(one.name for made in METADATA.sorted_tables for one in made.c)}
