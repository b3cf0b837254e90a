"""The towns' own agreement on how many councils must approve, and how far they are.

No law sets it: each council decides for its own municipality (Act 128/2000); the rule is a parameter of the workflow.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lifecycle.model.approval import CouncilApproval
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.territory import Municipality

WAITING = ("to_send", "sent", "lapsed")
COUNTED = {"approves": "approved", "approves_with_condition": "conditional"}


@dataclass(frozen=True, slots=True)
class Rule:
    """More than these percents of municipalities and of people, always the obligatory ones, by these bodies.

    Of 100 percent there is no more: all are meant.
    """

    municipalities_percent: int
    people_percent: int
    obligatory: tuple[str, ...]
    counts: tuple[str, ...]
    bodies: tuple[str, ...]

    @classmethod
    def of(cls, arguments: Mapping[str, object]) -> "Rule":
        """The rule as the pinned workflow's check `towns_rule_met` states it."""
        return cls(**arguments)  # type: ignore[arg-type]  # the workflow reader has checked the types


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the approval is; counts only councils that approved the text of the newest plan edition."""

    rule: Rule
    towns: int
    approving: tuple[Municipality, ...]
    needed: int
    people: int
    people_approving: int
    obligatory: tuple[Municipality, ...]
    waiting: tuple[Municipality, ...]
    unknown_people: bool

    @property
    def enough_towns(self) -> bool:
        """More than the agreed part of municipalities approves."""
        return len(self.approving) >= self.needed

    @property
    def enough_people(self) -> bool:
        """The approving municipalities hold more than the agreed part of people (at 100: all); true of no people."""
        return self.people_approving == self.people or (
            100 * self.people_approving > self.rule.people_percent * self.people
        )

    @property
    def missing_obligatory(self) -> tuple[Municipality, ...]:
        """The obligatory municipalities that do not approve yet."""
        return tuple(town for town in self.obligatory if town not in self.approving)

    @property
    def reached(self) -> bool:
        """The towns' rule is met."""
        return self.enough_towns and self.enough_people and not self.missing_obligatory


def plan_edition(content: Content) -> Edition | None:
    """The newest edition of the deliverable `plan`."""
    editions = [edition for edition in content.all(Edition) if edition.name == "plan"]
    return editions[-1] if editions else None


def seat_of(content: Content) -> Municipality | None:
    """The town that ordered the plan: marked as seat, else the one with most people."""
    towns = content.all(Municipality)
    marked = [town for town in towns if town.seat]
    return marked[0] if marked else max(towns, key=lambda town: town.population or 0, default=None)


def tally(content: Content, rule: Rule) -> Tally:
    """How far the councils of `content` are with the newest plan edition under `rule`."""
    towns = content.all(Municipality)
    edition = plan_edition(content)
    states = {COUNTED[verb] for verb in rule.counts if verb in COUNTED}
    rows = {row.code: row for row in content.all(CouncilApproval)}
    approving = tuple(
        town
        for town in towns
        if (row := rows.get(town.code))
        and row.state in states
        and edition is not None
        and row.content_sha256 == edition.content_sha256
    )
    seat = seat_of(content)
    obligatory = tuple(t for t in towns if t.code in rule.obligatory or ("seat" in rule.obligatory and t == seat))
    return Tally(
        rule=rule,
        towns=len(towns),
        approving=approving,
        needed=max(1, min(rule.municipalities_percent * len(towns) // 100 + 1, len(towns))),
        people=sum(town.population or 0 for town in towns),
        people_approving=sum(town.population or 0 for town in approving),
        obligatory=obligatory,
        waiting=tuple(t for t in towns if t.code not in rows or rows[t.code].state in WAITING),
        unknown_people=any(town.population is None for town in towns),
    )


def agreement(content: Content, rule: Rule) -> str:
    """The towns' agreement in words: how many municipalities and people, which of them always, which verbs count."""
    say = content.say
    named = tuple(town.name for town in content.all(Municipality) if town.code in rule.obligatory)
    sentences = [say("approval.agreement", municipalities=rule.municipalities_percent, people=rule.people_percent)]
    if "seat" in rule.obligatory:
        sentences.append(say("approval.agreement_seat"))
    if named:
        sentences.append(say("approval.agreement_always", names=named))
    verbs = tuple(say(f"verb.{verb}") for verb in rule.counts)
    bodies = tuple(say(f"approval.body_{body}") for body in rule.bodies)
    return " ".join([*sentences, say("approval.agreement_counts", verbs=verbs, bodies=bodies)])
