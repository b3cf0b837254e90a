"""The plan's self-checks: what the law wants in a plan, where the plan has it, and how well by what is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass

from lifecycle.model.content import Content
from lifecycle.model.evidence import Evaluation, Finding, Service, SwotItem
from lifecycle.model.people import Group, Meeting
from lifecycle.model.practice import LAW_PARTS, CheckSource, Grade, Requirement, Responsibility
from lifecycle.model.situation import Funding, Population, TargetGroup
from lifecycle.model.strategy import Activity, BudgetLine, Chapter, Indicator, Measure, Priority
from lifecycle.model.thing import Thing

Sought = type[Thing] | str
"""A kind of things, or the name of a narrative chapter."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a part of the plan is met by: something of each of `needs`; `also` is counted where it is there."""

    needs: tuple[tuple[Sought, ...], ...]
    also: tuple[Sought, ...] = ()

    @property
    def sought(self) -> list[Sought]:
        """Everything looked for, in order."""
        return [*(one for either in self.needs for one in either), *self.also]


RULES: dict[str, Rule] = {
    "1": Rule(((Group,), (Meeting,)), ("introduction", "organisation")),
    "2": Rule(((Finding,), (Service,)), (Evaluation, Population, TargetGroup, SwotItem)),
    "3": Rule(((BudgetLine,), ("economic",)), (Funding,)),
    "4": Rule(((Priority,), (Measure,)), (Activity, "vision")),
    "5": Rule(((Measure,), (Responsibility, "implementation"))),
    "6": Rule((("implementation", "evaluation_rules"), (Indicator,))),
    "7": Rule((("changes",),)),
}
"""Part of §3 h) of Act 108/2006 → what it is met by. How much is enough the law does not say: this is our reading."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the law's list: what the plan has of it and lacks, the grade by that, and what people say of it.

    Of each of `lacks` one thing would do.
    """

    number: str
    has: tuple[tuple[Sought, int], ...]
    lacks: tuple[tuple[Sought, ...], ...]
    computed: Grade
    said: Requirement | None

    @property
    def grade(self) -> Grade:
        """The grade people gave, else the one by what is recorded."""
        return (self.said.grade if self.said else None) or self.computed


def law_parts(content: Content) -> list[Part]:
    """The seven parts a plan contains (§3 letter h of Act 108/2006), each with what the plan has of it."""
    return [_part(content, number, RULES[number]) for number in LAW_PARTS]


def _part(content: Content, number: str, rule: Rule) -> Part:
    counts = {one: _count(content, one) for one in rule.sought}
    lacks = tuple(either for either in rule.needs if not any(counts[one] for one in either))
    has = tuple((one, count) for one, count in counts.items() if count)
    grade = Grade.met if not lacks else Grade.partly if has else Grade.unmet
    return Part(number, has, lacks, grade, content.get(Requirement, CheckSource.law, number))


def _count(content: Content, one: Sought) -> int:
    return int(content.get(Chapter, one) is not None) if isinstance(one, str) else len(content.all(one))


def requirements(content: Content, source: CheckSource) -> Sequence[Requirement]:
    """What is recorded of the requirements of one source, by their numbers."""
    return [one for one in content.all(Requirement) if one.source is source]
