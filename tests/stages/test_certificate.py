"""Certificate: given for a plan in force by the towns' rule, and for its exact text."""

from lifecycle.documents.blocks import Paragraph, Table
from lifecycle.model.plan import Stay
from lifecycle.stages.certificate import FEW
from tests.stages.builders import Story, a_plan, an_evaluation, printed, rows, section, tables


def in_force(*approving: str) -> Story:
    """A plan of three towns that went into force on 25 March 2015."""
    plan = a_plan(state="approval").of("Dačice", "Slavonice", "Studená").with_(an_evaluation()).issued("approval")
    plan = plan.approved_by(*approving).issued("final").in_("in_force")
    return plan.with_(Stay(entry=9, state="in_force", entered_on="2015-03-25"))


def test_the_certificate_says_since_when_which_text_is_in_force():
    plan = in_force("Dačice", "Studená")

    facts, _ = tables(section(plan.content, "certificate"))
    told = dict(rows(facts))

    assert told["Kontrolní kód"] == "kód"
    assert told["Otisk obsahu (SHA-256)"].replace(" ", "") == plan.content.standing_sha256
    assert told["Vydání"].startswith("2. vydání, konečné znění")
    assert told["V platnosti od"].replace("\u00a0", " ") == "25. 3. 2015"


def test_the_certificate_says_how_the_rule_was_met_and_by_whose_resolutions():
    plan = in_force("Dačice", "Studená")

    _, councils = tables(section(plan.content, "certificate"))

    assert [row[:3] for row in rows(councils)] == [
        ["Dačice", "zastupitelstvo: schvaluje", "Dačice 1/2015"],
        ["Studená", "zastupitelstvo: schvaluje", "Studená 1/2015"],
    ]
    assert "Plán schválily 2 obce z 3 (potřeba 2)." in printed(plan, "certificate").replace("\u00a0", " ")


def test_the_certificate_names_those_the_plan_does_not_bind():
    assert "Ostatní obce území (Slavonice)" in printed(in_force("Dačice", "Studená"), "certificate")


def test_the_resolutions_of_many_towns_follow_the_signature_and_those_of_a_few_stand_above_it():
    """With twenty towns the signature stood alone at the end of a page half empty."""
    many = [f"Obec {n:02}" for n in range(FEW + 1)]
    plan = a_plan(state="approval").of(*many).with_(an_evaluation()).issued("approval").approved_by(*many)
    plan = plan.issued("final").in_("in_force").with_(Stay(entry=9, state="in_force", entered_on="2015-03-25"))
    few = section(in_force("Dačice", "Studená").content, "certificate")

    ends = [type(blocks[-1]) for blocks in (few, section(plan.content, "certificate"))]

    assert ends == [Paragraph, Table]


def test_there_is_no_certificate_where_the_rule_is_not_met():
    assert section(in_force("Dačice").content, "certificate") == []


def test_there_is_no_certificate_before_the_plan_is_in_force():
    plan = a_plan(state="approval").of("Dačice").with_(an_evaluation()).issued("approval").approved_by("Dačice")

    assert section(plan.content, "certificate") == []


def test_a_plan_that_has_expired_since_is_certified_to_have_been_in_force():
    left = Stay(entry=9, state="in_force", entered_on="2015-03-25", left_on="2017-12-31")
    plan = in_force("Dačice", "Studená").in_("expired").with_(left)

    told = printed(plan, "certificate").replace("\u00a0", " ")

    assert "byl v platnosti od 25. 3. 2015 do 31. 12. 2017" in told
