"""Resolutions of the councils (usnesení) in print: the plan's chapter, and the overview of who said what of which text.

Whether they are enough is not decided here: the towns' rule is counted in `model.quorum`.
"""

from collections.abc import Sequence

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Runs, Table, text
from lifecycle.documents.collation import collated, sorted_words
from lifecycle.documents.typography import NBSP, day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.quorum import COUNTED, Rule, Tally, agreement, plan_edition, tally
from lifecycle.model.territory import Municipality

kit = Kit("resolutions")


@kit.section
def resolutions(content: Content) -> list[Block]:
    """The towns' rule, each municipality's resolution, and the municipalities the plan binds."""
    say, language = content.say, content.plan.language
    rows = content.all(CouncilApproval)
    blocks: list[Block] = []
    rule = _rule(content)
    if rule:
        blocks.append(Paragraph(text(agreement(content, rule))))
    if not rows:
        return [*blocks, Paragraph(text(say("resolutions.none")))]
    towns = {town.code: town for town in content.all(Municipality)}
    blocks.append(
        Table(
            header=_heads(content, "municipality", "resolution", "date", "votes", "state"),
            rows=tuple(
                Row(
                    (
                        text(content.prose(_name(content, row.code))),
                        text(content.prose(row.number or "–")),
                        text(day_text(found.on, language) if found and found.on else "–"),
                        text(_votes(content, found)),
                        text(say(f"council.{row.state}")),
                    )
                )
                for row in _sorted(content, rows)
                for found in [content.get(Resolution, row.code, row.number or "")]
            ),
            widths=(21, 13, 15, 32, 19),
            caption=say("resolutions.caption"),
        )
    )
    states = {COUNTED.get(verb, verb) for verb in rule.counts} if rule else set(COUNTED.values())
    bound = [row.code for row in rows if row.state in states and row.code in towns]
    if bound:
        blocks.append(Heading(1, text(say("resolutions.binds_heading"))))
        blocks.append(Paragraph(text(say("resolutions.binds", count=len(bound), of=len(towns)))))
        names_bound = sorted_words((towns[code].name for code in bound), language)
        blocks.append(Listing(tuple((0, text(content.prose(name))) for name in names_bound)))
        others = sorted_words((town.name for code, town in towns.items() if code not in bound), language)
        if others:
            blocks.append(Paragraph(text(say("resolutions.others", names=tuple(others)))))
    return blocks


@kit.section
def resolutions_rule(content: Content) -> list[Block]:
    """The overview begins: the text under vote, the towns' rule, what it needs and what is reached."""
    say, rule, edition = content.say, _rule(content), plan_edition(content)
    if not content.all(CouncilApproval) or rule is None or edition is None:
        return []
    found = tally(content, rule)
    told = {"number": edition.number, "issued_on": edition.issued_on, "code": edition.code}
    return [
        Paragraph(text(say("resolutions.reached" if found.reached else "resolutions.not_reached")), "lead"),
        Paragraph(text(say("resolutions.text_under_vote", **told))),
        Paragraph(text(agreement(content, rule))),
        Table(
            header=_heads(content, "condition", "needed", "reached", "fulfilled"),
            rows=tuple(Row(tuple(text(cell) for cell in cells)) for cells in _conditions(content, found)),
            widths=(40, 22, 22, 16),
            align="lrrl",
            caption=say("resolutions.rule_caption"),
        ),
    ]


def _conditions(content: Content, found: Tally) -> list[tuple[str, str, str, str]]:
    """What the rule asks, what is needed, what is reached, and whether it is met."""
    say, language = content.say, content.plan.language

    def line(what: str, needed: str, reached: str, *, met: bool) -> tuple[str, str, str, str]:
        return what, needed, reached, say("value", value=met)

    def of(part: int, whole: int) -> str:
        return say("resolutions.part", part=part, whole=whole)

    percent = f"{number_text(found.rule.people_percent, language)}{NBSP}%"
    people = say("resolutions.all_people" if found.rule.people_percent == 100 else "resolutions.more", share=percent)
    towns = of(found.needed, found.towns)
    return [
        line(say("resolutions.towns"), towns, of(len(found.approving), found.towns), met=found.enough_towns),
        line(say("resolutions.people"), people, of(found.people_approving, found.people), met=found.enough_people),
        *(
            line(
                say("resolutions.always", town=town.name), say("council.approved"), _state(content, town.code), met=met
            )
            for town in found.obligatory
            for met in [town not in found.missing_obligatory]
        ),
    ]


