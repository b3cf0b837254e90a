"""An office looked at as it stands: an older one in a copy of its own, nothing of it changed."""

from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from lifecycle.model.errors import Unverified
from lifecycle.store.commit import Store
from lifecycle.store.inspecting import inspect
from lifecycle.store.spine import append_only
from lifecycle.store.verify import verify
from tests.store.offices import SHIPPED, a_clock, a_group, write


def left(file: Path, *, guards_of_then: bool) -> Path:
    """An office that says it is of the first spine; with the guards of then it truly is."""
    with closing(Store.create(file, SHIPPED, clock=a_clock())) as store:
        write(store, "dacice", a_group())
        with store.database.writing() as connection:
            if guards_of_then:
                then = next(one for one in append_only("sqlite") if one.startswith("CREATE TRIGGER blob_no_delete"))
                connection.execute(sa.text("drop trigger blob_no_delete"))
                connection.execute(sa.text(then))
            connection.execute(sa.text("update alembic_version set version_num = '0001'"))
            connection.commit()
    return file


def test_a_truly_older_office_holds_and_stays_as_it_is(tmp_path: Path):
    file = left(tmp_path / "office.db", guards_of_then=True)
    before = file.read_bytes()
    with closing(inspect(file, SHIPPED, clock=a_clock())) as store:
        ok = verify(store).ok

    assert (ok, file.read_bytes() == before) == (True, True)


def test_an_office_that_only_says_it_is_older_does_not_hold(tmp_path: Path):
    file = left(tmp_path / "office.db", guards_of_then=False)

    with closing(inspect(file, SHIPPED, clock=a_clock())) as store:
        assert [one.table for one in verify(store).problems] == ["alembic_version"]


def test_what_only_says_it_is_older_is_not_brought_up(tmp_path: Path):
    with pytest.raises(Unverified, match=r"store\.other_version"):
        Store.open(left(tmp_path / "office.db", guards_of_then=False), SHIPPED, clock=a_clock())


def test_a_store_that_is_only_looked_at_writes_nothing(tmp_path: Path):
    Store.create(tmp_path / "office.db", SHIPPED, clock=a_clock()).close()

    with closing(inspect(tmp_path / "office.db", SHIPPED, clock=a_clock())) as store, pytest.raises(RuntimeError):
        write(store, "dacice", a_group())
