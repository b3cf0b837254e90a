"""Three towns at the stage of approval, as a content without a database."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from lifecycle.app import vocabulary
from lifecycle.documents.shipped import shipped
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.history import GENESIS, Change, Put
from lifecycle.model.plan import Plan
from lifecycle.model.territory import Municipality
from lifecycle.workflow.definition import Definition
from lifecycle.workflow.reading import read

HASH = {"first": "a" * 64, "second": "b" * 64}
CODES = {"Dačice": "546127", "Slavonice": "547166", "Studená": "547263"}


def council_workflow() -> Definition:
    """The shipped workflow of one council's resolution."""
    file = "council_resolution.toml"
    return read(shipped("workflows", file, office=None).decode(), vocabulary(), file=file)


def three_towns(*, day: str = "2015-03-31") -> Content:
    """A plan of Dačice, Slavonice and Studená in approval; plan@1 is for approval, nobody has a packet."""
    plan = Plan.model_validate(
        {
            "key": "dacice",
            "title": "Plán",
            "kind": "community_plan",
            "from": 2015,
            "to": 2017,
            "state": "approval",
            "entered_on": "2015-01-05",
            "entered_by": 1,
            "workflow": "community_plan",
            "workflow_version": 1,
            "workflow_digest": "0" * 64,
        }
    )
    towns = [Municipality(code=code, name=name, population=1000) for name, code in CODES.items()]
    empty = Content(key="dacice", rev=0, head=GENESIS, day=dt.date.fromisoformat(day), things={})
    return empty.after([Put(plan), *(Put(town) for town in towns), Put(an_edition(1, text="first"))])


def an_edition(number: int, *, text: str, label: str = "approval", on: str = "2015-01-05") -> Edition:
    """Edition `plan@number` whose voted text is `first` or `second`."""
    return _edition("plan", number, text=text, label=label, on=on)


def a_packet(number: int, town: str, *, of: int, text: str, on: str) -> Edition:
    """The packet of `town` that carries plan@`of`."""
    made = _edition("packet", number, text=text, label="approval", on=on)
    return made.replaced(municipality=CODES[town], of=f"plan@{of}")


def _edition(name: str, number: int, *, text: str, label: str, on: str) -> Edition:
    return Edition(
        name=name,
        number=number,
        label=label,
        stage="approval",
        issued_on=dt.date.fromisoformat(on),
        file=str(Path("documents") / f"{name}_{number}.docx"),
        sha256="1" * 64,
        blocks="2" * 64,
        content_sha256=HASH[text],
        code="dacice-1-…",
        renderer="test",
        template="3" * 64,
    )


def a_resolution(town: str, verb: str, *, on: str, number: str = "1/2015", body: str = "council") -> Resolution:
    """A resolution of `town` with enough votes for any verb."""
    return Resolution.model_validate(
        {"code": CODES[town], "body": body, "verb": verb, "number": number, "on": on, "members": 9, "condition": "?"}
    )


def after(content: Content, *changes: Change) -> Content:
    """The content one entry later."""
    return replace(content.after(changes), checks=content.checks)


def row(content: Content, town: str) -> CouncilApproval:
    """The council's row of `town`."""
    found = content.get(CouncilApproval, CODES[town])
    assert found is not None
    return found
