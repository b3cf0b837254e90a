"""The whole file: valid, the same each time, carrying who it is and nobody's name."""

import io
import subprocess
import sys
from dataclasses import replace

import docx
import docx_integrity
import pytest
from openxml_audit import OpenXmlValidator

from lifecycle.documents.document import content_sha256
from lifecycle.documents.word.writer import write
from tests.documents.word.opened import BASE, find, parts, root, saved, text_of, texts_of, written
from tests.documents.word.sample import COVER, ERASED, FINAL, PLAN, SAID, TEXTS

SHORT = replace(PLAN, cover=replace(COVER, contents=False))

KINDS = pytest.mark.parametrize(
    "document",
    [
        pytest.param(PLAN, id="a draft with comments"),
        pytest.param(FINAL, id="the final plan"),
        pytest.param(SHORT, id="a short paper"),
        pytest.param(replace(FINAL, sections=()), id="a cover alone"),
    ],
)


@KINDS
def test_an_ooxml_validator_finds_no_fault(document, tmp_path):
    result = OpenXmlValidator().validate(saved(written(document), tmp_path))

    assert [str(error) for error in result.errors] == []


@KINDS
def test_the_parts_agree_with_each_other(document, tmp_path):
    assert [str(finding) for finding in docx_integrity.check(saved(written(document), tmp_path))] == []


def test_python_docx_opens_it_and_sees_the_title():
    opened = docx.Document(io.BytesIO(written(PLAN)))

    assert opened.paragraphs[0].text == "Komunitní plán sociálních služeb správního obvodu Dačice"


def test_the_same_document_gives_the_same_bytes():
    assert written(PLAN) == written(PLAN)


def test_the_same_document_gives_the_same_bytes_in_another_process(tmp_path):
    target = tmp_path / "plan.docx"
    code = (
        "import sys, pathlib\n"
        "from tests.documents.word.opened import written\n"
        "from tests.documents.word.sample import PLAN\n"
        "pathlib.Path(sys.argv[1]).write_bytes(written(PLAN))\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(target)], check=True, env={"PYTHONHASHSEED": "7", "PYTHONPATH": "."}
    )

    assert target.read_bytes() == written(PLAN)


def test_no_part_knows_a_machine_or_an_editing_session():
    told = b"".join(parts(written(PLAN)).values())

    assert [mark for mark in (b"rsid", b"attachedTemplate", b"Software", b"updateFields") if mark in told] == []


def test_the_properties_name_plan_edition_content_and_code():
    custom = root(written(PLAN), "docProps/custom.xml")

    assert {row.get("name"): row[0].text for row in custom} == {
        "lifecycle.plan": "dacice-2015",
        "lifecycle.edition": "plan@3",
        "lifecycle.content": content_sha256(PLAN.sections),
        "lifecycle.code": COVER.code,
    }


def test_the_properties_are_dated_by_the_edition_and_name_no_person():
    core = {node.tag.rpartition("}")[2]: node.text for node in root(written(PLAN), "docProps/core.xml")}

    assert core == {
        "title": COVER.title,
        "subject": COVER.subtitle,
        "creator": "plan-lifecycle",
        "language": "cs-CZ",
        "created": "2014-10-06T00:00:00Z",
        "modified": "2014-10-06T00:00:00Z",
    }


def test_a_final_plan_without_threads_carries_no_trace_of_comments():
    assert [name for name in parts(written(FINAL)) if "omment" in name or "people" in name] == []


def test_private_text_stands_only_where_the_vault_still_has_it():
    shown = " ".join(texts_of(root(written(PLAN))))

    assert ("Mgr.\u00a0Jitka Nováková" in shown, "vymazáno na žádost" in shown, ERASED in shown) == (True, True, False)


def test_every_private_text_can_be_erased():
    erased = write(PLAN, texts={}, template=BASE, phrases=SAID)

    assert [text for text in TEXTS.values() if text.encode() in b"".join(parts(erased).values())] == []


def test_signs_of_xml_in_a_text_are_shown_as_they_are():
    assert "<a> & „b“" in " ".join(texts_of(root(written(PLAN))))


def test_a_working_version_says_so_on_every_page():
    package = parts(written(PLAN))

    assert ["Pracovní verze".encode() in package[f"word/header{n}.xml"] for n in (1, 2)] == [True, True]


def test_a_final_plan_says_nowhere_that_it_is_a_working_version():
    assert [name for name, data in parts(written(FINAL)).items() if "Pracovní verze".encode() in data] == []


def test_each_page_after_the_cover_tells_title_and_edition():
    header = root(written(FINAL), "word/header1.xml")

    assert texts_of(header) == ["Komunitní plán sociálních služeb správního obvodu Dačice · konečné znění · vydání 3"]


def test_each_page_after_the_cover_tells_the_code_and_its_number():
    footer = root(written(PLAN), "word/footer1.xml")

    assert (text_of(footer), find(footer, "//w:instrText/text()")) == (
        f"Kontrolní kód {COVER.code}\tStrana 1 z 1",
        [" PAGE ", " NUMPAGES "],
    )


def test_the_picture_of_the_code_says_what_it_is():
    assert find(root(written(PLAN)), "//wp:docPr[@id=1]/@descr") == [
        f"QR kód s kontrolním kódem {COVER.code}; ověří se jím, že dokument nikdo nezměnil."
    ]


def test_an_english_plan_is_written_in_english():
    english = replace(FINAL, cover=replace(FINAL.cover, language="en"))
    package = written(english)

    assert (find(root(package, "word/styles.xml"), "//w:docDefaults//w:lang/@w:val"), texts_of(root(package))[2]) == (
        ["en-GB"],
        "Final version · vydání 3",
    )


def test_at_the_foot_of_the_first_page_of_a_short_paper_the_code_stands_beside_its_picture():
    package = written(SHORT)
    footer = root(package, "word/footer3.xml")

    assert find(footer, "//w:tc[2]//wp:docPr/@name") == ["QR"]
    assert COVER.code in text_of(find(footer, "//w:tc[1]")[0])
    assert b"media/qr.png" in parts(package)["word/_rels/footer3.xml.rels"]
