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


@dataclass(frozen=True)
class There:
    """The office on PostgreSQL after its life, and what it said on the way."""

    clerk: Clerk
    missing: dict[str, list[tuple[str, Any]]]
    steps: list[dict[str, Any]]


@pytest.fixture(scope="module")
def there(database: Callable[[], sa.URL], tmp_path_factory: pytest.TempPathFactory) -> There:
    folder: Path = tmp_path_factory.mktemp("postgresql")
    url = database().render_as_string(hide_password=False)
    clerk = Clerk(folder / "úřad", folder / "papíry", extra={"LIFECYCLE_DATABASE_URL": url})
    missing: dict[str, list[tuple[str, Any]]] = {}
    last = clerk

    def keep(moment: str, now: Clerk) -> None:
        nonlocal last
        last = now
        missing[moment] = reasons(now.reads("why"))

    steps = list(mnichovo.life(clerk, keep))
    return There(last, missing, steps)


def reasons(why: Any) -> list[tuple[str, Any]]:
    return [(r["code"], r["facts"]) for s in why["steps"] if s["event"] == "advance" for r in s["refusals"]]


def test_no_database_file_appears_in_the_office(there: There):
    assert not (there.clerk.office / "office.db").exists()


def test_the_same_is_missing_at_every_moment_as_on_sqlite(there: There, lived: Life):
    assert there.missing == {name: reasons(moment.why) for name, moment in lived.moments.items()}


def test_the_same_documents_are_issued_with_the_same_content(there: There, lived: Life):
    def issued(steps: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
        return [(e["edition"], e["label"], e["content_sha256"]) for step in steps for e in step["editions"]]

    assert [name for name, _, _ in issued(there.steps)] == [name for name, _, _ in issued(lived.steps)]


def test_the_fold_of_the_history_is_the_tables(there: There):
    found = there.clerk.reads("history", "verify")

    assert (found["ok"], found["replay_ok"], found["problems"]) == (True, True, [])


def test_every_document_is_on_the_disk_and_verifies(there: There):
    editions = there.clerk.reads("document", "list")
    last = [e for e in editions if e["label"] == "final"][-1]

    assert all((there.clerk.office / e["file"]).is_file() for e in editions)
    assert there.clerk.reads("document", "verify", str(there.clerk.office / last["file"]))["unchanged"]


def test_without_the_variable_the_office_has_no_database(there: There):
    lost = Clerk(there.clerk.office, there.clerk.papers).asks("plan", "list")

    assert lost.code == 2
    assert "office.db" in lost.err


def test_a_server_that_does_not_answer_is_told_without_its_password(there: There):
    url = "postgresql+psycopg://clerk:tajne@127.0.0.1:1/office"

    answer = there.clerk.told(LIFECYCLE_DATABASE_URL=url).says("plan", "list")

    assert (answer.code, "tajne" in answer.err + answer.out, "127.0.0.1" in answer.err) == (4, False, True)
