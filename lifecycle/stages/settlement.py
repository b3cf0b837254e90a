"""Settlement of comments (vypořádání připomínek): the plan's annex, the office's whole register, the public one.

One file because the three print the same points and differ only in who may read them: the office's register names
everybody, the public one and the annex name bodies and no person.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lifecycle.documents.blocks import Block, Heading, Paragraph, Row, Run, Runs, Table, text
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.comment import Comment, CommentKind, PlacementState
from lifecycle.model.consultation import Settlement, SettlementDecision, Submission, Weight
from lifecycle.model.content import Content
from lifecycle.model.people import Meeting
from lifecycle.model.plan import Consultation
from lifecycle.model.proposal import form_of
from lifecycle.model.register import Point, by_person, public_name, register, threads

kit = Kit("settlement")


@dataclass(frozen=True, slots=True)
class Case:
    """One point to be settled with the replies to it; `submission` is what it came as, None for a comment."""

    point: Point
    replies: tuple[Point, ...]
    submission: Submission | None

    @property
    def letter(self) -> str | None:
        """The letter the point was cut from."""
        return self.submission.letter if self.submission else None

    @property
    def disputed(self) -> bool:
        """An essential point that is not accepted or not wholly: a dispute (rozpor)."""
        found = self.point.settlement
        essential = self.submission is not None and self.submission.weight is Weight.essential
        return essential and found is not None and found.decision.needs_reason


def cases(content: Content, *, public: bool) -> list[Case]:
    """Every point, oldest first, those of one letter together; internal ones are not for the public."""
    found = []
    for root, *replies in threads(register(content)).values():
        if public and root.internal:
            continue
        told = tuple(reply for reply in replies if not (public and reply.internal))
        submission = content.get(Submission, root.id) if root.kind is CommentKind.submission else None
        found.append(Case(root, told, submission))
    first: dict[str, int] = {}
    for number, case in enumerate(found):
        first.setdefault(case.letter or f"\n{case.point.id}", number)
    return sorted(found, key=lambda case: first[case.letter or f"\n{case.point.id}"])


@kit.section
def settlement(content: Content) -> list[Block]:
    """Settlement of submissions: each point, how it was settled and why; citizens are not named.

    Known names, addresses and numbers in their words are covered. Comments written in documents are counted, with
    what became of them; the published settlement prints each.
    """
    say, found = content.say, cases(content, public=True)
    points = [case.point for case in found if case.submission]
    written = [case for case in found if not case.submission]
    counted: list[Block] = []
    if written:
        told = say("settlement.elsewhere", count=len(written), document=say("document.settlement_public"))
        counted = [*_counts(content, found), Paragraph(text(told))]
    if not points:
        return counted or [Paragraph(text(say("settlement.none")))]
    names = ("id", "submitter", "item", "text", "decision", "reason")
    return [
        *counted,
        Heading(1, text(say("settlement.heading"))),
        *(_lead(content) if any(by_person(content, point) for point in points) else ()),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in names),
            rows=tuple(_annexed(content, point) for point in points),
            widths=(7, 13, 15, 27, 14, 24),
            caption=say("settlement.caption"),
        ),
    ]


def _annexed(content: Content, point: Point) -> Row:
    found = point.settlement
    reason = _told(content, point, found.reason, public=True) if found else ""
    answer = " ".join(part for part in (reason, _change(content, found)) if part) if found else ""
    return Row(
        (
            text(content.prose(point.id)),
            text(content.prose(public_name(content, point))),
            text(content.coded(point.item or "plan")),
            _quoted(_told(content, point, point.text, public=True), content.plan.language),
            text(found.decision.in_(content.plan.language) if found else content.say("settlement.open")),
            text(content.prose(answer or "–")),
        )
    )


@kit.section
def settlement_summary(content: Content) -> list[Block]:
    """The office's register begins: how many points there are, how they were settled, which letters they came in."""
    found = cases(content, public=False)
    if not found:
        return []
    lead = Paragraph(text(content.say("settlement.internal_lead"), bold=True), "lead")
    return [lead, *_counts(content, found), *_letters(content, found)]


@kit.section
def settlement_open(content: Content) -> list[Block]:
    """Points that still wait for their settlement, as the office sees them."""
    found = [case for case in cases(content, public=False) if not case.point.resolved]
    return _register(content, found, "settlement.open_caption") if found else []


@kit.section
def settlement_disputes(content: Content) -> list[Block]:
    """Disputes (rozpory): essential points not wholly accepted, and which meeting decided so."""
    found = [case for case in cases(content, public=False) if case.disputed]
    if not found:
        return []
    lead = Paragraph(text(content.say("settlement.disputes_lead", count=len(found))))
    return [lead, *_register(content, found, "settlement.disputes_caption")]


