"""The one loop: whatever is written, the fold of the history is the tables, cell for cell."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.history import FORMAT, Change, Drop, Entry
from lifecycle.store.commit import Store
from lifecycle.store.fold import fold
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_group, a_person, a_priority, write

_KEYS = st.sampled_from(["A", "B", "C", "Ž"])
_NAMES = st.sampled_from(["Senioři", "Děti", "Rodiny"])
_CHANGE = (
    st.builds(lambda key, name: a_group(key, name), _KEYS, _NAMES)
    | st.builds(lambda key: Drop("group", (key,)), _KEYS)
    | st.builds(lambda code, title: a_priority(code, title), st.sampled_from("123"), _NAMES)
    | st.builds(lambda code: Drop("priority", (code,)), st.sampled_from("123"))
)
_ACTS = st.lists(
    st.tuples(st.sampled_from(["dacice", "vodnany"]), st.lists(_CHANGE, max_size=5)), min_size=1, max_size=12
)


def an_entry(number: int, change: dict[str, object], *, on: str = "2015-01-15", written: int = FORMAT) -> Entry:
    return Entry("dacice", number, {"format": written, "on": on, "changes": [change]}, bytes(32))


def put_group(key: str) -> dict[str, object]:
    return {"kind": "group", "put": a_group(key).as_json()}


def test_the_fold_of_random_acts_is_the_tables(store: Store):
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_ACTS)
    def holds(acts: list[tuple[str, list[Change]]]):
        for plan, changes in acts:
            write(store, plan, *changes)
        for plan in store.plans():
            folded, content = fold(store.entries(plan), SHIPPED), store.content(plan, DAY)

            assert {kind: rows for kind, rows in folded.things.items() if rows} == {
                kind: rows for kind, rows in content.things.items() if rows
            }
            assert (folded.wrote, folded.rev, folded.head) == (content.wrote, content.rev, content.head)
        assert verify(store).problems == ()

    holds()


def test_the_fold_up_to_an_entry_is_what_stood_then(sqlite_store: Store):
    seen = []
    for key in "ABC":
        write(sqlite_store, "dacice", a_group(key))
        seen.append(sqlite_store.content("dacice", DAY).things["group"])

    assert [fold(sqlite_store.entries("dacice"), SHIPPED, until=n).things["group"] for n in (1, 2, 3)] == seen


def test_the_fold_up_to_a_day_ends_before_the_first_later_entry():
    entries = [
        an_entry(n, put_group(key), on=on)
        for n, key, on in ((1, "A", "2015-01-01"), (2, "B", "2015-03-01"), (3, "C", "2015-02-01"))
    ]

    assert list(fold(entries, SHIPPED, until=dt.date(2015, 2, 15)).things["group"]) == [("A",)]


def test_forgotten_texts_are_remembered_as_forgotten(sqlite_store: Store):
    write(sqlite_store, "dacice", a_group(), a_person("Jana"))

    assert fold([an_entry(1, {"forget": "ab" * 32})], SHIPPED).forgotten == {"ab" * 32}


@pytest.mark.parametrize(
    "change", [{"kind": "dragon", "put": {}}, {"kind": "group", "put": {"key": "A"}}, {"kind": "group"}]
)
def test_an_entry_that_cannot_be_replayed_is_named(change: dict[str, object]):
    with pytest.raises(Unverified) as refused:
        fold([an_entry(4, change)], SHIPPED)
    assert refused.value.facts == {"plan": "dacice", "entry": 4}


def test_an_entry_of_a_newer_program_is_told_so():
    with pytest.raises(Wrong) as refused:
        fold([an_entry(1, put_group("A"), written=FORMAT + 1)], SHIPPED)
    assert (refused.value.code, refused.value.facts) == ("store.newer_entry", {"found": FORMAT + 1, "knows": FORMAT})
