"""A returned Word file read: every story once, its comments, revisions and what is worth knowing about it.

It is called in the child process of `lifecycle.documents.quarantine`; only tests and our own files call it directly.
"""

from collections.abc import Collection, Iterator

from lxml import etree

from lifecycle.documents.returned import NOTICES, Notice, Part, Returned
from lifecycle.documents.word.drafts import Spots
from lifecycle.documents.word.identity import told_by
from lifecycle.documents.word.manner import Digests, Lists
from lifecycle.documents.word.marks import Key, told
from lifecycle.documents.word.names import STRICT, value, word
from lifecycle.documents.word.origin import engine, reaching
from lifecycle.documents.word.parts import Parts
from lifecycle.documents.word.story import Stories
from lifecycle.documents.word.styles import read_styles
from lifecycle.documents.word.threads import Threads

_AROUND: tuple[Part, ...] = ("header", "footer")
_NOTES: tuple[tuple[Part, str], ...] = (("footnote", "footnotes"), ("endnote", "endnotes"))
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
"""Kinds of notes that are lines between the text and the notes (ISO 29500-1, 17.18.33)."""
_SAMPLE = 200


def read_returned(data: bytes, *, settled: Collection[str] = ()) -> Returned:
    """The file as values: body, headers, footers, footnotes, endnotes; Wrong("word.refused", …) where it is not safe.

    The text is read in one pass over each part; page numbers, dates and hidden text are not part of it. Changes
    tracked by an author of `settled` are seen as accepted long ago.
    """
    parts = Parts(data)
    unreadable: list[str] = []
    styles = read_styles(_part(parts, "styles", unreadable))
    lists = Lists(_part(parts, "numbering", unreadable))
    stories = Stories(styles, settled=frozenset(settled), lists=lists, digests=Digests(data))
    stories.read(parts.root, "body", targets={one.id: one.target for one in parts.of_main})
    for kind in _AROUND:
        for name in _named(parts, kind):
            root = _tolerated(parts, name, unreadable)
            if root is not None:
                stories.read(root, kind)
    noted: dict[Key, range] = {}
    for kind, name in _NOTES:
        root = _part(parts, name, unreadable)
        targets = {one.id: one.target for own in [*parts.related(name)][:1] for one in parts.relations(own)}
        for element in () if root is None else root:
            if word(element.tag) == kind and value(element, "type") not in _RULES:
                key, first = (kind, value(element, "id")), len(stories.drafts)
                stories.read(element, kind, at=stories.references.get(key), targets=targets)
                noted.setdefault(key, range(first, len(stories.drafts)))
    threads = Threads(parts, styles, stories.ranges)
    spots = Spots(stories.drafts) if stories.drafts else None
    paragraphs = spots.paragraphs() if spots else ()
    found = told_by(parts)
    written_by = engine(parts, ours=found is not None)
    notes = [*_noticed(stories, parts.root), *reaching(parts), *threads.notices(engine=written_by)]
    notes += [Notice("part_unreadable", {"part": name}) for name in unreadable]
    return Returned(
        engine=written_by,
        plan=found.plan if found else None,
        edition=found.edition if found else None,
        code=found.code if found else None,
        text="\n".join(one.text for one in paragraphs if one.text.strip()),
        paragraphs=paragraphs,
        comments=threads.comments(spots),
        revisions=stories.revisions.told(spots.of) if spots else (),
        notes=tuple(sorted(notes, key=lambda note: NOTICES.index(note.code))),
        compared=found.compared or None if found else None,
        footnotes=told(stories.marks, noted),
    )


def _named(parts: Parts, kind: str) -> list[str]:
    """The headers or footers the document leads to, each once."""
    return list(dict.fromkeys(one.target for one in parts.of_main if one.kind == kind and not one.external))


def _part(parts: Parts, kind: str, unreadable: list[str]) -> etree._Element | None:
    name = next(parts.related(kind), None)
    return None if name is None else _tolerated(parts, name, unreadable)


def _tolerated(parts: Parts, name: str, unreadable: list[str]) -> etree._Element | None:
    """A part's root; one that is there and cannot be read is noted, for what people wrote in it is not seen."""
    root = parts.tree(name)
    if root is None and parts.has(name):
        unreadable.append(name)
    return root


def _noticed(stories: Stories, root: etree._Element) -> Iterator[Notice]:
    """What the text itself showed."""
    if stories.hidden_runs:
        sample = " ".join("".join(stories.hidden).split())[:_SAMPLE]
        yield Notice("hidden_text", {"count": stories.hidden_runs, "text": sample})
    if stories.formatting:
        yield Notice("formatting_changes", {"count": stories.formatting})
    for code, count in (stories.fields.outside + stories.odd).items():
        yield Notice(code, {"count": count})
    if str(root.tag).startswith(f"{{{STRICT}}}"):
        yield Notice("strict")
