"""The network of services (síť služeb) people of the territory use: what there is, where, for whom, and its gaps.

One file because its two chapters and its warning weigh the same services.
"""

from collections.abc import Iterable, Mapping

from lifecycle.documents.blocks import Block, Chart, Heading, Paragraph, Row, Series, Table, text
from lifecycle.documents.collation import collated, sorted_words
from lifecycle.documents.typography import number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import Service, ServiceForm
from lifecycle.model.network import Served, first_day, kind_text, running, target_groups, towns_without
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import natural
from lifecycle.model.verdict import Refusal

kit = Kit("network")
kit.brings(Service)

_NAMED = 5
"""At most so many municipalities are named in a cell or a warning, or told apart in a chart."""


@kit.section
def services(content: Content) -> list[Block]:
    """Table of services by kind of Act 108/2006 with provider, place, form, target groups and capacity."""
    say, language = content.say, content.plan.language
    rows = content.all(Service)
    if not rows:
        return [Paragraph(text(say("services.none")))]
    towns = _town_names(content)
    return [
        Paragraph(text(say("services.summary", count=len(rows)))),
        Table(
            header=tuple(
                text(say(f"column.{name}"))
                for name in ("code", "service", "provider_town", "kind", "form", "target_groups", "capacity")
            ),
            rows=tuple(
                Row(
                    (
                        text(content.prose(service.key)),
                        text(content.prose(_named(content, service))),
                        text(content.prose(_provider(service, towns))),
                        text(kind_text(content, service.kind)),
                        text("\n".join(form.in_(language) for form in service.form) or "–"),
                        text(content.prose(", ".join(service.target_groups)) or "–"),
                        text(number_text(service.capacity, language) if service.capacity is not None else "–"),
                    ),
                    item=service.address,
                )
                for service in sorted(rows, key=lambda one: natural((one.kind, one.key)))
            ),
            widths=(7, 18, 18, 18, 12, 17, 10),
            align="llllllr",
            caption=say("services.caption"),
            fields=("key", "name", "provider", "kind", "form", "target_groups", "capacity"),
        ),
    ]


def _named(content: Content, service: Service) -> str:
    """The service's name and, on a line of its own, since when and until when it is provided, where recorded."""
    say = content.say
    days = [say("services.since", day=service.since)] if service.since else []
    days += [say("services.until", day=service.until)] if service.until else []
    return service.name + (f"\n({' '.join(days)})" if days else "")


def _provider(service: Service, towns: Mapping[str, str]) -> str:
    """The provider and, on a line of its own, the municipality where the service is."""
    town = towns.get(service.municipality or "")
    return service.provider + (f"\n{town}" if town else "")


@kit.guard
def network_reaches_everybody(content: Content) -> list[Refusal]:
    """Each recorded target group has a service that goes on, and each municipality a service seated in it."""
    going = running(content, max(content.day, first_day(content)))
    if not content.all(Service):
        return []
    found = [
        Refusal("network.group_unserved", item=group.recorded.address, group=group.name)
        for group in target_groups(content, going)
        if group.recorded and group.waits
    ]
    if towns := towns_without(content, going):
        names = tuple(sorted_words((town.name for town in towns), content.plan.language))
        shown = names if len(names) <= _NAMED else (*names[: _NAMED - 1], "…")
        found.append(Refusal("network.towns_unserved", item="plan", count=len(towns), towns=shown))
    return found


@kit.section
def network(content: Content) -> list[Block]:
    """The network in the plan's period: kinds and capacity, forms by target group, municipalities, and the gaps."""
    going = running(content, first_day(content))
    if not going:
        return []
    groups = sorted(target_groups(content, going), key=lambda group: collated(group.name, content.plan.language))
    return [
        *_kinds(content, going),
        *_forms(content, groups),
        *_seats(content, going),
        *_gaps(content, groups, towns_without(content, going)),
    ]


