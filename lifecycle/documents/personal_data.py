"""Personal data in running text: names that are known, addresses of e-mail, telephone and birth numbers, and where.

It is made for Czech: names are found in their cases, a surname also without its first name. It finds what it is told
of and what has a form of its own; an unknown person's name looks like any other word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lifecycle.model.personal import PersonalData

_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f\u00ad\u200b-\u200d]*)+")
_EMAIL = re.compile(
    r"(?<![\w.%+-])[\w.%+-]{1,64}(?:@|\s?[(\[](?:at|zavináč)[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE
)
_GAP = "[ \u00a0\u2009\u202f./-]"
_PHONE = re.compile(
    rf"(?<![\w+])(?:"
    rf"(?:\+|00){_GAP}?\d{{1,3}}(?:{_GAP}?[(]?\d[)]?){{6,12}}"
    rf"|(?:\(?420\)?{_GAP})?[2-9]\d{{2}}{_GAP}?(?:\d{{3}}{_GAP}?\d{{3}}|\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}})"
    rf"|[2-5]\d{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}"
    rf"|(?:(?<=tel. )|(?<=tel: )|(?<=tel.: )|(?<=mob. )|(?<=telefon )|(?<=mobil ))\d(?:{_GAP}?\d){{5,12}}"
    rf")(?!\d|{_GAP}\d{{3}}(?!\d)|\s?(?:Kč|CZK|EUR|€|%|korun|tis|mil|obyvatel|osob))",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"(?<![\w/])(\d{2})(\d{2})(\d{2})( ?/ ?)?(\d{3,4})(?![\w/])")
_MONTHS = {month + shift for month in range(1, 13) for shift in (0, 20, 50, 70)}
"""Women's months count from 51; from 21 and 71 where the numbers of a day ran out (Act 133/2000 Sb., § 13)."""
_ENDING = 3
"""Letters a case may put behind the stem of a name."""
_STEM = 4
"""Letters from which on a stem tells a name by itself."""
_VOWELS = "aeiouy"
_ADDRESSED = frozenset(
    re.findall(
        "[a-z]+",
        """
    pan pana panu panem pane pani pi p sl slecna slecny slecne slecnu slecnou mr mrs ms miss madam sir
    """,
    )
)
"""Words after which a name is a person's whatever else it means."""
_ORDINARY = frozenset(
    re.findall(
        "[a-z]+",
        """
    obcan obcanka obcane obcanum anonym anonymni anonymne neznamy neznama uzivatel uzivatelka uzivatele klient
    klientka klienti obyvatel obyvatelka obyvatele senior seniorka seniori student studentka rodic rodice matka
    otec rodina manzele dedic jmenem zastupce zastupkyne duchodce pan pani slecna ulice trida namesti sidliste
    nabrezi cesta bydliste bytem stredni horni dolni social socialni odbor oddeleni urad mesto mestsky mestska
    mestys obec obecni referent referentka starosta starostka mistostarosta mistostarostka tajemnik tajemnice
    vedouci reditel reditelka sekretariat kancelar koordinator koordinatorka predseda predsedkyne clen clenka
    pracovnik pracovnice skupina spolek svaz klub sdruzeni spolecnost rada vybor petice peticni komise skola
    charita diecezni oblastni domov centrum nadace hnuti strana sluzba sluzby kraj krajsky okres office user users
    admin administrator author autor autorka microsoft word libreoffice unknown anonymous citizen resident client
    council town city mayor editor pripominka pripominky namet navrh plan komunitni verejnost ing mgr bc mudr judr
    phdr paeddr rndr doc prof csc phd dis mba kluby spolky svazy nadacni skoly domovy deti zaci studenti klientky
    zamestnanci dobrovolnici soused sousedka sousede sousedi kolektiv tym redakce farnost sbor hasici knihovna
    maminka tatinek babicka dedecek pacient pacientka pecujici osoba ucastnik ucastnice navstevnik ctenar rodiny
    senioru obcanske mistni materske centra asociace ustav nemocnice organizace poradna
    """,
    )
)
"""Words that stand in the name of a sender and are nobody's name, folded."""


