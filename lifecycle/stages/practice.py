"""How the towns work by the plan: methodology of data collection and the plan's self-checks."""

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Runs, Table, text
from lifecycle.documents.narrative import passage
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.forms import FORMS, filled_in
from lifecycle.model.people import Meeting
from lifecycle.model.practice import QUALITY_AREAS, CheckSource, DataSource, Grade, Period, Requirement
from lifecycle.model.requirements import Part, Sought, law_parts, requirements
from lifecycle.model.strategy import Chapter, Measure
from lifecycle.model.thing import Column
from lifecycle.model.verdict import Refusal

kit = Kit("practice")
kit.brings(DataSource, Requirement)


@kit.guard
def the_law_is_met(content: Content) -> list[Refusal]:
    """Once there are measures, no part a plan contains by §3 letter h of Act 108/2006 is missing."""
    if not content.all(Measure):
        return []
    return [
        Refusal("law.part_missing", item="plan", part=part.number, reason=part.number)
        for part in law_parts(content)
        if part.grade is Grade.unmet
    ]


@kit.section
def methodology(content: Content) -> list[Block]:
    """Methodology of data collection: the towns' own text, the flows of data, their calendar and the forms' columns."""
    say = content.say
    flows = content.all(DataSource)
    chapter = content.get(Chapter, "methodology")
    blocks: list[Block] = [passage(content, chapter)] if chapter else []
    if not flows:
        return blocks
    blocks += [Heading(1, text(say("methodology.flows_heading"))), *(_flow(content, one) for one in flows)]
    blocks += [Heading(1, text(say("methodology.calendar_heading"))), _calendar(content, flows)]
    named = dict.fromkeys(one.form for one in flows if one.form in FORMS)
    if named:
        blocks += [Heading(1, text(say("methodology.forms_heading"))), Paragraph(text(say("methodology.forms")))]
        blocks += [_form(content, name) for name in named if name]
    return blocks


def _flow(content: Content, flow: DataSource) -> Table:
    """One flow of data, a question and its answer a row."""
    say, language = content.say, content.plan.language
    answers = {
        "content": flow.content,
        "from_whom": flow.provider,
        "how": flow.method,
        "how_often": flow.period.in_(language),
        "due": flow.due,
        "responsible": flow.responsible,
        "use": flow.use,
        "form_name": _form_name(content, flow.form) if flow.form else None,
    }
    return Table(
        header=_heads(content, "question", "answer"),
        rows=tuple(
            Row((text(say(f"column.{name}")), text(content.prose(value)))) for name, value in answers.items() if value
        ),
        widths=(25, 75),
        caption=content.prose(f"{flow.title} ({flow.key})"),
    )


def _calendar(content: Content, flows: list[DataSource]) -> Table:
    """Which data fall due how often, the most frequent first."""
    language = content.plan.language
    return Table(
        header=_heads(content, "how_often", "due", "flow", "responsible"),
        rows=tuple(
            Row(
                (
                    text(period.in_(language)),
                    text(content.prose(flow.due or "–")),
                    text(content.prose(f"{flow.title} ({flow.key})")),
                    text(content.prose(flow.responsible)),
                ),
                item=flow.address,
            )
            for period in Period
            for flow in flows
            if flow.period is period
        ),
        widths=(15, 20, 37, 28),
        caption=content.say("methodology.calendar_caption"),
        fields=("period", "due", "title", "responsible"),
    )


def _form_name(content: Content, name: str) -> str:
    """A form by its title and the name scripts type; a form that is not ours by its name."""
    return f"{FORMS[name].TITLE.in_(content.plan.language)} ({name})" if name in FORMS else name


def _form(content: Content, name: str) -> Table:
    """The columns of one form: what is collected, to the last cell."""
    language = content.plan.language
    return Table(
        header=_heads(content, "form_column", "obligatory", "form_cell"),
        rows=tuple(
            Row(
                (
                    text(column.label.in_(language), bold=column.in_key),
                    text(content.say("value", value=column.required)),
                    text(_cell(content, column)),
                )
            )
            for column in filled_in(FORMS[name])
        ),
        widths=(30, 14, 56),
        caption=content.say("methodology.form_caption", form=_form_name(content, name)),
    )


def _cell(content: Content, column: Column) -> str:
    """What stands in a cell of the column: one of its words, else its sort and the hint of the form."""
    say, language = content.say, content.plan.language
    if column.words:
        sort = say("cell.word", words=tuple(word.in_(language) for word in column.words))
    else:
        sort = say(f"cell.{column.type}")
    hint = column.label.hint_en if language == "en" else column.label.hint_cs
    personal = say("cell.personal") if column.private else ""
    return "; ".join(part for part in (sort, hint, personal) if part)


