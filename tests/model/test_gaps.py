"""Gaps: where the chain from evidence to measures breaks off."""

from lifecycle.model.consultation import Settlement
from lifecycle.model.evidence import Finding
from lifecycle.model.gaps import gaps, unused
from lifecycle.model.trace import Trace
from tests.model.chains import a_chain, a_pair
from tests.model.kinds import a_content


def test_evidence_nobody_uses_is_a_gap_once_there_are_measures():
    idle = Finding(key="F2", kind="needs", title="Nikdo", text="T.", source="průzkum")

    assert (unused(a_content([idle])), unused(a_chain(idle))) == ([], [idle])


def test_gaps_are_told_at_the_items_of_the_chain_only():
    trace = Trace(a_chain(a_pair("W1", "T1", key="P2")))

    told = [(one.code, one.facts["item"]) for one in gaps(trace, ["priority:1", "tows:P2", "comment:P-1"])]

    assert told == [
        ("trace.unused", "tows:P2"),
        ("trace.comment_open", "comment:P-1"),
    ]


def test_a_settled_comment_is_no_gap():
    trace = Trace(a_chain(Settlement(id="P-1", decision="accepted")))

    assert gaps(trace, ["comment:P-1"]) == []
