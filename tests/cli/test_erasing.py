"""A person asks to be forgotten: texts and files that hold them go, the history holds, documents say so."""

import contextlib
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.cli.audits import both
from tests.cli.clerk import Clerk
from tests.cli.three_towns import PLAN

PEOPLE = """name,group,side,role,organisation,email
Jana Nová,SEN,user,member,,jana@example.cz
Petr Starý,SEN,user,chair,Charita,petr@example.cz
"""
WHY = ("--reason", "žádost č. j. 12/2025")


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    """Two people in a group, both at a meeting, one with a submission; the minutes were issued."""
    clerk.records("people", PEOPLE)
    clerk.records("meetings", "key,group,kind,date\nM1,SEN,meeting,2025-03-03\n")
    clerk.records("attendance", "meeting,name,side\nM1,Jana Nová,user\nM1,Petr Starý,user\n")
    head = "key,received,channel,submitter,submitter_kind,text\n"
    clerk.records("submissions", head + "P1,2025-03-03,mail,Jana Nová,citizen,Chybí mi noční služba.\n")
    clerk.reads("document", "issue", "minutes", "--meeting", "M1")
    return clerk


def erased(clerk: Clerk, *words: str) -> dict[str, object]:
    told = clerk.reads("people", "erase", "Jana Nová", *WHY, "--yes", *words)
    assert isinstance(told, dict)
    return told


def test_every_text_of_the_person_goes_and_the_history_holds(office: Clerk):
    erased(office)

    told = office.about(None).reads("history", "verify")
    assert (told["ok"], told["erased"]) == (True, 4)


def test_nothing_of_the_name_is_left_in_the_database(office: Clerk):
    erased(office)
    raw = b"".join(file.read_bytes() for file in office.office.glob("office.db*"))

    assert [words for words in ("Jana Nov", "jana@example", "noční služba") if words.encode() in raw] == []


def test_tables_and_documents_say_that_it_was_erased(office: Clerk):
    erased(office)
    office.reads("document", "issue", "minutes", "--meeting", "M1")
    page = office.papers / "zápis.md"
    office.reads("document", "render", "minutes@2", "-o", str(page))

    names = [row["name"] for row in office.reads("show", "people")]
    assert sorted(names) == ["Petr Starý", "vymazáno na žádost"]
    assert ("vymazáno na žádost" in page.read_text(), "Jana" in page.read_text()) == (True, False)


def test_an_erased_edition_loses_its_file_and_says_so_when_rendered(office: Clerk):
    file = office.office / office.reads("document", "list")[-1]["file"]
    told = erased(office)
    page = office.papers / "zápis.docx"

    answer = office.asks("document", "render", "minutes@1", "-o", str(page))

    assert (told["files"]["removed"], file.exists()) == ([str(file.relative_to(office.office))], False)
    assert (answer.code, answer.json["erased"]) == (0, True)
    assert "Jana" not in zipfile.ZipFile(page).read("word/document.xml").decode()


def test_a_file_edited_by_hand_is_named_and_never_deleted(office: Clerk):
    own = office.office / "documents" / "poznámky.txt"
    own.write_text("Volala Jana Nová.")

    assert (erased(office)["files"]["kept"], own.exists()) == (["documents/poznámky.txt"], True)


def test_the_list_comes_first_and_a_dry_run_erases_nothing(office: Clerk):
    head = office.head

    told = office.reads("--dry-run", "people", "erase", "jana nova", *WHY)

    kinds = sorted(place["kind"] for place in told["plans"][0]["places"])
    assert (kinds, told["plans"][0]["editions"]) == (["attendance", "person", "submission"], ["minutes@1"])
    assert (office.head == head, told["entry"]) == (True, None)


def test_an_email_finds_its_owner(office: Clerk):
    assert office.reads("people", "erase", "JANA@example.cz", *WHY, "--yes")["who"] == ["Jana Nová"]


def test_each_plan_and_the_office_have_an_act_that_tells_no_name(office: Clerk):
    told = erased(office)

    last = office.reads("history", "log")[-1]
    assert (last["verb"], last["number"]) == ("people.erase", told["entries"][PLAN])
    assert told["entry"] == told["entries"]["-"]


def test_people_who_may_be_several_are_listed_and_refused(office: Clerk):
    office.records("people", "name,group,side,organisation\nJana Nova,RS,provider,Domov\n")
    head = office.head

    answer = office.asks("people", "erase", "Jana Nová", *WHY)

    assert (answer.code, [one["code"] for one in answer.json["refusals"]], office.head == head) == (
        1,
        ["erase.several"],
        True,
    )


def test_told_which_the_other_one_stays(office: Clerk):
    office.records("people", "name,group,side,organisation\nJana Nova,RS,provider,Domov\n")

    erased(office, "--exact")

    assert "Jana Nova" in [row["name"] for row in office.reads("show", "people")]


def test_a_name_nobody_has_is_wrong_and_similar_ones_are_told(office: Clerk):
    answer = office.asks("people", "erase", "Jana Novotná", *WHY)

    assert (answer.code, "Jana Nová" in answer.err) == (2, True)


