"""What every stage stands on: the kinds all stages share, and a check of the chapters' names."""

from lifecycle.kit import Kit
from lifecycle.model.checkpoint import Checkpoint, Handout, Stamp
from lifecycle.model.comment import Comment, Placement, ReturnedFile
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.erasure import Erasure
from lifecycle.model.people import Attendance, Decision, Group, Meeting, Person
from lifecycle.model.plan import Deadline, Office, Plan, Stay
from lifecycle.model.strategy import CHAPTERS, Chapter
from lifecycle.model.territory import Municipality
from lifecycle.model.verdict import Refusal

kit = Kit("common")
kit.brings(Office, Plan, Deadline, Stay, Municipality, Group, Person, Meeting, Attendance, Decision)
kit.brings(Comment, Placement, ReturnedFile, Edition)
kit.brings(Checkpoint, Handout, Stamp, Erasure)


@kit.guard
def chapters_are_printed(content: Content) -> list[Refusal]:
    """Every narrative chapter stands under a name that a document prints."""
    return [
        Refusal("text.unprinted", item="plan", section=chapter.section, known=CHAPTERS)
        for chapter in content.all(Chapter)
        if chapter.section not in CHAPTERS
    ]
