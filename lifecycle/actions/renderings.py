"""Renderings of an edition beside its Word file: Markdown, HTML, PDF/A, a calendar file, a clean copy to publish.

A rendering is not an edition: it is made from what the edition keeps and from the plan as it stood when the edition
was issued, so it can be made again at any time.
"""

import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.editions import edition_named
from lifecycle.actions.erased import file_of
from lifecycle.actions.issue import Issued, issue, picture, render, stored
from lifecycle.actions.overwriting import keeps_work
from lifecycle.actions.placing import can_be_written, not_taken, write_aside, write_copy
from lifecycle.documents.document import Document
from lifecycle.documents.shipped import shipped
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import LifecycleError, Refused, Wrong
from lifecycle.model.history import sha256
from lifecycle.model.people import Group, Meeting
from lifecycle.model.verdict import Refusal

WORD, HTML, MARKDOWN, PDF, CALENDAR = ".docx", ".html", ".md", ".pdf", ".ics"
INTERNAL = "settlement"
"""The office's own register: it prints what was said among themselves, so there is nothing clean about it."""


def endings(name: str) -> tuple[str, ...]:
    """The endings a file of deliverable `name` may have."""
    return (WORD, PDF, HTML, MARKDOWN, *((CALENDAR,) if name == "invitation" else ()))


def standing(edition: Edition) -> tuple[str, ...]:
    """The endings of renderings that always stand beside the edition's file."""
    return (CALENDAR,) if edition.name == "invitation" and edition.about else ()


def render_edition(desk: Desk, plan: str, named: str, output: Path, *, clean: bool = False) -> dict[str, Any]:
    """An edition that stands (`NAME@N`, a bare number is the plan's) written to `output`; no edition is made of it."""
    if named.partition("@")[0] == "packet":
        raise Wrong("document.packet_as_is", edition=named)
    edition = edition_named(desk.content(plan), named)
    not_taken(output)
    known = endings(edition.name)
    if (ending := output.suffix.lower()) not in known:
        raise Wrong("file.ending", file=output.name, known=known)
    if not desk.dry_run:
        can_be_written(output)
    if ending == PDF:
        _keep_work(desk, plan, output, None, of=edition)
    data = rendered(desk, plan, edition, ending, clean=clean)
    _keep_work(desk, plan, output, data, of=edition)
    if not desk.dry_run:
        write_aside(output, data)
    told: dict[str, Any] = {"edition": edition.name_at_number, "label": edition.label.value, "code": edition.code}
    erased = desk.store.blob(edition.sha256) is None
    warnings = [{"code": "document.erased_file", "facts": {"edition": edition.name_at_number}}] if erased else []
    told |= {"erased": erased, "warnings": warnings}
    return {**told, "file": str(output), "clean": clean, "sha256": sha256(data), "bytes": len(data)}


def issue_to(
    desk: Desk, plan: str, name: str, output: Path, *, clean: bool, meeting: str | None, year: int | None
) -> dict[str, Any]:
    """A new edition, its copy or rendering in `output`; where that cannot be made or written, nothing is issued."""
    ending = output.suffix.lower()
    _refuse_internal(name, clean)
    if desk.dry_run:
        return issue(desk, plan, name, meeting=meeting, year=year)
    can_be_written(output)
    made: list[bytes] = []

    def before(one: Issued) -> None:
        if ending == PDF:
            _keep_work(desk, plan, output, None, of=one.edition)
        if ending != CALENDAR:
            document = Document.from_json(json.loads(one.document))
            made.append(_of(desk, one.edition, document, one.file, ending=ending, clean=clean))
        _keep_work(desk, plan, output, made[-1] if made else None, of=one.edition)

    result = issue(desk, plan, name, meeting=meeting, year=year, before=before)
    told = {column.name: result["edition"][column.name] for column in Edition.columns()}
    edition = Edition.model_validate(told)
    data = made[-1] if made else rendered(desk, plan, edition, ending)
    return result | {"warnings": [*result["warnings"], *write_copy(output, edition, data)]}


def rendered(desk: Desk, plan: str, edition: Edition, ending: str, *, clean: bool = False) -> bytes:
    """The edition as a file of this ending: its own bytes, or a rendering of it."""
    _refuse_internal(edition.name, clean)
    if ending == CALENDAR:
        return _calendar(desk, plan, edition)
    return _of(desk, edition, stored(desk, edition), file_of(desk, edition), ending=ending, clean=clean)


def is_clean_copy(desk: Desk, plan: str, edition: Edition, data: bytes) -> bool:
    """Whether `data` is the copy of the edition that is published: the same text, without its comments."""
    return edition.name != "packet" and _safely(desk, plan, edition, WORD, clean=True) == data


