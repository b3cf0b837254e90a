"""Fields of a story (ISO 29500-1, 17.16): what editors fill in anew is not text; some reach outside the file."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_VOLATILE = frozenset(
    {"PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "PRINTDATE", "SAVEDATE", "FILENAME"}
)
_OUTSIDE = {
    "DDE": "dde_field",
    "DDEAUTO": "dde_field",
    "INCLUDETEXT": "include_field",
    "INCLUDEPICTURE": "include_field",
    "INCLUDE": "include_field",
    "IMPORT": "include_field",
    "LINK": "include_field",
    "RD": "include_field",
    "DATABASE": "include_field",
}
"""Fields that fetch something or start a program when an editor updates them → the notice of them."""


@dataclass(slots=True, eq=False)
class _Open:
    words: list[str] = field(default_factory=list)
    name: str | None = None
    """Its first word, in capitals, once its result has begun."""


class Fields:
    """The fields open at the present place; `outside` counts those that reach outside, by the code of their notice."""

    def __init__(self) -> None:
        self.outside: Counter[str] = Counter()
        self.volatile = False
        """Whether the text here is the result of a field that an editor fills in anew."""
        self._open: list[_Open] = []

    def restart(self) -> None:
        """Another story begins."""
        self._open, self.volatile = [], False

    def char(self, kind: str) -> None:
        """A complex field begins, its result begins, or it ends."""
        if kind == "begin":
            self._open.append(_Open())
        elif kind == "separate" and self._open:
            self._named(self._open[-1])
        elif kind == "end" and self._open:
            self._named(self._open.pop())
        self._weigh()

    def instruction(self, text: str) -> None:
        """A piece of the instruction of the innermost field."""
        if self._open and self._open[-1].name is None:
            self._open[-1].words.append(text)

    @contextmanager
    def simple(self, instruction: str) -> Iterator[None]:
        """Within a simple field."""
        one = _Open([instruction])
        self._named(one)
        self._open.append(one)
        self._weigh()
        yield
        if one in self._open:
            del self._open[self._open.index(one) :]
        self._weigh()

    def paragraph_ended(self) -> None:
        """No page number or date reaches over the end of a paragraph, also where a file never ends it."""
        if self.volatile:
            self._open = [one for one in self._open if one.name not in _VOLATILE]
            self._weigh()

    def _named(self, one: _Open) -> None:
        if one.name is None:
            words = "".join(one.words).split(maxsplit=1)
            one.name = words[0].upper() if words else ""
            if one.name in _OUTSIDE:
                self.outside[_OUTSIDE[one.name]] += 1

    def _weigh(self) -> None:
        self.volatile = any(one.name in _VOLATILE for one in self._open)
