"""What an erasure reaches beyond the vault's own rows, what it tells of the rest, and when it refuses to begin."""

import pytest

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper
from tests.cli.test_erasing import PEOPLE, WHY
from tests.cli.three_towns import PLAN


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    """Two people in a group."""
    clerk.records("people", PEOPLE)
    return clerk


def erased(clerk: Clerk, *words: str) -> dict[str, object]:
    told = clerk.reads("people", "erase", "Jana Nová", *WHY, "--yes", *words)
    assert isinstance(told, dict)
    return told


def issued(clerk: Clerk) -> Paper:
    """The working edition of the plan on a colleague's desk."""
    clerk.records("texts", "section,text\nintroduction,Každý den vyjíždíme.\n")
    (edition,) = clerk.reads("document", "issue", "plan")["editions"]
    return Paper.of(clerk.office / edition["file"])


def test_a_script_that_does_not_say_yes_erases_nothing(office: Clerk):
    head = office.head

    told = [
        office.asks("people", "erase", "Jana Nová", *WHY).code,
        office.says("people", "erase", "Jana Nová", *WHY).code,
        office.types("--office", str(office.office), "--no-input", "people", "erase", "Jana Nová", *WHY).code,
    ]

    assert (told, office.head == head) == ([2, 2, 2], True)


def test_a_mistyped_resolution_stops_the_erasure_before_anything_is_erased(office: Clerk):
    head = office.head

    answer = office.asks("people", "erase", "Jana Nová", *WHY, "--yes", "--scan", "999/nic")

    assert (answer.code, answer.json["error"]["code"], office.head == head) == (2, "erase.unknown_scan", True)


def test_an_email_is_exact_as_it_is(office: Clerk):
    assert office.reads("--dry-run", "people", "erase", "jana@example.cz", *WHY, "--exact")["who"] == ["Jana Nová"]


def test_whoever_types_no_name_is_asked_for_one(office: Clerk):
    answer = office.asks("people", "erase", " ", *WHY)

    assert (answer.code, answer.json["error"]["code"]) == (2, "erase.no_name")


def test_namesakes_of_one_plan_are_told_that_they_cannot_be_parted(office: Clerk):
    rows = "name,group,side,organisation,email\nJan Novák,SEN,provider,Spolek A,novak@a.cz\n"
    office.records("people", rows + "Jan Novák,RS,provider,Klub B,jan@b.cz\n")

    answer = office.asks("people", "erase", "novak@a.cz", *WHY, "--yes")

    assert (answer.code, answer.json["refusals"][0]["code"]) == (1, "erase.same_name")


def test_a_person_who_wrote_as_a_provider_is_erased_too(office: Clerk):
    head = "key,received,channel,submitter,submitter_kind,text\n"
    office.records("submissions", head + "P2,2025-03-03,mail,Karel Brdečka,provider,Podporujeme to.\n")

    told = office.reads("people", "erase", "Karel Brdečka", *WHY, "--yes")

    assert (told["texts"], "Karel" in str(office.reads("show", "submissions"))) == (1, False)


def test_a_provider_the_plan_knows_is_no_person(office: Clerk):
    office.records("services", "key,name,provider,kind\nS1,Pečovatelská služba,Charita,40\n")
    head = "key,received,channel,submitter,submitter_kind,text\n"
    office.records("submissions", head + "P2,2025-03-03,mail,Charita,provider,Podporujeme to.\n")

    told = office.asks("people", "erase", "Charita", *WHY, "--yes")

    assert (told.code, told.json["texts"], told.json["erased"]) == (1, 0, False)


def test_texts_that_name_the_person_are_listed_with_the_form_that_corrects_them(office: Clerk):
    head = "key,received,channel,submitter,submitter_kind,text\n"
    office.records("submissions", head + "P2,2025-03-03,mail,Dačice,municipality,Jana Nová to říkala.\n")
    office.records(
        "submissions", head + "P3,2025-03-03,mail,Iva Malá,citizen,Souhlasím s Janou. Jana Nová má pravdu.\n"
    )

    told = office.reads("--dry-run", "people", "erase", "Jana Nová", *WHY)["written"]

    assert told == [
        {"at": f"{PLAN}: submission:P2 (text)", "form": "submissions", "likely": False},
        {"at": f"{PLAN}: submission:P3 (text)", "form": "submissions", "likely": False},
    ]


def test_an_untouched_edition_that_prints_the_name_from_a_chapter_is_not_called_edited(office: Clerk):
    office.records("texts", "section,text\nintroduction,Úvod napsala Jana Nová.\n")
    office.reads("document", "issue", "plan")

    told = erased(office)

    assert (told["printed"], told["files"]["kept"], len(told["files"]["untouched"])) == ([f"{PLAN}: plan@1"], [], 1)
    assert [one["code"] for one in told["warnings"]] == ["erase.file_printed"]


def test_whoever_sent_a_file_goes_with_its_name_and_with_what_she_wrote(office: Clerk):
    paper = issued(office).commented("Každý den", "Volejte Janě Nové, 777 123 456.", by="Jana Nová")
    copy = paper.saved(office.papers / "Jana Nová připomínky.docx")
    office.reads("take-back", str(copy), "--from", "Jana Nová")

    told = erased(office)
    office.reads("document", "issue", "settlement")
    page = office.papers / "vypořádání.md"
    office.reads("document", "render", "settlement@1", "-o", str(page))

    everything = page.read_text() + str(office.reads("comment", "list"))
    assert [one for one in ("Jana Nová", "Janě Nové", "777 123 456") if one in everything] == []
    assert (told["written"], office.about(None).reads("history", "verify")["ok"]) == ([], True)


def test_the_same_file_from_the_same_person_is_known(office: Clerk):
    paper = issued(office).commented("Každý den", "Chybí mi noc.", by="Petr Starý")
    copy = paper.saved(office.papers / "připomínky.docx")
    office.reads("take-back", str(copy), "--from", "Petr Starý")

    again = office.reads("take-back", str(copy), "--from", "Petr Starý")["files"][0]

    assert (again["recognised"], again["known"]) == ("bytes", 1)


def test_the_verified_history_counts_texts_and_files_apart(office: Clerk):
    issued(office).commented("Každý den", "Chybí.", by="Jana Nová").saved(office.papers / "vráceno.docx")
    office.reads("take-back", str(office.papers / "vráceno.docx"), "--from", "Dačice")
    told = erased(office)

    found = office.reads("history", "verify")

    assert (found["erased"], found["erased_files"]) == (told["texts"] + told["stored_files"], told["stored_files"])
    assert told["stored_files"] == 1


def test_an_open_field_that_names_the_person_is_told_row_by_row(office: Clerk):
    told = office.reads("--dry-run", "people", "erase", "Petr Starý", *WHY)["written"]
    rows = "code,responsible\n1.1,Petr Starý\n"
    office.records("measures", rows)

    after = office.reads("--dry-run", "people", "erase", "Petr Starý", *WHY)["written"]

    assert (told, after) == ([], [{"at": f"{PLAN}: measure:1.1 (responsible)", "form": "measures", "likely": False}])
