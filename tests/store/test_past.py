"""A past office laid from a living one: the beginnings of its chains, and what was erased since stays erased."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from lifecycle.model.approval import Resolution
from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.history import Forget, sha256
from lifecycle.model.people import Person
from lifecycle.model.territory import Municipality
from lifecycle.store.commit import Store
from lifecycle.store.past import erased_since, lay_past
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, a_measure, a_person, a_priority, write

MAY = dt.date(2015, 5, 1)


def a_year(store: Store) -> None:
    """An office whose plan has a person in January, a measure in May, and one of January entered after it."""
    write(store, "-", a_group())
    write(store, "dacice", a_group(), a_person("Jana Nová"), a_priority())
    write(store, "dacice", a_measure(evidence=[]), on=MAY)
    write(store, "dacice", a_group("DET", "Děti"))
    write(store, "vodnany", a_group(), on=MAY)


@contextmanager
def past(store: Store, folder: Path, day: dt.date = DAY) -> Iterator[Store]:
    """The office as it stood at the end of that day."""
    lay_past(store, folder / "office.db", day)
    with closing(Store.open(folder / "office.db", SHIPPED, clock=a_clock())) as made:
        yield made


def forget_jana(store: Store) -> str:
    """The digest of Jana's name, which is erased."""
    (jana,) = store.things("dacice", Person)
    digest = jana.name.removeprefix("vault:")
    write(store, "dacice", Forget(digest))
    return digest


def test_a_chain_is_taken_up_to_its_first_act_of_a_later_day(store: Store, tmp_path: Path):
    a_year(store)
    taken = lay_past(store, tmp_path / "office.db", DAY)

    assert [(one.plan, one.entries, one.later) for one in taken] == [("dacice", 1, 2), ("-", 1, 0)]


def test_what_was_laid_is_an_office_that_holds(store: Store, tmp_path: Path):
    a_year(store)
    with past(store, tmp_path) as then:
        report = verify(then)

    assert (report.problems, report.entries) == ((), 2)


def test_an_erased_name_stays_erased_also_in_the_days_before(store: Store, tmp_path: Path):
    a_year(store)
    digest = forget_jana(store)
    with past(store, tmp_path) as then:
        texts, since = then.texts("dacice"), erased_since(then)
        report = verify(then, since=since)

    assert "Jana Nová" not in texts.values()
    assert since == {"dacice": frozenset({digest})}
    assert (report.ok, report.erased) == (True, 1)


def test_a_name_that_is_missing_though_nobody_erased_it_gives_no_past(store: Store, tmp_path: Path):
    a_year(store)
    with store.database.writing() as connection:
        connection.exec_driver_sql("delete from vault where text = 'Jana Nová'")
        connection.commit()

    with pytest.raises(Unverified, match=r"as_of\.broken"):
        lay_past(store, tmp_path / "office.db", DAY)


def test_before_the_first_plan_there_is_no_past(store: Store, tmp_path: Path):
    a_year(store)

    with pytest.raises(Wrong, match=r"as_of\.nothing"):
        lay_past(store, tmp_path / "office.db", DAY - dt.timedelta(days=1))


def test_what_is_laid_has_every_byte_its_values_name_and_no_other(store: Store, tmp_path: Path):
    scan = b"%PDF-1.7 usneseni"
    facts = {"code": "546127", "body": "council", "verb": "approves", "number": "7", "on": "2015-01-21", "members": 15}
    write(store, "-", a_group())
    write(store, "dacice", Municipality(code="546127", name="Dačice", population=7300, seat="yes"))
    write(store, "dacice", Resolution.model_validate({**facts, "scan": sha256(scan)}), blobs=[scan])
    later = b"%PDF-1.7 pozdeji"
    write(store, "dacice", Resolution.model_validate({**facts, "scan": sha256(later)}), blobs=[later], on=MAY)
    with past(store, tmp_path) as then:
        found = (then.blob(sha256(scan)), then.blob(sha256(later)))

    assert found == (scan, None)
