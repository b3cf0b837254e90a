"""What can go wrong, as types; the sentence is the phrase of the code.

LifecycleError          code, facts, exit code
├── Refused        1    a rule says no; carries every refusal
├── Wrong          2    usage or input is wrong; may carry faults with their places
├── Unverified     3    a verification failed
└── Busy           4    somebody else holds it; try again
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from lifecycle.model.verdict import Refusal


class LifecycleError(Exception):
    """An expected failure: `code` names its phrase, `facts` fill it, `exit_code` ends the command."""

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, /, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class Refused(LifecycleError):
    """A rule refuses the step; `refusals` holds every reason."""

    exit_code = 1

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("refused", count=len(refusals))
        self.refusals = tuple(refusals)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a person's file: where it is, what was found, which rule it breaks (a code of the phrases).

    A workbook fault has sheet, cell, column; a text file fault has file and line.
    """

    rule: str
    file: str | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str | None = None
    facts: tuple[tuple[str, Any], ...] = ()


class Wrong(LifecycleError):
    """The usage or the input is wrong; `faults` lists every place."""

    def __init__(self, code: str, /, faults: Sequence[Fault] = (), **facts: Any) -> None:
        super().__init__(code, **facts)
        self.faults = tuple(faults)


class Unverified(LifecycleError):
    """Something recorded is not what it should be."""

    exit_code = 3


class Busy(LifecycleError):
    """The office is held by another command or the plan moved on meanwhile."""

    exit_code = 4
