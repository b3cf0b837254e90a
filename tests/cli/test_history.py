"""The history: a log anybody can read, and a verification that names what is broken."""

import contextlib
import sqlite3

import pytest

from lifecycle.model.history import chained
from tests.cli.clerk import Clerk
from tests.cli.three_towns import PLAN

RENAMED = "cast(replace(cast(body as text), 'Dačice', 'Dacice') as blob)"


def edited(clerk: Clerk, *statements: str) -> None:
    """Somebody with a database tool changes the office behind our back."""
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as connection:
        triggers = connection.execute("select name from sqlite_master where type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'drop trigger "{name}"')
        for statement in statements:
            assert connection.execute(statement).rowcount
        connection.commit()


def test_the_log_lists_every_act_oldest_first(clerk: Clerk):
    log = clerk.reads("history", "log")

    assert [(e["number"], e["on"], e["role"], e["verb"]) for e in log] == [
        (1, "2025-03-03", "coordinator", "plan.create"),
        (2, "2025-03-03", "coordinator", "record.groups"),
        (3, "2025-03-03", "coordinator", "record.priorities"),
        (4, "2025-03-03", "coordinator", "record.measures"),
    ]
    assert all({"number", "at", "on", "who", "role", "verb", "what", "hash"} <= set(entry) for entry in log)


def test_an_entry_is_shown_in_full_and_chained_to_the_one_before(clerk: Clerk):
    log = clerk.reads("history", "log")

    entry = clerk.reads("history", "show", "2")

    assert (entry["hash"], entry["previous"]) == (log[1]["hash"], log[0]["hash"])
    assert [change["kind"] for change in entry["changes"]] == ["group", "group"]


@pytest.mark.parametrize("number", ["0", "99"])
def test_an_entry_that_is_not_there_is_wrong_input(clerk: Clerk, number: str):
    assert clerk.says("history", "show", number).code == 2


def test_verify_has_the_keys_of_the_contract_for_one_plan_and_for_all(clerk: Clerk):
    keys = {"ok", "entries", "head", "code", "replay_ok", "problems", "erased"}

    one, every = clerk.reads("history", "verify"), clerk.about(None).reads("history", "verify")

    assert set(one) >= keys
    assert (one["ok"], one["entries"], len(one["head"])) == (True, 4, 64)
    assert (every["entries"], every["head"], every["office"]["entries"]) == (4, one["head"], 1)
    assert all(set(plan) >= keys for plan in every["plans"])


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("""update measure set title = 'Jiný název'""", "measure"),
        ("""delete from municipality where code = '547166'""", "municipality"),
        ("""update plan set state = 'in_force'""", "plan"),
        (f"update act set body = {RENAMED} where plan = '{PLAN}' and number = 1", "act"),
    ],
)
def test_a_row_changed_behind_our_back_is_named_and_never_repaired(clerk: Clerk, statement: str, table: str):
    edited(clerk, statement)

    first, second = clerk.asks("history", "verify"), clerk.asks("history", "verify")

    assert (first.code, first.json["ok"]) == (3, False)
    assert table in {problem["table"] for problem in first.json["problems"]}
    assert second.json["problems"] == first.json["problems"]


def test_a_document_changed_in_the_database_is_found(clerk: Clerk):
    clerk.reads("document", "issue", "plan")
    edited(clerk, "update blob set bytes = cast(bytes || x'00' as blob)")

    answer = clerk.asks("history", "verify")

    assert (answer.code, bool(answer.json["problems"])) == (3, True)


def code_of(clerk: Clerk) -> str:
    clerk.reads("document", "issue", "plan")
    return clerk.reads("history", "verify")["code"]


def test_the_code_printed_in_a_document_is_found_again(clerk: Clerk):
    found = clerk.reads("history", "verify", "--code", code_of(clerk))

    assert (found["plan"], found["entry"], found["edition"]) == (PLAN, 5, "plan@1")


def test_a_code_typed_in_small_letters_without_dashes_is_the_same(clerk: Clerk):
    code = code_of(clerk)
    head, tail = code[: len(PLAN) + 3], code[len(PLAN) + 3 :]

    typed = head + tail.replace("-", "").lower()

    assert clerk.reads("history", "verify", "--code", typed)["edition"] == "plan@1"


