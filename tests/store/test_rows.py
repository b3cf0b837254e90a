"""A table made from each kind: what it takes, what it refuses, and that a value survives it."""

import datetime as dt
from typing import Annotated, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecycle.model.people import Group
from lifecycle.model.strategy import BudgetLine, Indicator
from lifecycle.model.thing import Key, Label, Thing
from lifecycle.store.commit import Store
from lifecycle.store.lay import upsert
from lifecycle.store.queries import load
from lifecycle.store.rows import Damaged, cells, key_cells, row, table, thing_from
from tests.store.offices import SHIPPED, a_budget, a_group, a_measure
from tests.store.things import OF_EACH_KIND, things_of


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_value_and_its_cells_are_exact_inverses(name: str):
    kind = SHIPPED[name]

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(things_of(kind))
    def holds(thing: Thing):
        again = thing_from(kind, cells(thing))

        assert (again, again.as_json(), again.identity) == (thing, thing.as_json(), thing.identity)

    holds()


def test_a_value_of_every_kind_survives_the_database(store: Store):
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(OF_EACH_KIND)
    def holds(things: tuple[Thing, ...]):
        with store.database.writing() as connection:
            upsert(connection, "p", [(thing, 7) for thing in things])
            found, wrote = load(connection, "p", store.kinds)

        assert found == {thing.KIND: {thing.identity: thing} for thing in things}
        assert set(wrote.values()) == {7}

    holds()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(OF_EACH_KIND)
def test_the_key_cells_of_an_identity_are_those_of_the_value(things: tuple[Thing, ...]):
    for thing in things:
        found = key_cells(type(thing), thing.identity)

        assert found == {name: cells(thing)[name] for name in found}


@pytest.mark.parametrize(
    "make",
    [
        lambda made: made(),
        lambda made: made(plan="p", key="SEN"),
        lambda made: made.model_construct(key="SEN"),
        lambda made: made.model_validate({"plan": "p", "key": "SEN"}),
        lambda made: made.__new__(made),
    ],
    ids=["empty", "filled", "model_construct", "model_validate", "new"],
)
def test_a_row_can_never_be_constructed(make):
    with pytest.raises(TypeError, match="never constructed"):
        make(row(Group))


def test_a_refused_row_leaves_values_constructible():
    with pytest.raises(TypeError):
        row(Group).model_validate({"key": "SEN"})

    assert a_group().key == "SEN"


@pytest.mark.parametrize(
    ("thing", "column", "cell"),
    [
        (a_group(), "kind", "secret"),
        (a_budget(), "year", 1989),
        (a_budget(), "amount_czk", -1),
        (a_budget(), "amount_czk", 10**13 + 1),
        (a_measure(), "starts", "15. 1."),
        (a_measure(), "title", None),
    ],
)
def test_the_database_itself_refuses_what_the_kind_refuses(store: Store, thing: Thing, column: str, cell: object):
    made = table(type(thing))

    with store.database.writing() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.insert(made), {"plan": "p", **cells(thing), "rev": 1, column: cell})


def test_ten_trillion_crowns_are_kept_to_the_crown(store: Store):
    richest = a_budget(amount=10**13)

    with store.database.writing() as connection:
        upsert(connection, "p", [(richest, 1)])

        assert load(connection, "p", store.kinds)[0]["budget"][richest.identity] == richest


def test_a_decimal_number_keeps_its_digits(store: Store):
    exact = Indicator(code="1.1", name="hodiny péče", unit="h", target="123456789012345.123456", year=2016)

    with store.database.writing() as connection:
        upsert(connection, "p", [(exact, 1)])

        assert load(connection, "p", store.kinds)[0]["indicator"][exact.identity] == exact


def test_two_plans_have_rows_of_one_key():
    assert [column.name for column in table(BudgetLine).primary_key] == ["plan", "code", "year", "source"]


@pytest.mark.parametrize("cell", ["neznámý", 3, None, b"working"])
def test_a_damaged_word_is_told_by_its_column(cell: object):
    with pytest.raises(Damaged, match="kind"):
        thing_from(Group, {**cells(a_group()), "kind": cell})


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("starts", "2015-13-01"),
        ("starts", 3),
        ("evidence", "[1]"),
        ("evidence", "x"),
        ("evidence", '"SEN"'),
        ("title", 5),
    ],
)
def test_a_damaged_cell_is_told_by_its_column(column: str, cell: object):
    with pytest.raises(Damaged, match=column):
        thing_from(type(a_measure()), {**cells(a_measure()), column: cell})


class Blob(Thing):
    """A kind that takes the name of a table of the spine."""

    KIND: ClassVar[str] = "blob"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("x", "x")
    key: Annotated[Key, Label("x", "x")]


class Revised(Thing):
    """A kind that takes the name of a column of the store."""

    KIND: ClassVar[str] = "revised"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("x", "x")
    key: Annotated[Key, Label("x", "x")]
    rev: Annotated[Key, Label("x", "x")]


@pytest.mark.parametrize("kind", [Blob, Revised])
def test_a_kind_cannot_take_the_names_of_the_store(kind: type[Thing]):
    with pytest.raises(ValueError, match=kind.__name__):
        row(kind)


@given(st.dates())
@settings(max_examples=50)
def test_days_sort_as_text_like_days(day: dt.date):
    later = day if day == dt.date.max else day + dt.timedelta(days=1)

    assert day.isoformat() <= later.isoformat()
