"""What would keep a reader out is not issued, but where councils approved it word for word."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lifecycle.actions.accessibility import refuse_barriers
from lifecycle.documents.blocks import Paragraph
from lifecycle.documents.document import Document
from lifecycle.model.errors import Refused
from tests.documents.word.opened import of, written

SPOILED = of(Paragraph(()))


@pytest.fixture
def file() -> bytes:
    return written(SPOILED)


def refused(call: Callable[[], None]) -> list[str]:
    with pytest.raises(Refused) as told:
        call()
    return [refusal.code for refusal in told.value.refusals]


def test_a_document_with_a_barrier_is_refused(file: bytes):
    assert refused(lambda: refuse_barriers(SPOILED, file)) == ["accessibility.paragraph_empty"]


def test_every_barrier_is_told_at_once(file: bytes):
    untitled = Document(replace(SPOILED.cover, title=" "), SPOILED.sections)

    codes = refused(lambda: refuse_barriers(untitled, written(untitled)))

    assert codes == ["accessibility.title", "accessibility.paragraph_empty", "accessibility.file_title"]


def test_a_chapter_that_was_approved_is_issued_as_it_stands(file: bytes):
    refuse_barriers(SPOILED, file, standing={"chapter"})
