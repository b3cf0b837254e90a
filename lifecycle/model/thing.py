"""What every kind of thing is: a frozen, validated value that knows its columns, its key and what it refers to.

A kind is declared once; forms, tables, history and reference pages are read off `columns()`. It knows no database.
One file because a column is told by its type, and the types of columns stand here.
"""

import builtins
import datetime as dt
import json
import re
import types
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Self, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from sqlmodel import SQLModel


@dataclass(frozen=True, slots=True)
class Label:
    """What a column or a kind is called, in Czech and in English, with a hint for the clerk."""

    cs: str
    en: str
    hint_cs: str = ""
    hint_en: str = ""

    def in_(self, language: str) -> str:
        """The name in `language` (Czech unless `en`)."""
        return self.en if language == "en" else self.cs


@dataclass(frozen=True, slots=True)
class Ref:
    """The value (or each member of the list) is the key of a thing of one of `kinds` in the same plan."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


@dataclass(frozen=True, slots=True)
class Private:
    """Personal text: stored values hold `vault:<digest>`; `subject` names the field that says whose text it is.

    `when` names a boolean property of the thing; without it the field is always personal.
    """

    subject: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Blob:
    """The value is the SHA-256 of bytes kept in the blob store."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The engine fills this field; forms do not show it."""


class Word(StrEnum):
    """A word scripts type, with its Czech and English label."""

    cs: str
    en: str

    def __new__(cls, value: str, cs: str = "", en: str = "") -> Self:
        """The member whose value is `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.cs = cs or value
        member.en = en or value.replace("_", " ")
        return member

    def in_(self, language: str) -> str:
        """The word as printed in `language` (Czech unless `en`)."""
        return self.en if language == "en" else self.cs


VAULT = re.compile(r"^vault:[0-9a-f]{64}$")
"""How a stored value names a private text."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
"""The ends of lines that other systems and web pages write (Unicode, UAX 14); no document prints them."""
_SEEN = re.compile(
    r"[^\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0]"
)
"""A character that shows: none of the spaces, fillers, marks of direction and joiners that leave paper white."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDED, _ISOLATED = "\u202c", "\u2069"
"""What ends a stretch of text written in a direction of its own."""


def unprintable(text: str) -> str:
    """The first character of `text` that no document can carry as it is meant; nothing where each can be.

    These are control characters (XML 1.0, 2.2) and marks of direction that no mark ends on their line (Unicode, UAX 9):
    they would turn around whatever is printed behind them.
    """
    found = _FORBIDDEN.search(text)
    return found[0] if found else _unended(text)


def _unended(text: str) -> str:
    """The outermost mark of direction of the first line that leaves one open."""
    for line in text.split("\n") if _TURNS.search(text) else ():
        waiting: list[tuple[str, str]] = []
        for sign in _TURNS.findall(line):
            if sign == _EMBEDDED and waiting and waiting[-1][1] == sign:
                waiting.pop()
            elif sign == _ISOLATED:  # it ends what was embedded inside the isolate, too
                while any(end == sign for _, end in waiting) and waiting.pop()[1] != sign:
                    continue
            elif sign not in (_EMBEDDED, _ISOLATED):
                waiting.append((sign, _ISOLATED if sign >= "\u2066" else _EMBEDDED))
        if waiting:
            return waiting[0][0]
    return ""


def clean_text(text: str) -> str:
    """`text` in NFC with `\\n` line ends; ValueError is `control_character` (see `unprintable`) or `invisible`."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    if unprintable(text):
        raise ValueError("control_character")
    if not _SEEN.search(text):
        raise ValueError("invisible")
    return text


def clean_line(text: str) -> str:
    """`text` as `clean_text` gives it; ValueError is also `one_line`."""
    text = clean_text(text)
    if "\n" in text:
        raise ValueError("one_line")
    return text


