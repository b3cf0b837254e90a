"""The engine's own notes in an edition: what it sees missing or odd, and what changed since the last edition and why.

A final edition has none; neither has a document the workflow declares final from the first.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lifecycle.actions.changes import since_last
from lifecycle.actions.desk import Desk
from lifecycle.documents.document import Note, Section, Thread
from lifecycle.documents.reworked import sentence, titled
from lifecycle.engine import steps
from lifecycle.model.content import Content
from lifecycle.model.difference import Difference, Reworking
from lifecycle.model.verdict import Refusal
from lifecycle.workflow.definition import Definition


def engine_notes(
    desk: Desk, content: Content, definition: Definition, *, name: str, sections: Sequence[Section]
) -> list[Thread]:
    """Every note of the engine in the deliverable `name` that has these chapters."""
    ahead = steps.why(definition, state=content.plan.state, role="coordinator", weigh=desk.weigh(content))
    missing = [
        refusal for step in ahead if step.event == "advance" for refusal in step.refusals if refusal.facts.get("item")
    ]
    odd = [_odd(content, refusal) for refusal in [*missing, *desk.warnings(content)]]
    reworking = since_last(desk, content, name, sections)
    return [*odd, *(_changed(content, reworking, sections) if reworking else ())]


def _odd(content: Content, refusal: Refusal) -> Thread:
    item = str(refusal.facts.get("item") or "plan")
    key = refusal.facts.get("code") or refusal.facts.get("id") or refusal.facts.get("key") or item
    text = content.say(refusal.code, **refusal.facts)
    return _thread(content, f"{refusal.code}/{key}", None if item == "plan" else item, text)


def _changed(content: Content, reworking: Reworking, sections: Sequence[Section]) -> Iterator[Thread]:
    """A note at each item that changed or is new; what is gone and which chapters are new stand at the title."""
    since = str(reworking.since)
    titles = {section.name: section.title for section in sections}
    if reworking.chapters:
        chapters = [titles[name] for name in reworking.chapters]
        text = content.say("changes.note_chapters", since=since, chapters=chapters, count=len(chapters))
        yield _thread(content, "changed/chapters", None, text)
    told = reworking.reworked
    gone = [one for one in told if one.field is None and one.kind == "removed"]
    if gone:
        lines = [content.say("changes.note_gone", since=since), *(_gone(content, one) for one in gone)]
        yield _thread(content, "changed/gone", None, "\n".join(lines))
    for item, group in groupby((one for one in told if one not in gone), key=lambda one: str(one.item)):
        found = list(group)
        new = found[0].field is None
        lines = [content.say("changes.note_new" if new else "changes.note", since=since)]
        for cause, caused in groupby(found, key=lambda one: one.cause):
            lines += [] if new else [sentence(content, one) for one in caused]
            lines.append(content.say("changes.cause", cause=cause))
        yield _thread(content, f"changed/{item}", item, "\n".join(lines))


def _gone(content: Content, one: Difference) -> str:
    return f"{titled(content, one)} ({one.cause})"


def _thread(content: Content, identity: str, item: str | None, text: str) -> Thread:
    note = Note(id=f"engine/{identity}", author=content.say("engine.author"), date=content.day.isoformat(), text=text)
    return Thread(item=item, field=None, resolved=False, notes=(note,))
