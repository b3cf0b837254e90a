"""Issue a deliverable: compose it, write it, and enter its edition; what a step issues goes through here too."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lifecycle.actions.accessibility import refuse_barriers
from lifecycle.actions.beside import free_place, put_beside
from lifecycle.actions.compose import compose
from lifecycle.actions.desk import Desk, once_more
from lifecycle.actions.exposed import exposed
from lifecycle.actions.focus import focused
from lifecycle.actions.kept_blocks import kept_blocks
from lifecycle.actions.withdrawn import next_number
from lifecycle.documents.document import Document, Section, content_sha256
from lifecycle.documents.word.writer import write
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.errors import Wrong
from lifecycle.model.history import Put, sha256
from lifecycle.model.people import Meeting
from lifecycle.model.plan import SETTLED_STATES
from lifecycle.workflow.definition import PLAN, Definition

OPENING = {"consultation": EditionLabel.consultation, "approval": EditionLabel.approval}


@dataclass(frozen=True, slots=True)
class Issued:
    """An edition about to be entered, with the bytes it names."""

    edition: Edition
    document: bytes
    file: bytes


def prepare(
    desk: Desk, content: Content, *, name: str, label: EditionLabel, state: str, entry: int, head: bytes, skip: int = 0
) -> Issued:
    """The next edition of `name`, rendered; `skip` counts editions of it prepared for the same act."""
    about = next(iter(content.focus.values()), None)
    number = next_number(desk, name, plan=content.key, standing=content.all(Edition)) + skip
    stands = label is EditionLabel.final and (name == PLAN or state in SETTLED_STATES)
    voted = approved_sections(desk, content, state) if stands else ()
    document = compose(
        desk, content, name=name, number=number, label=label, state=state, entry=entry, head=head, voted=voted
    )
    value = document.as_bytes()
    digest = content_sha256(document.sections)
    file = render(desk, document, content=digest)
    refuse_barriers(document, file, standing={section.name for section in voted})
    edition = Edition(
        name=name,
        number=number,
        label=label,
        stage=state,
        about=about,
        issued_on=content.day,
        file=free_place(desk, f"documents/{content.key}/{name}_{number:02d}_{label.value}.docx", file),
        sha256=sha256(file),
        blocks=sha256(value),
        content_sha256=digest,
        code=document.cover.code,
        renderer=desk.renderer,
        template=desk.template_digest,
    )
    return Issued(edition, value, file)


def render(desk: Desk, document: Document, *, content: str | None = None) -> bytes:
    """The Word file of a document, with private text from the plan's vault; `content` is its content hash if known."""
    return write(
        document,
        texts=desk.texts(document.cover.plan, document.cover.language),
        template=desk.template(),
        phrases=desk.phrases(document.cover.language),
        content=content,
        pictures=lambda digest: picture(desk, digest),
    )


def picture(desk: Desk, digest: str) -> bytes:
    """The bytes of a picture that a chapter shows; Wrong where the database has lost them."""
    data = desk.store.blob(digest)
    if data is None:
        raise Wrong("document.picture_lost", name=digest[:12])
    return data


def approved_sections(desk: Desk, content: Content, state: str) -> tuple[Section, ...]:
    """The very chapters the councils approved.

    Of a plan that is settled in `state` those of its newest final edition, else of the newest edition with the
    standing text.
    """
    editions = [edition for edition in content.all(Edition) if edition.name == PLAN]
    if state in SETTLED_STATES:
        approved = [edition for edition in editions if edition.label is EditionLabel.final]
    else:
        approved = [edition for edition in editions if edition.content_sha256 == content.standing_sha256]
    return tuple(one for one in stored(desk, approved[-1]).sections if one.voted) if approved else ()


def stored(desk: Desk, edition: Edition) -> Document:
    """The document an edition keeps as a value."""
    return Document.from_json(kept_blocks(desk, edition))


