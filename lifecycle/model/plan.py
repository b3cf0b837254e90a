"""The plan itself and what the engine keeps of its course: state, deadlines, rounds of consultation."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints, model_validator

from lifecycle.model.thing import Blob, Count, Hidden, Key, Label, Line, Sha256, Thing, Year

PlanKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
OFFICE = "-"
"""The key of the office's own chain."""
SETTLED_STATES = ("in_force", "expired", "superseded", "withdrawn")
"""States in which the text of a plan no longer changes."""


class Office(Thing):
    """The office (úřad) that keeps the plans; written once by `init` into its own chain."""

    KIND: ClassVar[str] = "office"
    KEY: ClassVar[tuple[str, ...]] = ("name",)
    TITLE: ClassVar[Label] = Label("úřad", "office")

    name: Annotated[Line, Label("název", "name")]
    sandbox: Annotated[bool, Label("cvičná kancelář", "sandbox")] = False
    program: Annotated[Line, Label("verze programu", "program version")]


class Plan(Thing):
    """A plan (plán) from evaluation of the ending one to its end; its state moves only through the engine."""

    KIND: ClassVar[str] = "plan"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("plán", "plan")

    key: Annotated[PlanKey, Label("klíč", "key")]
    title: Annotated[Line, Label("název", "title")]
    kind: Annotated[Key, Label("druh", "kind")]
    from_: Annotated[Year, Field(alias="from"), Label("od roku", "from year")]
    to: Annotated[Year, Label("do roku", "to year")]
    follows: Annotated[PlanKey | None, Label("navazuje na", "follows")] = None
    language: Annotated[Key, Label("jazyk", "language")] = "cs"
    state: Annotated[Key, Hidden(), Label("stav", "state")]
    entered_on: Annotated[dt.date, Hidden(), Label("ve stavu od", "in the state since")]
    entered_by: Annotated[Count, Hidden(), Label("zápis vstupu do stavu", "entry that opened the state")]
    workflow: Annotated[Key, Hidden(), Label("postup", "workflow")]
    workflow_version: Annotated[Count, Hidden(), Label("verze postupu", "workflow version")]
    workflow_digest: Annotated[Sha256, Blob(), Hidden(), Label("otisk postupu", "workflow digest")]
    council_workflow_digest: Annotated[
        Sha256 | None, Blob(), Hidden(), Label("otisk postupu rady obce", "digest of the council's workflow")
    ] = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Plan":
        if self.to < self.from_:
            raise ValueError("plan_ends_before_start")
        return self


class Stay(Thing):
    """How long the plan stood in one state (průběh): from the step into it to the step out of it."""

    KIND: ClassVar[str] = "stay"
    KEY: ClassVar[tuple[str, ...]] = ("entry",)
    TITLE: ClassVar[Label] = Label("průběh", "course")

    entry: Annotated[Count, Label("zápis vstupu do stavu", "entry that opened the state")]
    state: Annotated[Key, Label("stav", "state")]
    entered_on: Annotated[dt.date, Label("od", "from")]
    left_on: Annotated[dt.date | None, Label("do", "to")] = None


class Deadline(Thing):
    """A term (lhůta) bound to the entry that opened a state; void once the state is left."""

    KIND: ClassVar[str] = "deadline"
    KEY: ClassVar[tuple[str, ...]] = ("entry", "event", "due")
    TITLE: ClassVar[Label] = Label("lhůta", "deadline")

    entry: Annotated[Count, Label("zápis vstupu do stavu", "entry that opened the state")]
    state: Annotated[Key, Label("stav", "state")]
    event: Annotated[Key, Label("událost", "event")]
    due: Annotated[dt.date, Label("termín", "due")]


class Consultation(Thing):
    """One round of public consultation (veřejné připomínkování)."""

    KIND: ClassVar[str] = "consultation"
    KEY: ClassVar[tuple[str, ...]] = ("number",)
    TITLE: ClassVar[Label] = Label("veřejné připomínkování", "public consultation")

    number: Annotated[Count, Label("pořadí", "number")]
    edition: Annotated[Key | None, Label("verze dokumentu", "edition")] = None
    opens: Annotated[dt.date, Label("zveřejnění návrhu", "draft published")]
    hearing: Annotated[dt.date, Label("veřejné projednání", "hearing")]
    until: Annotated[dt.date, Label("konec připomínek", "end of comments")]
    closed_on: Annotated[dt.date | None, Label("uzavřeno", "closed on")] = None
