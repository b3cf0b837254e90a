"""The write door: what one act leaves, and what it refuses."""

import datetime as dt
import json
import threading
from contextlib import suppress

import pytest

from lifecycle.model.approval import Resolution
from lifecycle.model.content import Content
from lifecycle.model.errors import Busy, Wrong
from lifecycle.model.history import GENESIS, Drop, Put, chained, sha256
from lifecycle.model.people import Meeting
from lifecycle.model.strategy import Priority
from lifecycle.model.territory import Municipality
from lifecycle.store.commit import Store, Writing
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_budget, a_clock, a_group, a_measure, a_person, a_priority, write

SCAN = b"%PDF-1.7 usneseni"


def commit(writing: Writing, *changes: Put | Drop, **more: object):
    whole = {"verb": "records", "on": DAY, "who": "Jana", "login": "jana", "role": "coordinator", **more}
    return writing.commit(changes=list(changes), **whole)


def a_resolution(scan: str | None) -> Resolution:
    return Resolution(
        code="546127", body="council", verb="approves", number="7/2015", on="2015-01-21", members=15, scan=scan
    )


def test_an_act_leaves_its_values_in_the_tables_with_the_entry_that_wrote_them(store: Store):
    entry = write(store, "dacice", a_group(), a_priority())
    content = store.content("dacice", DAY)

    assert content == Content(
        key="dacice",
        rev=1,
        head=entry.hash,
        day=DAY,
        things={name: {} for name in SHIPPED} | {"group": {("SEN",): a_group()}, "priority": {("1",): a_priority()}},
        wrote={("group", ("SEN",)): 1, ("priority", ("1",)): 1},
    )


def test_an_act_stands_in_the_history_as_it_was_said(store: Store):
    write(store, "dacice", a_group())
    (entry,) = store.entries("dacice")
    said = {key: entry.body[key] for key in ("format", "plan", "number", "on", "role", "verb", "note", "changes")}

    assert said == {
        "format": 1,
        "plan": "dacice",
        "number": 1,
        "on": "2015-01-15",
        "role": "coordinator",
        "verb": "records",
        "note": None,
        "changes": [{"kind": "group", "put": a_group().as_json()}],
    }


def test_each_entry_is_chained_to_the_one_before(store: Store):
    write(store, "dacice", a_group())
    write(store, "dacice", a_priority())
    with store.database.reading() as connection:
        bodies = connection.exec_driver_sql("select body, hash from act order by number").all()
    first = chained(GENESIS, bodies[0].body)

    assert [row.hash for row in bodies] == [first, chained(first, bodies[1].body)]


def test_the_recorded_time_is_the_clocks_in_utc(tmp_path):
    prague = dt.timezone(dt.timedelta(hours=2))
    store = Store.create(tmp_path / "o.db", SHIPPED, clock=lambda: dt.datetime(2015, 7, 1, 0, 30, tzinfo=prague))
    entry = write(store, "dacice", a_group())
    store.close()

    assert entry.body["at"] == "2015-06-30T22:30:00.000000Z"


def test_a_dropped_thing_is_gone_from_the_tables_and_stays_in_the_history(store: Store):
    write(store, "dacice", a_group())
    write(store, "dacice", Drop("group", ("SEN",)))

    assert store.content("dacice", DAY).things["group"] == {}
    assert [entry.body["changes"] for entry in store.entries("dacice")][1] == [{"kind": "group", "drop": ["SEN"]}]


def test_a_thing_whose_key_has_a_year_can_be_dropped(store: Store):
    write(store, "dacice", a_priority(), a_measure(), a_budget())
    write(store, "dacice", Drop("budget", a_budget().identity))

    assert store.content("dacice", DAY).things["budget"] == {}


def test_of_several_changes_of_one_thing_in_an_act_the_last_counts(store: Store):
    write(store, "dacice", a_group(name="Stará"), Drop("group", ("SEN",)), a_group(name="Nová"))

    assert store.content("dacice", DAY).things["group"] == {("SEN",): a_group(name="Nová")}


def test_leaving_the_lock_without_a_commit_changes_nothing(store: Store):
    write(store, "dacice", a_group())
    before = store.content("dacice", DAY)
    with store.writing("dacice", DAY) as writing:
        writing.seal("Jana", "Jana")

    assert store.content("dacice", DAY) == before


def test_an_error_under_the_lock_changes_nothing(store: Store):
    with pytest.raises(ZeroDivisionError), store.writing("dacice", DAY, new=True):
        raise ZeroDivisionError

    assert store.plans() == []


