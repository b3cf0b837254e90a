"""Every paper of the demo that may be published, read as the public reads it: no citizen who wrote is named."""

import pytest

from lifecycle.actions.covering import known_people
from lifecycle.actions.desk import Desk
from lifecycle.actions.exposed import INTERNAL, strangers
from lifecycle.actions.renderings import rendered
from lifecycle.model.consultation import Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from tests.conftest import PLAN
from tests.contracts.papers import shipped_names

PUBLIC = sorted(shipped_names() - {INTERNAL, "packet"})


def clean(desk: Desk, content: Content, name: str) -> dict[str, str]:
    """Edition → its words without comments; every one of the deliverable."""
    return {
        one.name_at_number: rendered(desk, PLAN, one, ".md", clean=True).decode()
        for one in content.all(Edition)
        if one.name == name
    }


@pytest.mark.parametrize("name", PUBLIC)
def test_no_clean_paper_names_anybody_who_wrote_to_the_plan_and_is_no_member(
    name: str, demo_desk: Desk, demo_content: Content
):
    texts = demo_desk.store.texts(PLAN)
    people = strangers(demo_content, known_people(demo_content, texts), texts)
    papers = clean(demo_desk, demo_content, name)

    found = {
        (key, text[one.start : one.end]) for key, text in papers.items() for one in people.found(text, contacts=False)
    }

    assert found == set()


def test_the_demo_has_citizens_who_wrote(demo_desk: Desk, demo_content: Content):
    texts = demo_desk.store.texts(PLAN)

    assert [texts[one.submitter] for one in demo_content.all(Submission) if one.personal] != []
