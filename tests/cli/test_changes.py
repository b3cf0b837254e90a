"""What changed between editions and why: for people, as a table, in the engine's notes and in the plan's change log."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lifecycle.cli.names import DELIVERABLES
from tests.cli.clerk import Clerk

TakenUp = Callable[[str], Clerk]
INTERNAL = "Tohle si necháme jen mezi sebou."
WIDER = "code,description\n1.1,Terén denně i v noci a ve všech obcích včetně Ptýrova.\n"


def comments_in(data: bytes) -> str:
    """The comments of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read("word/comments.xml").decode() if "word/comments.xml" in parts.namelist() else ""


def newest(clerk: Clerk, name: str = "plan") -> bytes:
    edition = [one for one in clerk.reads("document", "list") if one["name"] == name][-1]
    return (clerk.office / edition["file"]).read_bytes()


@pytest.fixture
def settled(taken_up: TakenUp) -> Clerk:
    """A clerk whose plan was changed after its consultation edition, because of submission P-1."""
    return taken_up("consulted")


def changed(clerk: Clerk) -> list[dict]:
    """What changed between the last two editions of the plan."""
    number = [one for one in clerk.reads("document", "list") if one["name"] == "plan"][-1]["number"]
    return clerk.reads("document", "changes", str(number - 1), f"plan@{number}")


def test_a_changed_field_is_told_with_the_comment_that_caused_it(settled: Clerk):
    settled.reads("document", "issue", "plan")

    [found] = [one for one in changed(settled) if one["item"] == "measure:1.1" and one["field"] == "description"]

    assert (found["after"], "P-1" in found["cause"]) == (
        "Terén denně i o víkendu a ve všech obcích včetně Ptýrova.",
        True,
    )


def test_a_change_without_a_comment_names_the_act(settled: Clerk):
    settled.reads("document", "issue", "plan")
    settled.records("measures", WIDER)
    settled.reads("document", "issue", "plan")

    [found] = [one for one in changed(settled) if one["item"] == "measure:1.1" and one["field"] == "description"]

    assert found["cause"].startswith("zapsáno")


def test_a_point_settled_before_an_edition_is_the_cause_of_the_change_after_it(clerk: Clerk):
    rows = "code,title,result,carry\nS1,Pečovatelská služba,{},continue\n"
    clerk.records("evaluation", rows.format("fulfilled"))
    id_ = clerk.reads("comment", "add", "evaluation:S1", "Splněno to nebylo.")["id"]
    clerk.reads("comment", "settle", id_, "accepted", "--change", "evaluation:S1")
    clerk.reads("document", "issue", "plan")
    clerk.records("evaluation", rows.format("partly"))
    clerk.reads("document", "issue", "plan")

    found = [one["cause"] for one in changed(clerk) if one["item"] == "evaluation:S1"]

    assert [id_ in cause for cause in found] == [True]


EVALUATED = "code,title,result,reason,carry\nS1,Pečovatelská služba,{},{},continue\n"


@pytest.fixture
def later(clerk: Clerk) -> tuple[Clerk, str]:
    """A clerk whose item S1 changed because of a comment in plan@2 and by a mere record in plan@4, and that comment."""
    clerk.records("evaluation", EVALUATED.format("fulfilled", ""))
    clerk.reads("document", "issue", "plan")
    id_ = clerk.reads("comment", "add", "evaluation:S1", "Splněno to nebylo.")["id"]
    clerk.records("evaluation", EVALUATED.format("partly", ""))
    clerk.reads("comment", "settle", id_, "accepted", "--change", "evaluation:S1")
    clerk.reads("document", "issue", "plan")
    clerk.reads("document", "issue", "plan")
    clerk.records("evaluation", EVALUATED.format("partly", "Chybí řidič."))
    clerk.reads("document", "issue", "plan")
    return clerk, id_


def causes_of(clerk: Clerk, before: str, after: str) -> list[str]:
    found = clerk.reads("document", "changes", before, after)
    return [one["cause"] or "" for one in found if one["item"] == "evaluation:S1"]