@kit.section
def settlement_settled(content: Content) -> list[Block]:
    """Points that are settled without a dispute, as the office sees them."""
    found = [case for case in cases(content, public=False) if case.point.resolved and not case.disputed]
    return _register(content, found, "settlement.settled_caption") if found else []


@kit.section
def settlement_public(content: Content) -> list[Block]:
    """Every point with its settlement for publication (CpKP method): words without known names of people.

    Known names, addresses of e-mail, telephone and birth numbers in words and reasons are covered.
    """
    found = cases(content, public=True)
    if not found:
        return []
    say = content.say
    return [
        *(
            Paragraph(text(say("settlement.round", number=r.number, opens=r.opens, hearing=r.hearing, until=r.until)))
            for r in content.all(Consultation)
        ),
        *_lead(content),
        *_counts(content, found),
        Heading(1, text(say("settlement.heading"))),
        *_register(content, found, "settlement.public_caption", public=True),
    ]


def _lead(content: Content) -> list[Block]:
    """What is not told of people, for whoever wonders at a covered word."""
    return [Paragraph(text(content.say("settlement.public_lead")))]


def _counts(content: Content, found: Sequence[Case]) -> list[Block]:
    """How many points are settled, and how; submissions and comments written in documents apart."""
    say, language = content.say, content.plan.language
    words = {decision: decision.in_(language) for decision in SettlementDecision}
    told = Counter((_outcome(case.point), case.submission is not None) for case in found)
    lines = [*words.items(), ("resolved", say("settlement.resolved")), ("open", say("settlement.open"))]
    rows = [(label, told[(word, True)], told[(word, False)]) for word, label in lines]
    rows = [row for row in rows if row[1] or row[2]]
    whole = (say("column.total"), sum(row[1] for row in rows), sum(row[2] for row in rows))
    waiting = sum(not case.point.resolved for case in found)
    return [
        Paragraph(text(say("settlement.counted", count=len(found), settled=len(found) - waiting, waiting=waiting))),
        Table(
            header=_heads(content, "decision", "submissions", "comments", "total"),
            rows=tuple(
                Row((text(label), text(sent), text(written), text(sent + written)), total=label == whole[0])
                for label, sent, written in (*rows, whole)
            ),
            widths=(46, 18, 18, 18),
            align="lrrr",
            caption=say("settlement.counts_caption"),
        ),
    ]


def _outcome(point: Point) -> SettlementDecision | str:
    """How the point was settled; `resolved` where its authors closed it themselves, `open` where it waits."""
    return point.settlement.decision if point.settlement else "resolved" if point.resolved else "open"


def _letters(content: Content, found: Sequence[Case]) -> list[Block]:
    """The letters that were cut into points: from whom, when, how they came, which points they hold."""
    say, language = content.say, content.plan.language
    letters: dict[str, list[Submission]] = {}
    for case in found:
        if case.submission and case.letter:
            letters.setdefault(case.letter, []).append(case.submission)
    if not letters:
        return []
    rows = [
        Row(
            (
                text(content.prose(letter)),
                text(parts[0].submitter),
                text(f"{day_text(parts[0].received, language)}, {parts[0].channel.in_(language)}"),
                text(content.prose(", ".join(part.key for part in parts))),
            )
        )
        for letter, parts in letters.items()
    ]
    header = _heads(content, "letter", "submitter", "received", "points_of_letter")
    caption = say("settlement.letters_caption")
    return [Heading(1, text(say("settlement.letters"))), Table(header, tuple(rows), (16, 34, 24, 26), caption=caption)]


def _register(content: Content, found: Sequence[Case], caption: str, *, public: bool = False) -> list[Block]:
    """The points as a table a council member reads: what was said by whom to what, and what came of it."""
    return [
        Table(
            header=_heads(content, "id", "submitter", "item", "text", "decision"),
            rows=tuple(_row(content, case, public=public) for case in found),
            widths=(13, 14, 17, 30, 26),
            caption=content.say(caption),
        )
    ]


def _row(content: Content, case: Case, *, public: bool) -> Row:
    return Row(
        (
            _lines(text(content.prose(case.point.id), bold=True), *_origin(content, case, public=public)),
            _who(content, case, public=public),
            _place(content, case.point),
            _words(content, case, public=public),
            _answer(content, case.point, public=public),
        )
    )


def _origin(content: Content, case: Case, *, public: bool) -> list[Runs]:
    """When the point came; in the office's register also how, with which letter or in which file."""
    say, point = content.say, case.point
    told = [text(day_text(point.date, content.plan.language))]
    if point.late:
        told.append(text(say("settlement.late")))
    if public:
        return told
    if case.submission:
        told.append(text(case.submission.channel.in_(content.plan.language)))
        return [*told, text(say("settlement.letter", letter=case.letter))] if case.letter else told
    return [*told, text(point.source_file)]


