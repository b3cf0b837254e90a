"""What the journeys share: lives of plans, and databases to live them in."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
import sqlalchemy as sa

from tests.journeys.lives import dacice, decin_lived, litomerice_lived, lived, pardubice_lived, taken_up
from tests.store.databases import postgresql

__all__ = [
    "dacice",
    "database",
    "decin_lived",
    "litomerice_lived",
    "lived",
    "pardubice_lived",
    "postgresql",
    "taken_up",
]


@pytest.fixture(scope="session")
def database(postgresql: sa.URL) -> Iterator[Callable[[], sa.URL]]:
    """Makes an empty PostgreSQL database."""
    engine, names = sa.create_engine(postgresql, isolation_level="AUTOCOMMIT"), count(1)

    def made() -> sa.URL:
        name = f"journey_{next(names)}"
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return postgresql.set(database=name)

    yield made
    engine.dispose()
