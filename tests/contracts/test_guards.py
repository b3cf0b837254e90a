"""What every guard keeps: typed arguments, reasons instead of crashes, sentences with a cure."""

import inspect
from collections.abc import Mapping
from typing import Any, get_type_hints

import pytest

from lifecycle.app import catalogue, vocabulary
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.shipped import shipped
from lifecycle.model.content import Content
from lifecycle.model.verdict import Refusal
from lifecycle.workflow.reading import read
from tests.contracts.conftest import an_empty_plan, in_

GUARDS = catalogue().guards
TYPES = (int, str, bool, tuple[str, ...])


WORKFLOW = read(shipped("workflows", "community_plan.toml").decode(), vocabulary(), file="community_plan.toml")
WARNINGS: Mapping[str, Mapping[str, Any]] = {check.name: check.arguments for check in WORKFLOW.warns}
NEEDS = {check.name: check.arguments for edge in WORKFLOW.transitions for check in edge.checks()}
ARGUMENTS = {**NEEDS, **WARNINGS}
"""Guard → the arguments the shipped workflow calls it with."""


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_takes_the_content_and_named_typed_arguments(name: str):
    first, *rest = inspect.signature(GUARDS[name]).parameters.values()
    hints = get_type_hints(GUARDS[name])

    assert hints[first.name] is Content
    assert {(p.name, p.kind, hints[p.name] in TYPES) for p in rest} == {(p.name, p.KEYWORD_ONLY, True) for p in rest}
    assert hints["return"] == list[Refusal]


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_is_named_by_the_shipped_workflow(name: str):
    assert name in ARGUMENTS


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_answers_with_a_list_of_refusals(name: str, content: Content):
    found = GUARDS[name](content, **ARGUMENTS[name])

    assert isinstance(found, list)
    assert {type(one) for one in found} <= {Refusal}


@pytest.mark.parametrize("name", GUARDS)
def test_what_a_guard_refuses_is_said_with_who_can_fix_it_and_how(name: str, content: Content, language: str):
    said = [spoken(one, language) for one in GUARDS[name](content, **ARGUMENTS[name])]

    assert [one for one in said if None in one or "{" in "".join(map(str, one))] == []


@pytest.mark.parametrize("name", WARNINGS)
def test_what_a_warning_says_names_an_item_of_the_plan(name: str, demo_content: Content):
    items = {str(one.facts.get("item")) for one in GUARDS[name](in_("cs", demo_content), **WARNINGS[name])}

    assert {item for item in items if not demo_content.holds(item)} == set()


def spoken(refusal: Refusal, language: str) -> tuple[str | None, ...]:
    """What is missing, who can fix it, and the command; a phrase without its fact is an error."""
    phrases = Phrases.of(language, strict=True)
    facts = dict(refusal.facts)
    return (
        phrases.say(refusal.code, **facts),
        phrases.who(refusal.code, **facts),
        phrases.command(refusal.code, **facts),
    )


SILENT = {
    "every_item_evaluated",
    "submissions_settled",
    "swot_approved",
    "accepted_points_changed_the_text",
    "changes_have_a_cause",
}
"""Guards of what is recorded: where nothing is, they have nothing to say."""


@pytest.mark.parametrize("name", sorted(set(NEEDS) - SILENT))
def test_an_empty_plan_does_not_pass(name: str):
    assert GUARDS[name](in_("cs", an_empty_plan()), **ARGUMENTS[name]) != []


@pytest.mark.parametrize("name", WARNINGS)
def test_a_plan_that_is_just_opened_is_not_warned_of_anything(name: str):
    assert GUARDS[name](in_("cs", an_empty_plan()), **ARGUMENTS[name]) == []
