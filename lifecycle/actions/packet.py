"""What a small council gets: the plan once, a letter with the draft resolution, a page on it, a form, the reasons."""

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import PurePosixPath

from lifecycle.actions.accessibility import refuse_barriers
from lifecycle.actions.beside import free_place
from lifecycle.actions.desk import Desk
from lifecycle.actions.erased import lost
from lifecycle.actions.issue import Issued, render
from lifecycle.actions.kept_blocks import kept_blocks
from lifecycle.actions.town_papers import extract, form, letter, reasons
from lifecycle.documents.blocks import Block
from lifecycle.documents.bundle import bundle
from lifecycle.documents.document import Cover, Document, Section
from lifecycle.documents.fitting import all_fitted
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.history import control_code, sha256
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import canonical


def packet(desk: Desk, content: Content, town: Municipality, edition: Edition) -> Issued:
    """The approval packet of one municipality as an edition with its bytes; the plan's file is the very one issued."""
    plan_file = desk.store.blob(edition.sha256)
    if plan_file is None:
        raise lost(desk, edition)
    number = max((e.number for e in content.all(Edition) if e.name == "packet"), default=0) + 1
    code = control_code(content.key, content.rev + 1, content.head, edition.content_sha256)
    papers = [
        (f"{place}_{content.say(f'packet.{name}_file')}.docx", document)
        for place, (name, document) in enumerate(
            _papers(desk, content, town, edition, number=number, code=code), start=1
        )
    ]
    files = [(f"0_{PurePosixPath(edition.file).name}", plan_file)]
    for file, document in papers:
        written = render(desk, document)
        refuse_barriers(document, written)
        files.append((file, written))
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
            file=free_place(
                desk, f"documents/{content.key}/packets/{number:03d}_{town.code}_{plain_name(town.name)}.zip", data
            ),
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


def papers(desk: Desk, edition: Edition) -> list[Document]:
    """The papers of a packet as values, without the plan it carries."""
    return [Document.from_json(paper["document"]) for paper in kept_blocks(desk, edition)["papers"]]


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
    papers = {
        "letter": [_untitled("letter", letter(content, town, edition))],
        "extract": [_untitled("extract", extract(content, town))],
        "form": [_untitled("form", form(content, town, edition))],
        "reasons": reasons(content, town),
    }
    return [
        (
            name,
            Document(
                cover=replace(cover, title=content.say(f"packet.{name}", town=town.name)),
                sections=tuple(replace(one, blocks=all_fitted(one.blocks, content.plan.language)) for one in sections),
            ),
        )
        for name, sections in papers.items()
    ]


def _untitled(name: str, blocks: list[Block]) -> Section:
    """A paper of one chapter: its title is that of the paper."""
    return Section(name, "", False, tuple(blocks))