def _ico(text: str) -> str:
    """An IČO of eight digits whose last digit is the weighted sum mod 11 (ČSÚ, register of persons)."""
    if not re.fullmatch("[0-9]{1,8}", text):
        raise ValueError("ico_form")
    text = text.zfill(8)
    rest = sum(int(digit) * weight for digit, weight in zip(text[:7], range(8, 1, -1), strict=True)) % 11
    if int(text[7]) != (11 - rest) % 10:
        raise ValueError("ico_check")
    return text


def _ascii(text: str) -> str:
    """`text` whose digits are 0–9; the patterns of codes would also take digits of other scripts."""
    if not text.isascii():
        raise ValueError("pattern")
    return text


def _number(text: str) -> str:
    """A decimal number as text without a trailing zero fraction: `12.5`, `-3`."""
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", text):
        raise ValueError("number_form")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    whole = ("-" if whole.startswith("-") else "") + (whole.lstrip("-").lstrip("0") or "0")
    return f"{whole}.{fraction}" if fraction else ("0" if whole == "-0" else whole)


def _clock(text: str) -> str:
    """A time of day as `HH:MM`; hours and minutes may be parted by a point, seconds of zero are left out."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?::00(?:\.0+)?)?", text.strip(), re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError("clock_form")
    return f"{int(found[1]):02d}:{found[2]}"


def full_item(text: Any) -> Any:
    """`text` as a full ITEM: a bare number is the priority, measure or activity by its depth."""
    if isinstance(text, str) and re.fullmatch(r"\s*[0-9]+(\.[0-9]+){0,2}\s*", text):
        text = text.strip()
        return f"{('priority', 'measure', 'activity')[text.count('.')]}:{text}"
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), AfterValidator(clean_line)
]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000_000), AfterValidator(clean_text)
]
Key = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^;\t\r\n]+$"),
    AfterValidator(clean_line),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=150, pattern=r"^[^;\t\r\n]+$"),
    AfterValidator(clean_line),
]
"""A name that is a key: it may stand in a list and in an ITEM."""
_ASCII = AfterValidator(_ascii)
PriorityCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[1-9]\d{0,2}$"), _ASCII]
MeasureCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[1-9]\d{0,2}\.[1-9]\d{0,2}$"), _ASCII]
ActivityCode = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[1-9]\d{0,2}\.[1-9]\d{0,2}\.[1-9]\d{0,2}$"), _ASCII
]
AnyCode = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[1-9]\d{0,2}(\.[1-9]\d{0,2}){0,2}$"), _ASCII
]
MunicipalityCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{6}$"), _ASCII]
Ico = Annotated[str, AfterValidator(_ico)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=320), AfterValidator(clean_line)]
Number = Annotated[str, AfterValidator(_number)]
Clock = Annotated[str, AfterValidator(_clock)]
"""A time of day, `13:00`."""
Amount = Annotated[int, Field(ge=0, le=10**13)]
"""Whole Czech crowns."""
Count = Annotated[int, Field(ge=0, le=10**9)]
Year = Annotated[int, Field(ge=1990, le=2200)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Item = Annotated[
    str,
    BeforeValidator(full_item),
    StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^(plan|[a-z_]+:[^;\t\r\n]+)$"),
]
"""Where a comment or a decision points: `kind:key`, or `plan` for the whole document."""
EditionKey = Annotated[str, StringConstraints(pattern=r"^[a-z_]+@[1-9]\d*$")]


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a kind as forms, tables and reference pages see it.

    `type` is text, line, word, int, bool, date, time, number, list or json.
    """

    name: str
    attribute: str
    type: str
    required: bool
    in_key: bool
    label: Label
    words: "builtins.type[Word] | None"
    refs: tuple[str, ...]
    private: Private | None
    blob: bool
    hidden: bool


