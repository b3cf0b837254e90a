"""Balance: a full column is not thin beside an empty one, and an author's widths stay where others save little."""

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.balance import balanced, high
from lifecycle.documents.blocks import Row, Run, Table, text
from lifecycle.documents.fitting import fitted, length, shortened, spread

LONG = "Opatření pro lidi v nepříznivé situaci s velmi dlouhým názvem, který se nevejde ani na jeden řádek"
CELLS = st.lists(st.tuples(*[st.integers(0, 3000)] * 4), min_size=1, max_size=8)


def monitored(last: Run | None = None) -> Table:
    """Five measures with long titles beside columns with nothing in them."""
    rows = tuple(Row((text(f"1.{n}"), text(LONG), text("–"), (last,) if last else ())) for n in range(5))
    return Table((text("Kód"), text("Co se má udělat"), text("Stav"), text("Poznámka")), rows, (8, 20, 32, 40))


def test_a_long_title_is_not_squeezed_by_columns_that_are_empty():
    widths = fitted(monitored(), "cs").widths

    assert widths[1] > 2 * max(widths[0], *widths[2:])


def test_a_form_keeps_the_room_in_which_people_write_by_hand():
    assert fitted(monitored(Run(" ")), "cs").widths == (8, 20, 32, 40)


def test_a_private_text_gets_the_room_its_words_take_not_its_reference():
    words = "vault:" + "a" * 64
    table = monitored(Run(words))

    known, unknown = (fitted(table, "cs", texts=texts).widths for texts in ({words: LONG * 3}, {}))

    assert known[3] > known[1] > unknown[3]


def test_a_turned_page_gives_its_width_to_the_long_column():
    upright, turned = (made.widths for made in (fitted(monitored(), "cs"), spread(monitored(), "cs")))

    assert turned[1] - upright[1] > 400


@given(CELLS)
def test_no_column_falls_below_its_need_and_no_table_grows_higher(lengths):
    needs, wished = (60, 80, 100, 40), (100, 300, 200, 400)
    found = balanced(lengths, needs=needs, wished=wished, margins=20)
    heights = [high(lengths, widths=widths, margins=20) for widths in (found, wished)]

    assert sum(found) == 1000
    assert all(width >= need for width, need in zip(found, needs, strict=True))
    assert heights[0] <= heights[1]


def test_a_long_title_of_a_plan_is_cut_after_a_word():
    shown = shortened("Komunitní plán sociálních služeb pro Litoměřice, Úštěk a Žitenice", room=5000, letter=180)

    assert shown.endswith(("Litoměřice…", "pro…", "Úštěk…", "služeb…"))
    assert length(shown, letter=180) <= 5000