def test_what_happens_after_the_commit_undoes_nothing(store: Store):
    with suppress(ZeroDivisionError), store.writing("dacice", DAY, new=True) as writing:
        commit(writing, Put(a_group()))
        raise ZeroDivisionError

    assert store.content("dacice", DAY).rev == 1


def test_one_lock_is_for_one_act(store: Store):
    with store.writing("dacice", DAY, new=True) as writing:
        commit(writing, Put(a_group()))

        with pytest.raises(RuntimeError, match="one act"):
            commit(writing, Put(a_priority()))


def test_a_plan_opened_twice_is_refused(store: Store):
    write(store, "dacice", a_group())

    with pytest.raises(Wrong) as refused, store.writing("dacice", DAY, new=True):
        pass
    assert (refused.value.code, refused.value.facts) == ("store.plan_exists", {"plan": "dacice"})


@pytest.mark.parametrize(
    "ask", [lambda store: store.content("dačice", DAY), lambda store: list(store.entries("dačice"))]
)
def test_a_plan_that_is_not_there_is_told_with_those_that_are(store: Store, ask):
    write(store, "dacice-2015", a_group())
    write(store, "-", a_group())

    with pytest.raises(Wrong) as refused:
        ask(store)
    assert refused.value.facts == {"plan": "dačice", "known": ["dacice-2015"]}


def test_writing_into_a_plan_that_is_not_there_is_refused(store: Store):
    with pytest.raises(Wrong, match=r"store\.no_plan"), store.writing("dacice", DAY):
        pass


def test_plans_are_listed_as_they_were_created(store: Store):
    for key in ("-", "vodňany", "dacice", "blatna"):
        write(store, key, a_group())

    assert store.plans() == ["vodňany", "dacice", "blatna"]


def test_two_plans_share_names_and_nothing_else(store: Store):
    write(store, "dacice", a_group(name="Senioři"), a_person("Jana Nová"))
    write(store, "vodnany", a_group(name="Starší lidé"), a_person("Jana Nová"))
    here, there = store.content("dacice", DAY), store.content("vodnany", DAY)

    assert [here.things["group"], there.things["group"]] == [
        {("SEN",): a_group(name="Senioři")},
        {("SEN",): a_group(name="Starší lidé")},
    ]
    assert here.things["person"].keys().isdisjoint(there.things["person"])


def test_a_slow_act_on_what_it_saw_is_written(store: Store):
    write(store, "dacice", a_group())
    seen = store.content("dacice", DAY)
    with store.writing("dacice", DAY) as writing:
        entry = commit(writing, Put(a_priority()), expect=(seen.rev, seen.head))

    assert entry.number == 2


def test_a_slow_act_on_a_plan_that_moved_on_is_told_so(store: Store):
    write(store, "dacice", a_group())
    seen = store.content("dacice", DAY)
    write(store, "dacice", a_priority())

    with pytest.raises(Busy) as refused, store.writing("dacice", DAY) as writing:
        commit(writing, Put(a_measure()), expect=(seen.rev, seen.head))
    assert (refused.value.code, refused.value.facts) == ("store.moved_on", {"plan": "dacice", "seen": 1, "now": 2})


def test_every_link_that_leads_nowhere_is_named(store: Store):
    meeting = Meeting(key="J1", group="DĚTI", kind="meeting", date=DAY)

    with pytest.raises(Wrong) as refused:
        write(store, "dacice", meeting, a_measure(evidence=["S1"]))
    assert [dict(fault.facts) for fault in refused.value.faults] == [
        {"kind": "meeting", "key": "J1", "column": "group", "missing": "DĚTI", "kinds": ("group",)},
        {"kind": "measure", "key": "1.1", "column": "code", "missing": "1", "kinds": ("priority",)},
        {"kind": "measure", "key": "1.1", "column": "evidence", "missing": "S1", "kinds": ("swot", "finding", "tows")},
    ]


def test_a_refused_act_changes_nothing(store: Store):
    write(store, "dacice", a_group())

    with pytest.raises(Wrong):
        write(store, "dacice", a_measure())
    assert (store.content("dacice", DAY).rev, verify(store).ok) == (1, True)


def test_things_of_one_act_may_name_each_other(store: Store):
    write(store, "dacice", a_measure(), a_priority())

    assert store.content("dacice", DAY).rev == 1


def test_a_thing_that_is_still_named_cannot_be_dropped(store: Store):
    write(store, "dacice", a_priority(), a_measure())

    with pytest.raises(Wrong) as refused:
        write(store, "dacice", Drop("priority", ("1",)))
    assert [dict(fault.facts)["missing"] for fault in refused.value.faults] == ["1"]


