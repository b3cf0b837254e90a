"""What people wrote to the draft and how each point was settled."""

import datetime as dt
from typing import Annotated, ClassVar

from lifecycle.model.thing import Hidden, Item, Key, Label, Line, Private, Ref, Text, Thing, Word


class Channel(Word):
    """How a submission came."""

    web = "web", "web", "web"
    mail = "mail", "e-mail", "mail"
    paper = "paper", "písemně", "paper"
    hearing = "hearing", "na projednání", "hearing"
    data_box = "data_box", "datová schránka", "data box"


class SubmitterKind(Word):
    """Who submits."""

    citizen = "citizen", "občan", "citizen"
    provider = "provider", "poskytovatel", "provider"
    municipality = "municipality", "obec", "municipality"
    user = "user", "uživatel", "user"
    region = "region", "kraj", "region"
    other = "other", "jiný", "other"


class Weight(Word):
    """How much weight the submitter gives the point."""

    essential = "essential", "zásadní", "essential"
    recommended = "recommended", "doporučující", "recommended"


class Nature(Word):
    """Whether the point is about content or form."""

    content = "content", "obsahová", "content"
    formal = "formal", "formální", "formal"


class SettlementDecision(Word):
    """How a comment is settled (vypořádání); a reason is obligatory for partly and rejected."""

    accepted = "accepted", "přijato", "accepted"
    partly = "partly", "přijato částečně", "partly accepted"
    rejected = "rejected", "nepřijato", "rejected"
    explained = "explained", "vysvětleno", "explained"
    noted = "noted", "vzato na vědomí", "noted"
    irrelevant = "irrelevant", "netýká se plánu", "irrelevant"

    @property
    def needs_reason(self) -> bool:
        """True for the two decisions that need a reason."""
        return self in (SettlementDecision.partly, SettlementDecision.rejected)


class Submission(Thing):
    """One point cut from a letter (podání, připomínka); texts of citizens, users and unknown senders are personal."""

    KIND: ClassVar[str] = "submission"
    FORM: ClassVar[str | None] = "submissions"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("podání", "submissions")

    key: Annotated[Key, Label("klíč", "key")]
    letter: Annotated[Key | None, Label("dopis", "letter")] = None
    received: Annotated[dt.date, Label("doručeno", "received")]
    channel: Annotated[Channel, Label("cesta", "channel")]
    submitter: Annotated[Line, Private("submitter", when="named"), Label("podatel", "submitter")]
    submitter_kind: Annotated[SubmitterKind, Label("druh podatele", "submitter kind")]
    item: Annotated[Item | None, Label("k čemu", "item", "např. measure:2.1", "e.g. measure:2.1")] = None
    text: Annotated[Text, Private("submitter", when="personal"), Label("text", "text")]
    proposed_change: Annotated[
        Text | None, Private("submitter", when="personal"), Label("navržená změna", "proposed change")
    ] = None
    weight: Annotated[Weight | None, Label("závažnost", "weight")] = None
    nature: Annotated[Nature | None, Label("povaha", "nature")] = None
    from_person: Annotated[bool, Hidden(), Label("podala osoba", "sent by a person")] = False
    """A body of this name is not known to the plan: it may be a person's, though he writes as a provider or a town."""

    @property
    def personal(self) -> bool:
        """The submitter is, or may be, a natural person who speaks for himself."""
        return self.submitter_kind in (SubmitterKind.citizen, SubmitterKind.user, SubmitterKind.other)

    @property
    def named(self) -> bool:
        """Whether the submitter's name is, or may be, a person's."""
        return self.personal or self.from_person


class Settlement(Thing):
    """How one comment or submission was settled (vypořádání)."""

    KIND: ClassVar[str] = "settlement"
    FORM: ClassVar[str | None] = "settlements"
    KEY: ClassVar[tuple[str, ...]] = ("id",)
    TITLE: ClassVar[Label] = Label("vypořádání", "settlements")

    id: Annotated[Key, Ref("comment", "submission"), Label("připomínka", "comment")]
    decision: Annotated[SettlementDecision, Label("rozhodnutí", "decision")]
    reason: Annotated[Text | None, Label("odůvodnění", "reason")] = None
    change: Annotated[Item | None, Label("změna", "change")] = None
    decided_by: Annotated[Key | None, Ref("meeting"), Label("rozhodlo jednání", "decided by")] = None
