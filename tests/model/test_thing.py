"""What a clerk writes becomes a value, or is refused with the rule it breaks."""

import datetime as dt
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from lifecycle.model.approval import Resolution
from lifecycle.model.evidence import Finding, Service, SwotItem
from lifecycle.model.people import Group, Person
from lifecycle.model.plan import Plan
from lifecycle.model.strategy import Activity, BudgetLine, Indicator, Measure
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import (
    ActivityCode,
    Ico,
    Item,
    Key,
    MeasureCode,
    Number,
    canonical,
    clean_line,
    clean_text,
    full_item,
    natural,
)

MEASURE = {
    "code": "1.1",
    "title": "Pečovatelská služba",
    "description": "Péče.",
    "kind": "keep",
    "responsible": "město",
    "starts": "2015-01-01",
    "ends": "2017-12-31",
}
RESOLUTION = {
    "code": "546127",
    "body": "council",
    "verb": "approves",
    "number": "1/2015",
    "on": "2015-01-21",
    "members": 15,
}


def read(annotation: object, text: object) -> object:
    return TypeAdapter(annotation).validate_python(text)


def rule(error: pytest.ExceptionInfo[ValidationError]) -> str:
    [complaint] = error.value.errors()
    return str(complaint.get("ctx", {}).get("error", complaint["type"]))


@pytest.mark.parametrize(
    ("typed", "read_as"), [("00246476", "00246476"), ("246476", "00246476"), ("27145361", "27145361")]
)
def test_an_ico_is_padded_to_eight_digits_and_its_check_digit_holds(typed: str, read_as: str):
    assert read(Ico, typed) == read_as


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u0085", "\u2028", "\u2029"])
def test_every_systems_end_of_a_line_ends_it(end: str):
    assert clean_text(f"a{end}b") == "a\nb"


@pytest.mark.parametrize("sign", ["\x01", "\x7f", "\x80", "\x9f", "\ufffe"])
def test_a_control_character_is_refused(sign: str):
    with pytest.raises(ValueError, match="control_character"):
        clean_text(f"a{sign}b")


@pytest.mark.parametrize(
    "text",
    ["a\u202eb", "\u2066a\u202c", "\u202aa\nb\u202c", "\u202a\u2067a\u2069", "\u202ea\u202c\u202eb", "\u2069\u2067a"],
)
def test_a_mark_of_direction_that_nothing_ends_on_its_line_is_refused(text: str):
    with pytest.raises(ValueError, match="control_character"):
        clean_text(text)


@pytest.mark.parametrize(
    "text", ["\u202ea\u202c", "\u2067a\u202eb\u2069c", "a\u202c\u2069", "\u200fa\u061c", "\u2067\u2066a\u2069\u2069"]
)
def test_a_text_whose_marks_of_direction_end_is_taken(text: str):
    assert clean_text(text) == text


def test_what_stands_on_one_line_has_no_second():
    with pytest.raises(ValueError, match="one_line"):
        clean_line("a\u2028b")


@given(st.integers(0, 9_999_999))
def test_exactly_one_last_digit_makes_an_ico(first: int):
    weights = sum(int(digit) * weight for digit, weight in zip(f"{first:07}", (8, 7, 6, 5, 4, 3, 2), strict=True))
    expected = {0: 1, 1: 0, 10: 1}.get(weights % 11, 11 - weights % 11)

    taken = []
    for last in range(10):
        try:
            taken.append(int(str(read(Ico, f"{first:07}{last}"))[-1]))
        except ValidationError:
            continue

    assert taken == [expected]


@pytest.mark.parametrize(
    ("typed", "broken"),
    [("00246477", "ico_check"), ("123456789", "ico_form"), ("", "ico_form"), ("٠٠٢٤٦٤٧٦", "ico_form")],
)
def test_a_wrong_ico_is_refused_by_its_rule(typed: str, broken: str):
    with pytest.raises(ValidationError) as error:
        read(Ico, typed)

    assert rule(error) == broken


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("12.50", "12.5"), ("007", "7"), ("-0", "0"), ("-0.0", "0"), ("-3.10", "-3.1"), ("0.5", "0.5"), ("1.000000", "1")],
)
def test_one_number_has_one_way_of_being_written(typed: str, read_as: str):
    assert read(Number, typed) == read_as