def test_a_thing_can_be_dropped_together_with_what_names_it(store: Store):
    write(store, "dacice", a_priority(), a_measure(), a_budget())
    write(store, "dacice", Drop("priority", ("1",)), Drop("measure", ("1.1",)), Drop("budget", a_budget().identity))

    assert not any(store.content("dacice", DAY).things.values())


def test_bytes_are_kept_under_their_digest(store: Store):
    write(store, "dacice", Municipality(code="546127", name="Dačice"), a_resolution(sha256(SCAN)), blobs=[SCAN])

    assert store.blob(sha256(SCAN)) == SCAN


def test_the_same_bytes_are_kept_once_for_all_plans(store: Store):
    for plan in ("dacice", "vodnany"):
        write(store, plan, Municipality(code="546127", name="Dačice"), a_resolution(sha256(SCAN)), blobs=[SCAN])

    with store.database.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from blob").scalar() == 1


def test_bytes_stored_before_need_not_be_given_again(store: Store):
    write(store, "dacice", Municipality(code="546127", name="Dačice"), a_resolution(sha256(SCAN)), blobs=[SCAN])
    entry = write(store, "dacice", a_resolution(sha256(SCAN)).replaced(number="8/2015"))

    assert entry.number == 2


def test_a_value_that_names_bytes_nobody_gave_is_refused(store: Store):
    with pytest.raises(Wrong) as refused:
        write(store, "dacice", Municipality(code="546127", name="Dačice"), a_resolution(sha256(SCAN)), blobs=[b"other"])
    assert (refused.value.code, refused.value.facts) == ("store.no_bytes", {"digest": sha256(SCAN), "count": 1})


def test_bytes_that_no_value_names_are_not_kept(store: Store):
    write(store, "dacice", a_group(), blobs=[SCAN])

    assert store.blob(sha256(SCAN)) is None


def test_an_act_may_change_nothing_but_history(store: Store):
    entry = write(store, "dacice", note="předáno kraji")

    assert (entry.body["changes"], entry.body["note"]) == ([], "předáno kraji")


def test_a_backdated_act_keeps_the_order_of_history(store: Store):
    write(store, "dacice", a_group(), on=DAY)
    write(store, "dacice", a_priority(), on=dt.date(2014, 12, 1))

    assert [entry.on for entry in store.entries("dacice")] == [DAY, dt.date(2014, 12, 1)]


def test_a_note_that_no_file_could_hold_is_refused(store: Store):
    with pytest.raises(Wrong, match=r"store\.text"):
        write(store, "dacice", a_group(), note="\udce1")


def test_the_sandbox_learns_the_latest_civil_day_of_its_plans(store: Store):
    write(store, "-", a_group(), on=dt.date(2026, 1, 1))
    write(store, "dacice", a_group(), on=dt.date(2015, 3, 1))
    write(
        store,
        "dacice",
        a_priority(title='den "on":"2099-01-01", prý'),
        on=dt.date(2015, 2, 1),
        note=',"on":"2098-01-01',
    )

    assert store.latest_day() == (dt.date(2015, 3, 1), dt.date(2026, 1, 1), dt.date(2026, 1, 1))


def test_an_office_without_plans_knows_the_day_it_was_opened(store: Store):
    write(store, "-", a_group(), on=dt.date(2014, 5, 5))

    assert store.latest_day() == (None, dt.date(2014, 5, 5), dt.date(2026, 1, 1))


def test_long_histories_are_read_whole_and_in_order(sqlite_store: Store):
    for number in range(1, 503):
        write(sqlite_store, "dacice", Priority(code="1", title=f"{number}"))

    assert [entry.number for entry in sqlite_store.entries("dacice")] == list(range(1, 503))


def test_a_reader_is_not_disturbed_by_a_writer(store: Store):
    write(store, "dacice", a_group())
    with store.writing("dacice", DAY) as writing:
        seen: list[int] = []
        other = threading.Thread(target=lambda: seen.append(store.content("dacice", DAY).rev))
        other.start()
        other.join()
        commit(writing, Put(a_priority()))

    assert (seen, store.content("dacice", DAY).rev) == ([1], 2)


def test_a_store_opened_again_goes_on_where_it_was(where):
    first = Store.create(where, SHIPPED, clock=a_clock())
    write(first, "dacice", a_group())
    first.close()
    second = Store.open(where, SHIPPED, clock=a_clock())
    entry = write(second, "dacice", a_priority())
    body = json.dumps(dict(entry.body))
    second.close()

    assert (entry.number, json.loads(body)["number"]) == (2, 2)