def for_step(
    desk: Desk, before: Content, after: Content, *, closing: Iterable[str], opening: Iterable[str], final: bool
) -> list[Issued]:
    """What a step issues: documents that close the state left, then those that open the state entered.

    What closes a state is labelled as the state entered has it: the step out of a stage is what settles its document.
    """
    definition = desk.definition(before)
    issued: list[Issued] = []
    entry, head = before.rev + 1, before.head
    for name in closing:
        settled = final if name == PLAN else definition.finished(name, after.plan.state)
        label = EditionLabel.final if settled else EditionLabel.working
        skip = sum(one.edition.name == name for one in issued)
        # The final edition is read for years: its chapter on the plan's course already says that the plan is in force.
        seen = after if name == PLAN and settled else before
        issued.append(
            prepare(desk, seen, name=name, label=label, state=before.plan.state, entry=entry, head=head, skip=skip)
        )
    for name in opening:
        label = label_in(definition, after, name)
        skip = sum(one.edition.name == name for one in issued)
        issued.append(
            prepare(desk, after, name=name, label=label, state=after.plan.state, entry=entry, head=head, skip=skip)
        )
    return issued


def issue(
    desk: Desk,
    plan: str,
    name: str,
    *,
    meeting: str | None = None,
    year: int | None = None,
    before: Callable[[Issued], None] | None = None,
) -> dict[str, Any]:
    """A new edition of `name`, entered as an act of its own; `meeting` or `year` says what it is about.

    `before` is given the edition before it is entered: where it raises, nothing is issued.
    """
    return once_more(lambda: _issue(desk, plan, name, meeting=meeting, year=year, before=before))


def _issue(
    desk: Desk,
    plan: str,
    name: str,
    *,
    meeting: str | None,
    year: int | None,
    before: Callable[[Issued], None] | None,
) -> dict[str, Any]:
    content = desk.content(plan)
    definition = desk.definition(content)
    declared = definition.deliverable(name)
    content = focused(content, name, declared.about if declared else None, meeting=meeting, year=year)
    one = prepare(
        desk,
        content,
        name=name,
        label=label_in(definition, content, name),
        state=content.plan.state,
        entry=content.rev + 1,
        head=content.head,
    )
    if before:
        before(one)
    entry = enter(desk, content, one, verb="document.issue")
    return {
        "entry": entry,
        "editions": [edition_json(one.edition)],
        "edition": edition_json(one.edition),
        "warnings": [
            *(_late(content) if name == "invitation" else ()),
            *exposed(desk, content, [(one.edition, one.document)]),
            *put_beside([one.edition]),
        ],
        "next": ["lifecycle document list"],
    }


def _late(content: Content) -> list[dict[str, Any]]:
    """That the invitation leaves later before its meeting than the workflow wants."""
    meeting = content.get(Meeting, content.focus.get("meeting", ""))
    needs = content.checks.get("invitations_leave_in_time", {}).get("days")
    if meeting is None or not isinstance(needs, int) or (ahead := (meeting.date - content.day).days) >= needs:
        return []
    return [{"code": "meeting.late_invitation", "facts": {"count": ahead, "needs": needs}}]


def enter(desk: Desk, seen: Content, one: Issued, *, verb: str) -> int | None:
    """The number of the entry of one edition rendered from `seen`; Busy where the plan has moved on since."""
    with desk.writing(seen.key) as pen:
        entry = pen.commit(verb, [Put(one.edition)], blobs=(one.document, one.file), expect=(seen.rev, seen.head))
    return entry.number if entry else None


def label_in(definition: Definition, content: Content, name: str) -> EditionLabel:
    """What an edition issued now is for: in consultation and approval the plan is a draft for it, else working.

    A plan that came into force stays what the councils approved: what is issued of it later is final too. Of other
    deliverables the workflow says from which state on they are final.
    """
    if name != PLAN:
        return EditionLabel.final if definition.finished(name, content.plan.state) else EditionLabel.working
    final = any(one.name == PLAN and one.label is EditionLabel.final for one in content.all(Edition))
    if final and content.plan.state in SETTLED_STATES:
        return EditionLabel.final
    return OPENING.get(content.plan.state, EditionLabel.working)


def edition_json(edition: Edition) -> dict[str, Any]:
    """An edition as `document list` shows it."""
    return edition.as_json() | {"edition": edition.name_at_number}
