"""Why a document cannot be issued: that nothing is recorded for it, or each condition of its own that is not met."""

from lifecycle.actions.desk import Desk
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.follow_up import in_force_since
from lifecycle.model.verdict import Refusal


def why_empty(desk: Desk, content: Content, name: str) -> list[Refusal]:
    """Every reason why the document `name` has no chapter; at least one."""
    reasons = _uncertified(desk, content) if name == "certificate" else []
    return reasons or [Refusal("document.empty", reason=name, name=content.say(f"document.{name}"))]


def _uncertified(desk: Desk, content: Content) -> list[Refusal]:
    """What stands between the plan and its certificate: the towns' rule, the entry into force, the final edition."""
    arguments = content.checks.get("towns_rule_met")
    if arguments is None:
        return [Refusal("certificate.no_rule")]
    found = list(desk.catalogue.guards["towns_rule_met"](content, **arguments))
    if in_force_since(content) is None:
        found.append(Refusal("certificate.not_in_force"))
    elif not any(one.name == "plan" and one.label is EditionLabel.final for one in content.all(Edition)):
        found.append(Refusal("certificate.no_final"))
    return found
