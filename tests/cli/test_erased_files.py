"""A file of an edition that was erased comes back: it is held against the text that is kept, and nothing is made up."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk
from tests.cli.test_erasing import PEOPLE, erased
from tests.cli.test_history import edited


@pytest.fixture
def office(clerk: Clerk) -> tuple[Clerk, Path]:
    """The minutes of a meeting were issued with two names, one of them was erased; a copy went out before."""
    clerk.records("people", PEOPLE)
    clerk.records("meetings", "key,group,kind,date\nM1,SEN,meeting,2025-03-03\n")
    clerk.records("attendance", "meeting,name,side\nM1,Jana Nová,user\nM1,Petr Starý,user\n")
    issued = clerk.reads("document", "issue", "minutes", "--meeting", "M1")["edition"]["file"]
    copy = clerk.papers / "kopie.docx"
    copy.write_bytes((clerk.office / issued).read_bytes())
    erased(clerk)
    return clerk, copy


def with_words(file: Path, was: str, now: str) -> Path:
    """The file saved once more by somebody, with other words."""
    target = file.with_name("změněná.docx")
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(target, "w") as made:
        for name in parts.namelist():
            part = parts.read(name)
            changed = part.replace(was.encode(), now.encode())
            made.writestr(name, changed if name == "word/document.xml" else part)
    return target


def verified(clerk: Clerk, file: Path) -> tuple[bool, list[tuple[str, str, str]]]:
    answer = clerk.asks("document", "verify", str(file)).json
    return answer["unchanged"], [(one["kind"], one["was"], one["now"]) for one in answer["differences"]]


def test_a_forged_copy_of_an_erased_edition_is_told_word_by_word(office: tuple[Clerk, Path]):
    clerk, copy = office

    assert verified(clerk, with_words(copy, "Petr Starý", "Eva Mladá")) == (
        False, [("remade", "", ""), ("changed", "Petr Starý", "Eva Mladá")],
    )  # fmt: skip


def test_an_honest_copy_saved_again_differs_in_no_word_though_the_name_was_erased(office: tuple[Clerk, Path]):
    clerk, copy = office

    assert verified(clerk, with_words(copy, "-", "-")) == (False, [("remade", "", ""), ("same_words", "", "")])


def test_the_file_made_again_after_an_erasure_is_known_as_such(office: tuple[Clerk, Path]):
    clerk, copy = office
    again = copy.with_name("znovu.docx")
    clerk.reads("document", "render", "minutes@1", "-o", str(again))

    assert verified(clerk, again) == (True, [("made_again", "", "")])


def test_a_person_reads_that_the_stored_file_is_gone_and_what_differs(office: tuple[Clerk, Path]):
    clerk, copy = office

    told = clerk.says("document", "verify", str(with_words(copy, "Petr Starý", "Eva Mladá"))).out

    assert ("už kancelář nemá" in told, "+ Eva Mladá" in told, "text je stejný" in told) == (True, True, False)


def test_where_the_kept_text_is_gone_too_nobody_says_that_it_is_the_same(office: tuple[Clerk, Path]):
    clerk, copy = office
    edited(clerk, "delete from blob where sha256 = (select blocks from edition where name = 'minutes')")

    assert verified(clerk, with_words(copy, "-", "-")) == (False, [("not_comparable", "", "")])
