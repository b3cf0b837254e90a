"""Citation: what a key of evidence names, which strategy a pair is, and who cites it."""

import pytest

from lifecycle.model.citation import answered, citing, named_by, strategy_of, words_of
from lifecycle.model.evidence import Finding
from lifecycle.model.strategy import Priority
from tests.model.chains import a_measure, a_pair, an_item
from tests.model.kinds import a_content


def test_a_key_names_a_finding_an_item_of_swot_or_a_pair():
    finding = Finding(key="F1", kind="needs", title="Potřeba péče", text="Dlouhý text.", source="průzkum")
    content = a_content([finding, an_item("W1"), a_pair()])

    assert [named_by(content, key) for key in ("F1", "W1", "P1", "X")] == [finding, an_item("W1"), a_pair(), None]


def test_what_is_cited_is_told_in_one_line():
    finding = Finding(key="F1", kind="needs", title="Potřeba péče", text="Dlouhý text.", source="průzkum")

    assert [words_of(one) for one in (finding, an_item("W1"), a_pair())] == [
        "Potřeba péče",
        "Text W1",
        "Spojit síly obcí",
    ]


@pytest.mark.parametrize(
    ("internal", "external", "strategy"),
    [
        ("S1", "O1", "SO"),
        ("W1", "O1", "WO"),
        ("S1", "T1", "ST"),
        ("W1", "T1", "WT"),
        ("O1", "S1", ""),
        ("S1", "W1", ""),
    ],
)
def test_a_pair_is_a_strategy_by_the_quadrants_of_its_items(internal: str, external: str, strategy: str):
    content = a_content([an_item(key) for key in ("S1", "W1", "O1", "T1")])

    assert strategy_of(content, a_pair(internal, external)) == strategy


def test_a_pair_that_is_cited_answers_both_its_items():
    content = a_content([an_item("W1"), an_item("T1"), an_item("W2"), a_pair(), a_measure("1.1", "P1")])

    assert answered(content) == {"P1", "W1", "T1"}


def test_priorities_and_measures_that_cite_a_key_come_in_the_order_of_their_codes():
    priority = Priority(code="1", title="Péče", evidence=("W1",))
    content = a_content([priority, a_measure("1.10", "W1"), a_measure("1.9", "W1"), a_measure("1.2", "W2")])

    assert [one.code for one in citing(content, "W1")] == ["1", "1.9", "1.10"]