def _kinds(content: Content, going: list[Service]) -> list[Block]:
    """Kinds of services with their number, capacity and municipalities, and the capacity as a chart."""
    say, language, towns = content.say, content.plan.language, _town_names(content)
    by_kind: dict[str, list[Service]] = {}
    for service in going:
        by_kind.setdefault(service.kind, []).append(service)
    untold = sum(service.capacity is None for service in going)
    told = say("network.summary", count=len(going), kinds=len(by_kind), providers=len({one.provider for one in going}))
    table = Table(
        header=tuple(
            text(say(f"column.{name}")) for name in ("kind", "services_count", "capacity", "municipalities_of_services")
        ),
        rows=tuple(
            Row(
                (
                    text(kind_text(content, kind)),
                    text(number_text(len(of_kind), language)),
                    text(_capacity(content, of_kind)),
                    text(_places(content, {towns[s.municipality] for s in of_kind if s.municipality in towns})),
                )
            )
            for kind, of_kind in by_kind.items()
        ),
        widths=(44, 12, 12, 32),
        align="lrrl",
        caption=say("network.kinds_caption"),
    )
    blocks: list[Block] = [
        Heading(1, text(say("network.kinds"))),
        Paragraph(text(told + (" " + say("network.no_capacity", count=untold) if untold else ""))),
        table,
    ]
    return [*blocks, *_capacity_chart(content, by_kind, towns)]


def _capacity_chart(content: Content, by_kind: Mapping[str, list[Service]], towns: Mapping[str, str]) -> list[Block]:
    """Capacity by kind, told apart by municipality; the ones of the smallest capacity are one series."""
    say = content.say
    sums = {kind: sum(s.capacity or 0 for s in of_kind) for kind, of_kind in by_kind.items()}
    kinds = [kind for kind, capacity in sums.items() if capacity]
    if len(kinds) < 2:
        return []
    by_seat: dict[str, int] = {}
    for of_kind in by_kind.values():
        for service in of_kind:
            seat = service.municipality if service.municipality in towns else ""
            by_seat[seat or ""] = by_seat.get(seat or "", 0) + (service.capacity or 0)
    ranked = sorted((seat for seat in by_seat if seat and by_seat[seat]), key=lambda seat: (-by_seat[seat], seat))
    alone = ranked if len(ranked) <= _NAMED else ranked[: _NAMED - 1]

    def of(kind: str, seats: Iterable[str]) -> int | None:
        wanted = set(seats)
        return sum(s.capacity or 0 for s in by_kind[kind] if (s.municipality or "") in wanted) or None

    series = [Series(towns[seat], tuple(of(kind, (seat,)) for kind in kinds)) for seat in alone]
    if rest := [seat for seat in ranked if seat not in alone]:
        series.append(Series(say("network.other_towns"), tuple(of(kind, rest) for kind in kinds)))
    if by_seat.get(""):
        elsewhere = {s.municipality or "" for of_kind in by_kind.values() for s in of_kind} - set(ranked)
        series.append(Series(say("network.no_town"), tuple(of(kind, elsewhere) for kind in kinds)))
    most = max(kinds, key=lambda kind: sums[kind])
    least = min(kinds, key=lambda kind: sums[kind])
    alt = say(
        "network.capacity_alt",
        kinds=len(kinds),
        most=kind_text(content, most),
        most_capacity=sums[most],
        least=kind_text(content, least),
        least_capacity=sums[least],
    )
    if ranked:
        first = {"town": towns[ranked[0]], "capacity": by_seat[ranked[0]]}
        alt += " " + say("network.capacity_alt_town", **first)
    return [
        Chart(
            kind="stacked" if len(series) > 1 else "bars",
            caption=say("network.capacity_caption"),
            alt=alt,
            categories=tuple(kind_text(content, kind) for kind in kinds),
            series=tuple(series),
            unit=say("network.capacity_unit"),
        ),
        Paragraph(text(say("network.capacity_note")), style="note"),
    ]


def _forms(content: Content, groups: list[Served]) -> list[Block]:
    """How many services each target group has in each form."""
    say, language = content.say, content.plan.language
    if not any(group.services for group in groups):
        return []
    formless = any(not service.form for group in groups for service in group.services)

    def row(group: Served) -> Row:
        counts = [sum(form in service.form for service in group.services) for form in ServiceForm]
        counts += [sum(not service.form for service in group.services)] if formless else []
        shown = [number_text(count, language) if count else "–" for count in counts]
        return Row(
            (text(content.prose(group.name)), *map(text, shown), text(number_text(len(group.services), language)))
        )

    heads = [_capital(form.in_(language)) for form in ServiceForm] + ([say("network.no_form")] if formless else [])
    part = 12 if formless else 14
    return [
        Heading(1, text(say("network.forms"))),
        Paragraph(text(say("network.forms_note"))),
        Table(
            header=tuple(map(text, (say("column.target_group"), *heads, say("column.services_count")))),
            rows=tuple(row(group) for group in groups),
            widths=(100 - part * (len(heads) + 1), *[part] * (len(heads) + 1)),
            align="l" + "r" * (len(heads) + 1),
            caption=say("network.forms_caption"),
        ),
    ]


