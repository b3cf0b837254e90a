"""The same life on PostgreSQL: one variable puts the office there, everything else stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.cli.clerk import Clerk
from tests.journeys import mnichovo
from tests.journeys.lives import Life


@pytest.fixture
def there(database: Callable[[], sa.URL], tmp_path: Path) -> Clerk:
    """A clerk whose office is to be on PostgreSQL."""
    url = database().render_as_string(hide_password=False)
    return Clerk(tmp_path / "úřad", tmp_path / "papíry", extra={"LIFECYCLE_DATABASE_URL": url})


@dataclass(frozen=True)
class Seen:
    """What an office shows of a life: what was missing at each moment, and the documents issued on the way."""

    missing: dict[str, list[tuple[str, Any]]]
    issued: list[tuple[str, str]]


def seen(whys: dict[str, Any], steps: list[dict[str, Any]]) -> Seen:
    return Seen(
        {moment: reasons(why) for moment, why in whys.items()},
        [(e["edition"], e["label"]) for step in steps for e in step["editions"]],
    )


def reasons(why: Any) -> list[tuple[str, Any]]:
    return [(r["code"], r["facts"]) for s in why["steps"] if s["event"] == "advance" for r in s["refusals"]]


@pytest.mark.slow
def test_a_plan_lives_on_postgresql_as_it_does_in_a_file(there: Clerk, lived: Life):
    whys: dict[str, Any] = {}
    clerks = [there]

    def keep(moment: str, now: Clerk) -> None:
        clerks.append(now)
        whys[moment] = now.reads("why")

    steps = list(mnichovo.life(there, keep))

    assert seen(whys, steps) == seen({name: moment.why for name, moment in lived.moments.items()}, lived.steps)
    assert not (there.office / "office.db").exists()
    assert_whole(clerks[-1])


def assert_whole(clerk: Clerk) -> None:
    """The fold of the history is the tables; every document is on the disk, and the final one verifies."""
    found = clerk.reads("history", "verify")
    editions = clerk.reads("document", "list")
    last = [e for e in editions if e["label"] == "final"][-1]

    assert (found["ok"], found["replay_ok"], found["problems"]) == (True, True, [])
    assert all((clerk.office / e["file"]).is_file() for e in editions)
    assert clerk.reads("document", "verify", str(clerk.office / last["file"]))["unchanged"]


def test_without_the_variable_the_office_has_no_database(there: Clerk):
    there.types("init", str(there.office), "--sandbox")

    lost = Clerk(there.office, there.papers).asks("plan", "list")

    assert lost.code == 2
    assert "office.db" in lost.err


def test_a_server_that_does_not_answer_is_told_without_its_password(there: Clerk):
    there.types("init", str(there.office), "--sandbox")
    url = "postgresql+psycopg://clerk:tajne@127.0.0.1:1/office"

    answer = there.told(LIFECYCLE_DATABASE_URL=url).says("plan", "list")

    assert (answer.code, "tajne" in answer.err + answer.out, "127.0.0.1" in answer.err) == (4, False, True)
