"""Rows of a chapter's table written into its Markdown."""

import pytest

from lifecycle.documents.tabled import row_text, row_written

TABLE = (
    "Kolik lidí chodí:\n\n| Rok | Klienti | Obec |\n|---|--:|---|\n| 2024 | **40** | Rokytá |\n| 2025 | 52 | Boseň |"
)


def test_a_changed_cell_is_written_and_the_others_stay_as_they_were():
    assert row_written(TABLE, "2024 | 40 | Rokytá", "2024 | 40 | Rokytá a Boseň") == TABLE.replace(
        "Rokytá", "Rokytá a Boseň"
    )


def test_signs_of_markdown_in_a_cell_are_signs():
    made = row_written(TABLE, "2025 | 52 | Boseň", "2025 | 5*2 | Bo_seň")

    assert made is not None
    assert made.endswith(r"| 2025 | 5\*2 | Bo\_seň |")


def test_a_new_row_follows_the_one_it_stands_behind():
    made = row_written(TABLE, "", "2026 | 61 | Březina", behind=["2025 | 52 | Boseň"])

    assert made == f"{TABLE}\n| 2026 | 61 | Březina |"


def test_a_new_row_behind_the_header_is_the_first():
    made = row_written(TABLE, "", "2023 | 31", behind=["Rok | Klienti | Obec"])

    assert made is not None
    assert made.split("\n")[4:6] == ["| 2023 | 31 |  |", "| 2024 | **40** | Rokytá |"]


def test_a_row_that_is_gone_is_taken_out():
    assert row_written(TABLE, "2024 | 40 | Rokytá", "") == TABLE.replace("| 2024 | **40** | Rokytá |\n", "")


def test_an_empty_cell_is_filled():
    table = TABLE.replace("52", "")

    assert row_written(table, "2025 |  | Boseň", "2025 | 52 | Boseň") == TABLE


@pytest.mark.parametrize(
    ("markdown", "was", "now"),
    [
        (f"{TABLE}\n\n{TABLE}", "2025 | 52 | Boseň", "2025 | 58 | Boseň"),
        (TABLE, "2023 | 52 | Boseň", "2023 | 58 | Boseň"),
        (TABLE, "2025 | 52 | Boseň", "2025 | 58 | Boseň | něco"),
        (TABLE, "Rok | Klienti | Obec", ""),
        (TABLE.replace("52", "52[^1]") + "\n\n[^1]: Odhad.", "2025 | 52 | Boseň", "2025 | 58 | Boseň"),
    ],
    ids=["two such rows", "no such row", "too many cells", "the header", "a footnote in the cell"],
)
def test_a_row_without_one_sure_place_is_not_written(markdown: str, was: str, now: str):
    assert row_written(markdown, was, now) is None


def test_a_footnote_in_another_cell_stays():
    noted = TABLE.replace("Boseň", "Boseň[^1]") + "\n\n[^1]: Odhad."

    assert row_written(noted, "2025 | 52 | Boseň", "2025 | 58 | Boseň") == noted.replace("52", "58")


def test_empty_cells_at_the_end_of_a_row_are_none():
    assert row_text(["2025", " ", ""]) == "2025"