def test_the_reason_must_not_hold_the_name(office: Clerk):
    answer = office.asks("people", "erase", "Jana Nová", "--reason", "chce to Jana Nová")

    assert (answer.code, answer.json["refusals"][0]["code"]) == (1, "erase.reason_names")


def test_both_verifiers_confirm_what_is_given_out_after_an_erasure(office: Clerk, tmp_path: Path):
    erased(office)

    office.reads("history", "export", "-o", str(tmp_path / "výpis.zip"), "--with-documents")

    assert both(tmp_path / "výpis.zip") == (0, 0)


def test_the_office_as_of_a_day_before_stands_without_the_person(office: Clerk, tmp_path: Path):
    erased(office)

    office.reads("history", "as-of", "2025-03-03", "-o", str(tmp_path / "minulost"))

    raw = b"".join(file.read_bytes() for file in (tmp_path / "minulost").rglob("*") if file.is_file())
    assert "Jana Nová".encode() not in raw


def test_an_erasure_is_never_undone(office: Clerk):
    erased(office)

    answer = office.asks("undo")

    assert (answer.code, answer.json["refusals"][0]["code"]) == (1, "undo.erased")


def test_a_form_made_after_an_erasure_changes_nothing_when_it_comes_back(office: Clerk):
    erased(office)
    head = office.head
    for form in ("people", "attendance", "submissions"):
        file = office.papers / f"{form}.xlsx"
        office.reads("form", form, "-o", str(file))
        office.reads("record", form, str(file))

    assert office.head == head


def test_a_returned_file_of_an_edition_that_prints_the_person_goes_too(office: Clerk, tmp_path: Path):
    office.reads("document", "issue", "settlement")
    file = office.office / office.reads("document", "list")[-1]["file"]
    office.reads("take-back", str(file), "--from", "Dačice")

    told = erased(office)

    assert [one["of"] for plan in told["plans"] for one in plan["stored"]] == ["returned_file:Dačice"]
    assert office.reads("history", "verify")["ok"]


def test_a_text_that_is_missing_without_an_act_is_a_fault(office: Clerk):
    with contextlib.closing(sqlite3.connect(office.office / "office.db")) as raw:
        raw.execute("delete from vault where text = 'Jana Nová'")
        raw.commit()

    assert office.asks("history", "verify").code == 3


def test_the_person_who_acts_may_be_forgotten_too(office: Clerk):
    office.reads("--as", "Jana Nová", "comment", "add", "measure:1.1", "Chybí noc.")

    erased(office)

    assert "Jana" not in str(office.reads("history", "log")) + str(office.reads("comment", "list"))
    assert office.about(None).reads("history", "verify")["ok"]


def test_an_erased_file_that_is_sent_again_is_not_taken(office: Clerk):
    office.reads("document", "issue", "settlement")
    file = office.office / office.reads("document", "list")[-1]["file"]
    copy = office.paper("vráceno.docx", file.read_bytes())
    office.reads("take-back", str(copy), "--from", "Dačice")
    erased(office)

    told = office.asks("take-back", str(copy), "--from", "Slavonice")

    assert (told.code, told.json["files"][0]["refused"]["code"]) == (1, "take_back.erased")


def test_the_list_of_documents_says_which_files_were_erased(office: Clerk):
    erased(office)

    assert [one["on_disk"] for one in office.reads("document", "list")] == ["erased"]


def test_a_scan_somebody_saw_the_name_in_goes_when_it_is_named(office: Clerk):
    facts = ("--body", "council", "--verb", "takes_note", "--resolution", "7", "--members", "21", "--present", "15")
    scan = office.paper("usnesení.pdf", b"%PDF-1.7 podpis")
    votes = ("--for", "15", "--against", "0", "--abstained", "0", "--on", "2025-03-03")
    office.reads("approval", "record", "546127", *facts, *votes, "--file", str(scan))
    unread = office.reads("--dry-run", "people", "erase", "Jana Nová", *WHY)["plans"][0]["unread"]

    told = erased(office, "--scan", "546127/7")

    assert ([one["of"] for one in unread], [one["of"] for one in told["plans"][0]["stored"]]) == (
        ["resolution:546127/7"],
        ["resolution:546127/7"],
    )


def test_the_doctor_says_until_when_personal_data_are_kept(office: Clerk):
    (told,) = [one for one in office.asks("doctor").json if one["check"] == "retention"]

    assert "31. 12. 2032" in told["text"].replace("\N{NO-BREAK SPACE}", " ")


def test_the_office_says_for_how_long(office: Clerk):
    settings = office.office / "lifecycle.toml"
    settings.write_text("retention_years = 10\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")

    (told,) = [one for one in office.asks("doctor").json if one["check"] == "retention"]

    assert "2037" in told["text"]


def test_a_term_that_is_no_number_of_years_is_wrong(office: Clerk):
    settings = office.office / "lifecycle.toml"
    settings.write_text("retention_years = 0\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")

    assert (office.asks("plan", "list").code, "retention_years" in office.asks("plan", "list").err) == (2, True)
