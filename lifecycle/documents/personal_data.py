"""Personal data in running text: names that are known, addresses of e-mail, telephone and birth numbers, and where.

It is made for Czech: names are found in their cases, a surname also without its first name. It finds what it is told
of and what has a form of its own; an unknown person's name looks like any other word. A surname that is an ordinary
word as well needs a sign of a person (`_judged` lists the signs); without one it is only told as doubtful. The words
this rests on stand in `czech_names`, numbers in `contacts`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from lifecycle.documents.contacts import births
from lifecycle.documents.contacts import contacts as contacts_in
from lifecycle.documents.czech_names import (
    ADDRESSED,
    ENDINGS,
    LANDS,
    OF_ADJECTIVES,
    ORDINARY,
    PERSONAL,
    PLACES,
    Sort,
    folded,
    is_first,
    is_verb,
    pair,
    sort_of,
    stems,
)
from lifecycle.documents.name_signs import (
    Met,
    Part,
    after_colon,
    begins_sentence,
    beside,
    of_one_name,
    signs_last,
    with_initials,
)
from lifecycle.model.personal import PersonalData

_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f\u00ad\u200b-\u200d]*)+")
_HOUSE = re.compile(r"\s{1,2}(\d{1,5}(?:/\d{1,5})?)(?!\w)")
_ENDING = max(len(one) for one in ENDINGS)
_DERIVED = 3
"""Letters a word made of a body's name may have more: Dačice, Dačicko."""
_STRONG = 4
"""Letters of a recorded word from which on it tells a person by itself; its stem may be one shorter."""


