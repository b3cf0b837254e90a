"""Private texts shown in part: a reference says which letters of its text are covered, a view of the vault covers them.

`vault:<digest>~4-20~30-41` is the text of `vault:<digest>` with its letters 4 to 19 and 30 to 40 under a mark. What is
covered is so decided once, when an edition is made: a rendering years later needs no name that may be erased by then.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from lifecycle.model.thing import VAULT

REFERENCE = re.compile(r"^(vault:[0-9a-f]{64})((?:~\d{1,7}-\d{1,7})*)$")
"""How a document names a private text, whole or covered in part; values recorded only ever name whole ones."""
Stretch = tuple[int, int]
"""Where covered letters begin and where they end."""


def partly(reference: str, stretches: Iterable[Stretch]) -> str:
    """The reference to the same text with these letters covered."""
    return reference + "".join(f"~{start}-{end}" for start, end in stretches)


def masked(text: str, stretches: Iterable[Stretch], mark: str) -> str:
    """`text` with `mark` in place of each stretch; stretches that meet are one."""
    told: list[str] = []
    place = 0
    for start, end in sorted(stretches):
        if end <= place:
            continue
        if start > place or not told:
            told += [text[place:start], mark]
        place = end
    return "".join(told) + text[place:]


class Opened(Mapping[str, str]):
    """Private texts by what a document calls them, those covered in part with `mark` in their place.

    A text that is not in the vault any more is in no view of it either.
    """

    def __init__(self, texts: Mapping[str, str], mark: str) -> None:
        self._texts = texts
        self._mark = mark

    def __getitem__(self, reference: str) -> str:
        if VAULT.match(reference) or not (found := REFERENCE.match(reference)):
            return self._texts[reference]
        return masked(self._texts[found[1]], _stretches(found[2]), self._mark)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _stretches(told: str) -> list[Stretch]:
    """What stands behind a reference as pairs of numbers."""
    pairs = (one.partition("-") for one in told.split("~")[1:])
    return [(int(start), int(end)) for start, _, end in pairs]
