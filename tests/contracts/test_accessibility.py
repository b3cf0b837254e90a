"""Every section of every kit keeps out nobody, on a plan with nothing recorded and on the demo's plan."""

import html5lib
import pytest

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import picture, stored
from lifecycle.app import catalogue
from lifecycle.documents import html
from lifecycle.documents.accessibility import in_blocks
from lifecycle.documents.shipped import shipped
from lifecycle.documents.word.accessibility import barriers
from lifecycle.documents.word.publication import traces
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from tests.conftest import PLAN

SECTIONS = catalogue().sections


@pytest.fixture
def editions(demo_content: Content) -> list[Edition]:
    """Every edition of the demo but the packets, which are several files."""
    return [one for one in demo_content.all(Edition) if one.name != "packet"]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_no_barrier(name: str, content: Content):
    found = list(in_blocks(list(SECTIONS[name](content)), chapter=name))

    assert found == []


def test_no_file_of_the_demo_has_a_barrier(editions: list[Edition], demo_desk: Desk):
    found = {one.name_at_number: barriers(demo_desk.store.blob(one.sha256) or b"") for one in editions}

    assert {name: told for name, told in found.items() if told} == {}


def test_a_file_without_comments_can_be_published_as_it_is(editions: list[Edition], demo_desk: Desk):
    silent = [one for one in editions if not stored(demo_desk, one).threads]
    found = {one.name_at_number: traces(demo_desk.store.blob(one.sha256) or b"") for one in silent}

    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("key", ["evaluation@1", "plan@6", "plan@9", "certificate@1"])
def test_a_page_of_the_demo_is_read_without_a_fault(key: str, demo_desk: Desk, demo_content: Content):
    edition = demo_content.get(Edition, *key.split("@"))
    assert edition is not None
    page = html.write(
        stored(demo_desk, edition),
        texts=demo_desk.texts(PLAN, "cs"),
        phrases=demo_desk.phrases("cs"),
        style=shipped("document_templates", "page.css").decode(),
        pictures=lambda digest: picture(demo_desk, digest),
    )

    parser = html5lib.HTMLParser()
    parser.parse(page)

    assert parser.errors == []
