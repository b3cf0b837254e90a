"""The network of services: what there is, where and for whom, and the gaps that are told without accusing anybody."""

import pytest

from lifecycle.documents.blocks import Chart
from lifecycle.documents.phrases import Phrases
from lifecycle.model.evidence import SERVICE_KINDS
from lifecycle.model.situation import TargetGroup
from lifecycle.model.verdict import Refusal
from tests.stages.builders import a_finding, a_plan, printed, rows, section, tables, warned
from tests.stages.test_analysis import a_service


def test_a_service_is_printed_with_its_kind_in_words_and_where_it_is():
    plan = (
        a_plan()
        .of("Dačice")
        .with_(
            a_service(
                kind="60a", form=("A", "T"), capacity=1200, municipality="546001", target_groups=("senioři", "děti")
            )
        )
    )

    [table] = tables(section(plan.content, "services"))

    assert rows(table) == [
        [
            "S1",
            "Služba S1",
            "Charita\nDačice",
            "§ 60a Intervenční centra",
            "ambulantní\nterénní",
            "senioři, děti",
            "1\u00a0200",
        ]
    ]


def test_a_paragraph_that_describes_no_service_is_printed_bare():
    plan = a_plan().with_(a_service(kind="99"))

    [table] = tables(section(plan.content, "services"))

    assert rows(table)[0][3] == "§ 99"


def test_services_stand_by_paragraph_then_key():
    plan = a_plan().with_(
        a_service("S10", kind="40"), a_service("S9", kind="40"), a_service("A", kind="60a"), a_service("B", kind="60")
    )

    [table] = tables(section(plan.content, "services"))

    assert [row[0] for row in rows(table)] == ["S9", "S10", "B", "A"]


@pytest.mark.parametrize("language", ["cs", "en"])
def test_each_kind_of_service_of_the_act_has_a_name(language: str):
    phrases = Phrases.of(language)

    assert [kind for kind in SERVICE_KINDS if not phrases.has(f"service_kind.{kind}")] == []


def test_a_service_tells_since_when_and_until_when():
    plan = a_plan().with_(a_service(since="2007-01-01", until="2016-12-31"))

    [table] = tables(section(plan.content, "services"))

    assert rows(table)[0][1] == "Služba S1\n(od 1.\u00a01.\u00a02007 do 31.\u00a012.\u00a02016)"


def a_network():
    """Two municipalities; home care in Dačice, advice that comes from elsewhere, a stay that is over."""
    return (
        a_plan()
        .of("Dačice", "Chlum", "Horní")
        .with_(
            a_service("S1", form=("T", "A"), capacity=110, municipality="546001", target_groups=("senioři",)),
            a_service("S2", form=("A",), capacity=45, municipality="546002", target_groups=("senioři", "děti")),
            a_service("S3", kind="37", form=("T",), target_groups=("děti",)),
            a_service("S4", kind="44", form=("P",), capacity=3, target_groups=("pečující",), until="2014-12-31"),
        )
    )


def test_kinds_of_services_are_told_with_number_capacity_and_municipalities():
    kinds, *_ = tables(section(a_network().content, "network"))

    assert rows(kinds) == [
        ["§ 37 Odborné sociální poradenství", "1", "–", "–"],
        ["§ 40 Pečovatelská služba", "2", "155", "Dačice, Chlum"],
    ]


def test_a_capacity_that_is_not_recorded_is_said_to_be_missing_from_the_sums():
    assert "U 1 služby není zapsána kapacita; v součtech proto chybí." in printed(a_network(), "network")


def test_forms_are_counted_for_each_target_group():
    _, forms, *_ = tables(section(a_network().content, "network"))

    assert rows(forms) == [["děti", "1", "–", "1", "2"], ["senioři", "2", "–", "1", "2"]]


def test_a_service_without_a_form_has_a_column_of_its_own():
    plan = a_plan().with_(a_service("S1", target_groups=("děti",)))

    _, forms, *_ = tables(section(plan.content, "network"))

    assert rows(forms) == [["děti", "–", "–", "–", "1", "1"]]


def test_municipalities_with_a_service_stand_with_its_kinds():
    _, _, seats, *_ = tables(section(a_network().content, "network"))

    assert rows(seats) == [["Dačice", "100", "1", "§ 40"], ["Chlum", "100", "1", "§ 40"]]


def test_municipalities_without_a_service_are_named_and_not_blamed():
    told = printed(a_network(), "network")

    *_, towns = tables(section(a_network().content, "network"))

    assert rows(towns) == [["Horní", "100"]]
    assert "1 obec nemá na svém území sídlo žádné služby. Neznamená to, že její obyvatelé žádnou nemají" in told


