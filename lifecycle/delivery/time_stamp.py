"""What goes to a time-stamping authority and what comes back (RFC 3161), as files; there is no network here.

Checked are status, imprint, nonce and that the signed digest is that of what was stamped. The signature itself and its
certificate are for `openssl ts -verify` with the authority's certificates: which are to be trusted, a clerk's computer
does not know.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from lifecycle.delivery import der
from lifecycle.delivery.der import Unreadable, Value

LARGEST = 1 << 20
"""Bytes of the largest response that is read; real ones have less than ten thousand."""
_SHA256 = (2, 16, 840, 1, 101, 3, 4, 2, 1)
_SIGNED_DATA = "1.2.840.113549.1.7.2"
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_DIGESTS = {
    ".".join(map(str, _SHA256)): hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}
_GRANTED = (0, 1)
"""granted and grantedWithMods (RFC 3161, 2.4.2)."""


class NotGranted(Exception):
    """The authority refused; `args[0]` is its status."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an authority was asked to stamp."""

    imprint: bytes
    nonce: int


@dataclass(frozen=True, slots=True)
class Token:
    """What an authority says: these bytes existed at `at` (UTC)."""

    imprint: bytes
    nonce: int | None
    at: dt.datetime
    serial: int


def request(data: bytes, nonce: bytes) -> bytes:
    """The TimeStampReq for SHA-256 of `data`, asking for the certificate too (RFC 3161, 2.4.1)."""
    algorithm = der.written(der.SEQUENCE, der.identifier(_SHA256), der.written(der.NULL))
    imprint = der.written(der.SEQUENCE, algorithm, der.written(der.OCTETS, hashlib.sha256(data).digest()))
    number = der.integer(int.from_bytes(nonce, "big"))
    return der.written(der.SEQUENCE, der.integer(1), imprint, number, der.written(der.BOOLEAN, b"\xff"))


def read_request(data: bytes) -> Request:
    """What a request of ours asks for; Unreadable where it is none."""
    try:
        _, imprint, nonce, _ = der.read(data).of(der.SEQUENCE).parts()
        return Request(_imprint(imprint), nonce.number())
    except (ValueError, IndexError) as wrong:
        raise Unreadable(len(data)) from wrong


def read_response(data: bytes) -> Token:
    """What a TimeStampResp says; NotGranted where the authority refused, Unreadable where it is none or was changed."""
    if len(data) > LARGEST:
        raise Unreadable(len(data))
    try:
        status, *token = der.read(data).of(der.SEQUENCE).parts()
        granted = status.of(der.SEQUENCE).parts()[0].number()
        if granted not in _GRANTED:
            raise NotGranted(granted)
        return _token(token[0].of(der.SEQUENCE))
    except (ValueError, IndexError) as wrong:
        raise Unreadable(len(data)) from wrong


def _token(content_info: Value) -> Token:
    """The TSTInfo of a signed token whose signed digest is that of the TSTInfo (RFC 5652, 5.3 and 11.2)."""
    kind, wrapped = content_info.parts()
    signed = wrapped.of(0xA0).parts()[0].of(der.SEQUENCE).parts()
    inner, held = signed[2].of(der.SEQUENCE).parts()
    if (kind.oid(), inner.oid()) != (_SIGNED_DATA, _TST_INFO):
        raise Unreadable(kind.oid())
    info = held.of(0xA0).parts()[0].of(der.OCTETS).content
    signer = signed[-1].of(der.SET).parts()[0].of(der.SEQUENCE).parts()
    digest = _DIGESTS[algorithm](info) if (algorithm := signer[2].parts()[0].oid()) in _DIGESTS else None
    said = [
        attribute.parts()[1].of(der.SET).parts()[0].of(der.OCTETS).content
        for attribute in signer[3].of(0xA0).parts()
        if attribute.parts()[0].oid() == _MESSAGE_DIGEST
    ]
    if digest is None or said != [digest.digest()]:
        raise Unreadable(algorithm)
    version, _, imprint, serial, moment, *rest = der.read(info).of(der.SEQUENCE).parts()
    if version.number() != 1:
        raise Unreadable(version.number())
    nonce = next((one.number() for one in rest if one.tag == der.INTEGER), None)
    return Token(_imprint(imprint), nonce, _moment(moment), serial.number())


def _imprint(value: Value) -> bytes:
    algorithm, digest = value.of(der.SEQUENCE).parts()
    if algorithm.of(der.SEQUENCE).parts()[0].oid() != ".".join(map(str, _SHA256)):
        raise Unreadable(algorithm.tag)
    return digest.of(der.OCTETS).content


def _moment(value: Value) -> dt.datetime:
    """GeneralizedTime as RFC 3161 writes it: UTC with Z, the fraction of a second optional."""
    text = value.of(der.TIME).content.decode("ascii")
    whole, _, fraction = text.removesuffix("Z").partition(".")
    if not text.endswith("Z") or not whole.isdigit() or len(whole) != 14 or (fraction and not fraction.isdigit()):
        raise Unreadable(text)
    moment = dt.datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    return moment.replace(microsecond=int(f"{fraction:0<6}"[:6]))
