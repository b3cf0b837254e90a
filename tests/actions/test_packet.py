"""The page of a packet on one municipality: its measures and what its own budget pays for them."""

from lifecycle.actions.packet import _extract
from lifecycle.model.strategy import Activity
from lifecycle.model.territory import Municipality
from tests.stages.builders import a_measure, a_plan, a_priority, money, rows, tables


def test_a_measure_divided_among_its_activities_costs_the_towns_no_crown_twice():
    plan = (
        a_plan()
        .of("Dačice")
        .with_(
            a_priority("1"),
            a_measure("1.1"),
            Activity(code="1.1.1", title="Nákup vozu"),
            money("1.1", amount_czk=500),
            money("1.1.1", amount_czk=500),
            money("1.1.1", year=2016, amount_czk=30),
        )
    )

    [table] = tables(_extract(plan.content, plan.content.all(Municipality)[0]))

    assert [row[-1].replace("\u00a0", " ") for row in rows(table)] == ["530 Kč"]
