"""Where a plan stands and the steps it may take: status, why, advance, return, withdraw."""

import pytest

from tests.cli.clerk import Clerk
from tests.cli.three_towns import PLAN

EDITION = {"name", "number", "label", "stage", "sha256", "content_sha256", "issued_on", "file"}
REFUSAL = {"code", "text", "facts", "who", "command", "earliest"}


def test_status_has_the_keys_of_the_contract(clerk: Clerk):
    status = clerk.reads("status")

    assert {
        "plan", "kind", "stage", "workflow", "missing", "deadlines", "editions", "comments", "approval",
    } <= set(status)  # fmt: skip
    assert set(status["approval"]) >= {"needed", "approved", "refused", "waiting"}
    assert (status["stage"], status["editions"], status["comments"]) == (
        "evaluation", [], {"open": 0, "settled": 0, "orphaned": 0, "grouped": 0, "groups": 0, "rivals": 0},
    )  # fmt: skip


def test_why_lists_every_step_of_the_stage(clerk: Clerk):
    why = clerk.reads("why")

    assert (why["plan"], why["stage"]) == (PLAN, "evaluation")
    assert [(s["event"], s["to"], s["allowed"]) for s in why["steps"]] == [
        ("advance", "analysis", True),
        ("withdraw", "withdrawn", True),
    ]


def test_why_of_one_event_lists_only_that(clerk: Clerk):
    assert [step["event"] for step in clerk.reads("why", "withdraw")["steps"]] == ["withdraw"]


def test_why_in_a_later_stage_lists_each_return_by_its_stage(taken_up):
    steps = taken_up("rule met").reads("why", "return")["steps"]

    assert {step["to"] for step in steps} == {"evaluation", "analysis", "swot", "priorities", "consultation"}


def test_a_refusal_has_the_keys_of_the_contract(clerk: Clerk):
    clerk.reads("advance")

    answer = clerk.asks("advance")

    assert answer.code == 1
    assert {frozenset(r) >= REFUSAL for r in answer.json["refusals"]} == {True}


def test_a_refusal_is_told_to_a_person_on_stderr_reason_by_reason(clerk: Clerk):
    clerk.reads("advance")

    answer = clerk.says("advance")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("lifecycle ") >= 6


def test_an_advance_says_where_it_went_what_it_issued_and_what_comes_next(clerk: Clerk):
    step = clerk.reads("advance", "--note", "Schváleno 3. 3.")

    assert (step["plan"], step["from"], step["to"], step["event"], step["entry"]) == (
        PLAN, "evaluation", "analysis", "advance", 5,
    )  # fmt: skip
    assert [set(edition) >= EDITION for edition in step["editions"]] == [True, True]
    assert step["next"]
    assert clerk.reads("history", "show", "5")["note"] == "Schváleno 3. 3."


def test_a_return_goes_back_with_its_reason_in_the_history(clerk: Clerk):
    clerk.reads("advance")

    back = clerk.reads("return", "evaluation", "--reason", "Chybí tři opatření.")

    assert (back["from"], back["to"], back["event"]) == ("analysis", "evaluation", "return")
    assert clerk.reads("history", "log")[-1]["what"].endswith("Chybí tři opatření.")


