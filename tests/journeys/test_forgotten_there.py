"""Erasing and taking back on PostgreSQL: the same promises as in a file."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from tests.cli.clerk import Clerk
from tests.cli.three_towns import PLAN, opened


def test_a_person_is_forgotten_and_an_act_taken_back_on_postgresql(database: Callable[[], sa.URL], tmp_path: Path):
    url = database().render_as_string(hide_password=False)
    clerk = opened(Clerk(tmp_path / "úřad", tmp_path / "papíry", extra={"LIFECYCLE_DATABASE_URL": url})).about(PLAN)
    clerk.records("people", "name,group,side\nJana Nová,SEN,user\n")
    clerk.reads("undo")
    clerk.reads("undo")
    clerk.records("meetings", "key,group,kind,date\nM1,SEN,meeting,2025-03-03\n")
    clerk.records("attendance", "meeting,name,side\nM1,Jana Nová,user\n")
    clerk.reads("document", "issue", "minutes", "--meeting", "M1")

    told = clerk.reads("people", "erase", "Jana Nová", "--reason", "č. j. 1", "--yes")

    verified = clerk.about(None).reads("history", "verify")
    assert (told["plans"][0]["editions"], verified["ok"], verified["erased"]) == (["minutes@1"], True, 2)
    assert [row["name"] for row in clerk.reads("show", "people")] == ["vymazáno na žádost"]
