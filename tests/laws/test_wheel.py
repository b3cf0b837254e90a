"""The wheel is whole: what it carries runs in a folder of its own, far from the repository."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laws.repository import ROOT, own_files

Run = Callable[..., subprocess.CompletedProcess[str]]
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "lifecycle", "workflows", "document_templates")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built of the repository's own files by the build backend itself, without a network."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for file in own_files():
        name = file.relative_to(ROOT)
        if name.parts[0] in SOURCES:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, source / name)
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)],
        cwd=source,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert built.returncode == 0, built.stderr
    return next(made.glob("*.whl"))


@pytest.fixture(scope="session")
def inside(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="session")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `lifecycle` from the wheel's content, in a folder where there is no repository."""
    site, here = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)

    def run(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
        program = ["-c", code] if code else ["-m", "lifecycle", *arguments]
        return subprocess.run(
            [sys.executable, *program],
            cwd=here,
            env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


@pytest.mark.parametrize("folder", ["workflows", "document_templates", "lifecycle/examples"])
def test_the_wheel_carries_every_file_of(folder: str, inside: set[str]):
    place = {"lifecycle/examples": ""}.get(folder, "lifecycle/shipped/")
    wanted = {place + file.relative_to(ROOT).as_posix() for file in own_files() if file.is_relative_to(ROOT / folder)}

    assert wanted
    assert wanted - inside == set()


def test_the_wheel_carries_every_module_and_nothing_of_the_tests(inside: set[str]):
    modules = {f.relative_to(ROOT).as_posix() for f in own_files() if f.is_relative_to(ROOT / "lifecycle")}

    assert modules - inside == set()
    assert {name.split("/")[0] for name in inside if ".dist-info/" not in name} == {"lifecycle"}


def test_the_wheel_has_the_command_lifecycle(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        scripts = archive.read(name).decode()

    assert "lifecycle = lifecycle.__main__:main" in scripts


def test_the_content_of_the_wheel_is_what_runs(unpacked: Run):
    told = unpacked(code="import lifecycle; print(lifecycle.__path__[0])").stdout

    assert str(ROOT) not in told


def test_an_office_can_be_made_and_its_workflows_listed_without_the_repository(unpacked: Run):
    made = unpacked("init", "kancelář", "--sandbox")
    listed = unpacked("--office", "kancelář", "--json", "workflow", "list")

    assert made.returncode == 0, made.stderr
    assert [one["name"] for one in json.loads(listed.stdout)] == ["community_plan", "council_resolution"]


@pytest.mark.slow
def test_the_demo_plays_from_the_wheel_alone(unpacked: Run):
    played = unpacked("demo", "ukázka")
    shown = unpacked("--office", "ukázka", "--json", "plan", "list")

    assert played.returncode == 0, played.stdout + played.stderr
    assert [plan["stage"] for plan in json.loads(shown.stdout)] == ["in_force"]
