"""Bad input: each is a sentence that says what, where and what to do, in both languages, and nothing changed."""

from dataclasses import dataclass

import pytest

from tests.cli.clerk import REPOSITORY, Clerk
from tests.cli.three_towns import PLAN, TOWNS

FINDINGS_HEAD = "key,kind,title,text,source"
MEETING = "key,group,kind,date,place"
SERVICE = "key,provider,ico,name,kind"


@dataclass(frozen=True)
class Bad:
    """One bad file of a form: what is wrong in it, where the refusal must point, which words it must hold."""

    kind: str
    rows: str
    cell: str | None
    column: str | None
    value: str | None


BAD = {
    "a missing column": Bad("findings", "key,kind,title,text\nF-1,survey,T,T\n", None, "source", None),
    "an unknown column": Bad("findings", f"{FINDINGS_HEAD},barva\nF-1,survey,T,T,S,modrá\n", "F1", None, "barva"),
    "an empty obligatory cell": Bad("findings", f"{FINDINGS_HEAD}\nF-1,survey,,T,S\n", "C2", "title", None),
    "a word that is none": Bad("findings", f"{FINDINGS_HEAD}\nF-1,surwey,T,T,S\n", "B2", "kind", "surwey"),
    "a date that does not exist": Bad("meetings", f"{MEETING}\nM,RS,meeting,30.2.2025,P\n", "D2", "date", "30.2.2025"),
    "an IČO that fails its check": Bad("services", f"{SERVICE}\nS,P,12345678,N,40\n", "C2", "ico", "12345678"),
    "a group not there": Bad("meetings", f"{MEETING}\nM,SENN,meeting,2025-01-01,P\n", "B2", "group", "SENN"),
    "two of one key": Bad("findings", f"{FINDINGS_HEAD}\nF-1,survey,T,T,S\nF-1,survey,U,U,S\n", "A3", "key", "F-1"),
    "a code that is not a measure's": Bad(
        "measures", "code,title,description,kind,responsible,starts,ends\n1,T,T,new,R,2026-01-01,2026-12-31\n",
        "A2", "code", "1",
    ),
    "a measure that ends before it starts": Bad(
        "measures", "code,title,description,kind,responsible,starts,ends\n1.2,T,T,new,R,2026-12-31,2026-01-01\n",
        None, None, None,
    ),
    "an amount that is no number": Bad(
        "budget", "code,year,source,amount_czk\n1.1,2026,state,hodně\n", "D2", "amount_czk", "hodně"
    ),
    "attendance at a meeting to come": Bad("attendance", "meeting,name,side\nM-9,Jana,user\n", None, "meeting", "M-9"),
    "evidence that is not in the plan": Bad(
        "swot", "key,group,quadrant,text,evidence\nS-1,SEN,S,T,F-99\n", "E2", "evidence", "F-99"
    ),
    "votes of nobody present": Bad(
        "resolutions", "code,body,verb,number,on,members,present,for\n546127,council,approves,1,2025-03-01,21,,15\n",
        "G2", "present", None,
    ),
    "a tag in a chapter": Bad("texts", 'section,text\nvision,"Dobrý\n\n<script>"\n', "B2", "text", None),
    "a settlement without its reason": Bad("settlements", "id,decision,reason\nP-1,rejected,\n", None, "reason", None),
}  # fmt: skip


def prepared(clerk: Clerk) -> Clerk:
    clerk.records("meetings", f"{MEETING}\nM-9,RS,meeting,2025-12-24,úřad\n")
    return clerk


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_row_is_told_with_its_place_and_nothing_changes(clerk: Clerk, bad: Bad):
    head = prepared(clerk).head
    file = clerk.paper("špatný soubor.csv", bad.rows)

    answer = clerk.asks("record", bad.kind, str(file))

    assert (answer.code, clerk.head) == (2, head)
    told = answer.json["errors"]
    expected = {name: getattr(bad, name) for name in ("cell", "column", "value") if getattr(bad, name) is not None}
    assert any(expected.items() <= fault.items() for fault in told), told


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_every_fault_is_a_whole_sentence_in_both_languages(clerk: Clerk, bad: Bad, language: str):
    prepared(clerk)
    file = clerk.paper("špatný soubor.csv", bad.rows)

    answer = clerk.asks("--lang", language, "record", bad.kind, str(file))

    keys = {"sheet", "cell", "column", "value", "rule", "text", "suggestion"}
    assert all(keys <= set(fault) and whole(fault["text"]) for fault in answer.json["errors"]), answer.json


