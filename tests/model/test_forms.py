"""Every kind has the columns of the contract's table: their names, order, key, what is required and which words fit."""

import pytest

from tests.model.kinds import FORMS, KINDS

# ** stands by a column of the key, * by a required one; (a b) are its words, as the contract types them.
CONTRACT = """
territory   | code** name* ico population seat(yes) council_size data_box email
groups      | key** name* kind*(steering working coordination information) target_group
people      | name** group** side*(commissioner provider user public) role(chair member methodologist guest) \
              organisation email
meetings    | key** group* kind*(meeting workshop round_table conference training hearing competition) date* place \
              agenda minutes
attendance  | meeting** name** side*(commissioner provider user public) organisation
decisions   | meeting** subject** verb*(approves returns rejects takes_note) text
evaluation  | code** title* result*(fulfilled partly ongoing unfulfilled cancelled moved) reason spent_czk \
              carry*(continue change drop) new_code
findings    | key** kind*(demography survey services needs finance phenomenon) title* text* source* date \
              target_group value unit
services    | key** provider* ico name* kind* target_groups form(A P T) capacity municipality contact web
swot        | key** group* quadrant*(S W O T) text* points evidence
priorities  | code** title* description evidence
measures    | code** title* description* kind*(keep improve grow new) target_group responsible* partners starts* \
              ends* municipalities evidence carried_from
activities  | code** title* responsible starts ends
budget      | code** year** source**(municipality region state eu clients other) amount_czk*
indicators  | code** name** unit* baseline target* year**
texts       | section** text*
submissions | key** letter received* channel*(web mail paper hearing data_box) submitter* \
              submitter_kind*(citizen provider municipality user region other) item text* proposed_change \
              weight(essential recommended) nature(content formal)
settlements | id** decision*(accepted partly rejected explained noted irrelevant) reason change decided_by
resolutions | code** body*(council board assembly) \
              verb*(approves approves_with_condition takes_note refuses returns not_adopted not_discussed) number** \
              on* members* present for against abstained condition edition file
progress    | code** on** state*(planned running fulfilled partly unfulfilled cancelled) spent_czk value note
"""
TABLE = {
    name.strip(): " ".join(columns.split())
    for name, _, columns in (line.partition("|") for line in CONTRACT.strip().splitlines())
}


def written(form: str) -> str:
    parts = []
    for column in FORMS[form].columns():
        if not column.hidden:
            words = getattr(FORMS[form].model_fields[column.attribute].annotation, "__args__", ())
            listed = column.words or (words[0] if column.type == "list" and isinstance(words[0], type) else None)
            star = "**" if column.in_key else "*" if column.required else ""
            parts.append(column.name + star + (f"({' '.join(listed)})" if listed and listed is not str else ""))
    return " ".join(parts)


@pytest.mark.parametrize("form", sorted(TABLE))
def test_a_form_begins_with_exactly_the_columns_of_the_contract(form: str):
    ours = written(form)

    assert ours == TABLE[form] or ours.startswith(f"{TABLE[form]} ")


@pytest.mark.parametrize("form", sorted(TABLE))
def test_a_column_beyond_the_contract_may_stay_empty(form: str):
    assert "*" not in written(form).removeprefix(TABLE[form])


def test_every_form_of_the_contract_is_there():
    assert set(TABLE) - set(FORMS) == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.KIND)
def test_every_column_has_a_czech_and_an_english_label_of_its_own(kind):
    labels = [(column.label.cs, column.label.en) for column in kind.columns()]

    assert [column.name for column in kind.columns() if column.label.cs == ""] == []
    assert len({cs for cs, _ in labels}) == len({en for _, en in labels}) == len(labels)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.KIND)
def test_references_lead_to_kinds_that_exist_and_keys_to_columns(kind):
    known = {ref for column in kind.columns() for ref in column.refs}

    assert sorted(known - set(KINDS)) == []
    assert sum(column.in_key for column in kind.columns()) == len(kind.KEY)


def test_the_columns_that_hold_personal_text_are_the_ones_the_contract_names():
    private = {f"{kind.KIND}.{c.name}" for kind in KINDS.values() for c in kind.columns() if c.private}

    assert private == {
        "person.name",
        "person.email",
        "attendance.name",
        "submission.submitter",
        "submission.text",
        "submission.proposed_change",
        "comment.author",
        "comment.text",
        "comment.on_behalf_of",
        "comment.source_file",
        "returned_file.sender",
        "returned_file.file",
    }