def test_a_group_without_a_service_is_a_gap_with_its_needs():
    plan = a_network().with_(TargetGroup(name="cizinci"), a_finding("N1", "needs", target_group="pečující"))

    _, _, _, gaps, _ = tables(section(plan.content, "network"))

    assert rows(gaps) == [["cizinci", "–"], ["pečující", "N1 – Zjištěno N1"]]
    assert "Bez služby tak zůstává 1 zjištěná potřeba." in printed(plan, "network")


def test_a_network_without_gaps_says_so():
    plan = a_plan().of("Dačice").with_(a_service(municipality="546001", target_groups=("senioři",)))

    told = printed(plan, "network")

    assert "Každá cílová skupina, o které plán ví, má v síti alespoň jednu službu." in told
    assert "V každé obci území sídlí alespoň jedna služba." in told


def test_capacity_is_drawn_by_kind_and_municipality():
    plan = a_network().with_(a_service("S5", kind="49", capacity=84, municipality="546001"))

    [chart] = [block for block in section(plan.content, "network") if isinstance(block, Chart)]

    assert chart.categories == ("§ 40 Pečovatelská služba", "§ 49 Domovy pro seniory")
    assert [(one.name, one.values) for one in chart.series] == [("Dačice", (110, 84)), ("Chlum", (45, None))]
    assert "Nejvyšší má § 40 Pečovatelská služba: 155; nejnižší § 49 Domovy pro seniory: 84." in chart.alt


def test_of_many_municipalities_the_small_ones_are_drawn_together():
    towns = [f"Obec {n}" for n in range(8)]
    plan = (
        a_plan()
        .of(*towns)
        .with_(
            *(a_service(f"S{n}", capacity=80 - n, municipality=f"{546001 + n}") for n in range(8)),
            a_service("S9", kind="49", capacity=7, municipality="546001"),
            a_service("T1", kind="54", capacity=5),
        )
    )

    [chart] = [block for block in section(plan.content, "network") if isinstance(block, Chart)]

    assert [one.name for one in chart.series] == [*towns[:4], "ostatní obce", "bez sídla v území"]
    assert [one.values for one in chart.series][-2:] == [(76 + 75 + 74 + 73, None, None), (None, None, 5)]


def test_many_municipalities_of_a_kind_are_counted_after_the_first_ones():
    plan = (
        a_plan()
        .of(*(f"Obec {n}" for n in range(8)))
        .with_(*(a_service(f"S{n}", municipality=f"{546001 + n}") for n in range(8)))
    )

    kinds, *_ = tables(section(plan.content, "network"))

    assert rows(kinds)[0][3] == "Obec 0, Obec 1, Obec 2, Obec 3 a další (ještě 4)"


def test_a_plan_without_services_has_no_chapter_on_the_network():
    assert list(section(a_plan().of("Dačice").content, "network")) == []


@pytest.mark.parametrize("name", ["population", "needs", "services", "network", "funding"])
def test_no_chapter_that_is_voted_on_changes_with_the_day(name: str):
    plan = a_network().with_(TargetGroup(name="cizinci"))

    assert section(plan.on("2017-12-31").content, name) == section(plan.content, name)


def warnings(plan) -> list[Refusal]:
    return warned(plan, "network_reaches_everybody")


def test_a_recorded_group_without_a_service_and_towns_without_a_seat_are_warned_of():
    plan = a_network().with_(TargetGroup(name="Senioři"), TargetGroup(name="pečující"))

    assert warnings(plan) == [
        Refusal("network.group_unserved", item="target_group:pečující", group="pečující"),
        Refusal("network.towns_unserved", item="plan", count=1, towns=("Horní",)),
    ]


def test_a_group_that_only_a_need_names_is_not_warned_of():
    plan = a_plan().with_(a_service(), a_finding("N1", "needs", target_group="cizinci"))

    assert warnings(plan) == []


def test_a_service_that_has_ended_serves_nobody_from_the_next_day_on():
    plan = a_plan(state="in_force").with_(
        TargetGroup(name="senioři"), a_service(target_groups=("senioři",), until="2016-06-30")
    )

    assert [warnings(plan.on(day)) == [] for day in ("2016-06-30", "2016-07-01")] == [True, False]


def test_before_services_are_recorded_nothing_is_warned_of():
    assert warnings(a_plan().of("Dačice").with_(TargetGroup(name="senioři"))) == []