def whole(sentence: str) -> bool:
    """A sentence of several words that ends, without a hole or a place left empty."""
    ends = sentence.strip()[-1] in '.?!“"”…)'
    return len(sentence.split()) >= 3 and ends and not set("{}–") & set(sentence)


def test_every_fault_of_a_file_is_told_at_once(clerk: Clerk):
    rows = f"{MEETING}\nM-1,RS,meeting,30.2.2025,P\nM-2,RS,sezení,2025-01-01,P\nM-3,RS,,2025-01-01,P\n"

    answer = clerk.asks("record", "meetings", str(clerk.paper("schůzky.csv", rows)))

    assert [fault["cell"] for fault in answer.json["errors"]] == ["D2", "C3", "C4"]


def test_a_wrong_word_comes_with_the_nearest_right_one(clerk: Clerk):
    answer = clerk.asks("record", "findings", str(clerk.paper("f.csv", f"{FINDINGS_HEAD}\nF-1,surwey,T,T,S\n")))

    assert answer.json["errors"][0]["suggestion"] == "survey"


@pytest.mark.parametrize("name", ["chybí.csv", "obrázek.png", "dopis.docx"])
def test_a_file_that_is_missing_or_of_another_sort_is_told_by_its_name(clerk: Clerk, name: str):
    head = clerk.head
    file = clerk.papers / name
    if name != "chybí.csv":
        clerk.paper(name, b"\x89PNG\r\n\x1a\n\x00\x00")

    answer = clerk.says("record", "findings", str(file))

    assert (answer.code, name in answer.err, clerk.head) == (2, True, head)


CREATE = ("plan", "create", "novy", "--title", "Nový")
YEARS = ("--from", "2026", "--to", "2028")
PLANS = {
    "two municipalities with one code": (TOWNS + "547263,Studená podruhé,10,,\n", YEARS, "547263"),
    "a code that is none": ("code,name\n99,Nikde\n", YEARS, "99"),
    "a town hall's IČO that fails its check": ("code,name,ico\n546127,Dačice,12345678\n", YEARS, "12345678"),
    "no municipality at all": ("code,name\n", YEARS, "obce.csv"),
    "a plan ending before it starts": (TOWNS, ("--from", "2028", "--to", "2026"), "2026"),
    "a year that is none": (TOWNS, ("--from", "dva", "--to", "2026"), "dva"),
    "a kind of plan that does not exist": (TOWNS, (*YEARS, "--kind", "comunity_plan"), "community_plan"),
    "an ending plan that does not exist": (TOWNS, (*YEARS, "--follows", "tri-obcee"), "tri-obce"),
}


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize(("towns", "options", "named"), PLANS.values(), ids=PLANS.keys())
def test_a_plan_that_cannot_be_opened_names_why(
    clerk: Clerk, towns: str, options: tuple[str, ...], named: str, language: str
):
    head = clerk.head
    file = clerk.paper("obce.csv", towns)

    answer = clerk.about(None).says("--lang", language, *CREATE, "--territory", str(file), *options)

    assert (answer.code, clerk.head) == (2, head)
    assert named in answer.err


def test_a_plan_whose_key_is_taken_is_not_opened_again(clerk: Clerk):
    head = clerk.head
    towns = clerk.paper("obce.csv", TOWNS)

    answer = clerk.says("plan", "create", PLAN, "--title", "T", "--territory", str(towns), *YEARS)

    assert (answer.code, PLAN in answer.err, clerk.head) == (2, True, head)


