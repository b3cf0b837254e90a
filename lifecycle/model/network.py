"""Who is served where: services, target groups and municipalities of a plan held against each other."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from lifecycle.model.content import Content
from lifecycle.model.evidence import SERVICE_KINDS, Finding, FindingKind, Service
from lifecycle.model.situation import TargetGroup
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Item, natural

_ITEM: TypeAdapter[str] = TypeAdapter(Item)


@dataclass(frozen=True)
class Served:
    """One target group: how it is recorded, what it needs, and the services for it."""

    name: str
    recorded: TargetGroup | None = None
    needs: tuple[Finding, ...] = ()
    services: tuple[Service, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether the plan knows of the group and no service is for it."""
        return not self.services

    @property
    def item(self) -> str | None:
        """The ITEM of the group, where it is recorded under a name that an ITEM can hold."""
        if self.recorded is None:
            return None
        try:
            return _ITEM.validate_python(self.recorded.address)
        except ValidationError:
            return None


def folded(name: str) -> str:
    """A name for comparing: neither capitals nor spaces tell two names apart."""
    return " ".join(name.split()).casefold()


def first_day(content: Content) -> dt.date:
    """The day the plan's period begins."""
    return dt.date(content.plan.from_, 1, 1)


def running(content: Content, on: dt.date) -> list[Service]:
    """Services that do not end before `on`, by paragraph of Act 108/2006 and key."""
    going = [service for service in content.all(Service) if service.until is None or service.until >= on]
    return sorted(going, key=lambda service: natural((service.kind, service.key)))


def target_groups(content: Content, services: Iterable[Service]) -> list[Served]:
    """Every target group that is recorded or named by a need or by one of `services`, under one name each."""
    names: dict[str, str] = {}
    recorded: dict[str, TargetGroup] = {}
    needs: dict[str, list[Finding]] = {}
    served: dict[str, dict[str, Service]] = {}
    for group in content.all(TargetGroup):
        key = folded(group.name)
        names.setdefault(key, group.name)
        recorded.setdefault(key, group)
    for finding in content.all(Finding):
        if finding.kind is FindingKind.needs and finding.target_group:
            key = folded(finding.target_group)
            names.setdefault(key, finding.target_group)
            needs.setdefault(key, []).append(finding)
    for service in services:
        for name in service.target_groups:
            key = folded(name)
            names.setdefault(key, name)
            served.setdefault(key, {})[service.key] = service
    return [
        Served(name, recorded.get(key), tuple(needs.get(key, ())), tuple(served.get(key, {}).values()))
        for key, name in names.items()
    ]


def towns_without(content: Content, services: Iterable[Service]) -> list[Municipality]:
    """Municipalities in which none of `services` has its seat."""
    seats = {service.municipality for service in services}
    return [town for town in content.all(Municipality) if town.code not in seats]


def kind_text(content: Content, kind: str) -> str:
    """The paragraph of Act 108/2006 with the name it gives the kind of service; an unknown one bare."""
    return f"§ {kind}" + (f" {content.say(f'service_kind.{kind}')}" if kind in SERVICE_KINDS else "")
