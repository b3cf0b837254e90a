"""Notice of the consultation: what a passer-by needs, from what is recorded; and a form to send comments on."""

from lifecycle.model.people import Meeting
from tests.stages.builders import Story, a_measure, a_plan, a_priority, printed, rows, section, tables

OPENS, HEARING, UNTIL = "2014-10-01", "2014-10-15", "2014-10-29"


def opened(**round_: str | None) -> Story:
    """A plan whose draft is consulted; the first town keeps it."""
    plan = a_plan(state="consultation").of("Dačice", "Peč").groups("RS", kind="steering").issued("consultation")
    return plan.with_(a_priority(), a_measure()).round(OPENS, HEARING, UNTIL, **round_)


def told(plan: Story, name: str = "notice") -> str:
    return printed(plan, name).replace("\u00a0", " ")


def test_the_notice_says_what_is_consulted_since_when_and_where_the_draft_is():
    said = "Návrh: 1. vydání ze dne 2. 6. 2014, kontrolní kód kód. K nahlédnutí je od 1. 10. 2014 na úřadě obce Dačice."

    assert said in told(opened())


def test_the_notice_says_when_and_where_the_hearing_is():
    hearing = Meeting(
        key="VP", group="RS", kind="hearing", date=HEARING, place="Sokolovna", starts_at="09:30", ends_at="11:00"
    )

    assert "Veřejné projednání: 15. 10. 2014, od 9:30, Sokolovna" in told(opened().with_(hearing))


def test_a_place_nobody_has_recorded_is_promised_and_not_invented():
    assert "15. 10. 2014; místo a hodinu oznámíme dodatečně." in told(opened())


def test_the_last_day_of_comments_is_still_theirs():
    assert "Připomínky přijímáme: do 29. 10. 2014 včetně." in told(opened())


def test_people_may_write_every_way_the_plan_knows_of_the_seat():
    seat = opened().content.things["municipality"][("546001",)].replaced(email="mesto@dacice.cz", data_box="s5ebw2k")

    assert "úřad obce Dačice, e-mail mesto@dacice.cz, datová schránka s5ebw2k" in told(opened().with_(seat))


def test_the_form_takes_one_comment_a_row_with_the_code_of_its_item():
    _, comments = tables(section(opened().content, "comment_form"))

    assert [cell[0].text for cell in comments.header] == ["Kód položky", "Připomínka", "Navržená změna", "Závažnost"]
    assert {"".join(row).strip() for row in rows(comments)} == {""}


def test_the_form_shows_a_code_of_this_very_plan():
    assert "například 1.1 (Pečovatelská služba 1.1)" in told(opened(), "comment_form")


def test_without_a_round_there_is_nothing_to_announce():
    plan = a_plan(state="consultation").of("Dačice").content

    assert [*section(plan, "notice"), *section(plan, "comment_form")] == []


def test_a_closed_round_is_announced_no_more():
    plan = opened(closed="2014-10-30").content

    assert [*section(plan, "notice"), *section(plan, "comment_form")] == []
