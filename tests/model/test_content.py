"""Everything recorded about a plan at one moment: what stands in it, who wrote it, what an item is called."""

import datetime as dt
from dataclasses import replace

import pytest

from lifecycle.model.content import Content
from lifecycle.model.evidence import Finding, Service, SwotItem
from lifecycle.model.history import Drop, Forget, Put, sha256
from lifecycle.model.people import Group
from lifecycle.model.strategy import Activity, Measure, Priority
from lifecycle.model.thing import canonical
from tests.model.kinds import a_content


def a_swot(key: str, group: str = "SEN", text: str = "Obětaví lidé") -> SwotItem:
    return SwotItem(key=key, group=group, quadrant="S", text=text)


def a_measure(code: str, title: str = "Péče") -> Measure:
    return Measure(
        code=code, title=title, description="d", kind="keep", responsible="r", starts="2015-01-01", ends="2015-12-31"
    )


SEN = Group(key="SEN", name="Senioři", kind="working")


def a_strategy() -> Content:
    activities = [Activity(code="1.1.1", title="A"), Activity(code="1.10.1", title="B")]
    priorities = [Priority(code="1", title="První"), Priority(code="11", title="Jedenáctá")]
    return a_content([*priorities, a_measure("1.1"), a_measure("1.10"), a_measure("11.1"), *activities])


def test_things_stand_in_the_order_people_count():
    content = a_content([a_measure("1.10"), a_measure("1.9"), a_measure("2.1")])

    assert [measure.code for measure in content.all(Measure)] == ["1.9", "1.10", "2.1"]


def test_a_thing_is_found_by_its_key_and_by_its_item():
    content = a_content([SEN])

    assert content.get(Group, "SEN") == content.at("group:SEN") == SEN
    assert (content.get(Group, "X"), content.at("group:X"), content.at("plan")) == (None, None, None)


@pytest.mark.parametrize(
    ("item", "held"), [("plan", True), ("group:SEN", True), ("group:sen", False), ("x:SEN", False)]
)
def test_a_plan_holds_itself_and_what_was_recorded(item: str, held: bool):
    assert a_content([SEN]).holds(item) is held


def test_each_entry_remembers_what_it_wrote():
    content = a_content([SEN], [a_swot("S1")], [a_swot("S1", text="Jinak")])

    assert (content.rev, content.wrote_by(SEN), content.wrote_by(a_swot("S1"))) == (4, 2, 4)


def test_what_nobody_wrote_was_written_by_no_entry():
    assert a_content().wrote_by(SEN) == 0


def test_content_after_a_change_is_another_one_and_the_first_stays():
    before = a_content([SEN])
    after = before.after([Drop("group", ("SEN",)), Put(a_swot("S1"))], day=dt.date(2016, 1, 1))

    assert (before.all(Group), before.all(SwotItem), before.day.year) == ([SEN], [], 2015)
    assert (after.all(Group), after.all(SwotItem), after.day.year) == ([], [a_swot("S1")], 2016)
    assert after.wrote_by(SEN) == 0


def test_forgetting_a_text_leaves_all_things_as_they_are():
    before = a_content([SEN])

    assert before.after([Forget("a" * 64)]).things == before.things


def test_a_plan_is_part_of_its_content():
    assert a_content().plan.key == "p"


def test_the_text_councils_would_vote_on_is_weighed_once():
    asked = []
    content = replace(a_content(), standing=lambda now: asked.append(now) or "hash")

    assert (content.standing_sha256, content.standing_sha256, len(asked)) == ("hash", "hash", 1)


def test_a_decision_on_a_groups_swot_covers_all_its_items_and_no_other():
    content = a_content([SEN, a_swot("S1"), a_swot("S2"), a_swot("X1", group="OZP")])

    expected = sha256(canonical([a_swot("S1").as_json(), a_swot("S2").as_json()]))
    assert content.subject_sha256("swot:SEN") == expected


