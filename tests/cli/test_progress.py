"""A long verification says how far it is, to a person at a terminal and to nobody else."""

import io

import pytest

from lifecycle.cli.progress import Progress
from lifecycle.documents.phrases import Phrases
from tests.cli.clerk import Clerk


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, *moments: float) -> str:
    """What is written by a verification that tells its progress at these seconds after its start."""
    now = [0.0]
    with Progress(Phrases.of("cs"), stream=stream, clock=lambda: now[-1]) as progress:
        for count, moment in enumerate(moments, start=1):
            now.append(moment)
            progress("progress.entries", "dacice", count * 1000, 5000)
    return stream.getvalue()


def test_a_verification_of_less_than_a_second_says_nothing():
    assert told(Terminal(), 0.2, 0.9) == ""


def test_a_longer_one_says_where_it_is_and_wipes_its_line():
    lines = told(Terminal(), 0.5, 1.5).split("\r")

    assert "zápis 2\u00a0000 z 5\u00a0000" in lines[1]
    assert [line.strip() for line in lines[2:]] == ["", ""]


@pytest.mark.parametrize("moments", [(1.5, 9.0)])
def test_a_script_that_reads_the_messages_gets_none_of_it(moments: tuple[float, ...]):
    assert told(io.StringIO(), *moments) == ""


def test_json_is_the_same_with_or_without_it(clerk: Clerk):
    answer = clerk.asks("history", "verify")

    assert (answer.code, answer.err) == (0, "")
