"""Time-stamps (RFC 3161): OpenSSL understands what we ask, we understand what it answers, and never a byte more."""

import datetime as dt
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.delivery.der import Unreadable
from lifecycle.delivery.time_stamp import NotGranted, read_request, read_response, request
from tests.delivery.authority import Authority

DATA, NONCE = b"kontroln\xc3\xad bod\n", bytes(range(0xF8, 0x100))
REFUSED = bytes.fromhex("30143003020102" + "300d" + "0c0b" + b"bez razitka".hex())
"""A TimeStampResp of status 2 (rejection) with a text, without a token."""


def test_a_request_is_read_as_it_was_written():
    asked = read_request(request(DATA, NONCE))

    assert (asked.imprint, asked.nonce) == (hashlib.sha256(DATA).digest(), int.from_bytes(NONCE, "big"))


@given(nonce=st.binary(min_size=8, max_size=8))
def test_every_nonce_is_a_number_without_a_sign(nonce: bytes):
    assert read_request(request(DATA, nonce)).nonce == int.from_bytes(nonce, "big")


def test_an_authority_answers_our_request_and_we_read_what_it_says(authority: Authority):
    token = read_response(authority.answer(request(DATA, NONCE)))

    assert (token.imprint, token.nonce) == (hashlib.sha256(DATA).digest(), int.from_bytes(NONCE, "big"))
    assert abs(token.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=10)


def test_a_changed_time_in_a_response_is_found(authority: Authority):
    answered = authority.answer(request(DATA, NONCE))
    at = answered.index(dt.datetime.now(dt.UTC).strftime("%Y%m").encode())

    with pytest.raises(Unreadable):
        read_response(answered[:at] + b"1999" + answered[at + 4 :])


def test_a_refusal_of_the_authority_is_told_with_its_status():
    with pytest.raises(NotGranted, match="2"):
        read_response(REFUSED)


@given(data=st.binary(max_size=200))
def test_bytes_that_are_no_response_are_refused_and_never_crash(data: bytes):
    with pytest.raises((Unreadable, NotGranted)):
        read_response(data)


def test_no_flipped_byte_of_a_response_crashes(authority: Authority):
    answered = authority.answer(request(DATA, NONCE))
    other = set()
    for place in range(len(answered)):
        flipped = bytearray(answered)
        flipped[place] ^= 0x41
        try:
            read_response(bytes(flipped))
        except (Unreadable, NotGranted):
            pass
        except Exception as crash:
            other.add(repr(crash))

    assert other == set()
