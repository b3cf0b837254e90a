"""Settlement: the annex of the plan, the office's register with everything in it, the public one without people."""

from lifecycle.documents.blocks import Block
from lifecycle.model.comment import Comment, Placement
from lifecycle.model.evidence import Service
from lifecycle.model.people import Meeting
from tests.stages.builders import (
    Story,
    a_finding,
    a_measure,
    a_plan,
    a_priority,
    a_settlement,
    a_submission,
    printed,
    rows,
    section,
    tables,
)

NAME, WORDS = "vault:" + "a" * 64, "vault:" + "b" * 64
REGISTER = ("settlement_summary", "settlement_open", "settlement_disputes", "settlement_settled")


def a_draft() -> Story:
    return a_plan(state="consultation").of("Dačice", "Peč").groups("RS", kind="steering").issued("consultation")


def a_comment(id: str = "K1", **more: object) -> Comment:
    whole = {"id": id, "thread": id, "author": NAME, "date": "2014-10-20", "text": "Kdo to zaplatí?", **more}
    return Comment.model_validate(whole)


def a_citizen(key: str = "P1", **more: object) -> object:
    return a_submission(key, submitter=NAME, submitter_kind="citizen", text=WORDS, **more)


def cells(plan: Story, name: str) -> list[list[str]]:
    """The rows of the register in the section, without non-breaking spaces."""
    table = list(tables(section(plan.content, name)))[-1]
    return [[cell.replace("\u00a0", " ") for cell in row] for row in rows(table)]


def test_the_settlement_names_organisations_and_not_citizens():
    plan = a_draft().with_(
        a_submission("P1"),
        a_submission("P2", submitter="vault:" + "a" * 64, submitter_kind="citizen", text="vault:" + "b" * 64),
    )

    [table] = tables(section(plan.content, "settlement"))

    assert [row[1] for row in rows(table)] == ["Charita Dačice", "občan"]
    assert "vault:" + "a" * 64 not in printed(plan, "settlement")


def test_a_point_says_in_words_what_it_is_about_what_was_decided_and_what_changed():
    plan = a_draft().with_(
        a_finding("F1"),
        a_priority("2"),
        a_measure("2.1"),
        a_submission("P1", item="2.1"),
        a_settlement("P1", "partly", reason="Jen zčásti.", change="measure:2.1"),
        a_submission("P2", item="text:vision"),
    )

    [table] = tables(section(plan.content, "settlement"))

    assert [row[2:] for row in rows(table)] == [
        [
            "2.1 – Pečovatelská služba 2.1",
            "„Doplňte dopravu.“",
            "přijato částečně",
            "Jen zčásti. Změněno: Opatření 2.1.",
        ],
        ["kapitola „Vize“", "„Doplňte dopravu.“", "zatím nevypořádáno", "–"],
    ]


def test_the_register_of_the_office_says_who_wrote_how_in_which_letter_and_for_whom():
    plan = a_draft().with_(
        a_citizen("P1", letter="D-7"), a_comment("K1", on_behalf_of="Peč", source_file="pec.docx", internal=True)
    )

    assert [row[:2] for row in cells(plan, "settlement_open")] == [
        ["P1\n20. 10. 2014\ne-mail\ndopis D-7", f"{NAME}\nobčan"],
        ["K1\n20. 10. 2014\npec.docx", f"{NAME}\nza: Peč\ninterní"],
    ]


def test_a_point_tells_its_place_its_weight_the_proposal_and_the_replies():
    plan = a_draft().with_(
        a_priority("2"),
        a_measure("2.1"),
        a_submission(
            "P1", item="2.1", weight="essential", nature="content", proposed_change="Přidat jízdy.", letter=None
        ),
        Placement(comment="P1", item="measure:2.1", field="responsible"),
        a_comment("K1", thread="P1", parent="P1", text="Ověříme."),
    )

    [[_, _, place, said, _]] = cells(plan, "settlement_open")

    assert place == "2.1 – Pečovatelská služba 2.1\nodpovídá"
    assert said == f"zásadní, obsahová\n„Doplňte dopravu.“\nNávrh: „Přidat jízdy.“\n↳ {NAME}: Ověříme."


def test_a_settled_point_tells_the_decision_the_reason_the_change_and_the_meeting():
    plan = a_draft().with_(
        a_priority("2"),
        a_measure("2.1"),
        Meeting(key="RS-7", group="RS", kind="meeting", date="2014-12-03"),
        a_submission("P1"),
        a_settlement("P1", "partly", reason="Jen zčásti.", change="measure:2.1", decided_by="RS-7"),
    )

    [[*_, answer]] = cells(plan, "settlement_settled")

    assert answer == "přijato částečně\nJen zčásti.\nZměněno: Opatření 2.1.\nRozhodlo: jednání 3. 12. 2014 (RS-7)."


