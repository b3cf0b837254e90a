"""What a form says of a column keeps within what a spreadsheet can show."""

import pytest

from lifecycle.documents.phrases import Phrases
from lifecycle.intake.hints import header, message
from lifecycle.intake.spelling import column_of, shown
from lifecycle.model.people import Group
from lifecycle.model.strategy import BudgetLine, Measure

from .files import KINDS

CS = Phrases.of("cs", strict=True)
SPOKEN = {"cs": CS, "en": Phrases.of("en", strict=True)}


def said(kind: type, column: str) -> str:
    [found] = [one for one in shown(kind) if one.name == column]
    return message(kind, found, language="cs", say=CS.say)[1]


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("form", sorted(KINDS))
def test_every_column_of_every_form_has_a_message_a_spreadsheet_can_show(form: str, language: str):
    say = SPOKEN[language].say
    messages = [message(KINDS[form], column, language=language, say=say) for column in shown(KINDS[form])]

    assert [(t, m) for t, m in messages if not 0 < len(t) <= 32 or not 0 < len(m) <= 255] == []


@pytest.mark.parametrize(
    ("kind", "column", "told"),
    [
        (Measure, "starts", "Povinné.\nDen, např. 1. 7. 2015."),
        (Measure, "municipalities", "Kódy; prázdné = všechny.\nJeden i více klíčů (obce); oddělte je středníkem."),
        (BudgetLine, "amount_czk", "Povinné.\nCelé koruny, bez haléřů."),
        (BudgetLine, "year", "Povinné.\nRok čtyřmi číslicemi, např. 2015."),
    ],
)
def test_a_message_says_what_the_cell_takes(kind: type, column: str, told: str):
    assert said(kind, column) == told


def test_the_words_of_a_list_are_named():
    assert "řídící skupina, pracovní skupina" in said(Group, "kind")


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("form", sorted(KINDS))
def test_the_header_of_a_form_is_read_as_its_column(form: str, language: str):
    columns = shown(KINDS[form])

    assert [column_of(KINDS[form], header(column, language)) for column in columns] == list(columns)
