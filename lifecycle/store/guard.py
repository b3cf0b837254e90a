"""Whether the history is append-only: every forbidden statement is tried, and taken back."""

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lifecycle.model.history import GENESIS
from lifecycle.store.spine import ACT, BLOB, CHAIN, VAULT

_PLAN = "-guard-"
_FORBIDDEN = (
    ("UPDATE act", "update act set body = body where plan = '-guard-'"),
    ("UPDATE act.number", "update act set number = number + 1 where plan = '-guard-'"),
    ("DELETE act", "delete from act where plan = '-guard-'"),
    ("DELETE chain", "delete from chain where plan = '-guard-'"),
    ("UPDATE blob", "update blob set size = size where sha256 = '-guard-'"),
    ("DELETE blob", "delete from blob where sha256 = '-guard-'"),
    ("UPDATE vault", "update vault set text = text where plan = '-guard-'"),
)
_SAME = "select plan, number, body, hash from act where plan = '-guard-'"
_ONLY = {
    "sqlite": (
        ("REPLACE act", f"insert or replace into act (plan, number, body, hash) {_SAME}"),
        ("REPLACE blob", "replace into blob select sha256, bytes, 1 from blob where sha256 = '-guard-'"),
        (
            "REPLACE vault",
            "replace into vault select plan, digest, salt, subject, text from vault where plan = '-guard-'",
        ),
    ),
    "postgresql": (
        ("TRUNCATE act", "truncate act"),
        ("TRUNCATE chain", "truncate chain cascade"),
        ("TRUNCATE blob", "truncate blob"),
        ("TRUNCATE vault", "truncate vault"),
        ("REPLACE act", f"insert into act {_SAME} on conflict (plan, number) do update set body = excluded.body"),
    ),
}


def guarded(connection: sa.Connection) -> list[str]:
    """The kinds of statements, `UPDATE act`, that could rewrite the history; empty where it is append-only.

    Each attempt is made on rows of its own inside a savepoint and taken back: the database stays as it was. It needs
    a transaction that may write.
    """
    sqlite = connection.dialect.name == "sqlite"
    attempt = connection.begin_nested()
    if sqlite:  # a stranger's connection has it off, and then replacing fires no trigger of deletes
        connection.execute(sa.text("pragma recursive_triggers = off"))
    try:
        _lay_bait(connection)
        tries = (*_FORBIDDEN, *_ONLY[connection.dialect.name])
        return [what for what, statement in tries if _passes(connection, statement)]
    finally:
        attempt.rollback()
        if sqlite:
            connection.execute(sa.text("pragma recursive_triggers = on"))


def _lay_bait(connection: sa.Connection) -> None:
    """A row in each table of the spine: the triggers of a row do not fire where there is none."""
    connection.execute(sa.insert(CHAIN), {"plan": _PLAN, "rev": 1, "head": GENESIS})
    connection.execute(sa.insert(ACT), {"plan": _PLAN, "number": 1, "body": b"{}", "hash": GENESIS})
    connection.execute(sa.insert(BLOB), {"sha256": _PLAN, "bytes": b"", "size": 0})
    row = {"plan": _PLAN, "digest": _PLAN, "salt": b"", "subject": "", "text": ""}
    connection.execute(sa.insert(VAULT), row)


def _passes(connection: sa.Connection, statement: str) -> bool:
    attempt = connection.begin_nested()
    try:
        connection.execute(sa.text(statement))
    except DBAPIError as error:
        attempt.rollback()
        # A failure of the disk or the lock proves nothing.
        if "append-only" not in str(error.orig) and not _is_refusal(error):
            raise
        return False
    attempt.rollback()
    return True


def _is_refusal(error: DBAPIError) -> bool:
    """Whether a rule of the tables refused: a foreign key guards the chain."""
    return isinstance(error, sa.exc.IntegrityError)
