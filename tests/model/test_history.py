"""The formats that reach outsiders: bodies of acts, the chain, digests of private text, control codes."""

import datetime as dt
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.model.edition import Edition
from lifecycle.model.history import (
    GENESIS,
    Act,
    Drop,
    Entry,
    Forget,
    Put,
    blobs_named,
    chained,
    control_code,
    private_digest,
    read_control_code,
)
from lifecycle.model.people import Group

ACT = Act(
    plan="dacice-2015",
    verb="record.groups",
    on=dt.date(2014, 1, 20),
    who="vault:" + "a" * 64,
    login="vault:" + "b" * 64,
    role="coordinator",
    changes=(
        Put(Group(key="SEN", name="Senioři", kind="working")),
        Drop("budget", ("1.1", "2015", "eu")),
        Forget("c" * 64),
    ),
)
BODY = (
    '{"at":"2014-01-20T09:00:00Z","changes":[{"kind":"group","put":{"key":"SEN","kind":"working","name":"Senioři",'
    '"target_group":null}},{"drop":["1.1","2015","eu"],"kind":"budget"},{"forget":"' + "c" * 64 + '"}],"format":1,'
    '"login":"vault:' + "b" * 64 + '","note":null,"number":7,"on":"2014-01-20","plan":"dacice-2015",'
    '"role":"coordinator","verb":"record.groups","who":"vault:' + "a" * 64 + '"}'
).encode()
HEAD, CONTENT = bytes(range(32)), "5e" * 32
CODE = control_code("dacice-2015", 137, HEAD, CONTENT)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_the_body_of_an_act_is_these_bytes_for_ever():
    assert ACT.body(7, "2014-01-20T09:00:00Z") == BODY


def test_the_body_holds_neither_private_text_nor_stored_bytes():
    assert Act(**{**{f: getattr(ACT, f) for f in ACT.__slots__}, "blobs": (b"scan",)}).body(7, "x") == ACT.body(7, "x")


def test_the_chain_hashes_the_previous_hash_as_raw_bytes_and_then_the_body():
    first = chained(GENESIS, BODY)

    assert first == hashlib.sha256(bytes(32) + BODY).digest()
    assert chained(first, BODY) == hashlib.sha256(first + BODY).digest()


def test_a_private_text_is_known_by_salt_subject_and_text_with_a_zero_between():
    expected = hashlib.sha256(b"\x01" * 16 + "Jana Nováková".encode() + b"\x00" + b"text").hexdigest()

    assert private_digest(b"\x01" * 16, "Jana Nováková", "text") == expected


def test_subject_and_text_cannot_be_shifted_into_each_other():
    assert private_digest(b"s", "ab", "c") != private_digest(b"s", "a", "bc")


def test_a_control_code_is_made_of_the_first_130_bits_and_a_check_character():
    bits = bin(int.from_bytes(hashlib.sha256(HEAD + bytes.fromhex(CONTENT)).digest(), "big"))[2:].zfill(256)[:130]
    letters = "".join(ALPHABET[int(bits[at : at + 5], 2)] for at in range(0, 130, 5))
    check = (ALPHABET + "*~$=U")[int(bits, 2) % 37]
    text = letters + check

    assert "dacice-2015-137-" + "-".join(text[at : at + 5] for at in range(0, 27, 5)) == CODE


def test_this_control_code_stays_what_it_is():
    assert CODE == "dacice-2015-137-C49V4-TW4CD-GZ79F-GN7D9-KBCX1-Z0"


def test_a_code_reads_back_as_plan_number_and_letters():
    plan, number, letters = read_control_code(CODE)

    assert (plan, number, letters) == ("dacice-2015", 137, CODE.removeprefix("dacice-2015-137-").replace("-", "")[:26])


@pytest.mark.parametrize(
    "typed",
    [
        CODE[:16] + CODE[16:].lower(),
        f"  {CODE} ",
        CODE.replace("-", " - "),
        CODE[:16] + CODE[16:].replace("-", ""),
        CODE[:16] + CODE[16:].replace("-", " "),
        CODE[:16] + CODE[16:].replace("0", "O").replace("1", "l"),
        CODE[:16] + CODE[16:].replace("0", "o").replace("1", "I"),
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str):
    assert read_control_code(typed) == read_control_code(CODE)


@given(
    plan=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,39}", fullmatch=True),
    number=st.integers(1, 10**9),
    head=st.binary(min_size=32, max_size=32),
    content=st.binary(min_size=32, max_size=32),
)
def test_every_code_reads_back(plan: str, number: int, head: bytes, content: bytes):
    code = control_code(plan, number, head, content.hex())

    assert read_control_code(code)[:2] == (plan, number)


@settings(max_examples=10)
@given(st.binary(min_size=32, max_size=32))
def test_any_one_letter_misread_is_noticed(head: bytes):
    code = control_code("p", 1, head, CONTENT)

    for at in range(4, len(code) - 1):
        for wrong in set(ALPHABET) - {code[at]} if code[at] != "-" else ():
            with pytest.raises(ValueError, match="code_check"):
                read_control_code(code[:at] + wrong + code[at + 1 :])


@given(st.binary(min_size=32, max_size=32))
def test_any_two_neighbours_swapped_are_noticed(head: bytes):
    letters = control_code("p", 1, head, CONTENT).removeprefix("p-1-").replace("-", "")

    for at in range(25):
        if letters[at] != letters[at + 1]:
            swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
            with pytest.raises(ValueError, match="code_check"):
                read_control_code(f"p-1-{swapped}")


@pytest.mark.parametrize(
    "typed", ["", "p", "p-1", "p-1-ABC", "-1-" + CODE[16:], "p-x-" + CODE[16:], "p-²-" + CODE[16:]]
)
def test_what_is_no_code_at_all_is_told_apart_from_a_mistyped_one(typed: str):
    with pytest.raises(ValueError, match="code_form"):
        read_control_code(typed)


def test_a_code_cut_by_its_last_letter_is_refused():
    with pytest.raises(ValueError, match="code_"):
        read_control_code(CODE[:-1])


def test_letters_no_code_contains_are_a_wrong_form():
    with pytest.raises(ValueError, match="code_form"):
        read_control_code("p-1-" + "U" * 27)


def test_an_entry_knows_its_civil_day():
    assert Entry("p", 1, {"on": "2014-01-20"}, GENESIS).on == dt.date(2014, 1, 20)


def test_the_stored_bytes_an_edition_names_are_its_file_and_its_value():
    edition = Edition(
        name="plan", number=1, label="working", stage="analysis", issued_on="2014-01-20", file="f",
        code="k", renderer="r", sha256="1" * 64, blocks="2" * 64, content_sha256="3" * 64, template="4" * 64,
    )  # fmt: skip

    assert blobs_named([Put(edition), Drop("edition", ("plan", "1"))]) == {"1" * 64, "2" * 64}
