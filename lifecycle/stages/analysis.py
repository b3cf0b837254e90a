"""Analysis: findings of six kinds and the services people of the territory use."""

from collections.abc import Mapping

from lifecycle.documents.blocks import Block, Card, Heading, Paragraph, Row, Table, text
from lifecycle.documents.typography import day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import SERVICE_KINDS, Finding, FindingKind, Service
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import natural
from lifecycle.model.verdict import Refusal

kit = Kit("analysis")
kit.brings(Finding, Service)


@kit.guard
def findings_of_each_kind(content: Content, *, at_least: int) -> list[Refusal]:
    """Each of the six kinds of findings has `at_least` findings."""
    has = {kind: sum(finding.kind is kind for finding in content.all(Finding)) for kind in FindingKind}
    return [
        Refusal("analysis.missing_kind", kind=kind, has=has[kind], needs=at_least)
        for kind in FindingKind
        if has[kind] < at_least
    ]


@kit.section
def findings(content: Content) -> list[Block]:
    """Chapter of findings by kind, each citable by its key."""
    say = content.say
    blocks: list[Block] = []
    for kind in FindingKind:
        if of_kind := [finding for finding in content.all(Finding) if finding.kind is kind]:
            blocks.append(Heading(1, text(say(f"analysis.{kind.value}"))))
            blocks += [_finding(content, finding) for finding in of_kind]
    return blocks or [Paragraph(text(say("analysis.none")))]


def _finding(content: Content, finding: Finding) -> Card:
    say, language = content.say, content.plan.language
    parts: list[Block] = [
        Paragraph(text(content.prose(part.strip()))) for part in finding.text.split("\n\n") if part.strip()
    ]
    if finding.value is not None:
        value = f"{number_text(finding.value, language)} {finding.unit or ''}".strip()
        parts.append(Paragraph(text(say("analysis.value", value=value))))
    source = say("analysis.source", source=finding.source)
    if finding.date:
        source += f" ({day_text(finding.date, language)})"
    if finding.target_group:
        source += ". " + say("analysis.target_group", group=finding.target_group)
    parts.append(Paragraph(text(source), style="note"))
    return Card(
        item=finding.address,
        level=2,
        label=content.label("finding"),
        code=finding.key,
        title=text(finding.title),
        blocks=tuple(parts),
    )


@kit.section
def services(content: Content) -> list[Block]:
    """Table of services by kind of Act 108/2006 with provider, place, form, target groups and capacity."""
    say, language = content.say, content.plan.language
    rows = content.all(Service)
    if not rows:
        return [Paragraph(text(say("services.none")))]
    towns = {town.code: town.name for town in content.all(Municipality)}
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
                        text(content.prose(service.name)),
                        text(content.prose(_provider(service, towns))),
                        text(_kind(content, service)),
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


def _provider(service: Service, towns: Mapping[str, str]) -> str:
    """The provider and, on a line of its own, the municipality where the service is."""
    town = towns.get(service.municipality or "")
    return service.provider + (f"\n{town}" if town else "")


def _kind(content: Content, service: Service) -> str:
    """The paragraph of Act 108/2006 with the name it gives the service."""
    known = service.kind in SERVICE_KINDS
    return f"§ {service.kind}" + (f" {content.say(f'service_kind.{service.kind}')}" if known else "")
