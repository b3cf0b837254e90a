"""What was said of items that change their code goes with them by title, where one title is one item."""

import datetime as dt

from lifecycle.actions.renumbered import followed
from lifecycle.model.comment import Placement
from lifecycle.model.consultation import Settlement
from lifecycle.model.history import Drop, Put
from lifecycle.model.strategy import Activity, Measure
from tests.model.kinds import a_content
from tests.model.test_register import a_comment


def an_activity(code: str, title: str) -> Activity:
    return Activity(code=code, title=title)


def outcome(*changes: Put | Drop, twin: str = "Smlouva") -> tuple[list[tuple], list[str]]:
    """Where the comment on activity 1.1.1 (Příprava) goes, and what is said; 1.1.2 is the `twin`."""
    placed = Placement(comment="K1", item="activity:1.1.1", field="title", tier="bookmark")
    before = a_content([an_activity("1.1.1", "Příprava"), an_activity("1.1.2", twin), a_comment(), placed])
    made, said = followed(before, changes)
    rows = [one.thing for one in made if isinstance(one, Put) and isinstance(one.thing, Placement)]
    return [(one.item, one.field, one.tier.value, one.state.value) for one in rows], [one["code"] for one in said]


def test_a_comment_goes_with_an_item_whose_code_is_gone():
    told = outcome(Drop("activity", ("1.1.1",)), Put(an_activity("1.1.3", "PŘÍPRAVA ")))

    assert told == ([("activity:1.1.3", "title", "bookmark", "moved")], ["record.comments_moved"])


def test_a_title_that_two_items_had_leads_nowhere():
    told = outcome(
        Put(an_activity("1.1.1", "Nábor")), Put(an_activity("1.1.3", "Příprava")), Drop("activity", ("1.1.2",)),
        twin="Příprava",
    )  # fmt: skip

    assert told == ([], ["record.comments_stay"])


def test_a_title_that_two_items_have_now_leads_nowhere():
    new = [an_activity("1.1.1", "Nábor"), an_activity("1.1.3", "Příprava"), an_activity("1.1.4", "Příprava")]

    assert outcome(*map(Put, new)) == ([], ["record.comments_stay"])


def test_an_item_that_keeps_its_title_keeps_its_comment():
    assert outcome(Put(an_activity("1.1.1", "příprava")), Put(an_activity("1.1.3", "Příprava"))) == ([], [])


DEBTS = "Poradna bude otevřena jednou týdně v Rokytě."
FAMILIES = "Dva terénní pracovníci budou docházet do rodin v území."


def a_measure(code: str, title: str, description: str) -> Measure:
    day = dt.date(2027, 1, 1)
    return Measure(
        code=code, title=title, description=description, kind="new", responsible="Město", starts=day, ends=day
    )


def swapped(*new: Measure, settled: Settlement | None = None) -> tuple[list[tuple], list[str], list]:
    """Where K1 on measure 2.2 (Dluhová a občanská poradna) goes when `new` are the measures, and what is said."""
    olds = [
        a_measure("2.1", "Terénní práce v rodinách", FAMILIES),
        a_measure("2.2", "Dluhová a občanská poradna", DEBTS),
    ]
    about = [a_comment(), Placement(comment="K1", item="measure:2.2", tier="code"), *([settled] if settled else [])]
    made, said = followed(a_content([*olds, *about]), [*(Drop("measure", (one.code,)) for one in olds), *map(Put, new)])
    things = [one.thing for one in made if isinstance(one, Put)]
    places = [(one.item, one.state.value) for one in things if isinstance(one, Placement)]
    return places, [one["code"] for one in said], [one.change for one in things if isinstance(one, Settlement)]


def test_comments_go_with_a_measure_that_changed_its_code_and_its_title_at_once():
    told = swapped(a_measure("2.1", "Dluhová poradna", DEBTS), a_measure("2.2", "Terénní práce v rodinách", FAMILIES))

    assert told == ([("measure:2.1", "moved")], ["record.comments_moved"], [])


def test_comments_wait_for_a_place_where_another_measure_has_the_code_and_theirs_is_not_known():
    told = swapped(
        a_measure("2.1", "Sociální bydlení", "Město opraví čtyři byty pro osoby bez domova."),
        a_measure("2.2", "Terénní práce v rodinách", FAMILIES),
    )

    assert told == ([(None, "orphaned")], ["record.comments_orphaned"], [])


def test_comments_wait_for_a_place_where_two_measures_say_what_theirs_said():
    told = swapped(
        a_measure("2.1", "Dluhová poradna", DEBTS),
        a_measure("2.2", "Terénní práce v rodinách", FAMILIES),
        a_measure("2.3", "Občanská poradna", DEBTS),
    )

    assert told == ([(None, "orphaned")], ["record.comments_orphaned"], [])


def test_comments_wait_for_a_place_where_the_code_has_a_measure_that_is_nothing_alike():
    told = swapped(
        a_measure("2.1", "Terénní práce v rodinách", FAMILIES),
        a_measure("2.2", "Sociální bydlení", "Město opraví čtyři byty pro osoby bez domova."),
    )

    assert told == ([(None, "orphaned")], ["record.comments_orphaned"], [])


def test_comments_stay_at_a_measure_of_which_the_title_alone_changed():
    told = swapped(a_measure("2.1", "Terénní práce v rodinách", FAMILIES), a_measure("2.2", "Pomoc zadluženým", DEBTS))

    assert told == ([], ["record.comments_stay"], [])


def test_an_answer_names_no_change_where_another_measure_has_the_code_of_what_it_changed():
    told = swapped(
        a_measure("2.1", "Sociální bydlení", "Město opraví čtyři byty pro osoby bez domova."),
        a_measure("2.2", "Terénní práce v rodinách", FAMILIES),
        settled=Settlement(id="K1", decision="accepted", change="measure:2.2"),
    )

    assert told == ([(None, "orphaned")], ["record.comments_orphaned", "record.settlements_unnamed"], [None])