@pytest.mark.parametrize("command", [["return", "evaluation"], ["withdraw"]])
@pytest.mark.parametrize("language", ["cs", "en"])
def test_without_a_reason_it_is_refused_with_the_option_that_gives_one(clerk: Clerk, command: list[str], language: str):
    clerk.reads("advance")
    head = clerk.head

    answer = clerk.asks("--lang", language, *command)

    assert (answer.code, answer.json["refused"], clerk.head) == (1, True, head)
    assert "--reason" in answer.json["refusals"][0]["command"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_empty_reason_is_none(clerk: Clerk, reason: str):
    clerk.reads("advance")

    assert clerk.asks("return", "evaluation", "--reason", reason).code == 1


def test_a_withdrawn_plan_takes_no_step(clerk: Clerk):
    clerk.reads("withdraw", "--reason", "Obce se nedohodly.")

    answer = clerk.asks("advance")

    assert (clerk.reads("status")["stage"], answer.code) == ("withdrawn", 1)
    assert clerk.reads("why")["steps"] == []


@pytest.mark.parametrize(
    "command",
    [
        ["advance"],
        ["withdraw", "--reason", "r"],
        ["document", "issue", "plan"],
        ["comment", "add", "plan", "text"],
        ["record", "findings", "{findings}"],
        ["plan", "create", "druhy", "--title", "T", "--territory", "{towns}", "--from", "2026", "--to", "2027"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_dry_run_says_what_would_be_and_changes_nothing(clerk: Clerk, command: list[str]):
    findings = clerk.paper("f.csv", "key,kind,title,text,source\nF-1,survey,T,T,S\n")
    towns = clerk.paper("o.csv", "code,name\n546127,Dačice\n")
    words = [word.format(findings=findings, towns=towns) for word in command]
    head, files = clerk.head, sorted(clerk.office.rglob("*.docx"))

    answer = clerk.asks("--dry-run", *words)

    assert (answer.code, answer.json["entry"], answer.json["dry_run"]) == (0, None, True)
    assert (clerk.head, sorted(clerk.office.rglob("*.docx"))) == (head, files)


def test_a_dry_run_of_a_refused_step_is_refused_too(clerk: Clerk):
    clerk.reads("advance")

    assert clerk.asks("--dry-run", "advance").code == 1


@pytest.mark.parametrize("command", ["init", "demo"])
def test_a_dry_run_makes_no_office(newcomer: Clerk, command: str):
    answer = newcomer.types("--dry-run", command, str(newcomer.office))

    assert (answer.code, newcomer.office.exists()) == (0, False)


def test_a_dry_run_issues_no_file_aside(clerk: Clerk):
    target = clerk.papers / "návrh.docx"

    clerk.reads("--dry-run", "document", "issue", "plan", "-o", str(target))

    assert not target.exists()


def test_a_dry_run_sends_no_packets(taken_up):
    clerk = taken_up("packets to send")
    head = clerk.head

    answer = clerk.asks("--dry-run", "approval", "send")

    assert (answer.code, len(answer.json["packets"]), clerk.head) == (0, 22, head)
    numbers = [packet["number"] for packet in answer.json["packets"]]
    assert numbers == list(range(1, 23))


def test_the_language_of_the_settings_is_that_of_refusals_too(clerk: Clerk):
    (clerk.office / "lifecycle.toml").write_text('lang = "en"\n', encoding="utf-8")
    clerk.reads("advance")

    told = clerk.asks("advance").json["refusals"][0]["text"]

    assert told == clerk.asks("--lang", "en", "advance").json["refusals"][0]["text"]


def test_a_towns_own_phrase_is_told_in_refusals_of_the_office_it_stands_in(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
):
    own = clerk.office / "document_templates" / "phrases" / "cs.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text('[analysis.missing_kind]\ntext = "Doplňte {kind}!"\nwho = "my"\ncommand = "x"\n', encoding="utf-8")
    clerk.reads("advance")
    monkeypatch.chdir(clerk.office)

    by_folder = clerk.types("--json", "advance").json["refusals"][0]["text"]

    assert by_folder.startswith("Doplňte")


def test_in_an_office_of_two_plans_the_plan_meant_is_named(clerk: Clerk):
    towns = clerk.paper("o.csv", "code,name\n546127,Dačice\n")
    create = ("plan", "create", "druhy", "--title", "T", "--territory", str(towns), "--from", "2026", "--to", "2027")
    clerk.reads(*create)
    nobody = clerk.about(None)

    which = nobody.says("status")

    assert (which.code, PLAN in which.err, "druhy" in which.err, "--plan" in which.err) == (2, True, True, True)
    assert nobody.reads("--plan", "druhy", "status")["plan"] == "druhy"
    assert [p["key"] for p in nobody.reads("plan", "list")] == [PLAN, "druhy"]


def test_a_plan_that_is_not_there_names_those_that_are(clerk: Clerk):
    answer = clerk.about("tri-obc").says("status")

    assert (answer.code, PLAN in answer.err) == (2, True)


def test_an_office_without_a_plan_says_how_to_open_one(newcomer: Clerk):
    newcomer.types("init", str(newcomer.office))

    answer = newcomer.says("status")

    assert (answer.code, "plan create" in answer.err) == (2, True)


def test_plan_show_is_the_plan_with_its_territory_and_workflow(clerk: Clerk):
    plan = clerk.reads("plan", "show")

    assert {"key", "title", "kind", "stage", "from", "to", "follows", "territory", "workflow"} <= set(plan)
    assert (plan["from"], plan["to"], len(plan["territory"])) == (2026, 2027, 3)


def test_reading_changes_nothing(clerk: Clerk):
    head = clerk.head
    for words in (["status"], ["why"], ["plan", "list"], ["plan", "show"], ["show", "groups"], ["document", "list"],
                  ["comment", "list"], ["consultation", "status"], ["approval", "status"], ["history", "log"],
                  ["history", "verify"], ["workflow", "list"]):  # fmt: skip
        clerk.reads(*words)

    assert clerk.head == head
