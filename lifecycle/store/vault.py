"""The vault: the one home of personal text. Values and history hold `vault:<digest>`, the text stands here."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property

import sqlalchemy as sa

from lifecycle.model.errors import Wrong
from lifecycle.model.history import Change, Forget, Put, Secret, private_digest
from lifecycle.model.thing import VAULT as REFERENCE
from lifecycle.model.thing import Column, Private, T, Thing
from lifecycle.store.queries import every_entry
from lifecycle.store.spine import VAULT
from lifecycle.store.statements import run

_SALT = 16
_KEPT = sa.select(VAULT.c.subject, VAULT.c.text, VAULT.c.digest).where(VAULT.c.plan == sa.bindparam("plan"))


class Vault:
    """The vault of one plan under its lock: what it holds and what is about to be put in."""

    def __init__(self, connection: sa.Connection, plan: str, randomness: Callable[[int], bytes]) -> None:
        self._connection = connection
        self._plan = plan
        self._randomness = randomness
        self._pending: dict[str, Secret] = {}

    def seal(self, subject: str, text: str) -> str:
        """The reference of `subject`'s `text`; a reference the plan knows stays as it is.

        The same text of the same subject has one row, so keys made of private text are stable. A text that only
        looks like a reference is a text.
        """
        if self.knows(text):
            return text
        subject, text = _tidy(self.plain(subject)), _tidy(text)
        if (subject, text) not in self._references:
            salt = self._randomness(_SALT)
            digest = private_digest(salt, subject, text)
            self._references[(subject, text)] = f"vault:{digest}"
            self._texts[f"vault:{digest}"] = text
            self._pending[f"vault:{digest}"] = Secret(digest, salt, subject, text)
        return self._references[(subject, text)]

    def seal_thing(self, thing: T) -> T:
        """The thing with each private column as a reference; where its `when` is false, only what looks like one."""
        sealed: dict[str, str] = {}
        for column, mark, value in private_values(thing):
            reference = self.seal(str(getattr(thing, mark.subject)), value)
            if reference != value:
                sealed[column.name] = reference
        return thing.replaced(**sealed) if sealed else thing

    def knows(self, reference: str) -> bool:
        """Whether the plan has, is about to have or has forgotten the text behind `reference`."""
        if not REFERENCE.match(reference):
            return False
        return reference in self._texts or reference.removeprefix("vault:") in self._forgotten

    def plain(self, text: str) -> str:
        """The text behind a reference; any other text, also the reference of an erased one, is itself."""
        return self._texts.get(text, text)

    def pending(self, references: set[str]) -> tuple[Secret, ...]:
        """What must be put in for `references` to be readable."""
        return tuple(secret for reference, secret in self._pending.items() if reference in references)

    @cached_property
    def _references(self) -> dict[tuple[str, str], str]:
        rows = run(self._connection, _KEPT, {"plan": self._plan}).fetchall()
        return {(subject, text): f"vault:{digest}" for subject, text, digest in rows}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {reference: text for (_, text), reference in self._references.items()}

    @cached_property
    def _forgotten(self) -> set[str]:
        return {
            change["forget"]
            for entry in every_entry(self._connection, self._plan)
            for change in entry.body["changes"]
            if "forget" in change
        }


def keep(connection: sa.Connection, plan: str, secrets: Sequence[Secret], changes: Sequence[Change]) -> None:
    """The vault holds `secrets`, and no longer what `changes` forget."""
    if secrets:
        rows = [
            {"plan": plan, "digest": one.digest, "salt": one.salt, "subject": one.subject, "text": one.text}
            for one in secrets
        ]
        connection.execute(sa.insert(VAULT), rows)
    for change in changes:
        if isinstance(change, Forget):
            connection.execute(sa.delete(VAULT).where(VAULT.c.plan == plan, VAULT.c.digest == change.digest))


def private_values(thing: Thing) -> Iterator[tuple[Column, Private, str]]:
    """Each private column with its mark and text, where the text is personal or looks like a reference."""
    for column, mark in _private_columns(type(thing)):
        value = getattr(thing, column.attribute)
        if value is None:
            continue
        if mark.when is None or getattr(thing, mark.when) or REFERENCE.match(value):
            yield column, mark, value


@cache
def _private_columns(kind: type[Thing]) -> tuple[tuple[Column, Private], ...]:
    return tuple((column, column.private) for column in kind.columns() if column.private)


def references_of(changes: Sequence[Change], *actors: str) -> set[str]:
    """Every reference into the vault that an act with these changes and actors makes."""
    return {value for thing in with_private(changes) for _, _, value in private_values(thing)} | set(actors)


def with_private(changes: Sequence[Change]) -> list[Thing]:
    """What the changes put of kinds that may hold personal text."""
    return [one.thing for one in changes if isinstance(one, Put) and _private_columns(type(one.thing))]


def _tidy(text: str) -> str:
    """`text` in NFC, so that a name typed on another system is the same name; Wrong where no database keeps it."""
    text = unicodedata.normalize("NFC", text)
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Wrong("store.text")
    return text
