"""One registered service as the register of providers writes it, part by part; what is not as it should be is noted.

People who act for providers (`statutarniOrgany`) are not read.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from lifecycle.model.errors import Fault
from lifecycle.model.evidence import ServiceForm

# fmt: off
_PARAGRAPHS = (
    "37", "39", "40", "41", "42", "43", "44", "45", "46", "47", "48", "49", "50", "51", "52", "54", "55",
    "56", "57", "58", "59", "60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "70", "60a",
)
# fmt: on
"""Paragraphs of Act 108/2006 in the order of the register's code list of kinds; 60a came last, with an amendment."""
_FIRST_IN_PORTAL, _FIRST_IN_OPEN_DATA = 3836, 2
"""The first kind's number in the code lists of the ministry's portal and of its open data: 3847 and 13 are one kind."""
KINDS: Mapping[int, str] = {
    number + at: paragraph
    for number in (_FIRST_IN_PORTAL, _FIRST_IN_OPEN_DATA)
    for at, paragraph in enumerate(_PARAGRAPHS)
}
"""Number of a kind in the register → the paragraph."""
GROUPS: Mapping[int, str] = {
    24: "senioři",
    26: "pečující osoby",
    27: "osoby s potřebou paliativní péče",
    30: "osoby žijící s demencí",
}
"""Target groups whose number is known; the register itself need not name them."""
_FORMS = {"amb": ServiceForm.A, "pob": ServiceForm.P, "ter": ServiceForm.T}
_UNITS = (("luzka", "klient", ""), ("interv",), ("kontakt",), ("hovor",))
"""Types of capacity that are added up: places for people, else interventions, contacts or calls."""
_COUNT = 10**9
_NUMBER = re.compile(r"^(?:\w+/)?(\d{1,6})$", re.ASCII)
V = TypeVar("V")


@dataclass(slots=True)
class Element:
    """One registered service being read: its number in the file and the faults met so far."""

    file: str
    number: int
    faults: list[Fault] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where the element stands, counted from zero as JSON tools do."""
        return f"polozky[{self.number}]"

    def fault(self, rule: str, column: str, value: object = None, **facts: object) -> None:
        """Note one fault with its place in the element."""
        text = None if value is None else str(value)[:100]
        self.faults.append(
            Fault(rule, file=self.file, cell=self.place, column=column, value=text, facts=(*facts.items(),))
        )

    def part(self, of: Mapping[str, Any], name: str, kind: type[V]) -> V | None:
        """The value under a name, None where it is missing or null; a value of another type is a fault."""
        value = of.get(name)
        if value is None or isinstance(value, kind):
            return value
        self.fault("register.type", name, value)
        return None

    def parts(self, of: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
        """The objects of a list."""
        found = self.part(of, name, list) or []
        if bad := [one for one in found if not isinstance(one, dict)]:
            self.fault("register.type", name, bad[0])
        return [one for one in found if isinstance(one, dict)]

    def id(self, of: Mapping[str, Any], name: str) -> str | None:
        """The identifier of what a part refers to: `{"id": "Obec/546127"}`."""
        found = self.part(of, name, dict)
        value = (found or {}).get("id")
        if value is None or isinstance(value, str | int):
            return None if value is None else str(value)
        self.fault("register.type", f"{name}.id", value)
        return None

    def text(self, of: Mapping[str, Any], name: str) -> str | None:
        """A text on one line, also where it was written as a number or in several languages."""
        value = of.get(name)
        if isinstance(value, dict):
            value = value.get("cs")
        if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
            return " ".join(str(value).split()) or None if value is not None else None
        self.fault("register.type", name, value)
        return None

    def day(self, of: Mapping[str, Any], name: str) -> dt.date | None:
        """A day, also where a time stands behind it."""
        value = self.text(of, name)
        try:
            return dt.date.fromisoformat(value[:10]) if value else None
        except ValueError:
            self.fault("register.day", name, value)
            return None


def kind(element: Element, item: Mapping[str, Any]) -> str | None:
    """The paragraph of Act 108/2006 that describes the kind; None for a kind without one, which the law may add."""
    number = _NUMBER.match(element.id(item, "druhSocialniSluzby") or "")
    return KINDS.get(int(number[1])) if number else None


def forms(element: Element, item: Mapping[str, Any]) -> tuple[ServiceForm, ...]:
    """The forms in which the service is given (§33)."""
    found = []
    for part in element.parts(item, "formy"):
        told = element.id(part, "forma") or ""
        form = _FORMS.get(told.rpartition("/")[2].casefold()[:3])
        if form is None:
            element.fault("register.form", "formy[].forma.id", told)
        else:
            found.append(form)
    return tuple(form for form in ServiceForm if form in found)


def groups(element: Element, item: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The names of the target groups, and the identifiers of those that have none."""
    named: list[str] = []
    nameless: list[str] = []
    for part in element.parts(item, "ciloveSkupiny"):
        group = element.part(part, "cilovaSkupina", dict) or part
        told = str(group.get("id", ""))
        number = _NUMBER.match(told)
        name = element.text(group, "nazev") or (GROUPS.get(int(number[1])) if number else None)
        if name:
            named.append(name)
        elif told:
            nameless.append(told)
    return named, nameless


def capacity(element: Element, item: Mapping[str, Any]) -> int | None:
    """How many people the service has places for in all forms; where it counts none, how many acts it does."""
    by_type: dict[str, int] = {}
    for form in element.parts(item, "formy"):
        for part in element.parts(form, "kapacity" if "kapacity" in form else "kapacita"):
            count = part.get("pocet")
            unit = (element.id(part, "typ") or "").rpartition("/")[2]
            if count is None:
                continue
            if isinstance(count, bool) or not isinstance(count, int | Decimal) or not 0 <= count <= _COUNT or count % 1:
                element.fault("register.capacity", "formy[].kapacity[].pocet", count)
            else:
                by_type[unit] = by_type.get(unit, 0) + int(count)
    counts = ([by_type[unit] for unit in units if unit in by_type] for units in _UNITS)
    return next((sum(found) for found in counts if found), None)


def contact(element: Element, item: Mapping[str, Any], provider: Mapping[str, Any]) -> str | None:
    """Telephones and e-mails of the service, or of its provider."""
    for owner in (item, provider):
        phones = [element.text(part, "telefon") for part in element.parts(owner, "telefony")]
        mails = [element.text(part, "email") for part in element.parts(owner, "emaily")]
        if told := dict.fromkeys(text for text in (*phones, *mails) if text):
            return ", ".join(told)
    return None


def web(element: Element, item: Mapping[str, Any], provider: Mapping[str, Any]) -> str | None:
    """The first web page of the service, or of its provider."""
    pages = (element.text(part, "web") for owner in (item, provider) for part in element.parts(owner, "weby"))
    return next((page for page in pages if page), None)


def name(element: Element, group: Sequence[Mapping[str, Any]]) -> str | None:
    """What the facility in the town is called; of several the first by name, so that their order does not matter."""
    return min((name for facility in group if (name := element.text(facility, "nazev"))), default=None)
