"""The tree over a chain's entries (RFC 6962, 2.1): its root at any size, and the path that proves one entry.

A leaf is SHA-256(0x00 ‖ entry hash), a node SHA-256(0x01 ‖ left ‖ right).
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence


def roots(hashes: Iterable[bytes], sizes: Collection[int]) -> Mapping[int, bytes]:
    """The root over the first n of `hashes` for each n of `sizes`; in one pass, with as many nodes as n has bits."""
    wanted, found = set(sizes), {}
    perfect: list[tuple[int, bytes]] = []
    for count, one in enumerate(hashes, start=1):
        size, top = 1, leaf(one)
        while perfect and perfect[-1][0] == size:
            size, top = 2 * size, node(perfect.pop()[1], top)
        perfect.append((size, top))
        if count in wanted:
            root = top
            for _, left in reversed(perfect[:-1]):
                root = node(left, root)
            found[count] = root
    return found


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over all of `hashes`, of which there is at least one."""
    return roots(hashes, (len(hashes),))[len(hashes)]


def path(hashes: Sequence[bytes], place: int) -> list[bytes]:
    """The neighbours of the leaf at `place` (from 0), from the leaf upwards (RFC 6962, 2.1.1)."""
    if len(hashes) == 1:
        return []
    half = _half(len(hashes))
    if place < half:
        return [*path(hashes[:half], place), root(hashes[half:])]
    return [*path(hashes[half:], place - half), root(hashes[:half])]


def climbed(hash_: bytes, neighbours: Sequence[bytes], *, place: int, size: int) -> bytes:
    """The root that `neighbours` lead to from the leaf at `place` of `size`; ValueError where they are not as many."""
    if size == 1:
        if neighbours or place:
            raise ValueError(len(neighbours))
        return leaf(hash_)
    if not neighbours:
        raise ValueError(size)
    half, beside = _half(size), neighbours[-1]
    if place < half:
        return node(climbed(hash_, neighbours[:-1], place=place, size=half), beside)
    return node(beside, climbed(hash_, neighbours[:-1], place=place - half, size=size - half))


def leaf(hash_: bytes) -> bytes:
    """The leaf of an entry's hash."""
    return hashlib.sha256(b"\x00" + hash_).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The node over two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _half(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
