"""The civil day of an act: never ahead of today or before the step it follows; a sandbox may be told what day it is."""

import datetime as dt

import pytest

from tests.cli.clerk import Clerk
from tests.cli.three_towns import PLAN, TOWNS


def last_day(clerk: Clerk) -> str:
    return clerk.reads("history", "log")[-1]["on"]


def test_an_act_bears_the_day_it_is_told(clerk: Clerk):
    clerk.on("2025-03-20").reads("--on", "2025-03-10", "comment", "add", "plan", "text")

    assert last_day(clerk.on(None)) == "2025-03-10"


@pytest.mark.parametrize("written", ["2025-03-10", "10.3.2025", "10. 3. 2025"])
def test_a_day_may_be_written_as_clerks_write_it(clerk: Clerk, written: str):
    clerk.on("2025-03-20").reads("--on", written, "comment", "add", "plan", "text")

    assert last_day(clerk.on(None)) == "2025-03-10"


@pytest.mark.parametrize("day", ["2025-03-04", "2025-02-30", "včera"])
def test_a_day_to_come_or_one_that_is_none_is_wrong_input(clerk: Clerk, day: str):
    head = clerk.head

    answer = clerk.says("--on", day, "comment", "add", "plan", "text")

    assert (answer.code, clerk.head) == (2, head)
    assert answer.err.strip()


@pytest.mark.parametrize("command", [["comment", "add", "plan", "x"], ["advance"], ["document", "issue", "plan"]])
def test_a_day_before_the_step_it_follows_is_wrong_input(clerk: Clerk, command: list[str]):
    clerk.on("2025-03-10").reads("advance")
    head = clerk.head

    answer = clerk.on("2025-03-12").asks("--on", "2025-03-09", *command)

    assert (answer.code, clerk.head) == (2, head)


def test_a_sandbox_stays_on_the_day_of_its_latest_act(clerk: Clerk):
    clerk.on("2025-04-01").reads("comment", "add", "plan", "text")

    clerk.on(None).reads("comment", "add", "plan", "další")

    assert last_day(clerk.on(None)) == "2025-04-01"


def test_a_sandbox_is_not_told_a_day_before_its_latest_act(clerk: Clerk):
    clerk.on("2025-04-01").reads("comment", "add", "plan", "text")
    head = clerk.head

    answer = clerk.on("2025-03-31").says("comment", "add", "plan", "text")

    assert (answer.code, clerk.head, "LIFECYCLE_TODAY" in answer.err) == (2, head, True)


def test_a_day_the_sandbox_cannot_read_is_wrong_input(clerk: Clerk):
    answer = clerk.on("31.2.2025").says("status")

    assert (answer.code, "31.2.2025" in answer.err) == (2, True)


def test_an_office_that_is_no_sandbox_is_told_no_day(newcomer: Clerk):
    assert newcomer.types("init", str(newcomer.office)).code == 0

    answer = newcomer.on("2025-01-01").says("plan", "list")

    assert (answer.code, "LIFECYCLE_TODAY" in answer.err) == (2, True)


def test_a_real_office_is_not_made_on_an_invented_day(newcomer: Clerk):
    answer = newcomer.on("2025-01-01").types("init", str(newcomer.office))

    assert (answer.code, (newcomer.office / "office.db").exists()) == (2, False)


def test_a_real_office_takes_no_day_to_come(newcomer: Clerk):
    newcomer.types("init", str(newcomer.office))
    towns = newcomer.paper("obce.csv", TOWNS)
    tomorrow = (dt.date.today() + dt.timedelta(days=2)).isoformat()

    answer = newcomer.says(
        "--on",
        tomorrow,
        "plan",
        "create",
        PLAN,
        "--title",
        "T",
        "--territory",
        str(towns),
        "--from",
        "2026",
        "--to",
        "2027",
    )

    assert (answer.code, newcomer.reads("plan", "list")) == (2, [])


@pytest.mark.parametrize("words", [["--help"], ["workflow", "check", "{file}"]])
def test_commands_that_need_no_office_do_not_mind_the_day(newcomer: Clerk, words: list[str], shipped_workflow):
    words = [word.format(file=shipped_workflow) for word in words]

    assert newcomer.on("2025-01-01").types(*words).code == 0


def test_the_recorded_time_is_always_the_clocks(clerk: Clerk):
    clerk.reads("comment", "add", "plan", "text")

    recorded = dt.datetime.fromisoformat(clerk.reads("history", "log")[-1]["at"])

    assert abs(dt.datetime.now(dt.UTC) - recorded) < dt.timedelta(minutes=10)
