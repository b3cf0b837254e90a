"""Erasing: stored bytes go only where an act forgets them, and acts of several chains are one transaction."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from lifecycle.model.approval import Resolution
from lifecycle.model.errors import Wrong
from lifecycle.model.history import Forget, Put, sha256
from lifecycle.model.people import Person
from lifecycle.model.territory import Municipality
from lifecycle.store.commit import Store
from lifecycle.store.erasing import Erasing, erasing, kept
from lifecycle.store.spine import append_only, forgettable
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, a_person, write

SCAN = b"%PDF-1.7 usneseni s podpisem Jany Nove"


@pytest.fixture
def office(store: Store) -> Store:
    """Two plans that name the same scan, one of them with a person."""
    facts = {"code": "546127", "body": "council", "verb": "approves", "number": "7", "on": "2015-01-21", "members": 15}
    scan = Resolution.model_validate({**facts, "scan": sha256(SCAN)})
    town = Municipality(code="546127", name="Dačice")
    write(store, "dacice", town, a_group(), a_person("Jana Nová"), scan, blobs=[SCAN])
    write(store, "slavonice", town, scan)
    return store


def forget(work: Erasing, plan: str) -> None:
    digests = [row.digest for row in kept(work.store, plan) if row.subject == "Jana Nová"]
    with work.store.writing(plan, DAY) as writing:
        writing.commit(
            verb="people.erase",
            on=DAY,
            who="Koordinátorka",
            login="k",
            role="coordinator",
            changes=[Forget(digest) for digest in (*digests, sha256(SCAN))],
        )


def forget_both(work: Erasing, *plans: str) -> None:
    for plan in plans:
        forget(work, plan)


def test_bytes_nobody_forgot_cannot_go(office: Store):
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), erasing(office) as work:
        work.drop_bytes([sha256(SCAN)])

    assert office.blob(sha256(SCAN)) == SCAN


def test_forgotten_bytes_and_texts_go_in_every_plan_at_once_and_both_histories_hold(office: Store):
    with erasing(office) as work:
        forget(work, "dacice")
        forget(work, "slavonice")
        work.drop_bytes([sha256(SCAN)])

    report = verify(office)
    assert (office.blob(sha256(SCAN)), report.problems, report.erased) == (None, (), 4)


def test_an_erasure_that_fails_half_way_has_erased_nothing(office: Store):
    before = [office.content(plan, DAY).head for plan in ("dacice", "slavonice")]

    with pytest.raises(Wrong), erasing(office) as work:
        forget_both(work, "dacice", "nikde")

    assert [office.content(plan, DAY).head for plan in ("dacice", "slavonice")] == before
    assert [row.text for row in kept(office, "dacice") if row.subject == "Jana Nová"] != []


def test_bytes_that_are_back_after_they_were_forgotten_are_found(office: Store):
    with erasing(office) as work:
        forget(work, "dacice")
        forget(work, "slavonice")
        work.drop_bytes([sha256(SCAN)])
    with office.database.writing() as connection:
        row = {"sha256": sha256(SCAN), "bytes": SCAN, "size": len(SCAN)}
        connection.execute(sa.text("insert into blob (sha256, bytes, size) values (:sha256, :bytes, :size)"), row)
        connection.commit()

    assert {problem.what for problem in verify(office).problems} == {"verify.not_forgotten"}


def test_bytes_a_text_only_speaks_of_forgetting_cannot_go(office: Store):
    words = f'{{"forget":"{sha256(SCAN)}"}}'
    write(office, "dacice", a_group("X", name=words), note=words)

    with pytest.raises(sa.exc.DBAPIError, match="append-only"), erasing(office) as work:
        work.drop_bytes([sha256(SCAN)])


def test_a_row_with_a_forgotten_scan_may_still_be_corrected(office: Store):
    with erasing(office) as work:
        forget(work, "dacice")
        forget(work, "slavonice")
        work.drop_bytes([sha256(SCAN)])
    standing = office.content("dacice", DAY).all(Resolution)[0]

    write(office, "dacice", Put(standing.replaced(members=17)))

    assert verify(office).problems == ()


def test_a_database_of_the_first_spine_is_brought_to_this_one(tmp_path: Path):
    store = Store.create(tmp_path / "o.db", SHIPPED, clock=a_clock())
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    with store.database.writing() as connection:
        connection.execute(sa.text("drop trigger blob_no_delete"))
        last = append_only("sqlite")
        was = next(one for one in last if one.startswith("CREATE TRIGGER blob_no_delete"))
        connection.execute(sa.text(was))
        connection.execute(sa.text("update alembic_version set version_num = '0001'"))
        connection.commit()
    store.close()

    store = Store.open(tmp_path / "o.db", SHIPPED, clock=a_clock())
    with store.database.reading() as connection:
        made = connection.execute(sa.text("select sql from sqlite_master where name = 'blob_no_delete'")).scalar()
    assert (made, [one.name for one in store.content("dacice", DAY).all(Person)] != []) == (
        forgettable("sqlite")[1],
        True,
    )
    store.close()
