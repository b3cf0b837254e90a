"""A redline in a real editor: LibreOffice's own accept and reject give the words of both editions."""

import json
import random
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from lifecycle.documents.blocks import Heading, Paragraph, text
from tests.documents.word.editions import NEWER, a_block_changed, a_row_changed, clean, marked, newer, older
from tests.documents.word.opened import saved
from tests.documents.word.sample import FINAL, PLAN, measure

PYTHON = "/usr/bin/python3"


@cache
def scripted() -> bool:
    """Whether LibreOffice is here and the system's Python can script it."""
    if not shutil.which("soffice") or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("not scripted()", reason="LibreOffice with its scripting interface (python3-uno) is not here"),
]
_COUNTED = re.compile(r"\d+\.?|Error:|Reference|source|not|found")
"""Page numbers and counted captions, which LibreOffice counts anew, and what it says of a page that is no more."""


def settled(data: bytes, folder: Path, name: str) -> tuple[list[str], list[str]]:
    """The words after LibreOffice accepted everything, and after it rejected everything."""
    path = saved(data, folder, f"{name}.docx")
    script = Path(__file__).with_name("office.py")
    done = subprocess.run(
        [PYTHON, str(script), str(path), str(folder / "profile")],
        check=True,
        capture_output=True,
        text=True,
        timeout=240,
    )
    accepted, rejected = json.loads(done.stdout.splitlines()[-1])
    return _words(accepted), _words(rejected)


def _words(found: list[str]) -> list[str]:
    return [word for word in found if not _COUNTED.fullmatch(word)]


def edited(document, seed):
    """The plan after three changes in each chapter."""
    luck = random.Random(seed)
    sections = []
    for section in document.sections:
        blocks = section.blocks
        for _ in range(3):
            blocks = a_row_changed(blocks, luck, a_block_changed, Paragraph(text("vložený odstavec kapitoly")))
        sections.append(replace(section, blocks=blocks))
    return replace(document, cover=NEWER, sections=tuple(sections), threads=())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(PLAN, FINAL, id="a draft and the final plan"),
        pytest.param(PLAN, edited(PLAN, 4), id="a plan edited"),
        pytest.param(edited(PLAN, 5), edited(PLAN, 6), id="a plan edited by two"),
    ],
)
def test_libreoffice_accepts_the_newer_words_and_rejects_to_the_older(before, after, tmp_path):
    accepted, rejected = settled(marked(before, after).data, tmp_path, "redline")
    newer, _ = settled(clean(after), tmp_path, "newer")
    older, _ = settled(clean(before), tmp_path, "older")

    assert accepted == newer
    assert rejected == older


def test_libreoffice_keeps_the_lines_of_the_contents_apart_when_it_rejects(tmp_path):
    """The last measure of a group is new behind one whose title changed; the next group follows."""
    before = older(
        measure("1.1", "Odlehčovací pobyt"), Heading(1, text("Rodiny s dětmi")), measure("2.1", "Terénní práce")
    )
    after = newer(
        measure("1.1", "Večerní služba"),
        measure("1.2", "Půjčovna pomůcek"),
        Heading(1, text("Rodiny s dětmi")),
        measure("2.1", "Terénní práce"),
    )
    _, rejected = settled(marked(before, after).data, tmp_path, "redline")
    older_words, _ = settled(clean(before), tmp_path, "older")

    assert rejected == older_words
