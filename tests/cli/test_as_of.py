"""A past day can be rebuilt: the office opens as it stood, with its documents, and takes no act."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk
from tests.cli.test_history import edited
from tests.cli.three_towns import MEASURES, PLAN

LATER = "2025-04-10"


@pytest.fixture
def older(clerk: Clerk) -> Clerk:
    """A clerk whose plan got a document on 3 March and another measure and document on 10 April."""
    clerk.reads("document", "issue", "plan")
    clerk = clerk.on(LATER)
    clerk.records("measures", MEASURES.replace("1.1,Pečovatelská služba", "1.2,Denní stacionář"))
    clerk.reads("document", "issue", "plan")
    return clerk


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder but the database's own side files."""
    found = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("office.db"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def rebuilt(clerk: Clerk, folder: Path, day: str = "2025-04-09") -> Clerk:
    """A clerk in the office as it stood at the end of that day."""
    clerk.reads("history", "as-of", day, "-o", str(folder))
    return Clerk(folder, clerk.papers, clerk.today, clerk.plan)


def test_the_office_of_a_past_day_has_what_stood_then_and_nothing_later(older: Clerk, tmp_path: Path):
    past = rebuilt(older, tmp_path / "dříve")

    assert [row["code"] for row in past.reads("show", "measures")] == ["1.1"]
    assert [one["number"] for one in past.reads("document", "list")] == [1]
    assert len(past.reads("history", "log")) == 5


def test_its_documents_are_the_very_files_that_were_issued(older: Clerk, tmp_path: Path):
    past = rebuilt(older, tmp_path / "dříve")
    (file,) = [name for name in files_of(past.office) if name.endswith(".docx")]

    assert (past.office / file).read_bytes() == (older.office / file).read_bytes()


def test_its_history_holds_and_has_the_head_of_that_day(older: Clerk, tmp_path: Path):
    then = older.reads("history", "log")[4]["hash"]
    past = rebuilt(older, tmp_path / "dříve")

    verified = past.reads("history", "verify")

    assert (verified["ok"], verified["head"], verified["editions"]) == (True, then, {"rebuilt": 1})


def test_the_standing_of_that_day_is_a_file_beside(older: Clerk, tmp_path: Path):
    past = rebuilt(older, tmp_path / "dříve")

    standing = json.loads((past.office / "status.json").read_text(encoding="utf-8"))

    assert standing["as_of"] == "2025-04-09"
    assert [(one["plan"], one["stage"], len(one["editions"])) for one in standing["plans"]] == [(PLAN, "evaluation", 1)]


@pytest.mark.parametrize(
    "words",
    [
        ("record", "priorities", "priority.csv"),
        ("document", "issue", "plan"),
        ("comment", "add", "plan", "Pozdě."),
        ("history", "receipt", "1", "-o", "potvrzeni.json"),
    ],
)
def test_no_act_can_be_entered_in_it(older: Clerk, tmp_path: Path, words: tuple[str, ...]):
    past = rebuilt(older, tmp_path / "dříve")
    (tmp_path / "priority.csv").write_text("code,title\n2,Doprava\n", encoding="utf-8")
    places = tuple(str(tmp_path / word) if "." in word and " " not in word else word for word in words)
    before = past.head

    answer = past.asks(*places)

    assert past.head == before
    assert [one["code"] for one in answer.json["refusals"]] == ["office.as_of"]
    assert answer.code == 1


def test_the_living_office_is_only_read(older: Clerk, tmp_path: Path):
    before, heads = files_of(older.office), older.head
    rebuilt(older, tmp_path / "dříve")

    assert (files_of(older.office), older.head) == (before, heads)


def test_the_copy_never_opens_the_living_database(older: Clerk, tmp_path: Path):
    past = rebuilt(older, tmp_path / "dříve")
    elsewhere = past.told(LIFECYCLE_DATABASE_URL="postgresql://nikde/nic")

    assert len(elsewhere.reads("history", "log")) == 5


def test_an_act_written_back_stands_where_it_was_entered_not_where_its_day_is(older: Clerk, tmp_path: Path):
    older.reads("--on", "2025-03-05", "comment", "add", "measure:1.1", "Zpětně zapsaná poznámka.")
    past = rebuilt(older, tmp_path / "dříve")

    assert past.reads("comment", "list") == []


def test_on_the_last_day_nothing_is_left_out(older: Clerk, tmp_path: Path):
    answer = older.reads("history", "as-of", "10. 4. 2025", "-o", str(tmp_path / "dnes"))

    assert [(one["entries"], one["later"]) for one in answer["plans"]] == [(7, 0)]


@pytest.mark.parametrize(
    ("day", "code"),
    [("2025-03-02", "as_of.nothing"), ("2025-04-11", "as_of.future"), ("loni", "on.not_a_day")],
)
def test_a_day_without_an_office_is_wrong_input(older: Clerk, tmp_path: Path, day: str, code: str):
    answer = older.asks("history", "as-of", day, "-o", str(tmp_path / "nic"))

    assert (answer.code, answer.json["error"]["code"]) == (2, code)
    assert not (tmp_path / "nic").exists()


def test_a_folder_that_holds_something_is_left_alone(older: Clerk, tmp_path: Path):
    (tmp_path / "plná").mkdir()
    (tmp_path / "plná" / "poznámky.txt").write_text("moje", encoding="utf-8")

    answer = older.asks("history", "as-of", LATER, "-o", str(tmp_path / "plná"))

    assert (answer.code, answer.json["error"]["code"]) == (2, "as_of.not_empty")
    assert files_of(tmp_path / "plná") == {"poznámky.txt": b"moje"}


def test_an_empty_folder_is_taken(older: Clerk, tmp_path: Path):
    (tmp_path / "prázdná").mkdir()
    past = rebuilt(older, tmp_path / "prázdná")

    assert past.reads("status")["stage"] == "evaluation"


def test_a_broken_history_gives_no_past_and_names_the_entry(older: Clerk, tmp_path: Path):
    edited(older, "update act set body = cast(replace(cast(body as text), 'Pomoc', 'pomoc') as blob) where number = 3")

    answer = older.asks("history", "as-of", LATER, "-o", str(tmp_path / "nic"))

    assert (answer.code, answer.json["error"]["code"]) == (3, "as_of.broken")
    assert not (tmp_path / "nic").exists()


def test_a_dry_run_tells_and_makes_nothing(older: Clerk, tmp_path: Path):
    answer = older.reads("--dry-run", "history", "as-of", "2025-04-09", "-o", str(tmp_path / "nic"))

    assert [one["later"] for one in answer["plans"]] == [2]
    assert not any(tmp_path.glob("*nic*"))


def test_a_checkpoint_whose_day_was_written_back_tells_no_past_of_what_came_later(older: Clerk, tmp_path: Path):
    older.reads("--on", "2025-03-05", "history", "export", "-o", str(tmp_path / "výpis.zip"))
    past = rebuilt(older, tmp_path / "dříve")

    assert past.about(None).reads("history", "verify")["ok"]


def test_a_person_is_told_where_the_past_stands_and_how_to_look_at_it(older: Clerk, tmp_path: Path):
    said = older.says("history", "as-of", "2025-04-09", "-o", str(tmp_path / "dříve")).out

    assert "9.\u00a04.\u00a02025" in said
    assert f"lifecycle --office {tmp_path / 'dříve'} status" in said


def test_the_town_keeps_its_look_there(older: Clerk, tmp_path: Path):
    (older.office / "obrázky").mkdir()
    (older.office / "obrázky" / "znak.png").write_bytes(b"znak")
    (older.office / "lifecycle.toml").write_text('[look]\nlogo = "obrázky/znak.png"\n', encoding="utf-8")
    past = rebuilt(older, tmp_path / "dříve")

    assert files_of(past.office)["obrázky/znak.png"] == b"znak"


def test_a_past_of_a_past_is_a_past(older: Clerk, tmp_path: Path):
    past = rebuilt(rebuilt(older, tmp_path / "dnes", LATER), tmp_path / "dříve")

    assert past.reads("history", "verify")["entries"] == 5


def test_a_plan_that_is_not_there_is_told(older: Clerk, tmp_path: Path):
    answer = older.about("jiny").asks("history", "as-of", LATER, "-o", str(tmp_path / "nic"))

    assert (answer.code, answer.json["error"]["code"]) == (2, "plan.unknown")


@pytest.fixture
def whole_life(lived, tmp_path: Path) -> Clerk:
    return lived.at("in force").moves_to(tmp_path)


@pytest.mark.slow
def test_every_day_of_a_whole_life_can_be_rebuilt_and_holds(whole_life: Clerk, tmp_path: Path):
    log = whole_life.reads("history", "log")
    for day in sorted({entry["on"] for entry in log}):
        past = rebuilt(whole_life, tmp_path / "dny" / day, day)
        verified = past.reads("history", "verify")
        last = verified["entries"] - 1
        shutil.rmtree(past.office)

        assert (verified["ok"], verified["head"]) == (True, log[last]["hash"])
        assert all(entry["on"] <= day for entry in log[: last + 1])


def test_who_was_erased_since_is_erased_in_the_days_before_too(clerk: Clerk, tmp_path: Path):
    clerk.records("people", "name,group,side,role,organisation,email\nJana Nová,SEN,user,member,,jana@example.cz\n")
    clerk.records("meetings", "key,group,kind,date\nM1,SEN,meeting,2025-03-03\n")
    clerk.records("attendance", "meeting,name,side\nM1,Jana Nová,user\n")
    clerk.reads("document", "issue", "minutes", "--meeting", "M1")
    clerk = clerk.on(LATER)
    clerk.reads("people", "erase", "Jana Nová", "--reason", "žádost č. j. 12/2025", "--yes")

    past = rebuilt(clerk, tmp_path / "dříve")

    assert past.reads("history", "verify")["ok"]
    assert "Jana" not in past.says("show", "people").out
    assert not any(b"Jana Nov" in file.read_bytes() for file in past.office.rglob("*") if file.is_file())
