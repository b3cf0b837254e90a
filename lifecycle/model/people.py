"""Who makes the plan: groups, their members, meetings, attendance and what the meetings decided."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import model_validator

from lifecycle.model.thing import Clock, Email, Hidden, Item, Key, Label, Line, Private, Ref, Sha256, Text, Thing, Word


class Side(Word):
    """The sides of community planning (triáda) and the public."""

    commissioner = "commissioner", "zadavatel", "commissioner"
    provider = "provider", "poskytovatel", "provider"
    user = "user", "uživatel", "user"
    public = "public", "veřejnost", "public"


class GroupKind(Word):
    """Kinds of groups."""

    steering = "steering", "řídící skupina", "steering group"
    working = "working", "pracovní skupina", "working group"
    coordination = "coordination", "koordinační skupina", "coordination group"
    information = "information", "informační skupina", "information group"


class PersonRole(Word):
    """What a member does in a group."""

    chair = "chair", "předseda", "chair"
    member = "member", "člen", "member"
    methodologist = "methodologist", "metodik", "methodologist"
    guest = "guest", "host", "guest"


class MeetingKind(Word):
    """Kinds of meetings and events."""

    meeting = "meeting", "jednání", "meeting"
    workshop = "workshop", "workshop", "workshop"
    round_table = "round_table", "kulatý stůl", "round table"
    conference = "conference", "konference", "conference"
    training = "training", "školení", "training"
    hearing = "hearing", "veřejné projednání", "public hearing"
    competition = "competition", "soutěž", "competition"


class DecisionVerb(Word):
    """What a meeting says of a subject."""

    approves = "approves", "schvaluje", "approves"
    returns = "returns", "vrací k přepracování", "returns"
    rejects = "rejects", "zamítá", "rejects"
    takes_note = "takes_note", "bere na vědomí", "takes note"


class Group(Thing):
    """A steering, working, coordination or information group (skupina)."""

    KIND: ClassVar[str] = "group"
    FORM: ClassVar[str | None] = "groups"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("skupiny", "groups")

    key: Annotated[Key, Label("klíč", "key", "krátká zkratka, např. SEN", "a short code such as SEN")]
    name: Annotated[Line, Label("název", "name")]
    kind: Annotated[GroupKind, Label("druh", "kind")]
    target_group: Annotated[Line | None, Label("cílová skupina", "target group")] = None


class Person(Thing):
    """A member (člen) of a group."""

    KIND: ClassVar[str] = "person"
    FORM: ClassVar[str | None] = "people"
    KEY: ClassVar[tuple[str, ...]] = ("name", "group")
    TITLE: ClassVar[Label] = Label("osoby", "people")

    name: Annotated[Line, Private("name"), Label("jméno", "name")]
    group: Annotated[Key, Ref("group"), Label("skupina", "group")]
    side: Annotated[Side, Label("strana", "side")]
    role: Annotated[PersonRole | None, Label("role", "role")] = None
    organisation: Annotated[Line | None, Label("organizace", "organisation")] = None
    email: Annotated[Email | None, Private("name"), Label("e-mail", "e-mail")] = None


class Meeting(Thing):
    """A meeting or an event (jednání, akce) of a group."""

    KIND: ClassVar[str] = "meeting"
    FORM: ClassVar[str | None] = "meetings"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("jednání", "meetings")

    key: Annotated[Key, Label("klíč", "key")]
    group: Annotated[Key, Ref("group"), Label("skupina", "group")]
    kind: Annotated[MeetingKind, Label("druh", "kind")]
    date: Annotated[dt.date, Label("datum", "date")]
    place: Annotated[Line | None, Label("místo", "place")] = None
    agenda: Annotated[Text | None, Label("program", "agenda")] = None
    minutes: Annotated[Text | None, Label("zápis", "minutes")] = None
    starts_at: Annotated[Clock | None, Label("začátek", "starts at", "např. 13:00", "e.g. 13:00")] = None
    ends_at: Annotated[Clock | None, Label("konec", "ends at", "např. 15:30", "e.g. 15:30")] = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Meeting":
        if self.ends_at and (not self.starts_at or self.ends_at <= self.starts_at):
            raise ValueError("ends_at_before_starts_at")
        return self


class Attendance(Thing):
    """One person's presence (účast) at a meeting; the person need not be a member of a group."""

    KIND: ClassVar[str] = "attendance"
    FORM: ClassVar[str | None] = "attendance"
    KEY: ClassVar[tuple[str, ...]] = ("meeting", "name")
    TITLE: ClassVar[Label] = Label("účast", "attendance")

    meeting: Annotated[Key, Ref("meeting"), Label("jednání", "meeting")]
    name: Annotated[Line, Private("name"), Label("jméno", "name")]
    side: Annotated[Side, Label("strana", "side")]
    organisation: Annotated[Line | None, Label("organizace", "organisation")] = None


class Decision(Thing):
    """What a meeting decided (rozhodnutí) of one subject; it covers the subject as it stood when recorded."""

    KIND: ClassVar[str] = "decision"
    FORM: ClassVar[str | None] = "decisions"
    KEY: ClassVar[tuple[str, ...]] = ("meeting", "subject")
    TITLE: ClassVar[Label] = Label("rozhodnutí", "decisions")

    meeting: Annotated[Key, Ref("meeting"), Label("jednání", "meeting")]
    subject: Annotated[
        Item, Label("předmět", "subject", "např. swot:SEN, measure:1.2, stage:priorities", "e.g. swot:SEN, measure:1.2")
    ]
    verb: Annotated[DecisionVerb, Label("rozhodnutí", "verb")]
    text: Annotated[Text | None, Label("znění", "text")] = None
    covers: Annotated[Sha256 | None, Hidden(), Label("otisk předmětu", "digest of the subject")] = None