def folded(word: str) -> str:
    """`word` without case, accents and signs that do not show."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(one for one in plain if one.isalpha() and not unicodedata.combining(one)).casefold()


@dataclass(frozen=True, slots=True)
class Found:
    """Where one piece of personal data stands in a text, and what it is."""

    start: int
    end: int
    what: PersonalData


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a person's name or address; `whole` where the very word only is meant, not its cases.

    `great` is a word recorded with a capital: only such a one is a name also where a text has it in small letters.
    """

    person: int
    place: int
    named: bool
    strong: bool
    whole: bool
    great: bool


@dataclass(frozen=True, slots=True)
class _Met:
    """A word of a text that may be one of somebody's names."""

    start: int
    end: int
    capital: bool
    addressed: bool
    plain: bool
    parts: tuple[_Part, ...]


@dataclass(frozen=True)
class Known:
    """People whose names are to be found: `names` as they were recorded, `bodies` whose words are nobody's names."""

    names: Sequence[str]
    bodies: Sequence[str] = ()
    _parts: dict[str, list[_Part]] = field(default_factory=dict, init=False, repr=False)
    _numbers: set[str] = field(default_factory=set, init=False, repr=False)
    _spared: set[str] = field(default_factory=set, init=False, repr=False)

    def __post_init__(self) -> None:
        for body in self.bodies:
            for word in _WORD.findall(body):
                self._spared.update((folded(word), *(stem for stem in _stems(folded(word)) if len(stem) >= _STEM)))
        for person, name in enumerate(self.names):
            self._learn(person, name)

    def _learn(self, person: int, name: str) -> None:
        """What stands before the first comma or number is the name, the rest an address."""
        told = name.partition("@")[0]
        ends = re.search(r"[,;(\d]", told)
        split = ends.start() if ends else len(told)
        # A name somebody typed in small letters is a name; in what a body is called only capitals begin names.
        capitals = any(folded(word) in _ORDINARY for word in _WORD.findall(told[:split]))
        self._numbers.update(re.findall(r"\d{1,5}(?:/\d{1,5})?", told[split:]))
        for place, word in enumerate(_WORD.finditer(told)):
            plain, named, great = folded(word[0]), word.start() < split, word[0][0].isupper()
            if len(plain) < 2 or plain in _ORDINARY or (capitals and not great):
                continue
            strong = len(plain) >= _STEM
            self._parts.setdefault(plain, []).append(_Part(person, place, named, strong, whole=True, great=great))
            for stem in _stems(plain):
                part = _Part(person, place, named, strong and len(stem) >= _STEM, whole=False, great=great)
                self._parts.setdefault(stem, []).append(part)

    def found(self, text: str, *, contacts: bool = True) -> list[Found]:
        """What stands in `text`, in order, nothing twice; addresses of e-mail and telephones only with `contacts`."""
        every = [*(self._named(text) if self._parts else ()), *_births(text)]
        if contacts:
            every += [Found(*one.span(), PersonalData.email) for one in _EMAIL.finditer(text)]
            taken = [(one.start, one.end) for one in every]
            every += [
                Found(*one.span(), PersonalData.phone)
                for one in _PHONE.finditer(text)
                if not any(start < one.end() and one.start() < end for start, end in taken)
            ]
        return _joined(text, every)

    def _named(self, text: str) -> Iterator[Found]:
        met = list(self._met(text))
        for number, one in enumerate(met):
            if not one.parts:
                continue
            before = met[number - 1] if number else None
            after = met[number + 1] if number + 1 < len(met) else None
            beside = any(other and _together(text, one, other) for other in (before, after))
            alone = one.capital and (
                (not one.plain and any(part.strong for part in one.parts))
                or (one.addressed and any(part.named for part in one.parts))
            )
            initial = next((other for other in (before, after) if other and _initial(text, one, other)), None)
            if initial:
                yield Found(min(one.start, initial.start), max(one.end, initial.end), PersonalData.named)
            elif beside or alone:
                yield Found(one.start, self._numbered(text, one), PersonalData.named)

    def _numbered(self, text: str, one: _Met) -> int:
        """The end of the word, or of the number of the house behind the street."""
        if any(not part.named for part in one.parts):
            house = re.compile(r"\s{1,2}(\d{1,5}(?:/\d{1,5})?)(?!\w)").match(text, one.end)
            if house and house[1] in self._numbers:
                return house.end()
        return one.end

    def _met(self, text: str) -> Iterator[_Met]:
        """Every word of the text with the names it may be."""
        addressed = False
        for word in _WORD.finditer(text):
            plain = folded(word[0])
            parts = tuple(self._named_so(plain))
            yield _Met(
                *word.span(),
                capital=word[0][0].isupper(),
                addressed=addressed,
                plain=bool(parts) and self._is_plain(plain),
                parts=parts,
            )
            addressed = plain in _ADDRESSED

    def _named_so(self, plain: str) -> Iterator[_Part]:
        for cut in range(min(_ENDING, len(plain) - 1) + 1):
            for part in self._parts.get(plain[: len(plain) - cut], ()):
                if not (part.whole and cut):
                    yield part

    def _is_plain(self, plain: str) -> bool:
        """Whether the word is a body's, or nobody's."""
        return plain in _ORDINARY or any(plain[: len(plain) - cut] in self._spared for cut in range(_ENDING + 1))


