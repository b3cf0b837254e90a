"""Whole lives of plans, lived once and only read afterwards; a test that changes something takes a copy."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.clerk import Clerk
from tests.journeys import mnichovo
from tests.journeys.sharing import once


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


def mnichovo_lived(folder: Path) -> Life:
    """The plan of Mnichovo Hradiště, from its opening to in_force; the office is kept at every named moment."""
    lived = Life()
    clerk = Clerk(folder / "úřad Mnichovo Hradiště", folder / "papíry", plan=None)

    def keep(name: str, now: Clerk) -> None:
        office = folder / name / now.office.name
        shutil.copytree(now.office, office, ignore=shutil.ignore_patterns("*-shm"))
        lived.moments[name] = Moment(replace(now, office=office), now.reads("why"), now.reads("status"))

    lived.steps += mnichovo.life(clerk, keep)
    return lived


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """The plan of Mnichovo Hradiště; its offices are only read."""
    return once(tmp_path_factory, "mnichovo", mnichovo_lived)


@pytest.fixture(scope="session")
def dacice(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """A clerk in the office the demo leaves; it is only read."""
    return Clerk(demo, tmp_path_factory.mktemp("papíry"))


@pytest.fixture
def taken_up(lived: Life, tmp_path: Path) -> Callable[[str], Clerk]:
    """A clerk with a copy of the office at a moment of the life, free to change it."""
    return lambda moment: lived.at(moment).moves_to(tmp_path)