@pytest.mark.parametrize("key", ["-", "a b", "../ven", "", "č"])
def test_a_key_that_could_not_name_a_folder_is_wrong_input(clerk: Clerk, key: str):
    head = clerk.head
    towns = clerk.paper("obce.csv", TOWNS)

    answer = clerk.about(None).says("plan", "create", "--title", "T", "--territory", str(towns), *YEARS, "--", key)

    assert (answer.code, clerk.head) == (2, head)


WORKFLOWS = {
    "an unknown stage": ('to = "analysis"', 'to = "analysys"', "analysys", "analysis"),
    "an unknown guard": ('check = "swot_approved"', 'check = "swot_aproved"', "swot_aproved", "swot_approved"),
    "an unknown section": ('name = "findings"', 'name = "findigs"', "findigs", "findings"),
    "an unknown parameter": ('at_least = "{findings}"', 'at_least = "{finding}"', "finding", "findings"),
    "an unknown deliverable": ('closes_with = ["plan"]', 'closes_with = ["plans"]', "plans", "plan"),
}


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize(("was", "now", "named", "near"), WORKFLOWS.values(), ids=WORKFLOWS.keys())
def test_a_workflow_with_an_unknown_name_is_told_by_file_and_line(
    newcomer: Clerk, was: str, now: str, named: str, near: str, language: str
):
    text = (REPOSITORY / "workflows" / "community_plan.toml").read_text(encoding="utf-8")
    file = newcomer.paper("náš postup.toml", text.replace(was, now, 1))
    line = text[: text.index(was)].count("\n") + 1

    answer = newcomer.types("--lang", language, "workflow", "check", str(file))

    assert answer.code == 2
    assert f"náš postup.toml:{line}" in answer.err
    assert named in answer.err
    assert near in answer.err


def test_a_workflow_that_is_no_toml_is_told_by_its_line(newcomer: Clerk):
    file = newcomer.paper("postup.toml", "format = 1\nid = community\n")

    answer = newcomer.types("--json", "workflow", "check", str(file))

    assert (answer.code, answer.json["errors"][0]["line"]) == (2, 2)


def test_a_towns_own_faulty_workflow_opens_no_plan(clerk: Clerk):
    text = (REPOSITORY / "workflows" / "community_plan.toml").read_text(encoding="utf-8")
    own = clerk.office / "workflows" / "community_plan.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(text.replace('to = "analysis"', 'to = "analysys"', 1), encoding="utf-8")
    head, towns = clerk.head, clerk.paper("obce.csv", TOWNS)

    answer = clerk.says(*CREATE, "--territory", str(towns), *YEARS)

    assert (answer.code, "analysys" in answer.err, clerk.head) == (2, True, head)


def test_a_plan_already_open_does_not_mind_a_workflow_changed_on_the_disk(clerk: Clerk):
    own = clerk.office / "workflows" / "community_plan.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("nesmysl", encoding="utf-8")

    assert clerk.asks("why").code == 0


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("command", [["advance", "advence"], ["why", "advence"]])
def test_a_step_that_does_not_exist_is_wrong_usage_with_the_steps_there_are(
    clerk: Clerk, command: list[str], language: str
):
    head = clerk.head

    answer = clerk.says("--lang", language, *command)

    assert (answer.code, clerk.head) == (2, head)
    assert "advence" in answer.err
    assert "withdraw" in answer.err


@pytest.mark.parametrize("command", [["advance", "supersede"], ["advance", "expire"]])
def test_a_step_another_stage_has_is_refused_with_the_steps_of_this_one(clerk: Clerk, command: list[str]):
    head = clerk.head

    answer = clerk.asks(*command)

    assert (answer.code, answer.json["refused"], clerk.head) == (1, True, head)
    assert answer.json["refusals"][0]["text"]


def test_a_return_to_a_stage_that_does_not_exist_is_wrong_usage(clerk: Clerk):
    head = clerk.head

    answer = clerk.says("return", "analisis", "--reason", "r")

    assert (answer.code, clerk.head) == (2, head)


def test_a_return_ahead_is_refused(clerk: Clerk):
    head = clerk.head

    answer = clerk.asks("return", "swot", "--reason", "r")

    assert (answer.code, clerk.head) == (1, head)
