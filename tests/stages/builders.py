"""Builders of the stages' stories: a plan's content without a database, one entry of history a call."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lifecycle.app import catalogue
from lifecycle.documents.blocks import Block, Card, Heading, Listing, Matrix, Paragraph, Passage, Runs, Table
from lifecycle.documents.document import Section as Chapter_
from lifecycle.documents.document import content_sha256
from lifecycle.documents.phrases import Phrases
from lifecycle.engine import steps
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.evidence import Evaluation, Finding, FindingKind, Quadrant, SwotItem
from lifecycle.model.history import Change, Put
from lifecycle.model.people import Attendance, Decision, Group, Meeting
from lifecycle.model.plan import Consultation, Plan
from lifecycle.model.quorum import plan_edition
from lifecycle.model.strategy import BudgetLine, Measure, Priority
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Thing
from lifecycle.model.verdict import Refusal
from tests.workflow.samples import shipped

DAY = dt.date(2014, 6, 2)
HASH = "0" * 64


@cache
def _definition():
    return shipped("community_plan")


@cache
def _checks() -> Mapping[str, Mapping[str, object]]:
    every = (*(check for edge in _definition().transitions for check in edge.checks()), *_definition().warns)
    return {check.name: check.arguments for check in every}


def _standing(content: Content) -> str:
    return content_sha256(
        Chapter_(use.name, "", use.voted, blocks)
        for use in _definition().sections_of("plan", content.plan.state)
        if (blocks := tuple(section(content, use.name)))
    )


@dataclass(frozen=True)
class Story:
    """A plan as far as its story has been told; every method returns the next moment of it."""

    content: Content

    def with_(self, *things: Thing) -> "Story":
        """One entry of history that puts `things`."""
        return self.changed(*map(Put, things))

    def changed(self, *changes: Change) -> "Story":
        return Story(self.content.after(changes))

    def of(self, *names: str, **people: int) -> "Story":
        """The plan's municipalities: a hundred people each, or as many as told; the first one is the seat."""
        told = dict.fromkeys(names, 100) | people
        return self.with_(
            *(
                Municipality(code=code_of(n), name=name, population=count, seat="yes" if n == 0 else None)
                for n, (name, count) in enumerate(told.items())
            )
        )

    def in_(self, state: str) -> "Story":
        return self.with_(self.content.plan.replaced(state=state))

    def on(self, day: str) -> "Story":
        return Story(replace(self.content, day=dt.date.fromisoformat(day)))

    def issued(self, label: str, *, content: str | None = None, number: int | None = None) -> "Story":
        """A new edition of the plan with the text as it stands (or the given content hash)."""
        last = plan_edition(self.content)
        edition = Edition(
            name="plan",
            number=number or (last.number + 1 if last else 1),
            label=label,
            stage=self.content.plan.state,
            issued_on=self.content.day,
            file="plan.docx",
            sha256=HASH,
            blocks=HASH,
            content_sha256=content or self.content.standing_sha256,
            code="kód",
            renderer="zkouška",
            template=HASH,
        )
        return self.with_(edition)

    def approved_by(self, *names: str, state: str = "approved", content: str | None = None) -> "Story":
        """Resolutions of these municipalities' councils on the newest edition of the plan."""
        edition = plan_edition(self.content)
        towns = {town.name: town.code for town in self.content.all(Municipality)}
        verb = {"approved": "approves", "conditional": "approves_with_condition", "noted": "takes_note"}.get(state)
        things: list[Thing] = []
        for name in names:
            number = f"{name} 1/2015"
            things += [
                Resolution(
                    code=towns[name],
                    body="council",
                    verb=verb or "refuses",
                    number=number,
                    on=self.content.day,
                    members=9,
                    present=9,
                    condition="doplnit dopravu" if state == "conditional" else None,
                    **{"for": 7},
                ),
                CouncilApproval(
                    code=towns[name],
                    state=state,
                    number=number,
                    content_sha256=content or (edition.content_sha256 if edition else None),
                ),
            ]
        return self.with_(*things)

    def decided(self, subject: str, verb: str = "approves", *, at: str) -> "Story":
        """A meeting's decision, which covers its subject as it stands now."""
        covers = self.content.subject_sha256(subject)
        return self.with_(Decision(meeting=at, subject=subject, verb=verb, covers=covers))

    def groups(self, *keys: str, kind: str = "working") -> "Story":
        return self.with_(*(Group(key=key, name=f"Skupina {key}", kind=kind) for key in keys))

    def met(
        self, key: str, *, group: str = "RS", on: str = "2014-06-02", kind: str = "meeting", people: int = 0
    ) -> "Story":
        """A meeting with so many people present."""
        present = (Attendance(meeting=key, name=f"osoba {n}", side="public") for n in range(people))
        return self.with_(Meeting(key=key, group=group, kind=kind, date=on), *present)

    def swot(self, group: str, each: int = 2, **quadrants: int) -> "Story":
        """`each` items in every quadrant of the group, or as many as told."""
        return self.with_(
            *(
                SwotItem(key=f"{group}-{quadrant}{n}", group=group, quadrant=quadrant, text=f"Položka {quadrant}{n}")
                for quadrant in Quadrant
                for n in range(quadrants.get(quadrant.value, each))
            )
        )

    def round(
        self, opens: str, hearing: str, until: str, *, closed: str | None = None, edition: str | None = None
    ) -> "Story":
        number = len(self.content.all(Consultation)) + 1
        last = plan_edition(self.content)
        return self.with_(
            Consultation(
                number=number,
                edition=edition or (last.name_at_number if last else None),
                opens=opens,
                hearing=hearing,
                until=until,
                closed_on=closed,
            )
        )


