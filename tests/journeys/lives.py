"""Whole lives of plans, lived once and only read afterwards; a test that changes something takes a copy."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.clerk import Clerk
from tests.journeys import decin, litomerice, mnichovo, pardubice
from tests.journeys.sharing import once

Way = Callable[[Clerk, Callable[[str, Clerk], None]], Iterator[dict[str, Any]]]
"""How one plan is lived: a clerk, and what is called at each named moment, give the JSON of each step."""


@dataclass(frozen=True)
class Moment:
    """The office as it stood at one moment, with what `why` and `status` said then."""

    clerk: Clerk
    why: Any
    status: Any

    def missing(self, event: str = "advance") -> list[dict[str, Any]]:
        """The refusals of the only edge of `event`."""
        (step,) = [one for one in self.why["steps"] if one["event"] == event]
        assert step["allowed"] == (not step["refusals"])
        return step["refusals"]


@dataclass
class Life:
    """One plan's life: the moments kept on the way and the JSON of each step taken."""

    moments: dict[str, Moment] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)

    def at(self, name: str) -> Clerk:
        """A clerk who only reads the office of that moment."""
        return self.moments[name].clerk


def lived_through(folder: Path, town: str, way: Way) -> Life:
    """The plan of `town` from its opening to the end of `way`; the office is kept at every named moment."""
    life = Life()
    clerk = Clerk(folder / f"úřad {town}", folder / "papíry", plan=None)

    def keep(name: str, now: Clerk) -> None:
        office = folder / name / now.office.name
        shutil.copytree(now.office, office, ignore=shutil.ignore_patterns("*-shm"))
        life.moments[name] = Moment(replace(now, office=office), now.reads("why"), now.reads("status"))

    life.steps += way(clerk, keep)
    return life


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """The plan of Mnichovo Hradiště; its offices are only read."""
    return once(tmp_path_factory, "mnichovo", lambda folder: lived_through(folder, "Mnichovo Hradiště", mnichovo.life))


@pytest.fixture(scope="session")
def decin_lived(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """Two plans of Děčín, one after the other; their offices are only read."""
    return once(tmp_path_factory, "decin", lambda folder: lived_through(folder, "Děčín", decin.life))


@pytest.fixture(scope="session")
def pardubice_lived(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """The plan of Pardubice through two years in force; its offices are only read."""
    return once(tmp_path_factory, "pardubice", lambda folder: lived_through(folder, "Pardubice", pardubice.life))


@pytest.fixture(scope="session")
def litomerice_lived(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """The plan of Litoměřice to its first year in force; its offices are only read."""
    return once(tmp_path_factory, "litomerice", lambda folder: lived_through(folder, "Litoměřice", litomerice.life))


@pytest.fixture(scope="session")
def dacice(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """A clerk in the office the demo leaves; it is only read."""
    return Clerk(demo, tmp_path_factory.mktemp("papíry"))


@pytest.fixture
def taken_up(lived: Life, tmp_path: Path) -> Callable[[str], Clerk]:
    """A clerk with a copy of the office at a moment of the life, free to change it."""
    return lambda moment: lived.at(moment).moves_to(tmp_path)
