"""The situation the plan answers: people by age, target groups, and the money the services live on."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from lifecycle.model.strategy import Source
from lifecycle.model.territory import Yes
from lifecycle.model.thing import Amount, Count, Label, Line, MunicipalityCode, Name, Ref, Text, Thing, Word, Year

Age = Annotated[int, Field(ge=0, le=130)]
"""Completed years of life."""


class Sex(Word):
    """Whom a number of people counts."""

    total = "total", "celkem", "total"
    male = "male", "muži", "men"
    female = "female", "ženy", "women"


class Population(Thing):
    """People (obyvatelstvo) of one municipality and one age band in one year."""

    KIND: ClassVar[str] = "population"
    FORM: ClassVar[str | None] = "population"
    KEY: ClassVar[tuple[str, ...]] = ("municipality", "year", "age_from", "sex")
    TITLE: ClassVar[Label] = Label("obyvatelstvo podle věku", "people by age")

    municipality: Annotated[MunicipalityCode, Ref("municipality"), Label("obec", "municipality")]
    year: Annotated[Year, Label("rok", "year")]
    age_from: Annotated[Age, Label("věk od", "age from", "dokončené roky", "completed years")]
    age_to: Annotated[
        Age | None, Label("věk do", "age to", "včetně; prázdné = a více", "inclusive; empty = and over")
    ] = None
    sex: Annotated[Sex, Label("pohlaví", "sex")]
    count: Annotated[Count, Label("počet", "count")]
    source: Annotated[Line, Label("zdroj", "source")]

    @model_validator(mode="after")
    def _band_is_a_band(self) -> "Population":
        if self.age_to is not None and self.age_to < self.age_from:
            raise ValueError("age_to_before_age_from")
        return self


class TargetGroup(Thing):
    """A target group (cílová skupina) the plan looks after; `new` where the ending plan did not have it."""

    KIND: ClassVar[str] = "target_group"
    FORM: ClassVar[str | None] = "target_groups"
    KEY: ClassVar[tuple[str, ...]] = ("name",)
    TITLE: ClassVar[Label] = Label("cílové skupiny", "target groups")

    name: Annotated[Name, Label("název", "name", "jako u služeb a zjištění", "as in services and findings")]
    new: Annotated[
        Yes | None, Label("nová", "new", "ano, když ji končící plán neměl", "yes where the ending plan lacked it")
    ] = None
    description: Annotated[Text | None, Label("popis", "description")] = None


class Funding(Thing):
    """Money (financování služeb) one recipient gets from one source in one year."""

    KIND: ClassVar[str] = "funding"
    FORM: ClassVar[str | None] = "funding"
    KEY: ClassVar[tuple[str, ...]] = ("recipient", "year", "source")
    TITLE: ClassVar[Label] = Label("finanční zdroje služeb", "money of the services")

    recipient: Annotated[
        Line,
        Label(
            "příjemce", "recipient", "klíč služby, poskytovatel nebo území", "a service, a provider or the territory"
        ),
    ]
    year: Annotated[Year, Label("rok", "year")]
    source: Annotated[Source, Label("zdroj", "source")]
    amount_czk: Annotated[Amount, Label("částka Kč", "amount CZK")]
    note: Annotated[Line | None, Label("poznámka", "note", "odkud je údaj", "where the figure comes from")] = None
