"""What every journey leaves: editions that come out the same when made again, and files two readers find sound."""

import zipfile
from pathlib import Path

import docx_integrity
import pytest
from openxml_audit import OpenXmlValidator

from lifecycle.actions.desk import Desk
from lifecycle.app import Wishes, desk
from lifecycle.model.plan import OFFICE
from tests.cli.clerk import Clerk
from tests.golden.again import made_again
from tests.journeys.lives import Life

LIVES = ("lived", "decin_lived", "litomerice_lived", "pardubice_lived")


@pytest.fixture(params=LIVES)
def life(request: pytest.FixtureRequest) -> Life:
    """Each journey, lived to its end."""
    found: Life = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def end(life: Life) -> Clerk:
    """A clerk in the office as the journey leaves it."""
    return list(life.moments.values())[-1].clerk


def plans(clerk: Clerk) -> list[tuple[Desk, str]]:
    """Each plan of the office with a desk to look at it."""
    at = desk(Wishes(office=clerk.office))
    return [(at, plan) for plan in at.store.plans() if plan != OFFICE]


def papers(office: Path, folder: Path) -> list[Path]:
    """Every Word file the office gave out, those of its packets taken out of them."""
    found = sorted((office / "documents").rglob("*.docx"))
    for packet in sorted((office / "documents").rglob("*.zip")):
        with zipfile.ZipFile(packet) as files:
            # The plan a packet carries is the very file of the edition.
            own = [name for name in files.namelist() if not name.startswith("0_")]
            found += [Path(files.extract(name, folder / packet.stem)) for name in own]
    return found


def test_every_edition_of_a_journey_is_built_again_byte_for_byte(end: Clerk):
    again = {f"{plan} {key}": same for at, plan in plans(end) for key, same in made_again(at, plan).items()}

    assert (len(again) > 8, [key for key, same in again.items() if not same]) == (True, [])


def test_every_packet_of_a_journey_is_built_again_byte_for_byte(lived: Life):
    again = [made_again(at, plan) for at, plan in plans(lived.at("packets sent"))]
    packets = [same for one in again for key, same in one.items() if key.startswith("packet")]

    assert packets == [True] * 22


@pytest.mark.slow
def test_two_readers_find_no_fault_in_any_paper_of_a_journey(end: Clerk, tmp_path: Path):
    files = papers(end.office, tmp_path)
    faults = {
        file.name: told
        for file in files
        if (told := [*map(str, OpenXmlValidator().validate(file).errors), *map(str, docx_integrity.check(file))])
    }

    assert (len(files) > 8, faults) == (True, {})
