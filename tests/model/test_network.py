"""Who is served where: names are compared as people read them, and ended services serve nobody."""

import datetime as dt

import pytest

from lifecycle.model.evidence import Finding, Service
from lifecycle.model.network import Served, kind_text, running, target_groups, towns_without
from lifecycle.model.situation import TargetGroup
from lifecycle.model.territory import Municipality
from tests.model.kinds import a_content


def a_service(key: str = "S1", *groups: str, **more: object) -> Service:
    whole = {"key": key, "provider": "Charita", "name": "Služba", "kind": "40", "target_groups": groups, **more}
    return Service.model_validate(whole)


def a_need(key: str, group: str | None, kind: str = "needs") -> Finding:
    return Finding(key=key, kind=kind, title="Chybí pomoc", text="Lidé čekají.", source="Dotazník", target_group=group)


def names(groups: list[Served]) -> list[str]:
    return [group.name for group in groups]


def test_capitals_and_spaces_do_not_make_two_groups():
    content = a_content([TargetGroup(name="Senioři"), a_need("N1", "senioři"), service := a_service("S1", "SENIOŘI ")])

    [group] = target_groups(content, [service])

    assert (group.name, [one.key for one in group.needs], [one.key for one in group.services]) == (
        "Senioři",
        ["N1"],
        ["S1"],
    )


def test_groups_that_only_a_need_or_a_service_names_are_there_too():
    content = a_content([a_need("N1", "cizinci"), service := a_service("S1", "děti")])

    assert names(target_groups(content, [service])) == ["cizinci", "děti"]


def test_only_a_finding_of_needs_tells_a_need():
    content = a_content([a_need("D1", "senioři", kind="demography"), a_need("N1", None)])

    assert target_groups(content, []) == []


def test_a_service_that_names_a_group_twice_is_one_service():
    [group] = target_groups(a_content(), [a_service("S1", "děti", "Děti")])

    assert len(group.services) == 1


def test_a_group_without_a_service_waits():
    content = a_content([TargetGroup(name="cizinci")])

    assert [group.waits for group in target_groups(content, [])] == [True]


def test_only_a_recorded_group_is_an_item():
    content = a_content([TargetGroup(name="senioři"), a_need("N1", "děti")])

    assert [group.item for group in target_groups(content, [])] == ["target_group:senioři", None]


@pytest.mark.parametrize("name", ["senioři; děti", "d" * 151])
def test_a_group_has_no_name_that_an_item_cannot_hold(name: str):
    with pytest.raises(ValueError, match="name"):
        TargetGroup(name=name)


def test_a_service_serves_up_to_its_last_day():
    content = a_content([a_service("S1", until="2015-06-30"), a_service("S2"), a_service("S3", until="2015-06-29")])

    assert [one.key for one in running(content, dt.date(2015, 6, 30))] == ["S1", "S2"]


def test_services_stand_by_paragraph_then_key():
    content = a_content([a_service("S10"), a_service("S9"), a_service("A", kind="60a"), a_service("B", kind="60")])

    assert [one.key for one in running(content, dt.date(2015, 1, 1))] == ["S9", "S10", "B", "A"]


def test_a_municipality_is_without_a_service_when_none_has_its_seat_there():
    content = a_content([Municipality(code="546127", name="Dačice"), Municipality(code="507717", name="Peč")])

    assert [town.name for town in towns_without(content, [a_service(municipality="546127")])] == ["Peč"]


def test_a_paragraph_that_describes_no_service_is_told_bare():
    assert kind_text(a_content(), "99") == "§ 99"