def test_every_point_stands_in_the_register_once_the_open_ones_first():
    plan = a_draft().with_(
        *(a_submission(f"P{n}", weight="essential") for n in range(1, 5)),
        a_settlement("P1", "accepted"),
        a_settlement("P2", "rejected", reason="Ne."),
        a_settlement("P4", "partly", reason="Zčásti."),
    )

    assert [[row[0].partition("\n")[0] for row in cells(plan, name)] for name in REGISTER[1:]] == [
        ["P3"],
        ["P2", "P4"],
        ["P1"],
    ]


def test_a_recommended_point_that_was_rejected_is_no_dispute():
    plan = a_draft().with_(a_submission(weight="recommended"), a_settlement("P1", "rejected", reason="Ne."))

    assert section(plan.content, "settlement_disputes") == []


def test_points_of_one_letter_stand_together_and_the_letter_lists_them():
    plan = a_draft().with_(a_submission("P1", letter="D-1")).with_(a_submission("P2", letter="D-2"))
    plan = plan.with_(a_submission("P3", letter="D-1"))

    assert [row[0].partition("\n")[0] for row in cells(plan, "settlement_open")] == ["P1", "P3", "P2"]
    assert [row[::3] for row in cells(plan, "settlement_summary")] == [["D-1", "P1, P3"], ["D-2", "P2"]]


def test_points_are_counted_by_how_they_were_settled():
    plan = a_draft().with_(
        a_submission("P1"),
        a_submission("P2"),
        a_settlement("P1", "noted"),
        a_comment("K1", resolved=True),
        a_comment("K2", internal=True),
    )

    assert cells(plan, "settlement_summary") == [
        ["vzato na vědomí", "1", "0", "1"],
        ["uzavřeno v dokumentu", "0", "1", "1"],
        ["zatím nevypořádáno", "1", "1", "2"],
        ["Celkem", "2", "2", "4"],
    ]


def test_the_register_warns_that_it_is_not_for_publication():
    assert "nezveřejňuje" in printed(a_draft().with_(a_submission()), "settlement_summary")


def test_the_public_settlement_shows_the_words_of_a_citizen_and_never_the_name():
    plan = a_draft().with_(a_citizen("P1", letter="Novákovi"), a_comment("K1", on_behalf_of="Jan Novák"))

    told = printed(plan, "settlement_public")

    assert WORDS in told
    assert (NAME in told, "Novák" in told) == (False, False)


def test_the_public_settlement_names_bodies_and_for_people_the_body_they_speak_for():
    plan = a_draft().with_(
        Service(key="S1", provider="Charita", name="Péče", kind="40"),
        a_submission("P1"),
        a_citizen("P2"),
        a_comment("K1", author="Dačice", personal=False),
        a_comment("K2", on_behalf_of="Peč"),
        a_comment("K3", on_behalf_of="Charita"),
        a_comment("K4", on_behalf_of="Jan Novák"),
    )

    assert [row[1] for row in cells(plan, "settlement_public")] == [
        "Charita Dačice\nposkytovatel",
        "občan",
        "Dačice",
        "Peč",
        "Charita",
        "účastník plánování",
    ]


def test_internal_comments_and_replies_never_leave_the_office():
    plan = a_draft().with_(
        a_comment("K1", text="Jen mezi námi.", internal=True),
        a_submission("P1"),
        a_comment("K2", thread="P1", parent="P1", text="Neříkejme to.", internal=True),
    )

    told = printed(plan, "settlement_public")

    assert ("Jen mezi námi." in told, "Neříkejme to." in told) == (False, False)
    assert "Neříkejme to." in printed(plan, "settlement_open")


def test_an_office_without_comments_has_nothing_to_settle():
    printed_of: list[Block] = [block for name in REGISTER for block in section(a_draft().content, name)]

    assert [*printed_of, *section(a_draft().content, "settlement_public")] == []


def test_the_annex_counts_what_the_towns_wrote_in_documents_and_says_where_it_is_settled():
    plan = a_draft().with_(
        a_comment("K1"), a_comment("K2"), a_comment("K3", internal=True), a_settlement("K1", "accepted")
    )

    said = printed(plan, "settlement").replace("\u00a0", " ")

    assert "Zatím nejsou zapsána žádná podání" not in said
    assert "Zapsány jsou 2 připomínky: vypořádáno 1, zbývá 1." in said
    assert "samostatný dokument „Vypořádání připomínek“" in said


def test_without_any_point_the_annex_says_so():
    assert "Zatím nejsou zapsána žádná podání" in printed(a_draft(), "settlement").replace("\u00a0", " ")
