"""Every paragraph of the demo's editions, as three editors give it back, stands at the item it is shown under."""

from dataclasses import replace
from pathlib import Path

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import stored
from lifecycle.documents.lines import CAPTIONED, Lines, lines_of
from lifecycle.documents.placement import Placer
from lifecycle.documents.proposed import untracked
from lifecycle.documents.typography import plain
from lifecycle.documents.word.reader import read_returned
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from tests.cli.returning import Paper
from tests.conftest import PLAN

EDITORS = ("word", "libreoffice", "stripped")


@pytest.fixture(scope="module", params=["analysis", "swot", "evaluation", "plan"])
def sent(
    request: pytest.FixtureRequest, demo: Path, demo_desk: Desk, demo_content: Content
) -> tuple[Paper, Lines, Desk]:
    """The newest edition of one deliverable: the file, and what its stored blocks say of it."""
    edition = [one for one in demo_content.all(Edition) if one.name == request.param][-1]
    document = stored(demo_desk, edition)
    captions = {kind: demo_desk.phrases("cs").say(f"document.{kind}") for kind in CAPTIONED}
    lines = lines_of(document, demo_desk.texts(PLAN, "cs"), captions=captions)
    return Paper.of(demo / edition.file), lines, document.cover


def placer(sent, editor: str, folder: Path) -> Placer:
    paper, lines, cover = sent
    paper = paper if editor == "word" else paper.without_controls()
    paper = paper.without_bookmarks() if editor == "stripped" else paper
    return Placer(lines, read_returned(paper.saved(folder / "v.docx").read_bytes()), cover)


def test_the_lines_of_an_edition_are_the_paragraphs_of_its_file(sent, tmp_path: Path):
    found = placer(sent, "word", tmp_path)

    texts = [plain(one.before) for one in found.paragraphs if found.matching.is_text(one)]
    assert texts == [line.text for line in sent[1].all]


@pytest.mark.parametrize("editor", EDITORS)
def test_no_paragraph_is_placed_wrongly_and_nearly_all_are_placed(sent, editor: str, tmp_path: Path):
    found = placer(sent, editor, tmp_path)
    text = [one for one in found.paragraphs if found.matching.is_text(one)]
    # A row of a table that the program puts together speaks of the item it names.
    lines = [replace(line, item=line.item or sent[1].speaks.get(n)) for n, line in enumerate(sent[1].all)]
    pairs = [(line, found.of(one.spot).item) for line, one in zip(lines, text, strict=True)]

    owned = [(line, item) for line, item in pairs if line.item]
    wrong = [(line, item) for line, item in pairs if item not in (None, line.item) and line.role != "heading"]
    assert wrong == []
    assert sum(line.item == item for line, item in owned) >= (0.98 if editor == "stripped" else 1) * len(owned)


@pytest.mark.parametrize("editor", EDITORS)
def test_an_edition_nobody_touched_holds_no_edit(sent, editor: str, tmp_path: Path):
    assert untracked(placer(sent, editor, tmp_path))[0] == []
