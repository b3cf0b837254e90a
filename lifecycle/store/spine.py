"""The spine: the tables that are not kinds of things. They hold the history and what its digests name.

`chain` has the head of each plan's history, `act` the history itself, `vault` the private texts, `blob` the stored
bytes; `cache_shape` remembers how the table of each kind was made and can be thrown away. A migration makes them.
"""

import sqlalchemy as sa

VERSION = "0002"
"""The revision of the spine this program works with."""
KNOWN = ("0001", VERSION)
"""Every revision this program can bring to `VERSION`, oldest first."""

METADATA = sa.MetaData()

CHAIN = sa.Table(
    "chain",
    METADATA,
    sa.Column("plan", sa.Text, primary_key=True),
    sa.Column("rev", sa.BigInteger, nullable=False),
    sa.Column("head", sa.LargeBinary, nullable=False),
    sa.CheckConstraint("rev >= 0", name="chain_rev"),
    sa.CheckConstraint("length(head) = 32", name="chain_head"),
    sqlite_with_rowid=False,
)
ACT = sa.Table(
    "act",
    METADATA,
    sa.Column("plan", sa.Text, sa.ForeignKey("chain.plan"), primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.CheckConstraint("number >= 1", name="act_number"),
    sa.CheckConstraint("length(hash) = 32", name="act_hash"),
    sqlite_with_rowid=False,
)
VAULT = sa.Table(
    "vault",
    METADATA,
    sa.Column("plan", sa.Text, sa.ForeignKey("chain.plan"), primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
BLOB = sa.Table(
    "blob",
    METADATA,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
SHAPE = sa.Table(
    "cache_shape",
    METADATA,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("shape", sa.Text, nullable=False),
)

TABLES = frozenset(METADATA.tables) | {"alembic_version"}
"""Names no kind may take."""

_KEYS = {"act": ("plan", "number"), "vault": ("plan", "digest"), "blob": ("sha256",)}
_FORBIDDEN = {"act": ("UPDATE", "DELETE"), "blob": ("UPDATE", "DELETE"), "vault": ("UPDATE",)}


def append_only(dialect: str) -> list[str]:
    """The statements that make act and blob append-only, and vault rows unchangeable (they may only be erased)."""
    made = _postgresql_triggers() if dialect == "postgresql" else _sqlite_triggers()
    return [*made, *forgettable(dialect)]


def forgettable(dialect: str) -> list[str]:
    """The statements after which stored bytes may go, but only where an act that forgets them stands in the history.

    In canonical JSON the quotes of a text are escaped, so what is looked for can be nothing but such a change.
    """
    if dialect == "postgresql":
        return [
            "DROP TRIGGER blob_no_change ON blob",
            "CREATE TRIGGER blob_no_change BEFORE UPDATE ON blob FOR EACH ROW EXECUTE FUNCTION append_only()",
            "CREATE OR REPLACE FUNCTION only_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NOT EXISTS (SELECT 1 FROM act WHERE "
            """position(convert_to('{"forget":"' || OLD.sha256 || '"}', 'UTF8') in body) > 0) """
            "THEN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END IF; RETURN OLD; END $$",
            "DROP TRIGGER IF EXISTS blob_only_forgotten ON blob",
            "CREATE TRIGGER blob_only_forgotten BEFORE DELETE ON blob FOR EACH ROW EXECUTE FUNCTION only_forgotten()",
        ]
    return [
        "DROP TRIGGER blob_no_delete",
        "CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob WHEN NOT EXISTS (SELECT 1 FROM act WHERE "
        """instr(body, CAST('{"forget":"' || OLD.sha256 || '"}' AS BLOB)) > 0) """
        "BEGIN SELECT RAISE(ABORT, 'append-only: blob'); END",
    ]


def _sqlite_triggers() -> list[str]:
    # INSERT OR REPLACE deletes without firing delete triggers unless recursive_triggers is on, and anybody may open
    # the file without it: so a row whose key stands already is refused. The tables have no rowid to replace by.
    statements = []
    for table, key in _KEYS.items():
        abort = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        same = " AND ".join(f'"{column}" = NEW."{column}"' for column in key)
        statements += [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {abort}" for verb in _FORBIDDEN[table]
        ]
        statements.append(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - names are ours
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {abort}"
        )
    return statements


def _postgresql_triggers() -> list[str]:
    statements = [
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$"
    ]
    for table, verbs in _FORBIDDEN.items():
        statements += [
            f"CREATE TRIGGER {table}_no_change BEFORE {' OR '.join(verbs)} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION append_only()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()",
        ]
    return statements
