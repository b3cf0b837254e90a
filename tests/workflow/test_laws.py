"""No workflow lacks what the laws want; a planted fault is found, named and placed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.samples import a_file, an_edge, faults, line_of, random_edges, random_files, rules


@pytest.mark.parametrize(
    ("old", "new", "rule", "suggestion"),
    [
        ('initial = "draft"', 'initial = "drafts"', "unknown_state", "draft"),
        ('from = "vote"', 'from = "votes"', "unknown_state", "vote"),
        ('to = "done"', 'to = "dane"', "unknown_state", "done"),
        ('by = ["coordinator"]', 'by = ["cordinator"]', "unknown_role", "coordinator"),
        ("[state.vote]", '[state.vote]\nsections = [{ name = "swat", voted = true }]', "unknown_section", "swot"),
        ("[state.vote]", '[state.vote]\ncloses_with = ["plam"]', "unknown_deliverable", "plan"),
        ('to = "done"', 'to = "done"\nkeeps = ["aproved"]', "unknown_approval", "approved"),
        ('to = "done"', 'to = "done"\nneeds = [{ check = "swot_aproved" }]', "unknown_check", "swot_approved"),
        (
            'to = "done"',
            'to = "done"\nneeds = [{ check = "findings_of_each_kind", at_leest = 1 }]',
            "unknown_argument",
            "at_least",
        ),
        (
            'to = "done"',
            'to = "done"\nneeds = [{ check = "findings_of_each_kind", at_least = "{enoug}" }]',
            "unknown_parameter",
            "enough",
        ),
        ("[params]", 'warns = [{ check = "swot_aproved" }]\n\n[params]', "unknown_check", "swot_approved"),
        ("[state.vote]",
         '[deliverable.d]\ntitle = { cs = "D", en = "D" }\nsections = ["swot"]\nabout = "yaer"\n[state.vote]',
         "about", "year"),
        ("[state.vote]", '[deliverable.d]\ntitle = { cs = "D", en = "D" }\nsections = ["swat"]\n[state.vote]',
         "unknown_section", "swot"),
        ("[state.vote]",
         '[deliverable.d]\ntitle = { cs = "D", en = "D" }\nsections = ["swot"]\nfinal = "vota"\n[state.vote]',
         "unknown_state", "vote"),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_the_only_fault_and_the_right_one_is_suggested(
    old: str, new: str, rule: str, suggestion: str
):
    text = a_file().replace(old, new, 1)

    assert [(fault.rule, fault.suggestion) for fault in faults(text)] == [(f"workflow.{rule}", suggestion)]


@pytest.mark.parametrize(
    ("check", "rule"),
    [
        ('{ check = "findings_of_each_kind" }', "missing_argument"),
        ('{ check = "findings_of_each_kind", at_least = "two" }', "argument_number"),
        ('{ check = "findings_of_each_kind", at_least = true }', "argument_number"),
        ('{ check = "findings_of_each_kind", at_least = [] }', "argument_number"),
        ('{ check = "findings_of_each_kind", at_least = 1.5 }', "type_argument"),
        ('{ check = "swot_approved", at_least = 1 }', "unknown_argument"),
        ('{ any = [{ check = "hearing_held" }, { check = "swot_aproved" }] }', "unknown_check"),
    ],
)
def test_a_check_with_wrong_arguments_is_one_fault_at_its_own_line(check: str, rule: str):
    needs = f'needs = [\n  {{ check = "hearing_held" }},\n  {check}\n]\n'
    text = a_file(more=an_edge("skip", "draft", "done", needs))

    assert rules(text) == [(f"workflow.{rule}", line_of(text, check))]


def test_a_state_no_step_leads_to_is_unreachable():
    text = a_file(states=("draft", "vote", "done", "island"), final=("done", "island"))

    assert rules(text) == [("workflow.unreachable", line_of(text, "[state.island]"))]


def test_states_that_reach_only_each_other_are_all_unreachable():
    edges = (("advance", "draft", "done"), ("there", "east", "west"), ("back", "west", "east"))

    assert [rule for rule, _ in rules(a_file(states=("draft", "done", "east", "west"), edges=edges))] == [
        "workflow.unreachable",
        "workflow.unreachable",
    ]


def test_a_state_without_a_way_out_is_a_dead_end_unless_final():
    text = a_file(final=())

    assert rules(text) == [("workflow.dead_end", line_of(text, "[state.done]"))]


def test_a_step_that_stays_is_no_way_out():
    text = a_file(final=(), more=an_edge("again", "done", "done"))

    assert rules(text) == [("workflow.dead_end", line_of(text, "[state.done]"))]


def test_a_step_out_of_a_final_state_is_a_fault_at_the_step():
    text = a_file(more=an_edge("reopen", "done", "draft"))

    assert rules(text) == [("workflow.leaves_final", line_of(text, 'from = "done"'))]


def test_the_second_of_two_equal_steps_is_the_fault():
    text = a_file(more="\n# again" + an_edge("return", "vote", "draft"))

    assert rules(text) == [("workflow.equal_edges", line_of(text, "# again") + 1)]


def test_a_deadline_fires_only_a_step_of_its_own_state():
    deadline = '\n[[state.draft.deadline]]\nafter = 3\nevent = "return"\n'
    text = a_file(more=deadline)

    assert rules(text) == [("workflow.unknown_deadline_event", line_of(text, deadline.strip()) + 2)]


def test_a_deadline_nobody_may_fire_is_a_fault():
    deadline = '\n[[state.draft.deadline]]\nafter = 3\nevent = "advance"\n'

    assert [rule for rule, _ in rules(a_file(more=deadline))] == ["workflow.deadline_role"]


def test_a_section_named_twice_in_a_state_is_a_fault_at_the_second():
    sections = 'sections = [\n  { name = "swot", voted = true },\n  { voted = true, name = "swot" },\n]'
    text = a_file().replace("[state.vote]", f"[state.vote]\n{sections}")

    assert rules(text) == [("workflow.repeated_section", line_of(text, '{ voted = true, name = "swot" }'))]


def test_two_states_must_agree_whether_councils_vote_on_a_section():
    text = a_file().replace("[state.vote]", '[state.vote]\nsections = [{ name = "swot", voted = true }]')
    text = text.replace("[state.done]", '[state.done]\nsections = [{ name = "swot", voted = false }]')

    assert [rule for rule, _ in rules(text)] == ["workflow.section_vote"]


def test_a_deliverable_of_the_file_may_be_issued_by_its_states():
    text = a_file().replace("[state.vote]", '[state.vote]\nopens_with = ["digest"]')
    text += '\n[deliverable.digest]\ntitle = { cs = "Souhrn", en = "Digest" }\nsections = ["swot"]\n'

    assert faults(text) == ()


def test_one_block_with_three_sources_is_one_fault():
    text = a_file().replace('from = "vote"\nto = "done"', 'from = ["draft", "vote"]\nto = "dane"')

    assert [rule for rule, _ in rules(text)] == ["workflow.unknown_state"]


@given(random_files())
def test_a_lawful_workflow_has_no_fault(text: str):
    assert faults(text) == ()


PLANTED = {
    "workflow.unreachable": '\n[state.island]\ntitle = { cs = "O", en = "I" }\nfinal = true\n',
    "workflow.unknown_role": an_edge("stop", "s0", "s1").replace("coordinator", "nobody_at_all"),
    "workflow.unknown_state": an_edge("stop", "s0", "qqqqqq"),
    "workflow.unknown_check": an_edge("stop", "s0", "s1", 'needs = [{ check = "zzz" }]\n'),
    "workflow.missing_key": '\n[[transition]]\nevent = "halt"\nfrom = "s0"\nby = ["coordinator"]\n',
    "workflow.unknown_key": '\n[extra]\nnote = "x"\n',
    "workflow.equal_edges": an_edge("advance", "s0", "s1"),
    "workflow.unknown_deadline_event": '\n[[state.s0.deadline]]\nafter = 1\nevent = "never"\n',
    "workflow.too_small": '\n[[state.s0.deadline]]\nafter = -5\nevent = "never"\n',
}


@given(random_edges(), st.sets(st.sampled_from(sorted(PLANTED)), min_size=1))
def test_every_planted_fault_is_found_among_any_others(
    made: tuple[list[str], list[tuple[str, str, str]]], planted: set[str]
):
    states, edges = made
    text = a_file(
        states, edges, final=states[-1:], initial="s0", more="".join(PLANTED[rule] for rule in sorted(planted))
    )

    assert planted <= {rule for rule, _ in rules(text)}
