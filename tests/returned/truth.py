"""What is true of one returned file: written down by the hand that made it, never by the program that reads it."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["insertion", "deletion", "replacement", "edit"]


@dataclass(frozen=True)
class Said:
    """A comment a person wrote: on which item of the edition, None where it has no right one.

    `field` is None where the place is not one field. `answers` names the register's thread it replies to, or the text
    of the comment of the same file.
    """

    author: str
    text: str
    item: str | None = None
    field: str | None = None
    answers: str | None = None
    resolved: bool = False


@dataclass(frozen=True)
class Changed:
    """A change a person made: the words that went and those that came, on which item; tracked unless it is an edit."""

    kind: Kind
    item: str | None
    field: str | None
    gone: str = ""
    new: str = ""
    author: str = ""


@dataclass
class Truth:
    """Everything people put into one file; it grows while the file is made."""

    said: list[Said] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    flags: dict[str, bool] = field(default_factory=dict)
    """The register's thread → whether it came back resolved."""
    renumbered: set[str] = field(default_factory=set)
    loose_edits: bool = False
    """Whether the file was torn apart so that what is edit and what is move cannot be counted."""
    threads_lost: bool = False
    """Whether the editor writes an answer as a comment of its own."""


@dataclass(frozen=True)
class Sample:
    """One returned file with its truth; `made_by` is what made it, `engine` how the program should call it."""

    name: str
    made_by: str
    data: bytes
    truth: Truth
    engine: str
    edition: str
