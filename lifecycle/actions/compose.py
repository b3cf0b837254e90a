"""A deliverable as a document value: chapters of the plan, cover and the threads of comments that travel with it."""

from dataclasses import replace

from lifecycle.actions.changes import reworkings
from lifecycle.actions.covering import names_stay
from lifecycle.actions.desk import Desk
from lifecycle.actions.notes import engine_notes
from lifecycle.actions.succession import WRITTEN
from lifecycle.actions.unissued import why_empty
from lifecycle.documents.blocks import items_of
from lifecycle.documents.document import Cover, Document, Note, Section, Thread, content_sha256
from lifecycle.documents.fitting import all_fitted
from lifecycle.documents.typography import plain
from lifecycle.model.comment import Comment, CommentKind
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import EditionLabel
from lifecycle.model.errors import Refused, Wrong
from lifecycle.model.history import control_code
from lifecycle.model.people import Meeting
from lifecycle.model.proposal import form_of
from lifecycle.model.register import Point, by_person, register, threads
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import VAULT
from lifecycle.workflow.definition import Definition

_ANSWER = "/settlement"
"""What the name of a note that answers a point ends with."""
_LONGEST_WORDING = 1000
"""Letters of a proposed text that a comment shows; the register keeps all."""


def compose(
    desk: Desk,
    content: Content,
    *,
    name: str,
    number: int,
    label: EditionLabel,
    state: str,
    entry: int,
    head: bytes,
    voted: tuple[Section, ...] = (),
) -> Document:
    """The document `name` as the plan stands in `state`; `voted` are approved chapters to be taken as they are.

    `head` is the chain's head before the entry that issues the edition, `entry` that entry's number: the control
    code is made of them (see `model.history.control_code`).
    """
    definition = desk.definition(content)
    content = replace(
        content, reworked=lambda now: reworkings(desk, now, _compared(desk, now, definition, state, voted))
    )
    sections = _fitted(desk, content, desk.sections(content, definition, name, state))
    if voted:
        # What the councils approved stands word for word: no chapter of it is new, none is gone.
        told = {section.name: section for section in (*sections, *voted) if not section.voted or section in voted}
        sections = tuple(told[use.name] for use in definition.sections_of(name, state) if use.name in told)
    if not sections:
        known = tuple(deliverables(definition, state))
        if name in known:
            raise Refused(why_empty(desk, content, name))
        raise Wrong("document.unknown", name=name, known=known)
    declared = definition.deliverable(name)
    silent = declared is not None and declared.final is True
    digest = content_sha256(sections)
    return Document(
        cover=_cover(
            desk,
            content,
            definition,
            name=name,
            number=number,
            label=label,
            state=state,
            entry=entry,
            head=head,
            of=digest,
        ),
        sections=sections,
        threads=() if silent else _carried(desk, content, definition, name, label, sections),
    )


def _compared(
    desk: Desk, content: Content, definition: Definition, state: str, voted: tuple[Section, ...]
) -> tuple[Section, ...]:
    """The chapters of the plan that its editions are compared by, as they are about to be issued."""
    uses = tuple(
        use for use in definition.sections_of("plan", state) if use.name in WRITTEN or (use.voted and not voted)
    )
    return (*_fitted(desk, content, desk.printed(content, uses)), *voted)


