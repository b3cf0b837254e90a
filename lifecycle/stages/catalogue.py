"""The catalogue of providers (katalog poskytovatelů) for citizens: services by kind, an index, what has changed."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from lifecycle.documents.blocks import (
    Block,
    Card,
    Entry,
    Field,
    Heading,
    Index,
    Listing,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    text,
)
from lifecycle.documents.collation import collated
from lifecycle.documents.typography import day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import Service, ServiceForm
from lifecycle.model.network import folded, kind_text, running, target_groups
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Column, natural

kit = Kit("catalogue")

Names = Callable[[Service], Iterable[str]]
"""The names a service stands under in an index; the empty one where nothing is recorded."""

_TOLD = (
    "provider", "ico", "kind", "form", "target_groups", "capacity", "municipality", "contact", "web", "since", "until",
)  # fmt: skip
"""The columns of a service in the order in which its card tells them."""
_COMPARED = ("name", *_TOLD)
_ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)", re.IGNORECASE)


@kit.section
def catalogue(content: Content) -> list[Block]:
    """Each service that goes on as a card, by the paragraphs of Act 108/2006 and by name."""
    say, shown = content.say, _shown(content)
    if not shown:
        return []
    providers = {folded(service.provider) for service in shown}
    blocks: list[Block] = [
        Paragraph(text(say("catalogue.summary", count=len(shown), providers=len(providers), day=content.day))),
        Paragraph(text(say("catalogue.guide"))),
    ]
    for kind, services in _grouped(shown, _kind, order=lambda kind: natural((kind,))):
        blocks.append(Heading(1, text(kind_text(content, kind))))
        blocks += [_card(content, service) for service in services]
    return blocks


@kit.section
def catalogue_index(content: Content) -> list[Block]:
    """Where to find each service: by target group, municipality, kind and provider."""
    say, shown = content.say, _shown(content)
    if not shown:
        return []
    language = content.plan.language
    spelled = {folded(group.name): group.name for group in target_groups(content, shown)}
    towns = {town.code: town.name for town in content.all(Municipality)}

    def placed(service: Service) -> str:
        town = towns.get(service.municipality or "")
        return service.name + (f" ({town})" if town else "")

    def provided(service: Service) -> str:
        return f"{service.name} ({service.provider})"

    def entry(service: Service, told: str) -> Entry:
        return Entry(service.address, text(content.prose(told)))

    def by_word(word: str) -> tuple[Any, ...]:
        return not word, collated(word, language)

    def index(head: str, of: Names, told: Callable[[Service], str], *, nameless: str = "") -> list[Block]:
        groups = tuple(
            (text(content.prose(name or nameless)), tuple(entry(one, told(one)) for one in services))
            for name, services in _grouped(shown, of, order=by_word)
        )
        return [Heading(1, text(head)), Index(groups)]

    kinds = tuple(
        (text(kind_text(content, kind)), tuple(entry(one, placed(one)) for one in services))
        for kind, services in _grouped(shown, _kind, order=lambda kind: natural((kind,)))
    )
    return [
        *index(
            say("catalogue.by_group"),
            lambda one: dict.fromkeys(spelled[folded(name)] for name in one.target_groups) or ("",),
            placed,
            nameless=say("catalogue.no_group"),
        ),
        *index(
            say("catalogue.by_town"),
            lambda one: (towns.get(one.municipality or "", ""),),
            provided,
            nameless=say("catalogue.no_town"),
        ),
        Heading(1, text(say("catalogue.by_kind"))),
        Index(kinds),
        *index(say("catalogue.by_provider"), lambda one: (one.provider,), placed),
    ]


@kit.section
def catalogue_changes(content: Content) -> list[Block]:
    """Services that came, ended or changed since the last edition of the catalogue; nothing before the first one."""
    say, before = content.say, content.earlier("catalogue")
    if before is None:
        return []
    then = {service.key: service for service in _shown(before)}
    now = {service.key: service for service in _shown(content)}
    came = [service for key, service in now.items() if key not in then]
    ended = [content.get(Service, key) or service for key, service in then.items() if key not in now]
    changed = [
        (service, column, _value(before, then[key], column.name), _value(content, service, column.name))
        for key, service in now.items()
        if key in then
        for column in _columns()
        if _value(before, then[key], column.name) != _value(content, service, column.name)
    ]
    since = say("catalogue.since", day=before.day)
    if not (came or ended or changed):
        return [Paragraph(text(since + " " + say("catalogue.unchanged")))]
    counts = {"came": len(came), "ended": len(ended), "changed": len({service.key for service, *_ in changed})}
    blocks: list[Block] = [Paragraph(text(since + " " + say("catalogue.changes", **counts)))]
    for head, services in ((say("catalogue.came"), came), (say("catalogue.ended"), ended)):
        if services:
            lines = tuple((0, text(content.prose(_line(content, service)))) for service in services)
            blocks += [Heading(1, text(head)), Listing(lines)]
    if changed:
        blocks += [Heading(1, text(say("catalogue.changed"))), _changed(content, changed)]
    return blocks


def _changed(content: Content, changed: list[tuple[Service, Column, str, str]]) -> Table:
    language = content.plan.language
    return Table(
        header=tuple(text(content.say(f"column.{name}")) for name in ("service", "entry", "before", "after")),
        rows=tuple(
            Row(
                (
                    text(content.prose(f"{service.name} ({service.key})")),
                    text(column.label.in_(language)),
                    text(content.prose(was or "–")),
                    text(content.prose(now or "–")),
                )
            )
            for service, column, was, now in changed
        ),
        widths=(28, 16, 28, 28),
        align="llll",
        caption=content.say("catalogue.changed_caption"),
    )


def _line(content: Content, service: Service) -> str:
    told = f"{service.name} – {service.provider}"
    return told + (f" ({content.say('services.until', day=service.until)})" if service.until else "")


def _shown(content: Content) -> list[Service]:
    """Services that go on on the content's day, by name."""
    return sorted(
        running(content, content.day), key=lambda one: (collated(one.name, content.plan.language), natural((one.key,)))
    )


