"""Documents: issued as editions, kept on the disk, and told apart from every other file."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from tests.cli.clerk import Clerk

EDITION = {"name", "number", "label", "stage", "sha256", "content_sha256", "issued_on", "file"}


@pytest.fixture
def issued(clerk: Clerk) -> tuple[Clerk, Path]:
    """A clerk and the first edition of her plan."""
    edition = clerk.reads("document", "issue", "plan")["edition"]
    return clerk, clerk.office / edition["file"]


def verified(clerk: Clerk, file: Path) -> tuple[int, dict]:
    answer = clerk.asks("document", "verify", str(file))
    return answer.code, answer.json


def test_the_report_of_a_stage_is_final_once_the_stage_is_left_and_working_again_after_a_return(clerk: Clerk):
    """It said „pracovní verze“ on every page for ever."""
    clerk.reads("document", "issue", "evaluation")
    clerk.reads("advance")
    clerk.reads("document", "issue", "evaluation")
    clerk.reads("return", "evaluation", "--reason", "Doplníme čerpání.")
    clerk.reads("document", "issue", "evaluation")
    editions = [one for one in clerk.reads("document", "list") if one["name"] == "evaluation"]

    assert [(one["label"], one["stage"]) for one in editions] == [
        *(("working", "evaluation"), ("final", "evaluation"), ("final", "analysis"), ("working", "evaluation")),
    ]
    assert len({one["content_sha256"] for one in editions}) == 1


def test_the_working_mark_stands_on_the_report_of_a_stage_only_while_the_stage_lasts(clerk: Clerk):
    working = clerk.reads("document", "issue", "evaluation")["edition"]
    final = next(one for one in clerk.reads("advance")["editions"] if one["name"] == "evaluation")
    marked = []
    for edition in (working, final):
        with zipfile.ZipFile(clerk.office / edition["file"]) as package:
            headers = [package.read(name).decode() for name in package.namelist() if "header" in name]
        marked.append(any("Pracovní verze" in header for header in headers))

    assert marked == [True, False]


def test_an_edition_has_the_keys_of_the_contract_and_is_numbered_per_deliverable(clerk: Clerk):
    for name in ("plan", "evaluation", "plan"):
        assert set(clerk.reads("document", "issue", name)["edition"]) >= EDITION

    editions = clerk.reads("document", "list")

    assert [(e["name"], e["number"], e["label"], e["stage"], e["issued_on"]) for e in editions] == [
        ("plan", 1, "working", "evaluation", "2025-03-03"),
        ("evaluation", 1, "working", "evaluation", "2025-03-03"),
        ("plan", 2, "working", "evaluation", "2025-03-03"),
    ]


def test_an_edition_is_written_aside_too(clerk: Clerk):
    target = clerk.papers / "návrh pro starostku.docx"

    edition = clerk.reads("document", "issue", "plan", "-o", str(target))["edition"]

    assert target.read_bytes() == (clerk.office / edition["file"]).read_bytes()


@pytest.mark.parametrize("name", ["plna", "settlement_publik", ""])
def test_a_deliverable_that_does_not_exist_is_wrong_usage(clerk: Clerk, name: str):
    head = clerk.head

    answer = clerk.says("document", "issue", name)

    assert (answer.code, clerk.head, bool(answer.err.strip())) == (2, head, True)


def test_an_edition_is_ours_and_unchanged(issued: tuple[Clerk, Path]):
    clerk, file = issued

    code, found = verified(clerk, file)

    assert (code, found["ours"], found["edition"], found["unchanged"], found["differences"]) == (
        0,
        True,
        "plan@1",
        True,
        [],
    )


def test_a_copy_under_another_name_is_the_same_edition(issued: tuple[Clerk, Path], tmp_path: Path):
    clerk, file = issued
    renamed = tmp_path / "Kopie (2) – Žďár.bin"
    shutil.copy(file, renamed)

    assert verified(clerk, renamed)[0] == 0


def test_a_word_changed_by_hand_is_found(issued: tuple[Clerk, Path], tmp_path: Path):
    clerk, file = issued
    document = docx.Document(str(file))
    paragraph = next(p for p in document.paragraphs if len(p.text) > 20)
    paragraph.add_run(" DOPSÁNO RUKOU")
    document.save(str(tmp_path / "upraveno.docx"))

    code, found = verified(clerk, tmp_path / "upraveno.docx")

    assert (code, found["ours"], found["edition"], found["unchanged"]) == (3, True, "plan@1", False)
    assert any("DOPSÁNO RUKOU" in (difference["now"] or "") for difference in found["differences"])


def test_a_file_saved_again_without_a_change_has_no_other_difference(issued: tuple[Clerk, Path], tmp_path: Path):
    clerk, file = issued
    docx.Document(str(file)).save(str(tmp_path / "uloženo.docx"))

    code, found = verified(clerk, tmp_path / "uloženo.docx")

    assert (code, found["ours"], [d["kind"] for d in found["differences"]]) == (3, True, ["saved_again"])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_saved_by_libreoffice_is_still_recognised(issued: tuple[Clerk, Path], tmp_path: Path):
    clerk, file = issued
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless",
         "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(tmp_path / "znovu"), str(file)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    code, found = verified(clerk, tmp_path / "znovu" / file.name)

    assert (code, found["ours"], found["edition"], found["unchanged"]) == (3, True, "plan@1", False)


def foreign() -> bytes:
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Cizí dopis")
    document.save(target)
    return target.getvalue()


def other_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr("../ven.txt", "nic")
    return target.getvalue()


STRANGE = {
    "somebody else's letter": foreign(),
    "a zip": other_zip(),
    "an empty file": b"",
    "junk": b"\x00\xffne\x00" * 100,
    "half a zip": foreign()[:500],
    "text": "prostý text".encode(),
}


@pytest.mark.parametrize("data", STRANGE.values(), ids=STRANGE.keys())
def test_a_file_that_is_not_ours_is_said_not_to_be(clerk: Clerk, data: bytes):
    code, found = verified(clerk, clerk.paper("cosi.docx", data))

    assert (code, found["ours"], found["edition"], found["unchanged"]) == (3, False, None, False)


@pytest.mark.parametrize("missing", ["není.docx", "."])
def test_a_file_that_is_not_there_is_wrong_input(clerk: Clerk, missing: str):
    answer = clerk.says("document", "verify", str(clerk.papers / missing))

    assert (answer.code, bool(answer.err.strip())) == (2, True)


def test_a_packet_verifies_as_the_packet_of_its_town(taken_up):
    clerk = taken_up("packets sent")
    packet = next(e for e in clerk.reads("document", "list") if e["name"] == "packet")

    code, found = verified(clerk, clerk.office / packet["file"])

    assert (code, found["edition"], found["municipality"]) == (0, "packet@1", packet["municipality"])


def test_a_missing_file_is_written_again_by_the_next_command(issued: tuple[Clerk, Path]):
    clerk, file = issued
    before = file.read_bytes()
    file.unlink()

    clerk.reads("status")

    assert file.read_bytes() == before


def test_a_lost_folder_of_documents_comes_back_whole(taken_up):
    clerk = taken_up("in force")
    shutil.rmtree(clerk.office / "documents")

    clerk.reads("status")

    assert len([f for f in (clerk.office / "documents").rglob("*") if f.is_file()]) == 33


def test_a_file_edited_by_hand_is_never_overwritten(issued: tuple[Clerk, Path]):
    clerk, file = issued
    file.write_bytes(b"moje rozepsana prace")

    clerk.reads("document", "issue", "plan")

    assert file.read_bytes() == b"moje rozepsana prace"
    assert [e["on_disk"] for e in clerk.reads("document", "list")] == ["edited", "ours"]


def test_a_dry_run_writes_no_missing_file(issued: tuple[Clerk, Path]):
    clerk, file = issued
    file.unlink()

    clerk.asks("--dry-run", "comment", "add", "plan", "text")

    assert not file.exists()


def test_where_the_folder_cannot_be_written_the_act_stands_and_a_person_is_told(clerk: Clerk):
    shutil.rmtree(clerk.office / "documents", ignore_errors=True)
    (clerk.office / "documents").write_text("soubor místo složky", encoding="utf-8")

    answer = clerk.asks("document", "issue", "plan")

    assert (answer.code, answer.json["edition"]["number"], "documents" in answer.err) == (0, 1, True)
    (clerk.office / "documents").unlink()
    clerk.reads("status")
    assert (clerk.office / answer.json["edition"]["file"]).is_file()


def test_a_copy_aside_that_cannot_be_written_says_so(clerk: Clerk):
    clerk.paper("obsazeno", "soubor místo složky")

    answer = clerk.says("document", "issue", "plan", "-o", str(clerk.papers / "obsazeno" / "a.docx"))

    assert (answer.code, "obsazeno" in answer.err) == (2, True)
    assert clerk.reads("document", "list") == []


def test_open_threads_travel_in_the_edition_as_word_comments(clerk: Clerk):
    id = clerk.reads("--as", "Starosta", "comment", "add", "measure:1.1", "Kdo to zaplatí?")["id"]
    clerk.reads("--as", "Metodička", "comment", "reply", id, "Obce podle lidí.")

    edition = clerk.reads("document", "issue", "plan")["edition"]

    with zipfile.ZipFile(clerk.office / edition["file"]) as parts:
        comments = parts.read("word/comments.xml").decode()
    assert "Kdo to zaplatí?" in comments
    assert "Obce podle" in comments


def test_a_missing_file_that_the_list_itself_writes_is_not_called_missing(clerk: Clerk):
    edition = clerk.reads("document", "issue", "plan")["edition"]
    (clerk.office / edition["file"]).unlink()

    assert [one["on_disk"] for one in clerk.reads("document", "list")] == ["ours"]


def test_the_path_of_an_edition_stands_on_one_line_of_the_list(clerk: Clerk):
    edition = clerk.told(COLUMNS="100").reads("document", "issue", "plan")["edition"]

    assert edition["file"] in clerk.told(COLUMNS="70").says("document", "list").out


def test_a_dry_rendering_says_that_it_is_dry(clerk: Clerk):
    clerk.reads("document", "issue", "plan")

    answer = clerk.says("--dry-run", "document", "render", "1", "-o", str(clerk.papers / "a.md"))

    assert "nanečisto" in answer.err


def test_an_edition_of_what_was_never_issued_names_no_empty_list(clerk: Clerk):
    answer = clerk.says("document", "changes", "swot@1", "swot@2")

    assert (answer.code, "–" in answer.err) == (2, False)


@pytest.mark.parametrize("command", [("issue", "plan"), ("render", "1"), ("changes", "1", "1")])
def test_a_folder_given_for_a_file_is_called_a_folder(clerk: Clerk, command: tuple[str, ...]):
    clerk.reads("document", "issue", "plan")

    answer = clerk.says("document", *command, "-o", str(clerk.office))

    assert (answer.code, "složka" in answer.err) == (2, True)
