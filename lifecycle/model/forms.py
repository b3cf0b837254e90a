"""Which kind a form fills in, and what its columns are called: the shipped forms, for documents that speak of them."""

from collections.abc import Mapping
from types import ModuleType

from lifecycle.model import approval, consultation, evidence, people, practice, situation, strategy, territory
from lifecycle.model.thing import Column, Thing

_ROOMS: tuple[ModuleType, ...] = (
    territory,
    people,
    situation,
    evidence,
    strategy,
    consultation,
    approval,
    practice,
)


def _of(room: ModuleType) -> Mapping[str, type[Thing]]:
    kinds = [kind for kind in vars(room).values() if isinstance(kind, type) and issubclass(kind, Thing)]
    return {kind.FORM: kind for kind in kinds if kind is not Thing and kind.FORM}


FORMS: Mapping[str, type[Thing]] = {name: kind for room in _ROOMS for name, kind in _of(room).items()}
"""Form → the kind it fills in."""


def filled_in(kind: type[Thing]) -> list[Column]:
    """The columns a clerk fills in, in the order of the form."""
    return [column for column in kind.columns() if not column.hidden]
