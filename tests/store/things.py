"""Random valid things of every shipped kind, for properties."""

import datetime as dt
from typing import Any, get_args

from hypothesis import strategies as st

from lifecycle.model.thing import Column, Thing, Word
from tests.store.offices import SHIPPED

_LETTERS = st.characters(codec="utf-8", exclude_categories=("C",), exclude_characters=";\ufffe\uffff\u2028\u2029")
_TEXT = st.text(_LETTERS, min_size=1, max_size=20).filter(str.strip)
_PART = st.integers(1, 999).map(str)
_HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)
_TOWN = st.integers(0, 999_999).map("{:06}".format)
_ITEM = st.sampled_from(["plan", "measure:1.1", "swot:SEN", "group:Žďár", "stage:analysis"])

_BY_PATTERN: dict[str, st.SearchStrategy[str]] = {
    r"^\d{6}$": _TOWN,
    r"^[a-z_]+@[1-9]\d*$": st.integers(1, 99).map("plan@{}".format),
    r"^[0-9a-f]{64}$": _HEX,
    r"^\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-]\d{2}:\d{2})?)?$": st.sampled_from(
        ["2015-03-01", "2015-03-01T10:00:00+02:00", "2015-03-01T10:00:00.5Z"]
    ),
    r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$": st.sampled_from(["dacice-2015", "A", "2.b_c-d"]),
    r"^[1-9]\d{0,2}(\.[1-9]\d{0,2}){0,2}$": st.lists(_PART, min_size=1, max_size=3).map(".".join),
    r"^[1-9]\d{0,2}$": _PART,
    r"^[1-9]\d{0,2}\.[1-9]\d{0,2}$": st.tuples(_PART, _PART).map(".".join),
    r"^[1-9]\d{0,2}\.[1-9]\d{0,2}\.[1-9]\d{0,2}$": st.tuples(_PART, _PART, _PART).map(".".join),
}
_NUMBER = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map("{:f}".format)
_NUMBERS = st.just([]) | st.lists(_NUMBER | st.just("–"), min_size=2, max_size=2)
_BY_COLUMN: dict[str, st.SearchStrategy[Any]] = {
    "service.kind": st.sampled_from(["40", "37a"]),
    "ico": st.sampled_from(["00246476", "27145361"]) | st.none(),
    "starts": st.dates(max_value=dt.date(2000, 1, 1)),
    "ends": st.dates(min_value=dt.date(2000, 1, 1)),
    "from": st.integers(1990, 2000),
    "to": st.integers(2000, 2200),
    "members": st.just(15),
    "present": st.just(15),
    "for": st.integers(0, 5) | st.none(),
    "against": st.integers(0, 5) | st.none(),
    "abstained": st.integers(0, 5) | st.none(),
    "evaluation.indicator": st.lists(_TEXT, min_size=2, max_size=2),
    "evaluation.target": _NUMBERS,
    "evaluation.value": _NUMBERS,
    "item": st.none() | _ITEM,
    "score.item": _ITEM,
    "requirement.evidence": st.lists(_ITEM, max_size=3),
    "meeting.starts_at": st.times(max_value=dt.time(11)).map("{:%H:%M}".format),
    "meeting.ends_at": st.none() | st.times(min_value=dt.time(12)).map("{:%H:%M}".format),
    "age_from": st.integers(0, 60),
    "age_to": st.none() | st.integers(60, 130),
    "service.since": st.none() | st.dates(max_value=dt.date(2000, 1, 1)),
    "service.until": st.none() | st.dates(min_value=dt.date(2000, 1, 1)),
    "change": st.none() | _ITEM,
    "subject": _ITEM,
}


def _value(kind: type[Thing], column: Column) -> st.SearchStrategy[Any]:
    for name in (f"{kind.KIND}.{column.name}", column.name):
        if name in _BY_COLUMN:
            return _BY_COLUMN[name]
    annotation = kind.model_fields[column.attribute].annotation
    schema = kind.model_json_schema()["properties"][column.name]
    schema = next((part for part in schema.get("anyOf", ()) if part.get("type") != "null"), schema)
    if column.type == "list":
        return st.lists(_member(get_args(annotation)[0], schema["items"]), max_size=3)
    filled = _filled(column, schema)
    return st.none() | filled if type(None) in get_args(annotation) else filled


def _member(annotation: object, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if isinstance(annotation, type) and issubclass(annotation, Word):
        return st.sampled_from(list(annotation))
    return _BY_PATTERN.get(schema.get("pattern", ""), _TEXT)


def _filled(column: Column, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if column.words:
        return st.sampled_from(list(column.words))
    simple = {"bool": st.booleans(), "date": st.dates(), "number": _NUMBER}
    if column.type == "int":
        return st.integers(schema.get("minimum"), schema.get("maximum"))
    return simple.get(column.type, _BY_PATTERN.get(schema.get("pattern", ""), _TEXT))


def things_of(kind: type[Thing]) -> st.SearchStrategy[Thing]:
    """Valid things of `kind`."""
    columns = {column.name: _value(kind, column) for column in kind.columns()}
    return st.fixed_dictionaries(columns).map(kind.model_validate)


@st.composite
def _of_each_kind(draw: st.DrawFn) -> tuple[Thing, ...]:
    return tuple(draw(things_of(kind)) for kind in SHIPPED.values())


OF_EACH_KIND = _of_each_kind()
"""One valid thing of every shipped kind."""
