"""The town's look through the command line: its logo on what is issued, and a history that knows the look of each."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from lifecycle.documents.shipped import shipped
from tests.cli.clerk import Clerk


def dressed(clerk: Clerk, *, logo: bytes, colour: str = "#7A1F1F") -> Clerk:
    """The office with a colour and a logo of its own."""
    (clerk.office / "logo.png").write_bytes(logo)
    settings = f'name = "Tři obce"\n\n[look]\ncolour = "{colour}"\nlogo = "logo.png"\n'
    (clerk.office / "lifecycle.toml").write_text(settings, encoding="utf-8")
    return clerk


def a_logo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "#7A1F1F").save(target, "PNG")
    return target.getvalue()


def test_an_issued_document_carries_the_towns_logo_and_colour(clerk: Clerk):
    clerk = dressed(clerk, logo=a_logo())
    file = clerk.asks("document", "issue", "plan").json["edition"]["file"]

    with zipfile.ZipFile(clerk.office / file) as package:
        styles = package.read("word/styles.xml")

        assert ("word/media/logo.png" in package.namelist(), b"7A1F1F" in styles, b"1F4E79" in styles) == (
            True,
            True,
            False,
        )


def test_history_verifies_what_was_issued_in_this_look_and_in_another(clerk: Clerk):
    clerk = dressed(clerk, logo=a_logo())
    clerk.types("document", "issue", "plan")
    same = clerk.asks("history", "verify").json["ok"]
    other = dressed(clerk, logo=a_logo(), colour="#1F4E79").asks("history", "verify").json["ok"]

    assert (same, other) == (True, True)


@pytest.mark.parametrize("name", ["", 'name = "Svazek obcí"\n'])
def test_an_office_moved_or_named_later_makes_its_editions_again_to_the_last_byte(
    clerk: Clerk, tmp_path: Path, name: str
):
    settings = '[look]\ncolour = "#7A1F1F"\nlogo = "logo.png"\n'
    dressed(clerk, logo=a_logo())
    (clerk.office / "lifecycle.toml").write_text(settings, encoding="utf-8")
    clerk.reads("document", "issue", "plan")
    clerk = replace(clerk, office=clerk.office.rename(tmp_path / "jiný název"))
    (clerk.office / "lifecycle.toml").write_text(name + settings, encoding="utf-8")

    assert clerk.reads("history", "verify")["editions"] == {"rebuilt": 1}


def test_a_logo_that_is_no_picture_stops_the_document_and_nothing_else(clerk: Clerk):
    clerk = dressed(clerk, logo=b"GIF89a")

    answer = clerk.asks("document", "issue", "plan")

    assert (answer.code, clerk.asks("status").code) == (2, 0)
    assert clerk.asks("document", "list").json == []


@pytest.mark.parametrize("name", ["base.dotx", "base.docm", "base.dotm", "Base.docx"])
def test_a_template_under_a_name_that_is_not_taken_is_told_instead_of_passed_over(clerk: Clerk, name: str):
    """The town saved its template as .dotx and went on getting the shipped look."""
    (clerk.office / "document_templates" / name).write_bytes(b"PK")

    answer = clerk.asks("document", "issue", "plan")

    assert (answer.code, answer.json["error"]["code"], name in answer.json["error"]["text"]) == (
        *(2, "template.misnamed", True),
    )
    assert clerk.asks("status").code == 0


def test_a_folder_in_place_of_the_template_is_told(clerk: Clerk):
    (clerk.office / "document_templates" / "base.docx").mkdir()

    assert clerk.asks("document", "issue", "plan").json["error"]["code"] == "template.misnamed"


def test_a_template_beside_the_one_that_is_taken_disturbs_nobody(clerk: Clerk):
    templates = clerk.office / "document_templates"
    (templates / "base.docx").write_bytes(shipped("document_templates", "base.docx"))
    (templates / "base.dotx").write_bytes(b"PK")

    assert clerk.asks("document", "issue", "plan").code == 0


def test_commands_that_only_read_never_open_the_logo(clerk: Clerk):
    dressed(clerk, logo=b"")
    (clerk.office / "logo.png").unlink()
    (clerk.office / "logo.png").mkdir()
    asked = [clerk.asks(*words).code for words in (("status",), ("document", "list"), ("document", "issue", "plan"))]

    assert asked == [0, 0, 2]


def test_a_certificate_is_refused_with_each_reason_apart(clerk: Clerk):
    answer = clerk.asks("document", "issue", "certificate")

    assert answer.code == 1
    assert [refusal["code"] for refusal in answer.json["refusals"]] == [
        *("approval.quorum", "approval.people", "approval.obligatory", "certificate.not_in_force"),
    ]
