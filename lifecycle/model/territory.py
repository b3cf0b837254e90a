"""The towns that make the plan together, keyed by the ČSÚ code because names repeat in the country."""

from typing import Annotated, ClassVar

from lifecycle.model.thing import Count, Email, Ico, Key, Label, Line, MunicipalityCode, Thing, Word


class Yes(Word):
    """A mark in a column that is otherwise empty."""

    yes = "yes", "ano", "yes"


class Municipality(Thing):
    """A municipality (obec) of the plan's territory."""

    KIND: ClassVar[str] = "municipality"
    FORM: ClassVar[str | None] = "territory"
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    TITLE: ClassVar[Label] = Label("území", "territory")

    code: Annotated[
        MunicipalityCode, Label("kód obce", "municipality code", "šest číslic podle ČSÚ", "six digits of the ČSÚ list")
    ]
    name: Annotated[Line, Label("název", "name")]
    ico: Annotated[Ico | None, Label("IČO", "company number")] = None
    population: Annotated[Count | None, Label("počet obyvatel", "population")] = None
    seat: Annotated[
        Yes | None, Label("sídlo", "seat", "ano u obce, která plán zadala", "yes for the town that ordered the plan")
    ] = None
    council_size: Annotated[Count | None, Label("počet členů zastupitelstva", "council size")] = None
    data_box: Annotated[Key | None, Label("datová schránka", "data box")] = None
    email: Annotated[Email | None, Label("e-mail", "e-mail")] = None