@kit.section
def resolutions_register(content: Content) -> list[Block]:
    """Every resolution of every municipality: organ, verb, number, day, votes, the edition voted on, what it counts."""
    say, language = content.say, content.plan.language
    found = content.all(Resolution)
    if not found:
        return []
    ordered = sorted(found, key=lambda one: (collated(_name(content, one.code), language), one.on, one.number))
    return [
        Table(
            header=_heads(content, "municipality", "verb", "resolution", "votes", "edition", "validity"),
            rows=tuple(
                Row(
                    (
                        text(content.prose(_name(content, one.code))),
                        text(f"{one.body.in_(language)}: {one.verb.in_(language)}"),
                        text(content.prose(f"{one.number}\n{day_text(one.on, language)}")),
                        text(_votes(content, one)),
                        text(_edition(content, one)),
                        text(_validity(content, one)),
                    )
                )
                for one in ordered
            ),
            widths=(17, 18, 15, 19, 12, 19),
            caption=say("resolutions.register_caption"),
        )
    ]


def _edition(content: Content, one: Resolution) -> str:
    """The edition of the plan the organ voted on, as the resolution or the course of its approval names it."""
    row = content.get(CouncilApproval, one.code)
    key = one.edition or (row.edition if row and row.number == one.number else None)
    return content.say("resolutions.edition", number=key.partition("@")[2]) if key else "–"


def _validity(content: Content, one: Resolution) -> str:
    """Whether the resolution counts for the newest text: valid, carried over, lapsed, replaced, or not counted."""
    row, rule, newest = content.get(CouncilApproval, one.code), _rule(content), plan_edition(content)
    if rule and one.body.value not in rule.bodies:
        return content.say("validity.other_body")
    if row is None or row.number != one.number:
        return content.say("validity.replaced")
    if row.state == "lapsed" or (newest and row.state in COUNTED.values() and not _same_text(row, newest)):
        return content.say("validity.lapsed")
    if row.state in COUNTED.values():
        return content.say("validity.carried" if row.carried else "validity.valid")
    return content.say("validity.not_counted")


def _same_text(row: CouncilApproval, newest: Edition) -> bool:
    return row.content_sha256 == newest.content_sha256


@kit.section
def resolutions_waiting(content: Content) -> list[Block]:
    """The municipalities that are waited for, and the day of the last packet each was sent."""
    say, language, rule = content.say, content.plan.language, _rule(content)
    if not content.all(CouncilApproval) or rule is None:
        return []
    waiting = tally(content, rule).waiting
    if not waiting:
        return [Paragraph(text(say("resolutions.nobody_waits")))]
    sent = {edition.municipality: edition for edition in content.all(Edition) if edition.name == "packet"}
    return [
        Table(
            header=_heads(content, "municipality", "state", "packet_sent"),
            rows=tuple(
                Row(
                    (
                        text(content.prose(town.name)),
                        text(_state(content, town.code)),
                        text(day_text(sent[town.code].issued_on, language) if town.code in sent else "–"),
                    )
                )
                for town in sorted(waiting, key=lambda town: collated(town.name, language))
            ),
            widths=(46, 32, 22),
            caption=say("resolutions.waiting_caption", count=len(waiting)),
        )
    ]


def _rule(content: Content) -> Rule | None:
    arguments = content.checks.get("towns_rule_met")
    return Rule.of(arguments) if arguments else None


def _state(content: Content, code: str) -> str:
    row = content.get(CouncilApproval, code)
    return content.say(f"council.{row.state if row else 'to_send'}")


def _name(content: Content, code: str) -> str:
    town = content.get(Municipality, code)
    return town.name if town else code


def _sorted(content: Content, rows: Sequence[CouncilApproval]) -> list[CouncilApproval]:
    return sorted(rows, key=lambda row: collated(_name(content, row.code), content.plan.language))


def _votes(content: Content, found: Resolution | None) -> str:
    if found is None or found.for_ is None:
        return "–"
    return content.say(
        "resolutions.votes",
        for_=found.for_,
        against=found.against or 0,
        abstained=found.abstained or 0,
        members=found.members,
    )


def _heads(content: Content, *names: str) -> tuple[Runs, ...]:
    return tuple(text(content.say(f"column.{name}")) for name in names)
