"""How a Word file that says it is an edition of ours differs from what was issued, in its text and beside it.

And whether the very file issued says what its recorded blocks say, whichever version of the program wrote it.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import stored
from lifecycle.actions.kept_blocks import kept_blocks
from lifecycle.actions.remade import dressed_alike, erased_words, filled, filled_beside, remade
from lifecycle.documents.document import Document
from lifecycle.documents.quarantine import LARGEST_FILE
from lifecycle.documents.reworked import pictured
from lifecycle.documents.said import unsaid
from lifecycle.documents.word.identity import differences, visible
from lifecycle.documents.word.margins import beside, further_differences
from lifecycle.model.edition import Edition
from lifecycle.model.history import sha256

_NOTE = re.compile(r"^\[\^\d+\] ")


def what_differs(desk: Desk, edition: Edition, data: bytes) -> list[dict[str, str | None]] | None:
    """Every difference from the file issued; None where the file is a paper of a packet just as it was sent.

    Of a packet the paper with the fewest differences is the one meant. Where the file issued was erased, its text made
    again is compared.
    """
    ours = desk.store.blob(edition.sha256)
    say = desk.phrases(desk.screen).say
    if ours is None:
        return [_told(one, say) for one in _from_remade(desk, edition, data)]
    if edition.name != "packet":
        headings = tuple(section.title for section in stored(desk, edition).sections)
        return [_told(one, say) for one in _of(ours, data, headings=headings)]
    with zipfile.ZipFile(io.BytesIO(ours)) as packet:
        papers = [packet.read(name) for name in packet.namelist() if name.endswith(".docx")]
    if data in papers:
        return None
    nearest = min((_of(paper, data) for paper in papers), key=len, default=[])
    return [_told(one, say) for one in nearest]


def _from_remade(desk: Desk, edition: Edition, data: bytes) -> list[dict[str, str | None]]:
    """Every difference from the text made again; first of all, that the file issued is not there to compare with."""
    files, words = remade(desk, edition), erased_words(desk)
    if not files:
        return [{"kind": "not_comparable", "was": "", "now": ""}]
    packet = edition.name == "packet"
    headings = () if packet else tuple(section.title for section in stored(desk, edition).sections)
    found = min((_of(file, data, headings=headings, erased=words) for file in files), key=len)
    kind = "remade" if dressed_alike(desk, edition) else "remade_otherwise"
    same: list[dict[str, str | None]] = [] if found else [{"kind": "same_words", "was": "", "now": ""}]
    return [{"kind": kind, "was": "", "now": ""}, *found, *same]


def unrecorded(desk: Desk, plan: str, edition: Edition, data: bytes) -> bool:
    """Whether the file of an edition leaves out a recorded line, or shows words struck through or hidden.

    Of what is drawn, and of words beside those recorded, nothing is known. An edition that was erased says nothing.
    """
    if desk.store.blob(edition.blocks) is None:
        return False
    texts = desk.store.texts(plan)
    if edition.name != "packet":
        return _silent(stored(desk, edition), data, texts)
    kept = {paper["file"]: Document.from_json(paper["document"]) for paper in kept_blocks(desk, edition)["papers"]}
    carried = {one.sha256 for one in desk.store.things(plan, Edition) if one.name_at_number == edition.of}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packet:
            if sum(member.file_size for member in packet.infolist()) > LARGEST_FILE * len(kept):
                return True
            papers = {name: packet.read(name) for name in packet.namelist()}
    except zipfile.BadZipFile:
        return True
    others = [sha256(file) for name, file in papers.items() if name not in kept]
    lost = set(kept) - set(papers)
    return bool(lost) or set(others) != carried or any(_silent(kept[name], papers[name], texts) for name in kept)


def _silent(document: Document, data: bytes, texts: Mapping[str, str]) -> bool:
    marks = beside(data)
    return bool(marks["struck"] or marks["hidden"]) or unsaid(document.sections, visible(data), texts) is not None


def _of(
    ours: bytes, data: bytes, *, headings: tuple[str, ...] = (), erased: Sequence[str] = ()
) -> list[dict[str, str | None]]:
    (our_text, our_notes), (their_text, their_notes) = _parted(visible(ours)), _parted(visible(data))
    around, found = beside(ours), beside(data)
    if erased:
        our_text, our_notes = filled(our_text, their_text, erased), filled(our_notes, their_notes, erased)
        around = filled_beside(around, found, erased)
    notes = [{**one, "place": "footnote", "chapter": None} for one in differences(our_notes, their_notes)]
    text = differences(our_text, their_text, headings=headings)
    return [*text, *notes, *further_differences(around, found)]


def _parted(texts: list[str]) -> tuple[list[str], list[str]]:
    """The paragraphs of the body, and the footnotes that follow them without their numbers."""
    end = len(texts)
    while end and _NOTE.match(texts[end - 1]):
        end -= 1
    return texts[:end], [_NOTE.sub("", text) for text in texts[end:]]


def _told(one: dict[str, str | None], say: Callable[..., str]) -> dict[str, str | None]:
    was, now = pictured(one["was"], one["now"], say=say)
    return {**one, "was": was, "now": now}