def _who(content: Content, case: Case, *, public: bool) -> Runs:
    """Who speaks, of which kind and for whom; the public reads a person's kind alone."""
    point, language = case.point, content.plan.language
    kind = case.submission.submitter_kind.in_(language) if case.submission else ""
    if public:
        name = public_name(content, point)
        return _lines(text(content.prose(name)), text(kind if kind != name else ""))
    behalf = _between(content, "settlement.on_behalf", point.on_behalf_of) if point.on_behalf_of else ()
    inner = content.say("settlement.internal") if point.internal else ""
    return _lines(text(content.prose(point.author)), text(kind), behalf, text(inner, bold=True))


def _between(content: Content, code: str, who: str) -> Runs:
    """The phrase with `who` as a run of its own: a private name is known to the writers only."""
    before, _, after = content.say(code, who="\0").partition("\0")
    return (*text(before), *text(who), *text(after))


def _place(content: Content, point: Point) -> Runs:
    """The item and the field the point is about; a lost place is told."""
    say, thing = content.say, content.at(point.item or "plan")
    lost = point.placement is PlacementState.orphaned
    labels = {column.name: column.label.in_(content.plan.language) for column in type(thing).columns()} if thing else {}
    field = labels.get(point.field or "", "")
    return _lines(
        text(content.coded(point.item or "plan") if point.item or not lost else ""),
        text(field, italic=True),
        text(say("settlement.lost") if lost else ""),
    )


def _words(content: Content, case: Case, *, public: bool) -> Runs:
    """What was written, what the writer proposes, and what was replied; weight and nature stand above it."""
    say, language, submission = content.say, content.plan.language, case.submission
    marks = [word.in_(language) for word in (submission.weight, submission.nature) if word] if submission else []
    kind = "" if submission else _proposes(content, case.point)
    proposed = _told(content, case.point, submission.proposed_change, public=public) if submission else None
    return _lines(
        text(", ".join(marks) or kind, italic=True),
        _quoted(_told(content, case.point, case.point.text, public=public), language),
        (*text(say("settlement.proposed"), bold=True), *_quoted(proposed, language)) if proposed else (),
        *(
            (
                *text("↳ "),
                *text(public_name(content, one) if public else one.author),
                *text(": "),
                *text(_told(content, one, one.text, public=public)),
            )
            for one in case.replies
        ),
    )


def _proposes(content: Content, point: Point) -> str:
    """What a proposal would do to the text, and whether it was tracked; empty of a comment."""
    comment = content.get(Comment, point.id)
    form = form_of(comment, point.item, point.field) if comment else ""
    kind = point.kind.in_(content.plan.language) if form else ""
    if not form or form == "changed" or (form.endswith("_words") and point.kind is not CommentKind.edit):
        return kind
    what = content.say(f"proposal.{form}")
    return f"{kind} – {what}" if point.kind is CommentKind.edit else what


def _answer(content: Content, point: Point, *, public: bool) -> Runs:
    """The decision with its reason, what it changed and which meeting took it."""
    say, found = content.say, point.settlement
    if found is None:
        return text(say("settlement.resolved" if point.resolved else "settlement.open"), bold=True)
    meeting = content.get(Meeting, found.decided_by or "")
    decided = say("settlement.decided_by", kind=meeting.kind, date=meeting.date, key=meeting.key) if meeting else ""
    return _lines(
        text(found.decision.in_(content.plan.language), bold=True),
        text(_told(content, point, found.reason, public=public)),
        text(_change(content, found)),
        text(decided),
    )


def _told(content: Content, point: Point, words: str | None, *, public: bool) -> str:
    """Words of the point or about it, for the public with known personal data covered."""
    if not public or not words:
        return words or ""
    return content.published(words, personal=by_person(content, point))


def _quoted(words: str, language: str) -> Runs:
    """What somebody wrote, in quotation marks: a private text is known to the writers only and may begin anyhow."""
    opening, closing = ("“", "”") if language == "en" else ("„", "“")
    return (*text(opening), *text(words), *text(closing))


def _change(content: Content, found: Settlement) -> str:
    return content.say("settlement.change", item=content.named(found.change)) if found.change else ""


def _lines(*parts: Runs) -> Runs:
    """The parts that say something, each on a line of its own."""
    told = [part for part in parts if part]
    return tuple(run for n, part in enumerate(told) for run in ((Run("\n"), *part) if n else part))


def _heads(content: Content, *names: str) -> tuple[Runs, ...]:
    return tuple(text(content.say(f"column.{name}")) for name in names)
