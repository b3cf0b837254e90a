"""A clerk asks whether a step is possible, why not, and takes it; a refused step changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.engine.steps import Step, Weigh, take, why
from lifecycle.model.errors import Refused, Wrong
from lifecycle.model.verdict import Refusal
from lifecycle.workflow.definition import Check, Definition, Transition
from tests.workflow.samples import a_definition, a_file, an_edge, random_files, shipped

PLAN = shipped("community_plan")
THIN = Refusal("swot.thin", group="Senioři", quadrant="S", has=1, needs=2)
UNAPPROVED = Refusal("swot.not_approved", group="Senioři")


def met(_: Check) -> list[Refusal]:
    return []


def lacking(**refusals: list[Refusal]) -> Weigh:
    return lambda check: refusals.get(check.name, [])


def refusals_of(error: Refused) -> list[str]:
    return [refusal.code for refusal in error.refusals]


def test_a_step_is_taken_when_nothing_speaks_against_it():
    edge = take(PLAN, state="swot", event="advance", role="coordinator", weigh=met)

    assert (edge.source, edge.to) == ("swot", "priorities")


def test_why_lists_every_possible_step_with_all_its_refusals():
    weigh = lacking(every_quadrant_filled=[THIN, THIN], swot_approved=[UNAPPROVED])
    steps = why(PLAN, state="swot", role="coordinator", weigh=weigh)

    assert [(step.event, step.to, step.allowed, step.refusals) for step in steps] == [
        ("advance", "priorities", False, (THIN, THIN, UNAPPROVED)),
        ("return", "evaluation", True, ()),
        ("return", "analysis", True, ()),
        ("withdraw", "withdrawn", True, ()),
    ]


def test_why_of_one_event_lists_only_its_steps():
    steps = why(PLAN, state="swot", role="coordinator", weigh=met, event="return")

    assert [step.to for step in steps] == ["evaluation", "analysis"]


def test_guards_get_the_arguments_of_the_file():
    seen: list[Check] = []
    why(PLAN, state="swot", role="coordinator", weigh=lambda check: seen.append(check) or [], event="advance")

    assert [(check.name, dict(check.arguments)) for check in seen] == [
        ("every_quadrant_filled", {"at_least": 2}),
        ("swot_approved", {}),
    ]


def test_a_refused_step_tells_all_reasons_at_once():
    with pytest.raises(Refused) as caught:
        take(
            PLAN,
            state="swot",
            event="advance",
            role="guest",
            weigh=lacking(every_quadrant_filled=[THIN], swot_approved=[UNAPPROVED]),
        )

    assert refusals_of(caught.value) == ["engine.role", "swot.thin", "swot.not_approved"]


def test_a_role_that_may_not_is_told_who_may():
    refusal = why(PLAN, state="in_force", role="methodologist", weigh=met, event="expire")[0].refusals

    assert refusal == (Refusal("engine.role", role="methodologist", needs=("coordinator", "system"), event="expire"),)


def test_a_return_without_a_reason_is_refused():
    with pytest.raises(Refused) as caught:
        take(PLAN, state="approval", event="return", to="swot", role="coordinator", weigh=met, reason="  ")

    assert refusals_of(caught.value) == ["engine.reason_return"]


def test_a_return_is_told_apart_by_its_target():
    edge = take(
        PLAN, state="approval", event="return", to="swot", role="coordinator", weigh=met, reason="chybí skupina"
    )

    assert (edge.to, edge.keeps) == ("swot", ("approved",))


def test_a_return_without_a_target_is_never_guessed():
    with pytest.raises(Wrong) as caught:
        take(PLAN, state="analysis", event="return", role="coordinator", weigh=met, reason="x")

    assert (caught.value.code, caught.value.facts["possible"]) == ("engine.which_state", ("evaluation",))


def test_a_return_forward_is_refused_with_the_possible_targets():
    with pytest.raises(Refused) as caught:
        take(PLAN, state="swot", event="return", to="approval", role="coordinator", weigh=met, reason="x")

    assert caught.value.refusals == (
        Refusal("engine.not_to", event="return", state="swot", to="approval", possible=("evaluation", "analysis")),
    )


def test_a_return_to_a_state_that_does_not_exist_is_wrong_usage_with_a_suggestion():
    with pytest.raises(Wrong) as caught:
        take(PLAN, state="swot", event="return", to="analisis", role="coordinator", weigh=met, reason="x")

    assert (caught.value.code, caught.value.facts["suggestion"]) == ("engine.unknown_state", "analysis")


def test_an_event_the_workflow_does_not_have_is_wrong_usage_with_a_suggestion():
    with pytest.raises(Wrong) as caught:
        take(PLAN, state="swot", event="advanse", role="coordinator", weigh=met)

    assert (caught.value.code, caught.value.facts["suggestion"]) == ("engine.unknown_event", "advance")


def test_an_event_this_stage_does_not_have_is_refused_with_the_possible_ones():
    with pytest.raises(Refused) as caught:
        why(PLAN, state="swot", role="coordinator", weigh=met, event="supersede")

    assert caught.value.refusals == (
        Refusal("engine.not_here", event="supersede", state="swot", possible=("advance", "return", "withdraw")),
    )


def test_a_plan_that_has_ended_takes_no_step():
    with pytest.raises(Refused) as caught:
        take(PLAN, state="withdrawn", event="advance", role="coordinator", weigh=met)

    assert refusals_of(caught.value) == ["engine.ended"]


def test_a_state_the_workflow_does_not_have_is_told_and_no_crash():
    with pytest.raises(Wrong) as caught:
        why(PLAN, state="priority", role="coordinator", weigh=met)

    assert (caught.value.code, caught.value.facts["suggestion"]) == ("engine.unknown_state", "priorities")


def test_of_several_steps_of_one_event_the_first_whose_needs_hold_is_taken():
    branching = a_file(more=an_edge("advance", "draft", "done"))
    branching = branching.replace('to = "vote"', 'to = "vote"\nneeds = [{ check = "swot_approved" }]', 1)
    definition = a_definition(branching)
    short_cut = take(
        definition, state="draft", event="advance", role="coordinator", weigh=lacking(swot_approved=[UNAPPROVED])
    )

    assert short_cut.to == "done"
    assert take(definition, state="draft", event="advance", role="coordinator", weigh=met).to == "vote"


def test_what_two_steps_of_one_event_both_lack_is_said_once():
    needs = 'needs = [{ check = "swot_approved" }]\n'
    definition = a_definition(
        a_file(more=an_edge("go", "draft", "vote", needs) + an_edge("go", "draft", "done", needs))
    )
    with pytest.raises(Refused) as caught:
        take(definition, state="draft", event="go", role="coordinator", weigh=lacking(swot_approved=[UNAPPROVED]))

    assert caught.value.refusals == (UNAPPROVED,)


ALTERNATIVES = a_definition(
    a_file(more=an_edge("go", "draft", "done", 'needs = [{ any = [{ check = "swot_approved" }, '
                        '{ check = "hearing_held" }, { check = "text_unchanged" }] }]\n'))
)  # fmt: skip


def test_one_met_alternative_is_enough():
    weigh = lacking(swot_approved=[UNAPPROVED], hearing_held=[THIN])

    assert take(ALTERNATIVES, state="draft", event="go", role="coordinator", weigh=weigh).to == "done"


def test_of_unmet_alternatives_the_nearest_is_explained():
    weigh = lacking(swot_approved=[THIN, THIN], hearing_held=[UNAPPROVED], text_unchanged=[THIN, UNAPPROVED])
    step = why(ALTERNATIVES, state="draft", role="coordinator", weigh=weigh, event="go")[0]
    options = ("swot_approved", "hearing_held", "text_unchanged")

    assert step.refusals == (
        Refusal("engine.any_of", options=options, nearest="hearing_held", lacks=1),
        UNAPPROVED,
    )


def test_a_bug_in_a_guard_is_not_taken_for_a_refusal():
    def broken(_: Check) -> list[Refusal]:
        raise KeyError("a bug")

    with pytest.raises(KeyError, match="a bug"):
        take(PLAN, state="swot", event="advance", role="coordinator", weigh=broken)


def test_an_event_may_be_called_state_or_trigger():
    definition = a_definition(a_file(more=an_edge("state", "draft", "done") + an_edge("trigger", "draft", "done")))

    assert take(definition, state="draft", event="state", role="coordinator", weigh=met).to == "done"


@given(random_files(), st.data())
def test_a_machine_never_leaves_its_states_and_moves_only_along_its_edges(text: str, data: st.DataObject):
    definition = a_definition(text)
    state = definition.initial
    for _ in range(8):
        event = data.draw(st.sampled_from([*definition.events(), "unheard_of"]))
        to = data.draw(st.none() | st.sampled_from([*definition.state_names, "nowhere"]))
        try:
            edge = take(definition, state=state, event=event, to=to, role="coordinator", weigh=met)
        except (Refused, Wrong):
            continue
        assert edge in definition.leaving(state)
        state = edge.to

    assert state in definition.state_names


@given(random_files(), st.data())
def test_a_step_is_allowed_exactly_when_it_can_be_taken(text: str, data: st.DataObject):
    needs = (
        'needs = [{ check = "swot_approved" }, { any = [{ check = "hearing_held" }, { check = "text_unchanged" }] }]'
    )
    definition = a_definition(text.replace('by = ["coordinator"]', f'by = ["coordinator"]\n{needs}'))
    unmet = data.draw(st.sets(st.sampled_from(["swot_approved", "hearing_held", "text_unchanged"])))
    role = data.draw(st.sampled_from(["coordinator", "guest"]))
    state = data.draw(st.sampled_from(definition.state_names))
    weigh = lacking(**{name: [Refusal(name)] for name in unmet})
    steps = why(definition, state=state, role=role, weigh=weigh)

    assert [outcome(definition, step, role, weigh) for step in steps] == [
        step.transition if step.allowed else step.refusals for step in steps
    ]


def outcome(definition: Definition, step: Step, role: str, weigh: Weigh) -> Transition | tuple[Refusal, ...]:
    """The edge taken or the refusals."""
    try:
        return take(definition, state=step.transition.source, event=step.event, to=step.to, role=role, weigh=weigh)
    except Refused as refused:
        return refused.refusals
