"""The contract of the way back: nothing people wrote is lost, everything knows its place, nothing is guessed.

The figures are printed as the table of docs/explanation/returned-files.md; run with `-s` to see them.
"""

import shutil
from collections import Counter

import pytest

from lifecycle.actions.comment import listed
from lifecycle.actions.take_back import take_back
from lifecycle.app import Wishes, desk
from lifecycle.documents.quarantine import Quarantine
from lifecycle.model.errors import Wrong
from tests.returned import corpus
from tests.returned.conftest import PLAN
from tests.returned.measured import Measured, by_maker, measured, table
from tests.returned.office_hand import scripted


def taken(samples, office) -> list:
    """Each file taken back from a body of its own, beside its truth."""
    at_work = desk(Wishes(office=office))
    told = []
    with Quarantine() as quarantine:

        def read(files):
            for file in files:
                answer = quarantine.read(file)
                yield file, answer.data, answer.returned or Wrong(str(answer.refused), **answer.facts)

        for number, sample in enumerate(samples):
            file = office.parent / f"{sample.name}.docx"
            file.write_bytes(sample.data)
            (one,) = take_back(at_work, PLAN, [file], whom=f"Sbor {number}", read=read)["files"]
            flags = {row["id"]: row["resolved"] for row in listed(at_work, PLAN)} if sample.truth.flags else {}
            told.append((sample, one, flags))
    rows = listed(at_work, PLAN)
    return [
        (sample, measured(sample, one, [row for row in rows if row["source"]["file"] == f"{sample.name}.docx"], flags))
        for sample, one, flags in told
    ]


def held_against_the_truth(samples, demo, folder) -> Measured:
    """The measure of all of them, printed by maker."""
    shutil.copytree(demo, folder / "úřad", ignore=shutil.ignore_patterns("*-shm"))
    found = by_maker(taken(samples, folder / "úřad"))
    print(f"\n{table(found)}\n" + "\n".join(found["all"].faults))
    return found["all"]


def promised(one: Measured) -> dict:
    """What the contract promises, as it came out."""
    counts: Counter = one.counts
    return {
        "files refused": counts["refused"],
        "comments unread": counts["comment unread"],
        "placed wrongly": counts["placed wrongly"],
        "placed at least 99 %": one.share("placed", "with a place") >= 0.99,
        "fields wrong": counts["field wrong"],
        "replies astray": counts["reply astray"],
        "tracked unread": counts["tracked unread"],
        "edits unread": counts["edits unread"],
        "flags unread": counts["flag unread"] + counts["flag wrong"],
        "editions and engines wrong": counts["edition wrong"] + counts["engine wrong"],
        "invented": counts["invented"],
    }


KEPT = dict.fromkeys(promised(Measured()), 0) | {"placed at least 99 %": True}


@pytest.mark.slow
def test_everything_generated_files_say_comes_home_to_its_place(library, demo, tmp_path):
    samples = corpus.generated(library.editions, library.spots, library.register)
    found = held_against_the_truth(samples, demo, tmp_path)

    assert len(samples) >= 60
    assert promised(found) == KEPT, "\n".join(found.faults)


@pytest.mark.slow
@pytest.mark.skipif(not scripted(), reason="LibreOffice with its scripting interface (python3-uno) is not here")
def test_everything_libreoffice_saves_comes_home_to_its_place(library, demo, tmp_path):
    samples = corpus.by_libreoffice(library.editions["plan@7"], library.spots, library.register, tmp_path)
    found = held_against_the_truth(samples, demo, tmp_path)

    assert promised(found) == KEPT, "\n".join(found.faults)
