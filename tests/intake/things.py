"""Any valid thing of any kind with a form, for properties."""

from contextlib import suppress
from functools import cache
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import StringConstraints, TypeAdapter, ValidationError

from lifecycle.intake.examples import is_example
from lifecycle.intake.spelling import shown, words_of
from lifecycle.model.thing import Column, Thing

_LETTERS = st.text(
    st.one_of(st.sampled_from("aČř =+-@;,.\"'\n\t§–„“_x0041_<&1"), st.characters(exclude_categories=("Cs", "Cc"))),
    min_size=1,
    max_size=30,
)


@st.composite
def things(draw: st.DrawFn, kind: type[Thing]) -> Thing:
    """A valid thing of `kind`; where its rules over several fields refuse it, one with what is required only.

    None begins with the mark of an example: such a row is left out of what is read.
    """
    drawn = {column.name: draw(_value(kind, column)) for column in shown(kind)}
    data = {name: value for name, value in drawn.items() if value is not None}
    for names in (data.keys(), {column.name for column in kind.columns() if column.required}):
        with suppress(ValidationError):
            thing = kind.model_validate({name: data[name] for name in names})
            return reject() if is_example(thing.identity[0]) else thing
    return reject()


@cache
def _value(kind: type[Thing], column: Column) -> st.SearchStrategy[Any]:
    words = words_of(kind, column)
    if column.type == "list":
        element = st.sampled_from([word.value for word in words]) if words else _texts(kind, column)
        return st.lists(element.filter(lambda text: ";" not in text), max_size=3, unique=True)
    if words:
        values: st.SearchStrategy[Any] = st.sampled_from([word.value for word in words])
    elif column.type == "int":
        values = st.integers(1990, 2200) if column.name == "year" else st.integers(0, 30)
    elif column.type == "date":
        values = st.dates()
    elif column.type == "number":
        values = st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", fullmatch=True)
    elif column.name == "ico":
        values = st.sampled_from(["00477320", "47274221", "27082440"])
    else:
        values = _texts(kind, column)
    return values if column.required else st.none() | values


@cache
def _texts(kind: type[Thing], column: Column) -> st.SearchStrategy[str]:
    """Texts the column takes, as it stores them."""
    annotation = kind.model_fields[column.attribute].rebuild_annotation()
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    patterns = {mark.pattern for mark in _marks(annotation) if isinstance(mark, StringConstraints) and mark.pattern}
    drawn = st.one_of([_LETTERS, *(st.from_regex(pattern, fullmatch=True) for pattern in map(str, sorted(patterns)))])
    if patterns - {r"^[^;\t\r\n]+$"}:
        drawn = st.one_of([st.from_regex(str(pattern), fullmatch=True) for pattern in sorted(map(str, patterns))])

    def stored(text: str) -> str | None:
        try:
            value = adapter.validate_python((text,) if column.type == "list" else text)
        except ValidationError:
            return None
        kept = str(value[0] if isinstance(value, tuple) else value)
        return (
            kept if kept == kept.strip() and not any(letter < " " and letter not in "\n\t" for letter in kept) else None
        )

    return drawn.map(stored).filter(bool).map(str)


def _marks(annotation: Any) -> list[Any]:
    inner = [mark for part in getattr(annotation, "__args__", ()) for mark in _marks(part)]
    return [*getattr(annotation, "__metadata__", ()), *inner]
