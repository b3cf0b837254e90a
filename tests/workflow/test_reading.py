"""A workflow file is read whole or refused with all its faults, each at its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.errors import Wrong
from lifecycle.workflow.definition import AnyOf, Check, Deadline, Each, SectionUse
from lifecycle.workflow.reading import read
from tests.workflow.samples import WORDS, a_definition, a_file, an_edge, faults, line_of, random_files, rules


def test_a_file_becomes_a_definition_with_states_and_steps_in_its_order():
    definition = a_definition()

    assert [state.name for state in definition.states] == ["draft", "vote", "done"]
    assert [(e.event, e.source, e.to) for e in definition.transitions][:2] == [
        ("advance", "draft", "vote"),
        ("advance", "vote", "done"),
    ]


def test_a_list_of_sources_becomes_one_step_from_each():
    text = a_file(more=an_edge("stop", "draft", "done").replace('from = "draft"', 'from = ["draft", "vote"]'))

    assert [e.source for e in a_definition(text).transitions if e.event == "stop"] == ["draft", "vote"]


def test_a_state_keeps_its_documents_sections_terms_and_small_workflows():
    text = a_file().replace(
        "[state.vote]",
        '[state.vote]\nopens_with = ["plan"]\ncloses_with = ["swot", "plan"]\n'
        'sections = [\n  { name = "swot", voted = true },\n  { name = "changes", voted = false },\n]\n'
        'each = { of = "municipalities", workflow = "council_resolution" }',
    )
    text = text.replace(
        "\n[state.done]",
        '\n[[state.vote.deadline]]\nafter = "{enough}"\nevent = "remind"\nrepeat = 7\n'
        '[[state.vote.deadline]]\nafter = "end_of_plan"\nevent = "remind"\n[state.done]',
    )
    text += an_edge("remind", "vote", "vote").replace('["coordinator"]', '["system"]')
    vote = a_definition(text).state("vote")

    assert (vote.opens_with, vote.closes_with) == (("plan",), ("swot", "plan"))
    assert vote.sections == (SectionUse("swot", True), SectionUse("changes", False))
    assert vote.deadlines == (Deadline(2, "remind", 7), Deadline("end_of_plan", "remind", None))
    assert vote.each == Each("municipalities", "council_resolution")


def test_parameters_fill_arguments_also_inside_lists():
    needs = (
        'needs = [{ check = "towns_rule_met", municipalities_percent = "{enough}", people_percent = 50, '
        'obligatory = ["seat", "{extra}"], counts = ["approves"], bodies = "{bodies}" }]\n'
    )
    text = a_file(more=an_edge("advance", "draft", "done", needs))
    text = text.replace("enough = 2", 'enough = 2\nextra = "region"\nbodies = ["council"]')
    check = a_definition(text).check("towns_rule_met")

    assert check is not None
    assert check.arguments == {
        "municipalities_percent": 2,
        "people_percent": 50,
        "obligatory": ("seat", "region"),
        "counts": ("approves",),
        "bodies": ("council",),
    }


def test_alternatives_are_read_as_one_need():
    needs = 'needs = [{ any = [{ check = "hearing_held" }, { check = "swot_approved" }] }]\n'
    definition = a_definition(a_file(more=an_edge("advance", "draft", "done", needs)))

    assert definition.transitions[-1].needs == (AnyOf((Check("hearing_held", {}), Check("swot_approved", {}))),)


def test_a_required_reason_and_kept_approvals_are_read():
    edge = a_definition(a_file(more=an_edge("stop", "draft", "done", 'reason = "required"\nkeeps = ["approved"]\n')))

    assert (edge.transitions[-1].reason, edge.transitions[-1].keeps) == (True, ("approved",))


def test_a_file_that_is_not_toml_is_told_by_its_line():
    text = a_file().replace('initial = "draft"', "initial = draft")

    assert rules(text) == [("workflow.syntax", 5)]


def test_a_file_cut_in_the_middle_of_a_list_is_told_by_its_last_line():
    text = a_file().rstrip("\n").removesuffix("]") + "\n"

    assert rules(text) == [("workflow.syntax", text.rstrip("\n").count("\n") + 1)]


def test_a_thousand_brackets_are_a_fault_and_no_crash():
    assert rules("a = " + "[" * 100_000) == [("workflow.too_deep", 1)]


def test_a_byte_order_mark_of_a_windows_editor_is_no_fault():
    assert faults("\ufeff" + a_file()) == ()


def test_windows_line_ends_keep_the_lines():
    text = a_file().replace('to = "vote"', 'to = "vota"')

    assert rules(text.replace("\n", "\r\n")) == rules(text)


def test_all_faults_come_at_once_in_the_order_of_lines():
    text = a_file().replace('en = "Small', 'de = "Small').replace('to = "vote"', 'to = "vota"')
    text = text.replace("final = true", "final = 1")

    assert [(rule, line) for rule, line in rules(text)] == [
        ("workflow.missing_key", 6),
        ("workflow.unknown_key", 6),
        ("workflow.dead_end", line_of(text, "[state.done]")),
        ("workflow.type_flag", line_of(text, "final = 1")),
        ("workflow.unknown_state", line_of(text, "vota")),
    ]


def test_the_error_names_the_file_and_counts_its_faults():
    with pytest.raises(Wrong) as caught:
        read(a_file().replace("format = 1", "format = 2"), WORDS, file="our.toml")

    assert (caught.value.code, caught.value.facts) == ("workflow.faulty", {"file": "our.toml", "count": 1})


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("format = 1", "format = 2", "format"),
        ("format = 1\n", "", "missing_key"),
        ("version = 1", "version = 0", "too_small"),
        ("version = 1", "version = true", "type_number"),
        ('id = "small"', 'id = "Malý"', "bad_name"),
        ('id = "small"', 'id = ""', "empty"),
        ('id = "small"', "id = 5", "type_text"),
        ('subject = "plan"', 'subject = "plan"\nsubjet = "plan"', "unknown_key"),
        ("enough = 2", "enough = 2.5", "type_argument"),
        ("enough = 2", "enough = [1]", "type_argument"),
        ('coordinator = { cs = "koordinátor", en = "coordinator" }', 'coordinator = "ano"', "type_table"),
        ("[state.vote]", "[state.vote]\nfinale = false", "unknown_key"),
        ("[state.vote]", '[state.vote]\nopens_with = "plan"', "type_list"),
        ("[state.vote]", "[state.vote]\nopens_with = [1]", "type_list"),
        ("[state.vote]", '[state.vote]\nsections = ["swot"]', "type_table"),
        ("[state.vote]", '[state.vote]\nsections = [{ name = "swot" }]', "missing_key"),
        ("[state.vote]", '[state.vote]\ndeadline = [{ after = "later", event = "advance" }]', "term"),
        ("[state.vote]", '[state.vote]\ndeadline = [{ after = -1, event = "advance" }]', "too_small"),
        ("[state.vote]", '[state.vote]\ndeadline = [{ after = 1, repeat = 0, event = "advance" }]', "too_small"),
        ("[state.vote]", '[state.vote]\ndeadline = [{ after = 1, repeat = "often", event = "return" }]', "type_number"),
        ("[state.vote]", '[state.vote]\ndeadline = [{ event = "advance" }]', "missing_key"),
        ("[state.vote]", '[state.vote]\ndeadline = [{ after = 1.5, event = "advance" }]', "type_argument"),
        ("[state.vote]", '[state.vote]\neach = "municipalities"', "type_table"),
        ("[state.vote]", '[state.vote]\neach = { of = "towns", workflow = "council_resolution" }', "unknown_set"),
        ('by = ["coordinator"]', "by = []", "empty"),
        ('by = ["coordinator"]', 'by = ["coordinator"]\nreason = "yes"', "reason"),
        ('by = ["coordinator"]', 'by = ["coordinator"]\nneeds = [{ at_least = 1 }]', "missing_key"),
        ('by = ["coordinator"]', 'by = ["coordinator"]\nneeds = [{ any = [] }]', "empty"),
        ('by = ["coordinator"]', 'by = ["coordinator"]\nneeds = ["swot_approved"]', "type_table"),
        ('by = ["coordinator"]', 'by = ["coordinator"]\nwhen = "x > 1"', "unknown_key"),
        ("[state.vote]", '[deliverable.digest]\nsections = ["swot"]\n[state.vote]', "missing_key"),
    ],
)
def test_what_is_written_wrongly_is_named_at_its_line(old: str, new: str, rule: str):
    text = a_file().replace(old, new, 1)
    first = [(found, line) for found, line in rules(text) if found == f"workflow.{rule}"]

    assert first
    assert all(abs((line or 0) - line_of(a_file(), old)) <= 1 for _, line in first)


@given(random_files())
def test_every_lawful_file_is_read_and_keeps_its_text_to_the_byte(text: str):
    assert read(text, WORDS, file="x.toml").text == text


@given(random_files(), st.data())
def test_a_file_cut_anywhere_is_refused_with_places_or_read(text: str, data: st.DataObject):
    cut = text[: data.draw(st.integers(0, len(text)))]

    assert all(fault.line and 1 <= fault.line <= text.count("\n") + 1 for fault in faults(cut))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_but_never_crashes(text: str):
    assert faults(text)
