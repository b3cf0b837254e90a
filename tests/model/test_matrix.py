"""The matrix: a line for each priority, measure and activity, with all that evidence leads to."""

from lifecycle.model.matrix import cited, links
from lifecycle.model.strategy import Priority
from lifecycle.model.trace import Trace
from tests.model.chains import a_chain, a_measure


def test_a_line_of_the_matrix_reaches_the_findings_behind_a_pair():
    found = cited(Trace(a_chain()), ["P1"])

    assert (found.findings, found.swot, found.tows) == (("F1",), ("W1", "T1"), ("P1",))


def test_the_matrix_has_each_activity_under_its_measure_and_priority():
    more = (Priority(code="2", title="Prázdná"), a_measure("1.10", "F1"), a_measure("1.2", "F1"))

    shape = [
        (priority.code, [(measure.code, [each.code for each in activities]) for measure, activities in measures])
        for priority, measures in links(Trace(a_chain(*more)))
    ]

    assert shape == [("1", [("1.1", ["1.1.1"]), ("1.2", []), ("1.10", [])]), ("2", [])]
