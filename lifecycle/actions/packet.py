"""What a small council gets: the plan once, one letter with the draft resolution, one page on it, one return form."""

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import PurePosixPath

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import Issued, render
from lifecycle.documents.blocks import Block, Paragraph, Row, Table, text
from lifecycle.documents.bundle import bundle
from lifecycle.documents.document import Cover, Document, Section
from lifecycle.documents.fitting import all_fitted
from lifecycle.documents.typography import money_text
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.errors import Wrong
from lifecycle.model.history import control_code, sha256
from lifecycle.model.money import counted
from lifecycle.model.strategy import BudgetLine, Measure, Source
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import canonical


def packet(desk: Desk, content: Content, town: Municipality, edition: Edition) -> Issued:
    """The approval packet of one municipality as an edition with its bytes; the plan's file is the very one issued."""
    plan_file = desk.store.blob(edition.sha256)
    if plan_file is None:
        raise Wrong("document.lost", edition=edition.name_at_number)
    number = max((e.number for e in content.all(Edition) if e.name == "packet"), default=0) + 1
    code = control_code(content.key, content.rev + 1, content.head, edition.content_sha256)
    papers = [
        (f"{place}_{content.say(f'packet.{name}_file')}.docx", document)
        for place, (name, document) in enumerate(
            _papers(desk, content, town, edition, number=number, code=code), start=1
        )
    ]
    files = [(f"0_{PurePosixPath(edition.file).name}", plan_file)]
    files += [(file, render(desk, document)) for file, document in papers]
    data = bundle(files)
    value = canonical(
        {
            "format": 1,
            "of": edition.name_at_number,
            "papers": [{"file": file, "document": document.as_json()} for file, document in papers],
        }
    )
    return Issued(
        Edition(
            name="packet",
            number=number,
            label=EditionLabel.approval,
            stage=content.plan.state,
            municipality=town.code,
            of=edition.name_at_number,
            issued_on=content.day,
            file=f"documents/{content.key}/packets/{number:03d}_{town.code}_{plain_name(town.name)}.zip",
            sha256=sha256(data),
            blocks=sha256(value),
            content_sha256=edition.content_sha256,
            code=code,
            renderer=desk.renderer,
            template=desk.template_digest,
        ),
        value,
        data,
    )


def rebuilt(desk: Desk, edition: Edition, plan_edition: Edition) -> bytes:
    """The packet's bytes made again from what its edition keeps."""
    value = json.loads(desk.store.blob(edition.blocks) or b"{}")
    files = [(f"0_{PurePosixPath(plan_edition.file).name}", desk.store.blob(plan_edition.sha256) or b"")]
    files += [(paper["file"], render(desk, Document.from_json(paper["document"]))) for paper in value["papers"]]
    return bundle(files)


def plain_name(name: str) -> str:
    """`name` without diacritics and spaces, fit for a file name on any system."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", ascii_only).strip("_")


def _papers(
    desk: Desk, content: Content, town: Municipality, edition: Edition, *, number: int, code: str
) -> list[tuple[str, Document]]:
    cover = Cover(
        title="",
        subtitle=content.plan.title,
        name="packet",
        number=number,
        label=EditionLabel.approval.value,
        stage=desk.definition(content).state(content.plan.state).title.in_(content.plan.language),
        day=content.day.isoformat(),
        language=content.plan.language,
        plan=content.key,
        plan_title=content.plan.title,
        code=code,
        sealed=f"lifecycle:1:{content.key}:{content.rev + 1}:{content.head.hex()}:{edition.content_sha256}",
        publicity=desk.house.publicity,
        working=False,
        contents=False,
    )
    chapters: list[tuple[str, list[Block]]] = [
        ("letter", _letter(content, town, edition)),
        ("extract", _extract(content, town)),
        ("form", _form(content, town, edition)),
    ]
    return [
        (
            name,
            Document(
                cover=replace(cover, title=content.say(f"packet.{name}", town=town.name)),
                sections=(Section(name, "", False, all_fitted(blocks, content.plan.language)),),
            ),
        )
        for name, blocks in chapters
    ]


def _letter(content: Content, town: Municipality, edition: Edition) -> list[Block]:
    """Cover letter with the reasons and the draft resolution ready to copy: exact edition and its control code."""
    say = content.say
    facts = {
        "town": town.name,
        "title": content.plan.title,
        "number": edition.number,
        "issued_on": edition.issued_on,
        "code": edition.code,
        "from_": str(content.plan.from_),
        "to": str(content.plan.to),
    }
    names = ("packet.greeting", "packet.reasons", "packet.ask")
    return [
        *(Paragraph(text(say(name, **facts))) for name in names),
        Paragraph(text(say("packet.draft", bold=True), bold=True)),
        Paragraph(text(say("packet.resolution", **facts)), style="quote"),
        Paragraph(text(say("packet.how_to_return", **facts))),
    ]


def _extract(content: Content, town: Municipality) -> list[Block]:
    """The measures that touch the municipality and what its own source pays for them."""
    say, language = content.say, content.plan.language
    touching = [m for m in content.all(Measure) if not m.municipalities or town.code in m.municipalities]
    lines = [line for line in counted(content.all(BudgetLine)) if line.source is Source.municipality]
    rows = []
    for measure in touching:
        own = [x.amount_czk for x in lines if x.code == measure.code or x.code.startswith(measure.code + ".")]
        scope = (
            say("packet.only_some", count=len(measure.municipalities)) if measure.municipalities else say("packet.all")
        )
        rows.append(
            Row(
                (
                    text(measure.code),
                    text(measure.title),
                    text(scope),
                    text(money_text(sum(own), language) if own else "–"),
                )
            )
        )
    if not rows:
        return [Paragraph(text(say("packet.no_measures", town=town.name)))]
    return [
        Paragraph(text(say("packet.extract_lead", town=town.name, count=len(rows)))),
        Table(
            header=tuple(text(say(f"column.{n}")) for n in ("code", "title", "scope", "municipal_cost")),
            rows=tuple(rows),
            widths=(9, 55, 18, 18),
            align="lllr",
            caption=say("packet.extract_caption"),
        ),
        Paragraph(text(say("packet.cost_note")), style="note"),
    ]


def _form(content: Content, town: Municipality, edition: Edition) -> list[Block]:
    """The form to return: what the council said, with its votes."""
    say = content.say
    known = {
        "municipality": f"{town.name} ({town.code})",
        "edition": say("packet.form_edition", number=edition.number, code=edition.code),
        "members": str(town.council_size) if town.council_size else "",
    }
    names = (
        "municipality", "edition", "body", "resolution", "date", "verb", "members", "present", "for", "against",
        "abstained", "condition",
    )  # fmt: skip
    return [
        Paragraph(text(say("packet.form_lead"))),
        Table(
            header=(text(say("column.entry")), text(say("column.filled_by_town"))),
            rows=tuple(Row((text(say(f"packet.form_{name}_label")), text(known.get(name, "")))) for name in names),
            widths=(40, 60),
        ),
    ]
