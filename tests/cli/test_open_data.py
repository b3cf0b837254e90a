"""Open data recorded at the command line: people by age and the register of providers, all or nothing like a form."""

from typing import Any

from tests.cli.clerk import Answer, Clerk
from tests.intake.open_data import census_file, facility, number, register_file, service, town_rows

TOWNS = ("546127", "547166", "547263")
BROAD = {"0 - 14 let": 10, "15 - 64 let": 30, "65 a více let": 13}
CENSUS = census_file([row for town in TOWNS for row in town_rows(town, BROAD)])
FIVES = {"0 - 4 roky": 4, "5 - 14 let": 6, "15 - 64 let": 30, "65 a více let": 13}
OWN = "municipality,year,age_from,age_to,sex,count,source\n"


def people(clerk: Clerk, data: bytes | str = CENSUS, *options: str, name: str = "sldb2021_vek.csv") -> Answer:
    return clerk.asks("record", "population", str(clerk.paper(name, data)), *options)


def providers(clerk: Clerk, data: bytes, *options: str) -> Answer:
    return clerk.asks("record", "services", str(clerk.paper("rpss.json", data)), *options)


def counts(told: dict[str, Any]) -> tuple[str, int, int, int, int]:
    return (told["kind"], told["added"], told["changed"], told["unchanged"], told["removed"])


def test_a_census_is_rows_of_people_and_a_finding_the_plan_can_cite(clerk: Clerk):
    told = people(clerk).json

    assert [counts(told), *map(counts, told["also"])] == [("population", 9, 0, 0, 0), ("findings", 1, 0, 0, 0)]
    [finding] = clerk.reads("show", "findings")
    assert (finding["key"], finding["kind"], finding["value"]) == ("OBYV-2021", "demography", "130")
    assert "celkem 159 obyvatel: 30 dětí do 14 let, 90 osob" in finding["text"]


def test_the_finding_can_be_cited_by_what_follows_from_it(clerk: Clerk):
    people(clerk)

    clerk.records("swot", "key,group,quadrant,text,evidence\nT1,SEN,T,Stárneme,OBYV-2021\n")


def test_the_same_census_again_is_no_act(clerk: Clerk):
    people(clerk)
    head = clerk.head

    told = people(clerk).json

    assert [told["entry"], counts(told), *map(counts, told["also"]), clerk.head] == [
        None, ("population", 0, 0, 9, 0), ("findings", 0, 0, 1, 0), head,
    ]  # fmt: skip


def test_a_finding_a_person_rewrote_stays_until_the_numbers_change(clerk: Clerk):
    people(clerk)
    clerk.records("findings", "key,text\nOBYV-2021,Stárneme rychleji než kraj.\n")

    people(clerk)

    assert clerk.reads("show", "findings")[0]["text"] == "Stárneme rychleji než kraj."


def test_numbers_that_change_make_the_finding_anew(clerk: Clerk):
    people(clerk)
    more = census_file([row for town in TOWNS for row in town_rows(town, BROAD | {"65 a více let": 20})])

    told = people(clerk, more).json

    assert [counts(told), *map(counts, told["also"])] == [("population", 0, 3, 6, 0), ("findings", 0, 1, 0, 0)]


def test_bands_that_do_not_tell_the_seniors_give_a_finding_of_all_people(clerk: Clerk):
    rows = [row for town in TOWNS for row in town_rows(town, {"0 - 59 let": 40, "60 a více let": 13})]

    people(clerk, census_file(rows))

    assert [(one["value"], one["unit"]) for one in clerk.reads("show", "findings")] == [("159", "obyvatel")]


def test_a_dry_run_says_what_would_be_recorded_and_changes_nothing(clerk: Clerk):
    head = clerk.head

    told = clerk.reads("--dry-run", "record", "population", str(clerk.paper("vek.csv", CENSUS)))

    assert (told["added"], told["entry"], clerk.head) == (9, None, head)


def test_broader_bands_beside_finer_ones_of_the_same_year_are_refused(clerk: Clerk):
    people(clerk, census_file([row for town in TOWNS for row in town_rows(town, FIVES)]))
    head = clerk.head

    answer = people(clerk)

    assert (answer.code, {error["rule"] for error in answer.json["errors"]}, clerk.head) == (2, {"ages_overlap"}, head)
    assert len(answer.json["errors"]) == len(TOWNS)


def test_replace_takes_away_only_the_year_the_file_tells(clerk: Clerk):
    older = census_file([row for town in TOWNS for row in town_rows(town, FIVES, sldb_rok="2011")])
    people(clerk, older, name="sldb2011.csv")
    people(clerk, census_file([row for town in TOWNS for row in town_rows(town, FIVES)]))

    told = people(clerk, CENSUS, "--replace").json

    assert counts(told) == ("population", 0, 3, 6, 3)
    assert {row["year"] for row in clerk.reads("show", "population")} == {2011, 2021}


