"""What all stages share: the chapters people write stand under names that a document prints."""

from lifecycle.model.strategy import Chapter
from tests.stages.builders import a_plan, warned


def test_a_chapter_no_document_prints_is_pointed_out():
    plan = a_plan().with_(Chapter(section="zaver", text="Závěr."), Chapter(section="vision", text="Vize."))

    assert [one.facts["section"] for one in warned(plan, "chapters_are_printed")] == ["zaver"]
