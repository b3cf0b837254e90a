"""Days, refusals, errors and the words that carry a rule."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.approval import Verb
from lifecycle.model.calendar import days_after, read_day
from lifecycle.model.consultation import SettlementDecision, Submission, SubmitterKind
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Busy, Fault, LifecycleError, Refused, Unverified, Wrong
from lifecycle.model.verdict import Refusal


@pytest.mark.parametrize(
    "typed", ["2015-07-01", "2015-7-1", "1.7.2015", "1. 7. 2015", "01.07.2015", " 1.\u00a07.\u00a02015 "]
)
def test_a_day_is_read_as_clerks_write_it(typed: str):
    assert read_day(typed) == dt.date(2015, 7, 1)


@pytest.mark.parametrize(
    "typed", ["30.2.2015", "2015-02-29", "1.7.15", "7/1/2015", "1. července 2015", "", "2015-07-01T00:00"]
)
def test_a_day_that_does_not_exist_or_is_written_otherwise_is_refused(typed: str):
    with pytest.raises(ValueError):
        read_day(typed)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2200, 12, 31)))
def test_every_day_reads_back_in_both_manners(day: dt.date):
    assert read_day(day.isoformat()) == read_day(f"{day.day}. {day.month}. {day.year}") == day


def test_the_first_day_is_not_counted():
    assert days_after(dt.date(2014, 10, 1), 14) == dt.date(2014, 10, 15)


def test_a_refusal_carries_its_facts_and_the_earliest_day():
    refusal = Refusal("swot.thin", earliest=dt.date(2015, 1, 1), has=1, code_of="SEN")

    assert (refusal.code, refusal.facts, refusal.earliest) == (
        "swot.thin",
        {"has": 1, "code_of": "SEN"},
        dt.date(2015, 1, 1),
    )


def test_a_fact_may_be_called_code_as_a_measures_is():
    assert Refusal("measure.no_budget", code="2.1").facts == {"code": "2.1"}


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [(Refused([]), 1), (Wrong("x"), 2), (LifecycleError("x"), 2), (Unverified("x"), 3), (Busy("x"), 4)],
)
def test_each_error_ends_the_command_with_its_own_code(error: LifecycleError, exit_code: int):
    assert (error.exit_code, isinstance(error, LifecycleError)) == (exit_code, True)


def test_a_refused_step_carries_every_reason():
    refusals = [Refusal("a"), Refusal("b")]

    assert (Refused(refusals).refusals, Refused(refusals).facts) == (tuple(refusals), {"count": 2})


def test_wrong_input_carries_every_place():
    faults = [Fault("no_such_column", sheet="Skupiny", cell="B1"), Fault("required", cell="A2")]

    assert Wrong("record.faults", faults, file="skupiny.xlsx").faults == tuple(faults)


def test_only_a_yes_approves():
    assert [verb for verb in Verb if verb.approving] == [Verb.approves, Verb.approves_with_condition]


def test_only_a_no_and_a_half_yes_need_a_reason():
    assert [one for one in SettlementDecision if one.needs_reason] == [
        SettlementDecision.partly,
        SettlementDecision.rejected,
    ]


@pytest.mark.parametrize("kind", list(SubmitterKind))
def test_words_of_people_are_personal_and_those_of_bodies_are_not(kind: SubmitterKind):
    one = Submission(key="P", received="2014-10-20", channel="web", submitter="x", submitter_kind=kind, text="t")

    assert one.personal is (kind.value in ("citizen", "user", "other"))


def test_an_edition_is_called_by_its_document_and_number():
    edition = Edition.model_construct(name="plan", number=3)

    assert edition.name_at_number == "plan@3"


def test_what_help_needs_imports_neither_pydantic_nor_sqlmodel():
    rooms = "lifecycle.model.errors, lifecycle.model.verdict, lifecycle.model.calendar"
    program = f"import sys, {rooms}; print(sorted({{'pydantic', 'sqlmodel', 'sqlalchemy'}} & set(sys.modules)))"

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
