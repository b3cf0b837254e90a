"""Requirements and forms as the model knows them: every part of the law has its rule, every form its kind."""

from lifecycle.app import catalogue
from lifecycle.model.forms import FORMS, filled_in
from lifecycle.model.people import Decision
from lifecycle.model.practice import LAW_PARTS, Grade
from lifecycle.model.requirements import RULES, law_parts
from lifecycle.model.strategy import CHAPTERS
from tests.stages.builders import a_plan


def test_every_part_of_the_law_has_its_rule():
    assert tuple(RULES) == LAW_PARTS


def test_a_rule_looks_only_for_kinds_and_chapters_there_are():
    sought = {one for rule in RULES.values() for one in rule.sought}
    known = {*catalogue().kinds.values(), *CHAPTERS}

    assert sought - known == set()


def test_a_plan_just_opened_meets_no_part_of_the_law():
    assert [part.grade for part in law_parts(a_plan().content)] == [Grade.unmet] * 7


def test_the_forms_documents_speak_of_are_those_of_the_catalogue():
    assert set(catalogue().forms.items()) - set(FORMS.items()) == set()


def test_what_the_engine_fills_in_is_no_column_of_a_clerk():
    assert [column.name for column in filled_in(Decision)] == ["meeting", "subject", "verb", "text"]
