"""Erase one person's data on request: texts, salts and the stored bytes that hold them go, their digests stay.

Each plan has an act of its own that names what it forgets, the office's chain one that says that an erasure was made;
all of them are one transaction (decision 53). What left the office or stands in a backup is out of reach: it is told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.naming_texts import (
    Naming,
    naming_blocks,
    naming_entries,
    naming_files,
    naming_texts,
    printed_openly,
    recorded,
)
from lifecycle.actions.personal import Held, alike, held, plans_of, spellings, unknown_scans
from lifecycle.actions.removing import remove_views
from lifecycle.documents.sought import folded
from lifecycle.model.erasure import Erasure
from lifecycle.model.errors import Refused, Wrong
from lifecycle.model.history import Change, Forget, Put
from lifecycle.model.people import Person
from lifecycle.model.plan import OFFICE
from lifecycle.model.verdict import Refusal
from lifecycle.store.erasing import erasing, written_anew

_SHOWN = 8
_SERVER = {True: "erase.server_kept", False: "erase.server_uncleared"}
"""What is told of a server, by whether it wrote its tables anew."""

Agreed = Callable[[dict[str, Any]], bool]
"""Shown the list of what would be erased, whether a person agrees."""


def erase(
    desk: Desk,
    who: str,
    *,
    reason: str,
    plan: str | None = None,
    exact: bool = False,
    everyone: bool = False,
    scans: Sequence[str] = (),
    agreed: Agreed = lambda _: True,
) -> dict[str, Any]:
    """Everything of the person with this name or e-mail is erased; Refused where the name is of several persons.

    Of a person whose private texts the office does not keep (any more) it only lists what names her in clear.

    `exact` takes the name only as it is written, `everyone` all persons of that name; `scans` (CODE/NUMBER of a
    resolution) are erased because somebody saw the name in them.
    """
    who, reason = who.strip(), reason.strip()
    if not who:
        raise Wrong("erase.no_name")
    plans = plans_of(desk, plan)
    unknown, known = unknown_scans(desk, plans, scans)
    if unknown:
        facts: dict[str, Any] = {"reason": "among", "known": tuple(known)} if known else {}
        raise Wrong("erase.unknown_scan", scan=unknown[0], **facts)
    names = spellings(desk, plans, who, exact=exact)
    if names:
        _refuse(names, who, reason)
    sought = frozenset(folded(name) for name in (names or [who]))
    every = [held(desk, plan, names, scans=scans, clear=sought) for plan in plans]
    found = [one for one in every if one.texts or one.plan == OFFICE]
    if not everyone:
        _refuse_namesakes(found, names, who)
    naming = naming_texts(desk, every, sought, names or [who])
    told = _listed(desk, every, names or [who], sought, naming)
    surely = any(not one.likely for one in naming)
    if not names and not surely and not any(told[name] for name in ("printed", "past", "holding")):
        near = alike(desk, plans, who)
        facts_: dict[str, Any] = {"known": near, "reason": "alike"} if near else {}
        raise Wrong("erase.nobody", who=who, **facts_)
    if not agreed(told) or not names or desk.dry_run:
        return {"entry": None, **told, "erased": False, "next": []}
    entries, shared = _commit(desk, found, reason, naming)
    cleared = written_anew(desk.store)
    removed, left = remove_views(desk, {edition.file: edition.sha256 for one in found for edition in one.editions})
    untouched, others = naming_files(desk, sought)
    kept = sorted({*left, *others})
    return {
        **told,
        "entry": entries[OFFICE],
        "entries": entries,
        "erased": True,
        "stored_files": len({digest for one in found for digest in one.bytes} - set(shared)),
        "files": {"removed": removed, "kept": kept, "untouched": untouched, "shared": shared},
        "warnings": [
            *({"code": "erase.file_kept", "facts": {"file": file}} for file in kept),
            *([{"code": "erase.file_printed", "facts": _few(untouched)}] if untouched else []),
            *([] if cleared is None else [{"code": _SERVER[cleared], "facts": {}}]),
        ],
        "next": ["lifecycle history verify"],
    }


def _refuse(names: Sequence[str], who: str, reason: str) -> None:
    if not reason:
        raise Wrong("erase.no_reason")
    words = folded(reason)
    if any(folded(name) in words for name in (*names, who)):
        raise Refused([Refusal("erase.reason_names", who=who)])


def _refuse_namesakes(found: Sequence[Held], names: Sequence[str], who: str) -> None:
    """Refused where the name is written in several ways, or belongs to people of several bodies or addresses."""
    places = [place for one in found for place in one.places]
    if len(names) > 1 or _several(places):
        together = next((one for one in found if len(names) == 1 and _several(one.places)), None)
        shown = [f"{one.plan}: {place['kind']} {place['label']}" for one in found for place in one.places]
        listed = tuple([*shown[:_SHOWN], "…"] if len(shown) > _SHOWN else shown)
        if together:
            raise Refused([Refusal("erase.same_name", who=names[0], plan=together.plan, places=listed)])
        raise Refused([Refusal("erase.several", who=who, names=tuple(names), places=listed)])


def _several(places: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the rows may be of several people: they differ in body or address, members also where one has none."""
    emails = {folded(place["email"]) for place in places if place["email"]}
    bodies = {folded(place["organisation"]) for place in places if place["organisation"]}
    # A list of those present leaves much out; of a member of a group everything is known that sets her apart.
    members = {_apart(place) for place in places if place["kind"] == Person.KIND}
    return max(len(emails), len(bodies), len(members)) > 1


