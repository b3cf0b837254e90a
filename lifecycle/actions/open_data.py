"""Open data recorded like forms: people by age of the statistical office, services of the register of providers.

What a file is, is told by itself: `.json` is the register, a CSV by its header; anything else is a form.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Pen
from lifecycle.documents.typography import number_text
from lifecycle.intake.census import census
from lifecycle.intake.register import register
from lifecycle.intake.rows import Planned
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.evidence import Finding, FindingKind, Service
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.population import BROAD, Census, censuses, per_hundred
from lifecycle.model.situation import Population, Sex
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Thing


@dataclass(frozen=True, slots=True)
class Batch:
    """What one file or sheet says: rows of one kind, its faults, and warnings with their facts."""

    kind: type[Thing]
    planned: Sequence[Planned]
    faults: Sequence[Fault] = ()
    warnings: Sequence[Mapping[str, Any]] = ()
    sheet: str | None = None


def open_data(pen: Pen, form: str, file: Path, *, year: int | None) -> Batch | None:
    """The rows of a file of open data about the towns of the plan; None where the file is a form.

    Wrong where a year is asked for and the form has no years of people.
    """
    if year is not None and form != "population":
        raise Wrong("record.year_of_people_only", form=form)
    towns = {town.code: town.name for town in pen.content.all(Municipality)}
    if form == "services" and file.suffix.casefold() == ".json":
        recorded = {service.key: service for service in pen.content.all(Service)}
        told = register(file, towns=towns, recorded=recorded, day=pen.desk.on)
        warnings = [_warning("record.groups_unnamed", groups=told.unnamed)] if told.unnamed else []
        if told.odd:
            warnings.append(_warning("record.kinds_unknown", services=told.odd))
        return Batch(Service, told.rows, told.faults, warnings)
    if form == "population" and file.suffix.casefold() in (".csv", ".tsv", ".txt") and file.is_file():
        people = census(file, towns=towns, year=year, day=pen.desk.on)
        if people is not None:
            count = people.unknown
            warnings = [_warning("record.age_unknown", count=count, people=count)] if count else []
            return Batch(Population, people.rows, people.faults, warnings)
    return None


def _warning(code: str, **facts: Any) -> dict[str, Any]:
    return {"code": code, "facts": facts}


def other_years(planned: Iterable[Planned], year: int | None, file: str) -> list[Fault]:
    """Rows of people of another year than the one asked for."""
    return [
        Fault("other_year", file=file, cell=row.place("year"), column="year", value=str(row.thing.year))
        for row in planned
        if year is not None and isinstance(row.thing, Population) and row.thing.year != year
    ]


def crossing(content: Content, changes: Sequence[Change], rows: Iterable[Planned], file: str) -> list[Fault]:
    """Bands of ages that overlap what is recorded for the same people; `content` already holds the changes."""
    touched = {
        (row.thing.municipality, row.thing.year, row.thing.sex): row
        for row in reversed([*rows])
        if isinstance(row.thing, Population)
    }
    if not touched:
        return []
    written = {change.thing.identity for change in changes if isinstance(change, Put)}
    bands: dict[tuple[str, int, Sex], list[Population]] = {}
    for one in content.all(Population):
        whose = (one.municipality, one.year, one.sex)
        if whose in touched:
            bands.setdefault(whose, []).append(one)
    faults = []
    for whose, found in bands.items():
        ordered = sorted(found, key=lambda one: one.age_from)
        for low, high in itertools.pairwise(ordered):
            overlaps = low.age_to is None or high.age_from <= low.age_to
            if overlaps and (low.identity in written or high.identity in written):
                row = touched[whose]
                facts = (("low", _ages(low)), ("high", _ages(high)), ("year", str(low.year)))
                place = row.place("age_from")
                faults.append(Fault("ages_overlap", file=file, cell=place, value=whose[0], facts=facts))
                break
    return faults


def _ages(one: Population) -> str:
    return f"{one.age_from}+" if one.age_to is None else f"{one.age_from}–{one.age_to}"


def findings(content: Content, changes: Sequence[Change], planned: Sequence[Planned]) -> list[Planned]:
    """A finding for each year the file tells: how many children, people of working age and seniors there are.

    Made anew only when the numbers changed, so that what a person makes of it stays.
    """
    changed = {change.thing.identity[1] for change in changes if isinstance(change, Put)}
    changed |= {change.key[1] for change in changes if isinstance(change, Drop)}
    first = {row.thing.year: row for row in reversed(planned) if isinstance(row.thing, Population)}
    found = []
    for year in censuses(content):
        if row := first.get(year.year):
            standing = None if str(year.year) in changed else content.get(Finding, _key(year))
            found.append(Planned(standing or _finding(content, year), row.number, row.cells))
    return found


def _key(year: Census) -> str:
    return f"OBYV-{year.year}"


def _finding(content: Content, year: Census) -> Finding:
    """The people of the territory; by the three broad bands, with the index of ageing, where the file tells them."""
    children, working, seniors = (year.between(band) for band in BROAD)
    told = {"year": str(year.year), "towns": len(year.towns), "people": year.people}
    if children is None or working is None or seniors is None or (index := per_hundred(seniors, children)) is None:
        text, value, unit = content.say("population.finding", **told), str(year.people), content.say("population.unit")
    else:
        spoken = number_text(index, content.plan.language)
        ages = {"children": children, "working": working, "seniors": seniors, "index": spoken}
        text = content.say("population.finding_by_age", **told, **ages)
        value, unit = index, content.say("population.unit_of_index")
    return Finding(
        key=_key(year),
        kind=FindingKind.demography,
        title=content.say("population.finding_title", year=str(year.year)),
        text=text,
        source="; ".join(year.sources),
        value=value,
        unit=unit,
    )
