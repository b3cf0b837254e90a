"""The statistical office's CSV of people by age, read row by row and kept for the towns of the territory.

Two forms are known by their header: the long one of open data (a row for each number, ČSÚ) and a table with a row for
each municipality and a column for each band of ages. Files of the whole country are never held in memory.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lifecycle.intake.ages import band, heading_band, total, unknown
from lifecycle.intake.counts import Ages, Count, People
from lifecycle.intake.gate import MIB
from lifecycle.intake.grids import letters
from lifecycle.intake.rows import Planned
from lifecycle.intake.spelling import fold, headers
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.situation import Population, Sex

LIMIT = 512 * MIB
"""Bytes of one file; the 2021 census of all towns by age and sex has about 60 MB."""
MUNICIPALITY = "43"
"""The code list of municipalities; regions, districts and town parts have other numbers (code lists of ČSÚ)."""
_FIELD = 100_000
_SNIFFED = 64 * 1024
_ROLES: Mapping[str, tuple[str, ...]] = {
    "value": ("hodnota",),
    "age": ("vek_txt", "vek_text"),
    "age_code": ("vek_kod",),
    "sex": ("pohlavi_kod",),
    "sex_text": ("pohlavi_txt", "pohlavi_text"),
    "list": ("uzemi_cis", "vuzemi_cis"),
    "town": ("uzemi_kod", "vuzemi_kod"),
    "year": ("sldb_rok", "rok", "sldb_datum", "casref_do", "casref", "obdobi"),
    "indicator": ("ukaz_kod", "ukazatel_kod", "stapro_kod"),
}
"""What a column of the long form says → how the editions of ČSÚ call it."""
_TOWN = frozenset({"kodobce", "kodobec", "obeckod", "code", "uzemikod", "vuzemikod", "zuj", "municipality"})
_EVERYBODY = frozenset({"obyvatel", "obyvatelstvo", "celkem", "pocetobyvatel", "population", "total"})
_YEARS = frozenset({"rok", "year"})
_SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("", "0", "celkem", "obě pohlaví"), Sex.total),
    **dict.fromkeys(("1", "muž", "muži"), Sex.male),
    **dict.fromkeys(("2", "žena", "ženy"), Sex.female),
}
_CUT = ("unexpected end of data", "truncated data")
"""What the decoders of UTF-8 and UTF-16 say of a file that ends inside a letter."""
_WHOLE = re.compile(r"^\d{1,9}$", re.ASCII)
_DAY = re.compile(r"^(\d{4})(?:-(\d{2})-(\d{2}))?(?:[T ].*)?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Census:
    """What a file tells of the towns: rows, or faults with their lines; `unknown` counts people of unknown age."""

    rows: Sequence[Planned]
    faults: Sequence[Fault]
    unknown: int = 0


@dataclass(slots=True)
class _Table:
    """A file being read: its header, the rows after it with their lines, the day of the act, and the faults so far."""

    file: str
    header: Sequence[str]
    lines: Iterator[tuple[int, Sequence[str]]]
    day: dt.date
    faults: list[Fault] = field(default_factory=list)

    def role(self, name: str) -> int | None:
        """The position of the column with this role in the long form."""
        plain = [cell.strip().casefold() for cell in self.header]
        return next((plain.index(known) for known in _ROLES[name] if known in plain), None)

    def fault(self, rule: str, line: int, at: int | None = None, value: str | None = None, **facts: object) -> None:
        """Note one fault of the file with its place."""
        column = self.header[at].strip() if at is not None else None
        self.faults.append(Fault(rule, file=self.file, line=line, column=column, value=value, facts=(*facts.items(),)))

    def whole(self, row: Sequence[str], at: int, line: int) -> Count | None:
        """The number of people in a cell; None after its fault is noted."""
        text = row[at] if at < len(row) else ""
        if not _WHOLE.match(squeezed := re.sub(r"\s", "", text)):
            self.fault("census.not_whole", line, at, text)
            return None
        return Count(int(squeezed), line, f"{letters(at)}{line}")

    def year(self, text: str, at: int, line: int) -> int | None:
        """The year of a cell that holds a year or a day; None after its fault is noted."""
        found = _DAY.match(text.strip())
        year = int(found[1]) if found else 0
        if not 1990 <= year <= 2200:
            self.fault("census.year", line, at, text)
            return None
        told = "-".join((found[1], found[2] or "01", found[3] or "01")) if found else ""
        if told > self.day.isoformat():
            self.fault("census.year_ahead", line, at, text, day=self.day)
            return None
        return year


def census(path: Path, *, towns: Mapping[str, str], year: int | None, day: dt.date) -> Census | None:
    """People of `towns` (code → name) by age as the file tells; None where it is no file of the statistical office.

    `year` is the one asked for, needed where no column tells it; a year that begins after `day` is a fault.
    """
    told = _told(path)
    if told is None:
        return None
    if path.stat().st_size > LIMIT:
        raise Wrong("intake.too_big", file=path.name, limit=LIMIT // MIB)
    if year is not None and year > day.year:
        fault = Fault("census.asked_ahead", file=path.name, value=str(year), facts=(("day", day),))
        return Census((), [fault])
    encoding, separator = told
    for attempt in dict.fromkeys((encoding, "cp1250")):
        try:
            with path.open(encoding=attempt, newline="") as stream:
                lines = _lines(stream, separator, path.name)
                _, header = next(lines)
                return _read(_Table(path.name, header, lines, day), towns=towns, asked=year)
        except UnicodeError as error:
            if isinstance(error, UnicodeDecodeError) and error.reason in _CUT:
                return Census((), [Fault("census.cut", file=path.name, line=_last_line(path, encoding))])
    raise Wrong("intake.encoding", file=path.name)


def _last_line(path: Path, encoding: str) -> int:
    """The number of the line the file ends in."""
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        return sum(1 for _ in stream)


def _told(path: Path) -> tuple[str, str] | None:
    """The encoding and separator of a file of the statistical office, told by its header; None for any other."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_SNIFFED)
    except OSError:
        return None  # the reader of forms says what is wrong with it
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    head = start.decode(encoding, errors="replace").lstrip().partition("\n")[0].rstrip("\r")
    for separator in (",", ";", "\t"):
        header = next(csv.reader([head], delimiter=separator), [])
        if _is_long(header) or _is_wide(header):
            return encoding, separator
    return None


