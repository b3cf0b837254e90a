"""What the public reads of people: words with names and addresses covered, and whoever issues them is told where."""

import zipfile
from html import unescape
from pathlib import Path
from re import sub

import pytest

from tests.cli.clerk import Clerk

HEAD = "key,received,channel,submitter,submitter_kind,item,text,proposed_change\n"
SUBMISSIONS = (
    HEAD
    + 'P-1,2025-03-03,mail,"Jarmila Soukromá, Lípová 12, Kadaň",citizen,1.1,"Já, Jarmila Soukromá, tel. 777 123 456, '
    + 'jarmila@seznam.example, bytem Lípová 12, r. č. 855512/1234, chci výjezdy.",'
    + '"Volejte Soukromé na +420 777 123 456."\n'
    + "P-2,2025-03-03,mail,Petr Veselý,citizen,,Paní Soukromé z Dačic se nelíbí písmo.,\n"
    + 'P-3,2025-03-03,mail,Město Dačice,municipality,,"Město Dačice souhlasí, pište na urad@dacice.example.",\n'
)
SETTLEMENTS = (
    "id,decision,reason,change\n"
    "P-1,rejected,Na výjezdy není. Paní Soukromá byla informována.,\n"
    "P-2,noted,Děkujeme za podnět.,\n"
)
HERS = ("Soukrom", "Lípov", "777 123", "seznam", "855512", "Veselý")


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    """Two citizens and a town wrote; the office answered the citizens."""
    clerk.records("submissions", SUBMISSIONS)
    clerk.records("settlements", SETTLEMENTS)
    return clerk


def told(clerk: Clerk, ending: str, name: str = "settlement_public", *options: str) -> str:
    """The words of a new edition of the deliverable as a file of this ending."""
    file = clerk.papers / f"veřejné{ending}"
    clerk.reads("document", "issue", name, "-o", str(file), *options)
    return words(file)


def words(file: Path) -> str:
    """What is read in the file, without its tags and with plain spaces."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as archive:
            text = "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    else:
        text = file.read_text()
    return unescape(sub("<[^>]*>", "", text)).replace("\u00a0", " ")


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
@pytest.mark.parametrize("options", [(), ("--clean",)])
def test_a_citizens_name_and_addresses_are_in_no_form_of_the_public_settlement(
    office: Clerk, ending: str, options: tuple[str, ...]
):
    text = told(office, ending, "settlement_public", *options)

    assert [one for one in HERS if one in text] == []


def test_what_is_not_personal_stands_as_it_was_sent(office: Clerk):
    text = told(office, ".html")

    assert all(one in text for one in ("chci výjezdy.", "Paní [osobní údaj] z Dačic se nelíbí písmo.", "Na výjezdy"))
    assert "Město Dačice souhlasí, pište na urad@dacice.example." in text


def test_the_page_says_what_was_covered(office: Clerk):
    assert "zakryta slovy „[osobní údaj]“" in told(office, ".html")


def test_a_citizens_words_beside_the_text_of_the_plan_do_not_name_her(office: Clerk):
    text = told(office, ".html", "plan")

    assert ("chci výjezdy." in text, [one for one in HERS if one in text]) == (True, [])


def test_a_settlement_that_comes_back_as_it_was_sent_brings_nothing(office: Clerk):
    file = office.papers / "veřejné.docx"
    office.reads("document", "issue", "settlement_public", "-o", str(file))

    [taken] = office.reads("take-back", str(file), "--from", "Dačice")["files"]

    assert (taken["edition"], taken["ids"], taken["proposals"]) == ("settlement_public@1", [], 0)


def test_the_register_of_the_office_keeps_every_word(office: Clerk):
    text = told(office, ".html", "settlement")

    assert [one for one in HERS if one not in text] == []


def test_whoever_issues_a_public_paper_is_told_where_something_was_covered(office: Clerk):
    warnings = office.reads("document", "issue", "settlement_public")["warnings"]

    assert [(one["facts"]["place"], one["facts"]["what"], one["facts"]["form"]) for one in warnings] == [
        ("submission:P-1 (text)", ["name", "phone", "email", "birth_number"], "submissions"),
        ("submission:P-1 (proposed_change)", ["name", "phone"], "submissions"),
        ("settlement:P-1 (reason)", ["name"], "settlements"),
        ("submission:P-2 (text)", ["name"], "submissions"),
        ("submission:P-3 (text)", ["email"], "submissions"),
    ]


def test_nothing_is_told_of_the_offices_own_register(office: Clerk):
    assert office.reads("document", "issue", "settlement")["warnings"] == []


def test_a_citizens_name_in_a_chapter_and_in_a_measure_is_told_and_stays(office: Clerk):
    office.records("texts", 'section,text\nintroduction,"Za podnět děkujeme paní Soukromé, tel. 777 123 456."\n')

    [warning] = office.reads("document", "issue", "plan")["warnings"]

    assert warning == {
        "code": "publication.stands",
        "facts": {"edition": "plan@1", "place": "text:introduction", "what": ["name", "phone"], "form": "texts"},
    }


def test_an_edition_made_again_after_an_erasure_covers_what_it_covered(office: Clerk):
    told(office, ".md")
    office.reads("people", "erase", "Jarmila Soukromá, Lípová 12, Kadaň", "--reason", "žádost 1", "--yes")
    file = office.papers / "znovu.md"
    office.reads("document", "render", "settlement_public@1", "-o", str(file))

    assert [one for one in HERS if one in words(file)] == []


def test_an_english_plan_covers_in_english(clerk: Clerk):
    settings = clerk.office / "lifecycle.toml"
    settings.write_text(settings.read_text().replace('language = "cs"', 'language = "en"'))
    towns = clerk.paper("towns.csv", "code,name,population,seat,council_size\n546127,Dačice,7300,yes,21\n")
    clerk = clerk.about("english")
    span = ("--from", "2026", "--to", "2027")
    clerk.reads("plan", "create", "english", "--title", "A plan", "--territory", str(towns), *span)
    clerk.records("submissions", SUBMISSIONS.replace(",1.1,", ",,"))

    assert "Paní [personal data] z Dačic" in told(clerk, ".html")
