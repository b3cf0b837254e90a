"""Columns of tables as wide as their longest number, date or word, so that none is broken in its middle, and balanced.

Widths belong to the look and are in no hash of what councils vote on. Letters are measured by classes, not by a font
file: the same document comes out alike on every machine.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from lifecycle.documents.balance import balanced
from lifecycle.documents.blocks import Block, Card, Passage, Runs, Table
from lifecycle.documents.typography import typeset

PAGE, MARGINS, LETTER = 9412, 192, 200
"""Twips of the text's width, of both margins of a cell and of an em of a table's letters, as `base.docx` has them."""
WHOLE = 1000
"""The parts a fitted table is divided into."""
TURNED = 14344
"""Twips of the text's width on the page of `base.docx` turned on its side."""
WIDE = 8
"""Columns from which a long table stands on a page turned on its side."""
MANY = 5
"""Columns below which the longest words have room on an upright page."""
_LONGEST = 340
"""No single piece claims more: an address of the web or of an e-mail breaks where it must."""
_MOST_YEARS = 4
"""So many columns of years stand side by side where a table is parted by years."""
_MEAN = 550
"""Thousandths of an em of a letter of running text, with what a line loses where it breaks between words."""
_MEASURED = 40
"""Letters up to which a text is measured: such a one may stand on one line."""
_PRIVATE = "Wittgensteinová"
"""Stands for a private text that is not known: a long surname."""
_CLASSES = {
    230: "\u00a0\u202f",
    260: "'ilíĺ,.IjÍ‚‘’",
    320: ":;()-[]`fľ",
    350: "!Jt{}°²³",
    375: "rřťŕ",
    400: "szšž",
    425: "Lcč",
    450: '"/\\„“”',
    475: "?FSgvxyýŠ",
    500: "#*+<=>ETZ^_ak|~áÉĚŤŽä–§×•−",
    510: "0123456789$",
    525: "YeéěÝ€",
    550: "CKPbdhnopquňóúůČöüô○",
    575: "BRXŘ",
    600: "Vď",
    625: "AÁÄ●",
    650: "DGHĎ",
    675: "NUŇÚŮÜ",
    700: "OQÓÖ½",
    750: "&…%",
    825: "m",
    950: "wMW@—→",
}
"""Thousandths of an em of the letters of Carlito (Calibri has the same) in bold, which is never the narrower."""
_SIGNS = {sign: width for width, signs in _CLASSES.items() for sign in signs} | {"w": 750, "\u200b": 0, "\u00ad": 0}
_OTHER = 700
_WIDEST = max(_CLASSES)
_BREAK = re.compile(r"[ \t\n\r]+|(?<=[–—])(?=[^\W\d])")
_HYPHEN = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])")
_CODE = re.compile(r"\W*[^\W_]+(?:[-.][^\W_]+)+\W*")
_LONGEST_CODE = 24
"""Letters past which words joined by hyphens are no code, whatever is in them."""
_ADDRESS = re.compile(r"://|@|www\.")
_DIGIT = re.compile(r"\d")

Texts = Mapping[str, str]
"""Private texts by their references."""
_UNKNOWN: Texts = {}
Need = tuple[int, int]
"""What a text needs, in parts of the page: for its numbers, dates and codes; for its words as well."""


def fitted(table: Table, language: str, *, texts: Texts = _UNKNOWN, page: int = PAGE) -> Table:
    """The table with columns in which no number, date or word breaks and which make it low, on so many twips.

    `texts` are the private ones that stand in it only by their references. Its author's widths stay where they do.
    Where the page is too narrow for every piece, numbers and dates come before words. A form keeps the room left to
    write in by hand.
    """
    needs = _needs(table, language, texts)
    if not needs:
        return table
    proper = len(table.widths) == len(needs) and min(table.widths) > 0
    wished = table.widths if proper else (1,) * len(needs)
    whole = WHOLE * page // PAGE
    if any(width * whole < need * sum(wished) for width, (_, need) in zip(wished, needs, strict=True)):
        wished = _shared(needs, wished, whole)
    if not to_fill_in([table]):
        lengths = _lengths(table, len(needs), texts)
        margins = MARGINS * WHOLE // PAGE
        own = wished if sum(wished) == whole else _exact([width * whole / sum(wished) for width in wished], whole)
        found = balanced(lengths, needs=[need for _, need in needs], wished=own, margins=margins)
        wished = wished if found == own else found
    return table if wished == table.widths else replace(table, widths=wished)


