"""Work by hand survives: an issued file edited in Word is known, shown and left; a failing disk loses nothing."""

import errno
import io
import os
import zipfile
from pathlib import Path

import docx
import pytest

from lifecycle.actions import placing
from tests.cli.clerk import Clerk

BY_HAND = "DOPSÁNO RUKOU"


def edited(file: Path) -> bytes:
    """`file` with words added to the last paragraph that has any, saved over; its bytes then."""
    document = docx.Document(str(file))
    [paragraph] = [p for p in document.paragraphs if p.text.strip()][-1:]
    paragraph.add_run(f" {BY_HAND}")
    document.save(str(file))
    return file.read_bytes()


@pytest.fixture
def work(clerk: Clerk) -> tuple[Clerk, Path, bytes]:
    """A clerk, the first edition of her plan as somebody edited it, and its bytes."""
    clerk.records("evaluation", "code,title,result,carry\nS1,Pečovatelská služba,fulfilled,continue\n")
    file = clerk.office / clerk.reads("document", "issue", "evaluation")["edition"]["file"]
    return clerk, file, edited(file)


def test_status_warns_of_a_file_edited_by_hand(work: tuple[Clerk, Path, bytes]):
    clerk, file, _ = work

    [warning] = [one for one in clerk.reads("status")["warnings"] if one["code"] == "document.edited_by_hand"]

    assert (warning["facts"]["edition"], str(file) in warning["command"]) == ("evaluation@1", True)


def test_the_next_edition_is_written_beside_the_edited_one(work: tuple[Clerk, Path, bytes]):
    clerk, file, data = work

    second = clerk.reads("document", "issue", "evaluation")["edition"]["file"]

    assert (file.read_bytes() == data, (clerk.office / second).is_file()) == (True, True)


def test_an_edited_edition_is_not_overwritten_by_a_copy_either(work: tuple[Clerk, Path, bytes]):
    clerk, file, data = work

    answer = clerk.asks("document", "issue", "evaluation", "-o", str(file))

    assert (answer.code, answer.json["error"]["code"]) == (2, "file.edited_by_hand")
    assert (file.read_bytes() == data, len(clerk.reads("document", "list"))) == (True, 1)


def test_an_edition_nobody_edited_may_be_written_over(clerk: Clerk):
    target = clerk.papers / "plán.docx"
    for _ in range(2):
        edition = clerk.reads("document", "issue", "plan", "-o", str(target))["edition"]

    assert target.read_bytes() == (clerk.office / edition["file"]).read_bytes()


@pytest.mark.parametrize("form", ["docx", "html", "md"])
@pytest.mark.parametrize("options", [(), ("--clean",)])
def test_an_untouched_copy_is_written_over_by_the_next_one(clerk: Clerk, form: str, options: tuple[str, ...]):
    target = clerk.papers / f"plán.{form}"
    clerk.reads("comment", "add", "measure:1.1", "Kdo to zaplatí?")
    clerk.reads("document", "issue", "plan", "-o", str(target), "--clean")
    clerk.reads("document", "render", "plan@1", "-o", str(target), "--clean")

    assert clerk.says("document", "issue", "plan", "-o", str(target), *options).code == 0
    assert clerk.says("document", "render", "plan@1", "-o", str(target)).code == 0


