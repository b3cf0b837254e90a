"""The desk a person works at: who acts, on which day, with which office; every action is given one.

It dresses contents with the plan's language and rules, and it is the only way of an action to the write door.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lifecycle.actions.councils import follow
from lifecycle.actions.covering import Covering, opened
from lifecycle.documents.document import Section, content_sha256
from lifecycle.documents.phrases import Phrases
from lifecycle.kit import Catalogue
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Busy, Refused, Wrong
from lifecycle.model.history import Change, Entry, Put
from lifecycle.model.plan import OFFICE
from lifecycle.model.thing import T
from lifecycle.model.verdict import Refusal
from lifecycle.store.commit import Store, Writing
from lifecycle.workflow.definition import Check, Definition, SectionUse
from lifecycle.workflow.reading import read
from lifecycle.workflow.vocabulary import Vocabulary

R = TypeVar("R")


@dataclass(frozen=True)
class House:
    """What the office has set: its name, the documents' language, the fund's publicity, its logo's file.

    `retention_years` is how many years after a plan's end its personal data are kept.
    """

    name: str
    language: str
    publicity: tuple[str, ...] = ()
    logo: str = ""
    retention_years: int = 5


@dataclass(frozen=True)
class Desk:
    """Everything an action needs; `on` is the civil date of the act, `today` the office's present day.

    `dressed` is the look of documents of an office of that name, made when one is written, `look_digest` tells it from
    others: commands that only read open neither the template nor the logo. `as_of` is the day of a past that was
    rebuilt only to be read.
    """

    office: Path
    store: Store
    catalogue: Catalogue
    vocabulary: Vocabulary
    phrases: Callable[[str], Phrases]
    workflow_file: Callable[[str], tuple[str, bytes]]
    workflow_names: Callable[[], list[str]]
    dressed: Callable[[str], bytes]
    look_digest: Callable[[str], str]
    renderer: str
    house: House
    who: str
    login: str
    role: str
    on: dt.date
    today: dt.date
    screen: str = "cs"
    dry_run: bool = False
    as_of: dt.date | None = None

    @property
    def template_digest(self) -> str:
        """What tells the look of the office's documents now from any other."""
        return self.look_digest(self.house.name)

    def template(self) -> bytes:
        """The look of the office's documents now."""
        return self.dressed(self.house.name)

    def called(self, name: str) -> "Desk":
        """The desk of the same office when it had that name."""
        return replace(self, house=replace(self.house, name=name))

    def workflow(self, name: str) -> tuple[Definition, bytes]:
        """The current workflow `name` (the town's own file, else the shipped one) and its bytes."""
        file, data = self.workflow_file(name)
        return read(data.decode(), self.vocabulary, file=file), data

    def pinned(self, digest: str) -> Definition:
        """The workflow text kept under `digest`; a plan never reads a file on disk again."""
        if digest not in self._pinned:
            data = self.store.blob(digest)
            if data is None:
                raise Wrong("workflow.lost", digest=digest)
            self._pinned[digest] = read(data.decode(), self.vocabulary, file=digest[:12])
        return self._pinned[digest]

    @cached_property
    def _pinned(self) -> dict[str, Definition]:
        return {}

    def definition(self, content: Content) -> Definition:
        """The workflow the plan is pinned to."""
        return self.pinned(content.plan.workflow_digest)

    def content(self, plan: str) -> Content:
        """The plan's content on the day of the act, dressed."""
        return self.dress(self.store.content(plan, self.on))

    def dress(self, content: Content) -> Content:
        """`content` with the plan's language, labels, the arguments of its checks and its standing text."""
        if content.key == OFFICE or "plan" not in content.things or not content.things["plan"]:
            return content
        definition = self.definition(content)
        language = content.plan.language
        checks: dict[str, Mapping[str, object]] = {}
        for check in (*(one for edge in definition.transitions for one in edge.checks()), *definition.warns):
            checks.setdefault(check.name, check.arguments)
        return replace(
            content,
            say=self.phrases(language).say,
            labels={kind: label.in_(language) for kind, label in definition.labels.items()},
            checks=checks,
            standing=lambda now: self._standing(now, definition),
            earlier=lambda name: self._earlier(content, name),
            covering=Covering(lambda: self.store.texts(content.key), self.phrases(language)),
        )

    def texts(self, plan: str, language: str) -> Mapping[str, str]:
        """The plan's private texts as its documents name them, whole or covered in part."""
        return opened(self.store.texts(plan), self.phrases(language))

    def _standing(self, content: Content, definition: Definition) -> str:
        """The hash the plan would be issued with now; chapters nobody votes on are not made for it."""
        uses = definition.sections_of("plan", content.plan.state)
        voted = self.printed(content, tuple(use for use in uses if use.voted))
        return content_sha256(voted or self.printed(content, uses))

    def _earlier(self, content: Content, name: str) -> Content | None:
        """The content as it stood when edition `NAME@N`, or the newest one of `name`, was issued, dressed."""
        editions = [edition for edition in content.all(Edition) if name in (edition.name, edition.name_at_number)]
        if not editions:
            return None
        newest = max(editions, key=content.wrote_by)
        return self.dress(self.store.content_at(content.key, content.wrote_by(newest), newest.issued_on))

    def sections(self, content: Content, definition: Definition, name: str, state: str) -> tuple[Section, ...]:
        """The chapters of deliverable `name` as the plan stands in `state`; those with nothing to say are left out."""
        return self.printed(content, definition.sections_of(name, state))

    def printed(self, content: Content, uses: Sequence[SectionUse]) -> tuple[Section, ...]:
        """These chapters as they stand in `content`; those with nothing to say are left out."""
        return tuple(
            Section(name=use.name, title=content.say(f"section.{use.name}"), voted=use.voted, blocks=blocks)
            for use in uses
            if (blocks := tuple(self.catalogue.sections[use.name](content)))
        )

    def weigh(self, content: Content) -> Callable[[Check], list[Refusal]]:
        """How a check of the workflow is weighed on `content`."""
        return lambda check: self.catalogue.guards[check.name](content, **check.arguments)

    def warnings(self, content: Content) -> list[Refusal]:
        """What the checks say that warn at all times in the plan's workflow; none of them stops a step."""
        weigh = self.weigh(content)
        return [refusal for check in self.definition(content).warns for refusal in weigh(check)]

    @contextmanager
    def writing(self, plan: str, *, new: bool = False) -> Iterator["Pen"]:
        """The plan's lock with a pen; leaving without `commit` changes nothing. Refused in a rebuilt past."""
        if self.as_of:
            raise Refused([Refusal("office.as_of", day=self.as_of)])
        with self.store.writing(plan, self.on, new=new) as writing:
            yield Pen(self, writing, self.dress(writing.content))


