"""Scoring: who gave how many points to what, and the order that came of it."""

from lifecycle.model.strategy import Score
from tests.stages.builders import Story, a_measure, a_plan, a_priority, rows, section, tables


def a_score(item: str, points: int, *, group: str = "SEN", criterion: str = "naléhavost", **more: object) -> Score:
    return Score.model_validate({"item": item, "group": group, "criterion": criterion, "points": points, **more})


def scored(*scores: Score) -> Story:
    things = (a_priority("1"), a_measure("1.1"), a_measure("1.2"), a_measure("1.3"))
    return a_plan().groups("SEN", "OZP").met("SEN-1", group="SEN").swot("SEN", 1).with_(*things, *scores)


def printed_tables(plan: Story) -> dict[str, list[list[str]]]:
    return {table.caption: rows(table) for table in tables(section(plan.content, "scores"))}


def test_items_stand_in_the_order_of_their_points_and_equal_sums_share_a_rank():
    found = printed_tables(
        scored(a_score("1.1", 3), a_score("1.2", 8), a_score("1.3", 2), a_score("1.3", 1, group="OZP"))
    )

    assert found["Body podle skupin: opatření"] == [
        ["1.2 – Pečovatelská služba 1.2", "–", "8", "8", "1."],
        ["1.1 – Pečovatelská služba 1.1", "–", "3", "3", "2."],
        ["1.3 – Pečovatelská služba 1.3", "1", "2", "3", "2."],
    ]


def test_points_are_shown_by_criterion_where_there_are_more_of_them():
    plan = scored(a_score("1.1", 3), a_score("1.1", 4, criterion="dopad"), a_score("1.1", 5, group="OZP"))

    assert printed_tables(plan)["Body podle hledisek: opatření"] == [
        ["1.1 – Pečovatelská služba 1.1", "4", "8", "12", "1."]
    ]


def test_one_criterion_has_no_table_of_its_own():
    assert "Body podle hledisek: opatření" not in printed_tables(scored(a_score("1.1", 3)))


def test_each_kind_of_item_has_its_own_order():
    found = printed_tables(scored(a_score("1", 1), a_score("1.1", 3), a_score("swot:SEN-W0", 2)))

    assert [[row[0], row[-1]] for told in list(found.values())[:-1] for row in told] == [
        ["1 – Udržení služeb 1", "1."],
        ["1.1 – Pečovatelská služba 1.1", "1."],
        ["SEN-W0 – Položka W0", "1."],
    ]


def test_who_scored_is_told_with_the_meeting_the_votes_and_the_criteria():
    plan = scored(
        a_score("1.1", 3, meeting="SEN-1", voters=7),
        a_score("1.2", 3, meeting="SEN-1", voters=8, criterion="dopad"),
        a_score("1.1", 1, group="OZP"),
    )

    found = printed_tables(plan)["Kdo, kdy a podle čeho bodoval"]

    assert [[cell.replace("\u00a0", " ") for cell in row] for row in found] == [
        ["OZP – Skupina OZP", "–", "–", "naléhavost"],
        ["SEN – Skupina SEN", "SEN-1, 2. 6. 2014", "8", "dopad; naléhavost"],
    ]


def test_more_groups_than_fit_on_a_page_are_summed():
    groups = [f"G{n}" for n in range(9)]
    plan = scored(*(a_score("1.1", 1, group=group) for group in groups)).groups(*groups)

    assert printed_tables(plan)["Body podle skupin: opatření"] == [["1.1 – Pečovatelská služba 1.1", "9", "1."]]


def test_without_points_there_is_no_chapter():
    assert list(section(scored().content, "scores")) == []