def test_a_code_with_a_typing_error_is_wrong_input_and_says_so(clerk: Clerk):
    code = code_of(clerk)
    wrong = code[:-8] + ("A" if code[-8] != "A" else "B") + code[-7:]

    answer = clerk.says("history", "verify", "--code", wrong)

    assert (answer.code, bool(answer.err.strip())) == (2, True)


@pytest.mark.parametrize("code", ["nesmysl", "", "tri-obce-5", "----"])
def test_what_is_no_code_is_wrong_input(clerk: Clerk, code: str):
    assert clerk.says("history", "verify", "--code", code).code == 2


def test_a_right_code_of_a_history_that_is_not_ours_is_not_found(clerk: Clerk, lived):
    other = lived.at("in force").reads("document", "list")[0]["code"]

    answer = clerk.asks("history", "verify", "--code", other)

    assert (answer.code, answer.json["ok"]) == (3, False)


def test_a_history_cut_before_a_document_does_not_know_the_code_on_its_paper(clerk: Clerk):
    code = code_of(clerk)
    edited(
        clerk,
        f"delete from act where plan = '{PLAN}' and number = 5",
        f"update chain set rev = 4, head = (select hash from act where plan = '{PLAN}' and number = 4)"
        f" where plan = '{PLAN}'",
        "delete from edition",
    )

    assert clerk.asks("history", "verify", "--code", code).code == 3


def test_a_cell_of_another_type_is_a_failed_verification_not_a_crash(clerk: Clerk):
    edited(clerk, "update act set body = 'text místo bajtů' where number = 4")

    assert clerk.asks("history", "verify").code == 3


@pytest.mark.parametrize("body", ["x'ff00'", "cast(replace(cast(body as text), '2025-', '2O25-') as blob)"])
def test_damage_of_the_very_day_the_sandbox_lives_by_is_found_and_named(clerk: Clerk, body: str):
    edited(clerk, f"update act set body = {body} where plan = '{PLAN}' and number = 4")

    found = clerk.about(None).asks("history", "verify")

    assert (found.code, found.json["ok"]) == (3, False)
    assert any(problem["entry"] == 4 and problem["table"] == "act" for problem in found.json["problems"])


def test_editions_this_program_made_are_made_again_and_counted(clerk: Clerk):
    clerk.reads("document", "issue", "plan")
    clerk.reads("document", "issue", "plan")

    assert clerk.reads("history", "verify")["editions"] == {"rebuilt": 2}


def test_editions_of_another_look_are_checked_by_their_bytes_and_the_program_is_not_blamed(clerk: Clerk):
    clerk.reads("document", "issue", "plan")
    renderer = clerk.reads("document", "list")[0]["renderer"]
    (clerk.office / "lifecycle.toml").write_text('[look]\ncolour = "880000"\n', encoding="utf-8")

    answer = clerk.reads("history", "verify")

    assert (answer["ok"], answer["editions"]) == (True, {renderer: 1})
    assert "s jinou šablonou, frázemi nebo vzhledem" in clerk.says("history", "verify").out


@pytest.mark.parametrize(("column", "table"), [("content_sha256", "edition"), ("code", "edition"), ("sha256", "blob")])
def test_an_edition_forged_in_history_and_table_alike_is_found_by_what_it_keeps(clerk: Clerk, column: str, table: str):
    clerk.reads("document", "issue", "plan")
    value = clerk.reads("document", "list")[0][column]
    other = ("0" if value[0] != "0" else "1") + value[1:]
    edited(clerk, f"update edition set {column} = '{other}'")
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as raw:
        last = "from act where plan = ? and number ="
        (head,) = raw.execute(f"select hash {last} 4", (PLAN,)).fetchone()
        (body,) = raw.execute(f"select body {last} 5", (PLAN,)).fetchone()
        forged = body.replace(value.encode(), other.encode())
        raw.execute(
            "update act set body = ?, hash = ? where plan = ? and number = 5", (forged, chained(head, forged), PLAN)
        )
        raw.execute("update chain set head = ? where plan = ?", (chained(head, forged), PLAN))
        raw.commit()

    answer = clerk.asks("history", "verify")

    assert (answer.code, table in {problem["table"] for problem in answer.json["problems"]}) == (3, True)