def code_of(place: int) -> str:
    return f"{546001 + place}"


def a_plan(language: str = "cs", state: str = "evaluation") -> Story:
    """A plan just opened, with the phrases, labels and checks of the shipped workflow."""
    definition = _definition()
    plan = Plan.model_validate(
        {
            "key": "zkouska",
            "title": "Plán",
            "kind": "community_plan",
            "from": 2015,
            "to": 2017,
            "language": language,
            "state": state,
            "entered_on": DAY,
            "entered_by": 1,
            "workflow": "community_plan",
            "workflow_version": 1,
            "workflow_digest": definition.digest,
        }
    )
    content = Content(
        key="zkouska",
        rev=0,
        head=bytes(32),
        day=DAY,
        things={},
        say=Phrases.of(language, strict=True).say,
        labels={kind: label.in_(language) for kind, label in definition.labels.items()},
        checks=_checks(),
        standing=_standing,
    )
    return Story(content).with_(plan)


def weighed(story: Story, check: str, **arguments: object) -> list[Refusal]:
    """What one check of the shipped workflow says, with its own arguments or the told ones."""
    return catalogue().guards[check](story.content, **{**_checks()[check], **arguments})


def codes(refusals: Sequence[Refusal]) -> list[str]:
    return [refusal.code for refusal in refusals]


def why(story: Story, event: str = "advance") -> list[Refusal]:
    """Everything that speaks against the event in the plan's state."""
    [step] = steps.why(
        _definition(),
        state=story.content.plan.state,
        role="coordinator",
        weigh=lambda check: catalogue().guards[check.name](story.content, **check.arguments),
        event=event,
    )
    return list(step.refusals)


def warned(story: Story, warning: str) -> list[Refusal]:
    """What the check says that warns at all times in the shipped workflow."""
    arguments = next(check.arguments for check in _definition().warns if check.name == warning)
    return catalogue().guards[warning](story.content, **arguments)


def section(content: Content, name: str) -> Sequence[Block]:
    return catalogue().sections[name](content)


def paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of every paragraph Word will hold, in reading order; a card's heading is none of them."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield _told(block.runs)
            case Listing():
                yield from (_told(runs) for _, runs in block.items)
            case Table():
                yield from (_told(cell) for cell in block.header)
                yield from (_told(cell) for row in block.rows for cell in row.cells)
            case Matrix():
                yield from (_told(cell) for cell in block.header)
                for row in block.rows:
                    yield _told(row.head)
                    for place, cell in enumerate(row.cells):
                        yield from (_told(head) for head in row.heads[place : place + 1])
                        yield from (_told(entry.runs) for entry in cell)
            case Card():
                yield from (_told(field.runs) for field in block.fields)
                yield from paragraphs(block.blocks)
            case Passage():
                yield from paragraphs(block.blocks)


def printed(story: Story, name: str) -> str:
    """All a section says, cards' headings too, a paragraph a line."""
    blocks = section(story.content, name)
    return "\n".join([*paragraphs(blocks), *_headings(blocks)])


def _headings(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Card):
            yield f"{block.label} {block.code} – {_told(block.title)}"
        if isinstance(block, Card | Passage):
            yield from _headings(block.blocks)


def _told(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Card | Passage):
            yield from tables(block.blocks)


def rows(table: Table) -> list[list[str]]:
    return [[_told(cell) for cell in row.cells] for row in table.rows]


def an_evaluation(code: str = "1.1", **more: object) -> Evaluation:
    whole = {"code": code, "title": f"Položka {code}", "result": "fulfilled", "carry": "continue", **more}
    return Evaluation.model_validate(whole)


def a_finding(key: str = "F1", kind: str = "demography", **more: object) -> Finding:
    whole = {"key": key, "kind": kind, "title": f"Zjištěno {key}", "text": "Přibývá seniorů.", "source": "ČSÚ", **more}
    return Finding.model_validate(whole)


def findings_of_all_kinds() -> list[Finding]:
    return [a_finding(f"F-{kind}", kind.value) for kind in FindingKind]


def a_priority(code: str = "1", **more: object) -> Priority:
    return Priority.model_validate({"code": code, "title": f"Udržení služeb {code}", **more})


def a_measure(code: str = "1.1", **more: object) -> Measure:
    whole = {
        "code": code,
        "title": f"Pečovatelská služba {code}",
        "description": "Terénní péče ve všech obcích.",
        "kind": "keep",
        "responsible": "město Dačice",
        "starts": "2015-01-01",
        "ends": "2017-12-31",
        "evidence": ("F1",),
        **more,
    }
    return Measure.model_validate(whole)


def money(code: str = "1.1", **more: object) -> BudgetLine:
    whole = {"code": code, "year": 2015, "source": "municipality", "amount_czk": 120_000, **more}
    return BudgetLine.model_validate(whole)


def a_submission(key: str = "P1", **more: object) -> Submission:
    whole = {
        "key": key,
        "received": "2014-10-20",
        "channel": "mail",
        "submitter": "Charita Dačice",
        "submitter_kind": "provider",
        "text": "Doplňte dopravu.",
        **more,
    }
    return Submission.model_validate(whole)


def a_settlement(id: str = "P1", decision: str = "accepted", **more: object) -> Settlement:
    return Settlement.model_validate({"id": id, "decision": decision, **more})
