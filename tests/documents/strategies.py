"""Any block a section could make, for properties every writer keeps."""

from hypothesis import strategies as st

from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
    Entry,
    Field,
    Heading,
    Index,
    Listing,
    Matrix,
    MatrixRow,
    Paragraph,
    Passage,
    Picture,
    Row,
    Run,
    Series,
    Table,
    text,
)
from lifecycle.documents.typography import plain


def a_text(alphabet: str = "ab č1.#-*_[]<>!|`\\&+=~:)(", more: str = "") -> st.SearchStrategy[str]:
    """A few signs, many of which mean something to a writer."""
    return st.text(st.sampled_from(alphabet + more), min_size=1, max_size=15).map(plain).filter(bool)


LINES = a_text()
UNNOTED = st.lists(
    st.builds(Run, LINES | a_text(more="\n "), st.booleans(), st.booleans(), st.none() | st.just("https://a.cz/(b)")),
    max_size=4,
).map(tuple)
NOTED = st.builds(Run, LINES | st.just(""), note=UNNOTED.filter(bool))
RUNS = UNNOTED | st.tuples(UNNOTED, NOTED, UNNOTED).map(lambda parts: (*parts[0], parts[1], *parts[2]))
ENTRIES = st.lists(
    st.builds(Entry, st.sampled_from(["swot:S-1", "swot:S-2", "measure:1.1", "finding:<č>"]), RUNS), max_size=3
).map(tuple)
MATRIX_ROWS = st.builds(
    lambda head, cells: MatrixRow(head, tuple(entries for entries, _ in cells), tuple(name for _, name in cells)),
    RUNS,
    st.lists(st.tuples(ENTRIES, RUNS), max_size=4),
)
MATRICES = st.builds(
    Matrix,
    RUNS,
    st.lists(RUNS, max_size=3).map(tuple),
    st.lists(MATRIX_ROWS, max_size=3).map(tuple),
    LINES | st.just(""),
    st.sampled_from(["", "text"]),
)
INDEXES = st.builds(Index, st.lists(st.tuples(RUNS, ENTRIES), max_size=3).map(tuple))
NUMBERS = st.none() | st.integers(-1_000, 1_000) | st.integers(0, 10**12)
CHARTS = st.builds(
    Chart,
    st.sampled_from(["bars", "stacked", "columns", "pyramid"]),
    LINES | st.just(""),
    LINES,
    st.lists(LINES | a_text(more="$^{}👵"), max_size=4).map(tuple),
    st.lists(st.builds(Series, LINES, st.lists(NUMBERS, max_size=4).map(tuple)), max_size=3).map(tuple),
    LINES | st.just(""),
)
HEADINGS = st.builds(Heading, st.integers(1, 4), RUNS)
PARAGRAPHS = st.builds(Paragraph, RUNS, st.sampled_from(["body", "lead", "note", "quote"]))
LISTINGS = st.builds(Listing, st.lists(st.tuples(st.integers(0, 3), RUNS), max_size=4).map(tuple), st.booleans())
TABLES = st.builds(
    lambda rows: Table(rows[0], tuple(Row(row) for row in rows[1:]), (1, 1), "lr", "Tabulka"),
    st.lists(st.tuples(RUNS, RUNS), min_size=1, max_size=3),
)
PICTURES = st.builds(
    Picture,
    st.sampled_from(["a" * 64, "b" * 64]),
    st.sampled_from(["mapa.png", "foto/leto 2015.jpg"]),
    LINES,
    LINES | st.just(""),
    st.integers(1, 2400),
    st.integers(1, 2400),
)
PLAIN: st.SearchStrategy[Block] = HEADINGS | PARAGRAPHS | LISTINGS | TABLES | MATRICES | INDEXES | PICTURES


def cards(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Card]:
    """Cards of one item around `inner`."""
    return st.builds(
        Card,
        st.just("measure:1.1"),
        st.integers(1, 4),
        LINES,
        LINES,
        RUNS,
        st.lists(st.builds(Field, LINES, LINES, RUNS), max_size=2).map(tuple),
        st.lists(inner, max_size=2).map(tuple),
    )


def passages(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Passage]:
    """Passages of one chapter around `inner`."""
    return st.builds(Passage, st.just("text:vize"), st.lists(inner, max_size=2).map(tuple))


def nested(leaves: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """`leaves`, alone and inside cards and passages."""
    return st.recursive(leaves, lambda inner: cards(inner) | passages(inner), max_leaves=5)


BLOCKS = nested(PLAIN | CHARTS)
UNDRAWN = nested(PLAIN | st.just(Paragraph(text("místo grafu"))))
"""Blocks without charts: drawing one takes longer than writing a document."""
OF: dict[type[Block], st.SearchStrategy[Block]] = {
    Heading: HEADINGS,
    Paragraph: PARAGRAPHS,
    Listing: LISTINGS,
    Table: TABLES,
    Card: cards(PLAIN),
    Passage: passages(PLAIN),
    Matrix: MATRICES,
    Chart: CHARTS,
    Index: INDEXES,
    Picture: PICTURES,
}
"""Every kind of block on its own: what each of them keeps is held against these."""
