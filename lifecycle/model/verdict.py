"""A refusal: the answer of a guard that is not met. It carries facts; its sentence stands in the phrases."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """One unmet condition: a code of the phrases, the facts of its sentence, and the earliest possible day."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    earliest: dt.date | None = None

    def __init__(self, code: str, /, *, earliest: dt.date | None = None, **facts: Any) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "facts", facts)
        object.__setattr__(self, "earliest", earliest)
