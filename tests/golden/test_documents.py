"""The demo's documents as text, reviewed once: a change of any word of them is seen here before a town sees it.

`GOLDENS=write python -m pytest tests/golden` writes them again; what `git diff` shows then is the review.
"""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import stored
from lifecycle.documents import markdown
from lifecycle.documents.document import Document
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from tests.conftest import PLAN
from tests.contracts.papers import shipped_names

HERE = Path(__file__).parent
WRITES = os.environ.get("GOLDENS") == "write"
EDITIONS = (
    *("evaluation@1", "analysis@1", "swot@1", "plan@9", "settlement@2", "settlement_public@1", "resolutions@1"),
    *("certificate@1", "action_plan@2", "monitoring@1", "catalogue@2", "methodology@1", "notice@1", "invitation@6"),
    *("attendance_sheet@2", "minutes@2"),
)
# A control code is made of the chain's head, which holds the time of recording: it differs from demo to demo.
_CODE = re.compile(rf"{PLAN}-\d+-[0-9A-Z]{{5}}(-[0-9A-Z*~$=]{{1,5}})+")
# People of one organisation stand in the order of their salted digests, which differs from demo to demo too.
NAMING = {"invitation", "attendance_sheet", "minutes"}
_LISTS = re.compile(r"(?<=--- \|\n)(?:\|.*\n)+")


def golden(name: str, text: str) -> str:
    """The reviewed text of `name`; written first where the person asked for that."""
    file = HERE / f"{name}.md"
    if WRITES:
        file.write_text(text, encoding="utf-8", newline="\n")
    return file.read_text(encoding="utf-8")


def as_text(document: Document, desk: Desk) -> str:
    """The document as Markdown without what differs from demo to demo."""
    same = replace(document, cover=replace(document.cover, sealed=""))
    told = _CODE.sub("KONTROLNÍ-KÓD", json.dumps(same.as_json(), ensure_ascii=False))
    read = Document.from_json(json.loads(told))
    written = markdown.write(read, texts=desk.texts(PLAN, "cs"), phrases=desk.phrases("cs"))
    return _LISTS.sub(_sorted, written) if document.cover.name in NAMING else written


def _sorted(rows: re.Match[str]) -> str:
    """The rows of one table by their words."""
    return "".join(sorted(rows.group().splitlines(keepends=True)))


def edition(content: Content, name: str, number: str) -> Edition:
    found = content.get(Edition, name, number)
    assert found is not None
    return found


@pytest.mark.parametrize("key", EDITIONS)
def test_an_edition_of_the_demo_reads_as_it_was_reviewed(key: str, demo_desk: Desk, demo_content: Content):
    name, _, number = key.partition("@")
    written = as_text(stored(demo_desk, edition(demo_content, name, number)), demo_desk)

    assert written == golden(f"{name}_{int(number):02d}", written)


def test_the_packet_of_a_town_reads_as_it_was_reviewed(demo_desk: Desk, demo_content: Content):
    value = json.loads(demo_desk.store.blob(edition(demo_content, "packet", "1").blocks) or b"{}")
    papers = [as_text(Document.from_json(paper["document"]), demo_desk) for paper in value["papers"]]
    written = "\n---\n\n".join(papers)

    assert written == golden("packet_01", written)


def test_every_deliverable_has_a_reviewed_text():
    assert {key.partition("@")[0] for key in EDITIONS} | {"packet"} == shipped_names()


def test_every_golden_is_held_against_a_document():
    named = {f"{key.partition('@')[0]}_{int(key.partition('@')[2]):02d}" for key in EDITIONS} | {"packet_01"}

    assert {file.stem for file in HERE.glob("*.md")} == named
