"""Certificate of approval (osvědčení o schválení): which exact text is in force, since when, by whose resolutions."""

from lifecycle.documents.blocks import Block, Heading, Paragraph, Row, Run, Table, text
from lifecycle.documents.collation import collated, sorted_words
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.follow_up import in_force_since
from lifecycle.model.plan import Stay
from lifecycle.model.quorum import Rule, Tally, agreement, tally
from lifecycle.model.territory import Municipality

kit = Kit("certificate")

FEW = 3
"""Municipalities whose resolutions stand on the page that is signed; those of more follow the signature."""
_ROOM = Run("\n\n\n")
"""Room to sign by hand above an annex."""


@kit.section
def certificate(content: Content) -> list[Block]:
    """What is certified of a plan that came into force; nothing before it did, nor where the towns' rule is not met."""
    say = content.say
    arguments, since, edition = content.checks.get("towns_rule_met"), in_force_since(content), _final(content)
    if arguments is None or since is None or edition is None:
        return []
    rule = Rule.of(arguments)
    found = tally(content, rule)
    if not found.reached:
        return []
    councils, few = _councils(content, found), len(found.approving) <= FEW
    facts = {
        "title": content.plan.title,
        "from_": str(content.plan.from_),
        "to": str(content.plan.to),
        "since": since.entered_on,
    }
    if since.left_on:
        lead = say("certificate.lead_past", until=since.left_on, **facts)
    else:
        lead = say("certificate.lead", **facts)
    return [
        Paragraph(text(lead), "lead"),
        _text_in_force(content, edition, since),
        Heading(1, text(say("certificate.rule_heading"))),
        Paragraph(text(agreement(content, rule))),
        Paragraph(text(_met(content, found))),
        *([councils] if few else ()),
        Heading(1, text(say("resolutions.binds_heading"))),
        *_bound(content, found),
        Paragraph(text(say("certificate.origin")), "note"),
        Paragraph((*text(say("certificate.signature")), *(() if few else (_ROOM,)))),
        *(() if few else (Heading(1, text(say("certificate.annex"))), councils)),
    ]


def _final(content: Content) -> Edition | None:
    """The newest final edition of the plan: the text in force."""
    finals = [one for one in content.all(Edition) if one.name == "plan" and one.label is EditionLabel.final]
    return finals[-1] if finals else None


def _text_in_force(content: Content, edition: Edition, since: Stay) -> Table:
    """The edition in force with what it is told by, an answer a row."""
    say, language = content.say, content.plan.language
    digest = edition.content_sha256
    told = {
        "edition": say("certificate.edition", number=edition.number, issued_on=edition.issued_on),
        "code_control": edition.code,
        "digest": " ".join(digest[at : at + 16] for at in range(0, len(digest), 16)),
        "in_force_since": day_text(since.entered_on, language),
    }
    return Table(
        header=(text(say("column.entry")), text(say("column.wording"))),
        rows=tuple(Row((text(say(f"column.{name}")), text(value))) for name, value in told.items()),
        widths=(32, 68),
        caption=say("certificate.text_caption"),
    )


def _met(content: Content, found: Tally) -> str:
    """How the rule was met: municipalities, people, and those that had to approve."""
    say = content.say
    told = [
        say("certificate.towns", count=len(found.approving), of=found.towns, needed=found.needed),
        say("certificate.people", people=found.people_approving, of=found.people),
    ]
    if found.obligatory:
        told.append(say("certificate.obligatory", names=tuple(town.name for town in found.obligatory)))
    return " ".join(told)


def _councils(content: Content, found: Tally) -> Table:
    """The resolutions that approved the text, a municipality a row."""
    say, language = content.say, content.plan.language
    rows = []
    for town in sorted(found.approving, key=lambda town: collated(town.name, language)):
        row = content.get(CouncilApproval, town.code)
        one = content.get(Resolution, town.code, (row.number if row else None) or "")
        edition = row.edition.partition("@")[2] if row and row.edition else ""
        cells = (
            content.prose(town.name),
            f"{one.body.in_(language)}: {one.verb.in_(language)}" if one else "–",
            content.prose(one.number) if one else "–",
            day_text(one.on, language) if one else "–",
            say("resolutions.edition", number=edition) if edition else "–",
        )
        rows.append(Row(tuple(text(cell) for cell in cells)))
    names = ("municipality", "verb", "resolution", "date", "edition")
    return Table(
        header=tuple(text(say(f"column.{name}")) for name in names),
        rows=tuple(rows),
        widths=(24, 30, 16, 16, 14),
        caption=say("certificate.councils_caption"),
    )


def _bound(content: Content, found: Tally) -> list[Block]:
    """How many municipalities the plan binds, whose resolutions name them, and which it does not."""
    say, language = content.say, content.plan.language
    others = sorted_words((one.name for one in content.all(Municipality) if one not in found.approving), language)
    blocks: list[Block] = [Paragraph(text(say("certificate.binds", count=len(found.approving), of=found.towns)))]
    if others:
        blocks.append(Paragraph(text(say("resolutions.others", names=tuple(others)))))
    return blocks
