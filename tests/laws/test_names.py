"""The names help shows without opening anything are the names the program knows, in the same order."""

from collections.abc import Iterator

import click
import pytest

from lifecycle.app import DELIVERABLES, catalogue, vocabulary
from lifecycle.cli import names
from lifecycle.cli.doorman import obey
from lifecycle.cli.root import root
from lifecycle.documents.shipped import shipped as shipped_bytes
from lifecycle.documents.shipped import shipped_names
from lifecycle.model.approval import Body, Verb
from lifecycle.model.consultation import SettlementDecision
from lifecycle.workflow.definition import Definition
from lifecycle.workflow.reading import read


def shipped(name: str) -> Definition:
    """The workflow `name` as it is shipped."""
    return read(shipped_bytes("workflows", f"{name}.toml").decode(), vocabulary(), file=name)


def commands(group: click.Group = root, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its path with points."""
    for name, command in group.commands.items():
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name}.")


def test_the_forms_are_those_of_the_catalogue():
    assert set(names.FORMS) == set(catalogue().forms)


def test_the_deliverables_are_those_the_shipped_workflow_issues():
    workflow = shipped("community_plan")
    issued = {name for state in workflow.states for name in (*state.opens_with, *state.closes_with)}
    own = {one.name for one in workflow.deliverables}

    assert set(names.DELIVERABLES) == issued | own


def test_every_deliverable_of_help_is_one_of_the_contract():
    assert set(names.DELIVERABLES) <= DELIVERABLES


@pytest.mark.parametrize(
    ("told", "known"), [(names.DECISIONS, SettlementDecision), (names.VERBS, Verb), (names.BODIES, Body)]
)
def test_the_words_scripts_type_are_those_of_the_model(told: tuple[str, ...], known: type[Verb]):
    assert told == tuple(known)


def test_every_shipped_workflow_is_sound():
    names_ = [file.removesuffix(".toml") for file in shipped_names("workflows") if file.endswith(".toml")]

    assert [shipped(name).id for name in names_] == names_


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_answers_help(name: str, capsys: pytest.CaptureFixture[str]):
    code = obey(root, [*name.split("."), "--help"])

    assert (code, "help." in capsys.readouterr().out) == (0, False)