def _is_long(header: Sequence[str]) -> bool:
    plain = {cell.strip().casefold() for cell in header}
    return "hodnota" in plain and bool(plain & {*_ROLES["town"], *_ROLES["list"]})


def _is_wide(header: Sequence[str]) -> bool:
    own = headers(Population)
    known = {own[fold(cell)].name for cell in header if fold(cell) in own}
    bands = [cell for cell in header if heading_band(cell)]
    return "age_from" not in known and len(bands) > 1 and any(fold(cell) in _TOWN for cell in header)


def _lines(stream: Iterator[str], separator: str, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row that holds something, with the number of its line."""
    csv.field_size_limit(_FIELD)
    reader = csv.reader(stream, delimiter=separator, strict=True)
    try:
        for row in reader:
            if any(row):
                yield reader.line_num, row
    except csv.Error:
        raise Wrong("intake.quotes", file=file, line=str(reader.line_num)) from None


def _read(table: _Table, *, towns: Mapping[str, str], asked: int | None) -> Census:
    long = _is_long(table.header)
    counted = table.role("year") if long else None
    census = counted is not None and table.header[counted].strip().casefold().startswith("sldb")
    people = People(table.file, "hodnota" if long else None, towns, census=census)
    (_long if long else _wide)(table, people, asked)
    if table.faults:
        return Census((), table.faults)
    if asked is not None and people.years:
        if asked not in people.years:
            told = tuple(map(str, people.years))
            fault = Fault("census.other_year", file=table.file, facts=(("asked", str(asked)), ("years", told)))
            return Census((), [fault])
        people.only(asked)
    faults = people.faults()
    return Census([] if faults else people.rows(), faults, people.unknown)


def _long(table: _Table, people: People, asked: int | None) -> None:
    """Take in the numbers of the towns from a file with a row for each number."""
    at = {name: table.role(name) for name in _ROLES}
    for name in ("age", "list", "town"):
        if at[name] is None:
            table.fault("census.no_column", 1, None, _ROLES[name][0])
    if at["year"] is None and asked is None:
        table.fault("census.no_year", 1)
    value, age, listed, town = (at[name] for name in ("value", "age", "list", "town"))
    if table.faults or value is None or age is None or listed is None or town is None:
        return
    indicators: list[str] = []
    for line, row in table.lines:
        if len(row) < len(table.header):
            table.fault("census.short", line, None, None, found=str(len(row)), needed=str(len(table.header)))
            return  # a file cut in half says nothing more
        if row[listed].strip() != MUNICIPALITY or (code := row[town].strip()) not in people.towns:
            continue
        if (told := at["indicator"]) is not None and (name := row[told].strip()) not in indicators:
            indicators.append(name)
            if len(indicators) > 1:
                table.fault("census.indicators", line, told, name, first=indicators[0])
        year = asked if at["year"] is None else table.year(row[at["year"]], at["year"], line)
        sex, ages = _sex(table, at, row, line), _ages(table, at, row, line)
        count = table.whole(row, value, line)
        if year is not None and sex is not None and ages is not None and count is not None:
            _add(table, people, (code, year, sex), ages, count)


def _add(table: _Table, people: People, whose: tuple[str, int, Sex], ages: Ages, count: Count) -> None:
    if (before := people.add(whose, ages, count)) is not None:
        table.fault(
            "census.doubled", count.line, None, str(count.people), first=str(before.line), town=people.towns[whose[0]]
        )


def _sex(table: _Table, at: Mapping[str, int | None], row: Sequence[str], line: int) -> Sex | None:
    """Whom the row counts; an empty code is men and women together."""
    column = at["sex"] if at["sex"] is not None else at["sex_text"]
    if column is None:
        return Sex.total
    sex = _SEXES.get(row[column].strip().casefold())
    if sex is None:
        table.fault("census.sex", line, column, row[column])
    return sex


def _ages(table: _Table, at: Mapping[str, int | None], row: Sequence[str], line: int) -> Ages | None:
    """The ages the row counts by its text; an empty text with an empty code is all ages."""
    column, code = at["age"], at["age_code"]
    text = row[column or 0]
    if total(text) and (text.strip() or code is None or not row[code].strip()):
        return "all"
    if unknown(text):
        return "unknown"
    ages = band(text)
    if ages is None:
        table.fault("census.age", line, column, text)
    return ages


def _wide(table: _Table, people: People, asked: int | None) -> None:
    """Take in the numbers of the towns from a table with a column for each band of ages."""
    columns: dict[int, Ages] = {at: "all" for at, cell in enumerate(table.header) if fold(cell) in _EVERYBODY}
    columns |= {at: one for at, cell in enumerate(table.header) if (one := heading_band(cell))}
    town = next(at for at, cell in enumerate(table.header) if fold(cell) in _TOWN)
    dated = next((at for at, cell in enumerate(table.header) if fold(cell) in _YEARS), None)
    if dated is None and asked is None:
        table.fault("census.no_year", 1)
        return
    for line, row in table.lines:
        code = row[town].strip() if town < len(row) else ""
        if code not in people.towns:
            continue
        told = asked if dated is None else table.year(row[dated] if dated < len(row) else "", dated, line)
        for at, ages in columns.items():
            count = table.whole(row, at, line)
            if told is not None and count is not None:
                _add(table, people, (code, told, Sex.total), ages, count)
