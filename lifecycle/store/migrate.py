"""Bringing a database to what this program works with: the spine by alembic, the kinds' tables by laying them anew.

Opening an office that is up to date compares one row and the shapes; alembic is imported only where there is work.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.schema import DropTable

from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.thing import Thing
from lifecycle.store.database import Database
from lifecycle.store.failpoints import reach
from lifecycle.store.fold import fold
from lifecycle.store.guard import guarded
from lifecycle.store.lay import upsert
from lifecycle.store.queries import every_entry
from lifecycle.store.rows import shape, table
from lifecycle.store.spine import CHAIN, KNOWN, SHAPE, VERSION
from lifecycle.store.upcasts import retired

_FOLDER = Path(__file__).parent / "migrations"
_MAKING = 1082006
"""The number of the server's lock under which tables are made."""


def make(database: Database, kinds: Mapping[str, type[Thing]]) -> None:
    """An empty database has the spine and a table of each kind; Wrong where an office is in it."""
    with database.writing() as connection:
        _alone(connection)
        if not sa.inspect(connection).has_table("chain"):
            _upgrade(connection, database.name)
        elif connection.execute(sa.select(CHAIN.c.plan).limit(1)).first():
            raise Wrong("store.exists", file=database.name)
        elif _spine_is_old(connection, database.name):  # a start that was cut off before its first act
            _upgrade(connection, database.name)
        _reshape(connection, _unlike(connection, kinds.values()), kinds)
        reach("making.begun")
        connection.commit()
    reach("making.done")


def bring_up(database: Database, kinds: Mapping[str, type[Thing]]) -> None:
    """An office's database works with this program; Wrong where it is newer or no office."""
    with database.reading() as connection:
        old = _spine_is_old(connection, database.name)
        unlike = [] if old else _unlike(connection, kinds.values())
    if not old and not unlike:
        return
    with database.writing() as connection:
        # Under the lock it is asked again: another command may have done it meanwhile.
        _alone(connection)
        if _spine_is_old(connection, database.name):
            _upgrade(connection, database.name)
        _reshape(connection, _unlike(connection, kinds.values()), kinds)
        reach("making.begun")
        connection.commit()
    reach("making.done")


def left_by_an_older_program(database: Database, kinds: Mapping[str, type[Thing]]) -> bool:
    """Whether the spine or a kind's table is truly of an older program; Wrong where it is newer or no office.

    What the database only says of itself, against the tables found, is not believed.
    """
    with database.reading(raw=True) as connection:
        if _spine_is_old(connection, database.name):
            return _is_first_spine(connection)
        inspector = sa.inspect(connection)
        tables = set(inspector.get_table_names())
        if SHAPE.name not in tables:
            return False
        known = set(connection.execute(sa.select(SHAPE.c.kind)).scalars())
        for kind in _unlike(connection, kinds.values()):
            if kind.KIND not in tables:
                if kind.KIND not in known:
                    return True
                continue
            if {one["name"] for one in inspector.get_columns(kind.KIND)} != {one.name for one in table(kind).columns}:
                return True
        return False


def _is_first_spine(connection: sa.Connection) -> bool:
    """Whether the guards are those of revision 0001, which let no stored bytes go."""
    if connection.dialect.name == "postgresql":
        found = "select tgname from pg_trigger where tgname in ('blob_no_change', 'blob_only_forgotten')"
        return connection.execute(sa.text(found)).scalars().all() == ["blob_no_change"]
    found = "select sql from sqlite_schema where type = 'trigger' and name = 'blob_no_delete'"
    guard = connection.execute(sa.text(found)).scalar()
    return isinstance(guard, str) and "forget" not in guard


def _alone(connection: sa.Connection) -> None:
    """No other command makes or changes tables, or writes into them, until this transaction ends.

    On SQLite its beginning is that lock already.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MAKING)))
        if sa.inspect(connection).has_table("chain"):
            connection.execute(sa.text("lock table chain in share row exclusive mode"))


def _spine_is_old(connection: sa.Connection, file: str) -> bool:
    tables = sa.inspect(connection).get_table_names()
    if not {"alembic_version", "chain", "act"} <= set(tables):
        raise Wrong("store.not_ours", file=file)
    found = connection.execute(sa.text("select version_num from alembic_version")).scalars().all()
    if len(found) != 1 or found[0] not in KNOWN:
        raise Wrong("store.newer", file=file, found=", ".join(map(str, found)), knows=VERSION)
    return bool(found[0] != VERSION)


def _upgrade(connection: sa.Connection, file: str) -> None:
    """The spine is today's, and it was tried whether its history can be rewritten."""
    _upgrade_spine(connection)
    reach("making.spine")
    if through := guarded(connection):
        raise Unverified("store.unguarded", file=file, tried=tuple(through))


def _upgrade_spine(connection: sa.Connection) -> None:
    """Unverified where the version told does not fit the guards found: bringing that up would hide a change."""
    if sa.inspect(connection).has_table("chain") and not _is_first_spine(connection):
        raise Unverified("store.other_version")
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def _unlike(connection: sa.Connection, kinds: Iterable[type[Thing]]) -> list[type[Thing]]:
    """The kinds whose table is missing or was made for another shape of the kind."""
    known = {row.kind: row.shape for row in connection.execute(sa.select(SHAPE))}
    return [kind for kind in kinds if known.get(kind.KIND) != shape(kind)]


def _reshape(connection: sa.Connection, unlike: list[type[Thing]], kinds: Mapping[str, type[Thing]]) -> None:
    """The tables of `unlike` are made anew and hold the fold of every plan's history."""
    if not unlike:
        return
    names = {kind.KIND for kind in unlike}
    for name in sorted(retired() - kinds.keys()):
        connection.execute(DropTable(sa.Table(name, sa.MetaData()), if_exists=True))
        connection.execute(sa.delete(SHAPE).where(SHAPE.c.kind == name))
    for kind in unlike:
        table(kind).drop(connection, checkfirst=True)
        table(kind).create(connection)
        reach("making.table")
    connection.execute(sa.delete(SHAPE).where(SHAPE.c.kind.in_(names)))
    connection.execute(sa.insert(SHAPE), [{"kind": kind.KIND, "shape": shape(kind)} for kind in unlike])
    for plan in connection.execute(sa.select(CHAIN.c.plan).order_by(CHAIN.c.plan)).scalars().all():
        folded = fold(every_entry(connection, plan), kinds)
        rows = [thing for name in names for thing in folded.things.get(name, {}).values()]
        upsert(connection, plan, [(thing, folded.wrote[(thing.KIND, thing.identity)]) for thing in rows])
    reach("making.filled")