@pytest.mark.parametrize(
    ("pair", "named"),
    [(("1", "2"), True), (("2", "4"), False), (("3", "4"), False), (("1", "4"), True), (("4", "3"), False)],
)
def test_a_settled_comment_is_the_cause_of_one_change_and_of_no_later_one(
    later: tuple[Clerk, str], pair: tuple[str, str], named: bool
):
    clerk, id_ = later

    assert any(id_ in cause for cause in causes_of(clerk, *pair)) is named


def test_a_change_recorded_later_tells_its_own_record(later: tuple[Clerk, str]):
    clerk, _ = later

    assert {cause.partition(" ")[0] for cause in causes_of(clerk, "3", "4")} == {"zapsáno"}


def test_the_note_in_word_tells_the_cause_the_command_tells(later: tuple[Clerk, str]):
    clerk, id_ = later

    notes = comments_in(newest(clerk))
    assert (f"Důvod: připomínka {id_}" in notes, "Důvod: zapsáno" in notes) == (False, True)


def test_the_text_a_town_wrote_before_a_chapter_nobody_votes_on_is_compared_too(clerk: Clerk):
    clerk.reads("document", "issue", "plan")
    clerk.records("texts", "section,text\nintroduction,Plán vznikl ze spolupráce tří obcí.\n")
    clerk.reads("document", "issue", "plan")

    found = clerk.reads("document", "changes", "1", "2")

    assert [(one["item"], one["after"]) for one in found] == [
        ("text:introduction", "Plán vznikl ze spolupráce tří obcí.")
    ]
    assert "Nově doplněno" in comments_in(newest(clerk))


def test_a_settled_internal_comment_is_never_named_as_a_cause(clerk: Clerk):
    rows = "code,title,result,carry\nS1,Pečovatelská služba,{},continue\n"
    clerk.records("evaluation", rows.format("fulfilled"))
    clerk.reads("document", "issue", "plan")
    id_ = clerk.reads("comment", "add", "evaluation:S1", INTERNAL, "--internal")["id"]
    clerk.reads("comment", "settle", id_, "accepted", "--change", "evaluation:S1")
    clerk.records("evaluation", rows.format("partly"))
    clerk.reads("document", "issue", "plan")

    assert [id_ in one["cause"] for one in changed(clerk) if one["item"] == "evaluation:S1"] == [False]


def test_a_reason_of_a_return_explains_what_was_added_after_it(settled: Clerk):
    settled.reads("return", "analysis", "--reason", "Chybí údaje o dluzích.")
    row = "F-DLUH,needs,Dluhy,Přibývá exekucí.,obce\n"
    settled.records("findings", "key,kind,title,text,source\n" + row)
    settled.reads("document", "issue", "analysis")
    last = settled.reads("document", "list")[-1]["number"]

    found = settled.reads("document", "changes", f"analysis@{last - 1}", f"analysis@{last}")

    causes = {one["cause"] for one in found if one["item"] == "finding:F-DLUH"}
    assert [cause.endswith("Chybí údaje o dluzích") for cause in causes] == [True]


def test_two_editions_with_one_text_have_no_changes(settled: Clerk):
    settled.reads("document", "issue", "plan")
    settled.reads("document", "issue", "plan")

    assert changed(settled) == []
    assert settled.says("document", "changes", "6", "6").code == 0


def test_the_table_of_changes_opens_in_a_spreadsheet(settled: Clerk):
    settled.reads("document", "issue", "plan")
    target = settled.papers / "změny.csv"
    number = settled.reads("document", "list")[-1]["number"]

    rows = settled.reads("document", "changes", str(number - 1), str(number), "-o", str(target))

    data = target.read_bytes()
    assert data.startswith("\ufeffKapitola;Položka;Pole;Dříve;Nyní;Důvod\r\n".encode())
    assert data.decode().count("\r\n") == len(rows) + 1