def without_properties(data: bytes) -> bytes:
    """A Word file as a program leaves it that drops what it does not know."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w") as kept:
        for name in parts.namelist():
            if name != "docProps/custom.xml":
                kept.writestr(name, parts.read(name))
    return made.getvalue()


@pytest.mark.parametrize("name", ["plán.docx", "plán.md", "plán.html", "plán.pdf", "cizí.docx"])
@pytest.mark.parametrize("command", [("issue", "plan"), ("render", "plan@1")])
def test_a_file_that_is_not_known_to_be_ours_is_never_written_over(clerk: Clerk, name: str, command: tuple[str, str]):
    edition = clerk.reads("document", "issue", "plan")["edition"]
    data = without_properties((clerk.office / edition["file"]).read_bytes()) if name == "plán.docx" else b"moje"
    target = clerk.paper(name, data)

    answer = clerk.asks("document", *command, "-o", str(target))

    assert (answer.code, answer.json["error"]["code"]) == (2, "file.would_overwrite")
    assert (target.read_bytes() == data, len(clerk.reads("document", "list"))) == (True, 1)


def test_a_table_a_clerk_worked_in_is_not_written_over_by_changes(clerk: Clerk):
    clerk.reads("document", "issue", "plan")
    clerk.reads("document", "issue", "plan")
    target = clerk.papers / "změny.csv"
    clerk.reads("document", "changes", "1", "2", "-o", str(target))
    clerk.reads("document", "changes", "1", "2", "-o", str(target))
    target.write_bytes(target.read_bytes() + "moje poznámka\r\n".encode())

    answer = clerk.asks("document", "changes", "1", "2", "-o", str(target))

    assert (answer.code, answer.json["error"]["code"]) == (2, "file.would_overwrite")


def test_the_place_of_one_edition_is_not_taken_by_another(clerk: Clerk):
    first, _ = (clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"] for _ in range(2))

    answer = clerk.asks("document", "render", "plan@2", "-o", str(first))

    assert (answer.code, answer.json["error"]["code"]) == (2, "file.place_of_edition")
    assert {one["on_disk"] for one in clerk.reads("document", "list")} == {"ours"}


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_an_edition_whose_place_is_taken_is_saved_beside_it_and_a_person_is_told(clerk: Clerk, taken: str):
    place = clerk.office / "documents" / "tri-obce" / "plan_01_working.docx"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"cizi") if taken == "file" else place.mkdir()

    answer = clerk.asks("document", "issue", "plan")

    file = clerk.office / answer.json["edition"]["file"]
    assert (file.name, file.is_file(), place.is_file()) == ("plan_01_working-2.docx", True, taken == "file")
    assert file.name in answer.err


@pytest.mark.parametrize("command", [("issue", "plan"), ("render", "plan@1")])
@pytest.mark.parametrize("clean", [(), ("--clean",)])
def test_a_name_that_is_too_long_is_told_in_words(clerk: Clerk, command: tuple[str, str], clean: tuple[str, ...]):
    clerk.reads("document", "issue", "plan")

    answer = clerk.asks("document", *command, "-o", str(clerk.papers / ("x" * 300 + ".docx")), *clean)

    assert (answer.code, answer.json["error"]["code"]) == (2, "file.not_writable")


def test_verify_names_the_chapter_and_the_words(work: tuple[Clerk, Path, bytes]):
    clerk, file, _ = work

    [found] = clerk.asks("document", "verify", str(file)).json["differences"]

    assert (found["kind"], BY_HAND in found["now"], bool(found["chapter"])) == ("changed", True, True)


def test_verify_shows_a_person_the_chapter_above_the_words(work: tuple[Clerk, Path, bytes]):
    clerk, file, _ = work
    [found] = clerk.asks("document", "verify", str(file)).json["differences"]

    lines = clerk.says("document", "verify", str(file)).out.splitlines()

    assert lines[1].strip() == found["chapter"]


def test_a_copy_open_in_word_stops_the_issue_before_anything_is_done(clerk: Clerk):
    target = clerk.paper("návrh.docx", b"rozepsano")
    (clerk.papers / "~$návrh.docx").write_bytes(b"Jana")

    answer = clerk.says("document", "issue", "plan", "-o", str(target))

    assert (answer.code, "Word" in answer.err, target.read_bytes()) == (4, True, b"rozepsano")
    assert clerk.reads("document", "list") == []


def test_a_copy_that_fails_after_the_act_leaves_the_edition_standing(clerk: Clerk, monkeypatch: pytest.MonkeyPatch):
    target, replace = clerk.papers / "návrh.docx", Path.replace

    def full(self: Path, to: Path) -> Path:
        if to == target:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(self, to)

    monkeypatch.setattr(placing.Path, "replace", full)
    answer = clerk.asks("document", "issue", "plan", "-o", str(target))

    assert (answer.code, answer.json["edition"]["number"], target.exists()) == (0, 1, False)
    assert [one["code"] for one in answer.json["warnings"]] == ["file.not_writable", "file.copy_missing"]


def test_one_file_that_cannot_be_written_does_not_keep_the_others_away(clerk: Clerk, monkeypatch: pytest.MonkeyPatch):
    files = [clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"] for _ in range(3)]
    for file in files:
        file.unlink()
    replace = Path.replace

    def locked(self: Path, to: Path) -> Path:
        if to == files[0]:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(self, to)

    with monkeypatch.context() as patched:
        patched.setattr(placing.Path, "replace", locked)
        answer = clerk.asks("status")

    assert (answer.code, files[0].name in answer.err, [file.is_file() for file in files]) == (
        0,
        True,
        [False, True, True],
    )
    clerk.reads("status")
    assert files[0].is_file()
