"""Old histories stay readable: renamed fields, kinds and keys, and the tables laid anew for them."""

from pathlib import Path
from typing import Annotated, ClassVar

import pytest
import sqlalchemy as sa

from lifecycle.model import history
from lifecycle.model.history import Drop, Entry
from lifecycle.model.people import Group
from lifecycle.model.thing import Key, Label, Line, Thing
from lifecycle.store import replay, upcasts
from lifecycle.store.commit import Store
from lifecycle.store.fold import fold
from lifecycle.store.upcasts import Lift
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, write


class Circle(Thing):
    """What the invented format 1 called a working group."""

    KIND: ClassVar[str] = "circle"
    KEY: ClassVar[tuple[str, ...]] = ("town", "code")
    TITLE: ClassVar[Label] = Label("Kroužky", "Circles")

    town: Annotated[Key, Label("Obec", "Town")]
    code: Annotated[Key, Label("Kód", "Code")]
    called: Annotated[Line, Label("Název", "Called")]


class Club(Thing):
    """What the invented format 2 calls it: one key, another name, other fields."""

    KIND: ClassVar[str] = "club"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("Kluby", "Clubs")

    key: Annotated[Key, Label("Klíč", "Key")]
    name: Annotated[Line, Label("Název", "Name")]


CIRCLE_TO_CLUB = Lift(
    kind="club",
    value=lambda value: {"key": f"{value['town']}-{value['code']}", "name": value["called"]},
    key=lambda key: ("-".join(key),),
)


def an_entry(number: int, *changes: object, written: int = 1) -> Entry:
    return Entry("dacice", number, {"format": written, "on": "2015-01-15", "changes": list(changes)}, bytes(32))


def format_is(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    for module in (upcasts, replay, history):
        monkeypatch.setattr(module, "FORMAT", number)


def test_a_value_of_an_older_format_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch):
    format_is(monkeypatch, 3)
    first = Lift(value=lambda value: {**value, "kind": value["type"]})
    second = Lift(value=lambda value: {name: cell for name, cell in value.items() if name != "type"})
    monkeypatch.setitem(upcasts.UPCASTS, ("group", 1), first)
    monkeypatch.setitem(upcasts.UPCASTS, ("group", 2), second)
    old = {"key": "SEN", "name": "Senioři", "type": "working"}
    folded = fold([an_entry(1, {"kind": "group", "put": old})], SHIPPED)

    assert folded.things["group"][("SEN",)] == Group(key="SEN", name="Senioři", kind="working")


def test_a_thing_of_a_renamed_kind_is_dropped_under_its_old_name_and_key(monkeypatch: pytest.MonkeyPatch):
    format_is(monkeypatch, 2)
    monkeypatch.setitem(upcasts.UPCASTS, ("circle", 1), CIRCLE_TO_CLUB)
    values = [{"town": "Dačice", "code": code, "called": code} for code in "AB"]
    put = an_entry(1, *({"kind": "circle", "put": value} for value in values))
    folded = fold([put, an_entry(2, {"kind": "circle", "drop": ["Dačice", "A"]})], {"club": Club})

    assert folded.things["club"] == {("Dačice-B",): Club(key="Dačice-B", name="B")}


def test_what_is_lifted_is_not_lifted_again(monkeypatch: pytest.MonkeyPatch):
    format_is(monkeypatch, 2)
    monkeypatch.setitem(upcasts.UPCASTS, ("circle", 1), CIRCLE_TO_CLUB)
    value = {"town": "Dačice", "code": "A", "called": "Ateliér"}
    once = upcasts.lifted(an_entry(1, {"kind": "circle", "put": value}).body)

    assert upcasts.lifted(once) == once


def test_an_office_of_an_older_format_opens_with_the_renamed_kind_in_a_table_of_its_own(
    where: str | Path, monkeypatch: pytest.MonkeyPatch
):
    old: dict[str, type[Thing]] = {"circle": Circle, "group": Group}
    store = Store.create(where, old, clock=a_clock())
    circles = [Circle(town="Dačice", code=code, called=f"Kroužek {code}") for code in "AB"]
    write(store, "dacice", a_group(), *circles)
    write(store, "dacice", Drop("circle", ("Dačice", "A")))
    store.close()
    format_is(monkeypatch, 2)
    monkeypatch.setitem(upcasts.UPCASTS, ("circle", 1), CIRCLE_TO_CLUB)
    store = Store.open(where, {"club": Club, "group": Group}, clock=a_clock())
    write(store, "dacice", Club(key="C", name="Nový"))
    content, report = store.content("dacice", DAY), verify(store)
    with store.database.reading() as connection:
        tables = sa.inspect(connection).get_table_names()
    formats = [entry.body["format"] for entry in store.entries("dacice")]
    store.close()

    assert content.things["club"] == {
        ("Dačice-B",): Club(key="Dačice-B", name="Kroužek B"),
        ("C",): Club(key="C", name="Nový"),
    }
    assert (report.problems, "circle" in tables, formats) == ((), False, [2, 2, 2])
