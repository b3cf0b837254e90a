"""The catalogue of providers: every service that goes on, findable from four sides, and what a year has changed."""

from dataclasses import replace

import pytest

from lifecycle.documents.blocks import Card, Index, Run
from lifecycle.model.history import Drop
from lifecycle.model.situation import TargetGroup
from tests.stages.builders import Story, a_plan, paragraphs, printed, rows, section, tables
from tests.stages.test_analysis import a_service


def cards(plan: Story) -> list[Card]:
    return [block for block in section(plan.content, "catalogue") if isinstance(block, Card)]


def fields(card: Card) -> dict[str, str]:
    return {field.name: "".join(run.text for run in field.runs) for field in card.fields}


def test_a_service_is_a_card_with_everything_a_citizen_looks_for():
    plan = (
        a_plan()
        .of("Dačice")
        .with_(
            a_service(
                ico="00246476",
                form=("T", "A"),
                target_groups=("senioři", "děti"),
                capacity=1100,
                municipality="546001",
                contact="384 401 211",
                web="https://dacice.example/pece/",
                since="2007-01-01",
            )
        )
    )

    [card] = cards(plan)

    assert (card.item, card.label, card.code) == ("service:S1", "Služba", "S1")
    assert fields(card) == {
        "provider": "Charita",
        "ico": "00246476",
        "kind": "§ 40 Pečovatelská služba",
        "form": "terénní, ambulantní",
        "target_groups": "senioři, děti",
        "capacity": "1\u00a0100",
        "municipality": "Dačice",
        "contact": "384 401 211",
        "web": "dacice.example/pece",
    }


def test_what_is_not_recorded_takes_no_line():
    [card] = cards(a_plan().with_(a_service()))

    assert list(fields(card)) == ["provider", "kind"]


@pytest.mark.parametrize(
    ("web", "run"),
    [
        ("https://charita.example", Run("charita.example", link="https://charita.example")),
        ("http://charita.example/a b", Run("http://charita.example/a b")),
        ("www.charita.example/dilna", Run("www.charita.example/dilna", link="https://www.charita.example/dilna")),
        ("HTTP://charita.example", Run("charita.example", link="http://charita.example")),
        ("javascript:alert(1)", Run("javascript:alert(1)")),
        ("nemá", Run("nemá")),
    ],
)
def test_only_the_address_of_a_page_is_a_link(web: str, run: Run):
    [card] = cards(a_plan().with_(a_service(web=web)))

    assert card.fields[-1].runs == (run,)


def test_services_stand_by_paragraph_and_then_by_name():
    plan = a_plan().with_(
        a_service("S1", kind="60a", name="Dům"),
        a_service("S2", kind="60", name="Chata"),
        a_service("S3", kind="60", name="Hora"),
        a_service("S4", kind="37", name="Rada"),
    )

    assert [card.code for card in cards(plan)] == ["S4", "S3", "S2", "S1"]


def test_a_kind_that_the_act_does_not_know_is_shown_too():
    assert "§ 99" in list(paragraphs(section(a_plan().with_(a_service(kind="99")).content, "catalogue")))


def test_a_service_is_in_the_catalogue_up_to_its_last_day():
    plan = a_plan().with_(a_service(until="2015-06-30"))

    assert [len(cards(plan.on(day))) for day in ("2015-06-30", "2015-07-01")] == [1, 0]


def test_a_service_that_is_going_to_begin_says_when():
    plan = a_plan().on("2015-01-01").with_(a_service(since="2015-03-01"))

    assert fields(cards(plan)[0])["since"] == "1.\u00a03.\u00a02015"


def indexed(plan: Story) -> list[list[tuple[str, list[str]]]]:
    """Each index as its heads with the lines below them."""
    return [
        [
            ("".join(run.text for run in head), ["".join(run.text for run in entry.runs) for entry in entries])
            for head, entries in block.groups
        ]
        for block in section(plan.content, "catalogue_index")
        if isinstance(block, Index)
    ]


def four_services() -> Story:
    return (
        a_plan()
        .of("Dačice", "Chlum")
        .with_(
            TargetGroup(name="Senioři"),
            a_service("S1", name="Domov", kind="49", municipality="546001", target_groups=("senioři",)),
            a_service("S2", name="Chůva", provider="Hory", municipality="546002", target_groups=("děti", "SENIOŘI")),
            a_service("S3", name="Azyl", kind="57", provider="Chata"),
        )
    )


