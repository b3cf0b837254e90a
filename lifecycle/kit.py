"""The socket: what a stage may bring, bound to names, and the catalogue of all of it, which refuses clashes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lifecycle.documents.blocks import Block
from lifecycle.model.content import Content
from lifecycle.model.thing import Thing
from lifecycle.model.verdict import Refusal

Guard = Callable[..., list[Refusal]]
"""`(content, **arguments)` → every unmet condition; empty means go. The workflow says whether it stops or warns."""
SectionOf = Callable[[Content], Sequence[Block]]
"""`content` → the chapter's blocks; none where there is nothing to say, and the chapter is left out."""

G = TypeVar("G", bound=Guard)
S = TypeVar("S", bound=SectionOf)


class Clash(Exception):
    """Two kits bring the same name; a mistake of the program, not of a clerk."""


@dataclass
class Kit:
    """What one stage (or a town's own package) brings."""

    name: str
    guards: dict[str, Guard] = field(default_factory=dict)
    sections: dict[str, SectionOf] = field(default_factory=dict)
    kinds: list[type[Thing]] = field(default_factory=list)

    def guard(self, function: G) -> G:
        """Bind a guard under its function's name."""
        _bind(self.guards, function.__name__, function)
        return function

    def section(self, function: S) -> S:
        """Bind a section of documents under its function's name."""
        _bind(self.sections, function.__name__, function)
        return function

    def brings(self, *kinds: type[Thing]) -> None:
        """Add kinds of things."""
        self.kinds.extend(kinds)


@dataclass(frozen=True)
class Catalogue:
    """Everything all kits bring, by name."""

    guards: Mapping[str, Guard]
    sections: Mapping[str, SectionOf]
    kinds: Mapping[str, type[Thing]]

    @classmethod
    def of(cls, kits: Iterable[Kit]) -> "Catalogue":
        """The catalogue of `kits`; raises Clash where two bring one name."""
        guards: dict[str, Guard] = {}
        sections: dict[str, SectionOf] = {}
        kinds: dict[str, type[Thing]] = {}
        for kit in kits:
            for name, guard in kit.guards.items():
                _bind(guards, name, guard)
            for name, section in kit.sections.items():
                _bind(sections, name, section)
            for kind in kit.kinds:
                _bind(kinds, kind.KIND, kind)
        return cls(guards, sections, kinds)

    @property
    def forms(self) -> dict[str, type[Thing]]:
        """Form name → kind, in the order of the kits."""
        return {kind.FORM: kind for kind in self.kinds.values() if kind.FORM}


def _bind(shelf: dict[str, Any], name: str, value: object) -> None:
    if name in shelf:
        raise Clash(name)
    shelf[name] = value
