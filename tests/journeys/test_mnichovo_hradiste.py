"""A second plan, invented: Mnichovo Hradiště and 21 villages go from the evaluation of an old plan to one in force."""

import json
import zipfile
from hashlib import sha256

import pytest

from tests.journeys import paper
from tests.journeys.lives import Life
from tests.journeys.mnichovo import PLAN, SEAT, SMALL_TOWNS

KINDS = ("demography", "survey", "services", "needs", "finance", "phenomenon")
MISSING = {
    "evaluated": [],
    "nothing found": [("analysis.missing_kind", {"kind": kind, "has": 0, "needs": 1}, None) for kind in KINDS],
    "finance missing": [("analysis.missing_kind", {"kind": "finance", "has": 0, "needs": 1}, None)],
    "swot thin": [
        ("swot.thin", {"group_key": "ROD", "quadrant": "T", "has": 1, "needs": 2}, None),
        ("swot.not_approved", {"group_key": "ROD"}, None),
        ("swot.not_approved", {"group_key": "SEN"}, None),
    ],
    "swot not approved": [
        ("swot.not_approved", {"group_key": "ROD"}, None),
        ("swot.not_approved", {"group_key": "SEN"}, None),
    ],
    "no measures": [("priorities.none", {}, None)],
    "measures incomplete": [
        ("measure.no_budget", {"item": "measure:1.2"}, None),
        ("measure.no_evidence", {"item": "measure:2.1"}, None),
    ],
    "round not opened": [("consultation.not_opened", {}, "2025-06-17"), ("hearing.no_round", {}, None)],
    "round runs": [
        ("consultation.not_closed", {"until": "2025-06-20"}, "2025-06-21"),
        ("hearing.not_held", {"hearing": "2025-06-04"}, "2025-06-04"),
    ],
    "one point open": [("submission.open", {"id": "P-3", "item": "plan"}, None)],
    "consulted": [],
    "packets to send": [
        ("approval.quorum", {"has": 0, "needs": 12, "of": 22}, None),
        ("approval.people", {"has": 0, "of": 18037}, None),
        ("approval.obligatory", {"code": SEAT}, None),
    ],
    "eleven small towns": [
        ("approval.quorum", {"has": 11, "needs": 12, "of": 22}, None),
        ("approval.people", {"has": 3391, "of": 18037}, None),
        ("approval.obligatory", {"code": SEAT}, None),
    ],
    "seat missing": [
        ("approval.people", {"has": 5574, "of": 18037}, None),
        ("approval.obligatory", {"code": SEAT}, None),
    ],
    "rule met": [],
}
WAITING = [name for name, missing in MISSING.items() if missing]


@pytest.mark.parametrize("moment", MISSING)
def test_why_lists_exactly_what_the_next_step_misses(lived: Life, moment: str):
    refusals = lived.moments[moment].missing()

    told = [
        (r["code"], {name: r["facts"][name] for name in facts}, r["earliest"])
        for r, (_, facts, _) in zip(refusals, MISSING[moment], strict=True)
    ]
    assert told == MISSING[moment]


@pytest.mark.parametrize("moment", WAITING)
def test_every_reason_says_what_is_wrong_who_can_fix_it_and_with_which_command(lived: Life, moment: str):
    incomplete = [r for r in lived.moments[moment].missing() if not (r["text"] and r["who"] and r["command"])]

    assert incomplete == []


@pytest.mark.parametrize("moment", WAITING)
def test_the_step_is_refused_with_the_same_reasons_and_nothing_changes(lived: Life, moment: str):
    clerk, head = lived.at(moment), lived.at(moment).head

    answer = clerk.asks("advance")

    assert (answer.code, answer.json["refused"], clerk.head) == (1, True, head)
    assert answer.json["refusals"] == lived.moments[moment].missing()


@pytest.mark.parametrize("moment", MISSING)
def test_status_misses_what_why_misses(lived: Life, moment: str):
    status = lived.moments[moment].status

    assert status["missing"] == lived.moments[moment].missing()


def test_the_plan_walks_through_its_stages_in_order(lived: Life):
    ways = [(step["from"], step["to"]) for step in lived.steps]

    assert ways == [
        ("evaluation", "analysis"),
        ("analysis", "swot"),
        ("swot", "priorities"),
        ("priorities", "consultation"),
        ("consultation", "approval"),
        ("approval", "in_force"),
    ]