class Sure(IntEnum):
    """How sure it is that a word names a person."""

    doubtful = 0
    by_itself = 1
    whole = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Where one piece of personal data stands in a text, and what it is."""

    start: int
    end: int
    what: PersonalData


@dataclass(frozen=True)
class Known:
    """People whose names are to be found: `names` as they were recorded, `bodies` whose words are nobody's names.

    `titles` are names of what a plan holds: a word is no name where it stands in one of them.
    """

    names: Sequence[str]
    bodies: Sequence[str] = ()
    titles: Sequence[str] = ()
    _parts: dict[str, list[Part]] = field(default_factory=dict, init=False, repr=False)
    _numbers: set[str] = field(default_factory=set, init=False, repr=False)
    _spared: set[str] = field(default_factory=set, init=False, repr=False)
    _pairs: set[tuple[str, str]] = field(default_factory=set, init=False, repr=False)

    def __post_init__(self) -> None:
        for body in self.bodies:
            for word in _WORD.findall(body):
                self._spared.update((folded(word), *(stem for stem in stems(word) if len(stem) >= _STRONG)))
        for title in (*PLACES, *self.bodies, *self.titles):
            self._pairs.update(pair(*two) for two in pairwise(folded(word) for word in _WORD.findall(title)))
        for person, name in enumerate(self.names):
            self._learn(person, name)

    def _learn(self, person: int, name: str) -> None:
        """What stands before the first comma or number is the name, the rest an address."""
        told = name.partition("@")[0]
        split = len(bare(told))
        # A name somebody typed in small letters is a name; in what a body is called only capitals begin names.
        capitals = any(folded(word) in ORDINARY for word in _WORD.findall(told[:split]))
        self._numbers.update(re.findall(r"\d{1,5}(?:/\d{1,5})?", told[split:]))
        for place, word in enumerate(_WORD.finditer(told)):
            plain, named, great = folded(word[0]), word.start() < split, word[0][0].isupper()
            if len(plain) < 2 or plain in ORDINARY or (capitals and not great):
                continue
            strong, sort, a_word = len(plain) >= _STRONG, sort_of(word[0]), plain.endswith("a")
            for whole, stem in ((True, plain), *((False, stem) for stem in stems(word[0]))):
                part = Part(person, place, named, strong and len(stem) >= _STRONG - 1, whole, great, a_word, sort)
                self._parts.setdefault(stem, []).append(part)

    def found(self, text: str, *, contacts: bool = True) -> list[Found]:
        """What stands in `text`, in order, nothing twice; addresses, telephones and accounts only with `contacts`."""
        every = [Found(*one) for one in births(text)]
        every += [one for one, sure in self._judged(text) if sure is not Sure.doubtful]
        if contacts:
            every += [Found(*one) for one in contacts_in(text)]
        return _joined(text, every)

    def doubtful(self, text: str) -> list[Found]:
        """Words that may be a known person's name, and as well an ordinary word, a place or a body's name."""
        return [one for one, sure in self._judged(text) if sure is Sure.doubtful]

    def named(self, text: str) -> Sure | None:
        """How surely one of the people is named in `text`; None where nothing there looks like it."""
        return max((sure for _, sure in self._judged(text)), default=None)

    def _judged(self, text: str) -> Iterator[tuple[Found, Sure]]:
        """Each word that may be a name, by its best sign: two words of the name, an initial, "Mr", where it stands."""
        met = list(self._met(text)) if self._parts else []
        for number, one in enumerate(met):
            if not one.parts:
                continue
            before = met[number - 1] if number else None
            after = met[number + 1] if number + 1 < len(met) else None
            if initials := with_initials(text, met, number):
                yield Found(*initials, PersonalData.named), Sure.whole
            elif any(other and of_one_name(text, one, other) for other in (before, after)):
                yield Found(one.start, self._numbered(text, one), PersonalData.named), Sure.whole
            elif one.capital:
                sure = self._alone(text, one, before if beside(text, before, one) else None, after)
                if sure is not None:
                    yield Found(one.start, self._numbered(text, one), PersonalData.named), sure

    def _alone(self, text: str, one: Met, before: Met | None, after: Met | None) -> Sure | None:
        """How sure a single word with a capital is; `before` stands directly before it, `after` somewhere behind."""
        if one.addressed and any(part.named for part in one.parts):
            return Sure.by_itself
        strong = [part for part in one.parts if part.strong]
        near = after if beside(text, one, after) else None
        if not strong or self._in_title(before, one) or self._in_title(one, near) or one.plain in LANDS:
            return None
        if one.spared:
            return Sure.doubtful
        sorts = {part.sort for part in strong}
        first = any(other and other.capital and is_first(other.plain) for other in (before, near))
        housed = self._numbered(text, one) > one.end
        if Sort.name in sorts or first or housed:
            return Sure.by_itself
        great = near is not None and near.capital and not near.shouted
        lower = near is not None and not near.capital
        if near and near.plain in ("nad", "pod") and text[near.end + 1 : near.end + 2].isupper():
            return Sure.doubtful
        if Sort.noun in sorts:
            sure = (one.personal and not great) or signs_last(text, one) or not begins_sentence(text, one)
            return Sure.by_itself if sure else Sure.doubtful
        if great or (lower and near and not is_verb(near.plain)):
            return Sure.doubtful
        begins = begins_sentence(text, one) and not signs_last(text, one) and not after_colon(text, one)
        return Sure.doubtful if begins else Sure.by_itself

    def _in_title(self, one: Met | None, other: Met | None) -> bool:
        return one is not None and other is not None and pair(one.plain, other.plain) in self._pairs

    def _numbered(self, text: str, one: Met) -> int:
        """The end of the word, or of the number of the house behind the street."""
        if any(not part.named for part in one.parts):
            house = _HOUSE.match(text, one.end)
            if house and house[1] in self._numbers:
                return house.end()
        return one.end

    def _met(self, text: str) -> Iterator[Met]:
        """Every word of the text with the names it may be."""
        addressed, ended = False, 0
        for word in _WORD.finditer(text):
            plain, start = folded(word[0]), word.start()
            parts = tuple(self._named_so(plain, soft=word[0][-1] in "ěĚ"))
            # "Paní ředitelka Nová": the address holds over a word in small letters for what she is.
            held = addressed and text[ended:start].strip(" \u00a0.\t") == ""
            yield Met(
                *word.span(),
                plain=plain,
                capital=word[0][0].isupper(),
                shouted=len(plain) > 1 and word[0].isupper(),
                addressed=held,
                spared=bool(parts) and self._is_spared(plain),
                personal=bool(parts) and self._is_personal(plain),
                parts=parts,
            )
            addressed = plain in ADDRESSED or (held and plain in ORDINARY and word[0].islower())
            ended = word.end()

    def _named_so(self, plain: str, *, soft: bool) -> Iterator[Part]:
        """The names `plain` may be a form of; `soft` says that it ends in ě."""
        for cut in range(min(_ENDING, len(plain) - 1) + 1):
            ending, stem = plain[len(plain) - cut :], plain[: len(plain) - cut]
            for part in self._parts.get(stem, ()) if ending in ENDINGS else ():
                if (part.whole and not cut) or (not part.whole and _declined(part, ending, len(stem), soft=soft)):
                    yield part

    def _is_personal(self, plain: str) -> bool:
        return any(plain.endswith(one) and plain[: -len(one)] in self._parts for one in PERSONAL)

    def _is_spared(self, plain: str) -> bool:
        """Whether the word is a body's, or nobody's."""
        return plain in ORDINARY or any(plain[: len(plain) - cut] in self._spared for cut in range(_DERIVED + 1))


def _declined(part: Part, ending: str, letters: int, *, soft: bool) -> bool:
    """Whether a stem of so many letters with this ending is a case of the name: Janem is none of Jana's."""
    if part.sort is Sort.adjective:
        return ending in OF_ADJECTIVES and not soft
    short = letters < _STRONG and part.strong
    return not short or (ending != "" and not (part.a_word and ending in ("em", "im", "ym")))


def bare(name: str) -> str:
    """The name without the address recorded behind it."""
    ends = re.search(r"[,;(\d@]", name)
    return name[: ends.start()] if ends else name


def _joined(text: str, every: Iterable[Found]) -> list[Found]:
    """`every` in order; those of one kind that only a space parts are one, what lies in another is left out."""
    told: list[Found] = []
    for one in sorted(every, key=lambda one: (one.start, -one.end)):
        last = told[-1] if told else None
        if last and one.start < last.end:
            told[-1] = Found(last.start, max(last.end, one.end), last.what)
        elif (
            last
            and last.what is one.what is PersonalData.named
            and text[last.end : one.start].strip(" \u00a0\t-") == ""
        ):
            told[-1] = Found(last.start, one.end, one.what)
        else:
            told.append(one)
    return told