def shortened(said: str, *, room: int, letter: int) -> str:
    """As many words of `said` as fit `room` twips, in letters of an em of `letter`; for the others an ellipsis."""
    words = said.split(" ")
    if length(said, letter=letter) <= room:
        return said
    while len(words) > 1 and length(" ".join(words) + "…", letter=letter) > room:
        words.pop()
    return " ".join(words).rstrip(" ,;:.–-(·") + "…"


def length(said: str, *, letter: int) -> int:
    """The twips of a text on one line, in letters of an em of `letter`."""
    return -(-_letters(said) * letter // 1000)


def to_fill_in(blocks: Iterable[Block]) -> bool:
    """Whether the blocks are a form: a table of theirs has room left to write in by hand."""
    return any(
        runs and not "".join(run.text for run in runs).strip()
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for runs in row.cells
    )


def fits(table: Table, language: str) -> bool:
    """Whether the page is wide enough for the longest number, date and word of every column."""
    return sum(need for _, need in _needs(table, language)) <= WHOLE


def needed(table: Table, language: str) -> int:
    """The twips of a page's width at which no number, date or word of the table breaks."""
    return -(-sum(need for _, need in _needs(table, language)) * PAGE // WHOLE)


def overfull(blocks: Iterable[Block], language: str) -> list[Table]:
    """The tables whose words break even on a page turned on its side."""
    tables = (block for block in blocks if isinstance(block, Table))
    return [table for table in tables if len(table.header) >= MANY and needed(table, language) > TURNED]


def spread(table: Table, language: str, *, texts: Texts = _UNKNOWN) -> Table:
    """The table for a page turned on its side: columns as their words and their texts need them there."""
    return fitted(table, language, texts=texts, page=TURNED)


def all_fitted(blocks: Iterable[Block], language: str, *, texts: Texts = _UNKNOWN) -> tuple[Block, ...]:
    """The blocks with every table of theirs fitted."""
    return tuple(_block(block, language, texts) for block in blocks)


def by_years(every: Iterable[int], language: str, made: Callable[[Sequence[int], bool], Table]) -> tuple[Table, ...]:
    """One table of all years where it fits, else several of some years each; `made` is told which part is the last."""
    years = sorted(every)
    parts: tuple[Table, ...] = ()
    for count in range(max(-(-len(years) // _MOST_YEARS), 1), len(years) + 1):
        edges = [part * len(years) // count for part in range(count + 1)]
        parts = tuple(made(years[a:b], b == len(years)) for a, b in pairwise(edges))
        if all(fits(part, language) for part in parts):
            break
    return parts


def of_years(caption: str, years: Sequence[int], every: Collection[int]) -> str:
    """The caption of a part of a table that is parted by years, with the years it tells of."""
    if len(years) == len(every):
        return caption
    return f"{caption}, {years[0]}" + (f"–{years[-1]}" if len(years) > 1 else "")


def _block(block: Block, language: str, texts: Texts) -> Block:
    match block:
        case Table():
            return fitted(block, language, texts=texts)
        case Card() | Passage() if block.blocks:
            return replace(block, blocks=all_fitted(block.blocks, language, texts=texts))
        case _:
            return block


def _needs(table: Table, language: str, texts: Texts = _UNKNOWN) -> list[Need]:
    """The need of each column, its heading among its cells."""
    columns = max((len(table.header), *(len(row.cells) for row in table.rows)))
    needs = [(_parts(0), _parts(0))] * columns
    for cells in chain((table.header,), (row.cells for row in table.rows)):
        for place, runs in enumerate(cells):
            firm, whole = _need(_text(runs, texts), language)
            if whole > needs[place][1] or firm > needs[place][0]:
                needs[place] = (max(firm, needs[place][0]), max(whole, needs[place][1]))
    return needs


def _lengths(table: Table, columns: int, texts: Texts) -> list[tuple[int, ...]]:
    """The lengths of every row's cells, in parts of the page; headings break between words as they may."""
    return [
        tuple([_length(_text(runs, texts)) for runs in row.cells]) + (0,) * (columns - len(row.cells))
        for row in table.rows
    ]


@lru_cache(maxsize=8192)
def _length(text: str) -> int:
    """The length of a text in parts of the page; of one with breaks as if every line were as long as the longest."""
    if len(lines := text.split("\n")) > 1:
        return max(map(_length, lines)) * len(lines)
    letters = _letters(text) if len(text) <= _MEASURED else len(text) * _MEAN
    return letters * LETTER * WHOLE // (PAGE * 1000)


def _text(runs: Runs, texts: Texts) -> str:
    if len(runs) == 1 and not runs[0].text.startswith("vault:"):
        return runs[0].text
    return "".join(texts.get(run.text, _PRIVATE) if run.text.startswith("vault:") else run.text for run in runs)


@lru_cache(maxsize=8192)
def _need(text: str, language: str) -> Need:
    """The need of a cell's text: that of the longest of the pieces between which a line may break."""
    firm = whole = 0
    for piece in _pieces(typeset(text, language)):
        if len(piece) * _WIDEST <= firm or (len(piece) * _WIDEST <= whole and not _DIGIT.search(piece)):
            continue
        letters = _letters(piece)
        if letters > whole:
            whole = letters
        if letters > firm and _DIGIT.search(piece) and not _ADDRESS.search(piece):
            firm = letters
    return _parts(firm), _parts(whole)


def _pieces(text: str) -> list[str]:
    """The pieces between which a line may break: words, their parts at hyphens, and whole codes."""
    words = _BREAK.split(text)
    return words if "-" not in text else [piece for word in words for piece in _parted(word)]


def _parted(word: str) -> list[str]:
    """A word parted at its hyphens; a code stays whole: it has a figure in it, or capital letters only."""
    named = len(word) <= _LONGEST_CODE and (word.isupper() or _DIGIT.search(word)) and _CODE.fullmatch(word)
    return [word] if named else _HYPHEN.split(word)


def _letters(text: str) -> int:
    """Thousandths of an em of a text on one line."""
    return sum([_SIGNS.get(sign, _OTHER) for sign in text])


def _parts(letters: int) -> int:
    """The parts of the page of a column for letters of that length."""
    return min(-(-(letters * LETTER + MARGINS * 1000) * WHOLE // (PAGE * 1000)), _LONGEST)


def _shared(needs: Sequence[Need], wished: Sequence[int], whole: int) -> tuple[int, ...]:
    """The whole shared so that every column has what it needs, and otherwise as its author wished."""
    least = [need for _, need in needs]
    if sum(least) > whole:
        firm = [need for need, _ in needs]
        if sum(firm) >= whole:
            return tuple(firm)
        missing = [need - own for need, own in zip(least, firm, strict=True)]
        return _exact(
            [own + (whole - sum(firm)) * more / sum(missing) for own, more in zip(firm, missing, strict=True)],
            whole,
        )
    short: set[int] = set()
    while True:
        free = whole - sum(least[place] for place in short)
        parts = sum(wish for place, wish in enumerate(wished) if place not in short)
        found = {
            place for place, wish in enumerate(wished) if place not in short and free * wish < least[place] * parts
        }
        if not found:
            break
        short |= found
    return _exact([least[place] if place in short else free * wish / parts for place, wish in enumerate(wished)], whole)


def _exact(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Whole parts that make the whole: what rounding leaves goes to the widest column."""
    whole = [int(width) for width in widths]
    widest = max(range(len(whole)), key=lambda place: whole[place])
    whole[widest] += total - sum(whole)
    return tuple(whole)
