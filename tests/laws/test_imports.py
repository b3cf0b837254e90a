"""The floors of the house: every import contract of `pyproject.toml` holds."""

import os
import tomllib

import pytest
from importlinter import configuration
from importlinter.application import use_cases

from tests.laws.repository import PACKAGE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


@pytest.fixture(scope="session")
def kept() -> dict[str, bool]:
    """Contract → whether no import breaks it."""
    configuration.configure()
    options = use_cases.read_user_options(config_filename=os.fspath(ROOT / "pyproject.toml"))
    use_cases._register_contract_types(options)  # the linter offers no public way between its command and its report
    report = use_cases.create_report(options, cache_dir=None)
    return {contract.name: check.kept for contract, check in report.get_contracts_and_checks()}


@pytest.mark.parametrize("name", [contract["name"] for contract in CONTRACTS])
def test_an_import_contract_holds(name: str, kept: dict[str, bool]):
    assert kept[name], f"run lint-imports to see which import breaks “{name}”"


def test_no_room_of_the_house_stands_outside_the_floors():
    floors = next(contract for contract in CONTRACTS if contract["type"] == "layers")
    named = {room.strip(" ()") for floor in floors["layers"] for room in floor.split("|")}
    built = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}

    assert built - named - {"__init__", *floors["exhaustive_ignores"]} == set()


def test_the_floors_are_exhaustive():
    floors = next(contract for contract in CONTRACTS if contract["type"] == "layers")

    assert floors["exhaustive"] is True
