"""What the plan wants: priorities, measures, activities, money, indicators, chapters and their progress."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import model_validator

from lifecycle.model.thing import (
    ActivityCode,
    Amount,
    AnyCode,
    Blob,
    Count,
    Item,
    Key,
    Label,
    Line,
    MeasureCode,
    MunicipalityCode,
    Name,
    Number,
    PriorityCode,
    Ref,
    Sha256,
    Text,
    Thing,
    Word,
    Year,
)

CHAPTERS = (
    "introduction",
    "organisation",
    "evaluation_rules",
    "vision",
    "economic",
    "implementation",
    "changes",
    "methodology",
)
"""The narrative chapters a document prints."""


class MeasureKind(Word):
    """What a measure does with the network of services."""

    keep = "keep", "udržení", "keep"
    improve = "improve", "zkvalitnění", "improve"
    grow = "grow", "rozvoj", "grow"
    new = "new", "nová služba", "new"


class Source(Word):
    """Where money comes from."""

    municipality = "municipality", "obec", "municipality"
    region = "region", "kraj", "region"
    state = "state", "stát", "state"
    eu = "eu", "EU", "EU"
    clients = "clients", "úhrady klientů", "clients"
    other = "other", "jiné", "other"


class ProgressState(Word):
    """How far a measure or an activity is."""

    planned = "planned", "plánováno", "planned"
    running = "running", "probíhá", "running"
    fulfilled = "fulfilled", "splněno", "fulfilled"
    partly = "partly", "splněno částečně", "partly fulfilled"
    unfulfilled = "unfulfilled", "nesplněno", "unfulfilled"
    cancelled = "cancelled", "zrušeno", "cancelled"


class Priority(Thing):
    """A priority (priorita) of the plan."""

    KIND: ClassVar[str] = "priority"
    FORM: ClassVar[str | None] = "priorities"
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    TITLE: ClassVar[Label] = Label("priority", "priorities")

    code: Annotated[PriorityCode, Label("kód", "code", "např. 1", "e.g. 1")]
    title: Annotated[Line, Label("název", "title")]
    description: Annotated[Text | None, Label("popis", "description")] = None
    evidence: Annotated[tuple[Key, ...], Ref("swot", "finding", "tows"), Label("doklady", "evidence")] = ()


class Measure(Thing):
    """A measure (opatření) under a priority."""

    KIND: ClassVar[str] = "measure"
    FORM: ClassVar[str | None] = "measures"
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    TITLE: ClassVar[Label] = Label("opatření", "measures")

    code: Annotated[MeasureCode, Label("kód", "code", "např. 1.1", "e.g. 1.1")]
    title: Annotated[Line, Label("název", "title")]
    description: Annotated[Text, Label("popis", "description")]
    kind: Annotated[MeasureKind, Label("druh", "kind")]
    target_group: Annotated[Line | None, Label("cílová skupina", "target group")] = None
    responsible: Annotated[Line, Label("odpovídá", "responsible")]
    partners: Annotated[Text | None, Label("partneři", "partners")] = None
    starts: Annotated[dt.date, Label("začátek", "starts")]
    ends: Annotated[dt.date, Label("konec", "ends")]
    municipalities: Annotated[
        tuple[MunicipalityCode, ...],
        Ref("municipality"),
        Label("obce", "municipalities", "kódy; prázdné = všechny", "codes; empty = all"),
    ] = ()
    evidence: Annotated[tuple[Key, ...], Ref("swot", "finding", "tows"), Label("doklady", "evidence")] = ()
    carried_from: Annotated[Key | None, Ref("evaluation"), Label("převzato z", "carried from")] = None

    def references(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Also the priority the code stands under."""
        yield "code", ("priority",), self.code.rpartition(".")[0]
        yield from super().references()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Measure":
        if self.ends < self.starts:
            raise ValueError("ends_before_starts")
        return self


