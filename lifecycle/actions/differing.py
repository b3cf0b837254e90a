"""How a Word file that says it is an edition of ours differs from what was issued, in its text and beside it."""

import io
import re
import zipfile
from collections.abc import Callable

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import stored
from lifecycle.documents.reworked import pictured
from lifecycle.documents.word.identity import differences, visible
from lifecycle.documents.word.margins import beside, further_differences
from lifecycle.model.edition import Edition

_NOTE = re.compile(r"^\[\^\d+\] ")


def what_differs(desk: Desk, edition: Edition, data: bytes) -> list[dict[str, str | None]] | None:
    """Every difference from the file issued; None where the file is a paper of a packet just as it was sent.

    Of a packet the paper with the fewest differences is the one meant.
    """
    ours = desk.store.blob(edition.sha256)
    if ours is None:
        return []
    say = desk.phrases(desk.screen).say
    if edition.name != "packet":
        headings = tuple(section.title for section in stored(desk, edition).sections)
        return [_told(one, say) for one in _of(ours, data, headings=headings)]
    with zipfile.ZipFile(io.BytesIO(ours)) as packet:
        papers = [packet.read(name) for name in packet.namelist() if name.endswith(".docx")]
    if data in papers:
        return None
    nearest = min((_of(paper, data) for paper in papers), key=len, default=[])
    return [_told(one, say) for one in nearest]


def _of(ours: bytes, data: bytes, *, headings: tuple[str, ...] = ()) -> list[dict[str, str | None]]:
    (our_text, our_notes), (their_text, their_notes) = _parted(visible(ours)), _parted(visible(data))
    notes = [{**one, "place": "footnote", "chapter": None} for one in differences(our_notes, their_notes)]
    text = differences(our_text, their_text, headings=headings)
    return [*text, *notes, *further_differences(beside(ours), beside(data))]


def _parted(texts: list[str]) -> tuple[list[str], list[str]]:
    """The paragraphs of the body, and the footnotes that follow them without their numbers."""
    end = len(texts)
    while end and _NOTE.match(texts[end - 1]):
        end -= 1
    return texts[:end], [_NOTE.sub("", text) for text in texts[end:]]


def _told(one: dict[str, str | None], say: Callable[..., str]) -> dict[str, str | None]:
    was, now = pictured(one["was"], one["now"], say=say)
    return {**one, "was": was, "now": now}
