"""From whom a returned file comes: a municipality by code or name, a group by key or name, any other body in words."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from lifecycle.documents.typography import plain
from lifecycle.model.content import Content
from lifecycle.model.errors import Wrong
from lifecycle.model.people import Group
from lifecycle.model.territory import Municipality


@dataclass(frozen=True, slots=True)
class Sender:
    """The body a returned file speaks for; `known` where the plan knows it, `like` a known name nearly the same."""

    name: str
    known: bool
    like: str | None = None


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
    return Sender(told, known=False, like=like[0] if like else None)
