"""The same edition gives the same bytes: in this process, and in another one elsewhere on the globe."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from tests.golden.again import made_again
from tests.laws.repository import ROOT


def test_every_edition_of_the_demo_is_built_again_byte_for_byte(demo_desk: Desk, demo_content: Content):
    again = made_again(demo_desk, demo_content.key)

    assert (len(again) > 50, [key for key, same in again.items() if not same]) == (True, [])


def test_every_edition_names_the_renderer_that_runs(demo_desk: Desk, demo_content: Content):
    named = {(edition.renderer, edition.template) for edition in demo_content.all(Edition)}

    assert named == {(demo_desk.renderer, demo_desk.template_digest)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Pacific/Kiritimati", "C.UTF-8"), ("42", "America/Adak", "C")]
)
def test_another_process_in_another_place_builds_the_same_bytes(
    seed: str, zone: str, locale: str, demo: Path, tmp_path: Path
):
    office = shutil.copytree(demo, tmp_path / "office", ignore=shutil.ignore_patterns("*-shm"))
    elsewhere = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    verified = subprocess.run(
        [sys.executable, "-m", "lifecycle", "--office", str(office), "--json", "history", "verify"],
        env={**os.environ, **elsewhere},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )

    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert json.loads(verified.stdout)["problems"] == []


def test_the_files_in_the_folder_are_the_stored_bytes(demo: Path, demo_desk: Desk, demo_content: Content):
    differ = [
        edition.file
        for edition in demo_content.all(Edition)
        if (demo / edition.file).read_bytes() != demo_desk.store.blob(edition.sha256)
    ]

    assert differ == []