def _keep_work(desk: Desk, plan: str, output: Path, made: bytes | None, *, of: Edition) -> None:
    """Wrong where `output` holds what is not an untouched file of ours."""
    ending = output.suffix.lower()

    def remake(edition: Edition, present: bytes) -> bool:
        return ending != PDF and any(
            _safely(desk, plan, edition, ending, clean=clean) == present for clean in (False, True)
        )

    keeps_work(
        desk, plan, output, made, of=of, word=lambda one, data: is_clean_copy(desk, plan, one, data), remake=remake
    )


def _safely(desk: Desk, plan: str, edition: Edition, ending: str, *, clean: bool) -> bytes | None:
    """The rendering, None where there is none."""
    try:
        return rendered(desk, plan, edition, ending, clean=clean)
    except LifecycleError:
        return None


def _refuse_internal(name: str, clean: bool) -> None:
    if clean and name == INTERNAL:
        raise Refused([Refusal("publication.internal", name=name)])


def _of(desk: Desk, edition: Edition, document: Document, file: bytes, *, ending: str, clean: bool) -> bytes:
    """The document, whose Word file is `file`, as a file of this ending; a clean one has no comments."""
    cover = document.cover
    phrases, texts = desk.phrases(cover.language), desk.texts(cover.plan, cover.language)
    shown = replace(document, threads=()) if clean else document
    match ending:
        case ".md":
            from lifecycle.documents import markdown

            return markdown.write(shown, texts=texts, phrases=phrases).encode(errors="replace")
        case ".html":
            from lifecycle.documents import html

            style = shipped("document_templates", "page.css", office=desk.office).decode()
            page = html.write(
                shown, texts=texts, phrases=phrases, style=style, pictures=lambda digest: picture(desk, digest)
            )
            return page.encode()
        case ".pdf":
            return _pdf(desk, edition, document, file, clean=clean)
        case _:
            return _clean(desk, edition, document, file) if clean else file


def _clean(desk: Desk, edition: Edition, document: Document, file: bytes) -> bytes:
    """The Word file without comments, where it has none the very file issued; Refused where anything is left in it."""
    from lifecycle.documents.word.publication import traces

    if document.threads:
        file = render(desk, replace(document, threads=()), content=edition.content_sha256)
    if found := traces(file):
        raise Refused(found)
    return file


def _pdf(desk: Desk, edition: Edition, document: Document, file: bytes, *, clean: bool) -> bytes:
    """The document as PDF/A-2a; its comments, which a page has no margin for, stand in a chapter at its end."""
    from lifecycle.delivery.pdf_file import pdf, program
    from lifecycle.documents.annex import annexed

    program()
    if clean or not document.threads:
        return pdf(_clean(desk, edition, document, file))
    cover = document.cover
    told = annexed(document, desk.phrases(cover.language), desk.texts(cover.plan, cover.language))
    return pdf(render(desk, told, content=edition.content_sha256))


def _calendar(desk: Desk, plan: str, edition: Edition) -> bytes:
    """The meeting of an invitation as it stood when the invitation was issued."""
    from lifecycle.delivery.calendar_file import Event, calendar

    now = desk.store.content(plan, desk.on)
    then = desk.dress(desk.store.content_at(plan, now.wrote_by(edition), edition.issued_on))
    meeting = then.get(Meeting, str(edition.about))
    assert meeting is not None
    earlier = [
        one
        for one in then.all(Edition)
        if (one.name, one.about) == (edition.name, edition.about) and one.number < edition.number
    ]
    return calendar(
        Event(
            uid=f"{_identity(then, meeting)}@plan-lifecycle",
            sequence=len(earlier),
            issued_on=edition.issued_on,
            summary=_summary(then, meeting),
            description=_description(then, meeting, edition),
            place=meeting.place,
            day=meeting.date,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            language=then.plan.language,
        )
    )


def _identity(content: Content, meeting: Meeting) -> uuid.UUID:
    """The same for every invitation to the meeting; the title parts plans of two offices that have one key."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"lifecycle:{content.key}:{content.plan.title}:{meeting.key}")


def _summary(content: Content, meeting: Meeting) -> str:
    group = content.get(Group, meeting.group)
    kind = meeting.kind.in_(content.plan.language)
    return f"{group.name if group else meeting.group} – {kind}"


def _description(content: Content, meeting: Meeting, edition: Edition) -> str:
    told = content.say("invitation.calendar", plan=content.plan.title, number=str(edition.number), code=edition.code)
    if meeting.starts_at and not meeting.ends_at:
        from lifecycle.delivery.calendar_file import USUAL

        told = content.say("invitation.open_end", count=USUAL) + "\n\n" + told
    return f"{meeting.agenda}\n\n{told}" if meeting.agenda else told
