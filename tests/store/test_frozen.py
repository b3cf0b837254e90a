"""Offices and exports of every format that was written: they open, fold and verify for ever.

Where a kind changed before the release so that they cannot, they are frozen again by `python -m tests.store.freeze`.
"""

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from lifecycle.actions.check_export import check_files
from lifecycle.app import catalogue
from lifecycle.documents.phrases import Phrases
from lifecycle.model.history import FORMAT
from lifecycle.model.people import Person
from lifecycle.model.strategy import BudgetLine, Measure
from lifecycle.store.commit import Store
from lifecycle.store.fold import fold
from lifecycle.store.rebuild import rebuild
from lifecycle.store.verify import verify
from tests.store.freeze import DAY, FORMATS, PLAN
from tests.store.offices import a_clock, write

EVERY = range(1, FORMAT + 1)


@pytest.fixture(params=EVERY)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An office as a program of that format left it."""
    file = tmp_path / "office.db"
    file.write_bytes(lzma.decompress((FORMATS / f"{request.param}.db.xz").read_bytes()))
    store = Store.open(file, catalogue().kinds, clock=a_clock())
    yield store
    store.close()


def test_a_frozen_office_opens_and_verifies(frozen: Store):
    report = verify(frozen)

    assert (report.problems, report.entries > 10) == ((), True)


def test_a_frozen_office_says_what_was_recorded(frozen: Store):
    content, texts = frozen.content(PLAN, DAY), frozen.texts(PLAN)

    assert [measure.title for measure in content.all(Measure)] == ["Pečovatelská služba"]
    assert [(line.year, line.amount_czk) for line in content.all(BudgetLine)] == [(2015, 120_000)]
    assert [texts[person.name] for person in content.all(Person)] == ["Jana Nováková"]


def test_the_fold_of_a_frozen_history_is_its_tables(frozen: Store):
    folded = fold(frozen.entries(PLAN), frozen.kinds)
    content = frozen.content(PLAN, DAY)

    assert {kind: rows for kind, rows in content.things.items() if rows} == {
        kind: rows for kind, rows in folded.things.items() if rows
    }


def test_the_tables_of_a_frozen_office_can_be_made_anew(frozen: Store):
    before = frozen.content(PLAN, DAY)
    with frozen.database.writing() as connection:
        for kind in frozen.kinds:
            connection.execute(sa.text(f'delete from "{kind}"'))
        connection.commit()
    for plan in (PLAN, "-"):
        rebuild(frozen, plan)

    assert (frozen.content(PLAN, DAY), verify(frozen).problems) == (before, ())


def test_a_frozen_office_is_worked_in_on(frozen: Store):
    measure = frozen.content(PLAN, DAY).all(Measure)[0]
    write(frozen, PLAN, measure.replaced(title="Pečovatelská služba v obcích"))

    assert verify(frozen).problems == ()


@pytest.mark.parametrize("number", EVERY)
def test_a_frozen_export_holds(number: int):
    result = check_files([FORMATS / f"{number}.export.zip"], [], Phrases.of("cs"))

    assert result["ok"], result["problems"]