@kit.section
def completeness(content: Content) -> list[Block]:
    """The seven parts of §3 letter h of Act 108/2006 and the region's requirements, each with where the plan has it."""
    say = content.say
    region = requirements(content, CheckSource.region)
    if not content.all(Measure) and not region:
        return []
    rows = tuple(_law_row(content, part) for part in law_parts(content))
    blocks: list[Block] = [
        Heading(1, text(say("completeness.law_heading"))),
        Paragraph(text(say("completeness.law"))),
        Table(
            header=_heads(content, "number", "part", "where", "grade"),
            rows=rows,
            widths=(6, 34, 40, 20),
            caption=say("completeness.law_caption"),
        ),
        Paragraph(text(say("completeness.computed")), style="note"),
    ]
    if region:
        blocks += [
            Heading(1, text(say("completeness.region_heading"))),
            Table(
                header=_heads(content, "number", "requirement", "evidence", "grade", "note"),
                rows=tuple(
                    Row(
                        (
                            text(content.prose(one.key)),
                            text(content.prose(one.text or "–")),
                            *_judged(content, one),
                        )
                    )
                    for one in region
                ),
                widths=(9, 31, 22, 15, 23),
                caption=say("completeness.region_caption"),
            ),
        ]
    return blocks


def _law_row(content: Content, part: Part) -> Row:
    say, language = content.say, content.plan.language
    said = part.said
    found = [_had(content, *each) for each in part.has]
    found += [_proof(content, item) for item in said.evidence] if said else []
    where = "; ".join(dict.fromkeys(found)) or say("completeness.nothing")
    if part.lacks and part.grade is not Grade.met:
        where += "\n" + say("completeness.lacks", what=tuple(_lacked(content, either) for either in part.lacks))
    note = f"\n{said.note}" if said and said.note else ""
    grade = part.grade.in_(language)
    if part.grade is not part.computed:
        grade += "\n" + say("completeness.by_records", grade=part.computed)
    told = said.text if said and said.text else say(f"law_part.{part.number}")
    cells = (part.number, content.prose(told), content.prose(where + note), grade)
    return Row(tuple(text(cell) for cell in cells))


def _had(content: Content, one: Sought, count: int) -> str:
    """A kind with how many are recorded, or a chapter by its name."""
    if isinstance(one, str):
        return content.named(f"text:{one}")
    return content.say("completeness.counted", kind=one.TITLE, count=str(count))


def _lacked(content: Content, either: tuple[Sought, ...]) -> str:
    """What would meet a need: kinds by their forms, chapters by their names in the form of texts."""
    say = content.say
    ways = [
        say("completeness.chapter", name=content.named(f"text:{one}"), section=one)
        if isinstance(one, str)
        else say("completeness.kind", kind=one.TITLE, form=one.FORM or one.KIND)
        for one in either
    ]
    return ways[0] if len(ways) == 1 else say("completeness.either", ways=tuple(ways[:-1]), last=ways[-1])


def _judged(content: Content, one: Requirement) -> tuple[Runs, Runs, Runs]:
    """The cells of a recorded requirement: evidence, grade, note."""
    language = content.plan.language
    return (
        text("\n".join(_proof(content, item) for item in one.evidence) or "–"),
        text(one.grade.in_(language) if one.grade else content.say("quality.not_graded")),
        text(content.prose(one.note or "–")),
    )


def _proof(content: Content, item: str) -> str:
    """What proves it, in words: a meeting by its kind and day."""
    meeting = content.at(item)
    if isinstance(meeting, Meeting):
        return content.say("completeness.meeting", kind=meeting.kind, date=meeting.date, key=meeting.key)
    return content.coded(item)


@kit.section
def quality(content: Content) -> list[Block]:
    """The ministry's eight areas of quality of planning (2007) as the towns assessed themselves."""
    say = content.say
    said = {one.key: one for one in requirements(content, CheckSource.ministry)}
    if not said:
        return []
    blocks: list[Block] = [
        Paragraph(text(say("quality.source"))),
        Table(
            header=_heads(content, "number", "quality_area", "evidence", "grade", "note"),
            rows=tuple(
                Row(
                    (
                        text(area),
                        text(say(f"quality_area.{area}")),
                        *(_judged(content, one) if (one := said.get(area)) else _unjudged(content)),
                    )
                )
                for area in QUALITY_AREAS
            ),
            widths=(6, 24, 25, 16, 29),
            caption=say("quality.caption"),
        ),
    ]
    open_areas = [area for area in QUALITY_AREAS if area not in said or not said[area].grade]
    if open_areas:
        blocks.append(Paragraph(text(say("quality.open", count=len(open_areas)))))
        blocks.append(Listing(tuple((0, text(say(f"quality_area.{area}"))) for area in open_areas)))
    return blocks


def _unjudged(content: Content) -> tuple[Runs, Runs, Runs]:
    return text("–"), text(content.say("quality.not_graded")), text("–")


def _heads(content: Content, *names: str) -> tuple[Runs, ...]:
    return tuple(text(content.say(f"column.{name}")) for name in names)
