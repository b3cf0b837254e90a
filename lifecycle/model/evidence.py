"""What the plan knows before it decides: evaluation of the ending plan, findings, services, SWOT and its pairs."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints, model_validator

from lifecycle.model.thing import (
    Amount,
    AnyCode,
    Count,
    Ico,
    Key,
    Label,
    Line,
    MunicipalityCode,
    Number,
    Ref,
    Text,
    Thing,
    Word,
)

# fmt: off
SERVICE_KINDS = (
    "37", "39", "40", "41", "42", "43", "44", "45", "46", "47", "48", "49", "50", "51", "52", "54", "55",
    "56", "57", "58", "59", "60", "60a", "61", "62", "63", "64", "65", "66", "67", "68", "69", "70",
)
# fmt: on
"""The paragraphs of Act 108/2006 that each describe one kind of social service."""


UNKNOWN = "–"
"""Stands in a list of numbers where nobody knows the number."""
Known = Literal["–"] | Number
"""A number of a list, or the dash."""


class Result(Word):
    """How an item of the ending plan turned out."""

    fulfilled = "fulfilled", "splněno", "fulfilled"
    partly = "partly", "splněno částečně", "partly fulfilled"
    ongoing = "ongoing", "plněno průběžně", "ongoing"
    unfulfilled = "unfulfilled", "nesplněno", "unfulfilled"
    cancelled = "cancelled", "zrušeno", "cancelled"
    moved = "moved", "přesunuto", "moved"


class Carry(Word):
    """What becomes of an item of the ending plan."""

    continue_ = "continue", "pokračuje", "continue"
    change = "change", "mění se", "change"
    drop = "drop", "končí", "drop"


class FindingKind(Word):
    """Kinds of findings; an analysis has one of each."""

    demography = "demography", "demografie", "demography"
    survey = "survey", "průzkum", "survey"
    services = "services", "služby", "services"
    needs = "needs", "potřeby", "needs"
    finance = "finance", "finance", "finance"
    phenomenon = "phenomenon", "nový jev", "new phenomenon"


class ServiceForm(Word):
    """Forms of a social service (§33 of Act 108/2006)."""

    A = "A", "ambulantní", "outpatient"
    P = "P", "pobytová", "residential"
    T = "T", "terénní", "field"


class Quadrant(Word):
    """Quadrants of SWOT."""

    S = "S", "silné stránky", "strengths"
    W = "W", "slabé stránky", "weaknesses"
    O = "O", "příležitosti", "opportunities"  # noqa: E741 - the letter is the word people type
    T = "T", "hrozby", "threats"


class Evaluation(Thing):
    """How one item of the ending plan turned out (vyhodnocení) and whether it goes on."""

    KIND: ClassVar[str] = "evaluation"
    FORM: ClassVar[str | None] = "evaluation"
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    TITLE: ClassVar[Label] = Label("vyhodnocení končícího plánu", "evaluation of the ending plan")

    code: Annotated[Key, Label("kód", "code", "číslo v končícím plánu", "the number in the ending plan")]
    title: Annotated[Line, Label("název", "title")]
    result: Annotated[Result, Label("výsledek", "result")]
    reason: Annotated[Text | None, Label("zdůvodnění", "reason")] = None
    spent_czk: Annotated[Amount | None, Label("vynaloženo Kč", "spent CZK")] = None
    carry: Annotated[Carry, Label("naložení", "carry-over")]
    new_code: Annotated[
        AnyCode | None,
        Label("nový kód", "new code", "přání; opatření zatím nemusí existovat", "a wish; need not exist yet"),
    ] = None
    planned_czk: Annotated[Amount | None, Label("plánováno Kč", "planned CZK")] = None
    indicator: Annotated[
        tuple[Line, ...],
        Label(
            "indikátor",
            "indicator",
            "čím se měřilo, s jednotkou; více oddělte středníkem",
            "what measured it, with its unit; part several by a semicolon",
        ),
    ] = ()
    target: Annotated[
        tuple[Known, ...],
        Label(
            "cílová hodnota",
            "target",
            "v pořadí indikátorů, oddělené středníkem; neznámá je pomlčka",
            "in the order of the indicators, parted by a semicolon; a dash where unknown",
        ),
    ] = ()
    value: Annotated[
        tuple[Known, ...],
        Label(
            "dosažená hodnota",
            "value reached",
            "v pořadí indikátorů, oddělené středníkem; neznámá je pomlčka",
            "in the order of the indicators, parted by a semicolon; a dash where unknown",
        ),
    ] = ()

    @model_validator(mode="after")
    def _numbers_are_those_of_the_indicators(self) -> "Evaluation":
        if any(numbers and len(numbers) != len(self.indicator) for numbers in (self.target, self.value)):
            raise ValueError("indicator_count")
        return self

    @property
    def measured(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """Each indicator with its target and the value reached, None where nobody knows."""
        targets, values = (
            tuple(None if one == UNKNOWN else one for one in numbers) or (None,) * len(self.indicator)
            for numbers in (self.target, self.value)
        )
        return tuple(zip(self.indicator, targets, values, strict=True))


class Finding(Thing):
    """A finding (zjištění) of the analysis that measures and SWOT items may cite."""

    KIND: ClassVar[str] = "finding"
    FORM: ClassVar[str | None] = "findings"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("zjištění", "findings")

    key: Annotated[Key, Label("klíč", "key")]
    kind: Annotated[FindingKind, Label("druh", "kind")]
    title: Annotated[Line, Label("název", "title")]
    text: Annotated[Text, Label("text", "text")]
    source: Annotated[Line, Label("zdroj", "source")]
    date: Annotated[dt.date | None, Label("datum", "date")] = None
    target_group: Annotated[Line | None, Label("cílová skupina", "target group")] = None
    value: Annotated[Number | None, Label("hodnota", "value")] = None
    unit: Annotated[Line | None, Label("jednotka", "unit")] = None
    origin: Annotated[
        Line | None,
        Label("původ", "origin", "dřívější projekt, z něhož je převzato", "the earlier project it was taken over from"),
    ] = None


class Service(Thing):
    """A social service (sociální služba) people of the territory use."""

    KIND: ClassVar[str] = "service"
    FORM: ClassVar[str | None] = "services"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("služby", "services")

    key: Annotated[Key, Label("klíč", "key")]
    provider: Annotated[Line, Label("poskytovatel", "provider")]
    ico: Annotated[Ico | None, Label("IČO", "company number")] = None
    name: Annotated[Line, Label("název", "name")]
    kind: Annotated[
        Key,
        StringConstraints(pattern=r"^\d{2}[a-z]?$"),
        Label("druh", "kind", "paragraf zákona 108/2006 Sb., např. 40", "paragraph of Act 108/2006, e.g. 40"),
    ]
    target_groups: Annotated[tuple[Line, ...], Label("cílové skupiny", "target groups")] = ()
    form: Annotated[tuple[ServiceForm, ...], Label("forma", "form", "A; P; T", "A; P; T")] = ()
    capacity: Annotated[Count | None, Label("kapacita", "capacity")] = None
    municipality: Annotated[MunicipalityCode | None, Ref("municipality"), Label("obec", "municipality")] = None
    contact: Annotated[Text | None, Label("kontakt", "contact")] = None
    web: Annotated[Line | None, Label("web", "web")] = None
    since: Annotated[dt.date | None, Label("poskytována od", "since")] = None
    until: Annotated[dt.date | None, Label("poskytována do", "until", "prázdné = trvá", "empty = goes on")] = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Service":
        if self.since and self.until and self.until < self.since:
            raise ValueError("until_before_since")
        return self


class SwotItem(Thing):
    """A strength, weakness, opportunity or threat (položka SWOT) named by one group."""

    KIND: ClassVar[str] = "swot"
    FORM: ClassVar[str | None] = "swot"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("SWOT", "SWOT")

    key: Annotated[Key, Label("klíč", "key")]
    group: Annotated[Key, Ref("group"), Label("skupina", "group")]
    quadrant: Annotated[Quadrant, Label("kvadrant", "quadrant")]
    text: Annotated[Text, Label("text", "text")]
    points: Annotated[Count | None, Label("body", "points")] = None
    evidence: Annotated[tuple[Key, ...], Ref("finding"), Label("doklady", "evidence")] = ()


class Tows(Thing):
    """A pair (strategie TOWS) of what is inside and what is outside, which a measure can answer."""

    KIND: ClassVar[str] = "tows"
    FORM: ClassVar[str | None] = "tows"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("strategie TOWS", "TOWS strategies")

    key: Annotated[Key, Label("klíč", "key")]
    internal: Annotated[
        Key, Ref("swot"), Label("uvnitř", "internal", "klíč silné nebo slabé stránky", "key of a strength or weakness")
    ]
    external: Annotated[
        Key, Ref("swot"), Label("vně", "external", "klíč příležitosti nebo hrozby", "key of an opportunity or threat")
    ]
    text: Annotated[Text, Label("strategie", "strategy")]
