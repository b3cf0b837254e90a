"""What every kind of thing keeps: its key, its labels, its references, its JSON, its address."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from lifecycle.actions.erase import erase
from lifecycle.actions.export import export
from lifecycle.actions.stamps import ask
from lifecycle.app import Wishes, catalogue, desk
from lifecycle.model.comment import ReturnedFile
from lifecycle.model.content import Content
from lifecycle.model.people import Person
from lifecycle.model.plan import OFFICE
from lifecycle.model.thing import Column, Label, Private, Thing, Word

KINDS = catalogue().kinds
OFFICE_KINDS = {"office", "checkpoint", "handout", "stamp", "erasure"}
"""Kinds that stand in the office's own chain."""
TYPES = {"text", "line", "word", "int", "bool", "date", "time", "number", "list", "json"}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> type[Thing]:
    """Every kind of the catalogue."""
    return request.param if isinstance(request.param, type) else KINDS[request.param]


@pytest.fixture(scope="session")
def office_content(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The own chain of a copy of the demo's office, after its history was stamped and given out."""
    folder = tmp_path_factory.mktemp("given out") / "office"
    shutil.copytree(demo, folder, ignore=shutil.ignore_patterns("*-shm"))
    lying = desk(Wishes(office=folder))
    ask(lying, None)
    export(lying, None, folder / "export.zip")
    plan = lying.store.plans()[0]
    member = lying.store.things(plan, Person)[0]
    erase(lying, lying.store.texts(plan)[member.name], reason="č. j. 1", everyone=True)
    content = lying.store.content(OFFICE, lying.on)
    lying.store.close()
    return content


@pytest.fixture
def things(kind: type[Thing], demo_content: Content, office_content: Content) -> list[Thing]:
    """What the demo has recorded of the kind."""
    if kind is ReturnedFile:  # nobody sends a file back in the demo
        return [ReturnedFile(sha256="0" * 64, sender="Dačice", file="plan.docx", engine="LibreOffice 7.4")]
    return list((office_content if kind.KIND in OFFICE_KINDS else demo_content).all(kind))


def test_the_demo_has_things_of_every_kind(things: list[Thing]):
    assert things != []


def test_a_kind_is_named_once_and_has_a_title_in_both_languages(kind: type[Thing]):
    assert isinstance(kind.TITLE, Label)
    assert kind.TITLE.cs
    assert kind.TITLE.en


def test_the_key_is_made_of_fields_that_are_never_empty(kind: type[Thing]):
    keys = {column.attribute for column in kind.columns() if column.in_key}
    empty = {name for name in keys if kind.model_fields[name].get_default() is None and not required(kind, name)}

    assert (keys, empty) == (set(kind.KEY), set())


def required(kind: type[Thing], name: str) -> bool:
    return kind.model_fields[name].is_required()


def test_every_field_is_labelled_in_both_languages(kind: type[Thing]):
    unlabelled = [c.name for c in kind.columns() if not any(isinstance(mark, Label) for mark in marks(kind, c))]

    assert unlabelled == []
    assert [c.name for c in kind.columns() if not (c.label.cs and c.label.en)] == []


def marks(kind: type[Thing], column: Column) -> Iterator[object]:
    """What the field's declaration says beside its type."""
    field = kind.model_fields[column.attribute]
    yield from field.metadata
    for part in (field.annotation, *get_args(field.annotation)):
        yield from getattr(part, "__metadata__", ())


def test_every_field_is_of_a_type_forms_and_tables_know(kind: type[Thing]):
    assert {column.type for column in kind.columns()} <= TYPES


def test_a_word_has_both_languages(kind: type[Thing]):
    words = [word for column in kind.columns() if column.words for word in list[Word](column.words)]

    assert [word for word in words if not (word.in_("cs") and word.in_("en"))] == []


def test_references_lead_to_kinds_of_the_catalogue(kind: type[Thing]):
    assert {ref for column in kind.columns() for ref in column.refs} - set(KINDS) == set()


def test_personal_text_names_a_field_that_says_whose_it_is(kind: type[Thing]):
    private: list[Private] = [column.private for column in kind.columns() if column.private]

    assert {one.subject for one in private} <= {column.attribute for column in kind.columns()}
    assert [
        one.when for one in private if one.when and not hasattr(kind, one.when) and one.when not in fields(kind)
    ] == []


def fields(kind: type[Thing]) -> set[str]:
    return set(kind.model_fields)


def test_a_form_shows_its_key(kind: type[Thing]):
    hidden = {column.name for column in kind.columns() if column.hidden and column.in_key}

    assert kind.FORM is None or hidden == set()


def test_a_thing_comes_back_from_its_json(kind: type[Thing], things: list[Thing]):
    assert [kind.model_validate(thing.as_json()) for thing in things] == things


def test_a_thing_cannot_be_changed(kind: type[Thing], things: list[Thing]):
    with pytest.raises(ValidationError):
        setattr(things[0], kind.KEY[0], "jiný")


def test_a_field_the_kind_does_not_have_is_refused(kind: type[Thing], things: list[Thing]):
    with pytest.raises(ValidationError):
        kind.model_validate({**things[0].as_json(), "neznámé": "pole"})


@pytest.mark.parametrize(
    "kind", [k for k in KINDS.values() if len(k.KEY) == 1 and k.KIND not in OFFICE_KINDS], indirect=True
)
def test_a_thing_is_found_again_by_its_address(things: list[Thing], demo_content: Content):
    assert [demo_content.at(thing.address) for thing in things] == things
