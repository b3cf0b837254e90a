"""What every story at the command line begins with: a clerk and an office, made once and copied."""

from functools import cache
from pathlib import Path

import pytest

from tests.cli.clerk import REPOSITORY, Clerk
from tests.cli.three_towns import PLAN, opened
from tests.journeys.lives import lived, taken_up

__all__ = ["lived", "taken_up"]


@cache
def _three_towns(folder: Path) -> Clerk:
    return opened(Clerk(folder / "úřad tří obcí", folder / "papíry"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """A clerk in an office with the plan of three towns in evaluation; it is only read."""
    return _three_towns(tmp_path_factory.mktemp("tři obce"))


@pytest.fixture
def clerk(made: Clerk, tmp_path: Path) -> Clerk:
    """A clerk with an office of her own: a sandbox, 3 March 2025, the plan of three towns just opened."""
    return made.moves_to(tmp_path).about(PLAN)


@pytest.fixture
def newcomer(tmp_path: Path) -> Clerk:
    """A clerk who has no office yet."""
    (tmp_path / "papíry").mkdir()
    return Clerk(tmp_path / "nový úřad", tmp_path / "papíry")


@pytest.fixture
def shipped_workflow() -> Path:
    """The workflow file a town may copy and change."""
    return REPOSITORY / "workflows" / "community_plan.toml"
