"""A large JSON file as its parser asks for it: bounded in depth, length of elements and of numbers."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.intake import stream
from lifecycle.intake.stream import Bounded, Unsafe


def all_of(data: bytes, size: int = 7) -> bytes:
    bounded = Bounded(io.BytesIO(data))
    return b"".join(iter(lambda: bounded.read(size), b""))


def refusal(data: bytes, size: int = 1024) -> str:
    with pytest.raises(Unsafe) as refused:
        all_of(data, size)
    return refused.value.rule


@given(st.binary(max_size=300), st.integers(4, 50))
def test_bytes_pass_as_they_are(data: bytes, size: int):
    assert all_of(b"x" + data, size) == b"x" + data


def test_a_byte_order_mark_is_left_out_at_the_beginning_only():
    assert all_of(b"\xef\xbb\xbf{\xef\xbb\xbf}") == b"{\xef\xbb\xbf}"


@given(st.integers(0, 900), st.integers(100, 900))
def test_a_number_the_parser_would_fall_over_is_refused_wherever_it_begins(before: int, size: int):
    data = b'"' + b"x" * before + b'":' + b"9" * 900

    assert refusal(data, size) == "register.number"


def test_a_number_as_long_as_any_in_the_register_passes():
    data = b"[" + b"1" * 399 + b"," + b"2" * 399 + b"]"

    assert all_of(data, 1000) == data


def test_brackets_in_brackets_are_refused_before_the_parser_sees_them_all():
    assert refusal(b"[" * 5000) == "register.deep"


def test_an_element_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stream, "ELEMENT_LIMIT", 10_000)

    assert refusal(b'{"polozky":["' + b"x" * 20_000) == "register.long"


def test_elements_that_come_out_may_go_on_for_ever(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stream, "ELEMENT_LIMIT", 10_000)
    bounded = Bounded(io.BytesIO(b"x" * 50_000))
    read = 0

    while data := bounded.read(5_000):
        bounded.element()
        read += len(data)

    assert read == 50_000
