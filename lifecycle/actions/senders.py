"""From whom a returned file comes: a municipality by code or name, a group by key or name, any other body in words."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from lifecycle.documents.typography import plain
from lifecycle.model.consultation import Submission, SubmitterKind
from lifecycle.model.content import Content
from lifecycle.model.errors import Wrong
from lifecycle.model.evidence import Service
from lifecycle.model.people import Group
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Thing


@dataclass(frozen=True, slots=True)
class Sender:
    """The body a returned file speaks for; `known` where the plan knows it, `like` a known name nearly the same.

    `person` says that it may be a person: no town, group or provider of the plan is called so.
    """

    name: str
    known: bool
    like: str | None = None
    person: bool = False


def sender(content: Content, whom: str) -> Sender:
    """The body named by `whom`; Wrong where it names nobody, more towns, or a code no town has."""
    told = plain(whom)
    if not told or len(told) > 200:
        raise Wrong("take_back.no_sender")
    towns = content.all(Municipality)
    for town in towns:
        if town.code == told:
            return Sender(town.name, known=True)
    if re.fullmatch(r"\d{6}", told):
        raise Wrong("take_back.unknown_code", value=told)
    named = [town for town in towns if town.name.casefold() == told.casefold()]
    if len(named) > 1:
        raise Wrong("take_back.which_town", name=told, known=tuple(town.code for town in named))
    if named:
        return Sender(named[0].name, known=True)
    for group in content.all(Group):
        if told in (group.key, group.name) or told.casefold() == group.name.casefold():
            return Sender(group.name, known=True)
    names = [town.name for town in towns] + [group.name for group in content.all(Group)]
    like = get_close_matches(told, names, n=1, cutoff=0.8)
    return Sender(told, known=False, like=like[0] if like else None, person=told not in known_bodies(content))


def known_bodies(content: Content) -> set[str]:
    """The names of the plan's towns, groups and providers: they are no personal data."""
    towns = {town.name for town in content.all(Municipality)}
    return towns | {group.name for group in content.all(Group)} | {one.provider for one in content.all(Service)}


def told_from_person(thing: Thing, content: Content) -> Thing:
    """A submission that says whether its sender may be a person; one that said so once goes on saying it."""
    if not isinstance(thing, Submission) or thing.personal or thing.submitter_kind is SubmitterKind.region:
        return thing
    standing = content.get(Submission, thing.key)
    named = thing.submitter
    town = thing.submitter_kind is SubmitterKind.municipality and any(
        one.name in named for one in content.all(Municipality)
    )
    person = (standing is not None and standing.from_person) or not (town or named in known_bodies(content))
    return thing.replaced(from_person=True) if person else thing