def test_each_step_issues_the_documents_the_workflow_names(lived: Life):
    issued = [
        [(f"{e['name']}@{e['number']}", e["label"], e["stage"]) for e in step["editions"]] for step in lived.steps
    ]

    assert issued == [
        [("evaluation@1", "final", "evaluation"), ("plan@1", "working", "evaluation")],
        [("analysis@1", "final", "analysis"), ("plan@2", "working", "analysis")],
        [("swot@1", "final", "swot"), ("plan@3", "working", "swot")],
        [("plan@4", "working", "priorities"), ("plan@5", "consultation", "consultation")],
        [("plan@6", "working", "consultation"), ("plan@7", "approval", "approval")],
        [("plan@8", "final", "approval")],
    ]


def test_every_edition_lies_in_the_office_with_the_bytes_it_names(lived: Life):
    clerk = lived.at("in force")
    editions = clerk.reads("document", "list")

    strange = [
        e["file"] for e in editions if sha256((clerk.office / e["file"]).read_bytes()).hexdigest() != e["sha256"]
    ]
    assert (len(editions), strange) == (11 + 22, [])


def test_the_final_edition_says_what_the_councils_approved(lived: Life):
    editions = {f"{e['name']}@{e['number']}": e for e in lived.at("in force").reads("document", "list")}

    assert editions["plan@8"]["content_sha256"] == editions["plan@7"]["content_sha256"]
    assert editions["plan@8"]["sha256"] != editions["plan@7"]["sha256"]


def test_a_change_in_consultation_makes_another_content_than_the_one_consulted(lived: Life):
    editions = {f"{e['name']}@{e['number']}": e for e in lived.at("in force").reads("document", "list")}

    assert editions["plan@5"]["content_sha256"] != editions["plan@7"]["content_sha256"]


def test_each_municipality_gets_one_packet_the_seat_first_and_again_none(lived: Life):
    clerk = lived.at("packets sent")
    packets = [e for e in clerk.reads("document", "list") if e["name"] == "packet"]

    again = clerk.reads("approval", "send")

    assert len({e["municipality"] for e in packets}) == 22
    assert packets[0]["municipality"] == SEAT
    assert (again["entry"], again["packets"]) == (None, [])


def test_a_packet_holds_the_very_file_of_the_edition_under_vote(lived: Life):
    clerk = lived.at("packets sent")
    editions = clerk.reads("document", "list")
    plan = next(e for e in editions if (e["name"], e["number"]) == ("plan", 7))
    packet = next(e for e in editions if e["name"] == "packet")

    with zipfile.ZipFile(clerk.office / packet["file"]) as parts:
        digests = {sha256(parts.read(name)).hexdigest() for name in parts.namelist()}

    assert plan["sha256"] in digests


def test_the_councils_stand_as_they_voted(lived: Life):
    towns = {t["code"]: t for t in lived.at("in force").reads("approval", "status")["municipalities"]}

    assert {towns[code]["state"] for code in SMALL_TOWNS} == {"approved"}
    assert (towns[SEAT]["state"], towns[SEAT]["resolution"], towns[SEAT]["on"]) == (
        "conditional",
        "12/2025",
        "2025-09-11",
    )
    assert sum(t["state"] == "sent" for t in towns.values()) == 9


def test_the_condition_of_a_council_is_a_comment_of_the_town(lived: Life):
    comments = lived.at("in force").reads("comment", "list")

    (condition,) = [c for c in comments if c["author"] == "Mnichovo Hradiště"]
    assert (condition["text"], condition["item"]) == ("Podíl města nejvýše 2 400 000 Kč ročně.", "plan")


def test_a_citizen_is_not_named_in_the_hashed_history_a_municipality_is(lived: Life):
    clerk = lived.at("in force")
    acts = [clerk.reads("history", "show", str(e["number"])) for e in clerk.reads("history", "log")]
    submitted = json.dumps([a["changes"] for a in acts if a["verb"] == "record.submissions"], ensure_ascii=False)

    assert "Obec Žďár" in submitted
    assert "občanka Ptýrova" not in submitted


def test_a_plan_in_force_has_the_end_of_its_last_year_as_deadline(lived: Life):
    status = lived.moments["in force"].status

    assert (status["stage"], status["deadlines"]) == ("in_force", [{"event": "expire", "due": "2028-12-31"}])