def once_more(slow: Callable[[], R]) -> R:
    """What `slow` gives; where the plan moved on while it rendered, it is done once more on the plan as it stands."""
    try:
        return slow()
    except Busy as moved:
        if moved.code != "store.moved_on":
            raise
        return slow()


@dataclass(frozen=True)
class Pen:
    """The right to write one act into one plan."""

    desk: Desk
    writing: Writing
    content: Content

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The plan's private texts as they were when the lock was taken."""
        return self.desk.store.texts(self.content.key)

    def seal(self, subject: str, text: str) -> str:
        """`text` as a reference into the vault."""
        return self.writing.seal(subject, text)

    def seal_thing(self, thing: T) -> T:
        """`thing` with its private text in the vault."""
        return self.writing.seal_thing(thing)

    def commit(
        self,
        verb: str,
        changes: Sequence[Change],
        *,
        note: str | None = None,
        blobs: Sequence[bytes] = (),
        expect: tuple[int, bytes] | None = None,
        on: dt.date | None = None,
    ) -> Entry | None:
        """The entry of the act; None in a dry run. The councils' states that follow from it are written with it."""
        on = on or self.desk.on
        if self.content.things.get("plan") and on < self.content.plan.entered_on:
            raise Wrong("on.before_step", on=on, step=self.content.plan.entered_on, state=self.content.plan.state)
        made = [*changes, *self._councils(changes)]
        if self.desk.dry_run:
            return None
        return self.writing.commit(
            verb=verb,
            on=on,
            who=self.desk.who,
            login=self.desk.login,
            role=self.desk.role,
            changes=made,
            note=note,
            blobs=blobs,
            expect=expect,
        )

    def _councils(self, changes: Sequence[Change]) -> list[Put]:
        """The councils' rows that follow from `changes`; none while the plan is just being opened."""
        if not self.content.things.get("plan") or self.content.plan.council_workflow_digest is None:
            return []
        after = self.content.after(changes)
        asked = self.desk.definition(after).state(after.plan.state).each is not None
        return follow(after, self.desk.pinned(self.content.plan.council_workflow_digest), asked=asked)