def test_a_group_goes_before_an_item_of_the_same_key():
    content = a_content([SEN, a_swot("SEN"), a_swot("S1")])

    assert content.subject_sha256("swot:SEN") == sha256(canonical([a_swot("S1").as_json(), a_swot("SEN").as_json()]))


def test_a_decision_on_one_item_covers_that_item():
    content = a_content([SEN, a_swot("S1"), a_swot("S2")])

    assert content.subject_sha256("swot:S1") == sha256(canonical([a_swot("S1").as_json()]))


@pytest.mark.parametrize(
    ("subject", "changed", "covered"),
    [
        ("priority:1", a_measure("1.10", "Jinak"), True),
        ("priority:1", Activity(code="1.1.1", title="Jinak"), True),
        ("priority:1", a_measure("11.1", "Jinak"), False),
        ("measure:1.1", Activity(code="1.1.1", title="Jinak"), True),
        ("measure:1.1", Activity(code="1.10.1", title="Jinak"), False),
        ("measure:1.1", Priority(code="1", title="Jinak"), False),
    ],
)
def test_a_decision_covers_what_stands_under_its_subject(subject: str, changed, covered: bool):
    before = a_strategy()
    after = before.after([Put(changed)])

    assert (before.subject_sha256(subject) != after.subject_sha256(subject)) is covered


def a_named() -> Content:
    """A content whose phrases answer with their code and facts, and whose towns call measures steps."""
    things = [SEN, Service(key="S1", provider="p", name="Dovoz", kind="40"), a_measure("2.1", "Doprava")]
    told = a_content([*things, Finding(key="F1", kind="needs", title="Chybí lůžka", text="t", source="s")])
    say = lambda code, **facts: " ".join([code, *map(str, facts.values())])  # noqa: E731 - a phrase book of one line
    return replace(told, say=say, labels={"measure": "Krok", "finding": "Zjištění"})


def test_the_towns_own_label_goes_before_the_shipped_one():
    assert (a_named().label("measure"), a_named().label("priority")) == ("Krok", "item.priority")


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("plan", "item.whole"),
        ("measure:2.1", "Krok 2.1"),
        ("finding:F1", "Zjištění F1"),
        ("swot:SEN", "item.swot_group Senioři"),
        ("swot:S1", "item.swot S1"),
        ("evaluation:1.4", "item.evaluation 1.4"),
        ("group:SEN", "Senioři (SEN)"),
        ("service:S1", "item.service S1 – Dovoz"),
        ("text:own", "item.text own"),
        ("stage:own", "item.stage own"),
        ("municipality:546127", "municipality:546127"),
    ],
)
def test_an_item_has_a_name_in_words(item: str, name: str):
    assert a_named().named(item) == name


@pytest.mark.parametrize(
    ("item", "cell"),
    [
        ("measure:2.1", "2.1 – Doprava"),
        ("measure:9.9", "9.9"),
        ("finding:F1", "F1 – Chybí lůžka"),
        ("evaluation:1.4", "item.evaluation 1.4"),
        ("swot:SEN", "item.swot_group Senioři"),
    ],
)
def test_in_a_table_an_item_is_its_bare_code_and_title(item: str, cell: str):
    assert a_named().coded(item) == cell


@pytest.mark.parametrize("text", ["Krok 2.1 navazuje", "krok 2", "KROK\u00a03.1.1", "Zjištění F1: chybí", " Krok 1.1"])
def test_prose_that_begins_like_a_cards_heading_gets_a_dash(text: str):
    assert a_named().prose(text) == f"– {text}"


@pytest.mark.parametrize(
    "text", ["Kroky 2.1", "Navazuje na Krok 2.1", "Krok za krokem", "Zjištění F10", "Zjištění ukazuje", ""]
)
def test_other_prose_stays_as_it_is(text: str):
    assert a_named().prose(text) == text


def test_prose_of_a_content_without_labels_stays_as_it_is():
    assert a_content().prose("Opatření 2.1") == "Opatření 2.1"
