"""What every story of the store begins with: an empty database, and an office in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lifecycle.store.commit import Store
from tests.store.databases import postgresql, where
from tests.store.offices import SHIPPED, a_clock

__all__ = ["postgresql", "where"]


@pytest.fixture
def store(where: str | Path) -> Iterator[Store]:
    """An office in each kind of database."""
    made = Store.create(where, SHIPPED, clock=a_clock())
    yield made
    made.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An office in a file."""
    made = Store.create(tmp_path / "office.db", SHIPPED, clock=a_clock())
    yield made
    made.close()