class Thing(SQLModel):
    """One recorded value; `KIND` names it in history and items, `FORM` names its form (None: it has none)."""

    model_config = ConfigDict(frozen=True, extra="forbid")  # type: ignore[assignment]  # SQLModel narrows the type

    KIND: ClassVar[str]
    FORM: ClassVar[str | None] = None
    KEY: ClassVar[tuple[str, ...]]
    TITLE: ClassVar[Label]

    @property
    def identity(self) -> tuple[str, ...]:
        """The natural key as text, in the order of `KEY`."""
        values, names = self.__dict__, self.KEY
        if len(names) == 1:  # nearly every kind; a sheet of rows asks for thousands
            return (str(values[names[0]]),)
        return tuple([str(values[name]) for name in names])

    @property
    def address(self) -> str:
        """The thing as an ITEM: `kind:key`; parts of a composed key are joined by `/`."""
        return f"{self.KIND}:{'/'.join(self.identity)}"

    def as_json(self) -> dict[str, Any]:
        """The whole value as JSON types under the names of its columns."""
        # What `model_dump` gives here; by way of SQLModel it takes twice as long.
        whole: dict[str, Any] = self.__pydantic_serializer__.to_python(self, mode="json", by_alias=True)
        return whole

    def references(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Each (column, kinds, key) this value needs to exist in the same plan."""
        for column in self.linking():
            if (value := getattr(self, column.attribute)) is not None:
                for key in value if isinstance(value, tuple) else (value,):
                    yield column.name, column.refs, str(key)

    def replaced(self, **values: Any) -> Self:
        """A new validated value with `values` (by column name) changed."""
        return type(self).model_validate({**self.as_json(), **values})

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """The columns in the order of declaration."""
        return tuple(_column(cls, attribute) for attribute in cls.model_fields)

    @classmethod
    @cache
    def linking(cls) -> tuple[Column, ...]:
        """The columns that name other things."""
        return tuple(column for column in cls.columns() if column.refs)


T = TypeVar("T", bound=Thing)


def _column(kind: type[Thing], attribute: str) -> Column:
    field = kind.model_fields[attribute]
    annotation: Any = field.annotation
    inner = annotation
    if get_origin(annotation) in (Union, types.UnionType):
        inner = next(part for part in get_args(annotation) if part is not type(None))
    marks: list[Any] = [*field.metadata, *getattr(inner, "__metadata__", ())]
    if get_origin(inner) is Annotated:
        inner = get_args(inner)[0]

    def mark(of: type[Any]) -> Any:
        return next((m for m in marks if isinstance(m, of)), None)

    words = inner if isinstance(inner, type) and issubclass(inner, Word) else None
    ref = mark(Ref)
    return Column(
        name=field.alias or attribute,
        attribute=attribute,
        type=_type_name(inner, marks),
        required=field.is_required(),
        in_key=attribute in kind.KEY,
        label=mark(Label) or Label(attribute, attribute),
        words=words,
        refs=ref.kinds if ref else (),
        private=mark(Private),
        blob=mark(Blob) is not None,
        hidden=mark(Hidden) is not None,
    )


def _type_name(inner: Any, marks: list[Any]) -> str:
    if get_origin(inner) is tuple:
        return "list"
    if isinstance(inner, type) and issubclass(inner, Word):
        return "word"
    if inner is bool:
        return "bool"
    if inner is int:
        return "int"
    if inner is dt.date:
        return "date"
    if any(isinstance(m, AfterValidator) and m.func is _number for m in marks):
        return "number"
    if any(isinstance(m, AfterValidator) and m.func is _clock for m in marks):
        return "time"
    if any(isinstance(m, AfterValidator) and m.func is clean_text for m in marks):
        return "text"
    return "line"


def canonical(value: Any) -> bytes:
    """`value` as canonical JSON: equal to RFC 8785 for ASCII keys without floats."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def natural(key: tuple[str, ...]) -> tuple[Any, ...]:
    """A sorting key in which `1.10` follows `1.9`; no two keys are equal."""
    return tuple((tuple(_weight(part) for part in re.split(r"(\d+)", text) if part), text) for text in key)


def _weight(part: str) -> tuple[int, int, str]:
    return (0, int(part), "") if part.isdecimal() else (1, 0, part)
