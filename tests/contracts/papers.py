"""Every paper the office gives out, in either language: what the contracts on documents are held against.

A Czech paper is the demo's own edition. An English one is made of what the demo recorded, as an English office would
have it, because the demo's plan speaks Czech.
"""

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from lifecycle.actions.compose import compose
from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import render, stored
from lifecycle.actions.packet import packet
from lifecycle.documents.document import Document
from lifecycle.documents.shipped import shipped
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.territory import Municipality
from lifecycle.workflow.definition import Definition
from tests.contracts.conftest import in_

TOWN = "546445"
"""Hříšice, a small municipality that measures of its own touch."""


@dataclass(frozen=True)
class Paper:
    """One kind of paper: a deliverable under a label, or one paper of a packet (`part`, counted from 1)."""

    name: str
    label: EditionLabel = EditionLabel.final
    part: int = 0

    def __str__(self) -> str:
        return f"{self.name} {self.part or self.label.value}"

    @property
    def file(self) -> str:
        """The name of a file of it, without its ending."""
        return str(self).replace(" ", "_")


Files = Callable[[str], Mapping[Paper, bytes]]
"""Gives every paper in a language as its Word file."""

PAPERS = (
    *(Paper(name) for name in ("evaluation", "analysis", "swot")),
    *(Paper(name, EditionLabel.working) for name in ("plan", "settlement")),
    Paper("plan", EditionLabel.consultation),
    Paper("plan", EditionLabel.approval),
    Paper("plan"),
    *(Paper(name) for name in ("settlement_public", "resolutions", "action_plan", "monitoring", "catalogue")),
    *(Paper(name) for name in ("methodology", "invitation", "attendance_sheet", "minutes", "notice", "certificate")),
    *(Paper("packet", EditionLabel.approval, part) for part in (1, 2, 3, 4)),
)


def edition_of(content: Content, paper: Paper) -> Edition:
    """The newest edition of the paper the demo has."""
    editions = [one for one in content.all(Edition) if (one.name, one.label) == (paper.name, paper.label)]
    return max((one for one in editions if not paper.part or one.municipality == TOWN), key=lambda one: one.number)


def czech(desk: Desk, content: Content, paper: Paper) -> Document:
    """The paper as the demo issued it."""
    edition = edition_of(content, paper)
    return _of_packet(desk.store.blob(edition.blocks), paper.part) if paper.part else stored(desk, edition)


def english(desk: Desk, content: Content, paper: Paper) -> Document:
    """The paper as an English office would have issued it on what was recorded then."""
    edition = edition_of(content, paper)
    then = desk.store.content_at(content.key, content.wrote_by(edition), edition.issued_on)
    plan = then.plan.replaced(state=edition.stage, language="en")
    spoken = in_("en", desk.dress(replace(then, things={**then.things, "plan": {(then.key,): plan}})))
    if paper.part:
        town, sent = spoken.get(Municipality, TOWN), spoken.get(Edition, *(edition.of or "").split("@"))
        assert town is not None
        assert sent is not None
        return _of_packet(packet(desk, spoken, town, sent).document, paper.part)
    declared = desk.definition(spoken).deliverable(paper.name)
    about = declared.about if declared else None
    return compose(
        desk,
        replace(spoken, focus={about: str(edition.about)} if about else {}),
        name=paper.name,
        number=edition.number,
        label=paper.label,
        state=edition.stage,
        entry=spoken.rev + 1,
        head=spoken.head,
    )


def papers(desk: Desk, content: Content, language: str) -> dict[Paper, bytes]:
    """Every paper in `language` as its Word file."""
    made = czech if language == "cs" else english
    return {paper: render(desk, made(desk, content, paper)) for paper in PAPERS}


def parts(file: bytes) -> dict[str, bytes]:
    """The parts of a Word file that hold WordprocessingML, by name."""
    with zipfile.ZipFile(BytesIO(file)) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return {name: package.read(name) for name in names}


def shipped_names() -> set[str]:
    """The deliverables of the shipped workflows, and the packet, which no workflow declares."""
    from lifecycle.actions.compose import deliverables
    from lifecycle.app import vocabulary
    from lifecycle.workflow.reading import read

    community: Definition = read(
        shipped("workflows", "community_plan.toml").decode(), vocabulary(), file="community_plan.toml"
    )
    return {name for state in community.states for name in deliverables(community, state.name)} | {"packet"}


def _of_packet(value: bytes | None, part: int) -> Document:
    return Document.from_json(json.loads(value or b"{}")["papers"][part - 1]["document"])