@pytest.mark.parametrize("typed", ["1,5", "1 000", ".5", "1.", "1e3", "NaN", "١٢", "1.1234567", "1234567890123456"])
def test_what_is_no_plain_decimal_is_refused(typed: str):
    with pytest.raises(ValidationError) as error:
        read(Number, typed)

    assert rule(error) == "number_form"


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False))
def test_a_number_keeps_its_value_and_reads_back_as_itself(number):
    written = str(read(Number, f"{number:f}"))

    assert type(number)(written) == number
    assert read(Number, written) == written


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("2", "priority:2"),
        (" 2.1 ", "measure:2.1"),
        ("2.1.3", "activity:2.1.3"),
        ("measure:2.1", "measure:2.1"),
        ("plan", "plan"),
        ("swot:SEN", "swot:SEN"),
    ],
)
def test_a_bare_number_is_the_item_of_its_depth(typed: str, item: str):
    assert read(Item, typed) == item


@pytest.mark.parametrize("typed", ["2.1.3.4", "2.", "measure", "Measure:1", "measure:", "a:b;c", "۲.۱", 2])
def test_what_names_no_item_is_refused(typed: object):
    assert full_item(typed) == typed
    with pytest.raises(ValidationError):
        read(Item, typed)


@pytest.mark.parametrize("code", ["1.1.1", "999.999.999", "10.2.30"])
def test_an_activity_is_numbered_by_three_numbers(code: str):
    assert read(ActivityCode, f" {code} ") == code


@pytest.mark.parametrize("code", ["1.1", "01.1.1", "1.0.1", "1.1.1000", "1,1,1", "1.1.1.", "１.1.1", "1.1.1\n2"])
def test_no_other_code_is_an_activitys(code: str):
    with pytest.raises(ValidationError):
        read(ActivityCode, code)


@pytest.mark.parametrize("code", ["1.1٢", "1.1२"])
def test_digits_of_other_scripts_make_no_second_code_that_looks_the_same(code: str):
    with pytest.raises(ValidationError) as error:
        read(MeasureCode, code)

    assert rule(error) == "pattern"


@pytest.mark.parametrize("key", ["a;b", "a\tb", "a\nb", "", " ", "a" * 61, "a\x07"])
def test_a_key_fits_one_cell_and_a_list(key: str):
    with pytest.raises(ValidationError):
        read(Key, key)


def test_text_is_kept_in_one_form_of_unicode_and_of_line_ends():
    finding = Finding(key="F", kind="needs", title="Z\u030cd\u030ca\u0301r", text="a\r\nb\rc", source="x")

    assert (finding.title, finding.text) == ("Žďár", "a\nb\nc")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\x7f", "\ufffe"])
def test_a_character_no_document_can_hold_is_refused(sign: str):
    with pytest.raises(ValidationError) as error:
        Finding(key="F", kind="needs", title="t", text=f"a{sign}b", source="x")

    assert rule(error) == "control_character"


def test_a_title_is_one_line():
    with pytest.raises(ValidationError) as error:
        Group(key="SEN", name="Senioři\na další", kind="working")

    assert rule(error) == "one_line"


