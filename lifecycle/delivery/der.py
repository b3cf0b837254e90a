"""The little of DER (ITU-T X.690) that time-stamps need: tag, length, content; definite lengths only."""

from collections.abc import Sequence
from dataclasses import dataclass

INTEGER, OCTETS, NULL, OID, TIME, SEQUENCE, SET, BOOLEAN = 0x02, 0x04, 0x05, 0x06, 0x18, 0x30, 0x31, 0x01


class Unreadable(Exception):
    """The bytes are no DER, or not of the structure expected."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag as the first byte has it, and its content."""

    tag: int
    content: bytes

    def parts(self) -> list["Value"]:
        """The values its content is made of."""
        found, rest = [], self.content
        while rest:
            value, rest = _next(rest)
            found.append(value)
        return found

    def of(self, tag: int) -> "Value":
        """This value; Unreadable where its tag is another."""
        if self.tag != tag:
            raise Unreadable(tag)
        return self

    def number(self) -> int:
        """The value of an INTEGER (8.3)."""
        return int.from_bytes(self.of(INTEGER).content, "big", signed=True)

    def oid(self) -> str:
        """The dotted form of an OBJECT IDENTIFIER (8.19)."""
        arcs, arc = [], 0
        for byte in self.of(OID).content:
            arc = arc << 7 | byte & 0x7F
            if not byte & 0x80:
                arcs.append(arc)
                arc = 0
        if not arcs:
            raise Unreadable(OID)
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def read(data: bytes) -> Value:
    """The one value `data` holds; Unreadable where something follows it or is missing."""
    value, rest = _next(data)
    if rest:
        raise Unreadable(len(rest))
    return value


def written(tag: int, *contents: bytes) -> bytes:
    """A value of `tag` with its content."""
    content = b"".join(contents)
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def integer(number: int) -> bytes:
    """An INTEGER of zero or more."""
    return written(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def identifier(arcs: Sequence[int]) -> bytes:
    """An OBJECT IDENTIFIER."""
    content = b""
    for arc in (40 * arcs[0] + arcs[1], *arcs[2:]):
        part = bytes((arc & 0x7F,))
        while arc := arc >> 7:
            part = bytes((arc & 0x7F | 0x80,)) + part
        content += part
    return written(OID, content)


def _next(data: bytes) -> tuple[Value, bytes]:
    if len(data) < 2 or data[0] & 0x1F == 0x1F:
        raise Unreadable(len(data))
    length, at = data[1], 2
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4 or len(data) < 2 + count:
            raise Unreadable(length)
        length, at = int.from_bytes(data[2 : 2 + count], "big"), 2 + count
    if len(data) < at + length:
        raise Unreadable(length)
    return Value(data[0], data[at : at + length]), data[at + length :]
