"""The tree of RFC 6962: the roots others compute, and proofs that hold for their entry only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.tree import climbed, leaf, node, path, root, roots

# The inputs and roots by which implementations of Certificate Transparency test themselves.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
KNOWN = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
HASHES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True)


def by_definition(hashes: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if len(hashes) == 1:
        return leaf(hashes[0])
    half = max(power for power in (1 << n for n in range(10)) if power < len(hashes))
    return node(by_definition(hashes[:half]), by_definition(hashes[half:]))


@pytest.mark.parametrize("size", KNOWN)
def test_the_roots_are_those_others_compute(size: int):
    assert root([bytes.fromhex(text) for text in INPUTS[:size]]).hex() == KNOWN[size]


@given(hashes=HASHES)
def test_every_size_has_the_root_of_the_definition(hashes: list[bytes]):
    sizes = range(1, len(hashes) + 1)

    assert roots(hashes, sizes) == {size: by_definition(hashes[:size]) for size in sizes}


@given(hashes=HASHES)
def test_the_path_of_every_entry_leads_to_the_root(hashes: list[bytes]):
    tops = {climbed(one, path(hashes, place), place=place, size=len(hashes)) for place, one in enumerate(hashes)}

    assert tops == {root(hashes)}


@given(hashes=HASHES.filter(lambda hashes: len(hashes) > 1), data=st.data())
def test_no_path_leads_to_the_root_from_another_entry(hashes: list[bytes], data: st.DataObject):
    place = data.draw(st.integers(0, len(hashes) - 1))
    other = hashes[place - 1]

    assert climbed(other, path(hashes, place), place=place, size=len(hashes)) != root(hashes)


@given(hashes=HASHES, extra=st.booleans())
def test_a_path_that_is_too_long_or_too_short_is_refused(hashes: list[bytes], extra: bool):
    proof = path(hashes, 0)
    wrong = [*proof, bytes(32)] if extra or not proof else proof[:-1]

    with pytest.raises(ValueError):
        climbed(hashes[0], wrong, place=0, size=len(hashes))