def _kind(service: Service) -> tuple[str]:
    return (service.kind,)


def _grouped(
    services: list[Service], of: Names, *, order: Callable[[str], tuple[Any, ...]]
) -> list[tuple[str, list[Service]]]:
    """Services under each name that `of` gives them, the names in `order`."""
    groups: dict[str, list[Service]] = {}
    for service in services:
        for name in of(service):
            groups.setdefault(name, []).append(service)
    return sorted(groups.items(), key=lambda group: order(group[0]))


def _card(content: Content, service: Service) -> Card:
    """The service with every field that is recorded."""
    language = content.plan.language
    return Card(
        item=service.address,
        level=2,
        label=content.label("service"),
        code=service.key,
        title=text(service.name),
        fields=tuple(
            Field(column.name, _capital(column.label.in_(language)), runs)
            for column in _columns()
            if _concerns(content, service, column.name) and (runs := _runs(content, service, column.name))
        ),
    )


def _concerns(content: Content, service: Service, name: str) -> bool:
    """Whether a card tells the field: the name is its title, and the day of beginning is of use only ahead of it."""
    return name != "name" and (name != "since" or bool(service.since and service.since > content.day))


def _columns() -> list[Column]:
    """The columns that a card tells, the name first."""
    named = {column.name: column for column in Service.columns()}
    return [named[name] for name in _COMPARED]


def _runs(content: Content, service: Service, name: str) -> Runs:
    """A field as printed; the address of a web page is a link, anything else that stands there is text."""
    value = _value(content, service, name)
    if name == "web" and (found := _ADDRESS.fullmatch(value.strip())):
        scheme = "http" if value.lower().startswith("http:") else "https"
        return (Run(found[1].rstrip("/"), link=f"{scheme}://{found[1]}"),)
    return text(content.prose(value)) if value else ()


def _value(content: Content, service: Service, name: str) -> str:
    """A field of the service in words; empty where nothing is recorded."""
    language = content.plan.language
    match value := getattr(service, name):
        case None:
            return ""
        case dt.date():
            return day_text(value, language)
        case int():
            return number_text(value, language)
        case tuple():
            return ", ".join(part.in_(language) if isinstance(part, ServiceForm) else str(part) for part in value)
        case _ if name == "kind":
            return kind_text(content, service.kind)
        case _ if name == "municipality":
            town = content.get(Municipality, service.municipality or "")
            return town.name if town else str(value)
        case _:
            return str(value)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
