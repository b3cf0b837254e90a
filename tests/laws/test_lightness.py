"""Help, completion and errors of usage are quick: they open neither the database nor Word nor the kinds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.repository import ROOT

HEAVY = (
    *("pydantic", "sqlmodel", "sqlalchemy", "alembic", "docx", "lxml", "transitions", "xlsxwriter", "rich"),
    *("matplotlib", "PIL"),
)
PROBE = f"""
import sys
from lifecycle.__main__ import main
sys.argv[0] = "lifecycle"
try:
    main()
except SystemExit as ended:
    code = ended.code
print(code or 0, *sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)
"""
LINES = {
    "help": (["--help"], {}, 0),
    "help of a group": (["plan", "--help"], {}, 0),
    "help of a command": (["plan", "create", "--help"], {}, 0),
    "help in English": (["--lang", "en", "approval", "record", "--help"], {}, 0),
    "an unknown option": (["advance", "--unknown"], {}, 2),
    "an unknown command": (["advnace"], {}, 2),
    "a missing argument": (["plan", "create"], {}, 2),
    "a day that is none": (["consultation", "open", "--until", "31.2.2015", "--hearing", "1.1.2015"], {}, 2),
    "the version": (["--version"], {}, 0),
    "completion of commands": (
        [],
        {"_LIFECYCLE_COMPLETE": "bash_complete", "COMP_WORDS": "lifecycle pl", "COMP_CWORD": "1"},
        0,
    ),
    "the script of completion": ([], {"_LIFECYCLE_COMPLETE": "bash_source"}, 0),
}


@pytest.mark.parametrize("name", LINES)
def test_what_needs_no_office_opens_nothing_heavy(name: str, tmp_path: Path):
    arguments, variables, expected = LINES[name]

    ended, *opened = run(arguments, variables, tmp_path)

    assert (int(ended), opened) == (expected, [])


def run(arguments: list[str], variables: dict[str, str], folder: Path) -> list[str]:
    """The exit code and the heavy libraries one command line opened, as the probe told them."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=folder,
        env={**_plain(), **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    return done.stderr.splitlines()[-1].split()


def test_completion_offers_the_commands_that_begin_so(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=tmp_path,
        env={**_plain(), "_LIFECYCLE_COMPLETE": "bash_complete", "COMP_WORDS": "lifecycle w", "COMP_CWORD": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == {"why", "withdraw", "workflow"}


def _plain() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