def _apart(place: Mapping[str, Any]) -> tuple[str, ...]:
    """What sets a member of a group apart from a namesake."""
    return tuple(folded(place[name] or "") for name in ("side", "organisation", "email"))


def _few(files: Sequence[str]) -> dict[str, Any]:
    """How many files there are, and the first of them."""
    return {"count": len(files), "files": tuple([*files[:_SHOWN], "…"] if len(files) > _SHOWN else files)}


def _listed(
    desk: Desk, found: Sequence[Held], names: Sequence[str], sought: frozenset[str], naming: Sequence[Naming]
) -> dict[str, Any]:
    """What would be erased, what nobody but a person can look into, and what is out of reach."""
    outside = [
        f"{one.plan}: {edition.name_at_number}" for one in found for edition in one.editions if edition.name == "packet"
    ]
    return {
        "who": list(names),
        "texts": sum(len(one.texts) for one in found),
        "plans": [
            {
                "plan": one.plan,
                "texts": len(one.texts),
                "places": list(one.places),
                "acts": list(one.acts),
                "editions": [edition.name_at_number for edition in one.editions],
                "editions_naming": naming_blocks(desk, one.editions, sought),
                "stored": [{"of": file.of, "file": file.name} for file in one.files],
                "unread": [{"of": file.of, "file": file.name} for file in one.unread],
            }
            for one in found
            if one.texts
        ],
        "written": [one.as_json() for one in naming],
        "printed": [f"{plan}: {edition.name_at_number}" for plan, edition in printed_openly(desk, found, sought)],
        "past": naming_entries(desk, found, sought),
        "holding": [f"{one.plan}: {file.name or file.of}" for one in found if not one.texts for file in one.files],
        "outside": outside,
        "server": desk.store.database.dialect == "postgresql",
    }


def _commit(
    desk: Desk, found: Sequence[Held], reason: str, naming: Sequence[Naming]
) -> tuple[dict[str, int], list[str]]:
    """The entry of each chain, and the stored bytes left because another plan names them, too."""
    others = [plan for plan in desk.store.plans() if plan not in {one.plan for one in found}]
    abroad = {digest for plan in others for digest in _named(desk, plan)}
    shared = sorted({digest for one in found for digest in one.bytes} & abroad)
    entries: dict[str, int] = {}
    with erasing(desk.store) as work:
        own = replace(desk, store=work.store)
        for one in sorted(found, key=lambda one: one.plan):
            bytes_ = sorted(_of_all(desk, found, one) - set(shared))
            changes: list[Change] = [Forget(digest) for digest in (*sorted(row.digest for row in one.texts), *bytes_)]
            if one.plan == OFFICE:
                changes.append(Put(_noted(desk, found, naming)))
            with own.writing(one.plan) as pen:
                entry = pen.commit("people.erase", changes, note=reason, expect=(one.rev, one.head))
            assert entry is not None
            entries[one.plan] = entry.number
        work.drop_bytes(sorted({digest for one in found for digest in one.bytes} - set(shared)))
    return entries, shared


def _of_all(desk: Desk, found: Sequence[Held], one: Held) -> set[str]:
    """The digests this chain forgets: its own, and those of the others that it names as well."""
    if one.plan == OFFICE:
        return set()
    every = {digest for other in found for digest in other.bytes}
    return one.bytes | (every & _named(desk, one.plan) if len(found) > 2 else set())


def _named(desk: Desk, plan: str) -> set[str]:
    """The digests of stored bytes any value of the plan ever named."""
    names = {
        kind.KIND: [column.name for column in kind.columns() if column.blob] for kind in desk.catalogue.kinds.values()
    }
    return {
        change["put"][name]
        for entry in desk.store.entries(plan)
        for change in entry.body["changes"]
        if "put" in change
        for name in names.get(change["kind"], ())
        if change["put"].get(name)
    }


def _noted(desk: Desk, found: Sequence[Held], naming: Sequence[Naming]) -> Erasure:
    number = 1 + max((one.number for one in desk.store.things(OFFICE, Erasure)), default=0)
    return Erasure(
        number=number,
        plans=tuple(one.plan for one in found if one.plan != OFFICE),
        texts=sum(len(one.texts) for one in found),
        files=len({digest for one in found for digest in one.bytes}),
        naming=recorded(naming),
    )
