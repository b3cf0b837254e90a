"""The kit of the how-to page is installed beside the program and brings what the page says."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.laws.console import DOCS, File, steps
from tests.laws.repository import ROOT

PAGE = DOCS / "how-to" / "write-a-kit.md"
TOWNS = "code,name\n999001,Lipová\n999002,Javorné\n"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder on the path of Python that holds the kit's module and what an installer writes about it."""
    files = {step.name: step.text for step in steps(PAGE.read_text(encoding="utf-8")) if isinstance(step, File)}
    project = tomllib.loads(files["pyproject.toml"])["project"]
    packages = tmp_path / "packages"
    about = packages / f"volunteers_kit-{project['version']}.dist-info"
    about.mkdir(parents=True)
    (packages / "volunteers_kit.py").write_text(files["volunteers_kit.py"], encoding="utf-8")
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = [f"{name} = {where}" for name, where in project["entry-points"]["lifecycle.kits"].items()]
    (about / "entry_points.txt").write_text("\n".join(["[lifecycle.kits]", *points, ""]))
    return packages


def lifecycle(packages: Path, *words: str) -> str:
    """What one command of the program says where the kit is installed."""
    paths = os.pathsep.join([str(packages), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths, "LC_ALL": "cs_CZ.UTF-8", "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", "lifecycle", *words]
    ran = subprocess.run(line, cwd=packages.parent, env=environment, capture_output=True, encoding="utf-8")
    return ran.stdout + ran.stderr


@pytest.mark.slow
def test_a_form_of_an_installed_kit_is_recorded_like_ours(installed: Path):
    folder = installed.parent
    (folder / "obce.csv").write_text(TOWNS, encoding="utf-8")
    (folder / "dobrovolnici.csv").write_text("kód obce;počet lidí\n999001;5\n", encoding="utf-8")
    lifecycle(installed, "init", "office")
    plan = ("plan", "create", "p", "--title", "P", "--territory", "obce.csv", "--from", "2027", "--to", "2029")
    lifecycle(installed, "--office", "office", *plan)

    said = lifecycle(installed, "--office", "office", "record", "volunteers", "dobrovolnici.csv")

    assert "volunteers: přidáno 1, změněno 0, beze změny 0, odebráno 0." in said


def test_a_workflow_may_name_the_guard_and_the_section_of_an_installed_kit(installed: Path):
    file = installed.parent / "vlastni.toml"
    file.write_text(
        """
format = 1
id = "vlastni"
version = 1
subject = "plan"
initial = "open"
title = { cs = "Vlastní", en = "Own" }
[roles]
coordinator = { cs = "koordinátor", en = "coordinator" }
[state.open]
title = { cs = "Otevřeno", en = "Open" }
closes_with = ["plan"]
sections = [{ name = "volunteers", voted = false }]
[state.done]
title = { cs = "Hotovo", en = "Done" }
final = true
[[transition]]
event = "advance"
from = "open"
to = "done"
by = ["coordinator"]
needs = [{ check = "every_town_has_volunteers", at_least = 2 }]
""",
        encoding="utf-8",
    )

    assert "Soubor vlastni.toml je v pořádku." in lifecycle(installed, "workflow", "check", "vlastni.toml")