def _stems(plain: str) -> list[str]:
    """What is left of a folded name in every case: without its last vowel, without the vowel that falls out."""
    stem = plain.rstrip(_VOWELS) if plain[-1:] in _VOWELS else plain
    stem = plain[: max(len(stem), len(plain) - 2)]
    stems = [stem]
    if plain.endswith(("ek", "ec", "el", "en")):
        stems.append(plain[:-2] + plain[-1])
    # Procházka, Procházce; Olga, Olze (softening before the ending of the third case).
    softened = {"k": "c", "h": "z", "g": "z"}
    if plain.endswith("a") and stem[-1:] in softened:
        stems.append(stem[:-1] + softened[stem[-1]])
    return [one for one in dict.fromkeys(stems) if len(one) >= 2]


def _together(text: str, one: _Met, other: _Met) -> bool:
    """Whether two words that stand beside each other are two words of one person's name."""
    first, last = (one, other) if one.start < other.start else (other, one)
    if text[first.end : last.start].strip(" \u00a0\n\t-") != "":
        return False
    capitals = one.capital and other.capital
    return any(
        (mine.named and theirs.named and mine.person == theirs.person and mine.place != theirs.place)
        and (capitals or (mine.whole and theirs.whole and mine.great and theirs.great))
        for mine in one.parts
        for theirs in other.parts
    )


def _initial(text: str, one: _Met, other: _Met) -> bool:
    """Whether `other` is a single capital with a full stop beside a person's name: J. Soukromá, Soukromá J."""
    between = text[min(one.end, other.end) : max(one.start, other.start)].strip(" \u00a0")
    return (
        other.end - other.start == 1
        and (one.capital and other.capital)
        and text[other.end : other.end + 1] == "."
        and between in ("", ".")
        and any(part.named and part.strong for part in one.parts)
    )


def _births(text: str) -> Iterator[Found]:
    """Birth numbers (rodné číslo, Act 133/2000 Sb., § 13): the day they begin with exists, the check of ten holds."""
    for one in _BIRTH.finditer(text):
        year, month, day, slash, rest = one.groups()
        if int(month) not in _MONTHS or not 1 <= int(day) <= 31:
            continue
        remainder = int(year + month + day + rest[:3]) % 11 % 10 if len(rest) == 4 else -1
        holds = remainder == int(rest[3]) if len(rest) == 4 else bool(slash) and int(year) < 54
        # With a stroke it reads as one even if mistyped, unless a year follows as in the number of a file.
        if holds or (slash and len(rest) == 4 and not rest.startswith(("19", "20"))):
            yield Found(*one.span(), PersonalData.birth_number)


def _joined(text: str, every: Iterable[Found]) -> list[Found]:
    """`every` in order; those of one kind that only a space parts are one, what lies in another is left out."""
    told: list[Found] = []
    for one in sorted(every, key=lambda one: (one.start, -one.end)):
        last = told[-1] if told else None
        if last and one.start < last.end:
            told[-1] = Found(last.start, max(last.end, one.end), last.what)
        elif last and last.what is one.what and text[last.end : one.start].strip(" \u00a0\t-") == "":
            told[-1] = Found(last.start, one.end, one.what)
        else:
            told.append(one)
    return told
