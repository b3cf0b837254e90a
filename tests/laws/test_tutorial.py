"""The tutorial and the how-to pages are followed word for word: what they print is what the program says."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.sharing import once
from tests.laws.console import DOCS, chapters, follow

TUTORIAL = DOCS / "tutorial" / "first-plan.md"
_STARTS = re.compile(r"^<!-- starts after chapter (\d+) of the tutorial -->$", re.MULTILINE)
FOLLOWED = sorted(page for page in DOCS.rglob("*.md") if _STARTS.search(page.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Place:
    """Where the reader of the tutorial stands after a chapter: the folder and the variables set."""

    folder: Path
    variables: dict[str, str]


@dataclass(frozen=True)
class Course:
    """What was wrong in the tutorial, and the places it led to, one a chapter."""

    wrong: tuple[str, ...]
    places: tuple[Place, ...]


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The tutorial followed once; each place is a copy nobody writes into."""
    return once(tmp_path_factory, "tutorial", followed)


def followed(below: Path) -> Course:
    wrong: list[str] = []
    places: list[Place] = []
    variables: dict[str, str] = {}
    folder = below / "reader"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        _a_czech_screen(patch)
        patch.chdir(folder)

        def set_variable(name: str, value: str) -> None:
            variables[name] = value
            patch.setenv(name, value)

        for title, text in chapters(TUTORIAL.read_text(encoding="utf-8")):
            wrong += [f"{title}: {fault}" for fault in follow(text, folder, set_variable)]
            place = below / f"after {len(places) + 1}"
            shutil.copytree(folder, place)
            places.append(Place(place, dict(variables)))
    return Course(tuple(wrong), tuple(places))


def _a_czech_screen(patch: pytest.MonkeyPatch) -> None:
    """The screen is Czech and as wide as the page shows it."""
    patch.setenv("LC_ALL", "cs_CZ.UTF-8")
    patch.setenv("COLUMNS", "160")


def test_the_tutorial_is_true_word_for_word(course: Course):
    assert course.wrong == ()


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.stem)
def test_a_page_of_how_to_is_true_word_for_word(
    page: Path, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    text = page.read_text(encoding="utf-8")
    place = course.places[int(_STARTS.findall(text)[0]) - 1]
    shutil.copytree(place.folder, tmp_path, dirs_exist_ok=True)
    _a_czech_screen(monkeypatch)
    monkeypatch.chdir(tmp_path)
    for name, value in place.variables.items():
        monkeypatch.setenv(name, value)

    assert follow(text, tmp_path, monkeypatch.setenv) == []