@pytest.mark.parametrize(
    ("kind", "values", "broken"),
    [
        (Measure, {**MEASURE, "ends": "2014-12-31"}, "ends_before_starts"),
        (Activity, {"code": "1.1.1", "title": "t", "starts": "2016-01-01", "ends": "2015-01-01"}, "ends_before_starts"),
        (Resolution, {**RESOLUTION, "present": 16}, "more_present_than_members"),
        (Resolution, {**RESOLUTION, "present": 7}, "no_quorum"),
        (Resolution, {**RESOLUTION, "for": 8}, "votes_without_present"),
        (Resolution, {**RESOLUTION, "present": 9, "for": 5, "against": 3, "abstained": 2}, "more_votes_than_present"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_by_its_rule(kind, values: dict[str, object], broken: str):
    with pytest.raises(ValidationError) as error:
        kind.model_validate(values)

    assert rule(error) == broken


@pytest.mark.parametrize(
    "values", [{}, {"present": 8}, {"present": 8, "for": 8}, {"present": 15, "for": 8, "against": 4, "abstained": 3}]
)
def test_votes_at_their_bounds_are_taken(values: dict[str, int]):
    assert Resolution.model_validate(RESOLUTION | values).members == 15


def test_a_council_that_did_not_discuss_may_have_had_no_quorum():
    assert Resolution.model_validate({**RESOLUTION, "verb": "not_discussed", "present": 7}).present == 7


def test_a_plan_ending_before_it_starts_is_refused():
    whole = {
        "key": "p",
        "title": "t",
        "kind": "k",
        "state": "s",
        "entered_on": "2015-01-01",
        "entered_by": 1,
        "workflow": "w",
        "workflow_version": 1,
        "workflow_digest": "0" * 64,
    }

    with pytest.raises(ValidationError) as error:
        Plan.model_validate({**whole, "from": 2017, "to": 2016})

    assert rule(error) == "plan_ends_before_start"
    assert Plan.model_validate({**whole, "from": 2017, "to": 2017}).to == 2017


@pytest.mark.parametrize(
    ("kind", "taken"), [("40", True), ("60a", True), ("4", False), ("60A", False), ("§40", False), ("40;41", False)]
)
def test_a_service_is_of_a_paragraph_of_the_act(kind: str, taken: bool):
    values = {"key": "S", "provider": "p", "name": "n", "kind": kind}
    try:
        read_ = Service.model_validate(values).kind
    except ValidationError:
        read_ = None

    assert read_ == (kind if taken else None)


def test_a_value_never_changes():
    group = Group(key="SEN", name="Senioři", kind="working")

    with pytest.raises(ValidationError):
        group.name = "Jiná"


def test_a_replaced_value_is_checked_like_a_new_one():
    measure = Measure.model_validate(MEASURE)

    assert measure.replaced(title="Nový").title == "Nový"
    with pytest.raises(ValidationError):
        measure.replaced(ends="2014-01-01")


def test_a_column_the_kind_does_not_have_is_refused():
    with pytest.raises(ValidationError):
        Group(key="SEN", name="Senioři", kind="working", colour="modrá")


def test_a_thing_is_named_by_its_kind_and_key():
    line = BudgetLine(code="1.1", year=2015, source="municipality", amount_czk=1)

    assert (line.identity, line.address) == (("1.1", "2015", "municipality"), "budget:1.1/2015/municipality")


def test_the_json_of_a_value_reads_back_as_the_same_value():
    resolution = Resolution.model_validate({**RESOLUTION, "present": 15, "for": 8})
    data = json.loads(canonical(resolution.as_json()))

    assert data["for"] == 8
    assert Resolution.model_validate(data) == resolution


def test_a_measure_needs_its_priority_its_towns_and_its_evidence():
    measure = Measure.model_validate({**MEASURE, "municipalities": ["546127"], "evidence": ["F1", "S1"]})

    assert list(measure.references()) == [
        ("code", ("priority",), "1"),
        ("municipalities", ("municipality",), "546127"),
        ("evidence", ("swot", "finding", "tows"), "F1"),
        ("evidence", ("swot", "finding", "tows"), "S1"),
    ]


def test_an_empty_link_needs_nothing():
    assert list(SwotItem(key="S1", group="SEN", quadrant="S", text="t").references()) == [("group", ("group",), "SEN")]


def test_words_are_printed_in_both_languages_and_typed_in_one():
    side = Person(name="Jana", group="SEN", side="user").side

    assert (side, side.in_("cs"), side.in_("en"), str(side.value)) == ("user", "uživatel", "user", "user")


def test_types_of_columns_are_told_apart():
    types = {c.name: c.type for kind in (Indicator, Measure, Finding, Municipality) for c in kind.columns()}

    assert {types[name] for name in ("target", "baseline", "value")} == {"number"}
    assert (types["evidence"], types["starts"], types["description"], types["title"]) == (
        "list",
        "date",
        "text",
        "line",
    )
    assert (types["population"], types["seat"]) == ("int", "word")


@pytest.mark.parametrize(
    ("keys", "ordered"),
    [
        (["1.10", "1.9", "1.2", "1"], ["1", "1.2", "1.9", "1.10"]),
        (["SEN-S10", "SEN-S9", "OZP-S1"], ["OZP-S1", "SEN-S9", "SEN-S10"]),
        (["5²", "5", "²", "50"], ["5", "5²", "50", "²"]),
    ],
)
def test_keys_stand_as_people_count(keys: list[str], ordered: list[str]):
    assert sorted(keys, key=lambda key: natural((key,))) == ordered


@given(st.lists(st.text(max_size=8), unique=True, max_size=6))
def test_the_order_of_keys_does_not_depend_on_where_they_started(keys: list[str]):
    back = keys[::-1]

    assert sorted(keys, key=lambda key: natural((key,))) == sorted(back, key=lambda key: natural((key,)))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(min_codepoint=32, max_codepoint=126)), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_canonical_bytes_are_those_of_rfc_8785(value: object):
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_say_has_no_canonical_bytes(value: float):
    with pytest.raises(ValueError):
        canonical({"x": value})


def test_days_are_written_in_iso():
    assert Measure.model_validate(MEASURE).as_json()["starts"] == dt.date(2015, 1, 1).isoformat()
