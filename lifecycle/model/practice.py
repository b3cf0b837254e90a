"""How the towns work by the plan: who answers for what, which data are collected, and the plan's self-checks."""

from typing import Annotated, ClassVar

from lifecycle.model.thing import Item, Key, Label, Line, Text, Thing, Word

LAW_PARTS = ("1", "2", "3", "4", "5", "6", "7")
"""The seven things a plan contains (§3 letter h of Act 108/2006), in the order of the law."""
QUALITY_AREAS = ("1", "2", "3", "4", "5", "6", "7", "8")
"""The eight areas of the ministry's quality criteria of planning (2007), in the ministry's order."""


class Part(Word):
    """What somebody has to do with a task."""

    decides = "decides", "rozhoduje", "decides"
    does = "does", "provádí", "does"
    consulted = "consulted", "je konzultován", "is consulted"
    informed = "informed", "je informován", "is informed"


class Period(Word):
    """How often something is collected."""

    continuous = "continuous", "průběžně", "continuously"
    monthly = "monthly", "měsíčně", "monthly"
    quarterly = "quarterly", "čtvrtletně", "quarterly"
    half_yearly = "half_yearly", "pololetně", "half-yearly"
    yearly = "yearly", "ročně", "yearly"
    once = "once", "jednorázově", "once"


class CheckSource(Word):
    """Whose list of requirements a self-check follows."""

    law = "law", "zákon (§ 3 písm. h)", "law (§ 3 h)"
    region = "region", "kraj", "region"
    ministry = "ministry", "kritéria kvality MPSV", "the ministry's quality criteria"


class Grade(Word):
    """How a requirement is met."""

    met = "met", "splněno", "met"
    partly = "partly", "splněno částečně", "partly met"
    unmet = "unmet", "nesplněno", "unmet"


class Responsibility(Thing):
    """Who answers for what (role a kompetence): the part one body or role has in one task of planning."""

    KIND: ClassVar[str] = "responsibility"
    FORM: ClassVar[str | None] = "responsibilities"
    KEY: ClassVar[tuple[str, ...]] = ("task", "who")
    TITLE: ClassVar[Label] = Label("odpovědnosti", "responsibilities")

    task: Annotated[Line, Label("úkol", "task")]
    who: Annotated[
        Line, Label("kdo", "who", "funkce, skupina nebo organizace, ne jméno", "a role, group or body, not a name")
    ]
    part: Annotated[Part, Label("podíl", "part")]
    note: Annotated[Text | None, Label("poznámka", "note")] = None


class DataSource(Thing):
    """One flow of data (sběr dat) the planning lives on: what, from whom, how, how often and what for."""

    KIND: ClassVar[str] = "data_source"
    FORM: ClassVar[str | None] = "data_sources"
    KEY: ClassVar[tuple[str, ...]] = ("key",)
    TITLE: ClassVar[Label] = Label("sběr dat", "data collection")

    key: Annotated[Key, Label("klíč", "key")]
    title: Annotated[Line, Label("název", "title")]
    content: Annotated[Text, Label("co se sbírá", "what is collected")]
    provider: Annotated[Line, Label("od koho", "from whom")]
    method: Annotated[Text | None, Label("jak", "how")] = None
    period: Annotated[Period, Label("jak často", "how often")]
    due: Annotated[Line | None, Label("termín", "due", "např. do 31. března", "e.g. by 31 March")] = None
    responsible: Annotated[Line, Label("odpovídá", "responsible")]
    use: Annotated[Text | None, Label("k čemu slouží", "what for")] = None
    form: Annotated[
        Key | None, Label("formulář", "form", "kam se zapíše, např. findings", "where it is recorded, e.g. findings")
    ] = None


class Requirement(Thing):
    """One requirement (položka sebehodnocení) of the law, the region or the ministry, and how the plan meets it."""

    KIND: ClassVar[str] = "requirement"
    FORM: ClassVar[str | None] = "requirements"
    KEY: ClassVar[tuple[str, ...]] = ("source", "key")
    TITLE: ClassVar[Label] = Label("sebehodnocení", "self-assessment")

    source: Annotated[CheckSource, Label("čí požadavek", "whose")]
    key: Annotated[Key, Label("číslo", "number", "zákon 1–7, MPSV 1–8", "law 1–7, ministry 1–8")]
    text: Annotated[
        Text | None,
        Label("požadavek", "requirement", "prázdné = podle zákona či MPSV", "empty = the listed one"),
    ] = None
    grade: Annotated[Grade | None, Label("hodnocení", "grade")] = None
    evidence: Annotated[
        tuple[Item, ...],
        Label("doklady", "evidence", "např. text:vision; 1.1", "e.g. text:vision; 1.1"),
    ] = ()
    note: Annotated[Text | None, Label("poznámka", "note")] = None
