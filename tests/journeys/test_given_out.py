"""A whole plan's life given out: both verifiers confirm it, and any control code on its papers; on both databases."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.cli.audits import both
from tests.cli.clerk import Clerk
from tests.cli.three_towns import PLAN, opened


def codes_in(export: Path) -> list[str]:
    """Every control code the export lists."""
    with zipfile.ZipFile(export) as archive:
        return [row["code"] for row in csv.DictReader(io.StringIO(archive.read("codes.csv").decode()))]


def test_the_demo_given_out_holds_with_the_code_of_every_paper(demo: Path, tmp_path: Path):
    office = shutil.copytree(demo, tmp_path / "úřad", ignore=shutil.ignore_patterns("*-shm"))
    clerk = Clerk(office, tmp_path / "papíry")
    export, receipt = tmp_path / "výpis.zip", tmp_path / "potvrzení.json"

    clerk.reads("history", "receipt", str(clerk.reads("history", "verify")["entries"]), "-o", str(receipt))
    clerk.reads("history", "export", "-o", str(export))

    assert len(codes_in(export)) > 23
    assert both(export, receipt, codes=tuple(codes_in(export))) == (0, 0)


@pytest.mark.slow
def test_what_an_office_on_postgresql_gives_out_holds_too(database: Callable[[], sa.URL], tmp_path: Path):
    url = database().render_as_string(hide_password=False)
    clerk = Clerk(tmp_path / "úřad", tmp_path / "papíry", extra={"LIFECYCLE_DATABASE_URL": url})
    clerk = opened(clerk).about(PLAN)
    export, receipt = tmp_path / "výpis.zip", tmp_path / "potvrzení.json"

    clerk.reads("document", "issue", "plan")
    clerk.reads("history", "stamp")
    clerk.reads("history", "receipt", "3", "-o", str(receipt))
    clerk.reads("history", "export", "-o", str(export), "--with-documents")

    assert both(export, receipt, codes=tuple(codes_in(export))) == (0, 0)
    assert clerk.about(None).reads("history", "verify")["ok"]
