"""A Word package let in by the gate: its main part wherever it lies, and the parts related to one another.

Word Online writes `word/document2.xml`; part names are equal whatever their case (ISO 29500-2, 6.2.2.3).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname, join, normpath

from lxml import etree

from lifecycle.documents.word.gate import no_word, opened, tree
from lifecycle.documents.word.sight import local
from lifecycle.model.errors import Wrong

USUAL = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its kind is the last word of its type, the same in transitional and strict files."""

    id: str
    kind: str
    target: str
    external: bool


class Parts:
    """The XML parts of one package; Wrong where it holds no Word document."""

    def __init__(self, data: bytes) -> None:
        self._parts = opened(data)
        self._names = {name.lower(): name for name in self._parts}
        self.main = self._main()
        self.root = self._parsed()

    def _main(self) -> str:
        """The part the package starts with (ISO 29500-1, 11.3.10), else the one that usually is."""
        told = [one.target for one in self.relations("") if one.kind == "officeDocument" and not one.external]
        found = next((name.lower() for name in (*told, USUAL) if name.lower() in self._names), None)
        return self._names[found] if found else no_word(self._parts)

    def _parsed(self) -> etree._Element:
        root = tree(self._parts[self.main])
        if local(root) != "document":
            no_word(self._parts)
        return root

    @property
    def everything(self) -> Mapping[str, bytes]:
        """Every XML part by name."""
        return self._parts

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The relationships of `part`, of the package itself where it is empty; targets as names of parts."""
        folder = dirname(part)
        name = self._names.get(join(folder, "_rels", f"{basename(part)}.rels").lower())
        if name is None:
            return ()
        return tuple(
            Relation(
                id=one.get("Id", ""),
                kind=one.get("Type", "").rstrip("/").rpartition("/")[2],
                target=target if external else normpath(join("/", folder, target)).lstrip("/"),
                external=external,
            )
            for one in tree(self._parts[name]).iter("{*}Relationship")
            for target, external in [(one.get("Target", ""), one.get("TargetMode", "") == "External")]
        )

    @cached_property
    def of_main(self) -> tuple[Relation, ...]:
        """The relationships of the main part."""
        return self.relations(self.main)

    def related(self, kind: str) -> Iterator[str]:
        """The parts of `kind` the main part leads to, each once; else the one of that name beside it."""
        names = [one.target for one in self.of_main if one.kind == kind and not one.external]
        if not any(name.lower() in self._names for name in names):
            names.append(join(dirname(self.main), f"{kind}.xml"))
        yield from dict.fromkeys(self._names[name.lower()] for name in names if name.lower() in self._names)

    def has(self, name: str) -> bool:
        """Whether there is such an XML part."""
        return name.lower() in self._names

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part the document can do without; None where it is missing or broken."""
        found = self._names.get(name.lower())
        try:
            return None if found is None else tree(self._parts[found])
        except Wrong:
            return None