class Activity(Thing):
    """An activity (aktivita) under a measure."""

    KIND: ClassVar[str] = "activity"
    FORM: ClassVar[str | None] = "activities"
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    TITLE: ClassVar[Label] = Label("aktivity", "activities")

    code: Annotated[ActivityCode, Label("kód", "code", "např. 1.1.1", "e.g. 1.1.1")]
    title: Annotated[Line, Label("název", "title")]
    responsible: Annotated[Line | None, Label("odpovídá", "responsible")] = None
    starts: Annotated[dt.date | None, Label("začátek", "starts")] = None
    ends: Annotated[dt.date | None, Label("konec", "ends")] = None

    def references(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Also the measure the code stands under."""
        yield "code", ("measure",), self.code.rpartition(".")[0]
        yield from super().references()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Activity":
        if self.starts and self.ends and self.ends < self.starts:
            raise ValueError("ends_before_starts")
        return self


class BudgetLine(Thing):
    """Money (rozpočet) of one measure or activity in one year from one source."""

    KIND: ClassVar[str] = "budget"
    FORM: ClassVar[str | None] = "budget"
    KEY: ClassVar[tuple[str, ...]] = ("code", "year", "source")
    TITLE: ClassVar[Label] = Label("rozpočet", "budget")

    code: Annotated[AnyCode, Ref("measure", "activity"), Label("kód", "code")]
    year: Annotated[Year, Label("rok", "year")]
    source: Annotated[Source, Label("zdroj", "source")]
    amount_czk: Annotated[Amount, Label("částka Kč", "amount CZK")]


class Indicator(Thing):
    """An indicator (indikátor) of a priority, measure or activity for one year."""

    KIND: ClassVar[str] = "indicator"
    FORM: ClassVar[str | None] = "indicators"
    KEY: ClassVar[tuple[str, ...]] = ("code", "name", "year")
    TITLE: ClassVar[Label] = Label("indikátory", "indicators")

    code: Annotated[AnyCode, Ref("priority", "measure", "activity"), Label("kód", "code")]
    name: Annotated[Line, Label("název", "name")]
    unit: Annotated[Line, Label("jednotka", "unit")]
    baseline: Annotated[Number | None, Label("výchozí hodnota", "baseline")] = None
    target: Annotated[Number, Label("cílová hodnota", "target")]
    year: Annotated[Year, Label("rok", "year")]


class Score(Thing):
    """Points (body při určování priorit) one group gave to one item under one criterion."""

    KIND: ClassVar[str] = "score"
    FORM: ClassVar[str | None] = "scores"
    KEY: ClassVar[tuple[str, ...]] = ("item", "group", "criterion")
    TITLE: ClassVar[Label] = Label("bodování priorit", "scoring of priorities")

    item: Annotated[Item, Label("položka", "item", "např. 1, 1.2 nebo swot:SEN-W1", "e.g. 1, 1.2 or swot:SEN-W1")]
    group: Annotated[Key, Ref("group"), Label("skupina", "group", "kdo bodoval", "who gave the points")]
    criterion: Annotated[Line, Label("hledisko", "criterion", "např. naléhavost", "e.g. urgency")]
    points: Annotated[Count, Label("body", "points")]
    voters: Annotated[Count | None, Label("hlasujících", "voters")] = None
    meeting: Annotated[Key | None, Ref("meeting"), Label("jednání", "meeting")] = None


class Chapter(Thing):
    """A narrative chapter (text kapitoly) in Markdown."""

    KIND: ClassVar[str] = "text"
    FORM: ClassVar[str | None] = "texts"
    KEY: ClassVar[tuple[str, ...]] = ("section",)
    TITLE: ClassVar[Label] = Label("texty kapitol", "texts")

    section: Annotated[Key, Label("kapitola", "section")]
    text: Annotated[Text, Label("text", "text")]


class Illustration(Thing):
    """A picture (obrázek) that a narrative chapter calls by name, as it was taken in; `source` is its file's digest."""

    KIND: ClassVar[str] = "illustration"
    KEY: ClassVar[tuple[str, ...]] = ("section", "name")
    TITLE: ClassVar[Label] = Label("obrázky kapitol", "pictures of chapters")

    section: Annotated[Key, Ref("text"), Label("kapitola", "section")]
    name: Annotated[Name, Label("obrázek", "picture")]
    source: Annotated[Sha256, Label("otisk souboru", "digest of the file")]
    sha256: Annotated[Sha256, Blob(), Label("otisk obrázku", "digest of the picture")]
    width: Annotated[Count, Label("šířka v bodech", "width in pixels")]
    height: Annotated[Count, Label("výška v bodech", "height in pixels")]


class Progress(Thing):
    """How a measure or an activity stood on one day (plnění)."""

    KIND: ClassVar[str] = "progress"
    FORM: ClassVar[str | None] = "progress"
    KEY: ClassVar[tuple[str, ...]] = ("code", "on")
    TITLE: ClassVar[Label] = Label("plnění", "progress")

    code: Annotated[AnyCode, Ref("measure", "activity"), Label("kód", "code")]
    on: Annotated[dt.date, Label("ke dni", "on")]
    state: Annotated[ProgressState, Label("stav", "state")]
    spent_czk: Annotated[
        Amount | None, Label("vynaloženo Kč", "spent CZK", "součet od začátku plánu", "in all since the plan began")
    ] = None
    value: Annotated[Number | None, Label("hodnota", "value")] = None
    note: Annotated[Text | None, Label("poznámka", "note")] = None