def _fitted(desk: Desk, content: Content, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The chapters with columns as wide as what will stand in them, private texts too."""
    language = content.plan.language
    texts = desk.texts(content.key, language)
    return tuple(replace(one, blocks=all_fitted(one.blocks, language, texts=texts)) for one in sections)


def deliverables(definition: Definition, state: str) -> list[str]:
    """The names of documents that have chapters in this workflow."""
    names = dict.fromkeys(n for s in definition.states for n in (*s.opens_with, *s.closes_with))
    names |= dict.fromkeys(deliverable.name for deliverable in definition.deliverables)
    return [name for name in names if definition.sections_of(name, state)]


def _cover(
    desk: Desk,
    content: Content,
    definition: Definition,
    *,
    name: str,
    number: int,
    label: EditionLabel,
    state: str,
    entry: int,
    head: bytes,
    of: str,
) -> Cover:
    plan, say = content.plan, content.say
    declared = definition.deliverable(name)
    title = plan.title if name == "plan" else _title(content, name)
    # A final plan is read for years: it tells of the state it enters.
    stage = definition.state(plan.state if label is EditionLabel.final else state).title.in_(plan.language)
    whole = [
        (say("cover.period"), f"{plan.from_}–{plan.to}" if plan.from_ < plan.to else str(plan.to)),
        (say("cover.territory"), say("cover.towns", count=len(content.all(Municipality)))),
        (say("cover.edition"), say("cover.number", number=number, label=label.in_(plan.language))),
        (say("cover.stage"), stage),
    ]
    short = declared is not None and declared.short
    lines = [
        *(() if short else whole),
        (say("cover.issued"), say("value", value=content.day)),
        (say("cover.office"), desk.house.name),
    ]
    return Cover(
        title=title,
        subtitle="" if name == "plan" else plan.title,
        name=name,
        number=number,
        label=label.value,
        stage="" if short else stage,
        day=content.day.isoformat(),
        language=plan.language,
        plan=plan.key,
        plan_title=plan.title,
        code=control_code(plan.key, entry, head, of),
        sealed=f"lifecycle:1:{plan.key}:{entry}:{head.hex()}:{of}",
        lines=tuple(lines),
        publicity=desk.house.publicity,
        working=label is not EditionLabel.final,
        contents=not short,
    )


def _title(content: Content, name: str) -> str:
    """The name of a document, with the year or the meeting it is about."""
    title = content.say(f"document.{name}")
    if year := content.focus.get("year"):
        return content.say("document.of_year", reason=name, title=title, year=year)
    meeting = content.get(Meeting, content.focus.get("meeting", ""))
    if meeting is None:
        return title
    facts = {"title": title, "kind": meeting.kind, "date": meeting.date, "reason": name}
    return content.say("document.of_meeting", **facts)


def _carried(
    desk: Desk,
    content: Content,
    definition: Definition,
    name: str,
    label: EditionLabel,
    sections: tuple[Section, ...],
) -> tuple[Thread, ...]:
    """What people and the engine say of the document; a final edition has no notes of the engine."""
    ours = [] if label is EditionLabel.final else engine_notes(desk, content, definition, name=name, sections=sections)
    return _concerning((*_threads(desk, content, label), *ours), sections, whole=name == "plan")


def _concerning(threads: tuple[Thread, ...], sections: tuple[Section, ...], *, whole: bool) -> tuple[Thread, ...]:
    """The threads at the items the document shows; the whole plan carries every thread, those without a place too."""
    shown = {item for section in sections for item in items_of(section.blocks)}
    return tuple(thread for thread in threads if whole or thread.item in shown)


def _threads(desk: Desk, content: Content, label: EditionLabel) -> list[Thread]:
    """People's threads without internal ones; the final edition carries only what is still open."""
    found = []
    days = _days(desk, content) if content.all(Settlement) else {}
    for group in threads(register(content)).values():
        root = group[0]
        if root.internal or (label is EditionLabel.final and root.resolved):
            continue
        notes = [_note(content, point) for point in group if not point.internal]
        if root.settlement:
            notes.append(_answer(content, root, day=days.get(content.wrote_by(root.settlement), root.date[:10])))
        unnamed = _unnamed(content, root)
        if unnamed or not names_stay(label):
            # The same words are covered as in the published settlement; bodies tell their own addresses.
            persons = {point.id for point in group if unnamed or by_person(content, point)}
            notes = [
                replace(note, text=content.published(note.text, personal=_asked(note.id) in persons)) for note in notes
            ]
        found.append(Thread(item=root.item, field=root.field, resolved=root.resolved, notes=tuple(notes)))
    return found


def _asked(note: str) -> str:
    """The point a note says or answers."""
    return note.removesuffix(_ANSWER)


def _unnamed(content: Content, root: Point) -> bool:
    """Whether the thread began with a submission of a person, whom no edition names."""
    submission = content.get(Submission, root.id) if root.kind is CommentKind.submission else None
    return submission is not None and submission.personal


def _note(content: Content, point: Point) -> Note:
    author = point.author
    submission = content.get(Submission, point.id) if point.kind is CommentKind.submission else None
    if submission and submission.personal:
        author = content.say("comment.from", kind=submission.submitter_kind, id=point.id)
    return Note(id=point.id, author=author, date=point.date, text=_said(content, point))


def _said(content: Content, point: Point) -> str:
    """The point's words; a proposal says that it is one and how the text would read, a private one is left as it is."""
    new = point.proposed_change or ""
    if VAULT.match(point.text) or VAULT.match(new):
        return point.text
    comment = content.get(Comment, point.id)
    said = point.text
    if comment is not None and (form := form_of(comment, point.item, point.field)):
        edited = comment.kind is CommentKind.edit
        if form == "changed" or (form in ("added_words", "removed_words") and not edited):
            said = content.say(f"comment.proposes.{point.kind}", text=said)
        else:
            code = "comment.proposes.edit_whole" if edited else "comment.proposes.whole"
            said = content.say(code, what=content.say(f"proposal.{form}"), text=said)
    if not new or plain(new) == plain(point.text):
        return said
    shown = new if len(new) <= _LONGEST_WORDING else f"{new[:_LONGEST_WORDING].rstrip()}…"
    return f"{said}\n{content.say('comment.proposed', text=shown)}"


def _days(desk: Desk, content: Content) -> dict[int, str]:
    """The civil day of every entry up to now."""
    return {entry.number: entry.on.isoformat() for entry in desk.store.entries(content.key)}


def _answer(content: Content, root: Point, *, day: str) -> Note:
    """The settlement of a thread as its last reply; `day` is the day it was settled on."""
    found = root.settlement
    assert found is not None
    return Note(
        id=f"{root.id}{_ANSWER}",
        author=content.say("settlement.author"),
        date=day,
        text=answer_text(content, found),
    )


def answer_text(content: Content, settlement: Settlement, *, code: str = "settlement.reply") -> str:
    """The decision under the phrase `code`, its reason and what it changed, in the language of the plan."""
    parts = [content.say(code, decision=settlement.decision.in_(content.plan.language))]
    if reason := settlement.reason:
        parts.append(reason if reason.endswith((".", "!", "?", "…")) else f"{reason}.")
    if settlement.change:
        parts.append(content.say("settlement.change", item=content.named(settlement.change)))
    return " ".join(parts)
