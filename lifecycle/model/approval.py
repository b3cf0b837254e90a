"""What each municipality said of which exact text."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from lifecycle.model.thing import (
    Blob,
    Count,
    EditionKey,
    Hidden,
    Key,
    Label,
    Line,
    MunicipalityCode,
    Ref,
    Sha256,
    Text,
    Thing,
    Word,
)


class Body(Word):
    """The organ of a municipality that decided."""

    council = "council", "zastupitelstvo", "council"
    board = "board", "rada", "board"
    assembly = "assembly", "shromáždění", "assembly"


class Verb(Word):
    """What the organ said."""

    approves = "approves", "schvaluje", "approves"
    approves_with_condition = "approves_with_condition", "schvaluje s připomínkou", "approves with a condition"
    takes_note = "takes_note", "bere na vědomí", "takes note"
    refuses = "refuses", "neschvaluje", "refuses"
    returns = "returns", "vrací k přepracování", "returns"
    not_adopted = "not_adopted", "usnesení nebylo přijato", "not adopted"
    not_discussed = "not_discussed", "neprojednáno", "not discussed"

    @property
    def approving(self) -> bool:
        """True where the organ said yes, with a condition or without."""
        return self in (Verb.approves, Verb.approves_with_condition)


class Resolution(Thing):
    """A resolution (usnesení) of one organ of one municipality; several of a body: the last by `on` counts."""

    KIND: ClassVar[str] = "resolution"
    FORM: ClassVar[str | None] = "resolutions"
    KEY: ClassVar[tuple[str, ...]] = ("code", "number")
    TITLE: ClassVar[Label] = Label("usnesení", "resolutions")

    code: Annotated[MunicipalityCode, Ref("municipality"), Label("kód obce", "municipality code")]
    body: Annotated[Body, Label("orgán", "body")]
    verb: Annotated[Verb, Label("výrok", "verb")]
    number: Annotated[Key, Label("číslo usnesení", "resolution number")]
    on: Annotated[dt.date, Label("ze dne", "on")]
    members: Annotated[Count, Label("členů celkem", "members")]
    present: Annotated[Count | None, Label("přítomno", "present")] = None
    for_: Annotated[Count | None, Field(alias="for"), Label("pro", "for")] = None
    against: Annotated[Count | None, Label("proti", "against")] = None
    abstained: Annotated[Count | None, Label("zdrželo se", "abstained")] = None
    condition: Annotated[Text | None, Label("připomínka", "condition")] = None
    edition: Annotated[EditionKey | None, Label("verze", "edition", "plan@N; prázdné = zaslaná", "plan@N")] = None
    file: Annotated[Line | None, Label("soubor", "file")] = None
    scan: Annotated[Sha256 | None, Blob(), Hidden(), Label("otisk souboru", "digest of the file")] = None

    @model_validator(mode="after")
    def _votes_add_up(self) -> "Resolution":
        """For + against + abstained ≤ present ≤ members, and a quorum of more than half (§92 of Act 128/2000)."""
        if self.present is None:
            if any(votes is not None for votes in (self.for_, self.against, self.abstained)):
                raise ValueError("votes_without_present")
            return self
        if self.present > self.members:
            raise ValueError("more_present_than_members")
        if (self.for_ or 0) + (self.against or 0) + (self.abstained or 0) > self.present:
            raise ValueError("more_votes_than_present")
        if 2 * self.present <= self.members and self.verb is not Verb.not_discussed:
            raise ValueError("no_quorum")
        return self


class CouncilApproval(Thing):
    """Where one municipality's approval (schválení obcí) stands; moved by its own small workflow."""

    KIND: ClassVar[str] = "approval"
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    TITLE: ClassVar[Label] = Label("schvalování v obcích", "approval by municipalities")

    code: Annotated[MunicipalityCode, Label("kód obce", "municipality code")]
    state: Annotated[Key, Label("stav", "state")]
    body: Annotated[Body | None, Label("orgán", "body")] = None
    number: Annotated[Key | None, Label("číslo usnesení", "resolution number")] = None
    edition: Annotated[EditionKey | None, Label("verze", "edition")] = None
    content_sha256: Annotated[Sha256 | None, Label("otisk obsahu", "digest of the content")] = None
    carried: Annotated[bool, Label("převzato", "carried")] = False
    voided_by: Annotated[Count, Label("zneplatněno zápisem", "voided by entry")] = 0
