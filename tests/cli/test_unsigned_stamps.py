"""What the program cannot check of a time-stamp it says, with the line that does."""

import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk
from tests.cli.test_handouts import authority
from tests.delivery.authority import Authority

__all__ = ["authority"]


@pytest.fixture
def taken(clerk: Clerk, authority: Authority, tmp_path: Path) -> str:
    """The line that checks the signature of a time-stamp just taken."""
    clerk.reads("history", "stamp", "-o", str(tmp_path / "moje žádosti" / "žádost.tsq"))
    answer = authority.answer((tmp_path / "moje žádosti" / "žádost.tsq").read_bytes())
    said = clerk.reads("history", "stamp", "--response", str(clerk.paper("odpověď.tsr", answer)))
    line: str = said["next"][0]
    return line


def test_that_the_signature_was_not_checked_is_said_when_it_is_taken_and_by_every_verification(
    clerk: Clerk, taken: str
):
    told = clerk.about(None).reads("history", "verify")["stamps"][0]

    assert (told["signature_checked"], told["check_signature"]) == (False, taken)
    assert taken in clerk.about(None).says("history", "verify").out


def test_the_line_it_gives_checks_the_signature(taken: str, authority: Authority):
    words = [
        str(authority.folder / "certificate.pem") if word == "autorita.pem" else word for word in shlex.split(taken)
    ]

    assert subprocess.run(words, capture_output=True).returncode == 0