def _seats(content: Content, going: list[Service]) -> list[Block]:
    """The municipalities that have services seated in them, with how many and of which kinds."""
    say, language = content.say, content.plan.language
    by_seat: dict[str, list[Service]] = {}
    for service in going:
        by_seat.setdefault(service.municipality or "", []).append(service)
    towns = [town for town in content.all(Municipality) if town.code in by_seat]
    inside = sum(len(by_seat[town.code]) for town in towns)
    blocks: list[Block] = [Heading(1, text(say("network.seats")))]
    if towns:
        blocks.append(
            Table(
                header=tuple(
                    text(say(f"column.{name}"))
                    for name in ("municipality", "population", "services_count", "kinds_of_services")
                ),
                rows=tuple(
                    Row(
                        (
                            text(content.prose(town.name)),
                            text(number_text(town.population, language) if town.population is not None else "–"),
                            text(number_text(len(by_seat[town.code]), language)),
                            text(", ".join(dict.fromkeys(f"§ {one.kind}" for one in by_seat[town.code]))),
                        )
                    )
                    for town in sorted(towns, key=lambda town: collated(town.name, language))
                ),
                widths=(34, 14, 14, 38),
                align="lrrl",
                caption=say("network.seats_caption"),
            )
        )
    if len(going) > inside:
        blocks.append(Paragraph(text(say("network.elsewhere", count=len(going) - inside))))
    return blocks


def _gaps(content: Content, groups: list[Served], towns: list[Municipality]) -> list[Block]:
    """What the network lacks: groups that wait with their needs, and municipalities without a seat of a service."""
    say, language = content.say, content.plan.language
    waiting = [group for group in groups if group.waits]
    blocks: list[Block] = [Heading(1, text(say("network.gaps")))]
    if waiting:
        unmet = sum(len(group.needs) for group in waiting)
        told = say("network.groups_waiting", count=len(waiting))
        blocks.append(Paragraph(text(told + (" " + say("network.needs_waiting", count=unmet) if unmet else ""))))
        blocks.append(
            Table(
                header=(text(say("column.target_group")), text(say("column.needs"))),
                rows=tuple(
                    Row(
                        (
                            text(content.prose(group.name)),
                            text("\n".join(content.coded(finding.address) for finding in group.needs) or "–"),
                        )
                    )
                    for group in waiting
                ),
                widths=(45, 55),
                align="ll",
                caption=say("network.groups_caption"),
            )
        )
    elif groups:
        blocks.append(Paragraph(text(say("network.groups_served"))))
    if towns:
        blocks.append(Paragraph(text(say("network.towns_waiting", count=len(towns)))))
        blocks.append(
            Table(
                header=(text(say("column.municipality")), text(say("column.population"))),
                rows=tuple(
                    Row(
                        (
                            text(content.prose(town.name)),
                            text(number_text(town.population, language) if town.population is not None else "–"),
                        )
                    )
                    for town in sorted(towns, key=lambda town: collated(town.name, language))
                ),
                widths=(70, 30),
                align="lr",
                caption=say("network.towns_caption"),
            )
        )
    elif content.all(Municipality):
        blocks.append(Paragraph(text(say("network.towns_served"))))
    return blocks


def _capacity(content: Content, of_kind: list[Service]) -> str:
    """The sum of the capacities recorded; a dash where none is."""
    told = [service.capacity for service in of_kind if service.capacity is not None]
    return number_text(sum(told), content.plan.language) if told else "–"


def _places(content: Content, names: set[str]) -> str:
    """The municipalities by name; of many, the first ones and how many more."""
    ordered = sorted_words(names, content.plan.language)
    if len(ordered) <= _NAMED:
        return content.prose(", ".join(ordered)) or "–"
    named = ", ".join(ordered[: _NAMED - 1])
    return content.prose(content.say("network.more_towns", towns=named, count=len(ordered) - _NAMED + 1))


def _town_names(content: Content) -> dict[str, str]:
    return {town.code: town.name for town in content.all(Municipality)}


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
