"""Editions in other forms: pages, PDF/A, clean copies to publish; where one cannot be made, nothing is issued."""

import zipfile
from pathlib import Path

import pytest

from lifecycle.delivery import pdf_file
from lifecycle.documents.word import publication
from tests.cli.clerk import Clerk

COMMENT = "Kdo to zaplatí?"
CHAPTER = "section,text\norganisation,Viz [zde](https://www.dacice.cz).\n"


@pytest.fixture
def commented(clerk: Clerk) -> Clerk:
    """A clerk whose plan@1 carries a comment of the mayor, and none of what was said among themselves."""
    clerk.reads("--as", "Starosta Novák", "comment", "add", "measure:1.1", COMMENT)
    clerk.reads("--as", "Metodička", "comment", "add", "measure:1.1", "Tohle nikam neposílat.", "--internal")
    clerk.reads("document", "issue", "plan")
    return clerk


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """The environment of a computer without LibreOffice."""
    monkeypatch.setattr(pdf_file, "FOLDERS", ())
    return {"PATH": str(tmp_path)}


def rendered(clerk: Clerk, name: str, *options: str) -> bytes:
    clerk.reads("document", "render", "plan@1", "-o", str(clerk.papers / name), *options)
    return (clerk.papers / name).read_bytes()


def text_of(data: bytes, name: str, folder: Path) -> str:
    if not name.endswith(".docx"):
        return data.decode()
    (file := folder / name).write_bytes(data)
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.md"])
def test_comments_are_shown_and_internal_ones_never_leave(commented: Clerk, name: str, tmp_path: Path):
    text = text_of(rendered(commented, name), name, tmp_path)

    assert (COMMENT in text, "Tohle nikam" in text) == (True, False)


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.md"])
def test_a_clean_copy_names_nobody_who_commented(commented: Clerk, name: str, tmp_path: Path):
    text = text_of(rendered(commented, name, "--clean"), name, tmp_path)

    assert [word for word in (COMMENT, "Starosta Novák", "Tohle nikam") if word in text] == []


def test_a_rendering_is_no_edition(commented: Clerk):
    head = commented.head

    rendered(commented, "a.html")

    assert (commented.head, len(commented.reads("document", "list"))) == (head, 1)


def test_a_bare_number_is_the_plan_s(commented: Clerk):
    answer = commented.reads("document", "render", "1", "-o", str(commented.papers / "a.md"))

    assert (answer["edition"], answer["clean"]) == ("plan@1", False)


def test_a_dry_run_writes_nothing(commented: Clerk):
    commented.reads("--dry-run", "document", "render", "1", "-o", str(commented.papers / "a.md"))
    commented.reads("--dry-run", "document", "issue", "plan", "-o", str(commented.papers / "b.md"))

    assert [name for name in ("a.md", "b.md") if (commented.papers / name).exists()] == []


def test_a_clean_copy_of_what_has_no_comments_is_the_edition_itself(clerk: Clerk):
    edition = clerk.reads("document", "issue", "evaluation")["edition"]

    clerk.reads("document", "render", "evaluation@1", "-o", str(clerk.papers / "a.docx"), "--clean")

    assert (clerk.papers / "a.docx").read_bytes() == (clerk.office / edition["file"]).read_bytes()


def test_a_clean_copy_is_verified_as_the_edition_it_was_made_of(commented: Clerk):
    rendered(commented, "a.docx", "--clean")

    found = commented.reads("document", "verify", str(commented.papers / "a.docx"))

    assert (found["edition"], found["unchanged"], found["differences"]) == ("plan@1", True, [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("plan@7", "-o", "a.html"), 2),
        (("plan@1", "-o", "a.odt"), 2),
        (("packet@1", "-o", "a.docx"), 2),
        (("plan@1",), 2),
    ],
)
def test_what_cannot_be_rendered_is_wrong_usage(commented: Clerk, words: tuple[str, ...], code: int):
    answer = commented.says("document", "render", *words)

    assert (answer.code, bool(answer.err.strip())) == (code, True)


def test_the_internal_settlement_is_never_published(commented: Clerk):
    commented.reads("document", "issue", "settlement")

    answer = commented.asks("document", "render", "settlement@1", "-o", str(commented.papers / "a.pdf"), "--clean")

    assert (answer.code, answer.json["refusals"][0]["code"]) == (1, "publication.internal")


def test_a_copy_in_which_a_trace_of_people_is_left_is_not_made(commented: Clerk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publication, "PROGRAM", "somebody else")
    target = commented.papers / "a.docx"

    answer = commented.asks("document", "render", "plan@1", "-o", str(target), "--clean")

    assert (answer.code, answer.json["refusals"][0]["code"], target.exists()) == (1, "publication.author", False)


def test_an_edition_is_issued_as_a_page_too(commented: Clerk):
    commented.reads("document", "issue", "plan", "-o", str(commented.papers / "a.html"), "--clean")

    page = (commented.papers / "a.html").read_text(encoding="utf-8")
    assert (page.startswith("<!DOCTYPE html>"), COMMENT in page) == (True, False)


def test_an_invitation_goes_into_the_calendar_when_it_is_issued(clerk: Clerk):
    clerk.records("meetings", "key,group,kind,date\nRS-1,RS,meeting,2025-04-01\n")

    clerk.reads("document", "issue", "invitation", "-o", str(clerk.papers / "a.ics"))

    assert (clerk.papers / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("command", [("issue", "plan"), ("render", "plan@1")])
def test_without_libreoffice_nothing_is_issued_and_a_person_is_told(
    commented: Clerk, command: tuple[str, str], without_office: dict[str, str]
):
    head, target = commented.head, commented.papers / "a.pdf"

    answer = commented.told(**without_office).says("document", *command, "-o", str(target))

    assert (answer.code, "LibreOffice" in answer.err, commented.head, target.exists()) == (2, True, head, False)


def test_a_chapter_that_keeps_a_reader_out_is_warned_of_when_it_is_recorded(clerk: Clerk):
    told = clerk.records("texts", CHAPTER)["warnings"]

    assert [warning["code"] for warning in told if isinstance(warning, dict)] == ["accessibility.link_vague"]


def test_and_refused_when_a_document_would_print_it(clerk: Clerk):
    clerk.records("texts", CHAPTER)
    head = clerk.head

    answer = clerk.asks("document", "issue", "plan")

    [refusal] = answer.json["refusals"]
    assert (answer.code, refusal["code"], refusal["facts"]["text"]) == (1, "accessibility.link_vague", "zde")
    assert (refusal["command"].startswith("lifecycle"), clerk.head) == (True, head)