def test_status_has_the_keys_scripts_read(lived: Life):
    status = lived.moments["seat missing"].status

    assert {"plan", "kind", "stage", "workflow", "missing", "deadlines", "editions", "comments", "approval"} <= set(
        status
    )
    assert set(status["workflow"]) == {"id", "version", "digest"}
    assert status["approval"] == {"needed": 12, "approved": 12, "refused": 0, "waiting": 10}
    assert {"open": 0, "settled": 3, "orphaned": 0}.items() <= status["comments"].items()


def test_the_whole_history_holds(lived: Life):
    found = lived.at("in force").reads("--plan", PLAN, "history", "verify")

    assert (found["ok"], found["replay_ok"], found["problems"]) == (True, True, [])
    assert found["code"].startswith("mnichovo-2026-")


def test_the_analysis_marks_the_four_new_target_groups_in_words(lived: Life):
    analysis = paper.rows(paper.edition(lived.at("in force"), "analysis", 1))
    new = [row[0] for row in analysis if row[1] == "nová"]

    assert new == [
        "cizinci Přicházejí za prací.",
        "lidé s duševním onemocněním",
        "mladí lidé s dluhy",
        "pečující osoby Starají se doma o blízké.",
    ]


def test_the_analysis_has_a_chapter_on_new_phenomena(lived: Life):
    lines = paper.paragraphs(paper.edition(lived.at("in force"), "analysis", 1))

    assert "Nové jevy" in lines
    assert "Zjištění F-JEV – Dluhy mladých" in lines


def test_the_money_of_the_services_is_mapped_by_source_and_year(lived: Life):
    analysis = paper.rows(paper.edition(lived.at("in force"), "analysis", 1))

    assert ["Pečovatelská služba (S-1)", "obec", "1 900 000", "2 000 000", "3 900 000"] in analysis
    assert ["Celkem", "1 900 000", "4 900 000", "100,0 %"] in analysis


def test_the_rules_of_evaluation_are_a_chapter_with_the_scale_of_results(lived: Life):
    evaluation = paper.edition(lived.at("in force"), "evaluation", 1)

    assert "Hodnotí skupina, která za opatření odpovídá; řídicí skupina hodnocení schvaluje." in paper.paragraphs(
        evaluation
    )
    assert ["splněno", "Stalo se vše, co bylo plánováno."] in paper.rows(evaluation)


def test_workshops_stand_in_the_chapter_on_course(lived: Life):
    plan = paper.rows(paper.edition(lived.at("in force"), "plan", 8))
    told = [row[:3] for row in plan if row[0] in ("19. 2. 2025", "20. 2. 2025")]

    assert told == [["19. 2. 2025", "SEN", "workshop"], ["20. 2. 2025", "ROD", "workshop"]]


def test_needs_are_collected_all_the_time_the_plan_is_in_force(lived: Life):
    report = paper.rows(paper.edition(lived.at("a year later"), "monitoring", 1))
    told = {row[0]: row[1:3] for row in report if row[0].startswith("F-")}

    assert told == {"F-POT-2": ["11. 5. 2026", "cizinci"], "F-JEV-2": ["7. 9. 2026", "senioři"]}


def test_the_methodology_says_that_needs_are_collected_continuously(lived: Life):
    methodology = paper.rows(paper.edition(lived.at("a year later"), "methodology", 1))

    assert ["průběžně", "–", "Karta potřeby (D-1)", "Koordinátor"] in methodology


def test_the_catalogue_can_be_printed_with_contents_and_an_index(lived: Life):
    catalogue = paper.paragraphs(paper.edition(lived.at("a year later"), "catalogue", 1))
    places = [catalogue.index(line) for line in ("Obsah", "Služba S-1 – Pečovatelská služba", "Podle obce")]

    assert places == sorted(places)
    assert "sluzba@mnichovo.example" in catalogue


def test_the_analysis_compares_the_age_of_people_in_the_district(lived: Life):
    analysis = paper.edition(lived.at("in force"), "analysis", 1)

    assert any(row[:2] == ["65 a více let", "1 600"] and "1 800" in row for row in paper.rows(analysis))


def test_the_plan_says_which_sources_pay_for_it(lived: Life):
    plan = paper.rows(paper.edition(lived.at("in force"), "plan", 8))

    assert any("obec" in row[:2] and "2 580 000" in row for row in plan)