def test_a_service_is_found_by_group_place_kind_and_provider_in_the_order_of_the_dictionary():
    by_group, by_town, by_kind, by_provider = indexed(four_services())

    assert by_group == [
        ("děti", ["Chůva (Chlum)"]),
        ("Senioři", ["Domov (Dačice)", "Chůva (Chlum)"]),
        ("Cílová skupina neuvedena", ["Azyl"]),
    ]
    assert by_town == [
        ("Dačice", ["Domov (Charita)"]),
        ("Chlum", ["Chůva (Hory)"]),
        ("Bez sídla v území (dojíždí odjinud nebo působí na dálku)", ["Azyl (Chata)"]),
    ]
    assert [head for head, _ in by_kind] == ["§ 40 Pečovatelská služba", "§ 49 Domovy pro seniory", "§ 57 Azylové domy"]
    assert [head for head, _ in by_provider] == ["Hory", "Charita", "Chata"]


def test_every_line_of_the_index_leads_to_a_card_of_the_catalogue():
    plan = four_services().with_(a_service("S9", until="2010-12-31"))

    lines = {
        entry.item
        for block in section(plan.content, "catalogue_index")
        if isinstance(block, Index)
        for _, entries in block.groups
        for entry in entries
    }

    assert lines == {card.item for card in cards(plan)}


def test_no_line_of_the_index_begins_like_the_heading_of_a_card():
    name = "Opatření 1.1"
    plan = a_plan().with_(a_service(name=name, provider=name, target_groups=(name,)))

    lines = [line for index in indexed(plan) for head, entries in index for line in (head, *entries)]

    assert [line for line in lines if line.startswith("Opatření")] == []


def a_year_later(before: Story, after: Story) -> Story:
    """The plan on a day a year after an edition of the catalogue that showed `before`."""
    then = before.on("2015-03-01").content
    now = after.on("2016-03-01").content
    return Story(replace(now, earlier=lambda name: then if name == "catalogue" else None))


def test_the_first_catalogue_has_no_chapter_of_changes():
    assert list(section(four_services().content, "catalogue_changes")) == []


def test_a_year_in_which_nothing_changed_is_told():
    told = printed(a_year_later(four_services(), four_services()), "catalogue_changes")

    assert told == "Změny od vydání katalogu ze dne 1.\u00a03.\u00a02015. Od té doby se žádný údaj nezměnil."


def test_services_that_came_and_ended_are_named():
    after = four_services().with_(a_service("S5", name="Raná péče"), a_service("S3", name="Azyl", until="2015-12-31"))
    after = after.changed(Drop("service", ("S1",)))

    told = printed(a_year_later(four_services(), after), "catalogue_changes").split("\n")

    assert told[1:] == [
        "Nové služby",
        "Raná péče – Charita",
        "Služby, které v katalogu už nejsou",
        "Azyl – Charita (do 31.\u00a012.\u00a02015)",
        "Domov – Charita",
    ]


def test_changed_facts_stand_with_what_they_were_and_are():
    after = four_services().with_(
        a_service("S3", name="Azyl", kind="57", provider="Chata", capacity=12, form=("A",), municipality="546002")
    )

    [table] = tables(section(a_year_later(four_services(), after).content, "catalogue_changes"))

    assert rows(table) == [
        ["Azyl (S3)", "forma", "–", "ambulantní"],
        ["Azyl (S3)", "kapacita", "–", "12"],
        ["Azyl (S3)", "obec", "–", "Chlum"],
    ]


def test_a_service_whose_end_is_announced_is_a_change_while_it_goes_on():
    after = four_services().with_(a_service("S3", name="Azyl", kind="57", provider="Chata", until="2016-12-31"))

    [table] = tables(section(a_year_later(four_services(), after).content, "catalogue_changes"))

    assert rows(table) == [["Azyl (S3)", "poskytována do", "–", "31.\u00a012.\u00a02016"]]


@pytest.mark.parametrize("name", ["catalogue", "catalogue_index", "catalogue_changes"])
def test_without_services_there_is_no_catalogue(name: str):
    assert list(section(a_plan().of("Dačice").content, name)) == []