def test_a_cell_never_acts_as_a_formula(clerk: Clerk):
    rows = "code,title,result,carry\nS1,{},fulfilled,continue\n"
    clerk.records("evaluation", rows.format("Služba"))
    clerk.reads("document", "issue", "plan")
    clerk.records("evaluation", rows.format("=1+1"))
    clerk.reads("document", "issue", "plan")
    target = clerk.papers / "změny.csv"
    clerk.reads("document", "changes", "1", "2", "-o", str(target))

    assert ";'=1+1;" in target.read_text(encoding="utf-8")


def test_a_person_reads_the_changes_item_by_item(settled: Clerk):
    settled.reads("document", "issue", "plan")
    number = settled.reads("document", "list")[-1]["number"]

    told = settled.says("document", "changes", str(number - 1), str(number)).out

    assert "measure:1.1" in told
    assert "Důvod: připomínka P-1 " in told


@pytest.mark.parametrize("named", ["99", "plan@0", "nic@1", "@", "", "packet@1"])
def test_an_edition_that_cannot_be_compared_is_wrong_input(taken_up: TakenUp, named: str):
    clerk = taken_up("packets sent")

    answer = clerk.says("document", "changes", "1", named)

    assert (answer.code, bool(answer.err.strip())) == (2, True)


def test_a_working_edition_notes_what_changed_at_the_item(settled: Clerk):
    settled.reads("document", "issue", "plan")

    notes = comments_in(newest(settled))

    assert "včetně Ptýrova" in notes
    assert "Důvod: připomínka P-1 " in notes


def test_the_first_edition_of_a_document_has_nothing_to_compare(clerk: Clerk):
    clerk.reads("document", "issue", "plan")

    assert "se zde změnilo" not in comments_in(newest(clerk))


def test_what_was_left_out_is_noted_at_the_title(clerk: Clerk):
    head = "code,title,result,carry\n"
    one, other = "S1,Pečovatelská služba,fulfilled,continue\n", "S2,Osobní asistence,fulfilled,continue\n"
    clerk.records("evaluation", head + one + other)
    clerk.reads("document", "issue", "plan")
    clerk.records("evaluation", head + one, "--replace")
    clerk.reads("document", "issue", "plan")

    assert "Od 1. vydání bylo vypuštěno:" in comments_in(newest(clerk))


def test_the_final_edition_has_no_note_of_the_engine(taken_up: TakenUp):
    assert "Kontrola plánu" not in comments_in(newest(taken_up("in force")))


def test_the_change_log_of_the_plan_tells_which_comment_changed_what(taken_up: TakenUp):
    clerk = taken_up("in force")
    target = clerk.papers / "plán.md"
    clerk.reads("document", "issue", "plan", "-o", str(target))

    told = target.read_text(encoding="utf-8").partition("Vydaná znění plánu")[2]

    assert "připomínka P-1 " in told


def everything_of(clerk: Clerk) -> dict[str, bytes]:
    """The parts of every issued file but the office's own register, packets unpacked."""
    found: dict[str, bytes] = {}

    def unpack(name: str, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.namelist():
                inside = parts.read(part)
                unpack(f"{name}/{part}", inside) if part.endswith(".docx") else found.update({f"{name}/{part}": inside})

    for one in clerk.reads("document", "list"):
        if one["name"] != "settlement":
            unpack(one["file"], (clerk.office / Path(one["file"])).read_bytes())
    return found


def test_an_internal_comment_never_leaves_the_office(taken_up: TakenUp):
    clerk = taken_up("packets to send")
    for item in ("plan", "measure:1.1", "finding:F-JEV"):
        id_ = clerk.reads("--as", "Tajná Tajemnice", "comment", "add", item, INTERNAL, "--internal")["id"]
        clerk.reads("--as", "Tajná Tajemnice", "comment", "reply", id_, f"Odpověď. {INTERNAL}")
    clerk.reads("comment", "settle", id_, "rejected", "--reason", INTERNAL)
    issued = {name for name in DELIVERABLES if clerk.asks("document", "issue", name).code == 0}
    clerk.reads("approval", "send")

    assert issued >= {"evaluation", "analysis", "swot", "plan", "catalogue", "settlement_public"}
    told = {name for name, data in everything_of(clerk).items() if "mezi sebou" in data.decode("utf-8", "replace")}

    assert told == set()
