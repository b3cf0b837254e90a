"""Origins: what the items of the ending plan became, by the evaluation and by the measures themselves."""

from lifecycle.model.content import Content
from lifecycle.model.evidence import Evaluation
from lifecycle.model.origins import became, goes_to, origins
from lifecycle.model.strategy import Activity, Priority
from lifecycle.model.thing import Thing
from tests.model.chains import a_measure
from tests.model.kinds import a_content


def an_item(code: str, new_code: str | None = None, *, carry: str = "continue") -> Evaluation:
    return Evaluation.model_validate(
        {"code": code, "title": "Dřív", "result": "partly", "carry": carry, "new_code": new_code}
    )


def a_new_plan(*more: Thing) -> Content:
    strategy = [Priority(code="1", title="Doma"), a_measure("1.1"), Activity(code="1.1.1", title="Nákup vozu")]
    return a_content([*strategy, *more])


def codes(found: dict[str, list[Evaluation]]) -> dict[str, list[str]]:
    return {code: [row.code for row in rows] for code, rows in found.items()}


def test_an_item_that_ends_goes_nowhere():
    assert (goes_to(an_item("5", "1.1")), goes_to(an_item("5", "1.1", carry="drop"))) == ("1.1", None)


def test_a_priority_a_measure_and_an_activity_carry_on_what_the_evaluation_says():
    content = a_new_plan(an_item("A", "1"), an_item("B", "1.1"), an_item("C", "1.1.1"), an_item("D", "1.1"))

    assert codes(origins(content)) == {"1": ["A"], "1.1": ["B", "D"], "1.1.1": ["C"]}


def test_what_the_measure_itself_is_carried_from_stands_first_and_once():
    content = a_new_plan(an_item("B", "1.1"), an_item("D", "1.1"), a_measure("1.1").replaced(carried_from="D"))

    assert codes(origins(content)) == {"1.1": ["D", "B"]}


def test_a_wish_that_is_not_recorded_yet_is_no_origin():
    assert origins(a_new_plan(an_item("B", "1.2"))) == {}


def test_one_item_may_become_several_things():
    content = a_new_plan(an_item("B", "1.1.1"), a_measure("1.1").replaced(carried_from="B"))

    assert {code: [one.address for one in things] for code, things in became(content).items()} == {
        "B": ["measure:1.1", "activity:1.1.1"]
    }
