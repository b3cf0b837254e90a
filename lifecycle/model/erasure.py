"""Erasure (výmaz): that the office erased one person's data on request. It says how much and never whose.

`naming` are fields in others' words that named or may name the person when it was erased: places, no words.
"""

from typing import Annotated, ClassVar

from lifecycle.model.plan import PlanKey
from lifecycle.model.thing import Count, Label, Line, Thing


class Erasure(Thing):
    """One erasure in the office's own chain; what was erased is named by digest in the acts of the plans."""

    KIND: ClassVar[str] = "erasure"
    KEY: ClassVar[tuple[str, ...]] = ("number",)
    TITLE: ClassVar[Label] = Label("výmazy osobních údajů", "erasures of personal data")

    number: Annotated[Count, Label("číslo", "number")]
    plans: Annotated[tuple[PlanKey, ...], Label("plány", "plans")] = ()
    texts: Annotated[Count, Label("textů", "texts")]
    files: Annotated[Count, Label("souborů", "files")]
    naming: Annotated[
        tuple[Line, ...],
        Label(
            "kde může stát jméno dál",
            "where a name may stand still",
            "plán@revize místo (pole)",
            "plan@revision place (field)",
        ),
    ] = ()
