"""An edition taken back by `undo` while somebody holds it: its number, its code, its file and what comes back in it."""

import pytest

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper


@pytest.fixture
def held(clerk: Clerk) -> tuple[Paper, str]:
    """The file of plan@1, issued by entry 6 and taken back by entry 7, on a colleague's desk, and its code."""
    clerk.records("texts", "section,text\nintroduction,Každý den vyjíždíme.\n")
    edition = clerk.reads("document", "issue", "plan")["edition"]
    paper = Paper.of(clerk.office / edition["file"])
    clerk.reads("undo")
    return paper, edition["code"]


def test_a_number_once_given_to_a_text_is_never_given_to_another(clerk: Clerk, held: tuple[Paper, str]):
    clerk.records("texts", "section,text\nintroduction,Vyjíždíme jen ráno.\n")

    numbers = [clerk.reads("document", "issue", "plan")["edition"]["edition"] for _ in range(2)]

    assert numbers == ["plan@2", "plan@3"]


def test_the_code_of_an_edition_taken_back_says_so_and_does_not_stand(clerk: Clerk, held: tuple[Paper, str]):
    answer = clerk.about(None).asks("history", "verify", "--code", held[1])

    told = [answer.json[name] for name in ("ok", "edition", "entry", "withdrawn_by")]
    assert (answer.code, told) == (3, [False, "plan@1", 6, 7])


def test_a_person_reads_which_entry_took_the_edition_of_a_code_back(clerk: Clerk, held: tuple[Paper, str]):
    assert "vzato zpět zápisem č. 7" in clerk.about(None).says("history", "verify", "--code", held[1]).out


@pytest.mark.parametrize("touched", [False, True])
def test_a_file_of_an_edition_taken_back_is_known_as_ours(clerk: Clerk, held: tuple[Paper, str], touched: bool):
    paper = held[0].commented("Každý den", "Také v noci?") if touched else held[0]

    answer = clerk.asks("document", "verify", str(paper.saved(clerk.paper("staré.docx", ""))))

    assert (answer.code, answer.json["ours"], answer.json["edition"]) == (3, True, "plan@1")
    assert answer.json["withdrawn"] == {"issued": 6, "by": 7}


@pytest.mark.parametrize("again", [False, True])
def test_a_comment_in_an_edition_taken_back_is_taken_in_as_one_on_an_older_text(
    clerk: Clerk, held: tuple[Paper, str], again: bool
):
    if again:
        clerk.reads("document", "issue", "plan")
    file = held[0].commented("Každý den", "Také v noci?").saved(clerk.paper("staré.docx", ""))

    (told,) = clerk.reads("take-back", str(file), "--from", "Dačice")["files"]

    assert (told["refused"], told["comments"], told["edition"], told["stale"]) == (None, 1, "plan@1", True)
    assert clerk.about(None).reads("history", "verify")["ok"]


def test_whoever_undoes_once_more_learns_how_earlier_entries_are_corrected(clerk: Clerk, held: tuple[Paper, str]):
    (told,) = clerk.asks("undo").json["refusals"]

    assert (told["code"], told["command"].startswith("lifecycle record")) == ("undo.edition", True)