def test_our_own_form_is_read_as_before_and_has_no_finding(clerk: Clerk):
    told = people(clerk, OWN + "546127,2024,0,14,total,10,matrika\n", name="population.csv").json

    assert (counts(told), "also" in told) == (("population", 1, 0, 0, 0), False)


def test_rows_of_our_own_form_of_another_year_than_asked_for_are_told_at_their_cell(clerk: Clerk):
    answer = people(clerk, OWN + "546127,2024,0,14,total,10,matrika\n", "--year", "2023", name="population.csv")

    assert [(error["rule"], error["cell"]) for error in answer.json["errors"]] == [("other_year", "B2")]


def test_a_table_of_towns_by_age_needs_the_year(clerk: Clerk):
    table = "kod_obce,obyv_0_14,obyv_15_64,obyv_65plus\n" + "".join(f"{town},10,30,13\n" for town in TOWNS)

    without, told = people(clerk, table), people(clerk, table, "--year", "2020").json

    assert [error["rule"] for error in without.json["errors"]] == ["census.no_year"]
    assert counts(told) == ("population", 9, 0, 0, 0)


def test_the_year_belongs_to_people_by_age_only(clerk: Clerk):
    answer = clerk.asks("record", "groups", str(clerk.paper("g.csv", "key,name,kind\nX,X,working\n")), "--year", "2021")

    assert (answer.code, answer.json["error"]["code"]) == (2, "record.year_of_people_only")


def test_a_census_of_another_year_or_region_is_told_and_nothing_taken(clerk: Clerk):
    head = clerk.head
    other = census_file(town_rows("555555", BROAD))

    rules = [
        people(clerk, CENSUS, "--year", "2011").json["errors"][0]["rule"],
        people(clerk, other).json["errors"][0]["rule"],
    ]

    assert (rules, clerk.head) == (["census.other_year", "census.region"], head)


def test_a_sum_that_does_not_add_up_is_told_with_its_line_on_the_screen(clerk: Clerk):
    rows = [row for town in TOWNS for row in town_rows(town, BROAD)]
    rows[3] = number("546127", "", 99)

    answer = clerk.says("record", "population", str(clerk.paper("vek.csv", census_file(rows))))

    assert answer.code == 2
    assert (
        "vek.csv:5: Obec Dačice, rok 2021, celkem: věkové skupiny dávají dohromady 53, soubor uvádí 99." in answer.err
    )


def test_people_of_unknown_age_are_told_as_a_warning(clerk: Clerk):
    rows = [row for town in TOWNS for row in town_rows(town, BROAD)]
    rows[3] = number("546127", "", 55)

    answer = people(clerk, census_file([*rows, number("546127", "nezjištěno", 2)]))

    assert (answer.code, "u 2 osob statistický úřad věk nezjistil" in answer.err) == (0, True)


def test_the_register_is_services_and_the_same_file_again_is_no_act(clerk: Clerk):
    data = register_file(service(1), service(2, facility("547166")), service(3, facility("555555")))
    first = providers(clerk, data).json
    head = clerk.head

    again = providers(clerk, data).json

    assert (counts(first), counts(again)) == (("services", 2, 0, 0, 0), ("services", 0, 0, 2, 0))
    assert (again["entry"], clerk.head) == (None, head)


def test_services_the_register_no_longer_has_go_only_with_replace(clerk: Clerk):
    providers(clerk, register_file(service(1), service(2)))

    kept, replaced = (
        providers(clerk, register_file(service(2))).json,
        providers(clerk, register_file(service(2)), "--replace").json,
    )

    assert (kept["removed"], replaced["keys"]["removed"]) == (0, ["1000001"])


def test_a_service_that_ended_stays_recorded_with_its_end(clerk: Clerk):
    providers(clerk, register_file(service(1), service(2)))

    told = providers(clerk, register_file(service(1, datumPoskytovaniDo="2024-12-31"), service(2)), "--replace").json

    assert counts(told) == ("services", 0, 1, 1, 0)
    assert [row["until"] for row in clerk.reads("show", "services")] == ["2024-12-31", None]


def test_a_register_cut_in_half_is_told_with_its_place_and_nothing_taken(clerk: Clerk):
    data = register_file(*(service(one) for one in range(1, 60)))
    head = clerk.head

    answer = providers(clerk, data[: len(data) // 2])

    [error] = answer.json["errors"]
    assert (answer.code, error["rule"], error["cell"], clerk.head) == (2, "register.broken", "polozky[29]", head)


def test_groups_the_register_does_not_name_are_told_as_a_warning(clerk: Clerk):
    groups = [{"cilovaSkupina": {"id": "CilovaSkupinaOsoby/7"}}]

    answer = providers(clerk, register_file(service(1, ciloveSkupiny=groups)))

    assert (answer.code, "CilovaSkupinaOsoby/7" in answer.err) == (0, True)
